"""A picture of few colours, quickly drawn and packed. Needs Pillow.

Each ink is drawn as a mask of grey, and the mask becomes steps of a palette between two colours.
So the picture has one byte for each pixel, and edges are smooth all the same.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO

from PIL import Image
from PIL.ImageDraw import Draw, ImageDraw

Colours = Mapping[str, str]
"""A colour, such as #98104a, for each role."""

STEPS = 16
"""How many shades an edge has between two colours."""

FINE = 4
"""Shapes are drawn so many times larger and then made small, for smooth edges."""

_STEP_OF = [round(grey * (STEPS - 1) / 255) for grey in range(256)]
"""The step that each grey of a mask becomes."""
_IS_SEEN = [255 * (step > 0) for step in _STEP_OF]
"""The first step is the paper, which is there already."""


def colours(tokens: str) -> Colours:
    """The colours of the light theme, which stands first in the sheet of tokens."""
    found: dict[str, str] = {}
    for role, colour in re.findall(r"--color-([\w-]+): (#[0-9a-f]{6});", tokens):
        found.setdefault(role, colour)
    return found


class Canvas:
    """A picture of numbers: each is a step on the way from one colour to another."""

    def __init__(self, colours: Colours, size: tuple[int, int]) -> None:
        self._colours = colours
        self._image = Image.new("L", size)
        self._ways: list[tuple[str, str]] = []

    def copy(self) -> "Canvas":
        """The same picture, to be drawn on."""
        other = Canvas(self._colours, (0, 0))
        other._image, other._ways = self._image.copy(), list(self._ways)
        return other

    def fill(self, colour: str, box: tuple[int, int, int, int]) -> None:
        """One colour over a part."""
        self._image.paste(self._first(colour, colour), box)

    def draw(self, paper: str, ink: str, draw: Callable[[Image.Image], object]) -> None:
        """What `draw` puts on a mask, in an ink; the paper is the colour on which it lies."""
        mask = Image.new("L", self._image.size)
        draw(mask)
        self._stamp(paper, ink, mask, (0, 0))

    def shape(
        self,
        paper: str,
        ink: str,
        box: tuple[int, int, int, int],
        draw: Callable[[ImageDraw], object],
    ) -> None:
        """The same inside a box, and FINE times as large, so that round shapes are smooth."""
        left, top, right, bottom = box
        mask = Image.new("L", ((right - left) * FINE, (bottom - top) * FINE))
        draw(Draw(mask))
        self._stamp(paper, ink, mask.reduce(FINE), (left, top))

    def _stamp(self, paper: str, ink: str, mask: Image.Image, corner: tuple[int, int]) -> None:
        first = self._first(paper, ink)
        box = mask.getbbox()
        if box:
            part, place = mask.crop(box), (corner[0] + box[0], corner[1] + box[1])
            steps = [first + step for step in _STEP_OF]
            self._image.paste(part.point(steps), place, part.point(_IS_SEEN))

    def png(self) -> bytes:
        """The finished file."""
        image = self._image.copy()
        image.putpalette(bytes(part for way in self._ways for part in self._shades(*way)))
        file = BytesIO()
        image.save(file, "PNG", compress_level=6)
        return file.getvalue()

    def _first(self, paper: str, ink: str) -> int:
        """The number of the first step from one colour to the other."""
        if (paper, ink) not in self._ways:
            self._ways.append((paper, ink))
        return self._ways.index((paper, ink)) * STEPS

    def _shades(self, paper: str, ink: str) -> Iterator[int]:
        start, end = (bytes.fromhex(self._colours[role][1:]) for role in (paper, ink))
        for step in range(STEPS):
            for low, high in zip(start, end, strict=True):
                yield low + round((high - low) * step / (STEPS - 1))
