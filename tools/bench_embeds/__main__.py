"""`python -m tools.bench_embeds`: prints what cards cost, each figure beside what is asked."""

import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from knowledge import Library, open_library
from tools.bench_embeds import report
from tools.bench_embeds.browsing import card_rows, page_rows, script_rows, started
from tools.bench_embeds.building import building_rows, publish
from tools.bench_embeds.pasted import pasted
from tools.bench_embeds.report import Row
from tools.bench_embeds.serving import served
from tools.bench_embeds.weights import node_program, weight_rows
from tools.build.builder import ROOT


def main() -> int:
    """Prints each part in turn, then what is missed."""
    library, _problems = open_library(ROOT)
    if library is None:
        print("site.yml cannot be read; `make check` says why.", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as name:
        rows = [*_published(library, Path(name)), *_builds(Path(name))]
    for line in report.summary(rows):
        print(line)
    return 0


def _published(library: Library, folder: Path) -> list[Row]:
    with served(folder / "site") as server:
        print("Publishing the site ...", flush=True)
        publish(folder / "site", server.cards)
        found = list(pasted(library, folder / "site", server.cards))
        rows = _tell("What is sent:", weight_rows(folder / "site", node_program()))
        with started() as browser:
            rows += _tell("Each card by itself:", card_rows(browser, found))
            rows += _tell("On the pages of hosts:", page_rows(browser, server, found))
        return rows + _tell("Ten cards on one page:", script_rows(server, found))


def _builds(folder: Path) -> list[Row]:
    print("\nBuilding with cards and without, in turn:", flush=True)
    return _tell("What they cost a build:", building_rows(folder))


def _tell(title: str, rows: Iterable[Row]) -> list[Row]:
    told = []
    print(f"\n{title}", flush=True)
    for row in rows:
        print(row.text, flush=True)
        told.append(row)
    return told


if __name__ == "__main__":
    sys.exit(main())
