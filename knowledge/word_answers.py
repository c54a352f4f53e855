"""Word answers: which passage of a Word file answers which question of a form.

It hides how people write: in our template, under headings of their own, in lines such as
"Place: Cardiff", or with lines in bold for headings. The form in the browser does the same.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, Protocol

SOURCES = "sources"
SOURCE_COLUMNS = {"title": "title", "publisher": "publisher", "year": "year", "web address": "url"}
"""The columns of the table of sources in our template, and what each is called in a file."""

_TITLE = "title"
_BODY = "body"
_DEEPEST = 6
_NUMBER = re.compile(r"\d+[.)]\s+")
_LABEL = re.compile(r"([^:\n]+):[^\S\n]*(\S.*)")
_WEB_ADDRESS = re.compile(r"https?://[^\s<>\"“”]*[^\s<>\"“”.,;:!?)\]]")
_PICTURE = re.compile(r"!\[[^\]]*\]\([^)\s]*\)")
_STRAIGHT = str.maketrans("‘’“”", "''\"\"")


class Question(Protocol):
    """What has to be known of a question: the title of its group, its field and its words."""

    @property
    def group(self) -> str: ...
    @property
    def field(self) -> str: ...
    @property
    def ask(self) -> str: ...
    @property
    def help(self) -> str | None: ...
    @property
    def example(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, an item of a list or a table: its plain words, and the same as Markdown.

    `bold` is a paragraph all in bold letters. `level` is that of a heading, or tells one list
    from the next; `rows` are the cells of a table.
    """

    style: Literal["title", "heading", "bold", "guidance", "paragraph", "item", "table"]
    text: str
    markdown: str = ""
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Answers:
    """What a file says: passages by the field that they fill, sources, and what fits nowhere."""

    passages: Mapping[str, tuple[Block, ...]]
    sources: tuple[Mapping[str, str], ...] = ()
    unplaced: tuple[Block, ...] = ()


def answers(blocks: Sequence[Block], questions: Sequence[Question]) -> Answers:
    """Every block in its place, in the order of the questions; nothing is left out."""
    return _Sorting(blocks, questions).answers()


def plain(blocks: Sequence[Block]) -> str:
    """The words of passages: an empty line between paragraphs, "- " before items of a list."""
    return _joined([(block, block.text) for block in blocks])


def markdown(blocks: Sequence[Block]) -> str:
    """Passages as Markdown."""
    return _joined([(block, block.markdown or block.text) for block in blocks])


def _joined(parts: Sequence[tuple[Block, str]]) -> str:
    """Items of one list stand close, unless one has several paragraphs."""
    text, last = "", (0, False)
    for block, part in parts:
        if part:
            this = (block.level, block.style == "item" and "\n\n" not in part)
            text += ("\n" if this == last and last[1] else "\n\n" if text else "") + part
            last = this
    return text


class _Sorting:
    """The blocks of a file on their way to the questions."""

    def __init__(self, blocks: Sequence[Block], questions: Sequence[Question]) -> None:
        self._blocks = blocks
        asks = {_spelt(question.ask): question.field for question in questions}
        fields = [question.field for question in questions]
        self._names = {_spelt(field.replace("_", " ")): field for field in fields} | asks
        self._groups = {_spelt(question.group) for question in questions}
        self._has_title = any(block.style == "title" for block in blocks)
        found = {_spelt(block.text) for block in blocks if block.style in ("heading", "bold")}
        self._is_template = len(found & set(asks)) > 1
        self._has_guidance = any(block.style == "guidance" for block in blocks)
        self._told = dict(_told(questions)) if self._is_template else {}
        # Where nothing else is said, the words of a tip are the tip.
        self._default = _BODY if _BODY in fields else ""
        self._passages: dict[str, list[Block]] = {field: [] for field in fields}
        self._sources: list[dict[str, str]] = []
        self._unplaced: list[Block] = []
        self._field = ""
        self._level = 0

    def answers(self) -> Answers:
        """Sorts all blocks, once."""
        for number, block in enumerate(self._blocks):
            if self._is_told(block):
                continue
            if block.style == "guidance":
                self._place(replace(block, style="paragraph"))
            elif not self._is_heading(block, is_first=number == 0) and not self._is_labelled(block):
                self._place(block)
        passages = {field: tuple(found) for field, found in self._passages.items() if found}
        return Answers(passages, tuple(self._sources), tuple(self._unplaced))

    def _is_told(self, block: Block) -> bool:
        """Whether these are words of our template: its remarks, or a help or an example.

        People type answers into the style of the help, so what else has that style is taken.
        Programs that lose the style leave the words, so without it they are known by themselves.
        """
        if block.style == "guidance" and not self._field:
            return True
        if block.style != "guidance" and (self._has_guidance or block.style == "heading"):
            return False
        after_colon = block.text.partition(":")[2]
        texts = (_spelt(text) for text in (block.text, after_colon) if text)
        return any(self._field in self._told.get(text, ()) for text in texts)

    def _is_heading(self, block: Block, is_first: bool) -> bool:
        """Turns to what a heading is about, and says whether that is all that it is for."""
        if block.style == "title":
            return self._is_title(block)
        if block.style in ("item", "table"):
            return False
        name = _spelt(block.text)
        if name in self._names:
            self._field, self._level = self._names[name], block.level
            return True
        if block.style == "paragraph":
            return False
        if name in self._groups:
            self._field, self._level = "", block.level
            return True
        if is_first and not self._has_title and block.level < 2 and not _labelled(block.text):
            return self._is_title(block)
        if block.style == "heading" and (block.level <= self._level or not self._level):
            self._field, self._level = "", block.level
        return False

    def _is_title(self, block: Block) -> bool:
        """The title of our template is the form's own; elsewhere the first one is the story's."""
        if self._is_template:
            return True
        passage = self._passages.get(_TITLE)
        if passage is None or passage:
            return False
        passage.append(block)
        return True

    def _is_labelled(self, block: Block) -> bool:
        """Takes lines such as "Place: Cardiff", if the block is nothing else."""
        if self._field or block.style in ("item", "table"):
            return False
        pairs = [_labelled(line) for line in block.text.split("\n")]
        found = [(self._names.get(_spelt(label)), words) for label, words in filter(None, pairs)]
        if len(found) < len(pairs) or not all(field for field, _words in found):
            return False
        for field, words in found:
            self._add(field or "", Block("paragraph", words))
        return True

    def _place(self, block: Block) -> None:
        columns = _source_columns(block)
        if columns and SOURCES in self._passages:
            self._sources += _source_rows(block, columns)
        elif block.style == "heading":
            signs = "#" * min(_DEEPEST, 2 + max(block.level - self._level, 0))
            written = f"{signs} {block.markdown or block.text}"
            self._add(self._field or self._default, replace(block, markdown=written))
        else:
            self._add(self._field or self._default, block)

    def _add(self, field: str, block: Block) -> None:
        if field == SOURCES:
            self._sources += map(_source, filter(str.strip, block.text.split("\n")))
            block = replace(block, markdown="".join(_PICTURE.findall(block.markdown)), text="")
            field = ""
        if block.text or block.markdown:
            self._passages.get(field, self._unplaced).append(block)


def _spelt(text: str) -> str:
    """A heading without capitals, its number and the signs at its end."""
    text = unicodedata.normalize("NFKC", text).translate(_STRAIGHT).casefold()
    return " ".join(_NUMBER.sub("", text.strip(), count=1).strip(" \t:?!.…").split())


def _told(questions: Sequence[Question]) -> Iterator[tuple[str, list[str]]]:
    """Each help and example, with the fields of the questions that it stands under."""
    fields: dict[str, list[str]] = {}
    for question in questions:
        for text in filter(None, (question.help, question.example)):
            fields.setdefault(_spelt(text), []).append(question.field)
    yield from fields.items()


def _labelled(line: str) -> tuple[str, str] | None:
    found = _LABEL.fullmatch(line.strip())
    return (found[1], found[2]) if found else None


def _source_columns(block: Block) -> list[str]:
    """What each column of a table of sources holds; nothing for any other table."""
    found = [SOURCE_COLUMNS.get(_spelt(cell), "") for cell in block.rows[0]] if block.rows else []
    return found if {"title", "url"} <= set(found) else []


def _source_rows(block: Block, columns: Sequence[str]) -> Iterator[dict[str, str]]:
    for row in block.rows[1:]:
        cells = dict(zip(columns, (" ".join(cell.split()) for cell in row), strict=False))
        found = {name: cells.get(name, "") for name in SOURCE_COLUMNS.values()}
        if any(found.values()):
            title = found["title"] or found["url"] or found["publisher"] or found["year"]
            yield {**found, "title": title}


def _source(line: str) -> dict[str, str]:
    """A source that somebody wrote as a line of text: its web address, and all else as title."""
    line = line.removeprefix("- ").strip()
    address = _WEB_ADDRESS.search(line)
    if not address:
        return {"title": line, "publisher": "", "year": "", "url": ""}
    rest = f"{line[: address.start()].rstrip(' (<')} {line[address.end() :].lstrip(' )>')}"
    title = rest.strip(" .,;:") or address[0]
    return {"title": title, "publisher": "", "year": "", "url": address[0]}
