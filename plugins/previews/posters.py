"""What the picture of each entry says. Nothing here draws."""

import unicodedata
from dataclasses import dataclass
from typing import Literal

from knowledge import Entry, Library
from knowledge.library import plain_text

WIDTH, HEIGHT = 1200, 630
"""The pixels of a picture: what most sites that show previews ask for."""

SEATS = 8
"""How many seats stand round the table of the site's mark."""


@dataclass(frozen=True, slots=True)
class Poster:
    """The words of a picture, and who sits at its table.

    `look` is how the table is shown: a tip takes a seat of it, stages are seats that people
    shared, people sit round it at home, and elsewhere it is the site's mark.
    """

    look: Literal["tip", "stages", "people", "mark"]
    label: str
    title: str
    text: str
    seats: int = SEATS
    filled: tuple[int, ...] = ()
    number: str = ""

    @property
    def alt(self) -> str:
        """All that the picture says, for those who do not see it."""
        said = f"{self.label}: {self.title}" if self.label else self.title
        end = "" if said.endswith((".", "?", "!")) or not self.text else "."
        return f"{said}{end} {self.text}".strip()


@dataclass(frozen=True, slots=True)
class Foot:
    """What stands at the foot of every picture."""

    name: str
    address: str

    @classmethod
    def of(cls, name: str, address: str) -> "Foot":
        """The name of a site, and its address as people say it."""
        return cls(plain(name), plain(address.removeprefix("https://")))


class Undrawable(Exception):
    """Words that no picture can show: no font has `sign`, or, where it is empty, no room."""

    def __init__(self, sign: str = "") -> None:
        super().__init__(sign)
        self.sign = sign


class NoFoot(Exception):
    """What stands on every picture cannot be shown, for the same reasons."""

    def __init__(self, sign: str) -> None:
        super().__init__(sign)
        self.sign = sign


def poster(entry: Entry, library: Library) -> Poster:
    """What the picture of an entry says."""
    title, text = plain(_title(entry)), plain(plain_text(_text(entry)))
    label = entry.kind.label
    if entry.kind.words:
        number, seats = getattr(entry.fields, "number", None), library.neighbours(entry)[2]
        if not number or not seats:
            return Poster("tip", label, title, text)
        # A number is a place among the set's seats; a set may count on beyond its own size.
        taken = (number,) if number <= seats else ()
        label = f"{label} {number} of {seats}" if taken else f"{label} {number}"
        return Poster("tip", label, title, text, seats, taken, str(number))
    stages = list(library.site.vocabularies.get("stages", {}))
    shared = getattr(entry.fields, "stages", ())
    if shared and stages:
        filled = tuple(stages.index(stage) + 1 for stage in shared if stage in stages)
        return Poster("stages", label, title, text, len(stages), filled)
    if entry.kind.name == "page":
        return Poster("people" if entry.address == "/" else "mark", "", title, text)
    return Poster("mark", label, title, text)


def _title(entry: Entry) -> str:
    """The title as the page has it: with its capital letters, and which meaning it is."""
    acronym, sense = (getattr(entry.fields, name, None) for name in ("acronym", "sense"))
    shown = acronym if acronym and acronym not in entry.title else None
    return " ".join(filter(None, (entry.title, shown and f"({shown})", sense)))


def _text(entry: Entry) -> str:
    return entry.body if entry.kind.words else entry.short


def plain(text: str) -> str:
    """Each letter as one sign, without the signs that nobody sees, such as soft hyphens."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(sign for sign in composed if unicodedata.category(sign) != "Cf")
