"""What the measurements say, in plain words, beside what is asked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

KIB = 1024
_NAME = 63


@dataclass(frozen=True, slots=True)
class Row:
    """A figure, its unit, and the most that it may be; None is asked of nothing."""

    name: str
    value: float
    unit: str = ""
    most: float | None = None

    @property
    def verdict(self) -> str:
        """`met` or `MISSED`; nothing where nothing is asked."""
        if self.most is None:
            return ""
        return "met" if self.value <= self.most else "MISSED"

    @property
    def text(self) -> str:
        """One line of a table."""
        asked = "" if self.most is None else f"at most {shown(self.most, self.unit)}"
        return (
            f"  {self.name:<{_NAME}} {shown(self.value, self.unit):>12}  {asked:<18} {self.verdict}"
        )


def shown(value: float, unit: str) -> str:
    """A figure with its unit, and no more digits than say something."""
    if unit == "%":
        return f"{value:.0%}" if value >= 0.1 or not value else f"{value:.1%}"
    number = f"{value:,.0f}" if value == round(value) or value >= 100 else f"{value:.3g}"
    return f"{number} {unit}".strip()


def largest_and_middle(name: str, values: Sequence[float], unit: str, most: float) -> list[Row]:
    """The largest of some figures beside what is asked, and the median."""
    return [
        Row(f"{name}, largest", max(values), unit, most),
        Row(f"{name}, median", median(values), unit),
    ]


def blank(frame: float, card: float) -> float:
    """The share of a frame in which its card leaves nothing to see."""
    return max(0.0, (frame - card) / frame)


def off(offered: float, real: float) -> float:
    """How far an offered height is from the real one, either way, to the pixel."""
    return max(0.0, abs(offered - real) - 1) / real


def ratio(ours: Sequence[float], others: Sequence[float]) -> float:
    """How many times as much ours takes: the median over rounds in which both took their turn."""
    return median(one / other for one, other in zip(ours, others, strict=True))


def share(whole: Sequence[float], without: Sequence[float]) -> float:
    """What part of the whole a thing takes: the median over rounds with and without it."""
    return median((one - other) / one for one, other in zip(whole, without, strict=True))


def summary(rows: Sequence[Row]) -> Iterator[str]:
    """How many figures keep what is asked, and which do not."""
    asked = [row for row in rows if row.most is not None]
    missed = [row for row in asked if row.verdict == "MISSED"]
    yield f"Figures of which something is asked: {len(asked)}. Missed: {len(missed)}."
    for row in missed:
        yield f"  MISSED: {row.name}: {shown(row.value, row.unit)}"
