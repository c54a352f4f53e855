"""Withdrawn addresses, kept so that a page there says so and nothing else ever takes its place.

`content/withdrawn.yml` holds an address and a day, and never a title or a reason.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from knowledge.fields import Address, Day, Fields, validate
from knowledge.frontmatter import read_list
from knowledge.problems import Problem

WITHDRAWN_FILE = "content/withdrawn.yml"
REMARK = """\
# Addresses whose pages were taken down. Each says so, and is never used again.
# Written by `make withdraw`. No title, no name, no reason.
"""


class WithdrawnFields(Fields):
    """One address and the day on which its page was taken down."""

    address: Address
    date: Day


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """An address, the day on which its page was taken down, and where that is written."""

    address: str
    day: date
    line: int


def read_withdrawn(root: Path) -> tuple[tuple[Withdrawn, ...], list[Problem]]:
    """The withdrawn addresses of a project, and every line that cannot be used."""
    file = root / WITHDRAWN_FILE
    if not file.is_file():
        return (), []
    problems: list[Problem] = []
    rows = []
    for document in read_list(WITHDRAWN_FILE, file.read_bytes()):
        problems += document.problems
        if not document.values:
            continue
        fields, faults = validate(document, WithdrawnFields, "withdrawn address")
        problems += faults
        if fields:
            rows.append(Withdrawn(fields.address, fields.date, document.line(())))
    return tuple(rows), problems


def written(rows: Iterable[Withdrawn]) -> str:
    """The text of the file, in the order of the addresses."""
    return REMARK + "".join(_row(row) for row in sorted(rows, key=lambda row: row.address))


def _row(row: Withdrawn) -> str:
    return f"- address: {row.address}\n  date: {row.day.isoformat()}\n"
