"""A word in running text opens its definition: for every hand, and the focus is never lost."""

from collections.abc import Callable
from functools import partial

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import PHONE, visit
from tests.browser.test_keyboard import focused, tab_to
from tests.browser.word_page import (
    APPLE,
    FILLER,
    LONGEST,
    NOBODY,
    SENTENCE,
    Address,
    Open,
    box,
    open_article,
    overlap,
    panel,
    word,
)

pytestmark = pytest.mark.browser


@pytest.fixture
def opened(context: Callable[..., BrowserContext], address: Address) -> Open:
    """Opens a page with this article."""
    return partial(open_article, context, address)


@pytest.fixture
def story(page: Page, address: Address) -> Page:
    """A page of the site that links words, just as it was built."""
    return visit(page, address("case-study"))


# Opening and closing


def test_a_click_opens_and_the_same_click_closes(story: Page) -> None:
    expect(word(story)).to_have_attribute("aria-expanded", "false")
    word(story).click()
    expect(panel(story)).to_be_visible()
    expect(word(story)).to_have_attribute("aria-expanded", "true")
    identity = panel(story).get_attribute("id")
    expect(word(story)).to_have_attribute("aria-controls", str(identity))
    word(story).click()
    expect(panel(story)).to_have_count(0)
    expect(word(story)).to_have_attribute("aria-expanded", "false")
    assert word(story).get_attribute("aria-controls") is None


@pytest.mark.parametrize("viewport", [PHONE, {"width": 1024, "height": 768}])
def test_a_tap_opens_and_the_same_tap_closes(viewport: dict[str, int], opened: Open) -> None:
    page = opened(SENTENCE, viewport=viewport, has_touch=True, is_mobile=True)
    word(page).tap()
    expect(panel(page)).to_be_visible()
    word(page).tap()
    expect(panel(page)).to_have_count(0)
    word(page).tap()
    panel(page).get_by_role("button").tap()
    expect(panel(page)).to_have_count(0)
    word(page).tap()
    page.locator("h2").first.tap()
    expect(panel(page)).to_have_count(0)


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_the_whole_way_by_keyboard(key: str, story: Page) -> None:
    """Tab to the word, open it, through the panel and on, back again, and close it."""
    tab_to(story, word(story))
    before = story.evaluate("() => scrollY")
    story.keyboard.press(key)
    expect(panel(story)).to_be_visible()
    expect(word(story)).to_be_focused()
    assert story.evaluate("() => scrollY") == before
    story.keyboard.press("Tab")
    expect(panel(story).get_by_role("link")).to_be_focused()
    story.keyboard.press("Tab")
    expect(panel(story).get_by_role("button")).to_be_focused()
    story.keyboard.press("Tab")
    assert panel(story).locator("*:focus").count() == 0
    assert focused(story).evaluate(
        "(next) => next.compareDocumentPosition(document.querySelector('.term-definition'))"
        " & Node.DOCUMENT_POSITION_PRECEDING"
    )
    story.keyboard.press("Shift+Tab")
    story.keyboard.press(key)
    expect(panel(story)).to_have_count(0)
    expect(word(story)).to_be_focused()
    story.keyboard.press(key)
    expect(panel(story)).to_be_visible()
    story.keyboard.press(key)
    expect(panel(story)).to_have_count(0)


def test_a_key_held_down_acts_once(story: Page) -> None:
    word(story).focus()
    for _press in range(4):
        story.keyboard.down("Space")
    story.keyboard.up("Space")
    expect(panel(story)).to_be_visible()


def test_neither_hover_nor_focus_opens(story: Page) -> None:
    tab_to(story, word(story))
    word(story).hover()
    story.wait_for_timeout(600)
    expect(panel(story)).to_have_count(0)


def test_the_panel_says_what_the_list_says(story: Page) -> None:
    for number in range(story.locator("main a[data-term]").count()):
        link = word(story, number)
        same = f"dt a[href='{link.get_attribute('href')}']"
        entry = story.locator(".word-list > div", has=story.locator(same))
        title = entry.get_by_role("link").inner_text()
        link.click()
        expect(panel(story).locator("dfn")).to_have_text(entry.locator("dt").inner_text())
        for text in entry.locator("dd").all_inner_texts():
            expect(panel(story)).to_contain_text(text)
        more = panel(story).get_by_role("link")
        expect(more).to_have_text(f"Read more about {title}")
        assert more.evaluate("(a) => a.href") == link.evaluate("(a) => a.href")


def test_the_panel_has_the_word_its_sense_its_meaning_and_its_other_names(opened: Open) -> None:
    page = opened(SENTENCE)
    word(page).click()
    assert panel(page).inner_text().split("\n") == [
        "Apple (in law)",
        LONGEST,
        "Also called: pome, pippin, eating apple, cooking apple",
        "Read more about Apple",
        "Close",
    ]
    expect(page.get_by_role("group", name="Apple (in law)")).to_be_visible()
    word(page, 1).click()
    assert panel(page).inner_text().split("\n") == [
        "Pear",
        "A sweet fruit.",
        "Read more about Pear",
        "Close",
    ]


def test_the_link_in_the_panel_leads_to_the_page(story: Page) -> None:
    expected = word(story).evaluate("(link) => link.href")
    word(story).click()
    panel(story).get_by_role("link").click()
    story.wait_for_url(expected)
    expect(story.locator("h1")).to_be_visible()
    story.go_back()
    expect(panel(story)).to_have_count(0)


def test_a_click_outside_closes_and_leaves_the_focus_where_it_was_put(opened: Open) -> None:
    page = opened(SENTENCE)
    word(page).click()
    field = page.locator("header input[name=q]")
    field.click()
    expect(panel(page)).to_have_count(0)
    expect(field).to_be_focused()
    word(page).click()
    panel(page).locator("dfn").click()
    expect(panel(page)).to_be_visible()
    page.locator("main p").first.click(position={"x": 2, "y": 2})
    expect(panel(page)).to_have_count(0)
    expect(page.locator("main")).to_be_focused()


def test_no_definition_opens_inside_a_definition(opened: Open) -> None:
    page = opened(SENTENCE)
    word(page).click()
    assert panel(page).locator("[data-term], [aria-expanded], [aria-haspopup]").count() == 0


def test_two_uses_of_one_word_open_each_at_its_own_place(opened: Open) -> None:
    page = opened(f"<p>First {APPLE}.</p>{FILLER}<p>Then {APPLE}.</p>")
    word(page, 1).click()
    assert not overlap(panel(page), word(page, 1))
    assert abs(box(panel(page))["y"] - box(word(page, 1))["y"]) < 300
    word(page, 0).click()
    expect(panel(page)).to_have_count(1)
    assert abs(box(panel(page))["y"] - box(word(page, 0))["y"]) < 300
    expect(word(page, 1)).to_have_attribute("aria-expanded", "false")


# Pop-up, edge case 21: a link that acts as a button


def test_edge_21_a_word_is_a_button_by_its_own_name_and_keeps_its_address(opened: Open) -> None:
    page = opened(SENTENCE)
    button = page.get_by_role("button", name="apples", exact=True, expanded=False)
    expect(button).to_have_attribute("href", "/apple/")
    expect(button).to_have_attribute("data-term", "apple")


@pytest.mark.parametrize("hand", ["Control", "Shift", "middle"])
def test_edge_21_a_reader_can_still_ask_for_the_page_in_a_new_tab(hand: str, story: Page) -> None:
    expected = word(story).evaluate("(link) => link.href")
    with story.context.expect_page() as asked:
        if hand == "middle":
            word(story).click(button="middle")
        else:
            word(story).click(modifiers=[hand])
    asked.value.wait_for_load_state()
    assert asked.value.url == expected
    expect(panel(story)).to_have_count(0)


def test_edge_21_the_menu_of_a_long_press_stays_the_browsers_own(story: Page) -> None:
    story.evaluate(
        "() => addEventListener('contextmenu', (e) => { window.kept = e.defaultPrevented; })"
    )
    word(story).click(button="right")
    assert story.evaluate("() => window.kept") is False
    expect(panel(story)).to_have_count(0)


def test_edge_21_a_word_that_is_not_in_the_list_stays_a_link(opened: Open) -> None:
    page = opened(f"<p>We know {NOBODY} and {APPLE}.</p>")
    link = page.get_by_role("link", name="nobodies")
    assert link.get_attribute("aria-expanded") is None
    link.click()
    page.wait_for_url("**/nobody/")


def test_edge_21_without_script_a_word_is_a_link_to_its_page(
    opened: Open, address: Address
) -> None:
    page = opened(SENTENCE, java_script_enabled=False)
    expect(page.get_by_role("link", name="apples")).to_be_visible()
    expect(page.get_by_text("Close")).to_have_count(0)
    visit(page, address("definition-with-views"))
    expected = str(word(page).get_attribute("href"))
    word(page).click()
    page.wait_for_url(f"**{expected}")
    expect(page.locator("h1")).to_be_visible()


# Pop-up, edge case 22: the focus, Escape, one at a time


def test_edge_22_the_focus_goes_back_to_the_word(story: Page) -> None:
    word(story).click()
    panel(story).get_by_role("button").click()
    expect(word(story)).to_be_focused()
    word(story).press("Enter")
    story.keyboard.press("Tab")
    story.keyboard.press("Escape")
    expect(panel(story)).to_have_count(0)
    expect(word(story)).to_be_focused()
    word(story).press("Enter")
    story.keyboard.press("Escape")
    expect(panel(story)).to_have_count(0)
    expect(word(story)).to_be_focused()


def test_edge_22_one_escape_closes_the_definition_and_leaves_the_menu_open(opened: Open) -> None:
    page = opened(SENTENCE, viewport=PHONE)
    menu = page.locator("site-menu details")
    page.locator("summary", has_text="Menu").click()
    word(page).click()
    page.locator("summary", has_text="Menu").focus()
    page.keyboard.press("Escape")
    expect(panel(page)).to_have_count(0)
    expect(menu).to_have_attribute("open", "")
    page.keyboard.press("Escape")
    assert menu.get_attribute("open") is None


def test_edge_22_one_escape_closes_the_definition_and_leaves_the_search_as_it_is(
    opened: Open,
) -> None:
    page = opened(SENTENCE)
    field = page.locator("header input[name=q]")
    field.fill("pears")
    word(page).click()
    field.focus()
    page.keyboard.press("Escape")
    expect(panel(page)).to_have_count(0)
    expect(field).to_have_value("pears")
    expect(field).to_be_focused()


def test_edge_22_an_escape_with_nothing_open_is_not_swallowed(opened: Open) -> None:
    page = opened(SENTENCE)
    page.evaluate(
        "() => addEventListener('keydown', (e) => { window.free = !e.defaultPrevented; })"
    )
    word(page).focus()
    page.keyboard.press("Escape")
    assert page.evaluate("() => window.free") is True


def test_edge_22_only_one_is_open_at_a_time(opened: Open) -> None:
    page = opened(SENTENCE)
    word(page, 0).press("Enter")
    word(page, 1).press("Enter")
    expect(panel(page)).to_have_count(1)
    expect(panel(page).locator("dfn")).to_have_text("Pear")
    expect(word(page, 0)).to_have_attribute("aria-expanded", "false")
    expect(word(page, 1)).to_have_attribute("aria-expanded", "true")
    expect(word(page, 1)).to_be_focused()


# Pop-up, edge case 26: a screen reader meets a plain word, now and then a button


def test_edge_26_the_word_reads_as_itself_and_nothing_speaks_up(opened: Open) -> None:
    page = opened(SENTENCE)
    sentence = page.locator("main p").first
    assert sentence.aria_snapshot() == (
        "- paragraph:\n"
        "  - text: We eat\n"
        '  - button "apples"\n'
        "  - text: and then\n"
        '  - button "pears"\n'
        '  - text: ", day by day, and we are glad of it."'
    )
    word(page).click()
    assert panel(page).locator("[aria-live], [role=status], [role=alert]").count() == 0


# Motion, print


def test_nothing_moves_even_where_motion_is_welcome(opened: Open) -> None:
    page = opened(SENTENCE, reduced_motion="no-preference")
    word(page).click()
    assert page.evaluate("() => document.getAnimations().length") == 0


def test_paper_has_the_list_and_not_the_panel(opened: Open) -> None:
    page = opened(SENTENCE)
    word(page).click()
    page.emulate_media(media="print")
    expect(panel(page)).to_be_hidden()
    expect(page.locator(".word-list > div").first).to_be_visible()


def test_what_can_be_pressed_in_the_panel_is_large_enough(opened: Open) -> None:
    page = opened(SENTENCE, viewport=PHONE)
    word(page).click()
    for target in panel(page).locator("a, button").all():
        assert box(target)["height"] >= 40
        assert box(target)["width"] >= 24
