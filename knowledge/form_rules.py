"""Forms: what each may ask, how it is answered, and whether a form can make a file that passes."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from knowledge.fields import Choice, Cites, Prose, Refers
from knowledge.kinds import Kind, Question
from knowledge.library import Entry, Library
from knowledge.problems import Problem, did_you_mean
from knowledge.site import Site

TEMPLATE = "contribute-form"
CORRECTION = "correction"
BODY = "body"

_OWN_STORY = "own_story"
_CREDITS = "credits"
_PICTURES = "pictures"

_EDITORS = ("status", "reviewed", "term_links", "moved_from")
"""What editors decide."""


@dataclass(frozen=True, slots=True)
class Answer:
    """How a question is answered, and whether a form has to have it.

    `control` is one of text, lines, date, one, many, sources, pictures, credits, consent, page.
    """

    control: str
    is_needed: bool = False
    must_be_asked: bool = False


_CORRECTION: Mapping[str, Answer] = {
    "page": Answer("page", is_needed=True, must_be_asked=True),
    "wrong": Answer("lines", is_needed=True, must_be_asked=True),
    "right": Answer("lines"),
    "source": Answer("lines"),
    "name": Answer("text"),
}


def answers(form: str, kinds: tuple[Kind, ...]) -> Mapping[str, Answer]:
    """What a form may ask, by the field that the answer fills; nothing for an unknown form."""
    if form == CORRECTION:
        return _CORRECTION
    kind = kind_of(form, kinds)
    return _answers(kind) if kind else {}


def kind_of(form: str, kinds: tuple[Kind, ...]) -> Kind | None:
    """The kind of entry that a form makes; none for a correction."""
    return next((kind for kind in kinds if kind.name == form and _is_asked_for(kind)), None)


def _is_asked_for(kind: Kind) -> bool:
    """Whether strangers may bring such an entry: one file each, and no page of the site itself."""
    return not kind.is_file and kind.name != "page"


def _answers(kind: Kind) -> dict[str, Answer]:
    """A private story is asked after, and credits and pictures offered, whatever else is."""
    found: dict[str, Answer] = {}
    for name, field in kind.fields.model_fields.items():
        if control := _control(name, field):
            is_needed = field.is_required() or name == _OWN_STORY
            found[name] = Answer(control, is_needed, is_needed or name == _CREDITS)
    if not kind.has_card:  # a card has no room for a picture
        found[_PICTURES] = Answer("pictures", must_be_asked=True)
    if not kind.headings:
        found[BODY] = Answer("lines", kind.needs_body, kind.needs_body)
    found |= {heading: Answer("lines") for heading in kind.more_headings}
    return found | {heading: Answer("lines", True, True) for heading in kind.headings}


def _control(name: str, field: FieldInfo) -> str:
    """Empty for a field that editors fill in, or that is no question for a stranger."""
    marks = {type(mark) for mark in field.metadata}
    if name in (_OWN_STORY, _CREDITS):
        return "consent" if name == _OWN_STORY else "credits"
    if name in _EDITORS or Refers in marks:
        return ""
    if Cites in marks:
        return "sources"
    plain, is_many = _plain(field.annotation)
    if Choice in marks or get_origin(plain) is Literal:
        return "many" if is_many else "one"
    if plain is str:
        return "lines" if is_many or Prose in marks else "text"
    return "date" if plain is date else ""


def choices(field: FieldInfo, site: Site) -> Mapping[str, str]:
    """The values that a field may have, with the words that readers see; nothing if any may do."""
    for mark in field.metadata:
        if isinstance(mark, Choice):
            return site.vocabularies.get(mark.vocabulary, {})
    plain = _plain(field.annotation)[0]
    values = get_args(plain) if get_origin(plain) is Literal else ()
    return {value: value.capitalize() for value in values}


def _plain(annotation: Any) -> tuple[Any, bool]:
    """What a type is made of without None and its marks, and whether it holds many of it."""
    origin = get_origin(annotation)
    if origin in (Union, UnionType):
        return _plain(next(part for part in get_args(annotation) if part is not type(None)))
    if origin is Annotated:
        return _plain(get_args(annotation)[0])
    if origin is tuple:
        return _plain(get_args(annotation)[0])[0], True
    return annotation, False


def form_problems(entry: Entry, library: Library) -> Iterator[Problem]:
    """Where a page's form is no form, or asks what no file has a place for, or too little."""
    form = getattr(entry.fields, "form", None)
    if not form:
        yield from _without_form(entry, library)
        return
    if entry.template != TEMPLATE:
        what = f"'form' is only for pages with the template '{TEMPLATE}'."
        mend = f"Take it out, or write template: {TEMPLATE}"
        yield Problem(entry.path, entry.line(("form",)), what, mend)
    known = answers(form, library.kinds)
    if known:
        yield from _wrong_questions(entry, known)
        yield from _missing_questions(entry, known)
        yield from _order(entry, known)
    else:
        otherwise = f"Write one of: {', '.join(_forms(library))}."
        mend = did_you_mean(form, _forms(library), otherwise)
        yield Problem(entry.path, entry.line(("form",)), f"There is no form '{form}'.", mend)


def _without_form(entry: Entry, library: Library) -> Iterator[Problem]:
    mend = f"Write form: and one of: {', '.join(_forms(library))}."
    if entry.template == TEMPLATE:
        what = f"A page with the template '{TEMPLATE}' needs a form."
        yield Problem(entry.path, entry.line(("template",)), what, mend)
    elif getattr(entry.fields, "questions", ()):
        what = "The page has questions and no form."
        yield Problem(entry.path, entry.line(("questions",)), what, mend)


def _forms(library: Library) -> list[str]:
    return [*(kind.name for kind in library.kinds if _is_asked_for(kind)), CORRECTION]


def _wrong_questions(entry: Entry, known: Mapping[str, Answer]) -> Iterator[Problem]:
    times: Counter[str] = Counter()
    for number, question in enumerate(entry.fields.questions):
        times[question.field] += 1
        place = entry.line(("questions", number, "field"))
        if question.field not in known:
            what = f"The form has no place for an answer to '{question.field}'."
            mend = did_you_mean(question.field, known, f"Use one of: {', '.join(known)}.")
            yield Problem(entry.path, place, what, mend)
        elif times[question.field] == 2:
            what = f"The form asks for '{question.field}' twice."
            yield Problem(entry.path, place, what, "Take one of the two questions out.")


def _missing_questions(entry: Entry, known: Mapping[str, Answer]) -> Iterator[Problem]:
    asked = {question.field for question in entry.fields.questions}
    for field, answer in known.items():
        if answer.must_be_asked and field not in asked:
            what = f"The form does not ask for '{field}', and has to."
            mend = f"Add a question with the line, field: {field}"
            yield Problem(entry.path, entry.line(("questions",)), what, mend)


def _order(entry: Entry, known: Mapping[str, Answer]) -> Iterator[Problem]:
    """Nobody may tell a private story before they know how; a group is one part of a form."""
    fields = [question.field for question in entry.fields.questions]
    if _OWN_STORY in fields[1:] and _OWN_STORY in known:
        place = entry.line(("questions", fields.index(_OWN_STORY), "field"))
        what = f"The form asks for '{_OWN_STORY}' too late."
        mend = "Make it the first question, so that nobody tells a private story unwarned."
        yield Problem(entry.path, place, what, mend)
    seen: set[str] = set()
    for title, group in grouped(entry.fields.questions):
        if title in seen:
            place = entry.line(("questions", group[0][0], "group"))
            what = f"The group '{title}' stands in two places."
            yield Problem(entry.path, place, what, "Put its questions one after another.")
        seen.add(title)


def grouped(
    questions: tuple[Question, ...],
) -> Iterator[tuple[str, list[tuple[int, Question]]]]:
    """Each group's title and its questions with their numbers, in the author's order."""
    numbered = enumerate(questions)
    for title, group in groupby(numbered, key=lambda pair: pair[1].group):
        yield title, list(group)
