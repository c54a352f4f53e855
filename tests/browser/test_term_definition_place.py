"""An open definition stands where it can be read: beside its word, on the screen, at every size."""

from collections.abc import Callable
from functools import partial

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.conftest import DESKTOP, PHONE, visit
from tests.browser.settings import choose, open_settings
from tests.browser.test_axe import broken_rules
from tests.browser.test_keyboard import changed_pixels
from tests.browser.test_reflow import LARGEST, SPACED, faults
from tests.browser.word_page import (
    APPLE,
    FILLER,
    PEAR,
    SENTENCE,
    Address,
    Open,
    box,
    open_article,
    overlap,
    panel,
    word,
)

pytestmark = pytest.mark.browser

ZOOMED = {"width": 320, "height": 256}
"""A screen of 1280 by 1024 pixels at 400 % zoom."""


@pytest.fixture
def opened(context: Callable[..., BrowserContext], address: Address) -> Open:
    """Opens a page with this article."""
    return partial(open_article, context, address)


def is_inside(page: Page, target: Locator) -> bool:
    """Whether something is on the screen as a whole."""
    found = box(target)
    size = page.viewport_size
    assert size is not None
    across = found["x"] >= 0 and found["right"] <= size["width"]
    return across and found["y"] >= 0 and found["bottom"] <= size["height"]


def is_over_the_text(page: Page) -> bool:
    """Whether the open definition lies over the text and takes no room in it."""
    place: str = panel(page).evaluate("(element) => getComputedStyle(element).position")
    return place == "fixed"


# Pop-up, edge case 23: never over its own word, never off the screen

CONTEXTS = {
    "sentence": SENTENCE,
    "lead": (
        '<div class="page-title page-title--sentence"><p class="page-title__short">'
        f"We eat {APPLE}, day by day.</p></div>"
    ),
    "list": f"<ul><li>One</li><li>We eat {APPLE}, and <ul><li>{PEAR}</li></ul></li></ul>",
    "strong": f"<p>We <em>eat <strong>many {APPLE}</strong></em>, day by day.</p>",
    "definition list": f"<dl><dt>Food</dt><dd>We eat {APPLE}.</dd></dl>",
    "first": f"<p>{APPLE} are good to eat, as everybody knows.</p>",
    "last": f"<p>Good to eat are {APPLE}</p><hr><p>As everybody knows.</p>",
}
TABLE = (
    '<div class="table-scroll" style="overflow: auto" role="region" tabindex="0" aria-label="Food">'
    "<table><tr><th>Who</th><th>What</th><th>When</th></tr>"
    f"<tr><td>We</td><td>eat {APPLE}</td><td>now</td></tr></table></div>"
)


COVERED = """(panel) => {
  const { left, right, top, bottom } = panel.getBoundingClientRect();
  const isUnder = (box) =>
    box.left < right - 1 && box.right > left + 1 && box.top < bottom - 1 && box.bottom > top + 1;
  const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  const found = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const range = document.createRange();
    range.selectNodeContents(node);
    const boxes = [...range.getClientRects()];
    if (node.data.trim() && !panel.contains(node) && boxes.some(isUnder)) found.push(node.data);
  }
  return found;
}"""
"""The words that the panel lies on."""


@pytest.mark.parametrize("viewport", [PHONE, ZOOMED])
@pytest.mark.parametrize("place", CONTEXTS)
def test_edge_23_where_space_is_short_it_stands_in_the_text_below_its_word(
    place: str, viewport: dict[str, int], opened: Open
) -> None:
    page = opened(FILLER + CONTEXTS[place] + FILLER, viewport=viewport)
    for largest in (False, True):
        if largest:
            page.evaluate(LARGEST)
        word(page).click()
        assert not is_over_the_text(page)
        assert box(word(page))["y"] >= 0
        assert box(word(page))["bottom"] <= box(panel(page))["y"] < viewport["height"]
        assert panel(page).evaluate(COVERED) == []
        assert faults(page) == []
        word(page).click()


@pytest.mark.parametrize("viewport", [PHONE, ZOOMED, DESKTOP])
def test_edge_23_a_word_in_a_table_needs_no_scrolling_sideways(
    viewport: dict[str, int], opened: Open
) -> None:
    page = opened(FILLER + TABLE + FILLER, viewport=viewport)
    word(page).evaluate("(link) => link.scrollIntoView({block: 'center'})")
    word(page).click()
    assert not overlap(panel(page), word(page))
    assert box(panel(page))["x"] >= 0
    assert box(panel(page))["right"] <= viewport["width"]
    assert faults(page) == []
    page.keyboard.press("Tab")
    expect(panel(page).get_by_role("link")).to_be_focused()


EDGES = {
    "left": "position: fixed; left: 0; top: 30%",
    "right": "position: fixed; right: 0; top: 30%",
    "top": "position: fixed; left: 40%; top: 0",
    "bottom": "position: fixed; left: 40%; bottom: 0",
    "bottom right": "position: fixed; right: 0; bottom: 0",
    "middle": "position: fixed; left: 40%; top: 48%",
}


@pytest.mark.parametrize(("viewport", "size"), [((1280, 800), "100"), ((900, 800), "125")])
@pytest.mark.parametrize("edge", EDGES)
def test_edge_23_where_there_is_room_it_is_on_the_screen_and_beside_its_word(
    edge: str, viewport: tuple[int, int], size: str, opened: Open
) -> None:
    width, height = viewport
    page = opened(f"<p>We eat {APPLE}</p>{FILLER}", viewport={"width": width, "height": height})
    page.evaluate("(size) => { document.documentElement.dataset.textSize = size; }", size)
    page.locator("main p").first.evaluate("(p, to) => { p.style.cssText = to; }", EDGES[edge])
    word(page).click()
    assert is_over_the_text(page)
    assert not overlap(panel(page), word(page))
    assert is_inside(page, panel(page))
    below = box(panel(page))["y"] - box(word(page))["bottom"]
    above = box(word(page))["y"] - box(panel(page))["bottom"]
    assert 0 <= max(below, above) < 24


def test_edge_23_in_a_low_window_it_stands_in_the_text(opened: Open) -> None:
    """Where there is room neither below nor above, it would have to lie on its word."""
    page = opened(FILLER + SENTENCE + FILLER, viewport={"width": 1280, "height": 300})
    word(page).evaluate("(link) => link.scrollIntoView({block: 'center'})")
    word(page).click()
    assert not is_over_the_text(page)
    assert box(word(page))["y"] >= 0
    assert panel(page).evaluate(COVERED) == []


def test_edge_23_a_browser_that_cannot_tie_it_to_its_word_shows_it_in_the_text(
    opened: Open,
) -> None:
    page = opened(SENTENCE + FILLER)
    page.evaluate("() => { CSS.supports = () => false; }")
    word(page).click()
    assert not is_over_the_text(page)
    assert box(word(page))["bottom"] <= box(panel(page))["y"]
    assert panel(page).evaluate(COVERED) == []


def test_edge_23_it_goes_with_its_word_when_the_page_is_scrolled(opened: Open) -> None:
    page = opened(SENTENCE + FILLER)
    word(page).click()
    gap = box(panel(page))["y"] - box(word(page))["bottom"]
    page.evaluate("() => scrollBy(0, 60)")
    page.wait_for_timeout(100)
    assert box(panel(page))["y"] - box(word(page))["bottom"] == pytest.approx(gap, abs=2)


def test_edge_23_it_goes_into_the_text_when_the_window_becomes_narrow(opened: Open) -> None:
    page = opened(SENTENCE + FILLER)
    word(page).click()
    assert is_over_the_text(page)
    page.set_viewport_size({"width": 400, "height": 700})
    page.wait_for_function("() => !document.querySelector('.term-definition').matches('[popover]')")
    assert not overlap(panel(page), word(page))
    assert faults(page) == []
    page.set_viewport_size(DESKTOP)
    page.wait_for_function("() => document.querySelector('.term-definition:popover-open')")
    assert not overlap(panel(page), word(page))


# Pop-up, edge case 24: text size and spacing reach it


def test_edge_24_its_text_grows_with_each_step_while_it_is_open(opened: Open) -> None:
    page = opened(SENTENCE)
    open_settings(page)
    word(page).click()
    size = "(part) => parseFloat(getComputedStyle(part).fontSize)"
    parts = panel(page).locator("dfn, [data-part=short], a, button")
    normal = [part.evaluate(size) for part in parts.all()]
    for times, name in ((1.25, "Large"), (1.5, "Larger"), (2, "Largest")):
        choose(page, "text-size", name)
        expect(panel(page)).to_be_visible()
        assert [part.evaluate(size) for part in parts.all()] == [times * one for one in normal]
        assert not overlap(panel(page), word(page))
        assert faults(page) == []


@pytest.mark.parametrize("largest", [False, True])
@pytest.mark.parametrize("width", [320, 768, 1280])
def test_edge_24_wide_spacing_cuts_nothing_off(width: int, largest: bool, opened: Open) -> None:
    page = opened(SENTENCE + FILLER, viewport={"width": width, "height": 800})
    page.evaluate(SPACED)
    if largest:
        page.evaluate(LARGEST)
    word(page).click()
    assert not overlap(panel(page), word(page))
    assert faults(page) == []
    cut = "(part) => part.scrollHeight > part.clientHeight + 1"
    assert not panel(page).evaluate(cut)


# Pop-up, edge case 25: forced colours, and more than colour


def test_edge_25_forced_colours_keep_the_border_and_the_line_below_the_word(opened: Open) -> None:
    page = opened(SENTENCE, forced_colors="active")
    word(page).click()
    marked = page.screenshot()
    panel(page).evaluate("(element) => { element.style.borderColor = 'Canvas'; }")
    bare = page.screenshot()
    assert changed_pixels(marked, bare) > 500
    word(page).evaluate("(link) => { link.style.textDecoration = 'none'; }")
    assert changed_pixels(bare, page.screenshot()) > 20


def test_edge_25_a_word_and_a_link_differ_by_more_than_colour(opened: Open) -> None:
    page = opened(SENTENCE + '<p><a href="/x/">A link</a></p>')
    line = "(link) => getComputedStyle(link).textDecorationStyle"
    assert word(page).evaluate(line) == "dotted"
    assert page.get_by_role("link", name="A link").evaluate(line) == "solid"


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_edge_25_axe_finds_no_broken_rule_while_it_is_open(
    scheme: str,
    viewport: dict[str, int],
    context: Callable[..., BrowserContext],
    address: Address,
) -> None:
    page = context(color_scheme=scheme, viewport=viewport).new_page()
    visit(page, address("case-study"))
    word(page).click()
    expect(panel(page)).to_be_visible()
    assert broken_rules(page) == []
