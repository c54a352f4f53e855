"""Spans: what pandoc tells of the inside of a paragraph, as plain words and as Markdown."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from tools.import_docx.escaping import escaped, line_start

Node = dict[str, Any]
"""What pandoc calls an inline or a block: its name under `t`, what it holds under `c`."""

BREAK = "  \n"
_MARKS = {"Strong": "**", "Emph": "*"}
_TAGS = {"Strikeout": "del", "Superscript": "sup", "Subscript": "sub"}
_SIGNS = {"Space": " ", "SoftBreak": " ", "LineBreak": "\n"}
_SAFE_LINK = re.compile(r"(https?://|mailto:|tel:)", re.IGNORECASE)
_UNSAFE_IN_LINK = {" ": "%20", "(": "%28", ")": "%29", "<": "%3C", ">": "%3E", "\\": "%5C"}


class Piece(NamedTuple):
    """A stretch of a paragraph: text as it is, or Markdown that stands already."""

    text: str
    is_written: bool = False


def plain(nodes: Sequence[Node]) -> str:
    """The words of a paragraph; an address behind the words that link to it."""
    return "".join(_plain(nodes)).strip()


def written(nodes: Sequence[Node], pictures: Mapping[str, str]) -> str:
    """The paragraph as Markdown. `pictures` tells where each picture of the file will lie."""
    pieces = _merged(_pieces(nodes, pictures))
    is_alone = not any(piece.is_written for piece in pieces)
    text = "".join(p.text if p.is_written else escaped(p.text, is_alone) for p in pieces)
    lines = [line.strip(" \t") for line in text.split("\n")]
    if len(lines) > 1 and not any(piece.is_written for piece in pieces):
        lines = [line.replace("|", "\\|") for line in lines]
    return BREAK.join(line_start(line) for line in lines if line)


def pictures_in(node: Any) -> Iterator[str]:
    """The names of the pictures anywhere in what pandoc told, in reading order."""
    for each in _nodes(node):
        if each.get("t") == "Image":
            yield each["c"][2][0]


def _nodes(top: Any) -> Iterator[Node]:
    waiting = [top]
    while waiting:
        node = waiting.pop()
        if isinstance(node, dict):
            yield node
            waiting += reversed(list(node.values()))
        elif isinstance(node, list):
            waiting += reversed(node)


def inner(node: Node) -> Sequence[Node]:
    """The inlines that a mark stands around."""
    content: Any = node.get("c")
    if node["t"] in ("Link", "Span", "Quoted", "Cite"):
        found: Sequence[Node] = content[-2 if node["t"] == "Link" else -1]
        return found
    return content if isinstance(content, list) else []


def _note(node: Node) -> list[Node]:
    """The inlines of a note, its paragraphs one after another."""
    found: list[Node] = []
    for block in _nodes(node["c"]):
        if block.get("t") in ("Para", "Plain"):
            found += [{"t": "Space"}, *block["c"]] if found else block["c"]
    return found


def _plain(nodes: Sequence[Node]) -> Iterator[str]:
    for node in nodes:
        name = node["t"]
        if name == "Str":
            yield node["c"]
        elif name in _SIGNS:
            yield _SIGNS[name]
        elif name in ("Code", "RawInline", "Math"):
            yield node["c"][-1]
        elif name == "Note":
            yield f" ({plain(_note(node))})"
        elif name != "Image":
            text = "".join(_plain(inner(node)))
            yield text
            address = node["c"][2][0] if name == "Link" else ""
            if _is_told(address, text):
                yield f" ({address.removeprefix('mailto:')})"


def _is_told(address: str, text: str) -> bool:
    """Whether an address says more than the words that link to it."""
    bare = address.removeprefix("mailto:").rstrip("/")
    return bool(_SAFE_LINK.match(address)) and bare != text.strip().rstrip("/")


def _pieces(nodes: Sequence[Node], pictures: Mapping[str, str]) -> Iterator[Piece]:
    for node in nodes:
        name = node["t"]
        if name == "Str":
            yield Piece(node["c"])
        elif name in _SIGNS:
            yield Piece(_SIGNS[name])
        elif name in ("RawInline", "Math"):
            yield Piece(node["c"][-1])
        elif name == "Code":
            yield _code(node["c"][-1])
        elif name == "Image":
            yield _picture(node, pictures)
        elif name == "Note":
            told = _merged(_pieces(_note(node), pictures))
            yield from (Piece(" ("), *_trimmed(told), Piece(")")) if told else ()
        elif name in _MARKS or name in _TAGS:
            yield from _marked(name, list(_pieces(inner(node), pictures)))
        elif name == "Link":
            yield from _link(node, list(_pieces(inner(node), pictures)))
        else:
            yield from _pieces(inner(node), pictures)


def _code(text: str) -> Piece:
    return Piece(f"`{text}`", is_written=True) if "`" not in text else Piece(text)


def _picture(node: Node, pictures: Mapping[str, str]) -> Piece:
    """Square brackets would end the words of a picture too early."""
    words = " ".join(plain(node["c"][1]).split()).translate(str.maketrans("[]", "()"))
    target = pictures.get(node["c"][2][0], node["c"][2][0])
    return Piece(f"![{words}]({target})", is_written=True)


def _marked(name: str, pieces: list[Piece]) -> Iterator[Piece]:
    """Marks right around the words, as a space inside would undo them."""
    text = "".join(piece.text for piece in pieces)
    if not text.strip() or "\n" in text:
        yield from pieces
        return
    mark = _MARKS.get(name)
    opening, closing = (mark, mark) if mark else (f"<{_TAGS[name]}>", f"</{_TAGS[name]}>")
    yield Piece(" " * text.startswith(" "))
    yield Piece(opening, is_written=True)
    yield from _trimmed(pieces)
    yield Piece(closing, is_written=True)
    yield Piece(" " * text.endswith(" "))


def _trimmed(pieces: list[Piece]) -> list[Piece]:
    """Pieces without spaces at either end."""
    kept = _merged(pieces)
    first, last = kept[0], kept[-1]
    if not first.is_written:
        kept[0] = Piece(first.text.lstrip(" "))
    if not kept[-1].is_written:
        last = kept[-1]
        kept[-1] = Piece(last.text.rstrip(" "))
    return kept


def _link(node: Node, pieces: list[Piece]) -> Iterator[Piece]:
    """A link to somewhere else; a link within the file is only its words."""
    address = node["c"][2][0]
    text = "".join(piece.text for piece in pieces)
    if not _SAFE_LINK.match(address) or not text.strip():
        yield from pieces
    elif text.strip() == address:
        yield Piece(f"<{address}>", is_written=True)
    else:
        target = "".join(_UNSAFE_IN_LINK.get(sign, sign) for sign in address)
        yield Piece("[", is_written=True)
        for piece in pieces:
            words = escaped(" ".join(piece.text.split("\n")), is_alone=False).replace("]", "\\]")
            yield piece if piece.is_written else Piece(words, is_written=True)
        yield Piece(f"]({target})", is_written=True)


def _merged(pieces: Iterator[Piece] | list[Piece]) -> list[Piece]:
    """Neighbours of one sort as one, so that what spans words is seen."""
    found: list[Piece] = []
    for piece in pieces:
        if found and found[-1].is_written == piece.is_written:
            found[-1] = Piece(found[-1].text + piece.text, piece.is_written)
        elif piece.text:
            found.append(piece)
    return found
