"""What a picture file tells besides the picture, one detail at a time."""

import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pictures import FORMATS, exif, placed, saved, with_text
from PIL import ImageCms

from knowledge.picture_bytes import JPEG, PNG, WEBP, details, format_of

SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()

each_format = pytest.mark.parametrize("form", FORMATS)


@pytest.mark.parametrize(("form", "name"), [("JPEG", JPEG), ("PNG", PNG), ("WEBP", WEBP)])
def test_format_is_told_by_the_first_bytes(form: str, name: str) -> None:
    assert format_of(saved(form)) == name


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"<svg/>", b"\xff\xd8", b"RIFF1234WAVE"])
def test_what_is_no_picture_has_no_format(data: bytes) -> None:
    assert format_of(data) == ""


@each_format
def test_plain_picture_tells_nothing_else(form: str) -> None:
    assert details(saved(form)) == ()


@each_format
def test_colours_and_copyright_may_stay(form: str) -> None:
    assert details(saved(form, icc_profile=SRGB, exif=exif({0x8298: "The bakers"}))) == ()


def test_harmless_ways_of_saving_a_jpeg() -> None:
    assert details(saved("JPEG", progressive=True, dpi=(300, 300))) == ()
    assert details(saved("JPEG", (200, 200), restart_marker_rows=1, quality=100)) == ()


@each_format
def test_place(form: str) -> None:
    assert details(saved(form, exif=placed())) == ("the place where it was taken",)


@each_format
@pytest.mark.parametrize(
    ("main", "inner", "told"),
    [
        ({}, {0xA431: "123"}, "the number of the camera"),
        ({0xC62F: "123"}, {}, "the number of the camera"),
        ({}, {0xA420: "123"}, "the number of the camera"),
        ({}, {0xA435: "123"}, "the number of the lens"),
        ({0x013B: "Gwen"}, {}, "the name of a person"),
        ({}, {0xA430: "Gwen"}, "the name of a person"),
        ({0x9C9D: b"G\0w\0"}, {}, "the name of a person"),
        ({}, {0x927C: b"Canon"}, "notes that the camera made"),
        ({0x0112: 6}, {}, "a turn that some programs do not follow"),
        ({0x0132: "2020:01:01 00:00:00"}, {}, "the day when it was taken"),
        ({}, {0x9003: "2020:01:01 00:00:00"}, "the day when it was taken"),
        ({0x010F: "Canon"}, {}, "the camera or program that made it"),
        ({0x0131: "Paint"}, {}, "the camera or program that made it"),
        ({0x010E: "Us at the lake"}, {}, "a comment"),
        ({}, {0x9286: b"ASCII\0\0\0us"}, "a comment"),
        ({0xFFF0: "?"}, {}, "other hidden details"),
    ],
)
def test_tag(form: str, main: dict[int, object], inner: dict[int, object], told: str) -> None:
    assert details(saved(form, exif=exif(main, inner))) == (told,)


@each_format
def test_upright_picture_may_say_so(form: str) -> None:
    assert details(saved(form, exif=exif({0x0112: 1}))) == ()


@pytest.mark.parametrize("form", ["JPEG", "WEBP"])
def test_notes_of_a_program(form: str) -> None:
    assert details(saved(form, xmp=b"<x:xmpmeta/>")) == ("notes of a picture program (XMP)",)


@pytest.mark.parametrize(
    ("key", "told"),
    [
        ("Author", ("the name of a person",)),
        ("Comment", ("a comment",)),
        ("Software", ("a comment",)),
        ("XML:com.adobe.xmp", ("notes of a picture program (XMP)",)),
        ("Copyright", ()),
    ],
)
def test_text_in_a_png(key: str, told: tuple[str, ...]) -> None:
    assert details(with_text(key, "Gwen")) == told


def segment(marker: int, data: bytes) -> bytes:
    """A JPEG with one more part."""
    plain = saved("JPEG")
    return plain[:2] + bytes([0xFF, marker]) + struct.pack(">H", len(data) + 2) + data + plain[2:]


@pytest.mark.parametrize(
    ("marker", "data", "told"),
    [
        (0xFE, b"Gwen", "a comment"),
        (0xED, b"Photoshop 3.0\08BIM", "notes for newspapers (IPTC)"),
        (0xE0, b"JFXX\0\x10", "a small copy of the picture"),
        (0xE0, b"JFIF\0\1\1\0\0\1\0\1\2\2", "a small copy of the picture"),
        (0xE2, b"MPF\0", "other hidden details"),
        (0xEB, b"JP\0\1", "other hidden details"),
        (0xE1, b"Exif\0\0no table", "other hidden details"),
    ],
)
def test_part_of_a_jpeg(marker: int, data: bytes, told: str) -> None:
    assert details(segment(marker, data)) == (told,)


def chunk(name: bytes, data: bytes) -> bytes:
    """A PNG with one more part."""
    plain = saved("PNG")
    crc = struct.pack(">I", zlib.crc32(name + data))
    return plain[:33] + struct.pack(">I", len(data)) + name + data + crc + plain[33:]


@pytest.mark.parametrize(
    ("name", "told"), [(b"tIME", "the day when it was taken"), (b"prVt", "other hidden details")]
)
def test_part_of_a_png(name: bytes, told: str) -> None:
    assert details(chunk(name, b"1234567")) == (told,)


def test_small_copy_that_a_camera_put_behind_its_tags() -> None:
    block = b"II*\0\x08\0\0\0" + b"\0\0" + b"\x0e\0\0\0" + b"\0\0" + b"\0\0\0\0"
    assert details(segment(0xE1, b"Exif\0\0" + block)) == ("a small copy of the picture",)


@each_format
def test_what_stands_behind_the_end(form: str) -> None:
    assert details(saved(form) + b"\0\0") == ()
    assert details(saved(form) + b"a film") == ("something behind its end",)


@each_format
def test_picture_that_is_cut_off(form: str) -> None:
    assert details(saved(form)[:-20]) == ("parts that cannot be read",)


def test_tables_that_lead_round_in_a_ring_are_read_once() -> None:
    block = b"II*\0\x08\0\0\0" + b"\1\0" + struct.pack("<HHII", 0x8769, 4, 1, 8) + b"\0\0\0\0"
    assert details(segment(0xE1, b"Exif\0\0" + block)) == ("parts that cannot be read",)


@given(st.sampled_from(FORMATS), st.data())
def test_any_bytes_are_answered(form: str, data: st.DataObject) -> None:
    plain = bytearray(saved(form, exif=placed()))
    place = data.draw(st.integers(0, len(plain) - 1))
    plain[place] = data.draw(st.integers(0, 255))
    assert all(isinstance(detail, str) for detail in details(bytes(plain)))
