"""How long a reader waits for five results in a real browser, on a slow line, with nothing kept."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, sync_playwright

from tools.bench_search.asking import search
from tools.bench_search.slow_link import BITS_A_SECOND, WAIT, SlowServer, served, steps
from tools.browser import FLAGS
from tools.machine import VENV

_PATIENCE = 60_000

_OURS = """async (question) => {
  const start = performance.now();
  for (const next of ["/theme/search-engine.js", "/search/manifest.js"]) fetch(next);
  const worker = new Worker("/theme/search-engine.js");
  worker.postMessage({ id: 1, name: question.name, question });
  const { answer, failed } = await new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = reject;
  });
  if (failed) throw new Error(failed);
  return [performance.now() - start, answer.results.length];
}"""
"""As the site does it: the engine is a Worker, and its first files come at the same time."""
_PAGEFIND = """async ({ typed, count }) => {
  const start = performance.now();
  const pagefind = await import("/pagefind/pagefind.js");
  const { results } = await pagefind.search(typed);
  const shown = await Promise.all(results.slice(0, count).map((one) => one.data()));
  return [performance.now() - start, shown.length];
}"""
"""As its documentation does it; it starts a worker of its own."""
SCRIPTS = {"ours": _OURS, "Pagefind": _PAGEFIND}


@dataclass(frozen=True, slots=True)
class Visit:
    """One question of a new reader: the wait, what was shown, and what it took."""

    seconds: float
    results: int
    requests: int
    steps: int


@dataclass(frozen=True, slots=True)
class Visits:
    """The visits with each engine, question by question."""

    ours: Sequence[Visit]
    pagefind: Sequence[Visit]

    @property
    def ratio(self) -> float:
        """How many times as long as with Pagefind the wait is with ours."""
        pairs = zip(self.ours, self.pagefind, strict=True)
        return median(one.seconds / other.seconds for one, other in pairs)


def visits(
    site: Path, typed: Sequence[str], bits: float = BITS_A_SECOND, wait: float = WAIT
) -> Visits:
    """Asks both engines each question in turn, each time in a new profile."""
    ours, other = site / "ours", site / "pagefind"
    folders = {"/theme/": ours, "/search/": ours, "/pagefind/": other}
    with served(folders, bits, wait) as server, _browser() as browser:
        pairs = [
            [_visit(browser, server, script, question) for script in SCRIPTS.values()]
            for question in typed
        ]
    return Visits(*([pair[place] for pair in pairs] for place in range(len(SCRIPTS))))


def _visit(browser: Browser, server: SlowServer, script: str, typed: str) -> Visit:
    context = browser.new_context()
    context.set_default_timeout(_PATIENCE)
    page = context.new_page()
    page.goto(server.address)
    server.taken()
    milliseconds, results = page.evaluate(script, dict(search(typed)))
    taken = server.taken()
    context.close()
    return Visit(milliseconds / 1000, results, len(taken), steps(taken))


@contextmanager
def _browser() -> Iterator[Browser]:
    """The browser that the set-up found."""
    chosen = (VENV / "browser").read_text("utf-8").strip()
    path = None if chosen == "playwright" else chosen
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()
