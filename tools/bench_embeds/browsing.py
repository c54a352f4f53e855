"""What cards are in a browser: how they fit, how still pages stay, and what their scripts take."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from statistics import median
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from tools.bench_embeds.pasted import Pasted
from tools.bench_embeds.report import Row, blank, off, ratio
from tools.bench_embeds.serving import Server
from tools.browser import FLAGS
from tools.machine import VENV

WIDTHS = (240, 280, 320, 400, 600, 800, 1280)
COLUMNS = (320, 600)
"""The widths of a column at which frames are looked at: a phone's, and that of a page."""
MADE_FOR = 320
"""The width for which heights are offered."""
TOGETHER = 10
ROUNDS = 9
_STILL = 300
"""Milliseconds after the last answer, in which a page may still move."""

_LOOK = """() => [
  document.querySelector("article").getBoundingClientRect().height,
  document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth,
  document.cookie.length + localStorage.length + sessionStorage.length,
]"""
_WATCH = """<script>
window.moved = 0;
new PerformanceObserver((list) => {
  for (const shift of list.getEntries()) window.moved += shift.value;
}).observe({ type: "layout-shift", buffered: true });
</script>"""
_FRAMES = """() => [...document.querySelectorAll("iframe")].map(
  (frame) => frame.getBoundingClientRect().height
)"""
_CARD = "() => document.querySelector('article').getBoundingClientRect().height"


def card_rows(browser: Browser, all_pasted: Sequence[Pasted]) -> list[Row]:
    """Each card by itself: what it asks for and keeps, and whether it fits every column."""
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    most_asked, kept, too_wide, estimates = 0, 0, 0.0, []
    for each in all_pasted:
        asked.clear()
        page.goto(each.address)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            height, over, stored = page.evaluate(_LOOK)
            too_wide, kept = max(too_wide, over), kept + stored
            if width == MADE_FOR:
                estimates.append(off(each.height, height))
        most_asked = max(most_asked, len(asked))
    page.close()
    fits = sum(estimate <= 0.1 for estimate in estimates)
    return [
        Row("requests that a card makes, its own among them", most_asked, "", 1),
        Row("characters that cards keep in the browser", kept, "", 0),
        Row("pixels by which a card is too wide, 240 to 1280 px", too_wide, "px", 0),
        Row(f"offered height off the real one at {MADE_FOR} px, largest", max(estimates), "%", 0.1),
        Row(f"cards of {len(estimates)} whose height is not within a tenth", len(estimates) - fits),
    ]


def page_rows(browser: Browser, server: Server, all_pasted: Sequence[Pasted]) -> Iterator[Row]:
    """Pages of hosts with cards in sight: how far they move, and how much of them is blank."""
    for width in COLUMNS:
        for form, most in (("iframe", 0.0), ("script", 0.02), ("element", 0.02)):
            snippet = all_pasted[0].snippet(form)
            with _opened(browser, server.put_up(snippet, head=_WATCH), width) as page:
                moved = page.evaluate("() => window.moved")
            named = "without script" if form == "iframe" else f"with script, as {form}"
            yield Row(f"layout shift at {width} px, {named}", moved, "", most)
    for width in COLUMNS:
        snippets = [each.snippet("script").replace('loading="lazy" ', "") for each in all_pasted]
        with _opened(browser, server.put_up(*snippets), width) as page:
            heights = page.evaluate(_FRAMES)
            cards = [frame.evaluate(_CARD) for frame in page.frames[1:]]
        shares = [blank(*pair) for pair in zip(heights, cards, strict=True)]
        yield Row(f"blank part of a frame at {width} px with script", max(shares), "%", 0.05)


@contextmanager
def _opened(browser: Browser, address: str, width: int) -> Iterator[Page]:
    """A page of a host, once all is there and has had time to move."""
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(address, wait_until="networkidle")
    page.wait_for_timeout(_STILL)
    yield page
    page.close()


def script_rows(server: Server, all_pasted: Sequence[Pasted]) -> list[Row]:
    """What ten cards on one page take of a processor, with the script for hosts and without."""
    chosen = all_pasted[:TOGETHER]
    forms = {
        form: server.put_up(*(each.snippet(form).replace('"lazy"', '"eager"') for each in chosen))
        for form in ("script", "iframe")
    }
    spent: dict[str, list[float]] = {form: [] for form in forms}
    # With all frames in one process, one count holds them all.
    with started("--disable-site-isolation-trials") as browser:
        for number in range(ROUNDS + 1):
            for form, address in forms.items():
                milliseconds = _scripting(browser, address)
                if number:
                    spent[form].append(milliseconds)
    with_script, without = spent["script"], spent["iframe"]
    name = f"scripting of a page with {TOGETHER} cards"
    return [
        Row(f"{name}, with the script for hosts", median(with_script), "ms", 300),
        Row("the same page with the same frames and no script", median(without), "ms"),
        Row(f"ratio of the two, median of {ROUNDS}", ratio(with_script, without)),
    ]


def _scripting(browser: Browser, address: str) -> float:
    """Milliseconds in which scripts ran on a page and in its frames, until it is at rest."""
    page = browser.new_page(viewport={"width": 600, "height": 900})
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    page.goto(address, wait_until="networkidle")
    metrics: dict[str, Any] = session.send("Performance.getMetrics")
    page.close()
    found = {each["name"]: each["value"] for each in metrics["metrics"]}
    if found["Frames"] <= TOGETHER:
        raise RuntimeError(f"Only {found['Frames']:.0f} frames were counted at {address}.")
    return 1000 * float(found["ScriptDuration"])


@contextmanager
def started(*flags: str) -> Iterator[Browser]:
    """The browser that the set-up found."""
    chosen = (VENV / "browser").read_text("utf-8").strip()
    path = None if chosen == "playwright" else chosen
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[*FLAGS, *flags])
        yield browser
        browser.close()
