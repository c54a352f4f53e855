"""Reading settings act at once, stay on the device, and are there before the first paint."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, READING, visit
from tests.browser.settings import (
    BLOCKED,
    LEGENDS,
    OFFERED,
    SHIFTS,
    SIZE,
    Address,
    Context,
    choice,
    choose,
    form,
    remember,
    settings_page,
    told,
)
from tests.browser.test_axe import broken_rules
from tests.browser.test_keyboard import tab_to
from tests.browser.test_reflow import LARGEST, SPACED, faults

pytestmark = pytest.mark.browser

CHOICES = [
    (setting, words, value)
    for setting, choices in OFFERED.items()
    for words, value in choices.items()
    if value
]
STORED = "() => ({...localStorage})"
EVERYTHING = "".join(
    remember(name, list(choices.values())[-1]) for name, choices in OFFERED.items()
)


def test_the_form_offers_these_choices_and_each_is_large_enough(
    context: Context, address: Address
) -> None:
    page = settings_page(context(viewport=PHONE, has_touch=True).new_page(), address)
    groups = form(page).locator("fieldset")
    expect(groups.locator("legend")).to_have_text([LEGENDS[name] for name in OFFERED])
    offered = {
        name: {
            radio.locator("xpath=..").inner_text().strip(): radio.get_attribute("value")
            for radio in form(page).locator(f"input[name={name}]").all()
        }
        for name in OFFERED
    }
    assert offered == OFFERED
    for target in form(page).locator("label, button").all():
        box = target.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 44


@pytest.mark.parametrize(("setting", "words", "value"), CHOICES)
def test_a_choice_acts_at_once_is_said_and_is_there_on_the_next_page(
    setting: str, words: str, value: str, page: Page, address: Address
) -> None:
    settings_page(page, address)
    target = choice(page, setting, words)
    target.focus()
    page.keyboard.press("Space")
    key = re.sub("-(.)", lambda found: found[1].upper(), setting)
    assert told(page) == {key: value}
    assert page.evaluate(STORED) == {setting: value}
    expect(form(page).get_by_role("status")).to_have_text(f"{LEGENDS[setting]}: {words}")
    expect(target).to_be_focused()
    page.goto(address("hint"), wait_until="domcontentloaded")
    assert told(page) == {key: value}
    settings_page(page, address)
    expect(choice(page, setting, words)).to_be_checked()


@pytest.mark.parametrize(
    ("setting", "words", "css"),
    [
        ("spacing", "Widest", "letter-spacing"),
        ("spacing", "Wide", "word-spacing"),
        ("spacing", "Wide", "line-height"),
        ("font", "My device’s", "font-family"),
        ("font", "Atkinson Hyperlegible", "font-family"),
        ("theme", "Dark", "color"),
        ("theme", "Cream", "background-color"),
        ("theme", "High contrast", "background-color"),
    ],
)
def test_a_choice_changes_how_the_page_looks(
    setting: str, words: str, css: str, page: Page, address: Address
) -> None:
    settings_page(page, address)
    look = f"() => getComputedStyle(document.body).getPropertyValue('{css}')"
    before = page.evaluate(look)
    choose(page, setting, words)
    assert page.evaluate(look) != before


def test_lines_get_shorter_and_longer(page: Page, address: Address) -> None:
    settings_page(page, address)
    width = "() => document.querySelector('.reading-settings__passage').offsetWidth"
    widths = []
    for words in ("Narrow", "Normal", "Wide"):
        choose(page, "line-width", words)
        widths.append(page.evaluate(width))
    assert widths == sorted(set(widths))


def test_the_steps_of_the_text_multiply_what_the_browser_is_set_to(
    page: Page, address: Address
) -> None:
    session = page.context.new_cdp_session(page)
    settings_page(page, address)
    sizes = []
    for words in OFFERED["text-size"]:
        choose(page, "text-size", words)
        sizes.append(page.evaluate(SIZE))
    assert sizes == [16, 20, 24, 32]
    session.send("Page.enable")
    session.send("Page.setFontSizes", {"fontSizes": {"standard": 24, "fixed": 20}})
    assert page.evaluate(SIZE) == pytest.approx(48)


def test_what_was_pressed_stays_under_the_finger(page: Page, address: Address) -> None:
    settings_page(page, address)
    target = choice(page, "motion", "Off")
    target.scroll_into_view_if_needed()
    place = "(radio) => radio.getBoundingClientRect().top"
    for words in ("Largest", "Normal"):
        radio = choice(page, "text-size", words)
        radio.scroll_into_view_if_needed()
        before = radio.evaluate(place)
        radio.check()
        assert radio.evaluate(place) == pytest.approx(before, abs=1)


def test_arrow_keys_go_through_the_choices(page: Page, address: Address) -> None:
    settings_page(page, address)
    tab_to(page, choice(page, "definitions", "Pop-ups"))
    page.keyboard.press("ArrowDown")
    expect(choice(page, "definitions", "Plain links")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(choice(page, "definitions", "No marks")).to_be_checked()
    assert page.evaluate(STORED) == {"definitions": "off"}


def test_reset_takes_everything_back_and_keeps_nothing(page: Page, address: Address) -> None:
    settings_page(page, address)
    for setting, choices in OFFERED.items():
        choose(page, setting, list(choices)[-1])
    assert len(page.evaluate(STORED)) == len(OFFERED)
    reset = form(page).get_by_role("button", name="Reset to my device’s settings")
    reset.click()
    assert (page.evaluate(STORED), told(page)) == ({}, {})
    expect(reset).to_be_focused()
    said = "Everything is back to how your device is set."
    expect(form(page).get_by_role("status")).to_have_text(said)
    for setting, choices in OFFERED.items():
        usual = next(words for words, value in choices.items() if not value)
        expect(choice(page, setting, usual)).to_be_checked()


def test_the_usual_choice_is_not_kept(page: Page, address: Address) -> None:
    settings_page(page, address)
    choose(page, "theme", "Dark")
    choose(page, "theme", "As my device")
    assert (page.evaluate(STORED), told(page)) == ({}, {})


def test_what_is_kept_needs_no_file_to_load(page: Page, address: Address) -> None:
    """It is told before the first paint, by the script in the page itself: nothing flashes."""
    page.add_init_script(EVERYTHING)
    page.route("**/theme/*.js", lambda route: route.abort())
    page.goto(address("definition-with-views"), wait_until="domcontentloaded")
    assert told(page) == {
        "textSize": "200",
        "theme": "contrast",
        "spacing": "widest",
        "lineWidth": "wide",
        "font": "legible",
        "definitions": "off",
        "ruler": "on",
        "motion": "none",
    }
    assert page.evaluate(SIZE) == 32


@pytest.mark.parametrize("value", ["9000", "null", "", "125 150", "constructor"])
def test_what_was_never_offered_is_not_applied(value: str, page: Page, address: Address) -> None:
    for setting in OFFERED:
        page.add_init_script(remember(setting, value))
    settings_page(page, address)
    assert told(page) == {}
    for setting, choices in OFFERED.items():
        usual = next(words for words, meant in choices.items() if not meant)
        expect(choice(page, setting, usual)).to_be_checked()


def test_where_the_browser_stores_nothing_a_choice_holds_for_the_page_and_that_is_said(
    page: Page, address: Address
) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.add_init_script(BLOCKED)
    settings_page(page, address)
    choose(page, "text-size", "Large")
    assert page.evaluate(SIZE) == 20
    expect(choice(page, "text-size", "Large")).to_be_checked()
    expect(form(page)).to_contain_text("so your choice holds for this page only.")
    expect(form(page)).not_to_contain_text("Kept on this device only.")
    visit(page, address("case-study"))
    assert (told(page), errors) == ({}, [])


def test_where_choices_are_kept_is_said(page: Page, address: Address) -> None:
    settings_page(page, address)
    expect(form(page)).to_contain_text("Kept on this device only. We never see it.")


def test_other_tabs_follow_at_once(context: Context, address: Address) -> None:
    profile = context()
    reading = visit(profile.new_page(), address("case-study"))
    settings = settings_page(profile.new_page(), address)
    other = settings_page(profile.new_page(), address)
    choose(settings, "text-size", "Largest")
    choose(settings, "theme", "Cream")
    reading.wait_for_function("() => document.documentElement.dataset.theme === 'cream'")
    assert told(reading) == {"textSize": "200", "theme": "cream"}
    expect(choice(other, "text-size", "Largest")).to_be_checked()
    reading.evaluate("() => localStorage.clear()")
    expect(choice(settings, "text-size", "Normal")).to_be_checked()
    expect(choice(other, "theme", "As my device")).to_be_checked()


def test_a_page_that_comes_back_from_the_history_follows(page: Page, address: Address) -> None:
    visit(page, address("case-study"))
    settings_page(page, address)
    choose(page, "definitions", "Plain links")
    page.go_back()
    expect(page.locator("html")).to_have_attribute("data-definitions", "links")


@pytest.mark.parametrize("template", [*READING])
@pytest.mark.parametrize("stored", ["", remember("text-size", "200")])
def test_nothing_moves_while_a_page_loads(
    template: str, stored: str, context: Context, address: Address
) -> None:
    page = context(viewport=PHONE).new_page()
    page.add_init_script(stored)
    page.goto(address(template).partition("?")[0], wait_until="load")
    assert page.evaluate(SHIFTS) == 0


@pytest.mark.parametrize(("setting", "words", "value"), CHOICES)
def test_nothing_moves_while_a_page_loads_with_a_setting(
    setting: str, words: str, value: str, context: Context, address: Address
) -> None:
    profile = context(viewport=PHONE)
    page = profile.new_page()
    page.add_init_script(remember(setting, value))
    if value == "legible":  # a font that has not come yet changes the page once, when it comes
        page.goto(address("reading-settings"), wait_until="networkidle")
    for template in ("case-study", "reading-settings"):
        page.goto(address(template), wait_until="load")
        assert page.evaluate(SHIFTS) == 0, template


def test_a_font_is_loaded_by_those_who_choose_it_and_nobody_else(
    context: Context, address: Address
) -> None:
    page = context().new_page()
    fonts: list[str] = []
    page.on("request", lambda one: fonts.append(one.url) if ".woff" in one.url else None)
    for template in ("home", "case-study", "reading-settings"):
        page.goto(address(template), wait_until="networkidle")
    choose(page, "font", "My device’s")
    assert fonts == []
    choose(page, "font", "Atkinson Hyperlegible")
    page.evaluate("() => document.fonts.ready")
    assert [re.sub(r".*/theme/(.*)-[0-9a-f]{8}", r"\1", font) for font in fonts] == [
        "atkinson-hyperlegible-next-latin-wght-normal.woff2"
    ]
    family = "'Atkinson Hyperlegible Next'"
    assert page.evaluate(f'() => document.fonts.check("1rem {family}")')
    page.evaluate("() => { document.querySelector('h1').textContent = 'Tŷ'; }")
    page.wait_for_function("() => [...document.fonts].every((font) => font.status === 'loaded')")
    assert len(fonts) == 2


def test_without_script_the_form_takes_no_place(context: Context, address: Address) -> None:
    page = context(java_script_enabled=False, viewport=PHONE).new_page()
    visit(page, address("reading-settings"))
    controls = page.locator("reading-settings, reading-settings *, reading-ruler")
    assert controls.count() > 30
    assert [one for one in controls.all() if one.is_visible()] == []
    assert form(page).evaluate("(one) => one.offsetHeight") == 0
    expect(page.get_by_role("heading", name="Zoom with your browser")).to_be_visible()


@pytest.mark.parametrize("theme", ["light", "dark", "cream", "contrast"])
def test_the_form_keeps_the_rules_at_every_size(
    theme: str, context: Context, address: Address
) -> None:
    page = context(viewport=PHONE).new_page()
    page.add_init_script(remember("theme", theme))
    settings_page(page, address)
    assert broken_rules(page) == []
    page.evaluate(LARGEST)
    page.evaluate(SPACED)
    assert faults(page) == []
