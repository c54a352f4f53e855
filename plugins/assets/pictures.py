"""All drawings of the theme in one file, whose shapes follow the colours of the page."""

from pathlib import Path
from xml.etree import ElementTree

from plugins.assets.bundling import AssetError

_INK = "var(--color-ink, #231a26)"
_PEN = {"stroke-width": "4", "stroke-linecap": "round", "stroke-linejoin": "round"}
_OUTLINE = {"stroke": _INK}
PICTURE_CLASSES = {
    "i": {"fill": "none", **_OUTLINE},
    "p1": {"fill": "var(--color-person-1, #b3195c)", **_OUTLINE},
    "p2": {"fill": "var(--color-person-2, #ffd45e)", **_OUTLINE},
    "p3": {"fill": "var(--color-person-3, #1d7f78)", **_OUTLINE},
    "p4": {"fill": "var(--color-person-4, #5568c4)", **_OUTLINE},
    "paper": {"fill": "var(--color-paper, #fff)", **_OUTLINE},
    "ink": {"fill": _INK},
}
"""What each class of a drawing means; attributes need no leave of any policy, as a style might."""


def sprite(folder: Path) -> bytes:
    """All drawings of a folder in one file; the page's own colours reach into it.

    Raises AssetError for a drawing with a class that has no meaning.
    """
    symbols = "".join(map(_symbol, sorted(folder.glob("*.svg"))))
    return f'<svg xmlns="http://www.w3.org/2000/svg">\n{symbols}</svg>\n'.encode()


def _symbol(file: Path) -> str:
    drawing = ElementTree.fromstring(file.read_text("utf-8"))
    attributes = {"id": file.stem, "viewBox": drawing.get("viewBox", ""), **_PEN}
    drawing.tag, drawing.attrib = "symbol", attributes
    for element in drawing.iter():
        element.tag = element.tag.rpartition("}")[2]
        element.text = element.tail = None
        name = element.attrib.pop("class", None)
        if name is not None and name not in PICTURE_CLASSES:
            known = ", ".join(PICTURE_CLASSES)
            raise AssetError(f"{file.name}: unknown class '{name}'. Use one of {known}.")
        element.attrib.update(PICTURE_CLASSES[name] if name else {})
    return ElementTree.tostring(drawing, "unicode") + "\n"
