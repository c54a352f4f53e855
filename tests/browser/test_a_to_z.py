"""The filter of the lists under letters: what it leaves, what it says, where it leads."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.conftest import PHONE, visit
from tests.browser.test_axe import broken_rules

pytestmark = pytest.mark.browser

LISTS = ["a-to-z", "definitions"]


def field(page: Page) -> Locator:
    """The field of the filter, found as a person finds it."""
    return page.get_by_label("Filter the words")


def status(page: Page) -> Locator:
    """The line that says how many are left."""
    return page.locator("list-filter").get_by_role("status")


def left(page: Page) -> list[str]:
    """The words that are shown."""
    return page.locator("#words :is(li, dt):visible").all_inner_texts()


def letters(page: Page) -> tuple[list[str], list[str]]:
    """The letters one can jump to, and those that head a part of the list."""
    jumps = page.locator("nav.letter-list li:visible").all_inner_texts()
    return jumps, page.locator("#words h2:visible").all_inner_texts()


@pytest.mark.parametrize("name", LISTS)
def test_filter_leaves_what_holds_every_word_typed(
    name: str, page: Page, address: Callable[[str], str]
) -> None:
    visit(page, address(name))
    before = left(page)
    field(page).fill("design co")
    after = left(page)
    assert "Co-design" in after
    assert all(re.search("design", text, re.I) and "co" in text.lower() for text in after)
    assert 0 < len(after) < len(before)
    jumps, heads = letters(page)
    assert jumps == heads
    expect(status(page)).to_have_text(f"{len(after)} found.")


@pytest.mark.parametrize(
    "typed", ["co-production", "COPRODUCTION", "co production", "co‑prôduction"]
)
def test_spelling_case_and_accents_make_no_difference(
    typed: str, page: Page, address: Callable[[str], str]
) -> None:
    visit(page, address("definitions"))
    field(page).fill(typed)
    assert "Co-production" in left(page)


def test_what_was_typed_is_in_the_address_and_back_brings_it_again(
    page: Page, address: Callable[[str], str]
) -> None:
    visit(page, address("definitions"))
    field(page).fill("token & more")
    field(page).fill("tokenism")
    expect(status(page)).to_have_text("1 found.")
    assert page.url.endswith("?filter=tokenism")
    page.get_by_role("link", name="Tokenism", exact=True).click()
    page.wait_for_url("**/definitions/tokenism/")
    page.go_back()
    expect(field(page)).to_have_value("tokenism")
    expect(status(page)).to_have_text("1 found.")
    assert left(page) == ["Tokenism"]


def test_what_was_typed_last_is_kept_when_the_reader_is_quick(
    page: Page, address: Callable[[str], str]
) -> None:
    visit(page, address("definitions"))
    field(page).fill("tokenism")
    page.get_by_role("link", name="Tokenism", exact=True).click()
    page.wait_for_url("**/definitions/tokenism/")
    page.go_back()
    expect(field(page)).to_have_value("tokenism")


def test_enter_keeps_the_words_and_escape_takes_them_away(
    page: Page, address: Callable[[str], str]
) -> None:
    visit(page, address("a-to-z"))
    before = left(page)
    field(page).press_sequentially("token")
    field(page).press("Enter")
    expect(field(page)).to_have_value("token")
    expect(field(page)).to_be_focused()
    expect(status(page)).not_to_be_empty()
    field(page).press("Escape")
    expect(field(page)).to_have_value("")
    expect(field(page)).to_be_focused()
    assert left(page) == before
    expect(status(page)).to_be_empty()
    assert "filter" not in page.url


def test_nothing_found_says_so_and_leads_on(page: Page, root: str) -> None:
    visit(page, f"{root}/a-to-z/?filter=zebra+%26+gnu")
    expect(status(page)).to_have_text("Nothing found for “zebra & gnu”.")
    assert (left(page), letters(page)) == ([], ([], []))
    ways = page.locator("list-filter a:visible")
    assert ways.all_inner_texts() == ["search all pages", "see the words we still need"]
    assert ways.last.get_attribute("href") == "/base/words-we-still-need/"
    ways.first.click()
    page.wait_for_url("**/search/?q=zebra+%26+gnu")
    expect(page.locator("input[name=q]")).to_have_value("zebra & gnu")


def test_number_is_said_only_after_a_pause(page: Page, address: Callable[[str], str]) -> None:
    visit(page, address("definitions"))
    page.evaluate(
        """() => {
            window.said = [];
            const place = document.querySelector("list-filter [role=status]");
            const tell = () => window.said.push(place.textContent);
            new MutationObserver(tell).observe(place, { childList: true, characterData: true });
        }"""
    )
    field(page).press_sequentially("tokenism", delay=20)
    expect(status(page)).to_have_text("1 found.")
    assert page.evaluate("window.said") == ["1 found."]


def test_list_does_not_jump_when_the_filter_wakes(
    context: Callable[..., BrowserContext], address: Callable[[str], str]
) -> None:
    page = context().new_page()
    page.add_init_script(
        """new PerformanceObserver((list) => {
            window.moved = list.getEntries().reduce((sum, entry) => sum + entry.value, 0);
        }).observe({ type: "layout-shift", buffered: true });"""
    )
    visit(page, address("a-to-z"))
    expect(field(page)).to_be_visible()
    assert page.evaluate("window.moved ?? 0") == 0


@pytest.mark.parametrize("name", LISTS)
def test_without_script_the_list_is_whole_and_no_filter_shows(
    name: str, context: Callable[..., BrowserContext], address: Callable[[str], str]
) -> None:
    page = visit(context(java_script_enabled=False).new_page(), address(name) + "?filter=zebra")
    assert page.locator("list-filter").is_hidden()
    assert len(left(page)) > 50
    jumps, heads = letters(page)
    assert [letter[0] for letter in jumps if letter[0] in "".join(heads)] == [
        letter[0] for letter in heads
    ]


@pytest.mark.parametrize("typed", ["co", "zebra"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_broken_rule_while_the_list_is_filtered(
    typed: str,
    scheme: str,
    context: Callable[..., BrowserContext],
    address: Callable[[str], str],
) -> None:
    page = visit(context(color_scheme=scheme).new_page(), address("a-to-z") + f"?filter={typed}")
    expect(status(page)).not_to_be_empty()
    assert broken_rules(page) == []


def test_filter_fits_a_narrow_screen_with_the_largest_text(
    context: Callable[..., BrowserContext], address: Callable[[str], str]
) -> None:
    page = context(viewport=PHONE).new_page()
    page.add_init_script("localStorage.setItem('text-size', '200')")
    visit(page, address("a-to-z") + "?filter=zebra")
    expect(status(page)).not_to_be_empty()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
