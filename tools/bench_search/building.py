"""What it costs to build an index from the documents on disk: ours beside Pagefind's.

The two take turns, each in a fresh process, and the median of the ratios is told. Ours is
made inside the build of the site, which has started Python and loaded `knowledge` anyway;
so that is taken off, and told as well. Pagefind is a program of its own and all of it counts.
"""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from tools.bench_search.sites import ours_command, pagefind_command
from tools.bench_search.spending import Spent, spent_by


@dataclass(slots=True)
class Building:
    """What each round took: our process when it began, our process in all, Pagefind."""

    starts: list[Spent] = field(default_factory=list)
    ours: list[Spent] = field(default_factory=list)
    pagefind: list[Spent] = field(default_factory=list)

    @property
    def seconds(self) -> float:
        """What our index adds to a build of the site, in seconds of processor time."""
        return median(all_.seconds - start.seconds for start, all_, _other in self._rounds())

    @property
    def memory(self) -> float:
        """What our index adds to the memory that a build of the site has taken."""
        return median(all_.memory - start.memory for start, all_, _other in self._rounds())

    @property
    def time_ratio(self) -> float:
        """How many times Pagefind's processor time our index adds."""
        return median(
            (all_.seconds - start.seconds) / other.seconds for start, all_, other in self._rounds()
        )

    @property
    def memory_ratio(self) -> float:
        """How many times Pagefind's memory our index adds."""
        return median(
            (all_.memory - start.memory) / other.memory for start, all_, other in self._rounds()
        )

    @property
    def whole_ratios(self) -> tuple[float, float]:
        """The same two ratios with the start of Python and all that is loaded."""
        pairs = [(all_, other) for _start, all_, other in self._rounds()]
        return (
            median(all_.seconds / other.seconds for all_, other in pairs),
            median(all_.memory / other.memory for all_, other in pairs),
        )

    def _rounds(self) -> Iterator[tuple[Spent, Spent, Spent]]:
        return zip(self.starts, self.ours, self.pagefind, strict=True)


def measure(site: Path, language: str, rounds: int) -> Building:
    """Builds both as often as wanted, after once to warm up; what the last built stays."""
    building = Building()
    for number in range(rounds + 1):
        for folder in ("ours", "pagefind"):
            shutil.rmtree(site / folder, ignore_errors=True)
        ours, said = spent_by(ours_command(site, language))
        pagefind, _said = spent_by(pagefind_command(site))
        if number:
            building.starts.append(Spent(*map(float, said.split())))
            building.ours.append(ours)
            building.pagefind.append(pagefind)
    return building
