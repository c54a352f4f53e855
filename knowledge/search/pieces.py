"""Pieces: sorted words, each with something to tell of it, cut into files of about one size.

Words, not sizes alone, decide where a piece ends. So after a change the pieces soon fall in
step with those of before: only those are read, cut and written anew in which something
changed, and a few beside them.
"""

import math
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Generic, NamedTuple, Protocol, TypeVar
from zlib import crc32

from knowledge.search.packing import start_of, utf16
from knowledge.search.scripts import content, in_json, mark, script
from knowledge.search.store import Store

Told = TypeVar("Told")

Pairs = list[tuple[str, Told]]
"""Words in order, each with what is told of it."""


class Form(Protocol[Told]):
    """How pieces of one sort are written."""

    letter: str
    """The first letter of the names of their files."""
    wanted: int
    """About how large a piece is, in the sizes that `size` gives."""

    def size(self, word: str, told: Told) -> int:
        """How much of a piece a word takes."""

    def packed(self, pairs: Pairs[Told]) -> list[str]:
        """A piece as texts."""

    def unpacked(self, texts: Sequence[str]) -> Pairs[Told]:
        """What was packed."""


class Piece(NamedTuple):
    """What is known of a piece without reading it.

    `mark` is the hash of its file. It is not that of its text alone, which is `own`, if another
    piece had that already. `length` counts the characters of its texts.
    """

    first: str
    last: str
    words: int
    size: int
    length: int
    own: str
    mark: str


class Pieces(Generic[Told]):
    """All the pieces of one sort: those of an earlier build, and then those of this one."""

    def __init__(
        self, form: Form[Told], store: Store, every: int, rows: Iterable[Sequence[str | int]]
    ) -> None:
        self._form = form
        self._store = store
        self.every = every
        self.rows = [Piece(*row) for row in rows]  # type: ignore[arg-type]  # as they were kept
        self._firsts = [utf16(piece.first) for piece in self.rows]
        self._read: dict[int, Pairs[Told]] = {}
        self._new: dict[str, str] = {}

    def find(self, word: str) -> Told | None:
        """What is told of a word."""
        return dict(self._pairs(self._place(word))).get(word)

    def pairs(self) -> Pairs[Told]:
        """Every word in order."""
        return [pair for place in range(len(self.rows)) for pair in self._pairs(place)]

    def length(self) -> int:
        """How many characters all pieces have."""
        return sum(piece.length for piece in self.rows)

    def named(self) -> list[str]:
        """The beginnings that find the pieces, and their hashes, each in one text."""
        lasts = ["", *(piece.last for piece in self.rows)]
        starts = [start_of(row.first, last) for row, last in zip(self.rows, lasts, strict=False)]
        return [" ".join(starts), "".join(piece.mark for piece in self.rows)]

    def files(self, is_all: bool) -> Iterator[tuple[str, str | None]]:
        """Each file without its ending, and its text; unless `is_all`, none if it is as before."""
        for piece in self.rows:
            text = self._new.get(piece.mark)
            name = self._name(piece)
            yield name, self._store.text(name) if is_all and text is None else text

    def change(
        self,
        words: Iterable[str],
        changed: Callable[[str, Told | None], Told | None],
        is_all: bool = False,
    ) -> None:
        """Has `changed` tell anew of these words, or of all: the word, and what was told of it."""
        edited = self._edited(words, changed, is_all)
        sizes = {place: self._sized(pairs) for place, pairs in edited.items()}
        every = self._how_often(edited, sizes)
        if every != self.every:
            for place in range(len(self.rows)):
                if place not in edited:
                    edited[place] = self._pairs(place)
                    sizes[place] = self._sized(edited[place])
            self.every = every
        self._name_all(self._cut(edited, sizes))

    def _place(self, word: str) -> int:
        """The piece in which a word stands or would stand."""
        return max(0, bisect_right(self._firsts, utf16(word)) - 1) if self._firsts else 0

    def _pairs(self, place: int) -> Pairs[Told]:
        if place not in self._read:
            rows = self.rows[place : place + 1]
            self._read[place] = [
                pair for piece in rows for pair in self._form.unpacked(content(self._text(piece)))
            ]
        return self._read[place]

    def _text(self, piece: Piece) -> str:
        return self._store.text(self._name(piece))

    def _name(self, piece: Piece) -> str:
        return self._form.letter + piece.mark

    def _sized(self, pairs: Pairs[Told]) -> list[int]:
        size = self._form.size
        return [size(word, told) for word, told in pairs]

    def _edited(
        self,
        words: Iterable[str],
        changed: Callable[[str, Told | None], Told | None],
        is_all: bool,
    ) -> dict[int, Pairs[Told]]:
        """The words of each piece in which something may change."""
        own: defaultdict[int, list[str]] = defaultdict(list)
        if is_all:
            own.update({place: [] for place in range(len(self.rows))})
        for word in words:
            own[self._place(word)].append(word)
        edited: dict[int, Pairs[Told]] = {}
        for place, asked in own.items():
            held = dict(self._pairs(place))
            before = len(held)
            for word in {**held, **dict.fromkeys(asked)} if is_all else asked:
                told = changed(word, held.get(word))
                if told is None:
                    if word in held:
                        del held[word]
                        before -= 1
                else:
                    held[word] = told
            edited[place] = [*held.items()]
            if len(held) > before:
                edited[place].sort(key=lambda pair: utf16(pair[0]))
        for place in [*edited]:
            # Where the piece before ends may hang on the first word of this one.
            if place and place - 1 not in edited and self.rows[place].first in own[place]:
                edited[place - 1] = self._pairs(place - 1)
        return edited

    def _how_often(self, edited: dict[int, Pairs[Told]], sizes: dict[int, list[int]]) -> int:
        """One in how many words may begin a piece."""
        rest = [piece for place, piece in enumerate(self.rows) if place not in edited]
        size = sum(piece.size for piece in rest) + sum(map(sum, sizes.values()))
        count = sum(piece.words for piece in rest) + sum(map(len, sizes.values()))
        mean = max(1, size / max(1, count))
        return 1 << round(math.log2(max(1, self._form.wanted // 2 / mean)))

    def _cut(
        self, edited: dict[int, Pairs[Told]], sizes: dict[int, list[int]]
    ) -> Iterator[tuple[Piece, str]]:
        """The pieces anew, each with its text if it may be another than before."""
        piece: Pairs[Told] = []
        size = 0
        for place in range(max(len(self.rows), len(edited))):
            if place not in edited:
                if piece and self._begins_anew(place, size):
                    yield self._made(piece, size)
                    piece, size = [], 0
                if not piece:
                    yield self.rows[place], ""
                    continue
            pairs = edited[place] if place in edited else self._pairs(place)
            own_sizes = sizes[place] if place in sizes else self._sized(pairs)
            for pair, own in zip(pairs, own_sizes, strict=True):
                if piece and (self._is_full(size, own) or self._may_begin(pair[0], size)):
                    yield self._made(piece, size)
                    piece, size = [], 0
                piece.append(pair)
                size += own
        if piece:
            yield self._made(piece, size)

    def _begins_anew(self, place: int, size: int) -> bool:
        """Whether a piece begins where one began before, after what has that size now."""
        if self._may_begin(self.rows[place].first, size):
            return True
        return self._is_full(size, self._form.size(*self._pairs(place)[0]))

    def _may_begin(self, word: str, size: int) -> bool:
        """Whether a piece may begin with a word, after one of that size."""
        return size >= self._form.wanted // 2 and crc32(word.encode()) % self.every == 0

    def _is_full(self, size: int, more: int) -> bool:
        """A word that stands nearly everywhere gets a piece to itself: few look for it."""
        return size + more > self._form.wanted * 3 // 2

    def _made(self, pairs: Pairs[Told], size: int) -> tuple[Piece, str]:
        texts = self._form.packed(pairs)
        text = script(in_json(texts))
        length = sum(map(len, texts))
        return Piece(pairs[0][0], pairs[-1][0], len(pairs), size, length, mark(text), ""), text

    def _name_all(self, made: Iterable[tuple[Piece, str]]) -> None:
        """Names the pieces by what is in them, and keeps their texts.

        That two have one hash is as good as impossible, but one of them would be lost.
        """
        before = {piece.mark for piece in self.rows}
        texts: dict[str, str] = {}
        rows = []
        for piece, given in made:
            name, text = piece.own, given
            while name in texts:
                text = (text or self._text(piece).rstrip("\n")) + "\n"
                name = mark(text)
            if name == piece.mark:
                text = ""
            elif not text:
                text = self._text(piece).rstrip("\n")
            texts[name] = text
            rows.append(piece._replace(mark=name))
        letter = self._form.letter
        self._new = {
            name: text
            for name, text in texts.items()
            if text and (name not in before or self._store.text(letter + name) != text)
        }
        for name, text in self._new.items():
            self._store.put(letter + name, text)
        for name in before - texts.keys():
            self._store.drop(letter + name)
        self.rows = rows
        self._read = {}
        self._firsts = [utf16(piece.first) for piece in rows]
