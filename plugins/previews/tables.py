"""The round table of the theme, drawn with circles; its measures are those of its component."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import cos, pi, sin

from PIL.ImageDraw import ImageDraw

from plugins.previews.canvas import FINE, Canvas

Point = tuple[float, float]

FILLS = ("person-1", "person-2", "person-3", "person-4")


@dataclass(frozen=True, slots=True)
class Pen:
    """Draws circles and shapes that are given in a square of `units` by `units`."""

    draw: ImageDraw
    width: int
    units: int

    def disc(self, centre: Point, radius: float, grey: int = 255) -> None:
        """A full circle."""
        (x, y), r = centre, radius
        self.draw.ellipse(self._whole([(x - r, y - r), (x + r, y + r)]), fill=grey)

    def area(self, points: Iterable[Point], grey: int = 255) -> None:
        """A shape with a corner at each point."""
        self.draw.polygon(self._whole(points), fill=grey)

    def line(self, points: Sequence[Point], width: float, grey: int = 255) -> None:
        """A line round a shape."""
        around = self._whole([*points, *points[:2]])
        self.draw.line(around, fill=grey, width=self._scaled(width), joint="curve")

    def _whole(self, points: Iterable[Point]) -> list[Point]:
        """Whole numbers, so that no machine rounds them in its own way."""
        return [(self._scaled(x), self._scaled(y)) for x, y in points]

    def _scaled(self, length: float) -> int:
        return round(length * self.width * FINE / self.units)


def _box(centre: tuple[int, int], width: int) -> tuple[int, int, int, int]:
    left, top = (part - width // 2 for part in centre)
    return left, top, left + width, top + width


def _turned(points: Iterable[Point], turn: float, middle: float) -> list[Point]:
    """Points carried round the middle; a whole turn is 1."""
    c, s = cos(turn * 2 * pi), sin(turn * 2 * pi)
    moved = ((x - middle, y - middle) for x, y in points)
    return [(middle + x * c - y * s, middle + x * s + y * c) for x, y in moved]


def table(
    canvas: Canvas,
    colours: tuple[str, str, str],
    centre: tuple[int, int],
    width: int,
    seats: int,
    filled: Sequence[int] | None = None,
    is_solid: bool = False,
) -> None:
    """A table with its seats: `colours` of the ground, of the table and of the seats filled.

    Without `filled` all seats are taken and of the table's own colour.
    """
    ground, ink, taken = colours
    seat = min(7.5, 41 * pi / seats * 0.8)

    def chairs(places: Iterable[int]) -> Iterator[Point]:
        return (_turned([(50, 9)], (place - 1) / seats, 50)[0] for place in places)

    def draw(draw: ImageDraw) -> None:
        pen = Pen(draw, width, 100)
        pen.disc((50, 50), 28.5)
        if not is_solid:
            pen.disc((50, 50), 25.5, 0)
        for chair in chairs(range(1, seats + 1)):
            pen.disc(chair, seat)
            if filled is not None:
                pen.disc(chair, seat * 0.63, 0)

    def fill(draw: ImageDraw) -> None:
        for chair in chairs(filled or ()):
            Pen(draw, width, 100).disc(chair, seat * 1.03)

    canvas.shape(ground, ink, _box(centre, width), draw)
    if filled:
        canvas.shape(ground, taken, _box(centre, width), fill)


def ring(canvas: Canvas, colours: tuple[str, str], centre: tuple[int, int], width: int) -> None:
    """The ring before the name of a kind, as on the pages."""

    def draw(draw: ImageDraw) -> None:
        pen = Pen(draw, width, 100)
        pen.disc((50, 50), 49)
        pen.disc((50, 50), 25, 0)

    canvas.shape(*colours, _box(centre, width), draw)


def _shoulders() -> list[Point]:
    """Half an ellipse with its flat side outwards, at the top of a square of 200."""
    curve = [(100 + 18 * cos(n * pi / 24), 11 + 11 * sin(n * pi / 24)) for n in range(25)]
    return [*curve, (82, 9), (82.6, 7.6), (84, 7), (116, 7), (117.4, 7.6), (118, 9)]


def people(canvas: Canvas, ground: str, centre: tuple[int, int], width: int) -> None:
    """A table with people of one size round it, as on the home page."""
    body, heads = _shoulders(), (100.0, 11.0)

    def seated(place: int) -> tuple[list[Point], Point]:
        return _turned(body, place / 8, 100), _turned([heads], place / 8, 100)[0]

    def outlines(draw: ImageDraw) -> None:
        pen = Pen(draw, width, 200)
        for shoulders, head in map(seated, range(8)):
            pen.area(shoulders)
            pen.line(shoulders, 1.6)
            pen.disc(head, 8.8)

    canvas.shape(
        ground, "panel", _box(centre, width), lambda d: Pen(d, width, 200).disc((100, 100), 75)
    )
    canvas.shape(ground, "ink", _box(centre, width), outlines)
    for number, fill in enumerate(FILLS):

        def insides(draw: ImageDraw, number: int = number) -> None:
            pen = Pen(draw, width, 200)
            for shoulders, head in map(seated, (number, number + 4)):
                pen.area(shoulders)
                pen.line(shoulders, 1.6, 0)
                pen.disc(head, 8.8, 0)
                pen.disc(head, 7.2)

        canvas.shape("ink", fill, _box(centre, width), insides)
