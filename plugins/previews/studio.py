"""Finished pictures, kept by what they are made of; Pillow is imported once one must be drawn."""

import hashlib
from collections.abc import Iterable, Sequence
from contextlib import suppress
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.forking import forked
from plugins.previews.posters import Foot, NoFoot, Poster, Undrawable

if TYPE_CHECKING:
    from plugins.previews.painting import Painter

FONTS = tuple(
    Path(__file__).parents[2]
    / "node_modules/@fontsource-variable/atkinson-hyperlegible-next/files"
    / f"atkinson-hyperlegible-next-{letters}-wght-normal.woff2"
    for letters in ("latin", "latin-ext")
)

END_OF_PNG = b"IEND\xaeB`\x82"

_FEW = 16
"""So many pictures to draw are worth more processes: Pillow needs a moment to begin."""


class Studio:
    """Where pictures are drawn and kept. Every picture has the same foot."""

    def __init__(self, theme: Path, foot: Foot, kept: Path) -> None:
        self._tokens = (theme / "static" / "css" / "tokens.css").read_text("utf-8")
        self._foot = foot
        self._kept = kept
        kept.mkdir(parents=True, exist_ok=True)
        self._unused = set(kept.iterdir())

    def prepare(self, posters: Iterable[Poster]) -> None:
        """Draws those that are not kept, on all processors if they are many."""
        fresh = [poster for poster in posters if self._file(poster) not in self._unused]
        if len(fresh) >= _FEW:
            for _answer in forked(fresh, self._draw):
                pass

    def _draw(self, posters: Sequence[Poster]) -> bytes:
        for poster in posters:
            # Whoever asks for the picture hears why there is none.
            with suppress(Undrawable, NoFoot):
                self.picture(poster)
        return b"drawn"

    def _file(self, poster: Poster) -> Path:
        name = hashlib.sha256(self.look + repr(poster).encode()).hexdigest()
        return self._kept / f"{name[:32]}.png"

    def picture(self, poster: Poster) -> bytes:
        """The finished file. Raises Undrawable or NoFoot."""
        file = self._file(poster)
        self._unused.discard(file)
        # Another build may remove it at any time, and one that was stopped left half of it.
        with suppress(FileNotFoundError):
            drawn = file.read_bytes()
            if drawn.endswith(END_OF_PNG):
                return drawn
        drawn = self._painter.picture(poster)
        file.write_bytes(drawn)
        return drawn

    def tidy(self) -> None:
        """Removes what was kept and nobody asked for."""
        for file in self._unused:
            file.unlink(missing_ok=True)

    @cached_property
    def look(self) -> bytes:
        """A hash of all that every picture is made of but its words."""
        code = sorted(Path(__file__).parent.glob("*.py"))
        parts = [file.read_bytes() for file in (*FONTS, *code)]
        words = (self._tokens, repr(self._foot), version("pillow"))
        made_of = hashlib.sha256()
        for part in (*parts, *(word.encode() for word in words)):
            made_of.update(hashlib.sha256(part).digest())
        return made_of.digest()

    @cached_property
    def _painter(self) -> "Painter":
        from plugins.previews.canvas import colours
        from plugins.previews.fonts import Fonts
        from plugins.previews.painting import Painter

        return Painter(Fonts(FONTS), colours(self._tokens), self._foot)
