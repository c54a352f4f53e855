"""Opening: the bytes of a Word file become its parts, never more than this machine can hold.

Nothing is unpacked to a disk, and no part may name another file.
"""

import io
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser

MOST_BYTES = 50_000_000
MOST_PARTS = 2_000
MOST_UNPACKED = 250_000_000
MOST_TEXT = 60_000_000
"""Bytes of XML. A book has a twentieth of it."""

TEXT_ENDINGS = (".xml", ".rels")
RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"

_UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SAVE = "Open it in Word, LibreOffice or Google Docs and save it as a Word file that ends in .docx."


class Fault(NamedTuple):
    """Why a file cannot be taken as it is, and how to mend it."""

    what: str
    mend: str


class RefusedError(Exception):
    """The file cannot be read at all; `fault` says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.what)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Parts:
    """What a Word file holds: XML as trees, everything else as bytes, and its main text."""

    data: Mapping[str, bytes]
    trees: Mapping[str, Element]
    main: str

    @property
    def relations(self) -> list[Element]:
        """What the main text points at: pictures, links, other parts."""
        folder, _, name = self.main.rpartition("/")
        tree = self.trees.get(f"{folder}/_rels/{name}.rels".lstrip("/"))
        return [] if tree is None else list(tree.iter(f"{RELATIONS}Relationship"))


def open_word(data: bytes) -> Parts:
    """The parts of a Word file. Raises RefusedError for anything else."""
    if len(data) > MOST_BYTES:
        what = f"The file is larger than {MOST_BYTES // 1_000_000} MB."
        raise _refused(what, "Make its pictures smaller, or take some out.")
    if not data.startswith(b"PK"):
        raise RefusedError(_other_kind(data))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
            _bounds(infos)
            found = {info.filename: archive.read(info) for info in infos if not info.is_dir()}
    except _UNREADABLE as error:
        raise _damaged() from error
    return _parts(found)


def _refused(what: str, mend: str) -> RefusedError:
    return RefusedError(Fault(what, mend))


def _damaged() -> RefusedError:
    return _refused("The file is damaged.", f"{_SAVE} If that fails, ask for it again.")


def _other_kind(data: bytes) -> Fault:
    """A file that is no Word file, whatever its name says."""
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            return Fault("The file has a password.", "Save it without one.")
        if "WordDocument".encode("utf-16-le") in data:
            return Fault("The file is of the old kind that ends in .doc.", _SAVE)
    if data.startswith(b"%PDF"):
        mend = "Ask for the Word file that it was made from, or copy its text into one."
        return Fault("The file is a PDF.", mend)
    if data.startswith(b"{\\rtf"):
        return Fault("The file is in rich text format (RTF).", _SAVE)
    if not data:
        return Fault("The file is empty: it has no bytes.", "Save it again, or ask for it again.")
    return Fault("The file is no Word file.", _SAVE)


def _bounds(infos: list[zipfile.ZipInfo]) -> None:
    """Refuses what would not fit, before anything is unpacked."""
    names = [info.filename for info in infos]
    if len(names) > MOST_PARTS:
        raise _refused(f"The file holds more than {MOST_PARTS} parts.", _SAVE)
    text = sum(info.file_size for info in infos if info.filename.endswith(TEXT_ENDINGS))
    if text > MOST_TEXT or sum(info.file_size for info in infos) > MOST_UNPACKED:
        what = "The file holds far more than it seems to, as files do that are meant to do harm."
        raise _refused(what, "Ask the person who sent it to save it anew.")
    if any(info.flag_bits & 1 for info in infos):
        raise _refused("The file has a password.", "Save it without one.")
    if len(set(names)) < len(names) or any(_is_odd(name) for name in names):
        raise _refused("The file holds parts with names that no Word file has.", _SAVE)


def _is_odd(name: str) -> bool:
    return name.startswith("/") or "\\" in name or ".." in name.split("/") or ":" in name


def _parts(found: Mapping[str, bytes]) -> Parts:
    if fault := _other_package(found):
        raise RefusedError(fault)
    names = [name for name in found if name.endswith(TEXT_ENDINGS)]
    trees = {name: parsed(found[name]) for name in names}
    main = _main(trees)
    if main not in trees:
        raise RefusedError(Fault("The file is no Word file.", _SAVE))
    return Parts(found, trees, main)


def _other_package(found: Mapping[str, bytes]) -> Fault | None:
    """What else comes as a zip file: other office files, or any files at all."""
    if b"opendocument" in found.get("mimetype", b"")[:100]:
        return Fault("The file is an OpenDocument file, as LibreOffice makes.", _SAVE)
    if any(name.startswith("xl/") for name in found):
        return Fault("The file is a spreadsheet.", "Copy what it says into a Word file.")
    if any(name.startswith("ppt/") for name in found):
        return Fault("The file is a presentation.", "Copy what it says into a Word file.")
    if "[Content_Types].xml" not in found:
        return Fault("The file is no Word file.", _SAVE)
    return None


def _main(trees: Mapping[str, Element]) -> str:
    """The name of the part that holds the text."""
    top = trees.get("_rels/.rels")
    for relation in top.iter(f"{RELATIONS}Relationship") if top is not None else ():
        if relation.get("Type", "").endswith("/officeDocument"):
            return relation.get("Target", "").lstrip("/")
    return "word/document.xml"


class _Builder(TreeBuilder):
    """A tree without a document type, which Word never writes and which can do harm."""

    def doctype(self, name: str, public: str | None, system: str | None) -> None:
        """Called by the parser before it reads what the type declares."""
        raise _refused("The file declares codes of its own, as no word processor does.", _SAVE)


def parsed(data: bytes) -> Element:
    """One part as a tree. Raises RefusedError when it is no XML, or XML that may do harm."""
    parser = XMLParser(target=_Builder())
    try:
        parser.feed(data)
        root: Element = parser.close()
    except (ParseError, ValueError, LookupError) as error:
        raise _damaged() from error
    return root
