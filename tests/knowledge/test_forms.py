"""Forms: the view of the questions."""

from asked import CASE_FIELDS, TIP_FIELDS, asking, form_page, question
from written import SITE, Reading, the

from knowledge import Library
from knowledge.forms import form_view
from knowledge.views import FormView, QuestionView

PAGE = "content/pages/p.md"


def form(library: Library) -> FormView:
    return form_view(the(library, "page", "p"), library)


def asked(view: FormView) -> dict[str, QuestionView]:
    return {question.name: question for group in view.groups for question in group.questions}


def test_form_of_a_kind_says_what_it_makes_and_where_that_may_go(library: Reading) -> None:
    owner = "repository: https://code.example/a/b\nbranch: next\ncontact: a@b.example\n"
    pages = {PAGE: form_page("tip", *asking(*TIP_FIELDS)), "site.yml": SITE + owner}
    view = form(library(pages))
    assert (view.name, view.kind_label, view.folder) == ("tip", "Tip", "content/tips")
    assert view.schema_address == "/contribute/tip.schema.json"
    assert view.word_template == "/contribute/tip.docx"
    assert (view.repository, view.branch) == ("https://code.example/a/b", "next")
    assert view.contact == "a@b.example"


def test_correction_is_no_kind(library: Reading) -> None:
    view = form(library({PAGE: form_page("correction", *asking("page", "wrong", "name"))}))
    assert (view.name, view.kind_label, view.folder) == ("correction", "", "")
    assert (view.schema_address, view.word_template) == ("", "/contribute/correction.docx")
    found = {name: (each.control, each.is_needed) for name, each in asked(view).items()}
    assert found == {"page": ("page", True), "wrong": ("lines", True), "name": ("text", False)}


def test_groups_and_questions_keep_the_authors_order_and_words(library: Reading) -> None:
    questions = [
        question("title", "One", help="Few words.", example="Rye"),
        question("credits", "Two"),
        question("body", "Two"),
    ]
    view = form(library({PAGE: form_page("tip", *questions)}))
    told = [(group.title, [each.name for each in group.questions]) for group in view.groups]
    assert told == [("One", ["title"]), ("Two", ["credits", "body"])]
    title = asked(view)["title"]
    assert (title.ask, title.help, title.example) == ("What of title?", "Few words.", "Rye")


def test_what_has_to_be_answered_and_how_long_it_may_be(library: Reading) -> None:
    tips = asked(form(library({PAGE: form_page("tip", *asking(*TIP_FIELDS, "short"))})))
    assert [name for name, each in tips.items() if each.is_needed] == ["title", "body"]
    assert {name: each.most_words for name, each in tips.items()} == {
        "title": None,
        "body": 45,
        "credits": None,
        "short": 30,
    }
    cases = asked(form(library({PAGE: form_page("case-study", *asking(*CASE_FIELDS))})))
    optional = [name for name, each in cases.items() if not each.is_needed]
    assert optional == ["pictures", "credits"]
    assert (cases["title"].rows, cases["short"].rows, cases["What changed"].rows) == (1, 3, 8)


def test_heading_that_a_story_may_have_is_asked_and_not_needed(library: Reading) -> None:
    more = "Were people paid"
    found = asked(form(library({PAGE: form_page("case-study", *asking(*CASE_FIELDS, more))})))
    assert (found[more].control, found[more].is_needed) == ("lines", False)
    assert found[more].rows == found["The problem"].rows


def test_choices_have_the_words_that_readers_see(library: Reading) -> None:
    fields = (*CASE_FIELDS, "stages", "confidence")
    found = asked(form(library({PAGE: form_page("case-study", *asking(*fields))})))
    assert found["stages"].options == (("mix", "Mix together"), ("bake", "Bake together"))
    assert found["confidence"].options == (("high", "High"), ("medium", "Medium"), ("low", "Low"))
    assert found["title"].options == ()
