"""The forms of issues: the questions of the pages that ask, as GitHub asks and answers them."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from knowledge import Kind, Library
from knowledge.form_rules import CORRECTION, kind_of
from knowledge.forms import form_view
from knowledge.views import QuestionView

LICENCE = "licence"
"""The question whose tick says that the words may be shared."""
NOT_PERSONAL = "own_story"
"""The question whose tick says that nobody's private life is told."""

_FRAME = Path(__file__).with_name("frame.yml")
_TICK = "tick"


@dataclass(frozen=True, slots=True)
class Question:
    """One question. GitHub writes its `label` as a heading above the answer.

    `field` is where the answer goes; `options` are the values that it may have, with their words.
    """

    field: str
    label: str
    help: str
    example: str
    control: str
    is_needed: bool
    options: tuple[tuple[str, str], ...] = ()

    @property
    def name(self) -> str:
        """The field as GitHub allows it: The problem as the-problem."""
        return self.field.lower().replace(" ", "-")

    @property
    def heading(self) -> str:
        """The line that GitHub writes above the answer."""
        return f"### {self.label}"

    @property
    def is_tick(self) -> bool:
        """Whether it asks for a tick; what was ticked goes into no file."""
        return self.control == _TICK


@dataclass(frozen=True, slots=True)
class Form:
    """A form, and the kind of entry that it makes: none when it stays an issue."""

    name: str
    title: str
    kind: Kind | None
    about: str
    description: str
    questions: tuple[Question, ...]


def read_forms(library: Library) -> list[Form]:
    """The forms that the pages of this site ask for, in the order of their names."""
    frame = yaml.safe_load(_FRAME.read_text("utf-8"))
    pages = [page for page in library.of_kind("page") if page.fields.form]
    return sorted((_form(page, library, frame) for page in pages), key=lambda form: form.name)


def _form(page: Any, library: Library, frame: dict[str, Any]) -> Form:
    view = form_view(page, library)
    asked = [question for group in view.groups for question in group.questions]
    is_correction = view.name == CORRECTION
    return Form(
        name=view.name,
        title=page.title,
        kind=kind_of(view.name, library.kinds),
        about=frame["about_correction" if is_correction else "about"],
        description=frame["description"],
        questions=tuple(_questions(asked, library.site.licence.name, frame, is_correction)),
    )


def _questions(
    asked: list[QuestionView], licence: str, frame: dict[str, Any], is_correction: bool
) -> Iterator[Question]:
    """The page's questions between two ticks: nobody's private life, and the licence."""
    own = next((question.ask for question in asked if question.name == NOT_PERSONAL), "")
    words = frame["not_personal"]
    yield _tick(NOT_PERSONAL, {**words, "ask": own or words["ask"]}, licence)
    for question in asked:
        if question.name != NOT_PERSONAL:
            yield _question(question, frame["controls"][question.control])
    if not is_correction:
        yield _tick(LICENCE, frame["licence"], licence)


def _tick(field: str, words: dict[str, str], licence: str) -> Question:
    option = (field, words["tick"].format(licence=licence))
    return Question(field, words["ask"], words["help"], "", _TICK, True, (option,))


def _question(question: QuestionView, more_help: str) -> Question:
    return Question(
        field=question.name,
        label=question.ask,
        help=" ".join(part for part in (question.help, more_help) if part),
        # The page has a box for each part of a source, and an issue one line; the help shows it.
        example="" if question.control == "sources" else question.example or "",
        control=question.control,
        is_needed=question.is_needed,
        options=tuple((value, label) for value, label in question.options),
    )
