"""What checking content costs, and that it costs each entry as much among many as among few."""

import shutil
import statistics
import tempfile
import time
from pathlib import Path

from knowledge import open_library
from knowledge.editorial import advice
from tools.bench.build import ROOT
from tools.bench.report import verdict

FEW, MANY = 100, 1_000
MOST_GROWTH = 1.3
MOST_SECONDS = 2
"""For each hundred entries."""
_ROUNDS = 3


def compare() -> None:
    """Prints what `make check` does to few and to many case studies made of ours."""
    with tempfile.TemporaryDirectory() as name:
        few, many = (seconds(written(Path(name) / str(count), count)) for count in (FEW, MANY))
    growth = (many / MANY) / (few / FEW)
    each, kept = many / MANY * 100, growth <= MOST_GROWTH
    print(f"\nChecking {FEW} case studies takes {few:.2f} s, {MANY} take {many:.2f} s.")
    print(
        f"  For each hundred {each:.2f} s, {MOST_SECONDS} at most: {verdict(each <= MOST_SECONDS)}."
    )
    print(f"  One among many takes {growth:.2f} times as long as one among few: {verdict(kept)}.")


def written(root: Path, count: int) -> Path:
    """A project with our words, and so many case studies that are copies of ours."""
    folder = root / "content" / "case-studies"
    folder.mkdir(parents=True)
    shutil.copy(ROOT / "site.yml", root)
    shutil.copy(ROOT / "content" / "sources.yml", root / "content")
    shutil.copytree(ROOT / "content" / "definitions", root / "content" / "definitions")
    ours = sorted((ROOT / "content" / "case-studies").glob("*.md"))
    for number in range(count):
        shutil.copy(ours[number % len(ours)], folder / f"study-{number}.md")
    return root


def seconds(root: Path) -> float:
    """The median time that all rules and all advice take."""
    times = []
    for _round in range(_ROUNDS):
        start = time.perf_counter()
        library, _problems = open_library(root, drafts=True)
        assert library
        advice(library)
        times.append(time.perf_counter() - start)
    return statistics.median(times)
