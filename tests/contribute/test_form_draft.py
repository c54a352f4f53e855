"""What is kept on the device: nothing unless it is asked, and gone with one press."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Dialog, Page, expect

from tests.browser.conftest import visit
from tests.contribute.conftest import STORY, TIP, field, go_on, question, text_of, to_the_end, wait

pytestmark = pytest.mark.browser

Open = Callable[..., Page]

KEPT = "() => Object.entries({ ...localStorage })"
BLOCKED = """() => Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("refused", "SecurityError"); },
})"""
FULL = """() => { Storage.prototype.setItem = () => {
  throw new DOMException("full", "QuotaExceededError");
}; }"""


def keep(page: Page) -> None:
    page.get_by_text("Stop now, and come back later").click()
    page.get_by_label("Keep what I write on this device").click()


def status(page: Page) -> Any:
    return page.locator("[data-status]")


@pytest.fixture
def tip(open_form: Open) -> Page:
    """A tip with a title, and the questions that the browser asks before it leaves the page."""
    page = open_form(TIP)
    field(page, "title").fill("Wait: ŵ 🚌 مرحبا")
    return page


def test_nothing_is_kept_unless_it_is_asked(tip: Page) -> None:
    assert tip.evaluate(KEPT) == []


def test_a_kept_draft_is_there_after_a_reload_and_says_so(tip: Page) -> None:
    keep(tip)
    expect(status(tip)).to_have_text("What you write is now kept on this device.")
    field(tip, "body").fill("Wait.\n\n- one\n- two")
    go_on(tip)
    question(tip, "sources").locator("[data-part=title]").fill("A report")
    question(tip, "sources").get_by_role("button", name="Add another source").click()
    question(tip, "sources").locator("[data-part=url]").nth(1).fill("e.example")
    told: list[Dialog] = []
    tip.on("dialog", lambda dialog: (told.append(dialog), dialog.accept()))
    tip.reload()
    wait(tip)
    assert told == []
    expect(tip.get_by_text("Here is what you wrote before.")).to_be_visible()
    expect(tip.locator("h2:visible").first).to_have_text("Sources and thanks")
    parts = question(tip, "sources")
    expect(parts.locator("[data-part=title]")).to_have_count(2)
    expect(parts.locator("[data-part=title]").first).to_have_value("A report")
    expect(parts.locator("[data-part=url]").nth(1)).to_have_value("e.example")
    tip.get_by_role("button", name="Back").click()
    expect(field(tip, "title")).to_have_value("Wait: ŵ 🚌 مرحبا")
    expect(field(tip, "body")).to_have_value("Wait.\n\n- one\n- two")


def test_one_press_deletes_what_came_back(tip: Page) -> None:
    keep(tip)
    tip.reload()
    wait(tip)
    tip.get_by_role("button", name="Delete it").click()
    expect(status(tip)).to_have_text("It is deleted, here and on this device.")
    expect(field(tip, "title")).to_have_value("")
    assert tip.evaluate(KEPT) == []
    tip.reload()
    expect(field(wait(tip), "title")).to_have_value("")


def test_one_press_deletes_what_is_kept_and_the_words_stay_on_the_page(tip: Page) -> None:
    keep(tip)
    tip.get_by_role("button", name="Delete what is kept").click()
    assert tip.evaluate(KEPT) == []
    expect(field(tip, "title")).to_have_value("Wait: ŵ 🚌 مرحبا")
    expect(tip.get_by_label("Keep what I write on this device")).not_to_be_checked()
    field(tip, "body").fill("More")
    assert tip.evaluate(KEPT) == []


def test_each_form_keeps_its_own_draft(tip: Page, root: str) -> None:
    keep(tip)
    visit(tip, root + STORY)
    wait(tip)
    go_on(tip)
    expect(field(tip, "title")).to_have_value("")


@pytest.mark.parametrize("trouble", [BLOCKED, FULL], ids=["blocked", "full"])
def test_a_browser_that_keeps_nothing_says_so_and_the_words_stay(trouble: str, tip: Page) -> None:
    tip.evaluate(trouble)
    keep(tip)
    expect(status(tip)).to_have_text(re.compile("^Your browser does not let us keep anything"))
    expect(tip.get_by_label("Keep what I write on this device")).not_to_be_checked()
    expect(field(tip, "title")).to_have_value("Wait: ŵ 🚌 مرحبا")


def test_a_form_opens_where_storage_is_blocked_or_holds_something_else(
    context: Callable[..., Any], root: str
) -> None:
    for script in (f"({BLOCKED})()", "localStorage.setItem('contribute-tip', '[{')"):
        profile = context()
        profile.add_init_script(script)
        page = wait(visit(profile.new_page(), root + TIP))
        expect(field(page, "title")).to_have_value("")


def leaves(page: Page) -> list[str]:
    """What the browser asks when the page is left; nothing if it just goes."""
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.reload()
    return asked


def test_leaving_with_unsent_words_is_warned_of(tip: Page) -> None:
    assert leaves(tip) == ["beforeunload"]


def test_leaving_an_empty_form_is_not(open_form: Open) -> None:
    page = open_form(TIP)
    page.locator("[data-next]").click()
    assert leaves(page) == []


def test_words_stay_until_the_person_says_that_they_arrived(tip: Page) -> None:
    to_the_end(tip)
    tip.get_by_role("button", name="It has arrived").click()
    expect(tip.get_by_text("May we clear this form now?")).to_be_visible()
    assert "Wait: ŵ" in text_of(tip)
    tip.get_by_role("button", name="Keep my words here").click()
    assert "Wait: ŵ" in text_of(tip)
    assert leaves(tip) == []


def test_a_form_is_cleared_when_the_person_says_so(tip: Page) -> None:
    keep(tip)
    to_the_end(tip)
    tip.get_by_role("button", name="It has arrived").click()
    tip.get_by_role("button", name="Clear the form").click()
    expect(status(tip)).to_have_text("The form is empty.")
    expect(field(tip, "title")).to_have_value("")
    assert tip.evaluate(KEPT) == []


def test_a_private_story_is_not_kept_even_if_that_was_asked(open_form: Open) -> None:
    page = open_form(STORY)
    keep(page)
    page.get_by_role("radio", name="Yes").check()
    expect(page.get_by_text("Nothing that you wrote here is kept.")).to_be_visible()
    assert page.evaluate(KEPT) == []
    assert leaves(page) == []
