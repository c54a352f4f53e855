"""The reading settings under the header of any page, fetched when they are first wanted."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, visit
from tests.browser.settings import (
    Address,
    Context,
    choice,
    choose,
    form,
    open_settings,
    remember,
    settings_page,
    told,
)
from tests.browser.test_axe import broken_rules
from tests.browser.test_keyboard import tab_to
from tests.browser.test_reflow import LARGEST, SPACED, faults

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_the_settings_open_and_close_by_keyboard(key: str, page: Page, address: Address) -> None:
    visit(page, address("case-study"))
    button = page.locator("header").get_by_role("button", name="Reading settings")
    expect(button).to_have_attribute("aria-expanded", "false")
    tab_to(page, button)
    page.keyboard.press(key)
    panel = page.get_by_role("region", name="Reading settings", exact=True)
    expect(panel).to_be_focused()
    expect(button).to_have_attribute("aria-expanded", "true")
    assert button.get_attribute("aria-controls") == panel.get_attribute("id")
    page.keyboard.press("Tab")
    expect(choice(page, "text-size", "Normal")).to_be_focused()
    page.keyboard.press("ArrowRight")
    assert told(page) == {"textSize": "125"}
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(button).to_be_focused()
    expect(button).to_have_attribute("aria-expanded", "false")
    page.keyboard.press(key)
    expect(choice(page, "text-size", "Large")).to_be_checked()
    tab_to(page, panel.get_by_role("button", name="Close"))
    page.keyboard.press("Enter")
    expect(panel).to_be_hidden()
    expect(button).to_be_focused()
    assert page.url == address("case-study")


def test_the_button_closes_what_it_opened(page: Page, address: Address) -> None:
    visit(page, address("case-study"))
    panel = open_settings(page)
    page.locator("header").get_by_role("button", name="Reading settings").click()
    expect(panel).to_be_hidden()
    open_settings(page)
    expect(form(page)).to_have_count(1)


@pytest.mark.parametrize("width", [320, 1280])
def test_the_panel_stands_in_the_flow_and_covers_nothing(
    width: int, context: Context, address: Address
) -> None:
    page = visit(context(viewport={"width": width, "height": 800}).new_page(), address("tip-alone"))
    top = "() => document.querySelector('main').getBoundingClientRect().top + scrollY"
    before = page.evaluate(top)
    panel = open_settings(page)
    box = panel.bounding_box()
    assert box is not None
    assert page.evaluate(top) == pytest.approx(before + box["height"], abs=1)
    assert panel.evaluate("(one) => one.parentElement.lastElementChild === one")
    assert panel.evaluate("(one) => one.parentElement.localName") == "header"


def test_the_form_is_fetched_once_and_only_when_it_is_wanted(page: Page, address: Address) -> None:
    visit(page, address("case-study"))
    page.wait_for_load_state("networkidle")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    panel = open_settings(page)
    for _time in range(2):
        panel.get_by_role("button", name="Close").click()
        open_settings(page)
    assert asked[0] == address("reading-settings")
    assert sorted(one.rpartition(".")[2] for one in asked[1:]) == ["css", "js"]


@pytest.mark.parametrize("part", ["**/reading-settings/", "**/settings-form-*.js"])
def test_where_the_form_cannot_be_fetched_the_link_is_followed(
    part: str, page: Page, address: Address
) -> None:
    visit(page, address("case-study"))
    failed: list[str] = []

    def fail_once(route: object) -> None:
        if failed:
            route.continue_()  # type: ignore[attr-defined]
        else:
            failed.append(part)
            route.abort()  # type: ignore[attr-defined]

    page.route(part, fail_once)
    page.locator("header").get_by_role("button", name="Reading settings").click()
    page.wait_for_url(address("reading-settings"))
    expect(form(page)).to_be_visible()


def test_on_its_own_page_the_link_leads_to_the_form_that_is_there(
    page: Page, address: Address
) -> None:
    settings_page(page, address)
    link = page.locator("header").get_by_role("link", name="Reading settings")
    link.press("Enter")
    expect(form(page)).to_be_focused()
    expect(form(page)).to_be_in_viewport()
    expect(form(page)).to_have_count(1)
    page.keyboard.press("Tab")
    expect(choice(page, "text-size", "Normal")).to_be_focused()


def test_with_a_key_held_down_it_is_an_ordinary_link(page: Page, address: Address) -> None:
    visit(page, address("case-study"))
    link = page.locator("header").get_by_role("button", name="Reading settings")
    with page.context.expect_page() as opened:
        link.click(modifiers=["Control"])
    assert opened.value.url == address("reading-settings")


def test_without_script_it_is_a_link(context: Context, address: Address) -> None:
    page = visit(context(java_script_enabled=False).new_page(), address("case-study"))
    page.locator("header").get_by_role("link", name="Reading settings").click()
    page.wait_for_url(address("reading-settings"))


def test_the_panel_and_another_tab_say_the_same(context: Context, address: Address) -> None:
    profile = context()
    settings = settings_page(profile.new_page(), address)
    reading = visit(profile.new_page(), address("case-study"))
    open_settings(reading)
    choose(reading, "theme", "Cream")
    expect(choice(settings, "theme", "Cream")).to_be_checked()


@pytest.mark.parametrize("theme", ["light", "dark", "cream", "contrast"])
def test_the_open_panel_keeps_the_rules_at_every_size(
    theme: str, context: Context, address: Address
) -> None:
    page = context(viewport=PHONE).new_page()
    page.add_init_script(remember("theme", theme))
    visit(page, address("definition-with-views"))
    open_settings(page)
    assert broken_rules(page) == []
    page.evaluate(LARGEST)
    page.evaluate(SPACED)
    assert faults(page) == []


def test_paper_has_no_settings(page: Page, address: Address) -> None:
    visit(page, address("case-study"))
    panel = open_settings(page)
    page.emulate_media(media="print")
    expect(panel).to_be_hidden()
    expect(page.locator("settings-link")).to_be_hidden()
