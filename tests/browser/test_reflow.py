"""On a narrow screen nothing is cut off, whatever the text size or the spacing."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser.conftest import OPEN_ALL, PHONE, TEMPLATES, visit
from tests.browser.test_axe import AXE

pytestmark = pytest.mark.browser

LARGEST = "() => { document.documentElement.dataset.textSize = '200'; }"
WIDEST = "() => { document.documentElement.dataset.spacing = 'widest'; }"
NORMAL = """() => {
  delete document.documentElement.dataset.textSize;
  delete document.documentElement.dataset.spacing;
  document.adoptedStyleSheets = [];
}"""
# The spacing of WCAG 1.4.12; a sheet made by script is not stopped by the page's policy.
SPACED = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important; } p { margin-block-end: 2em !important; }`);
  document.adoptedStyleSheets = [sheet];
}"""

# Words that a reader cannot see whole: outside the page, or outside a box that hides what
# is over. Words only for screen readers, and boxes that scroll by themselves, are left out.
LOST_WORDS = """() => {
  const lost = [];
  const width = document.documentElement.clientWidth;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (!node.data.trim() || !parent.checkVisibility({visibilityProperty: true})) continue;
    if (parent.closest("textarea, script, style, template, .visually-hidden, .skip-link")) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    let box = range.getBoundingClientRect();
    let left = 0, right = width, top = -Infinity, bottom = Infinity, scrolls = false;
    const root = document.documentElement;
    for (let outer = parent; outer && outer !== root; outer = outer.parentElement) {
      const style = getComputedStyle(outer);
      if (/auto|scroll/.test(style.overflowX + style.overflowY)) scrolls = true;
      if (scrolls || !/hidden|clip/.test(style.overflowX + style.overflowY)) continue;
      const edge = outer.getBoundingClientRect();
      left = Math.max(left, edge.left); right = Math.min(right, edge.right);
      top = Math.max(top, edge.top); bottom = Math.min(bottom, edge.bottom);
    }
    const over = Math.max(left - box.left, box.right - right, top - box.top, box.bottom - bottom);
    if (!scrolls && over > 2) {
      const words = node.data.trim().slice(0, 40);
      lost.push(`${parent.tagName}.${parent.className}: ${words} (${over.toFixed(0)} px)`);
    }
  }
  return lost;
}"""
# Words of one block that stand on words of another. A line's box is taller than its letters, so a
# touch is no fault: only what goes deeper than a third of a line is. A pop-over lies over text.
WORDS_ON_WORDS = """() => {
  const inline = (element) => getComputedStyle(element).display.startsWith("inline");
  const lines = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    let block = node.parentElement;
    if (!node.data.trim() || !block.checkVisibility({visibilityProperty: true})) continue;
    if (block.closest("textarea, script, style, template, .visually-hidden, .skip-link")) continue;
    if (block.closest(":popover-open")) continue;
    while (block && inline(block)) block = block.parentElement;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) {
      if (box.width > 1 && box.height > 1) lines.push({box, block, node});
    }
  }
  lines.sort((one, other) => one.box.top - other.box.top);
  const found = new Set();
  lines.forEach((one, at) => {
    for (const other of lines.slice(at + 1)) {
      const deep = Math.min(one.box.bottom, other.box.bottom) - other.box.top;
      if (deep <= 0) break;
      const start = Math.max(one.box.left, other.box.left);
      const wide = Math.min(one.box.right, other.box.right) - start;
      const least = Math.min(one.box.height, other.box.height) / 3;
      if (wide <= 2 || deep <= least || one.block === other.block) continue;
      const words = [one, other].map((line) => line.node.data.trim().slice(0, 30));
      found.add(`${words.join(" | ")} (${wide.toFixed(0)} x ${deep.toFixed(0)} px on each other)`);
    }
  });
  return [...found];
}"""
SIDEWAYS = "() => document.scrollingElement.scrollWidth - document.documentElement.clientWidth"
SMALL_CONTROLS = """() => [...document.querySelectorAll("button, summary, input, textarea, select")]
  .filter((control) => control.checkVisibility({visibilityProperty: true}))
  // A press on its label is a press on a control, so the label is part of the target.
  .map((control) => [control, (control.closest("label") ?? control).getBoundingClientRect()])
  .filter(([, box]) => box.width < 24 || box.height < 24)
  .map(([control, box]) => `${control.outerHTML.slice(0, 80)}: ${box.width} x ${box.height}`)"""


def faults(page: Page) -> list[str]:
    """How far the page scrolls sideways, if it does, and the words that are cut or covered."""
    over = page.evaluate(SIDEWAYS)
    sideways = [f"scrolls sideways by {over} px"] if over else []
    return [*sideways, *page.evaluate(LOST_WORDS), *page.evaluate(WORDS_ON_WORDS)]


def set_browser_text(page: Page, pixels: int) -> None:
    """Sets the size that text has in this browser, which is 16 as a browser comes."""
    session = page.context.new_cdp_session(page)
    session.send("Page.enable")
    session.send("Page.setFontSizes", {"fontSizes": {"standard": pixels, "fixed": pixels}})


@pytest.mark.parametrize("template", TEMPLATES)
def test_nothing_is_lost_at_320_pixels(
    template: str, context: Callable[..., BrowserContext], address: Callable[[str], str]
) -> None:
    page = visit(context(viewport=PHONE).new_page(), address(template))
    found = {"as it comes": faults(page)}
    page.evaluate(OPEN_ALL)
    states = {
        "all opened": [],
        "largest text": [LARGEST],
        "widest spacing": [WIDEST],
        "largest text, widest spacing": [LARGEST, WIDEST],
        "spacing of WCAG": [SPACED],
        "largest text, spacing of WCAG": [LARGEST, SPACED],
    }
    for state, changes in states.items():
        for change in [NORMAL, *changes]:
            page.evaluate(change)
        found[state] = faults(page)
    assert {state: lost for state, lost in found.items() if lost} == {}


@pytest.mark.parametrize("template", TEMPLATES)
def test_the_browsers_text_at_200_percent_and_the_largest_size_fold_together(
    template: str, context: Callable[..., BrowserContext], address: Callable[[str], str]
) -> None:
    """Letters are then four times as large: five or six of them fill a line."""
    page = visit(context(viewport=PHONE).new_page(), address(template))
    set_browser_text(page, 32)
    page.evaluate(LARGEST)
    found = {"as it comes": faults(page)}
    page.evaluate(OPEN_ALL)
    found["all opened"] = faults(page)
    assert {state: lost for state, lost in found.items() if lost} == {}


@pytest.mark.parametrize("template", TEMPLATES)
def test_what_can_be_pressed_is_large_enough_at_320_pixels(
    template: str, context: Callable[..., BrowserContext], address: Callable[[str], str]
) -> None:
    page = visit(context(viewport=PHONE, has_touch=True).new_page(), address(template))
    page.evaluate(OPEN_ALL)
    page.evaluate(AXE)
    found = page.evaluate("() => axe.run({runOnly: {type: 'rule', values: ['target-size']}})")
    small = [node["html"] for rule in found["violations"] for node in rule["nodes"]]
    assert (small, page.evaluate(SMALL_CONTROLS)) == ([], [])


def test_text_follows_the_size_that_the_browser_is_set_to(
    page: Page, address: Callable[[str], str]
) -> None:
    visit(page, address("definition-with-views"))
    size = "() => parseFloat(getComputedStyle(document.querySelector('main p')).fontSize)"
    before = page.evaluate(size)
    set_browser_text(page, 32)
    assert page.evaluate(size) == pytest.approx(2 * before)
    assert faults(page) == []
