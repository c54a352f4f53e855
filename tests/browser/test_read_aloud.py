"""A page is read aloud, and the reader leads: pause, go on, stop, by paragraph."""

import re
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.speaking_device import (
    MARKED,
    PASSAGES,
    READ,
    Open,
    begin,
    button,
    controls,
    finish,
    open_aloud,
    said,
    status,
)
from tests.browser.test_axe import broken_rules

pytestmark = pytest.mark.browser

COLOUR_OF_A_MARK = """() => {
  const mark = document.body.appendChild(document.createElement("mark"));
  const colour = getComputedStyle(mark).backgroundColor;
  mark.remove();
  return colour;
}"""


@pytest.fixture
def open_page(context: Callable[..., BrowserContext], address: Callable[[str], str]) -> Open:
    """Opens the page about bread on a device with a voice, or with the options given."""
    return partial(open_aloud, context, address)


def test_the_sentence_that_is_read_is_marked(open_page: Open) -> None:
    page = begin(open_page())
    finish(page)
    assert page.evaluate(MARKED) == ["Bread is baked\ndough."]
    colour = "(element) => getComputedStyle(element, '::highlight(read-aloud)').backgroundColor"
    assert page.locator("article p").first.evaluate(colour) == page.evaluate(COLOUR_OF_A_MARK)
    finish(page)
    assert page.evaluate(MARKED) == ["It is old."]


def test_where_no_sentence_can_be_marked_its_paragraph_is(open_page: Open) -> None:
    page = open_page()
    page.evaluate("() => delete CSS.highlights")
    begin(page)
    finish(page)
    marked = page.locator("[data-read-aloud]")
    expect(marked).to_have_text(re.compile("Bread is baked"))
    expect(marked).to_have_css("background-color", page.evaluate(COLOUR_OF_A_MARK))
    button(page, "Stop").click()
    expect(marked).to_have_count(0)


def test_a_pause_ends_the_voice_and_keeps_the_place(open_page: Open) -> None:
    page = begin(open_page())
    finish(page, 2)
    button(page, "Pause").click()
    assert not page.evaluate("() => speechSynthesis.isSpeaking()")
    expect(status(page)).to_have_text(f"Paragraph 2 of {PASSAGES}")
    expect(button(page, "Go on")).to_be_focused()
    assert page.evaluate(MARKED) == ["It is old."]
    button(page, "Go on").click()
    expect(button(page, "Pause")).to_be_focused()
    assert said(page) == [*READ[:3], "It is old."]
    expect(status(page)).to_have_text("")


def test_stop_ends_it_all_and_hands_the_focus_to_the_button_that_begins(open_page: Open) -> None:
    page = begin(open_page())
    finish(page, 2)
    button(page, "Stop").click()
    assert not page.evaluate("() => speechSynthesis.isSpeaking()")
    expect(button(page, "Read this page aloud")).to_be_focused()
    expect(controls(page).get_by_role("button")).to_have_count(1)
    assert page.evaluate(MARKED) == []
    expect(controls(page)).not_to_contain_text(str(PASSAGES))
    button(page, "Read this page aloud").click()
    assert said(page)[3:] == ["Bread"]


def test_reader_goes_on_and_back_by_paragraphs(open_page: Open) -> None:
    page = begin(open_page())
    expect(controls(page)).to_contain_text(f"Paragraph 1 of {PASSAGES}")
    for name, place, text in [
        ("Next paragraph", 2, "Bread is baked dough."),
        ("Next paragraph", 3, "Salt"),
        ("Previous paragraph", 2, "Bread is baked dough."),
        ("Previous paragraph", 1, "Bread"),
        ("Previous paragraph", 1, "Bread"),
    ]:
        button(page, name).click()
        expect(controls(page)).to_contain_text(f"Paragraph {place} of {PASSAGES}")
        assert said(page)[-1] == text
    # What was cut short told of it as an error, and nobody took it for one.
    expect(status(page)).to_have_text("")


def test_going_on_from_a_pause_reads_at_once_and_past_the_end_is_the_end(open_page: Open) -> None:
    page = begin(open_page())
    button(page, "Pause").click()
    button(page, "Next paragraph").click()
    assert said(page) == READ[:2]
    expect(button(page, "Pause")).to_be_visible()
    for _ in range(PASSAGES - 1):
        button(page, "Next paragraph").click()
    expect(status(page)).to_have_text("That was the whole page.")
    expect(button(page, "Read this page aloud")).to_be_focused()


def test_escape_in_the_controls_stops(open_page: Open) -> None:
    page = begin(open_page())
    button(page, "Next paragraph").focus()
    page.keyboard.press("Escape")
    assert not page.evaluate("() => speechSynthesis.isSpeaking()")
    expect(button(page, "Read this page aloud")).to_be_focused()


def test_it_all_works_by_keyboard(open_page: Open) -> None:
    page = open_page()
    button(page, "Read this page aloud").focus()
    page.keyboard.press("Enter")
    expect(button(page, "Pause")).to_be_focused()
    for name in ("Stop", "Previous paragraph", "Next paragraph"):
        page.keyboard.press("Tab")
        expect(button(page, name)).to_be_focused()
    page.keyboard.press("Space")
    assert said(page) == READ[:2]


def test_leaving_the_page_ends_the_voice(open_page: Open, root: str) -> None:
    page = begin(open_page())
    page.goto(f"{root}/definitions/")
    noted = page.evaluate("() => JSON.parse(sessionStorage.getItem('cancelled'))")
    assert noted[-1] is True
    assert said(page) == ["Bread"]


def test_what_the_device_could_not_read_is_told_and_can_be_tried_again(open_page: Open) -> None:
    page = begin(open_page())
    finish(page)
    page.evaluate("() => speechSynthesis.fail()")
    expect(status(page)).to_have_text("Your device could not read this. Try again.")
    button(page, "Go on").click()
    expect(status(page)).to_have_text("")
    assert said(page) == [*READ[:2], READ[1]]


def test_a_device_that_never_begins_is_told_of_too(open_page: Open) -> None:
    page = open_page()
    page.clock.install()
    page.evaluate("() => { speechSynthesis.isDumb = true; }")
    begin(page)
    page.clock.run_for(7000)
    expect(status(page)).to_have_text("")
    page.clock.run_for(2000)
    expect(status(page)).to_have_text("Your device could not read this. Try again.")


def test_a_script_that_does_not_come_is_told_and_can_be_tried_again(open_page: Open) -> None:
    page = open_page()
    page.route("**/theme/read-aloud-*", lambda route: route.abort(), times=1)
    button(page, "Read this page aloud").click()
    expect(status(page)).to_have_text("Your device could not read this. Try again.")
    begin(page)
    assert said(page) == ["Bread"]
    expect(status(page)).to_have_text("")


LONG = "{controls}<h1>Bread</h1>" + "".join(f"<p>Paragraph {n} is here.</p>" for n in range(90))


def in_window(page: Page, text: str) -> bool:
    inside: bool = page.get_by_text(text, exact=True).evaluate(
        "(element) => { const box = element.getBoundingClientRect();"
        " return box.top >= 0 && box.bottom <= innerHeight; }"
    )
    return inside


def test_the_window_follows_the_reading_and_the_controls_stay_at_hand(open_page: Open) -> None:
    page = begin(open_page(article=f'<div class="wrap">{LONG}</div>'))
    finish(page, 60)
    assert in_window(page, "Paragraph 59 is here.")
    expect(button(page, "Pause")).to_be_in_viewport(ratio=1)
    bar, line = (
        controls(page).bounding_box(),
        page.get_by_text("Paragraph 59 is here.").bounding_box(),
    )
    assert bar is not None
    assert line is not None
    assert line["y"] >= bar["y"] + bar["height"]


def test_who_scrolled_away_is_left_there_until_they_ask(open_page: Open) -> None:
    page = begin(open_page(article=f'<div class="wrap">{LONG}</div>'))
    finish(page, 60)
    page.evaluate("() => scrollTo({ top: 0, behavior: 'instant' })")
    finish(page, 2)
    assert page.evaluate("() => scrollY") == 0
    button(page, "Next paragraph").click()
    assert in_window(page, "Paragraph 62 is here.")


def test_controls_that_would_fill_a_small_window_scroll_away(open_page: Open) -> None:
    page = open_page(article=f'<div class="wrap">{LONG}</div>', viewport=PHONE)
    page.evaluate("() => { document.documentElement.dataset.textSize = '200'; }")
    begin(page)
    expect(controls(page)).not_to_have_css("position", "sticky")
    page.evaluate("() => { delete document.documentElement.dataset.textSize; }")
    finish(page)
    expect(controls(page)).to_have_css("position", "sticky")


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_open_controls_break_no_rule_and_are_large_enough(viewport: Any, open_page: Open) -> None:
    page = begin(open_page(viewport=viewport))
    assert broken_rules(page) == []
    for each in controls(page).get_by_role("button").all():
        box = each.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 44
    wide = "() => document.documentElement.scrollWidth <= innerWidth"
    assert page.evaluate(wide)
