"""What the measurements of linking say, beside what is asked of it."""

import statistics
import tempfile
from collections.abc import Mapping, Sequence
from functools import partial
from itertools import islice
from pathlib import Path

from knowledge import Entry, Glossary, Library
from tools.bench import stock
from tools.bench.linking import Figures, Unlinked, libraries, measure, spent_on
from tools.bench.naive import NaiveLinker
from tools.bench.text import own_pages, pages

MOST_GROWTH = 1.3
MOST_SHARE = 0.05
LEAST_GAIN = 50
ROUNDS = {100: 9, 1_000: 5, 10_000: 1}
"""The numbers of pages, and how often each is measured."""
_COMMON = 1_000
"""The number of pages at which linking is held against a stock build."""
_STOCK_ROUNDS = 3
_NAIVE_PAGES = (100, 20, 3)
"""On how many pages the plain way is tried, from the fewest terms to the most: it is slow."""


def compare(library: Library) -> None:
    """Prints what linking costs with more and more terms, and beside other things."""
    texts = list(islice(pages(library), max(ROUNDS)))
    found = libraries(library, texts)
    print(f"\nLinking on pages made like our {len(own_pages(library))}, in ms for each page:")
    figures = {}
    for count, rounds in ROUNDS.items():
        figures[count] = measure(found, texts[:count], rounds)
        print(row(count, figures[count]), flush=True)
    _tell_start(found, max(ROUNDS))
    common = texts[:_COMMON]
    _tell_share(figures[_COMMON], common)
    _tell_gain(found, figures[_COMMON], common)


def row(count: int, figures: Figures) -> str:
    """One line: the cost with each number of terms, and how it grows."""
    each = ", ".join(
        f"{1000 * figures.seconds(size):.3f} with {size} terms ({figures.links[size]:.2f} links)"
        for size in figures.linking
    )
    alone, in_all = figures.growth()
    kept = verdict(alone <= MOST_GROWTH)
    return f"  {count} pages: {each}. Ratio {alone:.2f}: {kept}; of rendering in all {in_all:.2f}."


def verdict(is_kept: bool) -> str:
    """Whether a claim is kept, in a word."""
    return "kept" if is_kept else "MISSED"


def _tell_start(found: Mapping[int, Library], count: int) -> None:
    print("Making the glossary ready, once for each build, is not in these figures:")
    for size, library in found.items():
        spent = 1000 * spent_on(partial(Glossary.of, library))
        print(
            f"  {size} terms: {spent:.0f} ms, or {spent / count:.3f} ms for each of {count} pages."
        )


def _tell_share(figures: Figures, texts: Sequence[Entry]) -> None:
    linking = figures.seconds(min(figures.linking))
    print(f"Beside a build of the same {len(texts)} pages by stock Pelican:")
    with tempfile.TemporaryDirectory() as name:
        stock.write(texts, Path(name))
        for how, settings in stock.BUILDS.items():
            spent = [stock.seconds(Path(name), settings) for _round in range(_STOCK_ROUNDS)]
            each = statistics.median(spent) / len(texts)
            kept = verdict(linking / each < MOST_SHARE)
            print(f"  {how}: {1000 * each:.2f} ms a page; linking is {linking / each:.1%}: {kept}.")


def _tell_gain(found: Mapping[int, Library], figures: Figures, texts: Sequence[Entry]) -> None:
    print("Beside BeautifulSoup and one regex for each term, on the finished pages:")
    for (size, library), count in zip(found.items(), _NAIVE_PAGES, strict=True):
        renderer = Unlinked(library, "")
        rendered = [renderer.render(page) for page in texts[:count]]
        finished = [f"<p>{page.prose['short']}</p>\n{page.html}" for page in rendered]
        linker = NaiveLinker(library.of_kind("definition"))
        spent = spent_on(partial(list, map(linker.link, finished))) / count
        gain = spent / figures.seconds(size)
        kept = f": {verdict(gain >= LEAST_GAIN)}" if size > min(found) else ""
        print(f"  {size} terms: {1000 * spent:.1f} ms a page, {gain:.0f} times as long{kept}.")
