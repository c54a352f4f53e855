"""Pages with forms, as text, for tests."""

from written import entry

Question = dict[str, str]


def question(field: str, group: str = "First", **others: str) -> Question:
    return {"group": group, "field": field, "ask": f"What of {field}?", **others}


CASE_FIELDS = (
    "own_story",
    "title",
    "short",
    "place",
    "years",
    "sources",
    "The problem",
    "What people did together",
    "What changed",
    "What was learned",
    "pictures",
    "credits",
)
"""The least that a form for a case study asks."""
TIP_FIELDS = ("title", "body", "credits")


def form_page(form: str, *questions: Question, **fields: object) -> str:
    """A page with a form: template on line 4, form on line 5, questions on line 6."""
    return entry(
        title="A form",
        short="Tell us.",
        template="contribute-form",
        form=form,
        questions=list(questions),
        **fields,
    )


def asking(*fields: str) -> list[Question]:
    return [question(field) for field in fields]
