"""Every stop of the Tab key on every template: seen, uncovered, in order, and none left out."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, ViewportSize

from tests.browser.conftest import DESKTOP, OPEN_ALL, PHONE, TEMPLATES, visit

pytestmark = pytest.mark.browser

# What the Tab key should reach: of a group of radio buttons one, and nothing out of sight.
EXPECTED = """() => {
  const able = "a[href], button, input, select, textarea, summary, iframe, [tabindex]";
  const groups = new Set();
  window.expected = [...document.querySelectorAll(able)].filter((one) => {
    if (one.disabled || one.tabIndex < 0) return false;
    if (!one.checkVisibility({visibilityProperty: true})) return false;
    if (one.type !== "radio") return true;
    const group = [...document.getElementsByName(one.name)];
    return one === (group.find((other) => other.checked) ?? group[0]);
  });
  window.reached = [];
  return window.expected.length;
}"""
# What is wrong with the stop that has the focus now, in words; nothing if the page was left. Of a
# tall field the browser shows the line of the cursor, so its first 24 pixels are enough.
STOP = """() => {
  const ENOUGH = 24;
  const stop = document.activeElement;
  if (!stop || stop === document.body) return null;
  const faults = [];
  const style = getComputedStyle(stop);
  const drawn = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  // Of a frame, the focus is in the page inside it, which draws the ring.
  const isFrame = stop.matches("iframe");
  if (!isFrame && (!drawn || /^rgba.*, 0[)]$/.test(style.outlineColor))) faults.push("no ring");
  const last = reached.at(-1);
  const follows = Node.DOCUMENT_POSITION_FOLLOWING;
  if (last && !(last.compareDocumentPosition(stop) & follows)) faults.push("out of order");
  reached.push(stop);
  const boxes = [...stop.getClientRects()].filter((box) => box.width && box.height);
  const inside = boxes.filter((box) => box.top >= -1 && box.left >= -1
    && box.right <= innerWidth + 1 && box.top + Math.min(box.height, ENOUGH) <= innerHeight + 1);
  if (!inside.length) faults.push("outside the window");
  for (const box of inside) {
    const {left, right, top} = box, bottom = Math.min(box.bottom, innerHeight);
    const x = (left + right) / 2, y = (top + bottom) / 2;
    const points = [[x, y], [left + 3, y], [right - 3, y], [x, top + 3], [x, bottom - 3]];
    const over = points.map((point) => document.elementFromPoint(...point))
      .find((hit) => hit && !hit.contains(stop) && !stop.contains(hit));
    if (over) faults.push(`covered by ${over.outerHTML.slice(0, 60)}`);
  }
  return [stop.outerHTML.slice(0, 90), ...faults];
}"""
NEVER_REACHED = """() => expected.filter((one) => !reached.includes(one))
  .map((one) => one.outerHTML.slice(0, 90))"""
# Into a page in a frame, and out of it, the focus goes a little later than the key.
ARRIVED = """() => {
  const stop = document.activeElement;
  if (stop !== document.body) return stop !== reached.at(-1);
  return !expected.some((one) => one.matches("iframe") && !reached.includes(one));
}"""
ONE_OF_A_KIND = 1.2
"""More stops than expected by this factor means that the way round has no end."""


def walk(page: Page) -> list[Any]:
    """Each stop with its faults, if it has any, from the top of the page until Tab leaves it."""
    most = page.evaluate(EXPECTED) * ONE_OF_A_KIND + 5
    stops: list[Any] = []
    while len(stops) < most:
        page.keyboard.press("Tab")
        page.wait_for_function(ARRIVED)
        stop = page.evaluate(STOP)
        if stop is None:
            return stops
        stops.append(stop)
    return [*stops, ["the end of the page", "is never reached"]]


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["1280 px", "320 px"])
@pytest.mark.parametrize("template", TEMPLATES)
def test_tab_stops_at_everything_in_order_and_each_stop_is_seen(
    template: str,
    viewport: ViewportSize,
    context: Callable[..., BrowserContext],
    address: Callable[[str], str],
) -> None:
    page = visit(context(viewport=viewport).new_page(), address(template))
    page.evaluate(OPEN_ALL)
    stops = walk(page)
    assert [stop for stop in stops if len(stop) > 1] == []
    assert page.evaluate(NEVER_REACHED) == []
    assert stops
