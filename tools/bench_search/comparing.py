"""Makes a site for each engine and measures them side by side."""

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from knowledge.search import SearchDocument
from tools.bench_search.browsing import Visits, visits
from tools.bench_search.building import Building, measure
from tools.bench_search.questions import questions
from tools.bench_search.ranking import Found, found_by
from tools.bench_search.sites import (
    ENGINES,
    bundle_asker,
    bundle_code,
    documents_file,
    is_together,
    write_html,
    write_lunr,
)
from tools.bench_search.stored import store
from tools.bench_search.truth import Truth
from tools.bench_search.weights import Costs, costs

ROUNDS = {100: 7, 1_000: 5, 10_000: 3}
"""How often each size is built."""


@dataclass(frozen=True, slots=True)
class Measured:
    """All that was measured on one generated site. No visits where no browser was wanted."""

    building: Building
    found: Mapping[str, Mapping[str, Found]]
    ours: Costs
    pagefind: Costs
    visits: Visits | None
    is_together: bool


def prepare(
    site: Path, documents: Sequence[SearchDocument], language: str, rounds: int
) -> Building:
    """Writes the documents, and each engine's index of them."""
    shutil.rmtree(site, ignore_errors=True)
    site.mkdir(parents=True)
    store(documents, documents_file(site))
    write_html(site, language)
    write_lunr(site)
    building = measure(site, language, rounds)
    bundle_code(site)
    # Node takes the script for a module only if this says so; no reader gets it.
    (site / "pagefind" / "package.json").write_text('{"type": "module"}', "utf-8")
    return building


def rank(site: Path, sets: Mapping[str, Truth]) -> dict[str, Mapping[str, Found]]:
    """What each engine finds for the questions of each set."""
    return {
        engine: found_by(bundle_asker(engine, site), site / engine.lower(), sets)
        for engine in ENGINES
    }


def compare(
    site: Path,
    documents: Sequence[SearchDocument],
    sets: Mapping[str, Truth],
    language: str,
    seed: int,
    has_browser: bool,
) -> Measured:
    """Everything, for one generated site."""
    building = prepare(site, documents, language, ROUNDS[len(documents)])
    asked = questions(documents, seed)
    ours, pagefind = (
        costs(bundle_asker(engine, site), site / engine.lower(), asked, engine == "ours")
        for engine in ("ours", "Pagefind")
    )
    return Measured(
        building,
        rank(site, sets),
        ours,
        pagefind,
        visits(site, asked.mixed) if has_browser else None,
        is_together(site),
    )
