"""Word drafts: what a Word file says becomes the text of a content file.

Every word of the file is in it: what fits no field and no heading stands at its end.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pydantic.fields import FieldInfo

from knowledge.drafts import draft
from knowledge.form_rules import BODY, Answer, choices
from knowledge.form_rules import answers as asked_for
from knowledge.kinds import EntryFields, Kind, Question
from knowledge.site import Site
from knowledge.word_answers import Answers, Block, markdown, plain

_PICTURE = re.compile(r"!\[[^\]]*\]\([^)\s]*\)")
_BREAKS = re.compile(r"[ \t\r\n\v\f\x1c-\x1f\x85\u2028\u2029]+")
_YES_OR_NO = {"yes": True, "true": True, "no": False, "false": False}


@dataclass(frozen=True, slots=True)
class Asked:
    """The questions of a kind of entry, and how each is answered."""

    kind: Kind
    questions: tuple[Question, ...]
    site: Site
    controls: Mapping[str, Answer]

    @classmethod
    def of(cls, kind: Kind, questions: Sequence[Question], site: Site) -> "Asked":
        """The same questions; those that give a choice have it for an example, as in Word."""
        controls = asked_for(kind.name, (kind,))
        fields = kind.fields.model_fields
        told = []
        for question in questions:
            answer = controls.get(question.field)
            if answer and answer.control in ("one", "many") and not question.example:
                labels = ", ".join(choices(fields[question.field], site).values())
                question = question.model_copy(update={"example": labels})
            told.append(question)
        return cls(kind, tuple(told), site, controls)


@dataclass(frozen=True, slots=True)
class WordDraft:
    """The text of a file, and the line from which it holds what fits no question; 0 if nothing."""

    text: str
    line_of_rest: int = 0


def title_of(found: Answers) -> str:
    """The title that a file gives its story; empty if it gives none."""
    return _one_line(plain(found.passages.get("title", ())))


def word_draft(asked: Asked, found: Answers) -> WordDraft:
    """The text of a draft with every answer in its place."""
    kind = asked.kind
    values = {name: _value(name, asked, found) for name in _in_order(kind)}
    values["title"] = title_of(found)
    if not values["short"] and not kind.fields.model_fields["short"].is_required():
        del values["short"]
    sections = [*_sections(asked, found), *_loose_pictures(asked, found)]
    rest = markdown([_at_the_end(block) for block in found.unplaced])
    needed = {name for name, field in kind.fields.model_fields.items() if field.is_required()}
    body = "\n\n".join([*sections, rest] if rest else sections)
    text = draft(values, body, needed)
    lines = rest.count("\n") + 1
    return WordDraft(text, text.count("\n") - lines + 1 if rest else 0)


def _in_order(kind: Kind) -> list[str]:
    """The fields that answers may fill: needed ones, those of the kind alone, then the others."""
    fields = kind.fields.model_fields
    names = [name for name in fields if name != "status"]
    return sorted(names, key=lambda n: (not fields[n].is_required(), n in EntryFields.model_fields))


def _value(name: str, asked: Asked, found: Answers) -> Any:
    field = asked.kind.fields.model_fields[name]
    control = asked.controls[name].control if name in asked.controls else "text"
    if control == "sources":
        return [_source(source) for source in found.sources]
    text = plain(found.passages.get(name, ()))
    if not text:
        return [] if isinstance(field.default, tuple) else ""
    if control in ("one", "many"):
        values = list(_chosen(text, field, asked.site))
        return values if control == "many" else " ".join(values)
    if control == "consent":
        return _YES_OR_NO.get(text.strip(" .").lower(), text) or None
    return _lines(text) if isinstance(field.default, tuple) else _one_line(text)


def _chosen(text: str, field: FieldInfo, site: Site) -> Iterator[str]:
    """Values by the words that readers see; unknown words as they are, for the check to tell."""
    options = choices(field, site)
    known = {label.lower(): value for value, label in options.items()} | {v: v for v in options}
    for line in _lines(text):
        parts = [known.get(part.strip(" .").lower(), "") for part in re.split("[,;]", line)]
        whole = known.get(line.strip(" .").lower())
        yield from [whole] if whole else parts if all(parts) else [line]


def _source(source: Mapping[str, str]) -> dict[str, Any]:
    """A source with its year as a number; other words about the year are a note."""
    year = source["year"]
    if re.fullmatch(r"\d{1,4}", year, re.ASCII):
        return {**source, "year": int(year)}
    return {**source, "year": None, "note": year}


def _lines(text: str) -> list[str]:
    lines = (_one_line(line.removeprefix("- ")) for line in text.split("\n"))
    return [line for line in lines if line]


def _one_line(text: str) -> str:
    """The text with single spaces; those that must not break stay as they are."""
    return _BREAKS.sub(" ", text).strip(" ")


def _sections(asked: Asked, found: Answers) -> Iterator[str]:
    """The body of an entry, or each heading with its answer; what is missing the check tells."""
    fields = asked.kind.fields.model_fields
    for question in asked.questions:
        text = markdown(found.passages.get(question.field, ()))
        if text and question.field == BODY:
            yield text
        elif text and question.field not in fields and question.field in asked.kind.asked_headings:
            yield f"## {question.field}\n\n{text}"


def _loose_pictures(asked: Asked, found: Answers) -> Iterator[str]:
    """Pictures that stand among the answers of fields, which hold text alone, and other answers."""
    placed = {BODY, *asked.kind.asked_headings}
    for question in asked.questions:
        blocks = found.passages.get(question.field, ()) if question.field not in placed else ()
        if question.field in asked.kind.fields.model_fields:
            yield from (each for block in blocks for each in _PICTURE.findall(block.markdown))
        elif blocks:
            yield markdown(blocks)


def _at_the_end(block: Block) -> Block:
    """A title that was one too many reads as a heading."""
    if block.style == "title":
        return replace(block, markdown=f"## {block.markdown or block.text}")
    return block
