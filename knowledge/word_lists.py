"""Word lists: a table or a JSON file that someone already has, as rows of our own fields."""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from knowledge.exports import COLUMNS, FIELDS, LIST_MARK, without_apostrophe
from knowledge.problems import did_you_mean

TEXT = "text"
"""The name of what becomes the body; every other name is a field of a definition."""

LISTS = frozenset({"aliases", "forms", "part_of", "see_also", "not_in", "sources"})

NOT_TAKEN = frozenset({"address", "topics", "credits", "reviewed"})
"""What our own files tell and the new site has to say for itself."""

SYNONYMS: Mapping[str, Sequence[str]] = {
    "title": ("term", "word", "name", "label", "headword", "pref label", "preferred label"),
    "short": ("definition", "meaning", "what it means", "description", "gloss", "explanation"),
    "aliases": (
        "alias",
        "synonym",
        "synonyms",
        "aka",
        "also called",
        "also known as",
        "other names",
        "alt label",
        "alternative labels",
    ),
    "forms": ("form", "variants", "spellings", "hidden label"),
    "acronym": ("abbreviation", "abbr", "initials", "short form"),
    "part_of": ("broader", "broader term", "parent"),
    "see_also": ("related", "related terms", "see"),
    "note": ("notes",),
    "sources": ("source", "reference", "references"),
    "welsh": ("cymraeg", "in welsh"),
    TEXT: ("body", "details", "more"),
}
"""Other names that a column may have."""

_ADDRESS = re.compile(r"https?://\S+\Z")
_CITED = re.compile(r"(?P<title>.*\S)\s*<(?P<url>https?://[^\s<>]+)>\Z", re.DOTALL)
_FIRST_LINE = re.compile(r"sep=([,;\t|])\r?\n", re.IGNORECASE)

Fault = tuple[int, str, str]
"""The line, what is wrong, and how to mend it."""


@dataclass(frozen=True, slots=True)
class Row:
    """One word of a list: the line it begins on, and what is known of it."""

    line: int
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class WordList:
    """The rows of a file, every fault in it, and what is left out without being a fault."""

    rows: Sequence[Row] = ()
    faults: Sequence[Fault] = ()
    notes: Sequence[str] = ()


def read_table(text: str) -> WordList:
    """The words in a table, whose first line names its columns."""
    chosen = _FIRST_LINE.match(text)
    text, skipped = (text[chosen.end() :], 1) if chosen else (text, 0)
    mark = chosen[1] if chosen else _separator(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    lines: list[tuple[int, list[str]]] = []
    line = skipped + 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                lines.append((line, cells))
            line = skipped + reader.line_num + 1
    except csv.Error as error:
        return WordList(faults=[(line, *_table_fault(str(error)))])
    return _rows(lines)


def _table_fault(error: str) -> tuple[str, str]:
    if "limit" in error:
        what = "A cell of the row that starts on this line is far too long."
        return what, "Is a quote missing at its end? If not, shorten it."
    what = "A quote in the row that starts on this line is closed too early or never."
    mend = 'Put the whole cell in double quotes, and write a quote inside it twice: ""'
    return what, mend


def _separator(text: str) -> str:
    """The mark that stands most often between the names of the columns."""
    names = re.sub(r'"[^"]*"', "", text.lstrip().partition("\n")[0])
    return max(",;\t", key=names.count)


def _rows(lines: list[tuple[int, list[str]]]) -> WordList:
    if not lines:
        return WordList(faults=[(1, "The file is empty.", "Name the columns in its first line.")])
    (line, names), *rest = lines
    fields = [_field(name) for name in names]
    faults = list(_heading_faults(line, names, fields))
    if faults:
        return WordList(faults=faults)
    rows = []
    for line, cells in rest:
        if len(cells) > len(names):
            what = f"This row has {len(cells)} cells, and the first line names {len(names)}."
            mend = "Put a cell that holds the mark between cells in double quotes."
            faults.append((line, what, mend))
            continue
        read = zip(fields, cells, strict=False)
        rows.append(Row(line, {name: _cell(name, cell) for name, cell in read if name}))
    return WordList(rows, faults, _left_out(names))


def _field(name: str) -> str:
    """The field that a column or key stands for; empty when there is none."""
    plain = _plain(name)
    known = {_plain(field): field for field in (*FIELDS, "slug", TEXT)}
    known |= {other: field for field, others in SYNONYMS.items() for other in others}
    field = known.get(plain, "")
    return "" if field in NOT_TAKEN else field


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", " ", name).strip().casefold()


def _left_out(names: Iterable[str]) -> list[str]:
    """A note on each column or key that is not read."""
    unread = [name for name in names if name.strip() and not _field(name)]
    anew = [name for name in unread if _plain(name) in NOT_TAKEN]
    told = [f"Not taken over, as this site says it anew: {', '.join(anew)}."] if anew else []
    known = {*COLUMNS, *(other for others in SYNONYMS.values() for other in others)} - NOT_TAKEN
    for name in unread:
        if name not in anew:
            mend = did_you_mean(
                _plain(name), known, "For the names it may have, see docs/open-data.md."
            )
            told.append(f"'{name}' is left out. {mend}")
    return told


def _heading_faults(line: int, names: list[str], fields: list[str]) -> Iterator[Fault]:
    if "title" not in fields:
        mend = "Name the columns in the first line, such as: title,short,aliases"
        yield line, "No column is called 'title', 'term' or 'word'.", mend
    first: dict[str, str] = {}
    for name, field in zip(names, fields, strict=True):
        if field and first.setdefault(field, name) is not name:
            what = f"The columns '{first[field]}' and '{name}' both stand for '{field}'."
            yield line, what, "Rename one, or take it out."


def _cell(name: str, cell: str) -> Any:
    text = without_apostrophe(cell.strip())
    if name not in LISTS:
        return text
    marks = (LIST_MARK, ";") if name == "sources" else (LIST_MARK, ";", ",")
    mark = next((mark for mark in marks if mark in text), LIST_MARK)
    items = [part.strip() for part in text.split(mark) if part.strip()]
    return [_source(item) for item in items] if name == "sources" else items


def _source(text: str) -> dict[str, str]:
    """A source written in place, from words, from an address, or from words <address>."""
    cited = _CITED.match(text)
    if cited:
        return {"title": cited["title"], "url": cited["url"]}
    return {"title": text, "url": text} if _ADDRESS.match(text) else {"title": text}


def read_json(text: str) -> WordList:
    """The words in a JSON file: our own, or a list of objects with the same names."""
    data = json.loads(text)
    items = data
    if isinstance(data, dict):
        items = data.get("definitions", [data["definition"]] if "definition" in data else None)
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        mend = "It must hold a list of objects, alone or as 'definitions'."
        return WordList(faults=[(1, "This file holds no list of words.", mend)])
    lines = [1] if "definition" in data else _item_lines(text)
    rows = [Row(line, _taken(item)) for line, item in zip(lines, items, strict=True)]
    names = dict.fromkeys(name for item in items for name in item)
    return WordList(rows, (), _left_out(names))


def _taken(item: Mapping[str, Any]) -> dict[str, Any]:
    return {_field(name): value for name, value in item.items() if _field(name)}


def _item_lines(text: str) -> Iterator[int]:
    """The line on which each item of the list begins, as the parser does not tell."""
    named = re.search(r'"definitions"\s*:\s*\[', text)
    place = named.end() if named else text.index("[") + 1
    decoder = json.JSONDecoder()
    while item := re.compile(r"[\s,]*(?=\{)").match(text, place):
        yield text.count("\n", 0, item.end()) + 1
        _value, place = decoder.raw_decode(text, item.end())
