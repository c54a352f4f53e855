"""What a reader sees of a card on a page of WordPress, in numbers."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, Page, ViewportSize

from tests.conftest import ROOT

PICTURES = ROOT / ".cache" / "wordpress"
SIZES: Mapping[str, ViewportSize] = {
    "column of 650 px": {"width": 1280, "height": 900},
    "phone of 380 px": {"width": 380, "height": 900},
}
"""The theme's column is 650 px wide on a desktop; a phone is narrower than that."""

COLUMN = 650
SETTLING = 300
"""Milliseconds."""

LISTEN = """() => {
  window.heard = [];
  addEventListener("message", (event) => window.heard.push(event.data));
}"""
STEADY = """() => {
  const frame = document.querySelector("iframe");
  const height = frame?.getBoundingClientRect().height;
  const same = height > 0 && height === window.lastHeight && scrollY === window.lastScroll;
  window.lastHeight = height;
  window.lastScroll = scrollY;
  return same;
}"""
MEASURE = """() => {
  const frame = document.querySelector("iframe");
  const box = frame.getBoundingClientRect();
  const quote = document.querySelector("blockquote.wp-embedded-content");
  const root = document.documentElement;
  return {
    left: Math.round(box.left),
    width: Math.round(box.width),
    height: box.height,
    inside: frame.clientWidth,
    column_left: Math.round(document.querySelector("h1").getBoundingClientRect().left),
    overflow: root.scrollWidth - root.clientWidth,
    attribute: Number(frame.getAttribute("height")),
    sandbox: frame.getAttribute("sandbox"),
    source: frame.src,
    is_quote_seen: Boolean(quote?.checkVisibility() && quote.getBoundingClientRect().height > 1),
  };
}"""
CONTENT = "() => document.scrollingElement.scrollHeight"


@dataclass(frozen=True, slots=True)
class Sight:
    """One frame on one page: how large it is, and how large its card would like to be."""

    left: int
    width: int
    height: float
    inside: int
    column_left: int
    overflow: int
    attribute: int
    sandbox: str | None
    source: str
    is_quote_seen: bool
    content: int

    def fits(self, least: int = 0) -> bool:
        """Whether the frame is as tall as its card, or as the least that its host allows."""
        return abs(self.height - max(self.content, least)) <= 2

    def holds(self) -> bool:
        """Whether all of the card is seen, and the frame is not taller than its attribute says."""
        return self.content - 2 <= self.height <= max(self.attribute, self.content) + 2

    def is_in_column(self) -> bool:
        """Whether the frame stands where the words of the page stand, and is as wide as they."""
        return self.left == self.column_left and self.width <= COLUMN

    def __str__(self) -> str:
        return f"frame {self.width} x {self.height:.0f} px, card {self.content} px"


@contextmanager
def reading(
    browser: Browser, address: str, size: ViewportSize, script: bool = True
) -> Iterator[Page]:
    """A page open in an empty profile, with all that it was told by its frames in `heard`."""
    options: dict[str, Any] = {"viewport": size, "java_script_enabled": script}
    context = browser.new_context(reduced_motion="reduce", **options)
    context.set_default_timeout(10_000)
    page = context.new_page()
    page.add_init_script(f"({LISTEN})()")
    try:
        page.goto(address, wait_until="networkidle")
        yield page
    finally:
        context.close()


def look(page: Page) -> Sight:
    """The frame on the page, once it no longer changes."""
    frame = page.locator("iframe").first
    frame.evaluate("(frame) => frame.scrollIntoView({ block: 'center' })")
    page.wait_for_load_state("networkidle")
    page.wait_for_function(STEADY, polling=250)
    found = page.evaluate(MEASURE)
    return Sight(**found, content=content_height(page, found["source"], found["inside"]))


def content_height(page: Page, card: str, width: int) -> int:
    """How tall a card is by itself in a window of this width, whatever its script says."""
    browser = page.context.browser
    assert browser is not None
    alone = browser.new_page(viewport={"width": width, "height": 40})
    try:
        address, _, secret = card.partition("#")
        alone.goto(address)
        if secret:  # for WordPress the card leaves out that its link opens a new tab
            alone.evaluate("() => document.querySelector('a span').remove()")
        height: int = alone.evaluate(CONTENT)
        return height
    finally:
        alone.close()


def picture(page: Page, name: str) -> None:
    """Shoots the whole page for a review by eye."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    size = page.viewport_size
    assert size is not None
    page.set_viewport_size({"width": size["width"], "height": page.evaluate(CONTENT)})
    # A frame of another site learns of its new size a moment after the page around it.
    page.wait_for_timeout(SETTLING)
    page.screenshot(path=PICTURES / f"{name.replace(' ', '-')}.png")
    page.set_viewport_size(size)
