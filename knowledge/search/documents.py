"""Search documents: what of the library a search looks through, in plain text."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from typing import NamedTuple

from knowledge.citing import view_anchor
from knowledge.fields import Prose, declared
from knowledge.library import Entry, Library

_NOT_SEARCHED = frozenset(
    {
        "home",
        "search",
        "a-to-z",
        "timeline",
        "timeline-sources",
        "not-found",
        "reading-settings",
        "print-tips",
        "print-glossary",
    }
)
"""Page templates that only lead to other pages, or that show other pages' words again."""

_FACTS = ("place", "years", "organisations", "publisher")
"""Fields that are no prose, but that readers look for."""

_HEADING = re.compile(r'<h[2-6] id="([^"]*)">(.*?)</h[2-6]>', re.DOTALL)
_BREAK = re.compile(
    r"<(?:/?(?:p|li|ul|ol|dl|dt|dd|tr|td|th|table|div|blockquote|pre)|[bh]r)\b[^>]*>"
)
_TAG = re.compile(r"<[^>]*>")


class SearchKind(NamedTuple):
    """What a result is: its name in addresses, and its label for one and for many."""

    name: str
    label: str
    plural: str


class Section(NamedTuple):
    """A part of a page under a heading; what comes before any heading has neither name nor id."""

    anchor: str
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """What a search finds: a page, or a place on one.

    `names` are other whole names; `forms` find it too but are not shown as names.
    """

    address: str
    kind: SearchKind
    title: str
    short: str
    names: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()


def documents(
    library: Library, bodies: Mapping[Entry, str], base: str = ""
) -> Iterator[SearchDocument]:
    """The search document of each entry that a reader may look for.

    `bodies` holds the HTML of those that have a page.
    """
    for entry in searched(library):
        yield document(entry, bodies.get(entry, ""), base)


def searched(library: Library) -> Iterator[Entry]:
    """The entries that a reader may look for, kind by kind.

    Drafts stay out, as do pages that only lead to others. The order depends on addresses
    alone, so that an edit moves no document.
    """
    for kind in library.kinds:
        for entry in sorted(library.of_kind(kind.name), key=lambda entry: entry.address):
            if not entry.is_draft and entry.template not in _NOT_SEARCHED:
                yield entry


def document(entry: Entry, body: str, base: str = "") -> SearchDocument:
    """The search document of an entry. `body` is the HTML of its page, if it has one."""
    fields = entry.fields
    names = (*getattr(fields, "aliases", ()), getattr(fields, "acronym", ""), *_welsh(fields))
    return SearchDocument(
        base + entry.address,
        SearchKind(entry.kind.name, entry.kind.label, entry.kind.plural),
        entry.title,
        entry.short,
        tuple(filter(None, names)),
        tuple(getattr(fields, "forms", ())),
        tuple(_sections(entry, body)),
    )


def _welsh(fields: object) -> tuple[str, ...]:
    return (getattr(fields, "welsh", None) or "",)


def _sections(entry: Entry, body: str) -> Iterator[Section]:
    """The body by its headings, then the views, then all other prose and facts."""
    views = enumerate(getattr(entry.fields, "views", ()))
    prose = [
        text
        for path, text, _mark in declared(entry.fields, Prose)
        if path[0] not in ("short", "views")
    ]
    yield from html_sections(body)
    for number, view in views:
        yield Section(view_anchor(number), view.who, view.view)
    yield from (Section("", "", text) for text in prose)
    if facts := "; ".join(_facts(entry)):
        yield Section("", "", facts)


def _facts(entry: Entry) -> Iterator[str]:
    for name in _FACTS:
        value = getattr(entry.fields, name, None) or ()
        yield from (value,) if isinstance(value, str) else value


def html_sections(html: str) -> Iterator[Section]:
    """The sections of a page's body, without any that is empty."""
    anchor = heading = ""
    end = 0
    for match in _HEADING.finditer(html):
        if (text := _text(html[end : match.start()])) or heading:
            yield Section(anchor, heading, text)
        anchor, heading, end = unescape(match[1]), _text(match[2]), match.end()
    if (text := _text(html[end:])) or heading:
        yield Section(anchor, heading, text)


def _text(html: str) -> str:
    return " ".join(unescape(_TAG.sub("", _BREAK.sub(" ", html))).split())
