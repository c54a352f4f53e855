"""The letters of the pictures, and what to do where a font has not got one. Needs Pillow."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image, ImageFont
from PIL.ImageDraw import Draw
from PIL.ImageFont import FreeTypeFont

from plugins.previews.layout import TITLE_WEIGHT
from plugins.previews.posters import Undrawable

NO_SIGN = "\uffff"
"""No font has it, so it looks like all that a font does not have."""

EM = 1000
"""The size at which widths are measured, as small letters are as wide as whole pixels."""

QUARTERS = 4
"""Quarters of a pixel are as fine as the eye needs, and exact on every machine."""

Glyph = tuple[Image.Image, int, int] | None
"""A letter in grey, and how far from its place its corner is; nothing for a blank."""

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
    _glyphs: dict[tuple[FreeTypeFont, str, int], Glyph] = field(default_factory=dict)

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

    def write(
        self, mask: Image.Image, sign: str, font: FreeTypeFont, place: tuple[float, int]
    ) -> None:
        """Puts a letter on a mask, with its foot at a place. Each letter is drawn once."""
        left, foot = place
        whole, quarter = divmod(round(left * QUARTERS), QUARTERS)
        key = (font, sign, quarter)
        if key not in self._glyphs:
            self._glyphs[key] = _drawn(font, sign, quarter / QUARTERS)
        if glyph := self._glyphs[key]:
            letter, right, down = glyph
            mask.paste(255, (whole + right, foot + down), letter)

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


def _drawn(font: FreeTypeFont, sign: str, part: float) -> Glyph:
    """A letter that stands a part of a pixel to the right of where pixels begin."""
    left, top, right, bottom = font.getbbox(sign, anchor="ls")
    # Room for what is left of its place or above its foot, and for edges that are smoothed.
    before, above = math.ceil(max(0, -left)) + 2, math.ceil(max(0, -top)) + 2
    size = (before + math.ceil(right) + 2, above + math.ceil(max(0, bottom)) + 2)
    image = Image.new("L", size)
    Draw(image).text((before + part, above), sign, fill=255, font=font, anchor="ls")
    box = image.getbbox()
    return (image.crop(box), box[0] - before, box[1] - above) if box else None


def _has(font: FreeTypeFont, sign: str) -> bool:
    """Whether the font draws something else than the box for what it has not got."""
    return sign == " " or bytes(font.getmask(sign)) != bytes(font.getmask(NO_SIGN))
