"""How definitions are shown is the reader's choice: kept, told to every tab, and easy to undo."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.conftest import PHONE, visit
from tests.browser.test_axe import broken_rules
from tests.browser.test_keyboard import changed_pixels, tab_to
from tests.browser.test_reflow import LARGEST, SPACED, faults
from tests.browser.test_text_size import BLOCKED, SHIFTS
from tests.browser.word_page import Address, panel, word

pytestmark = pytest.mark.browser

STORED = "() => localStorage.getItem('definitions')"
ATTRIBUTE = "data-definitions"


def choice(page: Page, name: str) -> Locator:
    """One of the three radio buttons, by the words beside it."""
    choices = page.get_by_role("group", name="Show definitions as", exact=True)
    return choices.get_by_role("radio", name=name)


def chosen(context: Callable[..., BrowserContext], address: Address, name: str) -> Page:
    """A page with words, in the profile of a reader who made this choice."""
    page = context().new_page()
    choice(visit(page, address("reading-settings")), name).check()
    return visit(page, address("case-study"))


def test_pop_ups_are_the_first_choice_and_keep_nothing(page: Page, address: Address) -> None:
    visit(page, address("reading-settings"))
    expect(choice(page, "Pop-ups")).to_be_checked()
    choice(page, "Plain links").check()
    assert page.evaluate(STORED) == "links"
    choice(page, "No marks").check()
    assert page.evaluate(STORED) == "off"
    choice(page, "Pop-ups").check()
    assert page.evaluate("() => localStorage.length") == 0
    assert page.locator("html").get_attribute(ATTRIBUTE) is None


def test_the_choice_is_made_by_keyboard(page: Page, address: Address) -> None:
    visit(page, address("reading-settings"))
    tab_to(page, choice(page, "Pop-ups"))
    page.keyboard.press("ArrowDown")
    expect(choice(page, "Plain links")).to_be_focused()
    expect(choice(page, "Plain links")).to_be_checked()
    page.keyboard.press("ArrowDown")
    expect(choice(page, "No marks")).to_be_checked()
    assert page.evaluate(STORED) == "off"


def test_the_choice_is_shown_again(page: Page, address: Address) -> None:
    visit(page, address("reading-settings"))
    choice(page, "No marks").check()
    page.reload()
    expect(choice(page, "No marks")).to_be_checked()


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
    expect(choice(visit(page, address("reading-settings")), "Pop-ups")).to_be_checked()


def test_a_second_tab_follows_at_once(
    context: Callable[..., BrowserContext], address: Address
) -> None:
    profile = context()
    reading = visit(profile.new_page(), address("case-study"))
    expected = word(reading).get_attribute("href")
    word(reading).click()
    settings = visit(profile.new_page(), address("reading-settings"))
    other = visit(profile.new_page(), address("reading-settings"))
    choice(settings, "No marks").check()
    expect(panel(reading)).to_have_count(0)
    expect(word(reading)).not_to_have_attribute("href", str(expected))
    expect(choice(other, "No marks")).to_be_checked()
    choice(settings, "Plain links").check()
    expect(word(reading)).to_have_attribute("href", str(expected))
    assert word(reading).get_attribute("role") is None
    choice(settings, "Pop-ups").check()
    expect(word(reading)).to_have_attribute("role", "button")
    word(reading).click()
    expect(panel(reading)).to_be_visible()


def test_the_store_that_is_cleared_elsewhere_brings_pop_ups_back(
    context: Callable[..., BrowserContext], address: Address
) -> None:
    profile = context()
    settings = visit(profile.new_page(), address("reading-settings"))
    choice(settings, "No marks").check()
    other = visit(profile.new_page(), address("case-study"))
    other.evaluate("() => localStorage.clear()")
    expect(choice(settings, "Pop-ups")).to_be_checked()


def test_a_page_that_comes_back_from_the_history_follows(page: Page, address: Address) -> None:
    visit(page, address("case-study"))
    visit(page, address("reading-settings"))
    choice(page, "Plain links").check()
    page.go_back()
    expect(page.locator("html")).to_have_attribute(ATTRIBUTE, "links")
    assert word(page).get_attribute("role") is None


def test_the_choice_works_where_the_browser_stores_nothing(page: Page, address: Address) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.add_init_script(BLOCKED)
    visit(page, address("reading-settings"))
    choice(page, "No marks").check()
    expect(page.locator("html")).to_have_attribute(ATTRIBUTE, "off")
    expect(choice(page, "No marks")).to_be_checked()
    visit(page, address("case-study"))
    word(page).click()
    expect(panel(page)).to_be_visible()
    assert errors == []


def test_without_script_the_choice_is_not_shown(
    context: Callable[..., BrowserContext], address: Address
) -> None:
    page = context(java_script_enabled=False).new_page()
    visit(page, address("reading-settings"))
    controls = page.locator("reading-choices, reading-choices *")
    assert controls.count() > 3
    assert [one for one in controls.all() if one.is_visible()] == []


@pytest.mark.parametrize("stored", ["links", "off"])
@pytest.mark.parametrize("template", ["case-study", "reading-settings"])
def test_nothing_moves_while_a_page_with_a_choice_loads(
    template: str, stored: str, context: Callable[..., BrowserContext], address: Address
) -> None:
    page = context(viewport=PHONE).new_page()
    page.add_init_script(f"localStorage.setItem('definitions', '{stored}')")
    page.goto(address(template), wait_until="load")
    assert page.evaluate(SHIFTS) == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_settings_keep_the_rules_at_every_size(
    scheme: str, context: Callable[..., BrowserContext], address: Address
) -> None:
    page = context(color_scheme=scheme, viewport=PHONE).new_page()
    visit(page, address("reading-settings"))
    assert broken_rules(page) == []
    page.evaluate(LARGEST)
    page.evaluate(SPACED)
    assert faults(page) == []
