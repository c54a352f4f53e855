"""This site's build against stock Pelican on the same Markdown.

The two run in turn, each in a fresh process, and the median of the ratios is printed: the
machine's noise falls on both. Stock Pelican only turns the files into pages with its own
reader and its simple theme; ours also checks the content, links terms, builds the search
index, indexes, filters, cards and feeds, and bundles the theme.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 7
FOLDERS = ("definitions", "tips", "hints", "case-studies", "pages")
STOCK_SETTINGS = f"""
SITENAME = "Stock"
PATH = "content"
PAGE_PATHS = {FOLDERS!r}
ARTICLE_PATHS = []
PATH_METADATA = r"(?P<kind>[^/]+)/(?P<slug>[^/]+)\\.md"
PAGE_SAVE_AS = "{{kind}}/{{slug}}/index.html"
THEME = "simple"
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = None
"""


def compare() -> None:
    """Prints each round and the medians."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for part in FOLDERS:
            _copy(ROOT / "content" / part, folder / "content" / part)
        (folder / "stock.py").write_text(STOCK_SETTINGS, "utf-8")
        stock = [sys.executable, "-m", "pelican", "-s", "stock.py", "-o", "stock", "-q"]
        ours = [sys.executable, "-m", "tools.build", "--output", str(folder / "ours")]
        ours_times, stock_times = _interleaved(ours, stock, folder)
        pages = sum(1 for _file in (folder / "stock").rglob("*.html"))
        written = sum(1 for _file in (folder / "ours").rglob("*.html"))
    ratios = [one / other for one, other in zip(ours_times, stock_times, strict=True)]
    print(f"Ours:  {statistics.median(ours_times):.2f} s, {written} pages written.")
    print(f"Stock: {statistics.median(stock_times):.2f} s, {pages} pages written.")
    print(f"Ratio, median of {ROUNDS} rounds: {statistics.median(ratios):.2f}")


def _copy(place: Path, target: Path) -> None:
    """The Markdown, without the templates it asks for: the simple theme does not have them."""
    target.mkdir(parents=True)
    for file in place.glob("*.md"):
        lines = file.read_text("utf-8").splitlines(keepends=True)
        kept = (line for line in lines if not line.startswith("template:"))
        (target / file.name).write_text("".join(kept), "utf-8")


def _interleaved(
    ours: list[str], stock: list[str], folder: Path
) -> tuple[list[float], list[float]]:
    ours_times, stock_times = [], []
    for number in range(ROUNDS + 1):
        print(f"Round {number} of {ROUNDS} ..." if number else "Warming up ...", flush=True)
        pair = _seconds(ours, ROOT), _seconds(stock, folder)
        if number:
            ours_times.append(pair[0])
            stock_times.append(pair[1])
    return ours_times, stock_times


def _seconds(command: list[str], folder: Path) -> float:
    start = time.perf_counter()
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": ""}
    subprocess.run(command, cwd=folder, check=True, capture_output=True, env=environment)
    return time.perf_counter() - start
