"""Linking: which uses of a word on one page become links, and the sentences around them."""

import re
from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from knowledge.facts import note
from knowledge.fields import Prose, declared
from knowledge.frontmatter import Path
from knowledge.glossary import Glossary, Match
from knowledge.library import Entry, view_order
from knowledge.relations import Relations
from knowledge.site import Site

Span = tuple[int, int]

OPAQUE = "\ufffc"
"""Stands in a text for what is no text, such as a picture (U+FFFC, the object replacement)."""

_END = re.compile(r"[.!?:][\"'\u2019\u201d)\]]*\s+(?=[\"'\u2018\u201c(\[]?[A-Z0-9])")
_SILENT = re.compile(f"[{OPAQUE}\u00ad]")
_BLANK = re.compile(r"\s\s+|[^\S ]")
_UNSPOKEN = re.compile(f"{_SILENT.pattern}|{_BLANK.pattern}")
_MOST_LETTERS = 90
"""The most that is kept of a sentence on either side of the word."""
_NEAR = 10 * _MOST_LETTERS
"""How far from the word the ends of its sentence are looked for."""


class Mention(NamedTuple):
    """A use that links: the term, the words as written, and the sentence around them."""

    term: str
    form: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class EasyRow:
    """One row of an Easy Read page: a picture beside an idea as safe HTML, or a heading."""

    html: str
    picture: str | None = None
    is_heading: bool = False


@dataclass(frozen=True, slots=True)
class Rendering:
    """What rendering an entry gives: its body and its prose fields as safe HTML, and its links.

    `prose` has an item for each field of plain prose, by its place: "short", "views.0.view".
    `chunks` is all that stands between blanks where words may link.
    """

    html: str
    prose: Mapping[str, str]
    mentions: tuple[Mention, ...]
    easy_read: tuple[EasyRow, ...] = ()
    chunks: tuple[str, ...] = ()

    @property
    def terms(self) -> tuple[str, ...]:
        """The slugs of the definitions it links, each once, in reading order."""
        return tuple(dict.fromkeys(mention.term for mention in self.mentions))


@dataclass(frozen=True, slots=True)
class TermLink:
    """A stretch of text that becomes a link to a definition."""

    start: int
    end: int
    term: str


def prose(
    entry: Entry, relations: Relations
) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """The prose shown before the body and after it, in reading order: each place with its text."""
    shown: dict[Path, int] = {
        ("views", number): rank for rank, number in enumerate(view_order(entry))
    }
    found = [
        (mark.order, shown.get(path[:2], 0), place(path), text)
        for path, text, mark in declared(entry.fields, Prose)
    ]
    found += [
        (Prose().order, 0, told_there(contrast.other), contrast.text)
        for contrast in relations.contrasts(entry)
        if contrast.number is None
    ]
    found.sort(key=lambda each: each[:2])
    before = [(name, text) for order, _rank, name, text in found if not order]
    after = [(name, text) for order, _rank, name, text in found if order]
    return before, after


def told_there(other: Entry) -> str:
    """The place of what another definition says of how the two differ."""
    return f"told_there.{other.slug}"


def place(path: Path) -> str:
    """The name of a field's place: views.0.view."""
    return ".".join(map(str, path))


class PageLinks:
    """The links of one page. Hand it the page's texts in reading order.

    A term links at its first use, counted across all its forms, unless the page or the
    site asks for more or for none. It never links on its own page.
    """

    def __init__(self, glossary: Glossary, entry: Entry, site: Site) -> None:
        self.mentions: list[Mention] = []
        self.chunks: set[str] = set()
        self._glossary = glossary
        self._own = entry.slug if entry.kind.name == "definition" else ""
        self._often = entry.fields.term_links or site.term_links
        self._senses = entry.fields.senses
        self._unlinked = {self._own, *entry.fields.unlinked_terms}
        self._seen: set[str] = set()

    def new_section(self) -> None:
        """Tells that a heading was passed."""
        if self._often == "section":
            self._seen.clear()

    @property
    def own(self) -> str:
        """The term whose page this is; empty when it is no definition's."""
        return self._own

    def choose(
        self, text: str, closed: Collection[Span] = (), by_hand: Collection[TermLink] = ()
    ) -> list[TermLink]:
        """The uses in a text that become links, in reading order.

        None is in a `closed` span. `by_hand` are the links that the author made there:
        they count as uses.
        """
        self.chunks.update(text.split())
        matches = self._glossary.find(text) if self._often != "none" else []
        if not matches and not by_hand:
            return []
        return list(self._chosen(text, matches, closed, by_hand))

    def _chosen(
        self,
        text: str,
        matches: list[Match],
        closed: Collection[Span],
        by_hand: Collection[TermLink],
    ) -> Iterator[TermLink]:
        waiting = deque(by_hand)
        for match in _outside(matches, closed):
            while waiting and waiting[0].start <= match.start:
                self._note(waiting.popleft(), text)
            term = sense(match, (self._own, *self._senses))
            if term and self._is_wanted(term, match):
                link = TermLink(match.start, match.end, term)
                self._note(link, text)
                yield link
        for link in waiting:
            self._note(link, text)

    def _is_wanted(self, term: str, match: Match) -> bool:
        """Every use of a word with several meanings is tied to its own (WCAG 2.2, 3.1.3)."""
        if not match.links or term in self._unlinked:
            return False
        return self._often == "every" or len(match.terms) > 1 or term not in self._seen

    def _note(self, link: TermLink, text: str) -> None:
        note(f"address:{link.term}")
        self._seen.add(link.term)
        form = _spoken(text[link.start : link.end])
        before, after = _sentence(text, link.start, link.end)
        self.mentions.append(Mention(link.term, form, before, after))


def _outside(matches: Iterable[Match], closed: Iterable[Span]) -> Iterator[Match]:
    """The matches that touch no closed span."""
    waiting = deque(sorted(closed))
    reached = 0
    for match in matches:
        while waiting and waiting[0][0] < match.end:
            reached = max(reached, waiting.popleft()[1])
        if reached <= match.start:
            yield match


def sense(match: Match, chosen: Iterable[str]) -> str | None:
    """The one term that a match stands for; None when it has several and none is chosen."""
    if len(match.terms) == 1:
        return match.term
    told = [term for term in dict.fromkeys(chosen) if term in match.terms]
    return told[0] if len(told) == 1 else None


def _sentence(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and after a place in its sentence, shortened at whole words."""
    first, last = max(0, start - _NEAR), end + _NEAR
    stops = _END.finditer(text, first, start + 2)  # what follows a stop tells that it is one
    starts = [stop.end() for stop in stops if stop.end() <= start]
    lead = _spoken(text[starts[-1] if starts else first : start]).lstrip()
    stop = _END.search(text, end, last)
    rest = _spoken(text[end : stop.end() if stop else last]).rstrip()
    if len(lead) > _MOST_LETTERS:
        lead = "\u2026 " + lead[-_MOST_LETTERS:].partition(" ")[2]
    if len(rest) > _MOST_LETTERS:
        rest = rest[:_MOST_LETTERS].rpartition(" ")[0] + " \u2026"
    return lead, rest


def _spoken(text: str) -> str:
    return _BLANK.sub(" ", _SILENT.sub("", text)) if _UNSPOKEN.search(text) else text
