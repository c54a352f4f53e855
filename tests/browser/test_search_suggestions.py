"""Suggestions under a search field: by keyboard, by pointer, in silence and out loud."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from knowledge import Library
from tests.browser.conftest import DESKTOP, PHONE, visit
from tests.browser.test_axe import broken_rules
from tests.browser.test_reflow import LARGEST, SIDEWAYS

pytestmark = pytest.mark.browser

ALL = re.compile("^All results for")


def field_of(page: Page) -> Locator:
    return page.locator("header input[name=q]")


def options(page: Page) -> Locator:
    return page.locator("header [role=option]")


def chosen(page: Page) -> Locator:
    return page.locator("header [role=option][aria-selected=true]")


def type_slowly(page: Page, words: str) -> None:
    """Types into the header's field and waits until pages are suggested."""
    field_of(page).press_sequentially(words)
    expect(options(page).last).to_have_text(f"All results for “{words}”")


@pytest.fixture
def tips(page: Page, address: Callable[[str], str]) -> Page:
    """A page that has nothing to do with the search."""
    return visit(page, address("tips"))


def test_nothing_of_the_search_is_asked_for_before_a_reader_goes_there(
    page: Page, address: Callable[[str], str]
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for template in ("home", "search", "not-found", "definition-with-views"):
        visit(page, address(template))
        page.mouse.wheel(0, 500)
        page.wait_for_load_state("networkidle")
    assert [url for url in asked if re.search(r"search[-\w]*\.js|/search/\w", url)] == []
    with page.expect_response(re.compile(r"/search/manifest\.js")):
        field_of(page).focus()


def test_each_suggestion_says_what_it_is_and_the_last_leads_to_all(tips: Page) -> None:
    type_slowly(tips, "scie")
    expect(field_of(tips)).to_have_role("combobox")
    expect(field_of(tips)).to_have_attribute("aria-expanded", "true")
    found = options(tips).filter(has_text="Social Care Institute for Excellence")
    expect(found).to_have_text(re.compile("Definition also called SCIE"))
    assert 2 <= options(tips).count() <= 7
    expect(options(tips).last).to_have_text(ALL)


def test_nobody_is_told_of_nothing_before_there_are_three_letters(tips: Page) -> None:
    live = tips.locator("header search-suggestions [aria-live=polite]")
    field_of(tips).press_sequentially("zq")
    tips.wait_for_timeout(1500)
    expect(live).to_have_text("")
    field_of(tips).press("x")
    expect(live).to_have_text("No page fits so far.", timeout=4000)


def test_arrow_keys_go_round_and_enter_opens_the_chosen_page(tips: Page) -> None:
    type_slowly(tips, "jigsaw")
    tips.keyboard.press("ArrowUp")
    expect(chosen(tips)).to_have_text(ALL)
    tips.keyboard.press("ArrowDown")
    expect(chosen(tips)).to_have_count(0)
    tips.keyboard.press("ArrowDown")
    expect(chosen(tips)).to_contain_text("Jigsaw model")
    expect(field_of(tips)).to_be_focused()
    active = field_of(tips).get_attribute("aria-activedescendant")
    assert active == chosen(tips).get_attribute("id")
    tips.keyboard.press("Enter")
    tips.wait_for_url("**/definitions/jigsaw-model/")


def test_enter_is_never_stolen(tips: Page) -> None:
    type_slowly(tips, "jigsaw")
    tips.keyboard.press("Enter")
    expect(tips).to_have_url(re.compile(r"/search/\?q=jigsaw$"))


def test_home_and_end_act_on_the_text_and_leave_the_list(tips: Page) -> None:
    type_slowly(tips, "jigsaw")
    tips.keyboard.press("ArrowDown")
    tips.keyboard.press("Home")
    expect(chosen(tips)).to_have_count(0)
    assert field_of(tips).evaluate("(field) => field.selectionStart") == 0
    tips.keyboard.press("End")
    assert field_of(tips).evaluate("(field) => field.selectionStart") == len("jigsaw")


def test_escape_closes_and_keeps_the_text(tips: Page) -> None:
    type_slowly(tips, "jigsaw")
    tips.keyboard.press("ArrowDown")
    tips.keyboard.press("Escape")
    expect(options(tips)).to_have_count(0)
    expect(field_of(tips)).to_have_attribute("aria-expanded", "false")
    expect(field_of(tips)).to_have_value("jigsaw")
    tips.keyboard.press("ArrowDown")
    expect(options(tips).first).to_contain_text("Jigsaw model")


def test_tab_leaves_and_closes(tips: Page) -> None:
    type_slowly(tips, "jigsaw")
    tips.keyboard.press("Tab")
    expect(options(tips)).to_have_count(0)
    expect(tips.locator("header form button")).to_be_focused()


def test_a_press_opens_the_page(context: Callable[..., BrowserContext], root: str) -> None:
    page = context(viewport=PHONE, has_touch=True).new_page()
    page.goto(f"{root}/tips/")
    type_slowly(page, "jigsaw")
    options(page).first.tap()
    page.wait_for_url("**/definitions/jigsaw-model/")
    page.go_back()
    expect(options(page)).to_have_count(0)


def test_a_press_elsewhere_closes(tips: Page) -> None:
    type_slowly(tips, "jigsaw")
    tips.locator("h1").click()
    expect(options(tips)).to_have_count(0)


def test_a_key_that_builds_a_letter_does_not_move_in_the_list(tips: Page) -> None:
    """While an input method is at work, its arrows and Enter are its own."""
    type_slowly(tips, "jigsaw")
    press = """(field) => field.dispatchEvent(
      new KeyboardEvent("keydown", {key: "ArrowDown", isComposing: true, bubbles: true}))"""
    field_of(tips).evaluate(press)
    expect(chosen(tips)).to_have_count(0)


def test_the_number_is_said_once_typing_has_stopped(tips: Page) -> None:
    live = tips.locator("header search-suggestions [aria-live=polite]")
    type_slowly(tips, "jigsa")
    expect(live).to_have_text("")
    field_of(tips).press("w")
    expect(live).to_have_text(re.compile(r"^Pages that may fit: \d"), timeout=4000)
    field_of(tips).fill("zzxqwv")
    expect(live).to_have_text("")
    expect(live).to_have_text("No page fits so far.", timeout=4000)
    expect(options(tips)).to_have_count(0)


def test_a_late_answer_to_old_words_is_not_shown(tips: Page) -> None:
    field_of(tips).press_sequentially("jigsaw", delay=130)
    field_of(tips).fill("")
    tips.wait_for_timeout(400)
    expect(options(tips)).to_have_count(0)


def test_with_signs_nothing_is_suggested(page: Page, root: str) -> None:
    page.goto(f"{root}/search/?q=money&signs=1")
    field = page.locator("main input[name=q]")
    expect(page.get_by_label("Read these signs")).to_be_checked()
    field.fill("jigsaw")
    page.wait_for_timeout(400)
    expect(page.locator("main [role=option]")).to_have_count(0)


def test_as_you_type_there_is_always_something_while_a_title_fits(
    page: Page, root: str, library: Library
) -> None:
    """Twenty titles, letter by letter from the third on, asked as the field asks."""
    entries = [*library.of_kind("definition")][::4][:10] + [*library.of_kind("tip")][:10]
    words = [entry.title[:end] for entry in entries for end in range(3, len(entry.title) + 1)]
    page.goto(f"{root}/tips/")
    engine = page.locator("script[data-engine]").get_attribute("data-engine")
    empty = page.evaluate(
        """async ([engine, words]) => {
          const worker = new Worker(engine);
          const answers = new Map();
          worker.onmessage = ({data}) => answers.get(data.id)(data.answer);
          const ask = (typed, id) => new Promise((done) => {
            answers.set(id, done);
            worker.postMessage({id, name: "search", question: {typed, typing: true, count: 6}});
          });
          const found = await Promise.all(words.map(ask));
          return words.filter((_word, place) => !found[place]?.results.length);
        }""",
        [engine, words],
    )
    assert len(words) > 200
    assert empty == []


@pytest.mark.parametrize("words", ["co-production", "Nothing about us without us"])
def test_the_list_never_closes_on_the_way_to_a_title(words: str, tips: Page) -> None:
    type_slowly(tips, words[:3])
    tips.evaluate(
        """() => {
          window.emptied = 0;
          const list = document.querySelector("header [role=listbox]");
          const look = () => { if (!list.children.length) window.emptied += 1; };
          new MutationObserver(look).observe(list, {childList: true});
        }"""
    )
    field_of(tips).press_sequentially(words[3:], delay=40)
    expect(options(tips).first).to_contain_text(re.compile(words, re.IGNORECASE))
    assert tips.evaluate("() => window.emptied") == 0


@pytest.mark.parametrize("typed", ["<img src=x onerror='window.run=1'>", "a:b ^2 ~", "😀", "مرحبا"])
def test_hostile_words_stay_words(typed: str, tips: Page) -> None:
    errors: list[str] = []
    tips.on("pageerror", lambda error: errors.append(str(error)))
    field_of(tips).fill(typed)
    tips.wait_for_timeout(300)
    field_of(tips).press("End")
    field_of(tips).press_sequentially(" co-design")
    expect(options(tips).last).to_have_text(f"All results for “{typed} co-design”")
    expect(options(tips).last.locator("img")).to_have_count(0)
    assert tips.evaluate("() => window.run") is None
    assert errors == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["320", "1280"])
def test_suggestions_break_no_rule_of_axe_and_fit(
    size: dict[str, int], scheme: str, context: Callable[..., BrowserContext], root: str
) -> None:
    page = context(viewport=size, color_scheme=scheme).new_page()
    page.goto(f"{root}/tips/")
    type_slowly(page, "scie")
    page.keyboard.press("ArrowDown")
    assert broken_rules(page) == []
    field, listed = (part.bounding_box() for part in (field_of(page), options(page).first))
    assert field
    assert listed
    assert listed["y"] >= field["y"] + field["height"]
    assert page.evaluate(SIDEWAYS) == 0
    page.evaluate(LARGEST)
    assert page.evaluate(SIDEWAYS) == 0
