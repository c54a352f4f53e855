"""The search benchmark runs every engine, and counts bytes, time and memory truly."""

import re
import sys
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.request import urlopen

import pytest

from knowledge.search import SearchDocument, SearchKind, Section
from tools.bench_search import report, slow_link, spending
from tools.bench_search.asking import Answer, Weight, ask, search
from tools.bench_search.browsing import Visit, Visits, visits
from tools.bench_search.building import Building
from tools.bench_search.comparing import Measured, prepare, rank
from tools.bench_search.ranking import Score, score
from tools.bench_search.sites import bundle_asker, is_together
from tools.bench_search.slow_link import Request, served, steps
from tools.bench_search.spending import Spent
from tools.bench_search.targets import SIZES, TARGETS
from tools.bench_search.weights import Costs, Weighed, middle, tally, worst_in_twenty

WORD = SearchKind("definition", "Definition", "Definitions")
LAW = SearchKind("milestone", "Milestone", "Milestones")
DOCUMENTS = [
    SearchDocument(
        "/definitions/oven/",
        WORD,
        "Oven",
        "It bakes.",
        sections=(Section("heat", "Heat", "A hot place with a door."),),
    ),
    SearchDocument("/definitions/rye/", WORD, "Rye", "A grain for a cold oven.", ("secale",)),
    SearchDocument("/timeline/#bread-law", LAW, "Bread law", "It fixed the weight of loaves."),
]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the index of every engine over the same documents."""
    folder = tmp_path_factory.mktemp("site")
    prepare(folder, DOCUMENTS, "en-GB", rounds=1)
    return folder


def test_every_engine_finds_what_is_there(site: Path) -> None:
    sets = {
        "titles": {"oven": frozenset({"/definitions/oven/"})},
        "names": {"secale": frozenset({"/definitions/rye/"})},
        "places": {"bread law": frozenset({"/timeline/#bread-law"})},
        "none": {"zzz": frozenset[str]()},
    }
    found = rank(site, sets)
    assert list(found) == ["ours", "Lunr", "Pagefind"]
    for engine in found.values():
        assert [score(sets[name], engine[name]).mrr for name in sets] == [1, 1, 1, 0]
        assert engine["none"] == {"zzz": []}


def test_what_lunrs_parser_cannot_read_finds_nothing(site: Path) -> None:
    asked = ask(bundle_asker("Lunr", site), site / "lunr", [[search("oven:"), search("oven^")]])
    assert [answer.found for answer in asked.sessions[0]] == [[], []]


# Bytes


def test_reader_counts_files_by_steps_and_only_once_in_a_session(site: Path) -> None:
    session = [search("oven"), search("oven")]
    asked = ask(bundle_asker("Pagefind", site), site / "pagefind", [session, session[:1]], True)
    first, again = asked.sessions[0]
    assert first.steps[:3] == [["pagefind.js"], ["pagefind-worker.js"], ["pagefind-entry.json"]]
    kinds = [sorted(re.sub(r".*\.", "", name) for name in step) for step in first.steps[3:]]
    assert kinds[:2] == [["pagefind", "pf_meta"], ["pf_index"]]
    assert set(kinds[2]) == {"pf_fragment"}
    assert len(kinds) == 3
    assert again.steps == []
    assert asked.sessions[1][0] == first


def test_weight_of_a_file_is_what_a_host_sends(site: Path) -> None:
    asked = ask(bundle_asker("ours", site), site / "ours", [[search("oven")]], weigh=True)
    assert asked.sessions[0][0].steps[0] == ["search-engine.js", "manifest.js"]
    sizes = {name: (site / "ours" / name).stat().st_size for name in asked.weights}
    code = asked.weights["search-engine.js"]
    assert code.brotli < code.gzip < sizes["search-engine.js"] / 2
    assert all(max(weight) <= sizes[name] for name, weight in asked.weights.items())
    both = asked.weight(["search-engine.js", "manifest.js"])
    assert both.brotli == code.brotli + asked.weights["manifest.js"].brotli


def test_small_site_has_its_index_in_one_file(site: Path, tmp_path: Path) -> None:
    assert is_together(site)
    (tmp_path / "ours").mkdir()
    (tmp_path / "ours" / "tabcdef.js").touch()
    assert not is_together(tmp_path)


def test_excerpts_of_ours_are_asked_for_after_the_results(site: Path) -> None:
    session = [search("door"), {**search("door"), "name": "excerpts"}]
    asked = ask(bundle_asker("ours", site), site / "ours", [session])
    results, excerpts = asked.sessions[0]
    assert results.found == ["/definitions/oven/"]
    assert [text.strip() for text in excerpts.found] == ["A hot place with a door."]
    assert [name[0] for name in excerpts.files] == ["f"]


def test_worst_in_twenty_is_what_nineteen_do_not_exceed() -> None:
    assert worst_in_twenty(range(1, 21)) == 19
    assert worst_in_twenty([*range(1, 61)]) == 57
    assert worst_in_twenty([3]) == 3
    assert middle([5, 1, 3]) == 3


SIZE = {"code.js": 100, "m.js": 10, "t1.js": 5, "t2.js": 7, "w1.js": 3, "d1.js": 2, "f1.js": 4}


def weight(names: Iterable[str]) -> Weight:
    total = sum(SIZE[name] for name in names)
    return Weight(total, 2 * total)


def test_tally_tells_each_sort_apart() -> None:
    def answer(*asked: str) -> Answer:
        return Answer([], [step.split() for step in asked])

    one = answer("code.js", "m.js", "t1.js", "d1.js")
    four = answer("code.js", "m.js", "t1.js t2.js", "w1.js", "d1.js")
    told = tally(
        {
            "one": [[one, answer("f1.js")]],
            "two": [[one, answer("f1.js")]],
            "four": [[four, answer()]],
            "beginnings": [[four]],
            "misspelt": [[four]],
            "sessions": [[one, answer("t2.js"), answer("t2.js d1.js")]],
        },
        weight,
        is_ours=True,
    )
    assert told.one == Weighed(117, 234)
    assert told.four == Weighed(127, 254)
    assert told.excerpts == Weighed(4, 8)
    assert told.further == Weighed(8, 16)
    assert told.beginning == Weighed(22, 44)
    assert told.misspelt == Weighed(3, 6)
    assert told.requests == 4
    assert told.steps == 5


# Building


def test_process_is_watched_from_outside() -> None:
    script = "print(sum(range(10**6))); held = b'1' * 50_000_000"
    spent, said = spending.spent_by([sys.executable, "-c", script])
    assert said == "499999500000\n"
    assert spent.seconds > 0
    assert 50_000_000 < spent.memory < 200_000_000


def test_process_that_fails_is_told() -> None:
    with pytest.raises(RuntimeError, match="nothing here"):
        spending.spent_by([sys.executable, "-c", "raise SystemExit('nothing here')"])


BUILDING = Building(
    starts=[Spent(0.5, 40e6), Spent(0.6, 40e6), Spent(0.5, 40e6)],
    ours=[Spent(1.5, 60e6), Spent(2.6, 62e6), Spent(1.0, 60e6)],
    pagefind=[Spent(1.0, 100e6), Spent(4.0, 100e6), Spent(1.0, 80e6)],
)


def test_building_is_what_the_index_adds_beside_all_of_pagefind() -> None:
    assert BUILDING.seconds == pytest.approx(1.0)
    assert BUILDING.time_ratio == pytest.approx(0.5)
    assert BUILDING.memory == pytest.approx(20e6)
    assert BUILDING.memory_ratio == pytest.approx(0.22)
    assert BUILDING.whole_ratios == pytest.approx((1.0, 0.62))


# The slow line


def test_steps_are_requests_that_waited_for_others() -> None:
    code, manifest = Request("code", 0, 1), Request("manifest", 1.1, 2)
    side = [Request("t1", 2.1, 3), Request("t2", 2.2, 3.5)]
    assert steps([]) == 0
    assert steps([code]) == 1
    assert steps([code, manifest, *side]) == 3
    assert steps([*side, Request("d1", 3.6, 4), manifest, code]) == 4


def test_all_share_the_line(monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []
    monkeypatch.setattr(slow_link.time, "monotonic", lambda: 100.0)
    monkeypatch.setattr(slow_link.time, "sleep", slept.append)
    line = slow_link.SlowLine(bits_a_second=1600)
    line.carry(200)
    line.carry(100)
    assert slept == [1.0, 1.5]


def test_server_sends_files_zipped_where_that_helps_and_keeps_count(tmp_path: Path) -> None:
    (tmp_path / "long.js").write_text("a" * 5000)
    (tmp_path / "short.js").write_text("b")
    with served({"/search/": tmp_path}, bits=1e9, wait=0) as server:
        for name, coding in (("long.js", "gzip"), ("short.js?ts=1", None)):
            with urlopen(f"{server.address}search/{name}") as answer:
                assert answer.headers["Content-Encoding"] == coding
        with urlopen(server.address) as page:
            assert b"A page" in page.read()
        # A request counts once its answer is sent, so the last may count a moment after it came.
        taken, end = server.taken(), time.monotonic() + 10
        while len(taken) < 2 and time.monotonic() < end:
            taken += server.taken()
        assert [one.name for one in taken] == ["/search/long.js", "/search/short.js"]
        assert server.taken() == []


@pytest.mark.browser
def test_both_engines_answer_in_a_real_browser(site: Path) -> None:
    # In a thread of its own: a thread can hold one Playwright, and other tests may hold this one's.
    with ThreadPoolExecutor(1) as other:
        seen = other.submit(visits, site, ["oven"], bits=1e9, wait=0.01).result()
    for visit in (*seen.ours, *seen.pagefind):
        assert visit.results >= 1
        assert visit.requests >= visit.steps >= 2
        assert visit.seconds > 0.01 * visit.steps


def test_time_is_held_against_the_same_question_with_pagefind() -> None:
    def seen(*all_: float) -> list[Visit]:
        return [Visit(seconds, 5, 8, 4) for seconds in all_]

    assert Visits(seen(1, 2, 9), seen(2, 8, 10)).ratio == pytest.approx(0.5)


# What is told of it


def measured(seen: Visits | None, is_together: bool = False) -> Measured:
    some = Weighed(20_000, 24_000)
    ours = Costs(some, some, some, some, Weighed(3_000, 4_000), some, some, 9, 4)
    pagefind = Costs(some, some, some, None, some, some, None, 11, 6)
    return Measured(BUILDING, {}, ours, pagefind, seen, is_together)


def test_every_target_has_its_row_at_each_size() -> None:
    scores = {engine: {report.MEAN: Score(1, 1, 0, 9)} for engine in ("ours", "Pagefind")}
    for size in SIZES:
        asked = {name for name, target in TARGETS.items() if target.at(size) < float("inf")}
        rows = [*report.ranking_rows(size, scores), *report.cost_rows(size, measured(None))]
        assert {row.name for row in rows} == asked
        assert len(rows) == len(asked)


def test_rows_tell_thousands_of_bytes_and_what_was_left_out() -> None:
    rows = {row.name: row for row in report.cost_rows(1_000, measured(None))}
    assert rows["first result, one word"].value == 20
    assert rows["first result, one word"].gzip == 24
    assert rows["first result, one word"].pagefind == 20
    assert rows["five excerpts, extra"].pagefind is None
    assert rows["requests to the first result"].value == 9
    assert rows["time on a slow line / Pagefind"].verdict == "not measured"
    assert rows["processor time to build / Pagefind"].value == pytest.approx(0.5)


def test_site_with_its_index_in_one_file_loads_nothing_more() -> None:
    rows = {row.name: row for row in report.cost_rows(100, measured(None, is_together=True))}
    assert rows["first result, one word"].verdict == "met"
    assert rows["a further question"].verdict == "MISSED"


def test_notes_tell_the_whole_of_a_build_and_the_waits() -> None:
    seen = Visits([Visit(1.0, 5, 9, 4)], [Visit(2.5, 5, 11, 6)])
    assert list(report.notes(measured(seen))) == [
        "  Building took 3 rounds: ours 1.50 s and 60 MB with the start of Python and all it "
        "loads (1.00 and 0.62 times Pagefind), Pagefind 1.00 s and 100 MB.",
        "  In Chromium, ours: 1.00 s, 9 requests, 4 of them in a row.",
        "  In Chromium, Pagefind: 2.50 s, 11 requests, 6 of them in a row.",
    ]
