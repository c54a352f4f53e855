"""Counts: how often each term stands in each field of a document."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from itertools import pairwise
from pathlib import Path

from knowledge.search.analysis import Analyser, Companions
from knowledge.search.documents import SearchDocument

Counts = Mapping[str, int]
"""How often each term stands in a field."""

_SHORTEST_JOINED = 3
"""Small words are not written together with others: nobody looks for "ofthe"."""

KeptCounts = MutableMapping[str, list[Counts]]
"""The counts of a document's fields, by a hash of all that they were made from."""


def texts(document: SearchDocument) -> tuple[str, str, str]:
    """The words of a document: its title and names, its headings, the rest."""
    headings = " ".join(section.heading for section in document.sections)
    body = " ".join([document.short, *(section.text for section in document.sections)])
    return " ".join([document.title, *document.names, *document.forms]), headings, body


def survey(
    documents: Iterable[SearchDocument], analyser: Analyser
) -> tuple[set[str], Counter[str]]:
    """Every chunk of text between spaces, and how many documents use each word, as spelt."""
    chunks: set[str] = set()
    uses: Counter[str] = Counter()
    for document in documents:
        here = {chunk for text in texts(document) for chunk in text.split()}
        chunks |= here
        uses.update({part for chunk in here for part in analyser.spelt(chunk)})
    return chunks, uses


class FieldCounter:
    """Counts the terms of each field of a document. `chunks` are those of all documents.

    What `kept` has is not counted again, unless the other words of the site make a
    difference: a new word with a hyphen may give old ones a companion.
    """

    def __init__(self, analyser: Analyser, chunks: Iterable[str], kept: KeptCounts) -> None:
        self._analyser = analyser
        self._kept = kept
        self._used: set[str] = set()
        words = {word for chunk in chunks for word in analyser.chunk(chunk)}
        vocabulary = {"".join(word) for word in words}
        compounds = sorted(word for word in words if len(word) > 1)
        self._companions = Companions(analyser, compounds, vocabulary)
        self._firsts = frozenset(
            chunk
            for chunk in chunks
            if (found := analyser.chunk(chunk)) and found[-1][-1] in self._companions.firsts
        )
        circumstances = [analyser.language, self._companions.given, *_rules()]
        self._start = hashlib.sha256(repr(circumstances).encode())

    def fields(self, document: SearchDocument) -> list[Counts]:
        """The counts of each field."""
        _names, headings, body = texts(document)
        key = self._start.copy()
        key.update(repr(document).encode())
        mark = key.hexdigest()
        if mark not in self._kept:
            names = Counter(self._names(document))
            self._kept[mark] = [names, self._text(headings), self._text(body)]
        self._used.add(mark)
        return self._kept[mark]

    def forget_others(self) -> None:
        """Leaves in what is kept only what this counter was asked for."""
        for mark in self._kept.keys() - self._used:
            del self._kept[mark]

    def _names(self, document: SearchDocument) -> Iterator[str]:
        """The terms of whole names, of each two words of one joined, and of their words."""
        names = (document.title, *document.names, *document.forms)
        yield from dict.fromkeys(filter(None, map(self._analyser.name, names)))
        for name in (document.title, *document.names):
            for before, after in pairwise(self._analyser.words(name)):
                if min(len(before[-1]), len(after[0])) >= _SHORTEST_JOINED:
                    yield self._analyser.term(before[-1] + after[0])
        for name in names:
            for chunk in name.split():
                yield from self._companions.chunk(chunk)

    def _text(self, text: str) -> Counts:
        chunks = text.split()
        counts: defaultdict[str, int] = defaultdict(int)
        for chunk, times in Counter(chunks).items():
            for term in self._companions.chunk(chunk):
                counts[term] += times
        for term in self._pairs(chunks):
            counts[term] += 1
        return counts

    def _pairs(self, chunks: list[str]) -> Iterator[str]:
        """The joined terms of words side by side that the site also writes as one."""
        firsts = self._firsts
        for before, after in [pair for pair in pairwise(chunks) if pair[0] in firsts]:
            following = self._analyser.chunk(after)
            if following:
                term = self._companions.beside(self._analyser.chunk(before)[-1], following[0])
                if term:
                    yield term


def _rules() -> Iterator[str]:
    """The rules by which is counted: the code of this folder itself."""
    for file in sorted(Path(__file__).parent.glob("*.py")):
        yield file.read_text("utf-8")
