"""What was measured as a table in Markdown, held against the one in docs/testing-editors.md."""

from collections.abc import Iterator, Mapping
from itertools import takewhile

from tests.conftest import ROOT
from tests.editors.filters import FILTERS, NO_FILTER
from tests.editors.remains import KEPT

GUIDE = ROOT / "docs" / "testing-editors.md"
FIRST = "Form"

Cells = Mapping[tuple[str, str], str]
"""What is left, by the form of the snippet and the name of the filter."""


def table(cells: Cells) -> str:
    """A row for each form, a column for each filter."""
    forms = dict.fromkeys(form for form, _name in cells)
    rows = [[FIRST, *FILTERS], ["---"] * (1 + len(FILTERS))]
    rows += [[form, *(cells[form, name] for name in FILTERS)] for form in forms]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def promised(guide: str) -> dict[tuple[str, str], str]:
    """The cells of the table in the guide; without a filter, everything is kept."""
    _before, head, after = guide.partition(f"| {FIRST} |")
    lines = takewhile(lambda line: line.startswith("|"), (head + after).splitlines())
    (_first, *names), _line, *rows = ([c.strip() for c in line[1:-1].split("|")] for line in lines)
    found = {(row[0], NO_FILTER): KEPT for row in rows}
    for form, *cells in rows:
        found |= {(form, name): cell for name, cell in zip(names, cells, strict=True)}
    return found


def differences(cells: Cells, guide: Cells) -> Iterator[str]:
    """Where the guide says something else than what was measured."""
    for form, name in dict.fromkeys([*cells, *guide]):
        left, said = (each.get((form, name), "not there") for each in (cells, guide))
        if left != said:
            yield f"{name}, {form}: '{left}', and {GUIDE.name} says '{said}'."
