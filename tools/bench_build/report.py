"""What the measurements say: a table, and each number that is asked for beside its ratio."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

from tools.bench_build.spending import Spent

MB = 1_000_000
CASES = ("cold", "no change", "one edit")
_HEAD = f"  {'':<16}{'cold':>24}{'no change':>24}{'one edit':>24}{'save to served':>18}"


@dataclass(frozen=True, slots=True)
class Measured:
    """One builder at one size: what each round of each case took, and each wait for a save."""

    rounds: Mapping[str, list[Spent]] = field(default_factory=lambda: {case: [] for case in CASES})
    served: list[float] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Target:
    """How many times a peer's figure ours may be at the most, by the number of pages."""

    case: str
    peer: str
    most: Mapping[int, float]
    figure: str = "wall"

    @property
    def name(self) -> str:
        """What is compared, in words."""
        what = "memory" if self.figure == "memory" else self.case
        return f"{what} / {self.peer}"


SERVED = "save to served"
TARGETS = (
    Target("one edit", "Hugo", {1_000: 0.25, 10_000: 0.06}),
    Target("no change", "Hugo", {1_000: 0.1, 10_000: 0.1}),
    Target(SERVED, "Hugo", {1_000: 0.1, 10_000: 0.1}),
    Target("cold", "Hugo", {1_000: 2.0, 10_000: 2.0}),
    Target("cold", "Zensical", {1_000: 0.3, 10_000: 0.3}),
    Target("cold", "MkDocs Material", {1_000: 0.3, 10_000: 0.3}),
    Target("cold", "Stock Pelican", {1_000: 0.5, 10_000: 0.5}),
    Target("cold", "Hugo", {10_000: 0.4}, "memory"),
)


def table(found: Mapping[str, Measured]) -> Iterator[str]:
    """A line for each builder: seconds on the clock, of processor time, and memory in MB."""
    yield _HEAD
    for name, measured in found.items():
        cells = "".join(f"{_cell(measured.rounds[case]):>24}" for case in CASES)
        served = f"{median(measured.served):.3f} s" if measured.served else "-"
        yield f"  {name:<16}{cells}{served:>18}"


def _cell(rounds: Sequence[Spent]) -> str:
    if not rounds:
        return "-"
    wall, work, memory = (median(each) for each in zip(*rounds, strict=True))
    return f"{wall:.2f} / {work:.2f} s {memory / MB:,.0f} MB"


def verdicts(size: int, found: Mapping[str, Measured], ours: Sequence[str]) -> Iterator[str]:
    """A line for each number that is asked at this size: the ratio of each of our builds."""
    asked = [target for target in TARGETS if size in target.most]
    if not asked:
        yield f"  Nothing is asked at {size:,} pages."
        return
    yield f"  {'asked at this size':<34}" + "".join(f"{name:>24}" for name in ours)
    for target in asked:
        most = target.most[size]
        cells = "".join(f"{verdict(ratio(target, found, name), most):>24}" for name in ours)
        yield f"  {target.name:<26} <= {most:<5g}{cells}"


def verdict(value: float | None, most: float) -> str:
    """The ratio, and whether it is kept."""
    if value is None:
        return "not measured"
    return f"{value:.3f} {'kept' if value <= most else 'MISSED'}"


def ratio(target: Target, found: Mapping[str, Measured], ours: str) -> float | None:
    """The median of what the rounds say; None where one of the two was not measured."""
    pair = [found.get(name) for name in (ours, target.peer)]
    own, other = (_figures(target, measured) if measured else [] for measured in pair)
    if not own or not other:
        return None
    return median(one / two for one, two in zip(own, other, strict=True))


def _figures(target: Target, measured: Measured) -> list[float]:
    if target.case == SERVED:
        return measured.served
    return [getattr(spent, target.figure) for spent in measured.rounds[target.case]]
