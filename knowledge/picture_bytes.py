"""What a picture file holds besides the picture, found without drawing it.

JPEG (ITU-T T.81), PNG (ISO 15948) and WebP (RFC 9649) are rows of parts. The parts that make
the picture, its colour profile and an explicit copyright may stay; every other is told.
"""

import struct
from collections.abc import Iterator
from typing import Final

JPEG, PNG, WEBP = "JPEG", "PNG", "WebP"
FORMATS = {".jpg": JPEG, ".jpeg": JPEG, ".png": PNG, ".webp": WEBP}
"""What each ending of a picture file promises."""

PLACE: Final = "the place where it was taken"
DEVICE: Final = "the number of the camera"
LENS: Final = "the number of the lens"
NAME: Final = "the name of a person"
MAKER_NOTES: Final = "notes that the camera made"
SMALL_COPY: Final = "a small copy of the picture"
TURN: Final = "a turn that some programs do not follow"
DAY: Final = "the day when it was taken"
PROGRAM: Final = "the camera or program that made it"
COMMENT: Final = "a comment"
XMP: Final = "notes of a picture program (XMP)"
IPTC: Final = "notes for newspapers (IPTC)"
MORE: Final = "other hidden details"
BEHIND: Final = "something behind its end"
BROKEN: Final = "parts that cannot be read"

COPYRIGHT = 0x8298
_ORIENTATION = 0x0112
_INNER = {0x8769, 0xA005}
"""Tags that lead to further tables: Exif and interoperability. One of places tells enough."""
_NUMBERS = {0xA431: DEVICE, 0xC62F: DEVICE, 0xA420: DEVICE, 0xA435: LENS, 0x8825: PLACE}
_NAMES = dict.fromkeys((0x013B, 0xA430, 0x9C9D), NAME)
_DAYS = dict.fromkeys((0x0132, 0x9003, 0x9004, 0x9010, 0x9011, 0x9012), DAY)
_PROGRAMS = dict.fromkeys((0x010F, 0x0110, 0x0131, 0x013C, 0xA433, 0xA434), PROGRAM)
_COMMENTS = dict.fromkeys((0x010E, 0x9286, 0x9C9B, 0x9C9C, 0x9C9E, 0x9C9F), COMMENT)
_TELLING = {**_NUMBERS, **_NAMES, **_DAYS, **_PROGRAMS, **_COMMENTS, 0x927C: MAKER_NOTES}
_TELLING |= {0x02BC: XMP, 0x83BB: IPTC, 0x8649: IPTC}
_HARMLESS = {COPYRIGHT, _ORIENTATION, 0x8769, 0xA005, 0x0001, 0x0002}
_HARMLESS |= {0x0100, 0x0101, 0x0102, 0x0103, 0x0106, 0x0115, 0x011A, 0x011B, 0x0128, 0x0213}
_HARMLESS |= {0x9000, 0x9101, 0xA000, 0xA001, 0xA002, 0xA003}
"""Sizes, resolutions, versions and colour spaces, which many programs write by themselves."""

_PNG_START = b"\x89PNG\r\n\x1a\n"
_PNG_PARTS = set(
    b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP cICP sBIT bKGD pHYs acTL fcTL fdAT".split()
)
_WEBP_PARTS = {b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"}
_MOST_TABLES = 8


def format_of(data: bytes) -> str:
    """JPEG, PNG or WebP, as the first bytes tell; empty for anything else."""
    if data.startswith(b"\xff\xd8\xff"):
        return JPEG
    if data.startswith(_PNG_START):
        return PNG
    return WEBP if data[:4] == b"RIFF" and data[8:12] == b"WEBP" else ""


def details(data: bytes) -> tuple[str, ...]:
    """What a picture holds that is no part of it, each once, in plain words.

    Of what is no picture nothing is told.
    """
    reader = {JPEG: _jpeg, PNG: _png, WEBP: _webp}.get(format_of(data))
    found: dict[str, None] = {}
    try:
        for detail in reader(data) if reader else ():
            found[detail] = None
    except (struct.error, IndexError, ValueError):
        found[BROKEN] = None
    return tuple(found)


def _jpeg(data: bytes) -> Iterator[str]:
    at = 2
    while True:
        if data[at] != 0xFF:
            raise ValueError("no marker where one must be")
        marker = data[at + 1]
        if marker == 0xFF:  # a filling byte
            at += 1
        elif marker == 0xD9:
            if data[at + 2 :].strip(b"\0"):
                yield BEHIND
            return
        else:
            (length,) = struct.unpack_from(">H", data, at + 2)
            yield from _jpeg_part(marker, data[at + 4 : at + 2 + length])
            at += 2 + length
            if marker == 0xDA:
                at = _next_marker(data, at)


def _next_marker(data: bytes, at: int) -> int:
    """Where the packed pixels end: a marker that is no restart and no escaped byte."""
    while True:
        at = data.index(b"\xff", at)
        if data[at + 1] != 0 and not 0xD0 <= data[at + 1] <= 0xD7:
            return at
        at += 2


def _jpeg_part(marker: int, part: bytes) -> Iterator[str]:
    if marker == 0xFE:
        yield COMMENT
    elif marker == 0xE0 and part.startswith(b"JFIF\0"):
        if part[12] and part[13]:
            yield SMALL_COPY
    elif marker == 0xE0 and part.startswith(b"JFXX\0"):
        yield SMALL_COPY
    elif marker == 0xE1 and part.startswith(b"Exif\0"):
        yield from _exif(part[6:])
    elif marker == 0xE1 and part.startswith(b"http://ns.adobe.com/"):
        yield XMP
    elif marker == 0xED:
        yield IPTC
    elif 0xE0 <= marker <= 0xEF and not _is_colour(marker, part):
        yield MORE


def _is_colour(marker: int, part: bytes) -> bool:
    is_profile = marker == 0xE2 and part.startswith(b"ICC_PROFILE\0")
    return is_profile or (marker == 0xEE and part.startswith(b"Adobe"))


def _png(data: bytes) -> Iterator[str]:
    at, name = len(_PNG_START), b""
    while name != b"IEND":
        length, name = struct.unpack_from(">I4s", data, at)
        part = data[at + 8 : at + 8 + length]
        at += 12 + length
        if name == b"eXIf":
            yield from _exif(part)
        elif name in (b"tEXt", b"zTXt", b"iTXt"):
            yield from _png_text(part.partition(b"\0")[0])
        elif name == b"tIME":
            yield DAY
        elif name not in _PNG_PARTS:
            yield MORE
    if data[at:].strip(b"\0"):
        yield BEHIND


def _png_text(keyword: bytes) -> Iterator[str]:
    if keyword == b"XML:com.adobe.xmp":
        yield XMP
    elif keyword == b"Author":
        yield NAME
    elif keyword != b"Copyright":
        yield COMMENT


def _webp(data: bytes) -> Iterator[str]:
    (length,) = struct.unpack_from("<I", data, 4)
    at, end = 12, 8 + length
    while at < end:
        name, size = struct.unpack_from("<4sI", data, at)
        part = data[at + 8 : at + 8 + size]
        if len(part) < size:
            raise ValueError("the file ends too early")
        at += 8 + size + size % 2
        if name == b"EXIF":
            yield from _exif(part.removeprefix(b"Exif\0\0"))
        elif name == b"XMP ":
            yield XMP
        elif name not in _WEBP_PARTS:
            yield MORE
    if data[end:].strip(b"\0"):
        yield BEHIND


def _exif(block: bytes) -> Iterator[str]:
    """What the tags of an Exif block tell (TIFF 6.0, Exif 2.32)."""
    order = {b"II": "<", b"MM": ">"}.get(block[:2])
    if order is None:
        yield MORE
        return
    (first,) = struct.unpack_from(f"{order}I", block, 4)
    waiting = [(first, True)]
    seen: set[int] = set()
    while waiting:
        at, is_main = waiting.pop(0)
        if at in seen or len(seen) == _MOST_TABLES:
            raise ValueError("the tables go round in a ring")
        seen.add(at)
        (count,) = struct.unpack_from(f"{order}H", block, at)
        for number in range(count):
            entry = at + 2 + 12 * number
            tag, form, _count, value = struct.unpack_from(f"{order}HHII", block, entry)
            if tag in _INNER:
                waiting.append((value, False))
            if tag == _ORIENTATION and form == 3:
                (value,) = struct.unpack_from(f"{order}H", block, entry + 8)
            yield from _tag(tag, value)
        if is_main and struct.unpack_from(f"{order}I", block, at + 2 + 12 * count)[0]:
            yield SMALL_COPY


def _tag(tag: int, value: int) -> Iterator[str]:
    if tag == _ORIENTATION:
        if value not in (0, 1):
            yield TURN
    elif tag not in _HARMLESS:
        yield _TELLING.get(tag, MORE)
