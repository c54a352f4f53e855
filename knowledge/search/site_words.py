"""Site words: how many documents use each word, as those of one page matter to all others.

A word with a hyphen gives companions to words elsewhere, so do the words that Welsh mutates,
and the words a reader may have meant are those of enough documents. Each is counted, so that
a document that changes takes its old words away and adds its new ones.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import add
from typing import NamedTuple
from zlib import crc32

from knowledge.search.analysis import Word
from knowledge.search.counts import DocumentWords
from knowledge.search.packing import CODES, codes, front_coded, spelt_out
from knowledge.search.pieces import Pairs
from knowledge.search.store import Store

_RARE = 2
"""A word that fewer documents use, and no title or heading, is no help against slips of the pen."""
_SHORTEST = 3

_BUCKETS = 256
"""Words are kept in so many texts: one edit reads and writes some of them, each a small one."""


class Uses(NamedTuple):
    """How many documents use a word, use it in a title or heading, and have it as a whole word."""

    anywhere: int = 0
    important: int = 0
    whole: int = 0


_UNUSED = Uses()


class SiteWords:
    """The words of all documents: those of an earlier build, and then those of this one.

    `compounds` are those of the earlier build; none if there was no such build.
    """

    def __init__(self, store: Store, compounds: Mapping[str, int] | None) -> None:
        self._store = store
        self._is_new = compounds is None
        self._compounds = Counter(
            {tuple(key.split("-")): n for key, n in (compounds or {}).items()}
        )
        self._buckets: dict[int, dict[str, Sequence[int]]] = {}
        self._added: tuple[Counter[str], ...] = (Counter(), Counter(), Counter())

    @property
    def compounds(self) -> list[Word]:
        """The words with a hyphen."""
        return [*self._compounds]

    @property
    def compound_uses(self) -> dict[str, int]:
        """How many documents use each word with a hyphen."""
        return {"-".join(word): self._compounds[word] for word in sorted(self._compounds)}

    def add(self, words: DocumentWords) -> None:
        """One more document has these words."""
        self._compounds.update(words.compounds)
        for added, found in zip(self._added, _counted(words), strict=True):
            added.update(found)

    def take_away(self, words: DocumentWords) -> None:
        """A document does not have these words any more, or is to be added anew."""
        self._compounds.subtract(words.compounds)
        for added, found in zip(self._added, _counted(words), strict=True):
            added.subtract(found)

    def settle(self) -> None:
        """All documents were told of."""
        self._compounds = +self._compounds

    def before(self, word: str) -> Uses:
        """The uses of a word in the earlier build."""
        return _UNUSED if self._is_new else Uses(*self._bucket(_number(word)).get(word, ()))

    def now(self, word: str) -> Uses:
        """The uses of a word."""
        before = self.before(word)
        added = [added.get(word, 0) for added in self._added]
        return Uses(*map(add, before, added))

    def changed(self) -> dict[str, tuple[Uses, Uses]]:
        """The words that are used otherwise than before: how they were used, and how they are."""
        words = {word for added in self._added for word, times in added.items() if times}
        return {word: (self.before(word), self.now(word)) for word in words}

    def keep(self, changed: Mapping[str, tuple[Uses, Uses]]) -> None:
        """Puts what changed into the store."""
        numbers = {_number(word) for word in changed}
        for word, (_before, now) in changed.items():
            bucket = self._bucket(_number(word))
            if any(now):
                bucket[word] = now
            else:
                del bucket[word]
        for number in range(_BUCKETS) if self._is_new else numbers:
            self._store.put(f"u{number}", json.dumps(self._bucket(number), ensure_ascii=False))

    def _bucket(self, number: int) -> dict[str, Sequence[int]]:
        if number not in self._buckets:
            self._buckets[number] = (
                {} if self._is_new else json.loads(self._store.text(f"u{number}"))
            )
        return self._buckets[number]


def _counted(words: DocumentWords) -> tuple[Iterable[str], ...]:
    return words.spelt, words.important, words.whole


def _number(word: str) -> int:
    return crc32(word.encode()) % _BUCKETS


def meant(word: str, uses: Uses) -> str | None:
    """About how many documents use a word, packed; none if no reader can have meant it.

    Words of titles, names and headings are meant even if only one document has them.
    """
    is_known = uses.anywhere >= _RARE or (uses.anywhere and uses.important)
    if not is_known or len(word) < _SHORTEST or not word.isalpha():
        return None
    return CODES[uses.anywhere.bit_length()]


class WordPieces:
    """How the pieces of the list of words are written: each word, and about how many use it."""

    wanted = 4000
    """Smaller than a shard, as a misspelt word needs two or three of them."""

    def __init__(self, letter: str) -> None:
        self.letter = letter

    def size(self, word: str, told: str) -> int:  # noqa: ARG002 (as in every form of piece)
        """The letters of the word."""
        return len(word)

    def packed(self, pairs: Pairs[str]) -> list[str]:
        """The words, and what is told of them."""
        return [
            *front_coded([word for word, _told in pairs]),
            "".join(told for _word, told in pairs),
        ]

    def unpacked(self, texts: Sequence[str]) -> Pairs[str]:
        """The words of a piece."""
        shared, rests, told = texts
        return [*zip(spelt_out(shared, rests), codes(told), strict=True)]


class Vocabulary:
    """The whole words of a site, before or now, for asking whether a word is among them."""

    def __init__(self, uses: Callable[[str], Uses]) -> None:
        self._uses = uses

    def __contains__(self, word: object) -> bool:
        return isinstance(word, str) and self._uses(word).whole > 0
