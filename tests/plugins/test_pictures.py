"""The drawings of the theme: one file for all, coloured by the page, and just those of the list."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
import yaml

from plugins.assets import build_assets
from plugins.assets.bundling import AssetError
from plugins.assets.pictures import PICTURE_CLASSES, sprite
from tests.plugins.mini_site import ROOT

FOLDER = ROOT / "theme" / "static" / "pictures"
FILES = sorted(FOLDER.glob("*.svg"))
TOKENS = (ROOT / "theme" / "static" / "css" / "tokens.css").read_text("utf-8")
SVG = "{http://www.w3.org/2000/svg}"
SHAPES = {f"{SVG}{name}" for name in ("g", "path", "circle", "ellipse", "rect")}
GEOMETRY = {"class", "cx", "cy", "d", "height", "r", "rx", "ry", "transform", "width", "x", "y"}

each_file = pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)


def drawn(folder: Path, text: str, name: str = "loaf") -> str:
    """The sprite of one drawing."""
    (folder / f"{name}.svg").write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96">\n{text}\n</svg>\n'
    )
    return sprite(folder).decode()


def test_every_name_has_a_drawing_and_every_drawing_a_name() -> None:
    site = yaml.safe_load((ROOT / "site.yml").read_text("utf-8"))
    assert sorted(site["vocabularies"]["pictures"]) == [file.stem for file in FILES]


@each_file
def test_drawing_keeps_to_the_square_and_to_the_classes(file: Path) -> None:
    root = ElementTree.fromstring(file.read_text("utf-8"))
    assert (root.tag, root.attrib) == (f"{SVG}svg", {"viewBox": "0 0 96 96"})
    inner = [element for element in root.iter() if element is not root]
    assert {element.tag for element in inner} <= SHAPES
    assert {name for element in inner for name in element.attrib} <= GEOMETRY
    assert {element.get("class") for element in inner} - {None} <= set(PICTURE_CLASSES)


@each_file
def test_every_shape_of_a_drawing_is_seen(file: Path) -> None:
    """A shape without a class, its own or that of its group, would be a black blot."""
    root = ElementTree.fromstring(file.read_text("utf-8"))
    bare = [element for element in root if element.get("class") is None]
    for group in bare:
        assert group.tag == f"{SVG}g"
        assert [shape for shape in group if shape.get("class") is None] == []


def test_sprite_holds_each_drawing_under_its_name() -> None:
    root = ElementTree.fromstring(sprite(FOLDER))
    assert [symbol.get("id") for symbol in root] == [file.stem for file in FILES]
    assert {symbol.get("viewBox") for symbol in root} == {"0 0 96 96"}


def test_class_becomes_the_colours_of_the_page(tmp_path: Path) -> None:
    assert drawn(tmp_path, '<circle class="p1" cx="48" cy="48" r="40"/>') == (
        '<svg xmlns="http://www.w3.org/2000/svg">\n'
        '<symbol id="loaf" viewBox="0 0 96 96" stroke-width="4" stroke-linecap="round" '
        'stroke-linejoin="round"><circle cx="48" cy="48" r="40" '
        'fill="var(--color-person-1, #b3195c)" stroke="var(--color-ink, #231a26)" /></symbol>\n'
        "</svg>\n"
    )


def test_group_passes_its_class_on(tmp_path: Path) -> None:
    assert '<g fill="var(--color-ink, #231a26)"><path d="M0 0" /></g>' in drawn(
        tmp_path, '<g class="ink">\n<path d="M0 0"/>\n</g>'
    )


def test_colours_are_tokens_and_what_they_are_without_a_page_is_the_light_theme() -> None:
    used = {value for attributes in PICTURE_CLASSES.values() for value in attributes.values()}
    for name, value in re.findall(r"var\((--[\w-]+), (#\w+)\)", " ".join(used)):
        light = re.search(rf"{name}: (#\w+);", TOKENS)
        assert light, name
        assert light[1] in (value, value + value[1:]), name


def test_unknown_class_stops_the_build(tmp_path: Path) -> None:
    with pytest.raises(AssetError) as stopped:
        drawn(tmp_path, '<path class="p9" d="M0 0"/>')
    assert str(stopped.value) == (
        "loaf.svg: unknown class 'p9'. Use one of i, p1, p2, p3, p4, paper, ink."
    )


def test_theme_without_drawings_has_an_empty_sprite(tmp_path: Path) -> None:
    assert sprite(tmp_path / "none") == b'<svg xmlns="http://www.w3.org/2000/svg">\n</svg>\n'


def test_sprite_is_named_by_what_is_in_it_and_stands_under_the_base_path() -> None:
    found = build_assets(ROOT / "theme", "/base", minify=True)
    assert re.fullmatch(r"/base/theme/pictures-[0-9a-f]{8}\.svg", found.pictures)
