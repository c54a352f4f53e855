"""What a browser prints: the words of each sheet of paper, with their places and sizes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from unicodedata import normalize

from playwright.sync_api import Page
from pypdf import PageObject, PdfReader

MILLIMETRE = 72 / 25.4


@dataclass(frozen=True)
class Piece:
    """Some words, how far from the left and the top they begin in mm, and their size in points."""

    text: str
    left: float
    top: float
    size: float


@dataclass(frozen=True)
class Sheet:
    """One page of paper, its width and height in mm."""

    width: float
    height: float
    pieces: tuple[Piece, ...]

    @property
    def words(self) -> str:
        """All its words in one line."""
        return joined(self.pieces)

    def cell(self, row: int, column: int, columns: int = 2) -> str:
        """The words of one place, when the sheet is cut in two rows and these columns."""
        return joined(
            piece
            for piece in self.pieces
            if int(piece.top / self.height * 2) == row
            and int(piece.left / self.width * columns) == column
        )


def joined(pieces: Iterable[Piece]) -> str:
    """The words of some pieces in one line, letter by letter where a font joins them."""
    text = " ".join(piece.text for piece in pieces)
    return " ".join(normalize("NFKC", text).split())


def printed(page: Page) -> list[Sheet]:
    """The sheets that the browser prints of a page, on A4 unless the page wants another size."""
    data = page.pdf(format="A4", prefer_css_page_size=True)
    sheets = []
    for sheet in PdfReader(BytesIO(data)).pages:
        width, height = (float(side) for side in sheet.mediabox[2:])
        pieces = tuple(_pieces(sheet, height))
        sheets.append(Sheet(width / MILLIMETRE, height / MILLIMETRE, pieces))
    return sheets


def _pieces(sheet: PageObject, height: float) -> Iterator[Piece]:
    found: list[Piece] = []

    def keep(text: str, cm: list[float], tm: list[float], _font: object, size: float) -> None:
        if text.strip():
            x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
            y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
            points = abs(size * tm[3] * cm[3])
            found.append(Piece(text, x / MILLIMETRE, (height - y) / MILLIMETRE, points))

    sheet.extract_text(visitor_text=keep)
    return iter(found)
