"""`python -m tools.strip_pictures`: takes out of pictures what nobody meant to tell.

Every picture of content/images/ keeps its colours and an explicit copyright, and loses all else.
Large ones become smaller until they fit. A picture that is in order is not touched.
"""

import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PIL import Image, ImageOps, UnidentifiedImageError

from knowledge.library import PICTURES_FOLDER
from knowledge.picture_bytes import COPYRIGHT, FORMATS, JPEG, PNG, details, format_of
from knowledge.picture_rules import MOST_BYTES, SIDECAR, in_words

MOST_SIDE = 1600
QUALITIES = (88, 80, 72, 64, 56, 48, 40)
SMALLER = 0.8
"""How much of each side is left when a lower quality is not enough."""

_READ = ("JPEG", "PNG", "WEBP", "GIF")
"""What is understood, whatever the ending says. A JPEG with others behind it is called MPO then."""
_FAULTS = (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError)


class PictureError(Exception):
    """A picture that must stay as it is; the message says why."""


def stripped(data: bytes, ending: str) -> bytes:
    """The picture with nothing else in it, turned upright, in the format of its ending.

    Raises PictureError when it cannot be read, or would lose more than its details.
    """
    kind = FORMATS[ending]
    try:
        with Image.open(io.BytesIO(data), formats=_READ) as picture:
            if picture.format != "MPO" and getattr(picture, "is_animated", False):
                raise PictureError("it moves, and only its first frame could be kept.")
            return _fitted(picture, kind)
    except _FAULTS:
        raise PictureError("it cannot be read. Save it anew, or take it out.") from None


def _fitted(picture: Image.Image, kind: str) -> bytes:
    more = _kept(picture)
    upright = ImageOps.exif_transpose(picture)
    if upright.mode in ("P", "PA") or "transparency" in upright.info:
        upright = upright.convert("RGBA")
    upright.thumbnail((MOST_SIDE, MOST_SIDE))
    if kind == JPEG and upright.mode not in ("L", "RGB", "CMYK"):
        upright = _on_white(upright)
    while True:
        for data in _attempts(upright, kind, more):
            if len(data) <= MOST_BYTES:
                return data
        size = [max(1, int(side * SMALLER)) for side in upright.size]
        upright = upright.resize((size[0], size[1]), Image.Resampling.LANCZOS)


def _kept(picture: Image.Image) -> dict[str, Any]:
    """The colour profile and the copyright, as far as the picture has them."""
    kept: dict[str, Any] = {}
    if profile := picture.info.get("icc_profile"):
        kept["icc_profile"] = profile
    if copyright_line := picture.getexif().get(COPYRIGHT):
        exif = Image.Exif()
        exif[COPYRIGHT] = copyright_line
        kept["exif"] = exif
    return kept


def _on_white(picture: Image.Image) -> Image.Image:
    """The same picture without anything to see through: JPEG knows no such thing."""
    whole = picture.convert("RGBA")
    ground = Image.new("RGBA", whole.size, "white")
    return Image.alpha_composite(ground, whole).convert("RGB")


def _attempts(picture: Image.Image, kind: str, more: dict[str, Any]) -> Iterator[bytes]:
    """The file at its best, then at lower and lower quality."""
    # What the picture was made with, such as its comment, must not be written again.
    picture.info = {}
    if kind == PNG:
        yield _saved(picture, kind, more, optimize=True)
        yield _saved(picture.convert("RGBA").quantize(256), kind, more, optimize=True)
        return
    for quality in QUALITIES:
        yield _saved(picture, kind, more, quality=quality)


def _saved(picture: Image.Image, kind: str, more: dict[str, Any], **options: Any) -> bytes:
    file = io.BytesIO()
    picture.save(file, kind.upper(), **more, **options)
    return file.getvalue()


def _is_in_order(data: bytes, ending: str) -> bool:
    if format_of(data) != FORMATS[ending] or details(data) or len(data) > MOST_BYTES:
        return False
    with Image.open(io.BytesIO(data), formats=_READ) as picture:
        return max(picture.size) <= MOST_SIDE


def strip(file: Path) -> str:
    """Strips one picture in place, and says what was done; empty when nothing was.

    Raises PictureError when it must stay as it is.
    """
    ending = file.suffix
    if ending not in FORMATS:
        raise PictureError(f"'{ending}' is none of {', '.join(FORMATS)}.")
    data = file.read_bytes()
    try:
        if _is_in_order(data, ending):
            return ""
    except _FAULTS:
        raise PictureError("it cannot be read. Save it anew, or take it out.") from None
    new = stripped(data, ending)
    unfinished = file.with_name(f".{file.name}.new")
    try:
        unfinished.write_bytes(new)
        os.replace(unfinished, file)
    finally:
        unfinished.unlink(missing_ok=True)
    found = details(data) if format_of(data) else ()
    taken = f"took out {in_words(found)}" if found else "nothing was hidden in it"
    return f"{taken}; {_kilobytes(data)} KB before, {_kilobytes(new)} KB now"


def _kilobytes(data: bytes) -> int:
    return -(-len(data) // 1024)


def main(root: Path) -> int:
    """The exit code: 1 when a picture was left as it was for a fault."""
    folder = root / "content" / PICTURES_FOLDER
    files = sorted(f for f in folder.rglob("*") if f.is_file() and f.suffix != SIDECAR)
    changed = faults = 0
    for file in files:
        if file.name.startswith("."):
            continue
        path = file.relative_to(root).as_posix()
        try:
            if done := strip(file):
                changed += 1
                print(f"{path}: {done}.")
        except PictureError as fault:
            faults += 1
            print(f"{path}: left as it is: {fault}", file=sys.stderr)
    print(f"{changed} of {len(files)} pictures changed.")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(Path.cwd()))
