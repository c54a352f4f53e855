"""`python -m tools.bench_search`: prints how our search does beside Lunr as it comes and Pagefind.

SEED=7 draws other questions and other generated sites, PAGES=1000 leaves out larger sites,
BROWSER=no leaves out the part in a browser.
"""

import os
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from knowledge import Library, open_library
from tools.bench_search import report
from tools.bench_search.comparing import compare, prepare, rank
from tools.bench_search.corpora import generated_documents, own_documents
from tools.bench_search.report import Row
from tools.bench_search.sites import ROOT, pagefind_program
from tools.bench_search.targets import SIZES
from tools.bench_search.truth import link_texts, truths

_OWN_ROUNDS = 1


def main() -> int:
    """Prints each site in turn, then what is missed."""
    library, _problems = open_library(ROOT)
    if library is None:
        return _stop("site.yml cannot be read; `make check` says why.")
    seed, most = os.environ.get("SEED", "0"), os.environ.get("PAGES", str(max(SIZES)))
    if not (seed.isdecimal() and most.isdecimal()):
        return _stop("SEED and PAGES are whole numbers, such as SEED=7 PAGES=1000.")
    if pagefind_program() is None:
        return _stop("Pagefind is not here. `make setup-test` installs it where npm has it.")
    print(f"Our search beside Lunr as it comes and Pagefind. SEED={seed}.")
    with tempfile.TemporaryDirectory() as folder:
        rows = _own(library, Path(folder) / "own", int(seed))
        for size in SIZES:
            if size <= int(most):
                rows += _generated(library, Path(folder) / "generated", size, int(seed))
            else:
                print(f"\n{size:,} pages made like ours: not measured, as PAGES={most}.")
    print("\nThat our index gives just what a whole index of Lunr gives, the tests prove.")
    _tell(report.summary(rows))
    return 0


def _stop(message: str) -> int:
    print(message, file=sys.stderr)
    return 1


def _own(library: Library, site: Path, seed: int) -> list[Row]:
    documents = own_documents(library)
    print(f"\nOur own content, {len(documents)} documents:", flush=True)
    sets = {**truths(documents, seed), "links": link_texts(library, documents)}
    prepare(site, documents, library.site.language, _OWN_ROUNDS)
    found = rank(site, sets)
    scores = {engine: report.scores(sets, found[engine]) for engine in found}
    rows = report.ranking_rows(min(SIZES), scores)
    _tell(report.ranking_table(scores))
    _tell(row.text for row in rows)
    return rows


def _generated(library: Library, site: Path, size: int, seed: int) -> list[Row]:
    documents = generated_documents(library, size, seed)
    print(f"\n{size:,} pages made like ours; KB with brotli (and with gzip):", flush=True)
    sets = truths(documents, seed)
    has_browser = os.environ.get("BROWSER", "yes") != "no"
    found = compare(site, documents, sets, library.site.language, seed, has_browser)
    scores = {engine: report.scores(sets, found.found[engine]) for engine in found.found}
    rows = [*report.ranking_rows(size, scores), *report.cost_rows(size, found)]
    _tell(report.ranking_table(scores))
    _tell(row.text for row in rows)
    _tell(report.notes(found))
    return rows


def _tell(lines: Iterable[str]) -> None:
    for line in lines:
        print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main())
