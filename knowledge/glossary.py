"""The glossary: every label of every term, found in running text in one pass.

What a spelling met in a text may begin is worked out once (`label_tree`), so the cost of a
text grows with its length and not with the number of terms.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, pairwise
from os.path import commonprefix
from typing import NamedTuple

from knowledge.label_tree import (
    ANYTHING,
    NO_CHUNK,
    SINGULAR,
    Chunks,
    Label,
    Leaf,
    Tree,
    Words,
    labels,
)
from knowledge.labels import WORD, hyphens, is_gap, letters
from knowledge.library import Entry, Library

_CHUNK = re.compile(r"\S+")
_ADDRESS = re.compile(r"://|www\.|@|\w\.[a-z]{2}")


@dataclass(frozen=True, slots=True)
class Match:
    """A place in a text where a label was found, and the terms that have this label.

    There is one term, save where several definitions share a name and each says its
    `sense`. `links` is False for a term that must not link itself.
    """

    start: int
    end: int
    terms: tuple[str, ...]
    links: bool = True

    @property
    def term(self) -> str:
        """The term; of several, the first by slug."""
        return self.terms[0]


class _Found(NamedTuple):
    """A leaf that stands at a place of a text. The lowest rank is nearest to what was written."""

    start: int
    end: int
    leaf: Leaf
    rank: int


class Glossary:
    """The labels of all terms, ready to be looked for. Drafts have none."""

    def __init__(self, terms: Iterable[Entry], english: bool = True) -> None:
        self._set_out(all_labels(terms), english)

    @classmethod
    def of_labels(cls, found: Iterable[Label], english: bool = True) -> "Glossary":
        """The glossary of labels alone."""
        glossary = cls.__new__(cls)
        glossary._set_out(found, english)
        return glossary

    def _set_out(self, found: Iterable[Label], english: bool) -> None:
        tree = Tree()
        for label in found:
            tree.plant(label)
        self._words = Words(tree, english)
        self._chunks = Chunks(self._words)

    @classmethod
    def of(cls, library: Library) -> "Glossary":
        """The glossary of a library's definitions; the same one while its labels are the same."""
        english = library.site.language.startswith("en")
        return _glossary(tuple(all_labels(library.of_kind("definition"))), english)

    def may_begin(self, chunk: str) -> bool:
        """Whether a label may begin with a word of a chunk: what stands between two blanks."""
        return self._chunks[chunk] is not None

    def find(self, text: str) -> list[Match]:
        """Matches in reading order; where labels overlap the longest wins.

        Of equally long ones the label wins that was written so: before another spelling of
        a label, that before a phrase that means something else, and an inflected form is last.
        """
        places = self._places(text)
        found = [one for start, chunk in places for one in self._in(text, start, chunk)]
        if not found:
            return []
        if text.isupper() and sum(word != "&" for word in WORD.findall(text)) > 2:
            found = [one for one in found if not one.leaf.exact]
        if _ADDRESS.search(text):
            found = _outside_addresses(found, text)
        return [match for match in _longest(found) if match.terms[0]]

    def _places(self, text: str) -> list[tuple[int, str]]:
        """Where a label may begin, judged by two words: the chunks. Most texts have none."""
        chunks = text.split()
        follow = list(map(self._chunks.__getitem__, chunks))
        if follow.count(None) == len(follow):
            return []
        words, numbers = self._chunks.words, []
        chunks.append(NO_CHUNK)
        for number, following in enumerate(follow):
            if following is not None and (
                following is ANYTHING
                or (after := words[chunks[number + 1]]) is None
                or (
                    after.seconds
                    and not following.isdisjoint(after.seconds)
                    and self._may_end(chunks, number)
                )
            ):
                numbers.append(number)
        return _located(text, chunks, numbers) if numbers else []

    def _may_end(self, chunks: list[str], number: int) -> bool:
        """Whether some label begins with this chunk and ends with one of the next."""
        word = self._chunks.words[chunks[number]]
        nodes = [node for node, _how in word.nodes] if word else []
        while nodes and word and not any(node.leaves for node in nodes):
            number += 1
            word = self._chunks.words[chunks[number]]
            readings = word.readings if word else ()
            nodes = [
                node.steps[own] for node in nodes for own, _how in readings if own in node.steps
            ]
        return bool(nodes) or word is None

    def _in(self, text: str, start: int, chunk: str) -> Iterator[_Found]:
        """Every label that begins with a word of the chunk at `start`."""
        following = WORD.finditer(text, start)
        words = list(islice(following, len(WORD.findall(chunk))))
        for place in range(len(words)):
            yield from self._at(text, words, following, place)

    def _at(
        self,
        text: str,
        words: list[re.Match[str]],
        following: Iterator[re.Match[str]],
        place: int,
    ) -> Iterator[_Found]:
        """Every label that begins with the word at `place`; `words` grows as far as needed."""
        nodes = self._words[words[place][0]].nodes
        ways = [(node, place, ((0, how),) if how else ()) for node, how in nodes]
        while ways:
            node, last, changed = ways.pop()
            for leaf in node.leaves:
                if _stands(leaf, text, words[place : last + 1], changed):
                    rank = leaf.rank + 8 * len(changed)
                    span = _with_brackets(text, words[place].start(), words[last].end())
                    yield _Found(*span, leaf, rank)
            if not node.steps:
                continue
            if last + 1 == len(words):
                words += islice(following, 1)
            if last + 1 == len(words):
                continue
            for own, how in self._words[words[last + 1][0]].readings:
                step = node.steps.get(own)
                if step and not (how and changed):
                    also = ((last + 1 - place, how),) if how else changed
                    ways.append((step, last + 1, also))


@lru_cache(maxsize=1)
def _glossary(found: tuple[Label, ...], english: bool) -> Glossary:
    return Glossary.of_labels(found, english)


def all_labels(terms: Iterable[Entry]) -> Iterator[Label]:
    """The labels of all terms but drafts."""
    for entry in terms:
        if not entry.is_draft:
            yield from labels(entry)


def _located(text: str, chunks: list[str], numbers: list[int]) -> list[tuple[int, str]]:
    """Some of the chunks of a text, told by number, each with the place where it starts."""
    found, passed, end = [], 0, 0
    for number in numbers:
        for chunk in chunks[passed : number + 1]:
            start = text.index(chunk, end)
            end = start + len(chunk)
        found.append((start, chunk))
        passed = number + 1
    return found


def _stands(
    leaf: Leaf, text: str, words: list[re.Match[str]], changed: tuple[tuple[int, int], ...]
) -> bool:
    for place, how in changed:
        if place not in leaf.nouns or (how == SINGULAR and not leaf.is_phrase):
            return False
    for signs, (word, following) in zip(leaf.signs, pairwise(words), strict=True):
        gap = _gap(text, word, following)
        if not (is_gap(gap, signs) or (not gap and "&" in (word[0], following[0]))):
            return False
    if leaf.hyphens and leaf.hyphens > sum(hyphens(word[0]) for word in words):
        return False
    return not leaf.exact or _same_case(leaf.exact, "".join(letters(word[0]) for word in words))


def _gap(text: str, word: re.Match[str], following: re.Match[str]) -> str:
    """What stands between two words. The apostrophe after a plural belongs to the plural."""
    gap = text[word.end() : following.start()]
    return gap[1:] if gap[:1] in ("'", "\u2019") and word[0][-1] in "sS" else gap


def _same_case(exact: str, written: str) -> bool:
    """Whether the case agrees as far as the letters do, with an ending in lower case."""
    shared = len(commonprefix([exact, written]))
    return all(not rest or rest.islower() for rest in (exact[shared:], written[shared:]))


def _with_brackets(text: str, start: int, end: int) -> tuple[int, int]:
    """A place, and the bracket beside it whose partner it has: Care (adult)."""
    for opening, closing in ("()", "[]"):
        surplus = text.count(opening, start, end) - text.count(closing, start, end)
        if surplus > 0 and text.startswith(closing, end):
            end += 1
        elif surplus < 0 and text.endswith(opening, 0, start):
            start -= 1
    return start, end


def _outside_addresses(found: list[_Found], text: str) -> list[_Found]:
    """Those that do not stand in a web or e-mail address or a file name."""
    spans = [chunk.span() for chunk in _CHUNK.finditer(text) if _ADDRESS.search(chunk[0])]
    kept = []
    for one in found:
        before = bisect_left(spans, (one.end,))
        if not before or spans[before - 1][1] <= one.start:
            kept.append(one)
    return kept


def _longest(found: list[_Found]) -> Iterator[Match]:
    """One match for each place, none of which overlap."""
    group: list[_Found] = []
    end = 0
    for one in sorted(found):
        if one.start >= end and group:
            yield from _settled(group)
            group = []
        group.append(one)
        end = max(end, one.end)
    yield from _settled(group)


def _settled(group: list[_Found]) -> list[Match]:
    """The longest of a run of overlapping ones, then the longest of what is left."""
    if len(group) == 1:
        leaf = group[0].leaf
        return [Match(group[0].start, group[0].end, (leaf.term,), leaf.links)]
    at: dict[tuple[int, int], list[_Found]] = defaultdict(list)
    for one in group:
        at[one.start, one.end].append(one)
    first = group[0].start if group else 0
    taken = bytearray(max((one.end for one in group), default=0) - first)
    kept: list[Match] = []
    for start, end in sorted(at, key=lambda span: (span[0] - span[1], span[0])):
        here = slice(start - first, end - first)
        if not any(taken[here]):
            taken[here] = b"\1" * (end - start)
            nearest = min(one.rank for one in at[start, end])
            leaves = [one.leaf for one in at[start, end] if one.rank == nearest]
            terms = tuple(sorted({leaf.term for leaf in leaves}))
            kept.append(Match(start, end, terms, any(leaf.links for leaf in leaves)))
    return sorted(kept, key=lambda match: match.start)
