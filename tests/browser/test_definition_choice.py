"""How definitions are shown is the reader's choice: pop-ups, plain links or no marks at all."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import visit
from tests.browser.settings import BLOCKED, choice, choose, settings_page
from tests.browser.test_keyboard import changed_pixels, tab_to
from tests.browser.word_page import Address, panel, word

pytestmark = pytest.mark.browser

ATTRIBUTE = "data-definitions"


def chosen(context: Callable[..., BrowserContext], address: Address, name: str) -> Page:
    """A page with words, in the profile of a reader who made this choice."""
    page = context().new_page()
    choose(settings_page(page, address), "definitions", name)
    return visit(page, address("case-study"))


def test_plain_links_lead_to_the_page(
    context: Callable[..., BrowserContext], address: Address
) -> None:
    page = chosen(context, address, "Plain links")
    expected = word(page).evaluate("(link) => link.href")
    assert word(page).get_attribute("role") is None
    assert word(page).get_attribute("aria-expanded") is None
    expect(word(page)).to_have_css("text-decoration-line", "underline")
    tab_to(page, word(page))
    page.keyboard.press("Enter")
    page.wait_for_url(expected)


def test_edge_26_without_marks_words_are_plain_text(
    context: Callable[..., BrowserContext], address: Address
) -> None:
    """They look it, no Tab stops at them, and a click on them does nothing."""
    page = chosen(context, address, "No marks")
    start = page.url
    shown = page.screenshot(full_page=True)
    unwrap = "(links) => links.forEach((link) => link.replaceWith(...link.childNodes))"
    page.locator("main a[data-term]").last.click()
    expect(panel(page)).to_have_count(0)
    assert page.url == start
    focusable = (
        "(links) => links.filter((link) => { link.focus(); return link.matches(':focus'); })"
    )
    assert page.locator("main a[data-term]").evaluate_all(focusable) == []
    assert page.locator("main a[data-term]:is([href], [role], [tabindex])").count() == 0
    page.evaluate("() => scrollTo(0, 0)")
    page.locator("main a[data-term]").evaluate_all(unwrap)
    assert changed_pixels(shown, page.screenshot(full_page=True)) == 0


def test_without_marks_the_list_at_the_end_stays(
    context: Callable[..., BrowserContext], address: Address
) -> None:
    page = chosen(context, address, "No marks")
    words = page.get_by_role("region", name="Words on this page")
    expect(words).to_be_visible()
    words.get_by_role("link").first.click()
    page.wait_for_url("**/definitions/*/")


def test_without_marks_the_home_page_has_none_either(page: Page, address: Address) -> None:
    page.add_init_script("localStorage.setItem('definitions', 'off')")
    visit(page, address("home"))
    for link in page.locator("main a[data-term]").all():
        assert link.get_attribute("href") is None
        expect(link).to_have_css("text-decoration-line", "none")


@pytest.mark.parametrize("value", ["links", "off"])
def test_the_choice_needs_no_file_to_load(value: str, page: Page, address: Address) -> None:
    """It is set before the first paint, by the script in the page itself: nothing flashes."""
    page.add_init_script(f"localStorage.setItem('definitions', '{value}')")
    page.route("**/theme/*.js", lambda route: route.abort())
    page.goto(address("case-study"), wait_until="domcontentloaded")
    expect(page.locator("html")).to_have_attribute(ATTRIBUTE, value)
    line = "none" if value == "off" else "underline"
    expect(word(page)).to_have_css("text-decoration-line", line)


def test_a_choice_that_was_never_offered_is_not_applied(page: Page, address: Address) -> None:
    page.add_init_script("localStorage.setItem('definitions', 'loud')")
    visit(page, address("case-study"))
    assert page.locator("html").get_attribute(ATTRIBUTE) is None
    word(page).click()
    expect(panel(page)).to_be_visible()
    expect(choice(settings_page(page, address), "definitions", "Pop-ups")).to_be_checked()


def test_a_second_tab_follows_at_once(
    context: Callable[..., BrowserContext], address: Address
) -> None:
    profile = context()
    reading = visit(profile.new_page(), address("case-study"))
    expected = word(reading).get_attribute("href")
    word(reading).click()
    settings = settings_page(profile.new_page(), address)
    other = settings_page(profile.new_page(), address)
    choose(settings, "definitions", "No marks")
    expect(panel(reading)).to_have_count(0)
    expect(word(reading)).not_to_have_attribute("href", str(expected))
    expect(choice(other, "definitions", "No marks")).to_be_checked()
    choose(settings, "definitions", "Plain links")
    expect(word(reading)).to_have_attribute("href", str(expected))
    assert word(reading).get_attribute("role") is None
    choose(settings, "definitions", "Pop-ups")
    expect(word(reading)).to_have_attribute("role", "button")
    word(reading).click()
    expect(panel(reading)).to_be_visible()


def test_a_page_that_comes_back_from_the_history_follows(page: Page, address: Address) -> None:
    visit(page, address("case-study"))
    settings_page(page, address)
    choose(page, "definitions", "Plain links")
    page.go_back()
    expect(page.locator("html")).to_have_attribute(ATTRIBUTE, "links")
    assert word(page).get_attribute("role") is None


def test_the_choice_works_where_the_browser_stores_nothing(page: Page, address: Address) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.add_init_script(BLOCKED)
    settings_page(page, address)
    choose(page, "definitions", "No marks")
    expect(page.locator("html")).to_have_attribute(ATTRIBUTE, "off")
    expect(choice(page, "definitions", "No marks")).to_be_checked()
    visit(page, address("case-study"))
    word(page).click()
    expect(panel(page)).to_be_visible()
    assert errors == []
