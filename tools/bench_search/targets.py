"""What is asked of our search at each size, and whether a figure keeps it.

The targets are those of the study behind the search: bytes with brotli in thousands, and
what gzip may take in brackets. docs/decisions/0011-pagefind-is-the-peer.md has the table.
"""

from collections.abc import Mapping
from dataclasses import dataclass

SIZES = (100, 1_000, 10_000)
"""How many pages the generated sites have."""

KB = 1_000


@dataclass(frozen=True, slots=True)
class Target:
    """What a figure may be at the most, or must be at the least, at each size."""

    by_size: tuple[float, float, float]
    gzip: tuple[float, float, float] | None = None
    is_least: bool = False

    def at(self, size: int) -> float:
        """The target for a site of so many pages."""
        return self.by_size[SIZES.index(size)]

    def gzip_at(self, size: int) -> float | None:
        """What the figure may be with gzip, if that is said."""
        return self.gzip[SIZES.index(size)] if self.gzip else None

    def is_met(self, size: int, value: float, gzip: float | None = None) -> bool:
        """Whether a figure keeps the target, and with gzip too if that is said."""
        if self.is_least:
            return value >= self.at(size)
        zipped = self.gzip_at(size)
        return value <= self.at(size) and (zipped is None or gzip is None or gzip <= zipped)


FIRST = Target((22, 25, 44), gzip=(26, 30, 50))
TARGETS: Mapping[str, Target] = {
    "first result, one word": FIRST,
    "first result, two words": FIRST,
    "first result, four words, worst in twenty": Target((30, 36, 58)),
    "five excerpts, extra": Target((4, 10, 8)),
    "a further question": Target((4, 10, 12)),
    "three letters, index alone, worst in twenty": Target((6, 14, 46)),
    "misspelt word, list of words, worst in twenty": Target((6, 10, 15)),
    "requests to the first result": Target((6, 10, 12)),
    "round trips in a row, at the most": Target((3, 4, 4)),
    "time on a slow line / Pagefind": Target((0.5, 0.5, 0.5)),
    "processor time to build / Pagefind": Target((2, 1.3, 1.2)),
    "seconds to build": Target((0.3, float("inf"), float("inf"))),
    "memory to build / Pagefind": Target((1, 0.5, 0.35)),
    "mean MRR@10": Target((0.88, 0.72, 0.66), is_least=True),
    "mean recall@5": Target((0.94, 0.85, 0.79), is_least=True),
    "mean share that finds nothing": Target((0.02, 0.02, 0.02)),
}

TOGETHER: Mapping[str, Target] = {
    "first result, one word": Target((30, 30, 30)),
    "first result, two words": Target((30, 30, 30)),
    "a further question": Target((0, 0, 0)),
}
"""What is asked instead where the whole index stands in one file."""
