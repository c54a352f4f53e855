"""Smaller and Larger: they work, say so, and are remembered without a flash."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import PHONE, READING, visit

pytestmark = pytest.mark.browser

SIZE = "() => parseFloat(getComputedStyle(document.documentElement).fontSize)"
NAMES = ["normal", "large", "larger", "largest"]
BLOCKED = """Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("blocked", "SecurityError"); },
});"""
REMEMBER_LARGEST = "localStorage.setItem('text-size', '200');"
SHIFTS = """() => new Promise((done) => {
  let sum = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) sum += entry.value;
  }).observe({type: "layout-shift", buffered: true});
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(sum), 100)));
})"""


def press(page: Page, name: str) -> None:
    """Presses one of the two buttons in the header."""
    page.locator("header").get_by_role("button", name=name).click()


def expect_size(page: Page, name: str) -> None:
    """The status in the header says the size in this word."""
    status = page.locator("header").get_by_role("status")
    expect(status).to_have_text(re.compile(rf":\s+{name}$"))


def test_larger_and_smaller_step_through_four_sizes_and_say_each(
    page: Page, address: Callable[[str], str]
) -> None:
    visit(page, address("definition-with-views"))
    normal = page.evaluate(SIZE)
    sizes = [1.0]
    expect_size(page, NAMES[0])
    for name in NAMES[1:]:
        press(page, "Larger")
        expect_size(page, name)
        sizes.append(page.evaluate(SIZE) / normal)
    assert sizes == [1, 1.25, 1.5, 2]
    for name in reversed(NAMES[:-1]):
        press(page, "Smaller")
        expect_size(page, name)
    assert page.evaluate(SIZE) == normal


def test_the_last_step_is_said_to_be_the_last_and_keeps_the_focus(
    page: Page, address: Callable[[str], str]
) -> None:
    visit(page, address("definition-with-views"))
    larger = page.locator("header").get_by_role("button", name="Larger")
    smaller = page.locator("header").get_by_role("button", name="Smaller")
    expect(smaller).to_have_attribute("aria-disabled", "true")
    expect(larger).to_have_attribute("aria-disabled", "false")
    larger.focus()
    for _press in NAMES:
        page.keyboard.press("Enter")
    expect_size(page, "largest")
    expect(larger).to_have_attribute("aria-disabled", "true")
    expect(smaller).to_have_attribute("aria-disabled", "false")
    expect(larger).to_be_focused()


def test_the_size_multiplies_what_the_browser_is_set_to(
    page: Page, address: Callable[[str], str]
) -> None:
    session = page.context.new_cdp_session(page)
    visit(page, address("definition-with-views"))
    normal = page.evaluate(SIZE)
    session.send("Page.enable")
    session.send("Page.setFontSizes", {"fontSizes": {"standard": 24, "fixed": 20}})
    press(page, "Larger")
    assert page.evaluate(SIZE) == pytest.approx(normal * 1.5 * 1.25)


def test_the_size_is_remembered_on_the_next_page(page: Page, address: Callable[[str], str]) -> None:
    visit(page, address("definition-with-views"))
    press(page, "Larger")
    large = page.evaluate(SIZE)
    visit(page, address("hint"))
    assert page.evaluate(SIZE) == large
    expect_size(page, "large")


def test_back_to_normal_forgets_the_size(page: Page, address: Callable[[str], str]) -> None:
    visit(page, address("definition-with-views"))
    press(page, "Larger")
    press(page, "Smaller")
    assert page.evaluate("() => localStorage.length") == 0


def test_the_remembered_size_needs_no_file_to_load(
    page: Page, address: Callable[[str], str]
) -> None:
    """It is set before the first paint, by the script in the page itself: nothing flashes."""
    page.add_init_script(REMEMBER_LARGEST)
    page.route("**/theme/*.js", lambda route: route.abort())
    page.goto(address("definition-with-views"), wait_until="domcontentloaded")
    assert page.locator("html").get_attribute("data-text-size") == "200"
    assert page.evaluate(SIZE) == 32


def test_a_size_that_was_never_offered_is_not_applied(
    page: Page, address: Callable[[str], str]
) -> None:
    page.add_init_script("localStorage.setItem('text-size', '9000');")
    visit(page, address("definition-with-views"))
    assert page.evaluate(SIZE) == 16
    expect_size(page, "normal")


def test_the_buttons_work_where_the_browser_stores_nothing(
    page: Page, address: Callable[[str], str]
) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.add_init_script(BLOCKED)
    visit(page, address("definition-with-views"))
    press(page, "Larger")
    expect_size(page, "large")
    assert page.evaluate(SIZE) == 20
    assert errors == []


def test_the_settings_page_and_the_header_say_the_same(
    page: Page, address: Callable[[str], str]
) -> None:
    visit(page, address("reading-settings"))
    page.locator("main").get_by_role("button", name="Larger").click()
    expect_size(page, "large")
    press(page, "Larger")
    expect(page.locator("main").get_by_role("status").first).to_contain_text("larger")


@pytest.mark.parametrize("stored", ["", REMEMBER_LARGEST])
@pytest.mark.parametrize("template", READING)
def test_nothing_moves_while_a_page_loads(
    template: str,
    stored: str,
    context: Callable[..., BrowserContext],
    address: Callable[[str], str],
) -> None:
    page = context(viewport=PHONE).new_page()
    page.add_init_script(stored)
    page.goto(address(template).partition("?")[0], wait_until="load")
    assert page.evaluate(SHIFTS) == 0
