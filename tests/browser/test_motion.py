"""Nothing moves by itself, what moves is brief, and readers can have it still."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser.conftest import OPEN_ALL, TEMPLATES, visit

pytestmark = pytest.mark.browser

BRIEF = 300  # milliseconds
STILL = "() => { document.documentElement.dataset.motion = 'none'; }"
AT_REST = "() => document.getAnimations().map((one) => one.effect.target.outerHTML.slice(0, 80))"
# Of everything on the page, and of what its styles draw before and after it.
LONGER_THAN = """(most) => {
  const longest = (list) => Math.max(...list.split(",").map(parseFloat)) * 1000;
  const found = new Set();
  for (const element of document.querySelectorAll("*")) {
    for (const part of [null, "::before", "::after"]) {
      const style = getComputedStyle(element, part);
      const name = `${element.tagName.toLowerCase()}.${element.className}${part ?? ""}`;
      const moves = style.animationName !== "none";
      if (longest(style.transitionDuration) > most) found.add(`${name}: transition`);
      if (moves && longest(style.animationDuration) > most) found.add(`${name}: animation`);
      if (moves && style.animationIterationCount === "infinite") found.add(`${name}: no end`);
      if (most === 0 && style.scrollBehavior === "smooth") found.add(`${name}: smooth scrolling`);
    }
  }
  return [...found];
}"""


@pytest.mark.parametrize("template", TEMPLATES)
def test_motion_is_brief_and_can_be_switched_off(
    template: str, context: Callable[..., BrowserContext], address: Callable[[str], str]
) -> None:
    page = context(reduced_motion="no-preference").new_page()
    visit(page, address(template)).wait_for_timeout(BRIEF)
    assert page.evaluate(AT_REST) == [], "something moves by itself"
    page.evaluate(OPEN_ALL)
    found = {"as it comes": page.evaluate(LONGER_THAN, BRIEF)}
    page.emulate_media(reduced_motion="reduce")
    found["the device says no motion"] = page.evaluate(LONGER_THAN, 0)
    page.emulate_media(reduced_motion="no-preference")
    page.evaluate(STILL)
    # The card is made for other sites and knows nothing of a reader's settings here.
    found["the reader says no motion"] = template != "card" and page.evaluate(LONGER_THAN, 0)
    assert {state: moving for state, moving in found.items() if moving} == {}


def test_there_is_motion_to_switch_off(
    context: Callable[..., BrowserContext], address: Callable[[str], str]
) -> None:
    """Else the tests above would watch over nothing."""
    page: Page = context(reduced_motion="no-preference").new_page()
    assert visit(page, address("case-study")).evaluate(LONGER_THAN, 0)
