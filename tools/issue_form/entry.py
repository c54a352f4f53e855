"""Answers as a file of content: its path, its values and its body."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, get_origin

from knowledge import Kind
from knowledge.drafts import draft
from knowledge.kinds import EntryFields
from knowledge.new import slug_of
from tools.issue_form.forms import Form
from tools.issue_form.plain_text import markdown_of
from tools.issue_form.reading import Answers, chosen

LONGEST_SLUG = 60

_SLUG = re.compile(rf"[a-z0-9-]{{1,{LONGEST_SLUG}}}\Z")
_SHARED = list(EntryFields.model_fields)
_YEAR = re.compile(r"[0-9]{4}\Z")
_WEB_ADDRESS = re.compile(r"https?://[^\s/]+\S*\Z")
_PARTS_OF_A_SOURCE = 4


@dataclass(frozen=True, slots=True)
class Draft:
    """A file that is not written yet: its kind, its slug and its text."""

    kind: Kind
    slug: str
    text: str

    @property
    def path(self) -> str:
        """Its path from the root of the project: always in the folder of its kind."""
        return PurePosixPath("content", self.kind.folder, f"{self.slug}.md").as_posix()


def draft_of(
    kind: Kind, form: Form, answers: Answers, root: Path
) -> tuple[Draft | None, list[str]]:
    """The file that the answers make, or None and every fault in them."""
    slug = short_slug(answers["title"])
    sources, faults = _sources(answers.get("sources", ""))
    if not _SLUG.match(slug):
        faults.append(
            "The title holds none of the letters a to z, and the name of the file is made of them. "
            "Please add a few words to it."
        )
    elif (root / "content" / kind.folder / f"{slug}.md").exists():
        faults.append(
            f"There is an entry named '{slug}' already. "
            "Is it the same? Then tell us what to add to it. If not, please choose another title."
        )
    if faults:
        return None, faults
    values = {**_values(kind, form, answers), "sources": sources}
    return Draft(kind, slug, draft(_in_order(values), body_of(kind, answers))), []


def short_slug(title: str) -> str:
    """The title as a slug of at most sixty letters, cut between two words where it can be."""
    slug = slug_of(title)
    if len(slug) <= LONGEST_SLUG:
        return slug
    start, between, _ = slug[: LONGEST_SLUG + 1].rpartition("-")
    return (start if between else slug[:LONGEST_SLUG]).strip("-")


def _values(kind: Kind, form: Form, answers: Answers) -> dict[str, Any]:
    """The value of each field; `short` is always there, as every draft begins with it."""
    values: dict[str, Any] = {"short": ""}
    for question in form.questions:
        info = kind.fields.model_fields.get(question.field)
        answer = answers.get(question.field, "")
        if info is None or question.is_tick or not answer:
            continue
        is_many = get_origin(info.annotation) is tuple
        if question.options:
            value_of = {label: value for value, label in question.options}
            picked = [value_of[label] for label in chosen(answer)]
            values[question.field] = picked if is_many else picked[0]
        else:
            values[question.field] = _lines(answer) if is_many else _one_line(answer)
    return values


def _in_order(values: dict[str, Any]) -> dict[str, Any]:
    """The kind's own fields first, then those that every kind has."""
    return dict(
        sorted(values.items(), key=lambda i: _SHARED.index(i[0]) if i[0] in _SHARED else -1)
    )


def _one_line(answer: str) -> str:
    return re.sub(r"[ \t\n]+", " ", answer).strip(" ")


def _lines(answer: str) -> list[str]:
    """One text for each line that holds any; a hyphen before it is no part of it."""
    lines = (_one_line(line).removeprefix("- ") for line in answer.split("\n"))
    return [line for line in lines if line]


def _sources(answer: str) -> tuple[list[dict[str, Any]], list[str]]:
    found, faults = [], []
    for number, line in enumerate(_lines(answer), 1):
        source = _source([part.strip() for part in line.split("|")])
        if source:
            found.append(source)
        else:
            faults.append(
                f"Source number {number} cannot be read. Write it on one line like this: "
                "Title | Publisher | Year | https://example.org/page"
            )
    return found, faults


def _source(parts: list[str]) -> dict[str, Any] | None:
    """A source from its parts; those after the title are known by their form."""
    title, *others = parts
    source: dict[str, Any] = {"title": title}
    for name, value in (_told_apart(part) for part in others if part):
        if name in source:
            return None
        source[name] = value
    is_whole = title and len(parts) <= _PARTS_OF_A_SOURCE and not _WEB_ADDRESS.match(title)
    return {name: source[name] for name in _source_order(source)} if is_whole else None


def _source_order(source: dict[str, Any]) -> Iterator[str]:
    return (name for name in ("title", "publisher", "year", "url") if name in source)


def _told_apart(part: str) -> tuple[str, str | int]:
    if _YEAR.match(part):
        return "year", int(part)
    return ("url", part) if _WEB_ADDRESS.match(part) else ("publisher", part)


def body_of(kind: Kind, answers: Answers) -> str:
    """The answers under their headings, of which only the needed ones may be empty."""
    if not kind.headings:
        return markdown_of(answers.get("body", ""))
    return "\n\n".join(
        f"## {heading}\n\n{markdown_of(answers.get(heading, ''))}".rstrip()
        for heading in kind.asked_headings
        if heading in kind.headings or answers.get(heading)
    )
