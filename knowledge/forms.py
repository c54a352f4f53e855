"""Forms: what a page that asks questions hands to its template and to the Word file."""

from knowledge.form_rules import BODY, Answer, answers, choices, grouped, kind_of
from knowledge.kinds import Kind, Question
from knowledge.library import Entry, Library
from knowledge.validation import SHORT_WORDS
from knowledge.views import FormView, GroupView, QuestionView

FOLDER = "/contribute/"
"""Where the files that belong to the forms stand, whatever address their pages have."""

_ROWS = {"short": 3, BODY: 6}
_SENTENCE_ROWS = 3
_STORY_ROWS = 8


def schema_address(kind: Kind) -> str:
    """The root-relative address of the JSON Schema of a kind."""
    return f"{FOLDER}{kind.name}.schema.json"


def form_view(entry: Entry, library: Library) -> FormView:
    """The form that a page asks for; unknown questions, which are a problem, are left out."""
    form: str = entry.fields.form or ""
    site, kind = library.site, kind_of(form, library.kinds)
    known = answers(form, library.kinds)
    groups = (
        GroupView(
            title,
            tuple(
                _question(question, known[question.field], kind, library)
                for _number, question in questions
                if question.field in known
            ),
        )
        for title, questions in grouped(entry.fields.questions)
    )
    return FormView(
        name=form,
        kind_label=kind.label if kind else "",
        folder=f"content/{kind.folder}" if kind else "",
        schema_address=schema_address(kind) if kind else "",
        word_template=f"{FOLDER}{form}.docx",
        part=f"{FOLDER}{form}.form.json",
        branch=site.branch,
        repository=site.repository,
        contact=site.contact,
        groups=tuple(group for group in groups if group.questions),
    )


def _question(
    question: Question, answer: Answer, kind: Kind | None, library: Library
) -> QuestionView:
    return QuestionView(
        name=question.field,
        ask=question.ask,
        help=question.help,
        example=question.example,
        control=answer.control,
        is_needed=answer.is_needed,
        options=_options(question.field, answer, kind, library),
        most_words=_most_words(question.field, kind),
        rows=_rows(question.field, kind) if answer.control == "lines" else 1,
    )


def _rows(field: str, kind: Kind | None) -> int:
    if kind and field in kind.asked_headings:
        return _STORY_ROWS
    return _ROWS.get(field, _SENTENCE_ROWS)


def _most_words(field: str, kind: Kind | None) -> int | None:
    if not kind:
        return None
    return {"short": SHORT_WORDS, BODY: kind.words}.get(field)


def _options(
    field: str, answer: Answer, kind: Kind | None, library: Library
) -> tuple[tuple[str, str], ...]:
    """Values with the words that readers see, for questions that let one choose."""
    if not kind or answer.control not in ("one", "many"):
        return ()
    return tuple(choices(kind.fields.model_fields[field], library.site).items())
