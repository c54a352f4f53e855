"""`make strip-pictures`: what is taken out, what stays, and what is left alone."""

import io
import os
from pathlib import Path

import pytest
from PIL import Image, ImageCms, PngImagePlugin

from knowledge.picture_bytes import COPYRIGHT, details
from knowledge.picture_rules import MOST_BYTES
from tools.strip_pictures import MOST_SIDE, main

SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
ENDINGS = {"jpg": "JPEG", "png": "PNG", "webp": "WEBP"}
FOLDER = "content/images"

each_ending = pytest.mark.parametrize("ending", list(ENDINGS))


def telling() -> bytes:
    """An Exif block with a place, a name, a turn to the right, and a copyright."""
    exif = Image.Exif()
    exif.update({0x013B: "Gwen", 0x0112: 6, COPYRIGHT: "The bakers"})
    exif.get_ifd(0x8825).update({1: "N", 2: (51.0, 28.0, 38.0)})
    return exif.tobytes()


def noise(width: int, height: int, mode: str = "RGB") -> Image.Image:
    """A picture that no format makes small."""
    size = width * height * len(mode)
    return Image.frombytes(mode, (width, height), os.urandom(size))


def halves() -> Image.Image:
    """Wider than high, red on the left and blue on the right."""
    picture = Image.new("RGB", (60, 20), "blue")
    picture.paste("red", (0, 0, 30, 20))
    return picture


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of pictures of an empty project."""
    folder = tmp_path / FOLDER
    folder.mkdir(parents=True)
    return folder


def stripped(folder: Path) -> int:
    return main(folder.parents[1])


@each_ending
def test_colours_and_copyright_stay_and_all_else_goes(
    folder: Path, ending: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = folder / f"a.{ending}"
    halves().save(file, ENDINGS[ending], exif=telling(), icc_profile=SRGB)
    before = kilobytes(file)
    assert stripped(folder) == 0
    assert details(file.read_bytes()) == ()
    with Image.open(file) as picture:
        assert picture.info["icc_profile"] == SRGB
        assert dict(picture.getexif()) == {COPYRIGHT: "The bakers"}
    assert capsys.readouterr().out == (
        f"{FOLDER}/a.{ending}: took out a turn that some programs do not follow, "
        "the name of a person and the place where it was taken; "
        f"{before} KB before, {kilobytes(file)} KB now.\n"
        "1 of 1 pictures changed.\n"
    )


def kilobytes(file: Path) -> int:
    return -(-file.stat().st_size // 1024)


@each_ending
def test_turned_picture_is_put_upright(folder: Path, ending: str) -> None:
    file = folder / f"a.{ending}"
    halves().save(file, ENDINGS[ending], exif=telling())
    stripped(folder)
    with Image.open(file) as picture:
        assert picture.size == (20, 60)
        top, bottom = (picture.convert("RGB").getpixel((10, y)) for y in (10, 50))
    assert isinstance(top, tuple)
    assert isinstance(bottom, tuple)
    assert top[0] > 200 > bottom[0]
    assert bottom[2] > 200 > top[2]


@each_ending
def test_large_picture_becomes_small_enough(
    folder: Path, ending: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = folder / f"a.{ending}"
    noise(1800, 900).save(file, ENDINGS[ending])
    assert stripped(folder) == 0
    assert len(file.read_bytes()) <= MOST_BYTES
    with Image.open(file) as picture:
        width, height = picture.size
    assert width <= MOST_SIDE
    assert abs(width / height - 2) < 0.02
    assert "nothing was hidden in it; " in capsys.readouterr().out


def test_picture_in_order_is_not_touched(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = folder / "a.jpg"
    halves().save(file, quality=71)
    before = file.read_bytes()
    assert stripped(folder) == 0
    assert file.read_bytes() == before
    assert capsys.readouterr().out == "0 of 1 pictures changed.\n"


def test_second_run_changes_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    halves().save(folder / "a.jpg", exif=telling())
    stripped(folder)
    before = (folder / "a.jpg").read_bytes()
    capsys.readouterr()
    assert stripped(folder) == 0
    assert (folder / "a.jpg").read_bytes() == before
    assert capsys.readouterr().out == "0 of 1 pictures changed.\n"


def test_comments_and_notes_go(folder: Path) -> None:
    halves().save(folder / "a.jpg", comment=b"Gwen", xmp=b"<x:xmpmeta/>")
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", "Gwen")
    halves().save(folder / "b.png", pnginfo=info)
    halves().save(folder / "c.webp", xmp=b"<x:xmpmeta>Gwen</x:xmpmeta>")
    assert stripped(folder) == 0
    for file in folder.iterdir():
        assert details(file.read_bytes()) == ()
        assert b"Gwen" not in file.read_bytes()


def test_what_can_be_seen_through_stays_so(folder: Path) -> None:
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", "Gwen")
    glass = Image.new("RGBA", (8, 8), (255, 0, 0, 0))
    glass.save(folder / "a.png", pnginfo=info)
    glass.quantize(4).save(folder / "b.png", pnginfo=info)
    assert stripped(folder) == 0
    for name in ("a.png", "b.png"):
        with Image.open(folder / name) as picture:
            assert picture.convert("RGBA").getpixel((0, 0))[3] == 0  # type: ignore[index]


def test_picture_gets_the_format_of_its_name(folder: Path) -> None:
    file = folder / "a.jpg"
    Image.new("RGBA", (8, 8), (255, 0, 0, 0)).save(file, "PNG")
    assert stripped(folder) == 0
    with Image.open(file) as picture:
        assert picture.format == "JPEG"
        assert picture.getpixel((4, 4)) == (255, 255, 255)


def test_telephones_second_picture_goes(folder: Path) -> None:
    file = folder / "a.jpg"
    halves().save(file, "MPO", save_all=True, append_images=[halves()])
    assert details(file.read_bytes()) != ()
    assert stripped(folder) == 0
    assert details(file.read_bytes()) == ()


def test_what_cannot_be_read_is_named_and_left_as_it_is(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    halves().save(folder / "a.jpg", exif=telling())
    whole = (folder / "a.jpg").read_bytes()
    files = {"b.png": b"no picture", "c.gif": b"GIF89a", "d.jpg": whole[:-200], "e.svg": b"<svg/>"}
    for name, data in files.items():
        (folder / name).write_bytes(data)
    film = folder / "f.webp"
    halves().save(film, save_all=True, append_images=[Image.new("RGB", (60, 20))], exif=telling())
    files["f.webp"] = film.read_bytes()
    assert stripped(folder) == 1
    assert {name: (folder / name).read_bytes() for name in files} == files
    printed = capsys.readouterr()
    assert printed.out.endswith("1 of 6 pictures changed.\n")
    endings = ".jpg, .jpeg, .png, .webp"
    again = "it cannot be read. Save it anew, or take it out."
    assert printed.err == (
        f"{FOLDER}/b.png: left as it is: {again}\n"
        f"{FOLDER}/c.gif: left as it is: '.gif' is none of {endings}.\n"
        f"{FOLDER}/d.jpg: left as it is: {again}\n"
        f"{FOLDER}/e.svg: left as it is: '.svg' is none of {endings}.\n"
        f"{FOLDER}/f.webp: left as it is: it moves, and only its first frame could be kept.\n"
    )


def test_nothing_half_written_is_left_and_other_files_are_not_looked_at(folder: Path) -> None:
    (folder / "a.jpg.yml").write_text("made_by: Gwen\n")
    (folder / ".hidden").write_bytes(io.BytesIO(b"x").getvalue())
    halves().save(folder / "a.jpg", exif=telling())
    assert stripped(folder) == 0
    assert sorted(file.name for file in folder.iterdir()) == [".hidden", "a.jpg", "a.jpg.yml"]


def test_project_without_pictures(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(tmp_path) == 0
    assert capsys.readouterr().out == "0 of 0 pictures changed.\n"
