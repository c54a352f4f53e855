"""The linking of terms: what it costs a page, and how that grows with the number of terms.

Linking is what it takes to render pages with links, less what it takes without: the same
renderer, but without the extension that links, and with plain texts only made safe. All is
processor time. Renderers take turns, fifty pages each, so that the machine's moods fall on
all alike. Each round begins with new ones, as each build does, so that the time to get to
know words is in it.
"""

import gc
import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from markupsafe import Markup, escape

from knowledge import Entry, Library
from knowledge.linking import PageLinks
from plugins.glossary_linking.rendering import Renderer
from tools.bench.text import terms, text_of

FACTORS = (1, 10, 100)
"""How many times our own number of terms."""
_TURN = 50


@dataclass(frozen=True, slots=True)
class Figures:
    """What rounds told: seconds a page of rendering without links, and of linking; links a page.

    The last two for each number of terms.
    """

    rendering: Sequence[float]
    linking: Mapping[int, Sequence[float]]
    links: Mapping[int, float]

    def seconds(self, size: int) -> float:
        """Seconds of linking for each page: the median."""
        return statistics.median(self.linking[size])

    def growth(self) -> tuple[float, float]:
        """How many times as long the most terms take as the fewest: to link, and to render."""
        fewest, most = self.linking[min(self.linking)], self.linking[max(self.linking)]
        rounds = list(zip(self.rendering, fewest, most, strict=True))
        alone = statistics.median(many / few for _rest, few, many in rounds)
        in_all = statistics.median((rest + many) / (rest + few) for rest, few, many in rounds)
        return alone, in_all


class Unlinked(Renderer):
    """Renders as ever, but links nothing."""

    def __init__(self, library: Library, base: str) -> None:
        super().__init__(library, base)
        self._markdown.treeprocessors.deregister("glossary_linking")

    def _linked(self, text: str, links: PageLinks) -> Markup:
        return escape(text)


def libraries(library: Library, pages: Sequence[Entry]) -> dict[int, Library]:
    """Our own library, and the same with ten and a hundred times as many terms."""
    own = library.of_kind("definition")
    wanted = len(own) * (max(FACTORS) - 1)
    more = terms(library, [text_of(page) for page in pages], wanted)
    return {
        len(own) * factor: replace(
            library, entries=(*library.entries, *more[: len(own) * (factor - 1)])
        )
        for factor in FACTORS
    }


def measure(found: Mapping[int, Library], pages: Sequence[Entry], rounds: int) -> Figures:
    """What linking the pages costs with each of the libraries."""
    rendering: list[float] = []
    linking: dict[int, list[float]] = defaultdict(list)
    links: dict[int, float] = {}
    for _round in range(rounds):
        renderers = {size: Renderer(library, "") for size, library in found.items()}
        without = Unlinked(found[min(found)], "")
        with _settled_memory():
            spent, counted = _in_turns([without, *renderers.values()], pages)
        rendering.append(spent[0] / len(pages))
        for place, size in enumerate(found, 1):
            linking[size].append((spent[place] - spent[0]) / len(pages))
            links[size] = counted[place] / len(pages)
    return Figures(rendering, linking, links)


def _in_turns(
    renderers: Sequence[Renderer], pages: Sequence[Entry]
) -> tuple[list[float], list[int]]:
    """Each renderer's seconds for all the pages, and how many links it made."""
    spent, links = [0.0] * len(renderers), [0] * len(renderers)
    for start in range(0, len(pages), _TURN):
        for place, renderer in enumerate(renderers):
            turn = pages[start : start + _TURN]
            began = time.process_time()
            rendered = [renderer.render(page) for page in turn]
            spent[place] += time.process_time() - began
            links[place] += sum(len(one.mentions) for one in rendered)
    return spent, links


def spent_on(work: Callable[[], object]) -> float:
    """The seconds of processor time that something takes."""
    with _settled_memory():
        began = time.process_time()
        work()
        return time.process_time() - began


@contextmanager
def _settled_memory() -> Iterator[None]:
    """What is in memory by now is left out of Python's clearing up: another's waste is not ours."""
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
