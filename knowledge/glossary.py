"""The glossary: every label of every term, found in running text in one pass."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.library import Entry, Library

_WORD = re.compile(r"\w+")
_TAG_SIGNS = "#@"
_GAP = re.compile(r"[\s\-\u2010-\u2013'’]{1,2}\Z")


@dataclass(frozen=True, slots=True)
class Match:
    """A place in a text where a label of a term was found."""

    start: int
    end: int
    term: str


@dataclass(frozen=True, slots=True)
class Label:
    """One way to write a term: its words, and whether capitals must agree."""

    words: tuple[str, ...]
    term: str
    case_sensitive: bool


class Glossary:
    """The terms that may link themselves, ready to be looked for.

    Labels are kept by their first word, so the cost of `find` grows with the text and
    not with the number of terms (the word-head table of docs/decisions/0002).
    """

    def __init__(self, terms: tuple[Entry, ...]) -> None:
        by_head: dict[str, list[Label]] = defaultdict(list)
        for entry in terms:
            if entry.fields.auto_link and not entry.is_draft:
                for label in labels(entry):
                    by_head[label.words[0].lower()].append(label)
        self._by_head = {
            head: sorted(found, key=lambda label: (-len(label.words), label.words, label.term))
            for head, found in by_head.items()
        }

    @classmethod
    def of(cls, library: Library) -> "Glossary":
        """The glossary of a library's definitions."""
        return cls(library.of_kind("definition"))

    def find(self, text: str) -> Iterator[Match]:
        """Matches in reading order; where labels overlap the longest wins."""
        words = list(_WORD.finditer(text))
        place = 0
        while place < len(words):
            label = self._label_at(text, words, place)
            if label is None:
                place += 1
                continue
            last = words[place + len(label.words) - 1]
            yield Match(words[place].start(), last.end(), label.term)
            place += len(label.words)

    def _label_at(self, text: str, words: list[re.Match[str]], place: int) -> Label | None:
        start = words[place].start()
        if start and text[start - 1] in _TAG_SIGNS:
            return None  # a hashtag or a handle is a name on another site
        candidates = self._by_head.get(words[place][0].lower(), ())
        return next((label for label in candidates if _stands(label, text, words, place)), None)


def labels(entry: Entry) -> Iterator[Label]:
    """Every label of a definition: its title, its aliases, its acronym."""
    exact = entry.fields.case_sensitive
    for written in dict.fromkeys((entry.title, *entry.fields.aliases)):
        words = _words(written)
        if words:
            yield Label(words, entry.slug, exact)
    if acronym := _words(entry.fields.acronym or ""):
        yield Label(acronym, entry.slug, True)


def _words(written: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(written))


def _stands(label: Label, text: str, words: list[re.Match[str]], place: int) -> bool:
    if place + len(label.words) > len(words):
        return False
    for offset, wanted in enumerate(label.words):
        word = words[place + offset]
        same = word[0] == wanted if label.case_sensitive else word[0].lower() == wanted.lower()
        if not same:
            return False
        if offset and not _GAP.match(text[words[place + offset - 1].end() : word.start()]):
            return False
    return True
