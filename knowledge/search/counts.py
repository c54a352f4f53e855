"""Counts: how often each term stands in each field of a document, and which words it has."""

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import chain, pairwise
from typing import NamedTuple

from knowledge.search.analysis import Analyser, Companions, Word
from knowledge.search.documents import SearchDocument

Counts = Mapping[str, int]
"""How often each term stands in a field."""

_SHORTEST_JOINED = 3
"""Small words are not written together with others: nobody looks for "ofthe"."""


def texts(document: SearchDocument) -> tuple[str, str, str]:
    """The words of a document: its title and names, its headings, the rest."""
    headings = " ".join(section.heading for section in document.sections)
    body = " ".join([document.short, *(section.text for section in document.sections)])
    return " ".join([document.title, *document.names, *document.forms]), headings, body


class DocumentWords(NamedTuple):
    """What a document adds to the words of the site, each once.

    `spelt` are the parts of words, and the parts of each joined; `important` are those of
    titles, names and headings; `compounds` are the words with a hyphen; `whole` are all words
    without their hyphens, in Welsh, where they say which words others are mutations of.
    """

    spelt: set[str]
    important: set[str]
    compounds: set[Word]
    whole: set[str]


def document_words(document: SearchDocument, analyser: Analyser) -> DocumentWords:
    """The words of a document."""
    names, headings, body = texts(document)
    important = {*names.split(), *headings.split()}
    chunks = important.union(body.split())
    words = analyser.chunk
    return DocumentWords(
        set().union(*map(analyser.spelt, chunks)),
        set().union(*map(analyser.spelt, important)),
        {word for chunk in chunks & analyser.hyphened for word in words(chunk) if len(word) > 1},
        {"".join(word) for chunk in chunks for word in words(chunk)}
        if analyser.is_welsh
        else set(),
    )


class FieldCounter:
    """Counts the terms of each field of a document."""

    def __init__(self, analyser: Analyser, companions: Companions) -> None:
        self._analyser = analyser
        self._companions = companions

    def fields(self, document: SearchDocument) -> tuple[Counts, Counts, Counts]:
        """The counts of each field."""
        _names, headings, body = texts(document)
        return Counter(self._names(document)), self._text(headings), self._text(body)

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
        counts = Counter(chain.from_iterable(map(self._companions.chunk, chunks)))
        # Few texts have a chunk that opens a pair.
        if not self._companions.opening.isdisjoint(chunks):
            counts.update(self._pairs(chunks))
        return counts

    def _pairs(self, chunks: list[str]) -> Iterator[str]:
        """The joined terms of words side by side that the site also writes as one."""
        opening = self._companions.opening
        for before, after in [pair for pair in pairwise(chunks) if pair[0] in opening]:
            following = self._analyser.chunk(after)
            if following:
                term = self._companions.beside(self._analyser.chunk(before)[-1], following[0])
                if term:
                    yield term
