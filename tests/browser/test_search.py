"""Search: what people type, what they find, and what they are told."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.conftest import visit

pytestmark = pytest.mark.browser


def status_of(page: Page) -> Locator:
    """The line that says how the search went."""
    return page.locator("main").get_by_role("status")


def results(page: Page) -> list[str]:
    """The titles of what was found, best first, once the search has ended."""
    expect(status_of(page)).to_have_text(re.compile(r"results? for|Nothing found"))
    return page.locator("main search-results h2").all_inner_texts()


def search(page: Page, root: str, words: str) -> list[str]:
    """What is found for the words by its shareable address."""
    page.goto(f"{root}/search/")
    page.locator("header input[name=q]").fill(words)
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=*")
    return results(page)


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("co-production", "Co-production"),
        ("Co-Production", "Co-production"),
        ("coproduction", "Co-production"),
        ("co production", "Co-production"),
        ("  co-production  ", "Co-production"),
        ("lived experience", "Lived experience"),
        ("experience lived", "Lived experience"),
        ("SCIE", "Social Care Institute for Excellence"),
    ],
)
def test_a_name_finds_its_definition_first(words: str, first: str, page: Page, root: str) -> None:
    assert search(page, root, words)[0].startswith(first)


def test_the_beginning_of_a_word_finds_it(page: Page, root: str) -> None:
    assert any("Facilitator" in title for title in search(page, root, "facilit"))


@pytest.mark.parametrize("typo", ["faciltator", "facilitatir", "facilittator"])
def test_a_slip_of_the_finger_finds_the_word(typo: str, page: Page, root: str) -> None:
    assert any("Facilitator" in title for title in search(page, root, typo))


def test_every_word_must_be_there_when_it_can_be(page: Page, root: str) -> None:
    both = search(page, root, "time bank")
    assert both
    assert len(both) < len(search(page, root, "time"))


def test_the_number_of_results_is_said(page: Page, root: str) -> None:
    found = search(page, root, "advocacy")
    many = f"{len(found)} results for “advocacy”"
    expect(status_of(page)).to_have_text(many if len(found) > 1 else "1 result for “advocacy”")
    assert "advocacy" in page.title()


def test_results_are_headings_with_links_their_kind_and_a_sentence(page: Page, root: str) -> None:
    found = search(page, root, "co-design")
    rows = page.locator("main search-results article")
    assert rows.count() == len(found)
    for row in rows.all()[:5]:
        link = row.locator("h2 a")
        assert link.get_attribute("href").startswith("/base/")
        assert len([line for line in row.inner_text().splitlines() if line.strip()]) >= 3


def test_nothing_found_says_so_and_leads_on(page: Page, root: str) -> None:
    assert search(page, root, "zzxqwv") == []
    expect(status_of(page)).to_contain_text("Nothing found for “zzxqwv”")
    page.locator("main").get_by_role("link", name="A to Z").first.click()
    page.wait_for_url("**/a-to-z/")


@pytest.mark.parametrize("nothing", ["", "%20", "%2B%2A%3A~%5E"])
def test_a_search_for_no_word_at_all_breaks_nothing(nothing: str, page: Page, root: str) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{root}/search/?q={nothing}", wait_until="networkidle")
    expect(page.locator("main").get_by_role("link", name="A to Z").first).to_be_visible()
    assert errors == []


@pytest.mark.parametrize("typed", ["title:co*", "+co -production", "co^9 ~2", "a:b:c", "*"])
def test_signs_of_the_search_engine_are_just_text(typed: str, page: Page, root: str) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    search(page, root, typed)
    assert errors == []


@pytest.mark.parametrize(
    "markup",
    ["<script>window.run = true</script>", "<img src=x onerror='window.run = true'>", "$&$`%n"],
)
def test_markup_in_a_search_is_shown_as_text(markup: str, page: Page, root: str) -> None:
    search(page, root, markup)
    expect(status_of(page)).to_contain_text(f"“{markup}”")
    assert status_of(page).locator("*").count() == 0
    assert page.evaluate("() => window.run") is None


def test_results_have_an_address_to_share(page: Page, root: str) -> None:
    typed = search(page, root, "peer support")
    visit(page, f"{root}/search/?q=peer+support")
    assert results(page) == typed
    expect(page.locator("header input[name=q]")).to_have_value("peer support")


def test_the_back_button_keeps_the_search(page: Page, root: str) -> None:
    found = search(page, root, "time bank")
    page.locator("main search-results h2 a").first.click()
    page.wait_for_url(re.compile(r"^(?!.*search)"))
    page.go_back()
    assert results(page) == found
    expect(page.locator("header input[name=q]")).to_have_value("time bank")


def test_an_index_that_cannot_be_read_is_said(page: Page, root: str) -> None:
    page.route("**/search/*.json", lambda route: route.abort())
    page.goto(f"{root}/search/?q=tips")
    expect(status_of(page)).to_contain_text("could not start")
    expect(page.locator("main").get_by_role("link", name="A to Z").first).to_be_visible()


def test_without_script_the_search_leads_to_the_a_to_z(
    context: Callable[..., BrowserContext], root: str
) -> None:
    page = context(java_script_enabled=False).new_page()
    page.goto(root + "/")
    page.locator("header input[name=q]").fill("co-production")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=co-production")
    page.locator("main").get_by_role("link", name="A to Z").click()
    page.wait_for_url("**/a-to-z/")
    expect(
        page.locator("main").get_by_role("link", name="Co-production", exact=True)
    ).to_be_visible()
