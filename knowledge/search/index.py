"""The index: which documents hold each term, how often, in which field.

It holds what Lunr's own index holds, bit for bit: the browser works out the scores from
it as lunr.py and lunr.js do (docs/search.md). Terms are not kept as objects of one word
each: the analysis runs once for each distinct chunk of text, and only counts go on.
"""

import gc
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from knowledge.search.analysis import Analyser
from knowledge.search.counts import FieldCounter, KeptCounts, survey, texts
from knowledge.search.documents import SearchDocument
from knowledge.search.packing import number, utf16

FIELDS = (("title", 5), ("headings", 2), ("body", 1))
"""The fields of a document and how much a find in each counts. A title's has all its names."""

_RARE = 2
"""A word that fewer documents use, and no title or heading, is no help against slips of the pen."""
_SHORTEST = 3


@dataclass(slots=True)
class Postings:
    """Where a term stands in one field, packed: the gaps between documents, and the counts."""

    last: int = -1
    gaps: list[str] = field(default_factory=list)
    counts: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class SearchIndex:
    """A whole index. `terms` are in the order of JavaScript; `lengths` by field and document."""

    terms: list[str]
    postings: tuple[dict[str, Postings], ...]
    lengths: tuple[list[int], ...]
    words: dict[str, int]


def build_index(
    documents: Sequence[SearchDocument], analyser: Analyser, kept: KeptCounts
) -> SearchIndex:
    """The index of the documents, each known by its place in the list.

    `kept` has the counts of an earlier build, and of this one afterwards.
    """
    with _without_collections():
        return _built(documents, analyser, kept)


@contextmanager
def _without_collections() -> Iterator[None]:
    """Nothing in an index refers back to what refers to it, so Python need not look for that.

    It would look again and again, as an index is made of many small lists: a tenth of the time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _built(
    documents: Sequence[SearchDocument], analyser: Analyser, kept: KeptCounts
) -> SearchIndex:
    chunks, uses = survey(documents, analyser)
    counter = FieldCounter(analyser, chunks, kept)
    codes = [number(value) for value in range(len(documents) + 1)]
    once = number(0)
    postings: tuple[dict[str, Postings], ...] = tuple(defaultdict(Postings) for _field in FIELDS)
    lengths: tuple[list[int], ...] = tuple([] for _field in FIELDS)
    for place, document in enumerate(documents):
        for each, counts in enumerate(counter.fields(document)):
            lengths[each].append(sum(counts.values()))
            found = postings[each]
            for term, times in counts.items():
                posting = found[term]
                posting.gaps.append(codes[place - posting.last - 1])
                posting.counts.append(once if times == 1 else number(times - 1))
                posting.last = place
    counter.forget_others()
    terms = sorted({term for found in postings for term in found}, key=utf16)
    return SearchIndex(terms, postings, lengths, _words(documents, analyser, uses))


def _words(
    documents: Iterable[SearchDocument], analyser: Analyser, uses: Counter[str]
) -> dict[str, int]:
    """The words a reader may have meant, as spelt, and how many documents use each.

    Words of titles, names and headings are here even if only one document has them.
    """
    important = {
        part
        for document in documents
        for text in texts(document)[:2]
        for chunk in text.split()
        for part in analyser.spelt(chunk)
    }
    return {
        word: times
        for word, times in uses.items()
        if (times >= _RARE or word in important) and len(word) >= _SHORTEST and word.isalpha()
    }
