"""Pictures: drawn anew from their dots alone, so that nothing else in them goes along."""

import io
import warnings

from PIL import Image, ImageOps, UnidentifiedImageError

from knowledge.picture_rules import MOST_BYTES

LONGEST_SIDE = 1600
"""In dots: as wide as a page shows a picture on a fine screen."""

_MOST_SIDE = 10_000
_MOST_PROFILE = 50_000
_QUALITIES = (85, 75, 65, 55, 45)
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF")
_WHITE = (255, 255, 255)


def is_picture(data: bytes) -> bool:
    """Whether this is a picture that can be drawn."""
    try:
        _opened(data)
    except _UNREADABLE:
        return False
    return True


def redrawn(data: bytes) -> bytes:
    """The picture as a JPEG: upright, not too large, with its colour profile and no more."""
    picture = ImageOps.exif_transpose(_opened(data))
    profile = picture.info.get("icc_profile") if picture.mode == "RGB" else None
    if profile and len(profile) > _MOST_PROFILE:
        profile = None
    if picture.mode != "RGB":
        coloured = picture.convert("RGBA")
        picture = Image.new("RGB", picture.size, _WHITE)
        picture.paste(coloured, mask=coloured.getchannel("A"))
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    saved = b""
    while not saved or len(saved) > MOST_BYTES:
        for quality in _QUALITIES:
            saved = _saved(picture, quality, profile)
            if len(saved) <= MOST_BYTES:
                break
        picture = picture.resize((max(picture.width // 2, 1), max(picture.height // 2, 1)))
    return saved


_UNREADABLE = (
    UnidentifiedImageError,
    Image.DecompressionBombError,
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
)


def _opened(data: bytes) -> Image.Image:
    with warnings.catch_warnings():
        # A large picture is told apart below; broken details of a camera are left out anyway.
        warnings.simplefilter("ignore")
        picture = Image.open(io.BytesIO(data), formats=_FORMATS)
        if max(picture.size) > _MOST_SIDE:
            raise ValueError("larger than any screen")
        picture.load()
    return picture


def _saved(picture: Image.Image, quality: int, profile: bytes | None) -> bytes:
    # A copy holds the dots alone, and none of what came with them.
    file, bare = io.BytesIO(), Image.new("RGB", picture.size)
    bare.paste(picture)
    bare.save(file, "JPEG", quality=quality, optimize=True, icc_profile=profile)
    return file.getvalue()
