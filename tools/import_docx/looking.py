"""Looking: what in a Word file has to be settled by a person before its text can be taken."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element

from tools.import_docx.opening import Fault, Parts
from tools.import_docx.pictures import is_picture

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath"
_GRAPHIC = "{http://schemas.openxmlformats.org/drawingml/2006/main}graphicData"
_OLE = "{urn:schemas-microsoft-com:office:office}OLEObject"

_CHANGES = {
    f"{W}ins": ("insertion", "insertions"),
    f"{W}del": ("deletion", "deletions"),
    f"{W}moveTo": ("move", "moves"),
    f"{W}cellIns": ("new cell", "new cells"),
    f"{W}cellDel": ("deleted cell", "deleted cells"),
    f"{W}cellMerge": ("merged cell", "merged cells"),
}
_RESTYLED = ("change of form", "changes of form")
_OBJECTS = {f"{W}object", f"{W}altChunk", f"{W}subDoc", f"{W}control", _OLE}
_PAGE_FIELDS = re.compile(r"\s*(PAGE|NUMPAGES|SECTIONPAGES)\b")
_FEW_WORDS = 3
_SHOWN = 40

_ACCEPT = (
    "Accept or reject each one: in Word with Review, Accept All Changes; in LibreOffice with "
    "Edit, Track Changes, Accept All; in Google Docs with Tools, Review suggested edits. "
    "Then save the file again."
)
_COMMENTS = (
    "Settle each one and delete it: in Word with Review, Delete, Delete All Comments; in "
    "LibreOffice with right click, Delete All Comments; in Google Docs download the file "
    "without comments. Then save the file again."
)


class Found(NamedTuple):
    """Something that bears on the text, and in which part of the file it is."""

    what: str
    place: str


class Survey:
    """What a file's text holds besides words, in reading order."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._headings = set(_heading_styles(parts))
        self.changes: list[tuple[tuple[str, str], str]] = []
        self.marks: list[tuple[tuple[str, str], str]] = []
        self.comments: list[str] = []
        self.found: list[Found] = []
        for place, block in self._blocks():
            self._survey(place, block)

    def _blocks(self) -> Iterator[tuple[str, Element]]:
        """Each block of the text and of the notes, with words for where it is."""
        tree = self._parts.trees[self._parts.main]
        body = tree.find(f"{W}body")
        has_headings = any(self._is_heading(paragraph) for paragraph in tree.iter(f"{W}p"))
        heading = ""
        for block in () if body is None else body:
            text = _words(block)
            if block.tag == f"{W}p" and self._is_heading(block) and text:
                heading = _short(text)
            place = f"under '{heading}'" if heading else "before the first heading"
            if not has_headings and text:
                place = f"near '{_short(text)}'"
            yield place, block
        for tree in self._parts.trees.values():
            if tree.tag in (f"{W}footnotes", f"{W}endnotes"):
                yield "in a footnote", tree

    def _is_heading(self, paragraph: Element) -> bool:
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        return style is not None and style.get(f"{W}val") in self._headings

    def _survey(self, place: str, block: Element) -> None:
        for parent, element in _walk(block):
            tag = element.tag
            if tag in _CHANGES:
                is_mark = parent.tag == f"{W}rPr"
                (self.marks if is_mark else self.changes).append((_CHANGES[tag], place))
            elif tag.startswith(W) and tag.endswith("Change"):
                self.changes.append((_RESTYLED, place))
            elif tag == f"{W}commentReference":
                self.comments.append(place)
            elif what := _what(element):
                self.found.append(Found(what, place))


def look(parts: Parts) -> list[Fault]:
    """Everything that stands in the way, each sort once, with its places."""
    survey = Survey(parts)
    faults = [*_changes(survey), *_comments(survey, parts)]
    for what, mend in _REMEDIES.items():
        if places := [found.place for found in survey.found if found.what == what]:
            faults.append(Fault(f"{what} ({_listed(places)}).", mend))
    faults += _edges(parts)
    faults += _objects(parts, survey)
    faults += _pictures(parts)
    return faults


_TEXT_BOX = "The file has words in a text box"
_DRAWING = "The file has a chart or a diagram"
_EQUATION = "The file has an equation"
_HIDDEN = "The file has hidden words"
_OBJECT = "The file has something of another program in it"
_REMEDIES = {
    _TEXT_BOX: "Cut the words out of the box, and paste them into the text.",
    _DRAWING: "Say in words what it shows, and take it out; or put it in as a picture.",
    _EQUATION: "Write it in words.",
    _HIDDEN: "Show them (in Word with Home, Font, Hidden), or delete them.",
    _OBJECT: "Write what it says into the text, and take it out.",
}


def _what(element: Element) -> str:
    """The sort of thing that an element is, if it is one that cannot be taken."""
    tag = element.tag
    if tag == f"{W}txbxContent":
        return _TEXT_BOX if _words(element) else ""
    if tag == _GRAPHIC:
        kind = element.get("uri", "").rpartition("/")[2]
        return _DRAWING if kind in ("chart", "diagram", "chartex") else ""
    if tag == _MATH:
        return _EQUATION
    if tag == f"{W}r":
        return _HIDDEN if _is_hidden(element) and _words(element) else ""
    return _OBJECT if tag in _OBJECTS else ""


def _is_hidden(run: Element) -> bool:
    mark = run.find(f"{W}rPr/{W}vanish")
    return mark is not None and mark.get(f"{W}val") not in ("0", "false", "off")


def _changes(survey: Survey) -> Iterator[Fault]:
    """Tracked changes; the marks of paragraphs count only when nothing else was changed."""
    found = survey.changes or survey.marks
    if not found:
        return
    parts = []
    for place in dict.fromkeys(place for _names, place in found):
        counts = Counter(names for names, where in found if where == place)
        told = [f"{count} {names[count > 1]}" for names, count in counts.items()]
        parts.append(f"{_and(told)} {place}")
    noun = "tracked change" if len(found) == 1 else "tracked changes"
    yield Fault(f"The file has {len(found)} {noun}: {'; '.join(parts)}.", _ACCEPT)


def _comments(survey: Survey, parts: Parts) -> Iterator[Fault]:
    trees = (tree for tree in parts.trees.values() if tree.tag == f"{W}comments")
    count = sum(len(tree.findall(f"{W}comment")) for tree in trees)
    count = max(count, len(survey.comments))
    if count:
        noun = "comment" if count == 1 else "comments"
        places = f" ({_listed(survey.comments)})" if survey.comments else ""
        yield Fault(f"The file has {count} {noun} in its margin{places}.", _COMMENTS)


def _edges(parts: Parts) -> Iterator[Fault]:
    """Headers and footers, which often hold a name; numbers of pages do no harm."""
    for tag, name in ((f"{W}hdr", "header"), (f"{W}ftr", "footer")):
        trees = (tree for tree in parts.trees.values() if tree.tag == tag)
        texts = (_edge_text(p) for tree in trees for p in tree.iter(f"{W}p"))
        if found := list(dict.fromkeys(text for text in texts if text)):
            what = f"The file has a {name} that says '{_short(' / '.join(found))}'."
            yield Fault(what, f"Readers never see it: empty the {name}, or move its words.")


def _edge_text(paragraph: Element) -> str:
    text = _words(paragraph)
    has_number = any(_PAGE_FIELDS.match(code) for code in _field_codes(paragraph))
    words = re.findall(r"[^\W\d_]+", text)
    return "" if not words or (has_number and len(words) <= _FEW_WORDS) else text


def _field_codes(paragraph: Element) -> Iterator[str]:
    for element in paragraph.iter():
        if element.tag in (f"{W}instrText", f"{W}fldSimple"):
            yield element.text or element.get(f"{W}instr") or ""


def _objects(parts: Parts, survey: Survey) -> Iterator[Fault]:
    """Programs, and objects that the text itself does not show."""
    if any(name.endswith("vbaProject.bin") for name in parts.data):
        mend = "Save it as a Word document that ends in .docx, which cannot hold any."
        yield Fault("The file holds a program (macros).", mend)
    folders = ("/embeddings/", "/activeX/")
    hidden = any(folder in name for name in parts.data for folder in folders)
    if hidden and not any(found.what in (_OBJECT, _DRAWING) for found in survey.found):
        yield Fault(f"{_OBJECT}.", _REMEDIES[_OBJECT])


def _pictures(parts: Parts) -> Iterator[Fault]:
    """Pictures that are not in the file, or that cannot be shown on a page."""
    folder = parts.main.rpartition("/")[0]
    for relation in parts.relations:
        if not relation.get("Type", "").endswith("/image"):
            continue
        target = relation.get("Target", "")
        if relation.get("TargetMode") == "External":
            what = f"A picture is not in the file: it lies at '{_short(target)}'."
            yield Fault(what, "Save that picture, and put it into the file itself.")
            continue
        name = target.lstrip("/") if target.startswith("/") else f"{folder}/{target}"
        if not name.endswith(".svg") and not is_picture(parts.data.get(name, b"")):
            what = f"The picture '{_short(name.rpartition('/')[2])}' cannot be read."
            yield Fault(what, "Put it in as a PNG or JPEG, with no side over 10,000 dots.")


def _heading_styles(parts: Parts) -> Iterator[str]:
    """The ids of styles that make a heading or a title, whatever language Word spoke."""
    for tree in parts.trees.values():
        for style in tree.iter(f"{W}style") if tree.tag == f"{W}styles" else ():
            name = style.find(f"{W}name")
            label = "" if name is None else name.get(f"{W}val", "").lower()
            if label.startswith("heading ") or label == "title":
                yield style.get(f"{W}styleId", "")


def _walk(top: Element) -> Iterator[tuple[Element, Element]]:
    """Every element below one, with its parent; never what stands there for old programs."""
    waiting = [(top, child) for child in reversed(top)]
    while waiting:
        parent, element = waiting.pop()
        if element.tag != _FALLBACK:
            yield parent, element
            waiting += [(element, child) for child in reversed(element)]


def _words(element: Element) -> str:
    """The words in an element, deleted ones left out."""
    texts = (each.text or "" for _parent, each in _walk(element) if each.tag == f"{W}t")
    return " ".join("".join(texts).split())


def _short(text: str) -> str:
    text = "".join(sign if sign.isprintable() else " " for sign in text)
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1].rstrip()}…"


def _listed(places: list[str]) -> str:
    """Places, each once, with how often if more than once."""
    counts = Counter(places)
    return _and([p if n == 1 else f"{p}, {n} times" for p, n in counts.items()])


def _and(items: list[str]) -> str:
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"
