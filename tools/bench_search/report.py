"""What the measurements say, in plain words, beside what is asked."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from tools.bench_search.browsing import Visit
from tools.bench_search.comparing import Measured
from tools.bench_search.ranking import Found, Score, mean, score
from tools.bench_search.sites import ENGINES
from tools.bench_search.targets import KB, TARGETS, TOGETHER, Target
from tools.bench_search.truth import Truth
from tools.bench_search.weights import Weighed

_NAME = 46
MEAN = "mean"
_NOTHING = "not measured"


@dataclass(frozen=True, slots=True)
class Row:
    """A figure of ours beside its target. None was not measured, and so is never met."""

    name: str
    size: int
    value: float | None
    gzip: float | None = None
    pagefind: float | None = None
    target: Target | None = None

    @property
    def verdict(self) -> str:
        """`met`, `MISSED` or `not measured`."""
        if self.value is None:
            return _NOTHING
        kept = self._target.is_met(self.size, round(self.value, 3), self.gzip)
        return "met" if kept else "MISSED"

    @property
    def text(self) -> str:
        """One line of a table."""
        way = "at least" if self._target.is_least else "at most"
        asked = f"{way} {_short(self._target.at(self.size))}{self._asked_zipped()}"
        own = _NOTHING if self.value is None else f"{_short(self.value)}{self._zipped()}"
        other = "" if self.pagefind is None else f"Pagefind {_short(self.pagefind)}"
        return f"  {self.name:<{_NAME}} {own:>15}  {asked:<18} {self.verdict:<12} {other}".rstrip()

    @property
    def _target(self) -> Target:
        return self.target or TARGETS[self.name]

    def _zipped(self) -> str:
        return "" if self.gzip is None else f" ({_short(self.gzip)})"

    def _asked_zipped(self) -> str:
        zipped = self._target.gzip_at(self.size)
        return "" if zipped is None else f" ({_short(zipped)})"


def _short(value: float) -> str:
    """Two or three digits, as more would only be noise."""
    return f"{value:.3g}" if value < 10 else f"{value:.1f}" if value < 100 else f"{value:,.0f}"


def scores(sets: Mapping[str, Truth], found: Mapping[str, Found]) -> dict[str, Score]:
    """The figures of each set for one engine, and their mean."""
    each = {name: score(truth, found[name]) for name, truth in sets.items()}
    return {**each, MEAN: mean(each.values())}


def ranking_table(by_engine: Mapping[str, Mapping[str, Score]]) -> Iterator[str]:
    """MRR@10, recall@5 and the share that finds nothing: a line for each set."""
    names = "".join(f"{engine:>24}" for engine in ENGINES)
    yield f"  {'known items: MRR@10, recall@5, nothing found':<{_NAME}}{names}"
    for name, own in by_engine[ENGINES[0]].items():
        label = f"{name} ({own.questions:,})"
        told = "".join(f"{_figures(by_engine[engine][name]):>24}" for engine in ENGINES)
        yield f"  {label:<{_NAME}}{told}"


def _figures(each: Score) -> str:
    return f"{each.mrr:.3f}  {each.recall:.2f} {each.nothing:6.1%}"


def ranking_rows(size: int, by_engine: Mapping[str, Mapping[str, Score]]) -> list[Row]:
    """The means of ours beside what is asked."""
    own, other = by_engine["ours"][MEAN], by_engine["Pagefind"][MEAN]
    return [
        Row("mean MRR@10", size, own.mrr, pagefind=other.mrr),
        Row("mean recall@5", size, own.recall, pagefind=other.recall),
        Row("mean share that finds nothing", size, own.nothing, pagefind=other.nothing),
    ]


def cost_rows(size: int, found: Measured) -> list[Row]:
    """What a search costs the reader and the build."""
    return [*_weight_rows(size, found), *_trip_rows(size, found), *_building_rows(size, found)]


def _weight_rows(size: int, found: Measured) -> list[Row]:
    own, other = found.ours, found.pagefind
    figures: Sequence[tuple[str, Weighed | None, Weighed | None]] = (
        ("first result, one word", own.one, other.one),
        ("first result, two words", own.two, other.two),
        ("first result, four words, worst in twenty", own.four, other.four),
        ("five excerpts, extra", own.excerpts, other.excerpts),
        ("a further question", own.further, other.further),
        ("three letters, index alone, worst in twenty", own.beginning, other.beginning),
        ("misspelt word, list of words, worst in twenty", own.misspelt, other.misspelt),
    )
    return [_weight_row(size, *figure, found.is_together) for figure in figures]


def _weight_row(
    size: int, name: str, own: Weighed | None, other: Weighed | None, is_together: bool
) -> Row:
    target = TOGETHER.get(name) if is_together else None
    return Row(
        name,
        size,
        own.brotli / KB if own else None,
        own.gzip / KB if own else None,
        other.brotli / KB if other else None,
        target,
    )


def _trip_rows(size: int, found: Measured) -> list[Row]:
    own, other = found.ours, found.pagefind
    return [
        Row("requests to the first result", size, own.requests, pagefind=other.requests),
        Row("round trips in a row, at the most", size, own.steps, pagefind=other.steps),
        Row("time on a slow line / Pagefind", size, found.visits.ratio if found.visits else None),
    ]


def _building_rows(size: int, found: Measured) -> list[Row]:
    building = found.building
    rows = [
        Row("processor time to build / Pagefind", size, building.time_ratio),
        Row("seconds to build", size, building.seconds),
        Row("memory to build / Pagefind", size, building.memory_ratio),
    ]
    return [row for row in rows if TARGETS[row.name].at(size) < float("inf")]


def notes(found: Measured) -> Iterator[str]:
    """What the rows of one site rest on, in a few sentences."""
    building = found.building
    time, memory = building.whole_ratios
    own, other = (
        f"{median(spent.seconds for spent in all_):.2f} s and "
        f"{median(spent.memory for spent in all_) / 1e6:.0f} MB"
        for all_ in (building.ours, building.pagefind)
    )
    yield (
        f"  Building took {len(building.ours)} rounds: ours {own} with the start of Python and "
        f"all it loads ({time:.2f} and {memory:.2f} times Pagefind), Pagefind {other}."
    )
    if found.visits:
        yield f"  In Chromium, ours: {_waits(found.visits.ours)}."
        yield f"  In Chromium, Pagefind: {_waits(found.visits.pagefind)}."
    if found.is_together:
        yield "  So small a site has its whole index in one file, and is measured by that."


def _waits(seen: Sequence[Visit]) -> str:
    return (
        f"{median(each.seconds for each in seen):.2f} s, "
        f"{median(each.requests for each in seen):g} requests, "
        f"{median(each.steps for each in seen):g} of them in a row"
    )


def summary(rows: Sequence[Row]) -> Iterator[str]:
    """How many figures keep their targets, and which do not."""
    by_verdict = {
        verdict: [row for row in rows if row.verdict == verdict]
        for verdict in ("met", "MISSED", _NOTHING)
    }
    counts = ", ".join(f"{len(found)} {verdict}" for verdict, found in by_verdict.items())
    yield f"Of {len(rows)} figures that have a target: {counts}."
    for row in by_verdict["MISSED"]:
        yield f"  MISSED at {row.size:,}: {row.name}"
