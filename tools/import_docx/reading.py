"""Reading: pandoc tells what a Word file says, and it becomes blocks in reading order.

pandoc runs in its sandbox: it opens no other file, asks no other machine, and is stopped when it
takes too long. It is handed the text alone: no names of people, no pictures.
"""

import io
import json
import re
import subprocess
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pypandoc

from knowledge.word_answers import Block, markdown
from knowledge.word_answers import plain as plain_blocks
from tools.import_docx.escaping import cell, escaped
from tools.import_docx.opening import TEXT_ENDINGS, Fault, Parts, RefusedError
from tools.import_docx.spans import Node, plain, written

SECONDS = 60
_MEMORY = "-M1500m"
_INDENT = "    "
_LONGEST_BOLD_HEADING = 120
_STYLES = ("guidance", "title")
_LEFT_OUT = ("docProps/", "customXml/")
_WRAPPERS = re.compile(
    rb"</?w:(?:bdo|customXml|dir|fldSimple|smartTag)(?![\w.-])(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>"
)
"""Marks around words, for which pandoc would leave the words out too."""

_FROM_THE_TOP = ("title", "subtitle", "author", "date", "abstract")
"""What pandoc lifts out of the text when it stands at its top, in this order."""


def read(parts: Parts) -> Node:
    """What pandoc makes of a Word file. Raises RefusedError when it makes nothing of it."""
    command = [pypandoc.get_pandoc_path(), "+RTS", _MEMORY, "-RTS"]
    command += ["--sandbox", "--from", "docx+styles", "--to", "json"]
    fault = Fault("The file cannot be read.", "Open it in Word, and save it under another name.")
    try:
        done = subprocess.run(command, input=_bare(parts), capture_output=True, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        mend = "Divide it into several, or ask for a shorter version."
        raise RefusedError(Fault("The file takes too long to read.", mend)) from None
    if done.returncode:
        raise RefusedError(fault)
    document: Node = json.loads(done.stdout)
    return document


def _bare(parts: Parts) -> bytes:
    """The file again, with only what its text needs; pictures are there in name alone."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in parts.data.items():
            if name.endswith(TEXT_ENDINGS) and not name.startswith(_LEFT_OUT):
                archive.writestr(zipfile.ZipInfo(name), _WRAPPERS.sub(b"", data))
            elif "/media/" in name:
                archive.writestr(zipfile.ZipInfo(name), b"-")
    return file.getvalue()


def blocks(document: Node, pictures: Mapping[str, str]) -> list[Block]:
    """The text as blocks. `pictures` tells where each picture of the file will lie."""
    return list(_Reading(pictures).blocks(document))


class _Reading:
    """Turns what pandoc tells into blocks; only lists have to be told apart by a number."""

    def __init__(self, pictures: Mapping[str, str]) -> None:
        self._pictures = pictures
        self._list = 0

    def blocks(self, document: Node) -> Iterator[Block]:
        """The lines at the top, then the text."""
        for name in _FROM_THE_TOP:
            for inlines in _meta(document["meta"].get(name)):
                style = "title" if name == "title" else "paragraph"
                yield from self._styled(self._paragraph(inlines), style)
        yield from self._read(document["blocks"])

    def _read(self, nodes: Sequence[Node], style: str = "") -> Iterator[Block]:
        for node in nodes:
            yield from self._styled(self._block(node), style)

    def _styled(self, found: Iterator[Block], style: str) -> Iterator[Block]:
        for block in found:
            if style == "guidance":
                yield replace(block, style="guidance")
            elif style == "title" and block.text:
                yield Block("title", block.text)
            else:
                yield block

    def _block(self, node: Node) -> Iterator[Block]:
        name: str = node["t"]
        content: Any = node.get("c")
        if name in ("Para", "Plain"):
            yield from self._paragraph(content)
        elif name == "Header":
            text = plain(content[2])
            yield Block("heading", text, written(content[2], self._pictures), level=content[0])
        elif name == "Div":
            style = dict(content[0][2]).get("custom-style", "").lower()
            yield from self._read(content[1], style if style in _STYLES else "")
        elif name == "Figure":
            yield from self._read([*content[2], *content[1][1]])
        elif name == "BlockQuote":
            yield from self._quotation(content)
        elif name in ("BulletList", "OrderedList"):
            self._list += 1
            yield from self._items(node, "", self._list)
        elif name == "Table":
            yield from self._table(content)
        elif name == "CodeBlock":
            yield Block("paragraph", content[1], f"```\n{content[1]}\n```")
        elif name == "LineBlock":
            for line in content:
                yield from self._paragraph(line)
        elif name == "DefinitionList":
            for term, meanings in content:
                yield from self._paragraph(term)
                for meaning in meanings:
                    yield from self._read(meaning)

    def _paragraph(self, inlines: Sequence[Node]) -> Iterator[Block]:
        text, marked = plain(inlines), written(inlines, self._pictures)
        is_bold = len(inlines) == 1 and inlines[0]["t"] == "Strong"
        if is_bold and 0 < len(text) <= _LONGEST_BOLD_HEADING:
            yield Block("bold", text, marked)
        elif text or marked:
            yield Block("paragraph", text, marked)

    def _quotation(self, nodes: Sequence[Node]) -> Iterator[Block]:
        inside = list(self._read(nodes))
        lines = markdown(inside).split("\n")
        text = "\n".join(f"> {line}".rstrip(" ") if not line else f"> {line}" for line in lines)
        yield Block("paragraph", plain_blocks(inside), text)

    def _items(self, node: Node, indent: str, number: int) -> Iterator[Block]:
        is_ordered = node["t"] == "OrderedList"
        items = node["c"][1] if is_ordered else node["c"]
        first = node["c"][0][0] if is_ordered else 0
        for place, item in enumerate(items, first):
            mark = f"{place}. " if is_ordered else "- "
            yield from self._item(item, mark, indent, number)

    def _item(self, nodes: Sequence[Node], mark: str, indent: str, number: int) -> Iterator[Block]:
        """The words of an item, and its further paragraphs with it; then the lists inside it."""
        own = [block for node in _flat(nodes) if not _is_list(node) for block in self._block(node)]
        if own:
            first, *more = (block.markdown or block.text for block in own)
            inside = indent + _INDENT
            parts = [f"{indent}{mark}{_deeper(first, inside)}"]
            parts += [f"{inside}{_deeper(part, inside)}" for part in more]
            text = "\n".join(block.text for block in own if block.text)
            yield Block("item", f"- {text}", "\n\n".join(parts), level=number)
        for node in _flat(nodes):
            if _is_list(node):
                yield from self._items(node, indent + _INDENT, number)

    def _table(self, content: Any) -> Iterator[Block]:
        _attributes, caption, columns, head, bodies, foot = content
        rows = [*head[1], *(row for body in bodies for row in [*body[2], *body[3]]), *foot[1]]
        grid = self._grid(rows, len(columns))
        if len(columns) < 2:  # a frame around a text
            yield from (block for row in grid for inside in row for block in inside)
            return
        texts = tuple(tuple(" ".join(plain_blocks(c).split()) for c in row) for row in grid)
        lines = [[_cell(inside) for inside in row] for row in grid]
        if not any(text for row in lines for text in row):
            return
        lines.insert(1, ["---"] * len(columns))
        yield from self._read(caption[1])
        text = "\n".join(" | ".join(row) for row in texts)
        table = "\n".join(f"| {' | '.join(row)} |" for row in lines)
        yield Block("table", text, table, rows=texts)

    def _grid(self, rows: Sequence[Any], width: int) -> list[list[list[Block]]]:
        """What each cell holds; one that takes the room of several is followed by empty ones."""
        grid: list[list[list[Block]]] = []
        taken = [0] * width
        for _attributes, cells in rows:
            waiting = list(cells)
            row: list[list[Block]] = []
            while len(row) < width:
                column = len(row)
                if taken[column] or not waiting:
                    taken[column] = max(taken[column] - 1, 0)
                    row.append([])
                    continue
                _attributes, _align, height, wide, content = waiting.pop(0)
                for covered in range(column, min(column + wide, width)):
                    taken[covered] = height - 1
                row += [list(self._read(content)), *([[]] * (wide - 1))]
            grid.append(row[:width])
        return grid


def _meta(value: Any) -> Iterator[list[Node]]:
    """The paragraphs of one value that pandoc lifted out."""
    if not value:
        return
    if value["t"] == "MetaInlines":
        yield value["c"]
    elif value["t"] == "MetaBlocks":
        yield from (block["c"] for block in value["c"] if block["t"] in ("Para", "Plain"))
    elif value["t"] == "MetaList":
        for each in value["c"]:
            yield from _meta(each)
    elif value["t"] == "MetaString":
        yield [{"t": "Str", "c": value["c"]}]


def _cell(inside: Sequence[Block]) -> str:
    """What a cell holds as Markdown on one line; a table in a table is only its words."""
    parts = [escaped(b.text) if b.style == "table" else b.markdown or b.text for b in inside]
    return cell("  \n".join(parts).replace("\n\n", "  \n"))


def _flat(nodes: Sequence[Node]) -> Iterator[Node]:
    """Blocks without the boxes that only tell their style."""
    for node in nodes:
        if node["t"] == "Div":
            yield from _flat(node["c"][1])
        else:
            yield node


def _is_list(node: Node) -> bool:
    return node["t"] in ("BulletList", "OrderedList")


def _deeper(text: str, indent: str) -> str:
    """Further lines of a block, set in as far as its first."""
    return text.replace("\n", f"\n{indent}")
