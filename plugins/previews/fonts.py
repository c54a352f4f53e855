"""The letters of the pictures, and what to do where a font has not got one. Needs Pillow."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from PIL import ImageFont
from PIL.ImageFont import FreeTypeFont

from plugins.previews.layout import TITLE_WEIGHT
from plugins.previews.posters import Undrawable

NO_SIGN = "\uffff"
"""No font has it, so it looks like all that a font does not have."""

EM = 1000
"""The size at which widths are measured, as small letters are as wide as whole pixels."""

CLOSER = 0.012
"""How much closer than others, in their own size, the large letters of titles stand."""


@dataclass(slots=True)
class Fonts:
    """The fonts in all sizes, each opened once; the first that has a letter draws it.

    Letters stand one after the other, each as wide as its own font says. More would ask
    libraries of the system, and pictures would differ from machine to machine.
    """

    files: tuple[Path, ...]
    _opened: dict[tuple[int, int], list[FreeTypeFont]] = field(default_factory=dict)
    _places: dict[str, int] = field(default_factory=dict)
    _widths: dict[tuple[str, int], float] = field(default_factory=dict)

    def width(self, text: str, weight: int) -> float:
        """How wide a text is when its letters have the size 1. Raises Undrawable."""
        return sum(self._width(sign, weight) for sign in text)

    def letters(
        self, text: str, size: int, weight: int
    ) -> Iterator[tuple[float, str, FreeTypeFont]]:
        """Each letter with its distance from the first, and its font. Raises Undrawable."""
        fonts, left = self._of(size, weight), 0.0
        for sign in text:
            yield left, sign, fonts[self._place(sign)]
            left += self._width(sign, weight) * size

    def _width(self, sign: str, weight: int) -> float:
        if (sign, weight) not in self._widths:
            font = self._of(EM, weight)[self._place(sign)]
            closer = CLOSER if weight == TITLE_WEIGHT else 0
            self._widths[sign, weight] = font.getlength(sign) / EM - closer
        return self._widths[sign, weight]

    def _place(self, sign: str) -> int:
        """Which of the files has a letter."""
        if sign not in self._places:
            having = (place for place, font in enumerate(self._of(32, 400)) if _has(font, sign))
            place = next(having, None)
            if place is None:
                raise Undrawable(sign)
            self._places[sign] = place
        return self._places[sign]

    def _of(self, size: int, weight: int) -> list[FreeTypeFont]:
        if (size, weight) not in self._opened:
            self._opened[size, weight] = [_opened(file, size, weight) for file in self.files]
        return self._opened[size, weight]


def _opened(file: Path, size: int, weight: int) -> FreeTypeFont:
    font = ImageFont.truetype(str(file), size, layout_engine=ImageFont.Layout.BASIC)
    font.set_variation_by_axes([weight])
    return font


def _has(font: FreeTypeFont, sign: str) -> bool:
    """Whether the font draws something else than the box for what it has not got."""
    return sign == " " or bytes(font.getmask(sign)) != bytes(font.getmask(NO_SIGN))
