"""What was promised to other sites, kept in three small tables beside `site.yml`.

`embed-registry.csv` lists every address for other sites that was ever published,
`embed-daily.csv` the order of the tips of a year, `embed-heights.csv` how tall cards are.
`make register` adds to them.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from knowledge.problems import Problem, did_you_mean

REGISTRY = "embed-registry.csv"
DAILY = "embed-daily.csv"
HEIGHTS = "embed-heights.csv"
COLUMNS: Mapping[str, tuple[str, ...]] = {
    REGISTRY: ("address", "first_published", "status", "instead"),
    DAILY: ("year", "tips"),
    HEIGHTS: ("card", "narrow", "wide"),
}
LIVE = "live"
WITHDRAWN = "withdrawn"

_HOW = "See 'For ever' in docs/embedding.md."


@dataclass(frozen=True, slots=True)
class Promise:
    """An address that was published: since when, whether it still stands, where to go on.

    `instead` is the root-relative address to which a withdrawn card leads; it may be empty.
    """

    address: str
    first_published: str
    status: str
    instead: str
    line: int


@dataclass(frozen=True, slots=True)
class EmbedTables:
    """The three tables. `promises` is None where nothing has been registered yet.

    `daily` has the slugs of a year in their order, `heights` the pixels of a card in a
    narrow and in a wide column, by its name.
    """

    promises: tuple[Promise, ...] | None = None
    daily: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    heights: Mapping[str, tuple[int, int]] = field(default_factory=dict)


class _BadRowError(ValueError):
    """A row that says what no row can; the message is what is wrong and how to mend it."""

    def __init__(self, what: str, mend: str) -> None:
        super().__init__(what, mend)


def read_embed_tables(root: Path) -> tuple[EmbedTables, list[Problem]]:
    """The tables of a project folder, and every line of them that cannot be used."""
    problems: list[Problem] = []
    promises: dict[str, Promise] = {}
    daily: dict[int, tuple[str, ...]] = {}
    heights: dict[str, tuple[int, int]] = {}

    def keep(name: str, line: int, row: Mapping[str, str]) -> None:
        if name == REGISTRY:
            promise = _promise(line, row)
            if promise.address in promises:
                first = promises[promise.address].line
                raise _BadRowError(
                    f"'{promise.address}' stands on line {first} as well.", "Keep the older line."
                )
            promises[promise.address] = promise
        elif name == DAILY:
            daily[_number(row["year"], "A year", "2027")] = tuple(row["tips"].split())
        else:
            narrow, wide = (_number(row[name], "A height", "312") for name in ("narrow", "wide"))
            heights[row["card"]] = (narrow, wide)

    for name in COLUMNS:
        for line, row in _rows(root / name, problems):
            try:
                keep(name, line, row)
            except _BadRowError as fault:
                problems.append(Problem(name, line, *fault.args))
    is_there = (root / REGISTRY).is_file()
    tables = EmbedTables(tuple(promises.values()) if is_there else None, daily, heights)
    return tables, problems


def _rows(file: Path, problems: list[Problem]) -> Iterator[tuple[int, Mapping[str, str]]]:
    """The rows of a table with their lines; none, and a problem, when its columns are others."""
    if not file.is_file():
        return
    columns = COLUMNS[file.name]
    reader = csv.reader(file.read_text("utf-8-sig", errors="replace").splitlines())
    if tuple(next(reader, ())) != columns:
        what = "The first line does not name the columns of this table."
        problems.append(Problem(file.name, 1, what, f"Write: {','.join(columns)}"))
        return
    for cells in reader:
        if len(cells) == len(columns):
            yield reader.line_num, dict(zip(columns, map(str.strip, cells), strict=True))
        elif cells:
            what = f"This line has {len(cells)} values; the table has {len(columns)} columns."
            mend = f"Write one value for each of {', '.join(columns)}."
            problems.append(Problem(file.name, reader.line_num, what, mend))


def _promise(line: int, row: Mapping[str, str]) -> Promise:
    if not row["address"].startswith("/"):
        raise _BadRowError(f"'{row['address']}' is no address of this site.", "Begin it with /")
    if row["status"] not in (LIVE, WITHDRAWN):
        mend = did_you_mean(row["status"], (LIVE, WITHDRAWN), f"Write {LIVE} or {WITHDRAWN}.")
        raise _BadRowError(f"unknown status '{row['status']}'.", mend)
    try:
        date.fromisoformat(row["first_published"])
    except ValueError:
        what = f"'{row['first_published']}' is no date."
        raise _BadRowError(what, "Write it as 2026-11-23.") from None
    if row["instead"] and not row["instead"].startswith("/"):
        what = f"'{row['instead']}' is no address of this site."
        raise _BadRowError(what, "Begin it with / or leave it empty.")
    return Promise(**row, line=line)


def _number(text: str, name: str, example: str) -> int:
    if not text.isdecimal():
        raise _BadRowError(f"'{text}' is no number.", f"{name} is written as {example}.")
    return int(text)
