"""Texts and names made like ours: the same sentences in other words.

Words are drawn as those of `tools.bench.text` are: as often as we use them, with new ones as
seldom as in ours. Headings, numbers, code and the targets of links stay.
"""

import random
import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from knowledge import Glossary
from knowledge.labels import WORD, key
from tools.bench.text import Words, coined, in_case_of

_KEPT = re.compile(r"^#.*$|\]\([^)]*\)|<[^>]*>|`[^`]*`|\w*[\d_]\w*|[#@.]\w+|&", re.MULTILINE)
_SMALL = 3
"""A word of so many letters, as `of`, stays in a name."""
_TRIES = 50
_CAPITALS = "BCDFGHJKLMNPQRSTVWXZ"


class _Piece(NamedTuple):
    """A stretch of a text: a word to draw anew, a name of a term, or something that stays."""

    text: str
    is_word: bool = False
    term: str = ""


class Wording:
    """Says texts and names in other words. All that is to be said must be told at the start."""

    def __init__(
        self, texts: Iterable[str], names: Iterable[str], glossary: Glossary, chance: random.Random
    ) -> None:
        self._chance = chance
        self._split = {text: tuple(_pieces(text, glossary)) for text in texts}
        all_pieces = [piece for pieces in self._split.values() for piece in pieces]
        self._vocabulary = [piece.text.lower() for piece in all_pieces if piece.is_word]
        chance.shuffle(self._vocabulary)
        self._words = Words(self._vocabulary, chance, self._coined)
        written = (word for text in (*self._split, *names) for word in (text, *WORD.findall(text)))
        self._taken = {key(word) for word in written}

    def said(self, text: str, called: Callable[[str, str], str], is_tight: bool = False) -> str:
        """The text; `called` tells how a use of a term is written.

        A tight one is no longer than ours, as there is a limit that ours keep.
        """
        said = self._drawn(text, called)
        for _try in range(_TRIES if is_tight else 0):
            if len(said) <= len(text):
                break
            said = min(said, self._drawn(text, called), key=len)
        return said

    def _drawn(self, text: str, called: Callable[[str, str], str]) -> str:
        return "".join(
            in_case_of(piece.text, self._words.draw())
            if piece.is_word
            else called(piece.text, piece.term)
            if piece.term
            else piece.text
            for piece in self._split[text]
        )

    def names(self, own: Iterable[str]) -> dict[str, str]:
        """New names of a term for those of ours, of as many words; what they share they share."""
        new: dict[str, str] = {}
        return {name: self._named(name, new) for name in own}

    def _named(self, name: str, new: dict[str, str]) -> str:
        longest = max(WORD.findall(name), key=len)

        def put(word: re.Match[str]) -> str:
            if len(word[0]) <= _SMALL and word[0] != longest:
                return word[0]
            return in_case_of(word[0], new.setdefault(word[0].lower(), self._unused(word[0])))

        return WORD.sub(put, name)

    def _unused(self, like: str) -> str:
        """A word that stands in no text and no other name; for an acronym, as many letters."""
        while True:
            if like.isupper():
                word = "".join(self._chance.choices(_CAPITALS, k=max(_SMALL + 1, len(like))))
            else:
                word = self._coined()
            if len(word) > _SMALL and key(word) not in self._taken:
                self._taken.add(key(word))
                return word.lower()

    def _coined(self) -> str:
        return coined(self._chance.choice(self._vocabulary), self._chance.choice(self._vocabulary))


def _pieces(text: str, glossary: Glossary) -> Iterator[_Piece]:
    """Where two overlap, what stays goes before a name, and a name before a word."""
    spans = [(kept.start(), _Piece(kept[0])) for kept in _KEPT.finditer(text)]
    spans += [
        (match.start, _Piece(text[match.start : match.end], term=match.term))
        for match in glossary.find(text)
    ]
    spans += [(word.start(), _Piece(word[0], is_word=True)) for word in WORD.finditer(text)]
    passed = 0
    for start, piece in sorted(spans, key=lambda span: span[0]):
        if start >= passed:
            yield _Piece(text[passed:start])
            yield piece
            passed = start + len(piece.text)
    yield _Piece(text[passed:])
