"""How words fill a box: where lines break, and how large the letters are. Nothing here draws."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain

Measure = Callable[[str, int], float]
"""How wide a text is in a weight, when its letters have the size 1."""

TITLE_WEIGHT, TEXT_WEIGHT = 750, 420
TITLE_LEADING, TEXT_LEADING = 1.12, 1.4
GAP = 0.75
"""The space between title and text, in sizes of the text."""

SIZES = (
    *((title, 32 + (title - 52) // 4) for title in range(92, 47, -4)),
    *((title, min(30, title * 3 // 4)) for title in range(46, 15, -2)),
)
"""The sizes of title and text that are tried, the largest first."""

SMALL = 48
"""Before a title gets smaller than this, a word that is too long is broken."""


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of one size and weight."""

    lines: tuple[str, ...]
    size: int
    weight: int
    leading: float = 1

    @property
    def height(self) -> float:
        """From the top of its first line to the foot of its last."""
        return len(self.lines) * self.size * self.leading

    def width(self, measure: Measure) -> float:
        """Of its longest line."""
        return max((measure(line, self.weight) for line in self.lines), default=0) * self.size


@dataclass(frozen=True, slots=True)
class Words:
    """A title and the text below it, in sizes that fit."""

    title: Block
    text: Block

    @property
    def gap(self) -> float:
        """The space between the two."""
        return self.text.size * GAP if self.text.lines else 0

    @property
    def height(self) -> float:
        """Of all lines and the gap."""
        return self.title.height + self.gap + self.text.height


def fitted(title: str, text: str, width: float, height: float, measure: Measure) -> Words | None:
    """The words as large as they fit; None if even the smallest letters have no room."""
    whole = ((sizes, False) for sizes in SIZES if sizes[0] >= SMALL)
    broken = ((sizes, True) for sizes in SIZES)
    for (title_size, text_size), may_break in chain(whole, broken):
        first = _Column(title.split(), TITLE_WEIGHT, width / title_size, measure, may_break)
        second = _Column(text.split(), TEXT_WEIGHT, width / text_size, measure, may_break)
        words = Words(first.block(title_size, TITLE_LEADING), second.block(text_size, TEXT_LEADING))
        if words.height <= height and first.is_wide_enough and second.is_wide_enough:
            return words
    return None


class _Column:
    """Words in a column so wide as so many letters of the size 1.

    Letters are set one after the other, so a line is as wide as its words and spaces together.
    """

    def __init__(
        self, words: Sequence[str], weight: int, width: float, measure: Measure, may_break: bool
    ) -> None:
        if may_break:
            words = [part for word in words for part in parts(word, weight, width, measure)]
        self._words, self._weight, self._width = words, weight, width
        self._widths = [measure(word, weight) for word in words]
        self._space = measure(" ", weight)
        self.is_wide_enough = max(self._widths, default=0) <= width

    def block(self, size: int, leading: float) -> Block:
        """The fewest lines, as even in length as they can be without one more."""
        lines = self._lines(self._width)
        low, high = max(self._widths, default=0), max(self._width, *self._widths, 0)
        while high - low > 1 / size:
            middle = (low + high) / 2
            if len(self._lines(middle)) > len(lines):
                low = middle
            else:
                high = middle
        return Block(tuple(map(" ".join, self._lines(high))), size, self._weight, leading)

    def _lines(self, width: float) -> list[list[str]]:
        """Lines that each take as many words as go into the width, and at least one."""
        lines: list[list[str]] = []
        taken = width
        for word, its_width in zip(self._words, self._widths, strict=True):
            taken += self._space + its_width
            if taken > width:
                lines.append([])
                taken = its_width
            lines[-1].append(word)
        return lines


def parts(word: str, weight: int, width: float, measure: Measure) -> Iterator[str]:
    """A word in parts that go into the width, parted after a hyphen where there is one."""
    while len(word) > 1 and measure(word, weight) > width:
        ends = accumulate(measure(sign, weight) for sign in word)
        most = max(1, sum(end <= width for end in ends))
        cut = word.rfind("-", 1, most) + 1 or most
        yield word[:cut]
        word = word[cut:]
    yield word


def widest(texts: Sequence[tuple[str, int]], sizes: range, width: float, measure: Measure) -> int:
    """The first of `sizes` in which these texts, each of its weight, stand side by side; or 0."""
    whole = sum(measure(text, weight) for text, weight in texts)
    return next((size for size in sizes if whole * size <= width), 0)
