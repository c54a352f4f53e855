"""Open data: the definitions in forms that other programs read. Drafts never leave the site.

Each definition becomes one record, and every file is made of records.
What a file holds is promised in docs/open-data.md: things are added to it, never taken away.
"""

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from knowledge import skos
from knowledge.fields import Fields, Source
from knowledge.library import Entry, Library, plain_text

FOLDER = "/api/v1"

FIELDS = (
    "title",
    "short",
    "aliases",
    "forms",
    "acronym",
    "sense",
    "part_of",
    "see_also",
    "not_the_same_as",
    "views",
    "what_they_share",
    "avoid",
    "say_instead",
    "not_in",
    "case_sensitive",
    "auto_link",
    "welsh",
    "topics",
    "note",
    "sources",
    "credits",
    "reviewed",
)
"""The fields of a definition that are told to the world, in the order of docs/authoring.md.

The others only steer this site.
"""

COLUMNS = (
    "title",
    "short",
    "aliases",
    "forms",
    "acronym",
    "sense",
    "part_of",
    "see_also",
    "avoid",
    "say_instead",
    "welsh",
    "topics",
    "note",
    "sources",
    "reviewed",
    "slug",
    "address",
    "text",
)
"""The columns of the table: what fits into one cell each."""

LIST_MARK = "|"

_SOURCE_FIELDS = ("title", "publisher", "year", "url")
_PARAGRAPHS = re.compile(r"\n\s*\n")
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_SPLITS_A_LIST = re.compile("[;,]")

Record = dict[str, Any]
Recall = Callable[[Mapping[str, Record], Callable[[Record], str]], Mapping[str, str]]
"""Gives the text of each record: by the function, if by nothing else."""


def write_anew(found: Mapping[str, Record], write: Callable[[Record], str]) -> Mapping[str, str]:
    """What the function writes, for who knows nothing from before."""
    return {slug: write(record) for slug, record in found.items()}


def files(library: Library, address: str, recall: Recall = write_anew) -> Iterator[tuple[str, str]]:
    """Each file of open data: its address on the site, and its text.

    `address` is the public address; when nobody knows it yet, the site's base path. `recall` may
    know from before how records are written.
    """
    kind = next((kind for kind in library.kinds if kind.name == "definition"), None)
    if kind is None:
        return
    found = records(library, address)
    site = _site(library, address)
    graph = skos.document(site, address + kind.index_address, found)
    texts = recall({record["slug"]: record for record in found}, _json)
    frame = {"site": site, "definitions": [None] if found else []}
    both = _json(frame)
    yield f"{FOLDER}/definitions.json", _filled(both, 2, texts.values()) if found else both
    yield f"{FOLDER}/definitions.csv", table(found)
    yield f"{FOLDER}/glossary.jsonld", skos.json_ld(graph)
    yield f"{FOLDER}/glossary.ttl", skos.turtle(graph)
    one = _json({"site": site, "definition": None})
    for slug, text in texts.items():
        yield record_address(slug), _filled(one, 1, [text])


def record_address(slug: str) -> str:
    """The address of the file that holds one definition."""
    return f"{FOLDER}/definitions/{slug}.json"


def records(library: Library, address: str) -> list[Record]:
    """Every published definition, by title."""
    shown = [entry for entry in library.of_kind("definition") if not entry.is_draft]
    slugs = {entry.slug for entry in shown}
    return [_record(entry, library, address, slugs) for entry in shown]


def _record(entry: Entry, library: Library, address: str, slugs: set[str]) -> Record:
    values = {name: _value(name, getattr(entry.fields, name), library) for name in FIELDS}
    for name in ("part_of", "see_also"):
        values[name] = [slug for slug in values[name] if slug in slugs]
    others = values["not_the_same_as"]
    values["not_the_same_as"] = [other for other in others if other["term"] in slugs]
    paragraphs = map(plain_text, _PARAGRAPHS.split(entry.body))
    return {
        "slug": entry.slug,
        "address": address + entry.address,
        **values,
        "text": "\n\n".join(filter(None, paragraphs)),
    }


def _value(name: str, value: Any, library: Library) -> Any:
    if name == "sources":
        found = map(library.source, value)
        return [_source(source) for source in found if source]
    if name == "credits":
        return [credit if isinstance(credit, str) else credit.name for credit in value]
    if isinstance(value, tuple):
        return [_value("", item, library) for item in value]
    if isinstance(value, Fields):
        fields = type(value).model_fields
        return {inner: _value(inner, getattr(value, inner), library) for inner in fields}
    return value.isoformat() if isinstance(value, date) else value


def _source(source: Source) -> Record:
    """What a page tells of a source: the address of a copy is for editors alone."""
    return {name: getattr(source, name) for name in _SOURCE_FIELDS}


def _site(library: Library, address: str) -> Record:
    site = library.site
    return {
        "name": site.name,
        "short": site.short,
        "address": f"{address}/",
        "language": site.language,
        "copyright": site.copyright,
        "licence": {"name": site.licence.name, "url": site.licence.url},
    }


def _json(data: Mapping[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _filled(frame: str, depth: int, texts: Iterable[str]) -> str:
    """A document with JSON that was written before in the place of its last value, which is None.

    That place lies so many steps deep.
    """
    before, _none, after = frame.rpartition("null")
    joint = "\n" + " " * depth
    return before + f",{joint}".join(text.strip().replace("\n", joint) for text in texts) + after


def table(found: list[Record]) -> str:
    """The records as CSV, made for spreadsheets.

    It begins with a byte order mark, without which Excel takes it for an older encoding.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for record in found:
        writer.writerow([_cell(record[name]) for name in COLUMNS])
    return "\ufeff" + text.getvalue()


def _cell(value: Any) -> str:
    text = _joined(value) if isinstance(value, list) else str(value or "")
    return f"'{text}" if _FORMULA.match(text) else text


def _joined(items: list[Any]) -> str:
    """The items of a list in one cell. A lone item with other marks of a list ends with ours."""
    texts = [_cited(item) if isinstance(item, dict) else str(item) for item in items]
    text = f" {LIST_MARK} ".join(text.replace(LIST_MARK, "/") for text in texts)
    return f"{text} {LIST_MARK}" if len(texts) == 1 and _SPLITS_A_LIST.search(text) else text


def _cited(source: Record) -> str:
    return f"{source['title']} <{source['url']}>" if source["url"] else str(source["title"])


def without_apostrophe(cell: str) -> str:
    """The cell as it was before it was kept from being read as a formula."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
