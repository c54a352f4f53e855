"""Pictures with and without hidden details, made by Pillow."""

import io
from collections.abc import Mapping
from typing import Any

from PIL import Image, PngImagePlugin

FORMATS = ("JPEG", "PNG", "WEBP")
GPS, EXIF_TABLE = 0x8825, 0x8769


def saved(form: str, size: tuple[int, int] = (12, 8), **options: Any) -> bytes:
    """A plain picture in a format."""
    file = io.BytesIO()
    Image.new("RGB", size, "peru").save(file, form, **options)
    return file.getvalue()


def exif(main: Mapping[int, Any], inner: Mapping[int, Any] | None = None) -> bytes:
    """An Exif block with these tags, and these in the table inside it."""
    made = Image.Exif()
    made.update(main)
    made.get_ifd(EXIF_TABLE).update(inner or {})
    return made.tobytes()


def placed() -> bytes:
    """An Exif block that tells where a picture was taken."""
    made = Image.Exif()
    made.get_ifd(GPS).update({1: "N", 2: (51.0, 28.0, 38.0), 3: "W", 4: (3.0, 10.0, 36.0)})
    return made.tobytes()


def with_text(key: str, text: str) -> bytes:
    """A PNG with a piece of text."""
    info = PngImagePlugin.PngInfo()
    info.add_text(key, text)
    return saved("PNG", pnginfo=info)
