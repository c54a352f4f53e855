"""Forms: what is told when one could not make a file that passes."""

import pytest
from asked import CASE_FIELDS, TIP_FIELDS, asking, form_page, question
from written import Messages, entry

from knowledge.form_rules import answers
from knowledge.kinds import KINDS

PAGE = "content/pages/p.md"


@pytest.mark.parametrize(
    ("form", "fields"),
    [
        ("case-study", CASE_FIELDS),
        ("tip", TIP_FIELDS),
        ("definition", ("title", "short", "credits")),
        ("hint", ("title", "short", "pictures", "credits", "Steps", "Checklist")),
        ("correction", ("page", "wrong")),
    ],
)
def test_form_that_asks_for_what_is_needed_is_right(
    messages: Messages, form: str, fields: tuple[str, ...]
) -> None:
    assert messages({PAGE: form_page(form, *asking(*fields))}) == []


@pytest.mark.parametrize("field", CASE_FIELDS)
def test_nothing_that_a_file_needs_is_left_out(messages: Messages, field: str) -> None:
    rest = [other for other in CASE_FIELDS if other != field]
    assert messages({PAGE: form_page("case-study", *asking(*rest))}) == [
        f"{PAGE}:6: The form does not ask for '{field}', and has to. "
        f"Add a question with the line, field: {field}"
    ]


def test_question_without_a_place_for_its_answer(messages: Messages) -> None:
    page = form_page("correction", *asking("page", "wrong", "rigth", "banana", "body"))
    known = "Use one of: page, wrong, right, source, name."
    place = f"{PAGE}:6: The form has no place for an answer to"
    assert messages({PAGE: page}) == [
        f"{place} 'banana'. {known}",
        f"{place} 'body'. {known}",
        f"{place} 'rigth'. Did you mean 'right'?",
    ]


@pytest.mark.parametrize("field", ["status", "moved_from", "terms", "number", "pictures"])
def test_what_strangers_cannot_know_is_not_asked(messages: Messages, field: str) -> None:
    [message] = messages({PAGE: form_page("tip", *asking(*TIP_FIELDS, field))})
    assert message.startswith(f"{PAGE}:6: The form has no place for an answer to '{field}'.")


def test_field_is_asked_for_once(messages: Messages) -> None:
    page = form_page("tip", *asking(*TIP_FIELDS, "title", "title"))
    assert messages({PAGE: page}) == [
        f"{PAGE}:6: The form asks for 'title' twice. Take one of the two questions out."
    ]


def test_question_about_a_private_story_comes_first(messages: Messages) -> None:
    fields = (*CASE_FIELDS[1:], "own_story")
    assert messages({PAGE: form_page("case-study", *asking(*fields))}) == [
        f"{PAGE}:6: The form asks for 'own_story' too late. "
        "Make it the first question, so that nobody tells a private story unwarned."
    ]


def test_group_is_one_part_of_the_form(messages: Messages) -> None:
    questions = [question("title", "A"), question("body", "B"), question("credits", "A")]
    assert messages({PAGE: form_page("tip", *questions)}) == [
        f"{PAGE}:6: The group 'A' stands in two places. Put its questions one after another."
    ]


def test_line_of_a_question_is_its_own(messages: Messages) -> None:
    text = (
        "---\ntitle: A\nshort: a\ntemplate: contribute-form\nform: correction\nquestions:\n"
        "  - group: A\n    field: page\n    ask: Where?\n"
        "  - group: A\n    field: wrong\n    ask: What?\n"
        "  - group: A\n    field: nmae\n    ask: Who?\n---\n"
    )
    assert messages({PAGE: text}) == [
        f"{PAGE}:14: The form has no place for an answer to 'nmae'. Did you mean 'name'?"
    ]


@pytest.mark.parametrize("form", ["page", "resource", "poem"])
def test_form_that_nobody_knows(messages: Messages, form: str) -> None:
    listed = "definition, tip, hint, case-study, correction"
    assert messages({PAGE: form_page(form)}) == [
        f"{PAGE}:5: There is no form '{form}'. Write one of: {listed}."
    ]


def test_form_that_is_nearly_right(messages: Messages) -> None:
    assert messages({PAGE: form_page("case_study")}) == [
        f"{PAGE}:5: There is no form 'case_study'. Did you mean 'case-study'?"
    ]


def test_page_that_is_to_show_a_form_names_it(messages: Messages) -> None:
    page = entry(title="A", short="a", template="contribute-form")
    assert messages({PAGE: page}) == [
        f"{PAGE}:4: A page with the template 'contribute-form' needs a form. "
        "Write form: and one of: definition, tip, hint, case-study, correction."
    ]


def test_form_on_another_template_would_not_be_shown(messages: Messages) -> None:
    questions = asking("page", "wrong")
    page = entry(title="A", short="a", form="correction", questions=questions)
    assert messages({PAGE: page}) == [
        f"{PAGE}:4: 'form' is only for pages with the template 'contribute-form'. "
        "Take it out, or write template: contribute-form"
    ]


def test_questions_without_a_form_would_be_lost(messages: Messages) -> None:
    page = entry(title="A", short="a", questions=asking("page"))
    assert messages({PAGE: page}) == [
        f"{PAGE}:4: The page has questions and no form. "
        "Write form: and one of: definition, tip, hint, case-study, correction."
    ]


def test_each_field_has_the_control_that_fits_its_values() -> None:
    found = {name: answer.control for name, answer in answers("case-study", KINDS).items()}
    assert found == {
        "title": "text",
        "short": "lines",
        "topics": "many",
        "note": "lines",
        "sources": "sources",
        "credits": "credits",
        "place": "text",
        "years": "text",
        "nation": "many",
        "organisations": "lines",
        "who_took_part": "lines",
        "groups": "many",
        "setting": "lines",
        "stages": "many",
        "figures": "lines",
        "confidence": "one",
        "own_story": "consent",
        "pictures": "pictures",
        "The problem": "lines",
        "What people did together": "lines",
        "What changed": "lines",
        "What was learned": "lines",
        "Who held the power": "lines",
        "Were people paid": "lines",
        "What we would not repeat": "lines",
    }
