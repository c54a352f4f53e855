"""The whole way through the site by keyboard, and a focus that can always be seen."""

import re
from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.conftest import PHONE, visit

pytestmark = pytest.mark.browser

IN_VIEW = """(element) => {
  const box = element.getBoundingClientRect();
  return box.top >= 0 && box.left >= 0 && box.bottom <= innerHeight && box.right <= innerWidth;
}"""
SMALLEST_CHANGE = 3  # of 255, in the brightness of one pixel


def focused(page: Page) -> Locator:
    """The element that has the focus."""
    return page.locator("*:focus")


def tab_to(page: Page, target: Locator, most: int = 200) -> None:
    """Presses Tab until the target has the focus."""
    for _press in range(most):
        page.keyboard.press("Tab")
        if target.evaluate("(element) => element === document.activeElement"):
            return
    raise AssertionError(f"{target} is not reached with {most} presses of Tab")


def test_the_skip_link_comes_first_is_seen_and_leads_into_the_main_part(
    page: Page, address: Callable[[str], str]
) -> None:
    visit(page, address("definition-with-views"))
    page.keyboard.press("Tab")
    assert focused(page).get_attribute("href") == "#main"
    assert focused(page).evaluate(IN_VIEW)
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert focused(page).evaluate("(element) => Boolean(element.closest('main'))")


def test_the_letters_can_be_skipped(page: Page, address: Callable[[str], str]) -> None:
    visit(page, address("a-to-z"))
    tab_to(page, page.get_by_role("link", name="Skip the letters"))
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    letters = page.get_by_role("navigation", name="Letters")
    assert letters.locator("*:focus").count() == 0
    assert focused(page).evaluate("(element) => Boolean(element.closest('main'))")


def test_a_word_opens_its_definition_and_back_returns(
    page: Page, address: Callable[[str], str]
) -> None:
    start = visit(page, address("case-study")).url
    word = page.locator("main a[data-term]").first
    expected = word.evaluate("(link) => link.href")
    tab_to(page, word)
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(focused(page)).to_have_text(re.compile("^Read more about"))
    page.keyboard.press("Enter")
    page.wait_for_url(expected)
    expect(page.locator("h1")).to_be_visible()
    page.go_back()
    assert page.url == start


def test_a_search_from_any_page_needs_no_mouse(page: Page, address: Callable[[str], str]) -> None:
    visit(page, address("tip-alone"))
    tab_to(page, page.locator("header input[name=q]"))
    page.keyboard.type("co-design")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=co-design")
    result = page.locator("main h2 a").first
    tab_to(page, result)
    page.keyboard.press("Enter")
    page.wait_for_url("**/definitions/co-design/")
    expect(page.locator("h1")).to_have_text("Co-design")


@pytest.mark.parametrize("template", ["home", "tip-in-a-set", "filtered"])
def test_tab_leaves_the_page_at_both_ends(
    template: str, page: Page, address: Callable[[str], str]
) -> None:
    """No trap: every stop is another element, in order, and the last one lets go."""
    visit(page, address(template))
    page.evaluate("() => document.addEventListener('focusin', (e) => window.stops.push(e.target))")
    page.evaluate("() => { window.stops = []; }")
    last = page.locator("footer a").last
    tab_to(page, last, 400)
    in_order = """() => window.stops.every((stop, n, all) =>
      !n || all[n - 1].compareDocumentPosition(stop) & Node.DOCUMENT_POSITION_FOLLOWING)"""
    assert page.evaluate(in_order)
    for _press in range(page.evaluate("() => window.stops.length")):
        page.keyboard.press("Shift+Tab")
    assert page.evaluate("() => document.activeElement === document.body")


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_the_menu_opens_and_closes_by_keyboard_on_a_narrow_screen(
    key: str, context: Callable[..., BrowserContext], address: Callable[[str], str]
) -> None:
    page = visit(context(viewport=PHONE).new_page(), address("definition-with-views"))
    menu = page.get_by_role("navigation", name="Main")
    button, link = menu.locator("summary"), menu.get_by_role("link").first
    expect(link).to_be_hidden()
    tab_to(page, button)
    page.keyboard.press(key)
    expect(link).to_be_visible()
    page.keyboard.press("Tab")
    expect(link).to_be_focused()
    page.keyboard.press("Escape")
    expect(link).to_be_hidden()
    expect(button).to_be_focused()


def test_the_menu_shows_its_links_where_there_is_room(
    page: Page, address: Callable[[str], str]
) -> None:
    visit(page, address("definition-with-views"))
    menu = page.get_by_role("navigation", name="Main")
    expect(menu.get_by_role("link").first).to_be_visible()
    tab_to(page, menu.get_by_role("link").first)
    tab_to(page, menu.get_by_role("link").last)


def changed_pixels(before: bytes, after: bytes) -> int:
    """How many pixels differ between two pictures of the same size."""
    pictures = (Image.open(BytesIO(data)).convert("RGB") for data in (before, after))
    difference = ImageChops.difference(*pictures).convert("L")
    return sum(difference.histogram()[SMALLEST_CHANGE:])


FOCUSABLE = {
    "skip link": ("definition-with-views", ".skip-link"),
    "home link": ("definition-with-views", "header a[href$='/base/']"),
    "menu link": ("definition-with-views", "header nav a"),
    "search field": ("definition-with-views", "header input[name=q]"),
    "search button": ("definition-with-views", "header form button"),
    "settings button": ("definition-with-views", "settings-link a"),
    "setting": ("reading-settings", "reading-settings input"),
    "reset": ("reading-settings", ".reading-settings__reset"),
    "term link": ("case-study", "main a[data-term]"),
    "crumb": ("case-study", "main nav a"),
    "source link": ("case-study", "main .source-list cite a"),
    "footer link": ("case-study", "footer a"),
    "filter": ("case-studies", "main details summary"),
    "letter": ("a-to-z", "main nav a"),
    "tip on the home page": ("home", ".tip-card a"),
    "card link": ("card", "a"),
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("stop", FOCUSABLE)
def test_the_focus_is_seen(
    stop: str,
    scheme: str,
    context: Callable[..., BrowserContext],
    address: Callable[[str], str],
) -> None:
    """The ring covers at least what a line of two pixels round the element would."""
    template, selector = FOCUSABLE[stop]
    page = visit(context(color_scheme=scheme).new_page(), address(template))
    target = page.locator(selector).first
    tab_to(page, target)
    ringed = page.screenshot()
    box = target.bounding_box()
    assert box is not None
    # The skip link is there only while it has the focus, so its ring alone is taken away.
    ringless = "(element) => { element.style.outline = 'none'; element.style.boxShadow = 'none'; }"
    target.evaluate(ringless)
    changed = changed_pixels(ringed, page.screenshot())
    assert changed >= 2 * 2 * (box["width"] + box["height"])
    assert target.evaluate(IN_VIEW)
