"""Pictures made anew in the browser: upright, small, with nothing left of what a file told."""

import io
import random
import struct
import zlib
from dataclasses import dataclass

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageOps, ImageStat
from PIL.ExifTags import GPS, IFD, Base
from PIL.PngImagePlugin import PngInfo
from playwright.sync_api import Browser, Playwright

from tests.contribute.script_page import (
    FIREFOX,
    TO_BASE64,
    ScriptPage,
    bundled,
    firefox,
    from_base64,
    script_page,
)

pytestmark = pytest.mark.browser

MOST_BYTES = 512_000
SCRIPT = bundled('import { cleaned } from "./pictures.js"; globalThis.cleaned = cleaned;')
CLEAN = f"""async ([address, name, options]) => {{
  {TO_BASE64}
  const file = new File([await (await fetch(address)).blob()], name);
  try {{
    const {{ blob, width, height, ending }} = await cleaned(file, options);
    return {{ data: await base64(blob), type: blob.type, width, height, ending }};
  }} catch (why) {{
    return {{ fault: why.message }};
  }}
}}"""

SECRETS = (b"SN-1234567", b"Owner Of Camera", b"Caption of the press", b"Place in XMP", b"A remark")
"""What the files of these tests tell, each in another way."""
PLAIN_CHUNKS = {b"IHDR", b"IDAT", b"IEND", b"sRGB", b"gAMA", b"cHRM", b"iCCP", b"cICP"}
PLAIN_SEGMENTS = {0xE0, 0xE2, 0xDB, 0xC0, 0xC2, 0xC4, 0xDA, 0xDD}
"""Beside points and colours: the start of a JPEG (E0), and a profile of colours (E2)."""


@dataclass(frozen=True)
class Cleaned:
    """What the form hands on in the place of a picture."""

    data: bytes
    type: str
    size: tuple[int, int]
    ending: str

    @property
    def image(self) -> Image.Image:
        """The picture, as another program reads it."""
        return Image.open(io.BytesIO(self.data))


def asked(seen: ScriptPage, data: bytes, name: str, **options: int) -> dict[str, str | int]:
    answer: dict[str, str | int] = seen.ask(CLEAN, seen.give(data), name, options)
    return answer


def cleaned(seen: ScriptPage, data: bytes, name: str = "IMG_0001.jpg", **options: int) -> Cleaned:
    """The picture as it comes out of the form."""
    found = asked(seen, data, name, **options)
    assert "fault" not in found, found
    size = (int(found["width"]), int(found["height"]))
    return Cleaned(from_base64(str(found["data"])), str(found["type"]), size, str(found["ending"]))


def fault(seen: ScriptPage, data: bytes, name: str = "IMG_0001.jpg", **options: int) -> str:
    """Why the form refuses the file."""
    return str(asked(seen, data, name, **options).get("fault"))


def scene(size: tuple[int, int] = (240, 160)) -> Image.Image:
    """A picture with another colour in each corner, so that it is plain which way up it is."""
    picture = Image.new("RGB", size, (30, 120, 60))
    half = (size[0] // 2, size[1] // 2)
    picture.paste((200, 40, 40), (0, 0, *half))
    picture.paste((40, 40, 200), (half[0], 0, size[0], half[1]))
    picture.paste((220, 220, 80), (0, half[1], half[0], size[1]))
    return picture


def noise(size: tuple[int, int], mode: str = "RGB") -> Image.Image:
    """What no way of packing makes small."""
    count = size[0] * size[1] * len(mode)
    return Image.frombytes(mode, size, random.Random(7).randbytes(count))


def saved(picture: Image.Image, form: str, **options: object) -> bytes:
    file = io.BytesIO()
    picture.save(file, form, **options)
    return file.getvalue()


def details(orientation: int = 6) -> Image.Exif:
    """Where, by whom and with what a picture was taken."""
    exif = Image.Exif()
    exif[Base.Orientation] = orientation
    exif[Base.Artist] = "Owner Of Camera"
    exif[Base.CameraOwnerName] = "Owner Of Camera"
    exif[Base.BodySerialNumber] = "SN-1234567"
    place = exif.get_ifd(IFD.GPSInfo)
    place[GPS.GPSLatitudeRef], place[GPS.GPSLatitude] = "N", (51.0, 28.0, 53.0)
    place[GPS.GPSLongitudeRef], place[GPS.GPSLongitude] = "W", (3.0, 10.0, 45.0)
    return exif


def with_small_copy(exif: Image.Exif, copy: bytes) -> bytes:
    """The details with a second directory, which holds a small copy of the picture."""
    tiff = bytearray(exif.tobytes().removeprefix(b"Exif\0\0"))
    order = "<" if tiff[:2] == b"II" else ">"
    tags = struct.unpack_from(f"{order}H", tiff, 8)[0]
    struct.pack_into(f"{order}I", tiff, 8 + 2 + 12 * tags, len(tiff))
    start = len(tiff) + 2 + 3 * 12 + 4
    rows = ((0x0103, 3, 6), (0x0201, 4, start), (0x0202, 4, len(copy)))
    tiff += struct.pack(f"{order}H", len(rows))
    for tag, kind, value in rows:
        form = f"{order}HHIH2x" if kind == 3 else f"{order}HHII"
        tiff += struct.pack(form, tag, kind, 1, value)
    return b"Exif\0\0" + bytes(tiff) + struct.pack(f"{order}I", 0) + copy


def photograph(form: str = "JPEG") -> bytes:
    """A picture that tells everything a file can tell."""
    copy = saved(scene((60, 40)), "JPEG", comment=b"A remark")
    exif = with_small_copy(details(), copy)
    xmp = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>Place in XMP</x:xmpmeta>"
    if form == "JPEG":
        data = saved(scene(), form, exif=exif, xmp=xmp, comment=b"A remark", quality=95)
        press = b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\x1a\x1c\x02\x78\0\x14Caption of the press"
        segment = b"\xff\xed" + struct.pack(">H", len(press) + 2) + press
        return data[:2] + segment + data[2:]
    if form == "PNG":
        told = PngInfo()
        told.add_text("Author", "Owner Of Camera")
        told.add_itxt("XML:com.adobe.xmp", "Place in XMP")
        told.add_text("Comment", "A remark", zip=True)
        return saved(scene(), form, exif=exif, pnginfo=told)
    return saved(scene(), form, exif=exif, xmp=xmp, quality=95)


def test_files_of_these_tests_tell_what_must_vanish() -> None:
    data = photograph()
    assert all(secret in data for secret in SECRETS)
    told = Image.open(io.BytesIO(data))
    exif = told.getexif()
    assert exif.get_ifd(IFD.GPSInfo)[GPS.GPSLatitudeRef] == "N"
    assert exif.get_ifd(IFD.IFD1)[0x0202] > 500
    assert {"exif", "xmp", "comment", "photoshop"} <= set(told.info)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_nothing_that_the_file_told_is_left(each: ScriptPage, form: str) -> None:
    found = cleaned(each, photograph(form))
    assert not [secret for secret in SECRETS if secret in found.data]
    assert not dict(found.image.getexif())
    assert not {"exif", "xmp", "comment", "photoshop", "Author"} & set(found.image.info)
    parts = chunks(found.data) if found.ending == "png" else segments(found.data)
    assert parts <= (PLAIN_CHUNKS if found.ending == "png" else PLAIN_SEGMENTS)
    assert each.said == []


def chunks(data: bytes) -> set[bytes]:
    """The names of the parts of a PNG."""
    names, at = set(), 8
    while at < len(data):
        length, name = struct.unpack_from(">I4s", data, at)
        names.add(name)
        at += 12 + length
    return names


def segments(data: bytes) -> set[int]:
    """The marks of the parts of a JPEG, up to its points."""
    marks, at = set(), 2
    while 0xDA not in marks:
        mark, length = struct.unpack_from(">xBH", data, at)
        marks.add(mark)
        at += 2 + length
    assert data.endswith(b"\xff\xd9")
    return marks


@pytest.mark.parametrize("orientation", range(1, 9))
def test_picture_stands_upright(each: ScriptPage, orientation: int) -> None:
    data = saved(scene(), "JPEG", exif=details(orientation), quality=95)
    upright = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    found = cleaned(each, data)
    assert found.size == found.image.size == upright.size
    assert difference(found.image, upright) < 3


def difference(one: Image.Image, other: Image.Image) -> float:
    """How far the colours of two pictures are apart, of 255."""
    apart = ImageChops.difference(one.convert("RGB"), other.convert("RGB"))
    return max(ImageStat.Stat(apart).mean)


def test_browser_that_does_not_know_the_option_turns_it_upright_too(browser: Browser) -> None:
    with script_page(browser, SCRIPT) as seen:
        seen.page.evaluate(
            "() => { window.createImageBitmap = async () => { throw new TypeError(); }; }"
        )
        found = cleaned(seen, photograph())
        upright = ImageOps.exif_transpose(Image.open(io.BytesIO(photograph())))
        assert found.size == (160, 240)
        assert difference(found.image, upright) < 3
        assert fault(seen, b"\xff\xd8\xff\xe0 and no picture") == "not-a-picture"
        assert seen.said == []


def test_photograph_becomes_a_jpeg_of_at_most_the_side(each: ScriptPage) -> None:
    found = cleaned(each, saved(scene((4000, 3000)), "JPEG"))
    assert (found.size, found.type, found.ending) == ((1600, 1200), "image/jpeg", "jpg")
    assert found.image.format == "JPEG"
    assert len(found.data) <= MOST_BYTES


def test_small_picture_is_not_made_larger(seen: ScriptPage) -> None:
    assert cleaned(seen, saved(scene((30, 20)), "JPEG")).size == (30, 20)


def test_thin_picture_keeps_at_least_one_row(seen: ScriptPage) -> None:
    assert cleaned(seen, saved(scene((9000, 2)), "PNG")).size == (1600, 1)


def test_clear_png_stays_one_and_stays_clear(each: ScriptPage) -> None:
    picture = scene().convert("RGBA")
    picture.paste((0, 0, 0, 0), (0, 0, 120, 80))
    found = cleaned(each, saved(picture, "PNG"))
    assert (found.ending, found.type, found.image.format) == ("png", "image/png", "PNG")
    assert found.image.convert("RGBA").getpixel((10, 10)) == (0, 0, 0, 0)
    assert found.image.convert("RGBA").getpixel((200, 10)) == (40, 40, 200, 255)


def test_clear_webp_becomes_a_clear_png(seen: ScriptPage) -> None:
    picture = scene().convert("RGBA")
    picture.paste((0, 0, 0, 0), (0, 0, 120, 80))
    found = cleaned(seen, saved(picture, "WEBP", lossless=True))
    assert found.ending == "png"
    assert found.image.convert("RGBA").getpixel((10, 10))[3] == 0


def test_drawing_stays_a_png_as_that_is_smaller(seen: ScriptPage) -> None:
    drawing = Image.new("1", (1200, 800), 1)
    pen = ImageDraw.Draw(drawing)
    for number in range(40):
        pen.text((30 + 7 * number, 20 * number), "Nothing about us without us", fill=0)
    found = cleaned(seen, saved(drawing, "PNG"))
    assert found.ending == "png"
    assert difference(found.image, drawing) == 0


def test_photograph_in_a_png_becomes_a_jpeg_as_that_is_smaller(seen: ScriptPage) -> None:
    blurred = noise((40, 30)).resize((800, 600), Image.Resampling.BICUBIC)
    found = cleaned(seen, saved(blurred, "PNG"))
    assert (found.ending, found.size) == ("jpg", (800, 600))
    assert difference(found.image, blurred) < 5


def test_quality_gives_way_before_size(seen: ScriptPage) -> None:
    rough = noise((700, 500)).resize((1400, 1000), Image.Resampling.BICUBIC)
    found = cleaned(seen, saved(rough, "JPEG", quality=100))
    best = len(saved(rough, "JPEG", quality=88))
    assert best > MOST_BYTES
    assert len(found.data) <= MOST_BYTES
    assert found.size == (1400, 1000)


def test_size_gives_way_where_quality_is_not_enough(seen: ScriptPage) -> None:
    found = cleaned(seen, saved(noise((1600, 1200)), "JPEG", quality=100))
    assert len(found.data) <= MOST_BYTES
    assert 480 <= found.size[0] < 1600
    assert found.size[0] * 3 == pytest.approx(found.size[1] * 4, abs=4)


def test_cut_out_that_cannot_be_small_stands_on_white_in_the_end(seen: ScriptPage) -> None:
    picture = noise((900, 900), "RGBA")
    picture.paste((0, 0, 0, 0), (0, 0, 450, 450))
    found = cleaned(seen, saved(picture, "PNG"), bytes=60_000)
    assert found.ending == "jpg"
    assert len(found.data) <= 60_000
    assert min(found.image.getpixel((20, 20))) > 240


def test_bytes_and_side_can_be_chosen(seen: ScriptPage) -> None:
    found = cleaned(seen, saved(noise((400, 300)), "JPEG"), side=200, bytes=6_000)
    assert max(found.size) <= 200
    assert len(found.data) <= 6_000


def test_picture_that_cannot_be_made_small_is_refused(seen: ScriptPage) -> None:
    assert fault(seen, saved(noise((1600, 1200)), "JPEG"), bytes=2_000) == "too-large"


def test_picture_of_twelve_thousand_points_a_side_is_made_small(each: ScriptPage) -> None:
    huge = scene((1200, 900)).convert("L").resize((12_000, 9_000))
    found = cleaned(each, saved(huge, "JPEG"))
    assert found.size == (1600, 1200)


def claim(width: int, height: int) -> bytes:
    """A small PNG that says it is so large."""
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    body = b"IDAT" + zlib.compress(b"\0" * 1000)
    parts = (
        struct.pack(">I", len(part) - 4) + part + struct.pack(">I", zlib.crc32(part))
        for part in (head, body)
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


@pytest.mark.parametrize(
    "data",
    [
        claim(60_000, 60_000),
        b"GIF89a" + struct.pack("<HH", 65_000, 65_000) + b"\0" * 20,
        photograph().replace(
            struct.pack(">BHH", 8, 160, 240), struct.pack(">BHH", 8, 65_000, 65_000)
        ),
    ],
    ids=["png", "gif", "jpeg"],
)
def test_picture_that_would_fill_the_memory_is_refused_before_it_is_unpacked(
    each: ScriptPage, data: bytes
) -> None:
    assert fault(each, data) == "too-large"


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"", "nothing.jpg"),
        (b"Dear all, here is my picture.", "text.jpg"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>", "drawing.svg"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>", "drawing.png"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 200, "IMG_0001.HEIC"),
        (b"%PDF-1.7\n" + b"\0" * 200, "scan.pdf"),
        (b"\xff\xd8\xff\xe0 and no more", "broken.jpg"),
        (photograph()[:3], "broken.jpg"),
        (photograph("PNG")[:60], "broken.png"),
        (photograph("WEBP")[:60], "broken.webp"),
    ],
    ids=[
        "nothing",
        "text",
        "svg",
        "svg-named-png",
        "heic",
        "pdf",
        "words-in-jpeg",
        "start-of-jpeg",
        "start-of-png",
        "start-of-webp",
    ],
)
def test_file_that_is_no_picture_is_refused(each: ScriptPage, data: bytes, name: str) -> None:
    assert fault(each, data, name) == "not-a-picture"


def test_half_a_photograph_is_refused(seen: ScriptPage) -> None:
    """Firefox shows such a picture with its lower half grey, so the person sees it there."""
    data = saved(noise((800, 600)), "JPEG")
    assert fault(seen, data[: len(data) // 2]) == "not-a-picture"


if FIREFOX:

    def test_browser_that_hands_out_noise_says_so_in_place_of_spoiling_a_picture(
        playwright: Playwright,
    ) -> None:
        hidden = {"privacy.resistFingerprinting": True}
        with firefox(playwright, **hidden) as browser, script_page(browser, SCRIPT) as seen:
            assert fault(seen, photograph()) == "scrambled"
