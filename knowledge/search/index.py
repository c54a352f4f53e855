"""The index: which documents hold each term, how often, in which field.

It holds what Lunr's own index holds, bit for bit: the browser works out the scores from it as
lunr.py and lunr.js do (docs/search.md). A shard is a piece of it, and has no scores, as a
score depends on all pages.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.search.counts import Counts
from knowledge.search.packing import CODES, VALUES, codes, front_coded, spelt_out
from knowledge.search.pieces import Pairs

FIELDS = (("title", 5), ("headings", 2), ("body", 1))
"""The fields of a document and how much a find in each counts. A title's has all its names."""

_GONE = -1


@dataclass(slots=True)
class Postings:
    """Where a term stands in one field, packed: the gaps between documents, and the counts."""

    gaps: list[str]
    counts: list[str]

    def places(self) -> Iterator[int]:
        """The numbers of the documents."""
        place = -1
        for gap in self.gaps:
            place += VALUES[gap] + 1
            yield place


Held = tuple[Postings | None, ...]
"""Where a term stands, field by field."""

_NOWHERE: Held = (None,) * len(FIELDS)


class Shards:
    """How the pieces of the index are written."""

    letter = "t"
    wanted = 6000
    """About so many characters has a piece of the index: some 3 KB compressed."""

    def size(self, word: str, told: Held) -> int:
        """About how many characters a term takes."""
        return len(word) + sum([2 * len(postings.gaps) for postings in told if postings])

    def packed(self, pairs: Pairs[Held]) -> list[str]:
        """Streams that each hold numbers of one sort, as like compresses well beside like."""
        fields, gaps, counts = [], [], []
        for _term, told in pairs:
            held = [postings for postings in told if postings]
            fields.append(CODES[sum([1 << place for place, each in enumerate(told) if each])])
            for postings in held:
                fields.append(CODES[len(postings.gaps) - 1])
                gaps += postings.gaps
                counts += postings.counts
        terms = [term for term, _told in pairs]
        return [*front_coded(terms), *map("".join, (fields, gaps, counts))]

    def unpacked(self, texts: Sequence[str]) -> Pairs[Held]:
        """The terms of a shard."""
        shared, rests, fields, *streams = texts
        gaps, counts = map(codes, streams)
        told = iter([VALUES[code] for code in codes(fields)])
        at = 0
        pairs: Pairs[Held] = []
        for term in spelt_out(shared, rests):
            held: list[Postings | None] = [None] * len(FIELDS)
            which = next(told)
            for place in range(len(FIELDS)):
                if which & (1 << place):
                    end = at + next(told) + 1
                    held[place] = Postings(gaps[at:end], counts[at:end])
                    at = end
            pairs.append((term, tuple(held)))
        return pairs


class PostingChanges:
    """What becomes of the postings when documents change.

    `moved` says which number each document has now, or that it is gone, if that changed.
    """

    def __init__(self, moved: Sequence[int] | None) -> None:
        self._moved = moved
        # For each field and term, documents and how often it stands there now, by turns.
        self._found: tuple[defaultdict[str, list[int]], ...] = tuple(
            defaultdict(list) for _field in FIELDS
        )

    def add(self, place: int, fields: Sequence[Counts]) -> None:
        """A new document has these terms. They are told of in the order of their numbers."""
        for found, counts in zip(self._found, fields, strict=True):
            for term, times in counts.items():
                found[term] += place, times

    def change(self, place: int, before: Sequence[Counts], after: Sequence[Counts]) -> None:
        """A document has other terms than before."""
        for found, old, new in zip(self._found, before, after, strict=True):
            for term in old.keys() | new.keys():
                if old.get(term) != (times := new.get(term, 0)):
                    found[term] += place, times

    def terms(self) -> set[str]:
        """The terms of which something was told."""
        return {term for found in self._found for term in found}

    def changed(self, term: str, held: Held | None) -> Held | None:
        """Where the term stands now."""
        told = [
            self._postings(found.get(term), postings)
            for found, postings in zip(self._found, held or _NOWHERE, strict=True)
        ]
        return tuple(told) if any(told) else None

    def _postings(self, found: list[int] | None, before: Postings | None) -> Postings | None:
        if before is None:
            return _packed(found[::2], found[1::2]) if found else None
        if not found and not self._moved:
            return before
        places = before.places()
        if self._moved:
            places = map(self._moved.__getitem__, places)
        times = dict(zip(places, before.counts, strict=True))
        times.pop(_GONE, None)
        for place, value in zip(found[::2], found[1::2], strict=True) if found else ():
            if value:
                times[place] = CODES[value - 1]
            else:
                times.pop(place, None)
        held = sorted(times)
        return Postings(_gaps(held), [times[place] for place in held]) if held else None


def _packed(places: Sequence[int], times: Sequence[int]) -> Postings:
    return Postings(_gaps(places), [CODES[value - 1] for value in times])


def _gaps(places: Sequence[int]) -> list[str]:
    return [CODES[place - before - 1] for before, place in zip([-1, *places], places, strict=False)]
