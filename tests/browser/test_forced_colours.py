"""Forced colours: everything that colour told is still told, on every template."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, ElementHandle, Page

from tests.browser.conftest import OPEN_ALL, TEMPLATES, visit
from tests.browser.test_keyboard import changed_pixels, tab_to

pytestmark = pytest.mark.browser

# Whether an edge is drawn: it has a style, a width, and a colour that is not see-through.
DRAWN = """const drawn = (style, edge) => style[edge + "Style"] !== "none"
    && parseFloat(style[edge + "Width"]) >= 1 && !/^rgba.*, 0[)]$/.test(style[edge + "Color"]);
  const shown = (element) => element.checkVisibility({visibilityProperty: true});
  const named = (element) => element.outerHTML.slice(0, 90);"""
# A field or a button that stands on the ground of the page with nothing round it.
WITHOUT_EDGE = f"""() => {{
  {DRAWN}
  const edges = ["outline", "borderTop", "borderBottom"];
  const boxed = (element) => edges.some((edge) => drawn(getComputedStyle(element), edge));
  const parts = "button, input, textarea, select, .button-link";
  return [...document.querySelectorAll(parts)].filter(shown)
    // The browser draws these by itself.
    .filter((element) => !["checkbox", "radio"].includes(element.type))
    // What looks like a link is told by its line.
    .filter((element) => !getComputedStyle(element).textDecorationLine.includes("underline"))
    .filter((element) => !boxed(element)).map(named);
}}"""
WITHOUT_LINE = f"""() => {{
  {DRAWN}
  return [...document.querySelectorAll("main a[data-term]")].filter(shown).filter((word) =>
    !getComputedStyle(word).textDecorationLine.includes("underline")).map(named);
}}"""
# Every stop of the Tab key whose ring is made of a shadow or a ground, which are not drawn here.
WITHOUT_RING = f"""() => {{
  {DRAWN}
  const able = "a[href], button, input, select, textarea, summary, [tabindex='0']";
  return [...document.querySelectorAll(able)].filter(shown).filter((stop) => {{
    stop.focus({{preventScroll: true}});
    return document.activeElement === stop && !drawn(getComputedStyle(stop), "outline");
  }}).map(named);
}}"""
# The name of the site is a link that looks the same on the home page, in any colours.
SELECTED = """a[aria-current]:not(.site-header__home), button[aria-pressed=true],
  [role=option][aria-selected=true]"""
STATES = ["aria-current", "aria-pressed", "aria-selected"]
# The first mark of each kind that is on the page.
MARKS = """() => {
  const kinds = new Map();
  for (const mark of document.querySelectorAll("svg")) {
    const kind = `${mark.getAttribute("class")} in ${mark.parentElement.className}`;
    if (mark.checkVisibility({visibilityProperty: true}) && !kinds.has(kind)) kinds.set(kind, mark);
  }
  return [...kinds.values()];
}"""
NAME = "(element) => element.outerHTML.slice(0, 90)"


@pytest.fixture
def forced(context: Callable[..., BrowserContext]) -> Page:
    """A page in a browser whose colours are the reader's own."""
    return context(forced_colors="active").new_page()


def seen(target: ElementHandle, without: str, *given: object) -> bool:
    """Whether the picture of the window changes when a script takes something from the target."""
    page = target.owner_frame().page
    target.scroll_into_view_if_needed()
    before = page.screenshot()
    target.evaluate(without, *given)
    return changed_pixels(before, page.screenshot()) > 0


def unseen_marks(page: Page) -> list[str]:
    """The kinds of marks and pictures that cannot be told from their ground."""
    page.wait_for_load_state("networkidle")  # pictures come in a file of their own
    marks = [mark.as_element() for mark in page.evaluate_handle(MARKS).get_properties().values()]
    empty = "(svg) => svg.replaceChildren()"
    return [mark.evaluate(NAME) for mark in marks if mark and not seen(mark, empty)]


def unseen_states(page: Page) -> list[str]:
    """What is selected, and would look the same if it were not."""
    selected = [one for one in page.query_selector_all(SELECTED) if one.is_visible()]
    lose = "(element, names) => names.forEach((name) => element.removeAttribute(name))"
    return [one.evaluate(NAME) for one in selected if not seen(one, lose, STATES)]


def losses(page: Page) -> dict[str, list[str]]:
    """What cannot be seen on the open page, by what it lacks."""
    page.keyboard.press("Tab")  # a ring is for those who use the keyboard
    found = {
        "controls without an edge": page.evaluate(WITHOUT_EDGE),
        "words without a line": page.evaluate(WITHOUT_LINE),
        "stops without a ring": page.evaluate(WITHOUT_RING),
        "states that are not seen": unseen_states(page),
        "marks that are not seen": unseen_marks(page),
    }
    return {lack: where for lack, where in found.items() if where}


@pytest.mark.parametrize("template", TEMPLATES)
def test_all_that_colour_told_is_still_told(
    template: str, forced: Page, address: Callable[[str], str]
) -> None:
    visit(forced, address(template)).evaluate(OPEN_ALL)
    assert losses(forced) == {}


def test_the_line_under_a_word_is_seen(forced: Page, address: Callable[[str], str]) -> None:
    visit(forced, address("case-study"))
    word = forced.locator("main a[data-term]").first
    word.scroll_into_view_if_needed()
    marked = forced.screenshot()  # not of the word alone: some fonts set the line below its box
    word.evaluate("(link) => { link.style.textDecoration = 'none'; link.style.border = '0'; }")
    assert changed_pixels(marked, forced.screenshot()) > 0


@pytest.mark.parametrize("selector", ["main a[data-term]", "header input[name=q]", "header nav a"])
def test_the_ring_is_seen(selector: str, forced: Page, address: Callable[[str], str]) -> None:
    target = visit(forced, address("case-study")).locator(selector).first
    tab_to(forced, target)
    ringed = forced.screenshot()
    target.evaluate("(element) => { element.style.outline = 'none'; }")
    assert changed_pixels(ringed, forced.screenshot()) > 100


def test_the_ground_is_the_readers_own(forced: Page, address: Callable[[str], str]) -> None:
    visit(forced, address("home"))
    canvas = """() => {
      const probe = document.createElement("p");
      probe.style.backgroundColor = "Canvas";
      document.body.append(probe);
      return getComputedStyle(probe).backgroundColor;
    }"""
    body = "() => getComputedStyle(document.body).backgroundColor"
    assert forced.evaluate(body) in (forced.evaluate(canvas), "rgba(0, 0, 0, 0)")
