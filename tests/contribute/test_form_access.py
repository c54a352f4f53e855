"""The form by keyboard, by touch, in every theme, with the largest letters, and with axe."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP, LOOKS, OPEN_ALL, PHONE, visit, wear
from tests.browser.test_axe import broken_rules
from tests.browser.test_keyboard import focused, tab_to
from tests.browser.test_reflow import LARGEST, WIDEST, faults, set_browser_text
from tests.contribute.conftest import (
    CORRECTION,
    STORY,
    TIP,
    field,
    go_on,
    heading,
    step,
    text_of,
    wait,
)

pytestmark = pytest.mark.browser

Open = Callable[..., Page]

# A press on its label is a press on a control. Links within sentences are no buttons.
SMALL = """() => [...document.querySelectorAll(
  "contribute-form :is(button, summary, input, textarea, select, .contribute-form__button)")]
  .filter((control) => control.checkVisibility({visibilityProperty: true}))
  .map((control) => [control, (control.closest("label.contribute-form__choice") ?? control)
    .getBoundingClientRect()])
  .filter(([, box]) => box.width < 44 || box.height < 43.9)
  .map(([control, box]) => `${control.outerHTML.slice(0, 90)}: ${box.width} x ${box.height}`)"""
FORM_OPEN = """() => document.querySelectorAll('contribute-form details')
  .forEach((fold) => { fold.open = true; })"""
PICTURE = "tests/golden/content/images/loaf.png"


def steps(page: Page) -> Any:
    """Each step of a form in turn, with everything on it that can be opened or added."""
    while True:
        name = heading(page).inner_text()
        chooser = step(page).locator("[data-files]")
        if chooser.count():
            chooser.set_input_files(PICTURE)
            expect(page.locator("[data-thumb] img")).to_have_attribute("src", re.compile("^data:"))
        page.evaluate(FORM_OPEN)
        page.evaluate("() => new Promise((done) => setTimeout(done, 50))")
        yield name
        if not page.locator("[data-next]").is_visible():
            return
        go_on(page)


def test_axe_finds_no_broken_rule_on_any_step(open_form: Open) -> None:
    found = {}
    for address in (STORY, TIP, CORRECTION):
        page = open_form(address)
        for name in steps(page):
            for look in LOOKS:
                wear(page, look)
                if broken := broken_rules(page):
                    found[f"{address} {name}, {look}"] = broken
            wear(page, "light")
    assert found == {}


def test_nothing_is_lost_on_any_step_at_320_pixels_whatever_the_text(open_form: Open) -> None:
    found = {}
    page = open_form(STORY, viewport=PHONE)
    for name in steps(page):
        found[name] = faults(page)
        page.evaluate(LARGEST)
        found[f"{name}, largest"] = faults(page)
        page.evaluate(WIDEST)
        found[f"{name}, largest and widest"] = faults(page)
        page.evaluate(
            "() => { for (const one of ['textSize', 'spacing'])"
            " delete document.documentElement.dataset[one]; }"
        )
    assert {state: lost for state, lost in found.items() if lost} == {}


def test_letters_four_times_as_large_fold_on_every_step(open_form: Open) -> None:
    page = open_form(STORY, viewport=PHONE)
    set_browser_text(page, 32)
    page.evaluate(LARGEST)
    found = {name: faults(page) for name in steps(page)}
    assert {state: lost for state, lost in found.items() if lost} == {}


def test_whatever_can_be_pressed_is_44_pixels_high_and_wide(open_form: Open) -> None:
    for viewport in (PHONE, DESKTOP):
        page = open_form(STORY, viewport=viewport)
        small = {name: page.evaluate(SMALL) for name in steps(page)}
        assert {name: each for name, each in small.items() if each} == {}


def test_a_tip_is_written_and_saved_with_the_keyboard_alone(open_form: Open) -> None:
    page = open_form(TIP)
    tab_to(page, field(page, "title"))
    page.keyboard.type("Wait")
    tab_to(page, field(page, "body"))
    page.keyboard.type("People will speak.")
    for name in ("Sources and thanks", "Check it and send it"):
        tab_to(page, page.locator("[data-next]"))
        page.keyboard.press("Enter")
        expect(focused(page)).to_have_text(name)
    tab_to(page, page.locator("[data-licence]"))
    page.keyboard.press("Space")
    tab_to(page, page.get_by_role("button", name="Save the file"))
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename == "wait.md"
    assert "People will speak." in text_of(page)


def test_enter_in_a_field_goes_on_and_the_heading_has_the_focus(open_form: Open) -> None:
    page = open_form(TIP)
    field(page, "title").press("Enter")
    expect(heading(page)).to_be_focused()
    expect(heading(page)).to_be_in_viewport()
    expect(step(page).locator(".contribute-form__count")).to_have_text("Step 2 of 3")


def test_the_browsers_way_back_leads_to_the_step_before_and_loses_nothing(open_form: Open) -> None:
    page = open_form(TIP)
    field(page, "title").fill("Wait")
    go_on(page)
    page.go_back()
    expect(heading(page)).to_have_text("Your tip")
    expect(field(page, "title")).to_have_value("Wait")
    page.go_forward()
    expect(heading(page)).to_have_text("Sources and thanks")


def test_the_list_of_questions_is_there_for_those_who_want_it(open_form: Open) -> None:
    page = open_form(TIP)
    expect(page.locator("#questions")).to_be_hidden()
    page.get_by_role("link", name="All the questions at once").click()
    expect(page.locator("#questions")).to_be_visible()


def test_every_question_has_its_help_for_those_who_hear_the_page(open_form: Open) -> None:
    page = open_form(TIP)
    described = field(page, "title").evaluate(
        """(field) => field.getAttribute("aria-describedby").split(" ")
          .map((id) => document.getElementById(id).textContent.trim())"""
    )
    assert described[0] == "Begin with something to do."
    assert "Leave one chair empty" in described[1]
    assert described[2] == ""


def test_no_line_of_the_form_is_left_without_words(open_form: Open) -> None:
    """A word that the script asks for and the template does not have would be an empty text."""
    page = open_form(STORY)
    known = page.evaluate(
        """() => [...document.querySelector("template[data-words]").content.children]
          .filter((word) => word.textContent.trim()).map((word) => word.dataset.name)"""
    )
    script = "() => performance.getEntriesByType('resource').map((one) => one.name)"
    loaded: list[str] = page.evaluate(script)
    (address,) = [one for one in loaded if "contribute-form-" in one and ".js" in one]
    source = page.request.get(address).text()
    assert len(known) == len(set(known)) > 40
    assert [name for name in known if name not in source and name not in ASKED_BY_CODE] == []


ASKED_BY_CODE = {"comments", "not-word", "tracked-changes"}
"""The names of these come from the script that reads Word files."""


EDGE = """(part) => {
  const { borderTopWidth, borderTopColor, backgroundColor } = getComputedStyle(part);
  return [borderTopWidth, borderTopColor, backgroundColor];
}"""


def test_in_forced_colours_every_edge_is_there(context: Callable[..., Any], root: str) -> None:
    page = context(forced_colors="active").new_page()
    wait(visit(page, root + TIP))
    for selector in (".contribute-form__field", "[data-next]"):
        width, line, ground = page.locator(selector).first.evaluate(EDGE)
        assert width != "0px"
        assert line != ground
    page.evaluate(OPEN_ALL)
    assert broken_rules(page) == []
