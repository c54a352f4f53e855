"""Puts the words and the table of each picture together. Needs Pillow."""

from dataclasses import dataclass, field
from functools import partial

from PIL.Image import Image

from plugins.previews.canvas import Canvas, Colours
from plugins.previews.fonts import Fonts
from plugins.previews.layout import Block, Measure, Words, fitted, widest
from plugins.previews.posters import HEIGHT, SEATS, WIDTH, Foot, NoFoot, Poster, Undrawable
from plugins.previews.tables import people, ring, table

MARGIN, FOOT = 64, 100
SPACE = 44
"""The least space above and below the words."""

LABEL, LABEL_WEIGHT, LABEL_LINE = 32, 650, 50
"""The size of the few words above a title, and how high their line is."""

RING = 24
"""How wide the ring before these words is."""

MARK = 60
"""How wide the mark of the site is in the foot."""

NAME_WEIGHT, ADDRESS_WEIGHT = 750, 420
FOOT_SIZES = range(34, 21, -1)
TABLE = 336
"""How wide a table with its seats is."""


@dataclass(frozen=True, slots=True)
class Ground:
    """The colours of a picture, where its words begin, how wide they are, and the table's place."""

    paper: str
    ink: str
    label: str
    left: int
    width: int
    table: int


GROUNDS = {
    "tip": Ground("panel", "on-panel", "on-panel", 456, 680, 236),
    "stages": Ground("cloth", "text", "accent", MARGIN, 700, 980),
    "people": Ground("cloth", "text", "accent", MARGIN, 570, 904),
    "mark": Ground("cloth", "text", "accent", MARGIN, 700, 980),
}
MIDDLE = (HEIGHT - FOOT) // 2
"""Where the words and the table have their middle."""


def laid_out(poster: Poster, measure: Measure) -> Words:
    """The words of a picture in sizes that fit. Raises Undrawable."""
    height = HEIGHT - FOOT - 2 * SPACE - label_height(poster)
    words = fitted(poster.title, poster.text, GROUNDS[poster.look].width, height, measure)
    if not words:
        raise Undrawable
    return words


def label_height(poster: Poster) -> int:
    """How high the line above the title is."""
    return LABEL_LINE if poster.label else 0


def foot_size(foot: Foot, measure: Measure) -> int:
    """The size in which name and address stand side by side. Raises NoFoot."""
    texts = ((foot.name, NAME_WEIGHT), (foot.address, ADDRESS_WEIGHT))
    try:
        size = widest(texts, FOOT_SIZES, WIDTH - 2 * MARGIN - MARK - 64, measure)
    except Undrawable as fault:
        raise NoFoot(fault.sign) from fault
    if not size:
        raise NoFoot("")
    return size


@dataclass(slots=True)
class Painter:
    """Draws one picture after another; what many have is drawn once."""

    fonts: Fonts
    colours: Colours
    foot: Foot
    _begun: dict[object, Canvas] = field(default_factory=dict)

    def picture(self, poster: Poster) -> bytes:
        """The PNG of a poster. Raises Undrawable or NoFoot."""
        ground = GROUNDS[poster.look]
        words = laid_out(poster, self.fonts.width)
        look = (poster.look, poster.seats, poster.filled)
        if look not in self._begun:
            self._begun[look] = self._start(poster)
        canvas = self._begun[look].copy()
        top = MIDDLE - (words.height + label_height(poster)) / 2
        if poster.label:
            self._label(canvas, poster, top)
        canvas.draw(ground.paper, ground.ink, partial(self._ink, poster, words, top))
        return canvas.png()

    def _start(self, poster: Poster) -> Canvas:
        """The grounds, the table and the foot."""
        ground = GROUNDS[poster.look]
        canvas = Canvas(self.colours, (WIDTH, HEIGHT))
        canvas.fill(ground.paper, (0, 0, WIDTH, HEIGHT - FOOT))
        canvas.fill("paper", (0, HEIGHT - FOOT, WIDTH, HEIGHT))
        place, seats = (ground.table, MIDDLE), poster.seats
        if poster.look == "tip":
            inks = (ground.paper, ground.ink, "seat")
            table(canvas, inks, place, TABLE, seats, poster.filled)
        elif poster.look == "people":
            people(canvas, ground.paper, place, HEIGHT - FOOT - 40)
        else:
            filled = poster.filled if poster.look == "stages" else None
            inks = (ground.paper, "accent", "accent")
            table(canvas, inks, place, TABLE, seats, filled, is_solid=True)
        self._sign(canvas)
        return canvas

    def _sign(self, canvas: Canvas) -> None:
        """The foot: mark and name, as in the head of every page, and the address."""
        middle = HEIGHT - FOOT // 2
        size = foot_size(self.foot, self.fonts.width)
        mark = (MARGIN + MARK // 2, middle)
        table(canvas, ("paper", "accent", "accent"), mark, MARK, SEATS, is_solid=True)
        name = Block((self.foot.name,), size, NAME_WEIGHT)
        address = Block((self.foot.address,), size - 6, ADDRESS_WEIGHT)
        right = WIDTH - MARGIN - address.width(self.fonts.width)
        left = MARGIN + MARK + 16
        canvas.draw("paper", "text", partial(self._block, name, left, middle - size / 2))
        top = middle - size / 2 + 5
        canvas.draw("paper", "quiet", partial(self._block, address, right, top))

    def _label(self, canvas: Canvas, poster: Poster, top: float) -> None:
        """The few words above the title; where there is no poster, a ring stands before them."""
        ground, left = GROUNDS[poster.look], GROUNDS[poster.look].left
        if poster.look != "tip":
            place = (left + RING // 2, round(top) + LABEL // 2)
            ring(canvas, (ground.paper, ground.label), place, RING)
            left += RING + 13
        label = Block((poster.label,), LABEL, LABEL_WEIGHT)
        canvas.draw(ground.paper, ground.label, partial(self._block, label, left, top))

    def _ink(self, poster: Poster, words: Words, top: float, mask: Image) -> None:
        """All that has the colour of the words."""
        left = GROUNDS[poster.look].left
        top += label_height(poster)
        self._block(words.title, left, top, mask)
        self._block(words.text, left, top + words.title.height + words.gap, mask)
        if poster.number:
            size = 116 if len(poster.number) < 3 else 72
            number = Block((poster.number,), size, NAME_WEIGHT)
            half = number.width(self.fonts.width) / 2
            self._block(number, GROUNDS[poster.look].table - half, MIDDLE - size / 2, mask)

    def _block(self, block: Block, left: float, top: float, mask: Image) -> None:
        """Lines of letters from a corner on; capitals stand in the middle of their line."""
        for number, line in enumerate(block.lines):
            middle = top + (number + 0.5) * block.size * block.leading
            foot = round(middle + block.size * 0.335)
            for away, sign, font in self.fonts.letters(line, block.size, block.weight):
                self.fonts.write(mask, sign, font, (left + away, foot))
