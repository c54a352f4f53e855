"""Search in trouble: slow, lost or hostile; and how its page looks to everyone."""

import re
from collections.abc import Callable
from urllib.parse import quote

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.test_axe import broken_rules
from tests.browser.test_reflow import SIDEWAYS
from tests.browser.test_search import ENDED, field_of, rows, search, status_of, titles

pytestmark = pytest.mark.browser

FILES = re.compile(r"/search/[\w-]+\.js(\.gz)?$")
FAILED = "The search could not be loaded."


def again(page: Page) -> None:
    """Presses the button that a failure shows."""
    page.get_by_role("button", name="Try again").click()


def lose(route: Route) -> None:
    route.fulfill(status=404, body="")


@pytest.mark.parametrize(
    "lost", [FILES, re.compile(r"/theme/search-engine"), re.compile(r"/search/d\d+-")]
)
def test_a_file_that_cannot_be_read_is_told_and_asked_for_again(
    lost: re.Pattern[str], page: Page, root: str
) -> None:
    page.context.route(lost, lose)
    page.goto(f"{root}/search/?q=ladder")
    expect(status_of(page)).to_have_text(FAILED)
    expect(field_of(page)).to_have_value("ladder")
    way_out = page.locator("search-results").get_by_role("link", name="A to Z").last
    expect(way_out).to_be_visible()
    page.context.unroute(lost)
    again(page)
    assert titles(page)
    expect(way_out).to_be_hidden()


def test_a_search_whose_own_script_is_lost_can_be_tried_again(page: Page, root: str) -> None:
    script = re.compile(r"/theme/search-page")
    page.route(script, lose)
    page.goto(f"{root}/search/?q=ladder")
    expect(page.get_by_role("button", name="Try again")).to_be_visible()
    page.unroute(script)
    again(page)
    assert titles(page)


def test_a_network_lost_while_the_page_is_open_costs_no_words(page: Page, root: str) -> None:
    search(page, root, "ladder")
    page.context.set_offline(True)
    field_of(page).fill("citizens' jury evaluation")
    page.keyboard.press("Enter")
    expect(status_of(page)).to_have_text(FAILED)
    expect(field_of(page)).to_have_value("citizens' jury evaluation")
    expect(rows(page).first).to_be_hidden()
    page.context.set_offline(False)
    again(page)
    assert titles(page)


def test_a_site_published_anew_while_a_page_is_open_is_searched_anew(page: Page, root: str) -> None:
    """The manifest of yesterday names a file of yesterday; today's names one that is there."""
    manifests: list[str] = []

    def yesterday(found: re.Match[str]) -> str:
        return found[1] + "z" * len(found[2])

    def answer(route: Route) -> None:
        today = route.fetch()
        text = today.text()
        if not manifests:
            text, changes = re.subn(r'("documents":\[[\d,]+")(\w+)', yesterday, text)
            assert changes == 1
        manifests.append(text)
        route.fulfill(response=today, body=text)

    page.context.route(re.compile(r"/search/manifest\.js"), answer)
    page.goto(f"{root}/search/?q=ladder")
    assert titles(page)
    assert len(manifests) == 2
    assert manifests[0] != manifests[1]


def test_a_slow_search_says_that_it_is_looking(page: Page, root: str) -> None:
    held: list[Route] = []
    page.context.route(re.compile(r"/search/manifest\.js"), lambda route: held.append(route))
    page.goto(f"{root}/search/?q=ladder")
    expect(status_of(page)).to_have_text("Looking for “ladder” …")
    for route in held:
        route.continue_()
    assert titles(page)
    expect(status_of(page)).not_to_contain_text("Looking")


def test_a_quick_search_does_not_say_that_it_is_looking(page: Page, root: str) -> None:
    search(page, root, "ladder")
    page.evaluate(
        """() => {
          window.told = [];
          const status = document.querySelector("search-results [role=status]");
          const note = () => window.told.push(status.textContent);
          new MutationObserver(note).observe(status, {childList: true});
        }"""
    )
    search(page, root, "advocacy")
    assert not any("Looking" in words for words in page.evaluate("() => window.told"))


def test_what_a_quick_reader_typed_before_the_script_came_stays(page: Page, root: str) -> None:
    held: list[Route] = []
    page.route(re.compile(r"/theme/search-page"), lambda route: held.append(route))
    page.goto(f"{root}/search/")
    field_of(page).fill("ladder")
    page.wait_for_timeout(100)
    for route in held:
        route.continue_()
    expect(page.locator("main [role=option]").first).to_be_visible()
    expect(field_of(page)).to_have_value("ladder")


HOSTILE = [
    "a:b",
    "^2",
    "title:co*",
    "+co -production",
    "co^9 ~2",
    "*",
    "<script>window.run = true</script>",
    "<img src=x onerror='window.run = true'>",
    "$&$`%n %q",
    "😀",
    "مرحبا بالعالم",
    "\u202eevil",
    "\\ ' \" ` ; --",
    "co-production " + "x" * 10_000,
]


def test_whatever_is_typed_is_just_text(page: Page, root: str) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{root}/search/")
    for typed in HOSTILE:
        field_of(page).fill(typed)
        page.keyboard.press("Enter")
        expect(status_of(page)).to_have_text(re.compile("result|No page"))
        if "No page" not in status_of(page).inner_text():
            assert typed.strip()[:9000] in status_of(page).evaluate("(line) => line.textContent")
        assert status_of(page).locator("*").count() == 0
        assert page.evaluate(SIDEWAYS) == 0, typed[:20]
    assert page.evaluate("() => window.run") is None
    assert errors == []


@pytest.mark.parametrize("nothing", ["", "%20", "%2B%2A%3A~%5E"])
def test_a_search_for_no_word_at_all_breaks_nothing(nothing: str, page: Page, root: str) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{root}/search/?q={nothing}", wait_until="networkidle")
    expect(page.locator("main").get_by_role("link", name="A to Z").first).to_be_visible()
    assert errors == []


@pytest.mark.parametrize("words", ["journey money", "faciltator", "zzxqwv", "+money^x&signs=1"])
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["320", "1280"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_breaks_no_rule_of_axe_and_never_scrolls_sideways(
    words: str, size: dict[str, int], scheme: str, context: Callable[..., BrowserContext], root: str
) -> None:
    page = context(viewport=size, color_scheme=scheme).new_page()
    page.goto(f"{root}/search/?q={quote(words, safe='&=')}")
    expect(status_of(page)).not_to_have_text("")
    page.wait_for_load_state("networkidle")
    assert broken_rules(page) == []
    assert page.evaluate(SIDEWAYS) == 0


def test_a_failure_breaks_no_rule_of_axe(page: Page, root: str) -> None:
    page.context.route(FILES, lose)
    page.goto(f"{root}/search/?q=ladder")
    page.wait_for_selector(ENDED)
    expect(status_of(page)).to_have_text(FAILED)
    assert broken_rules(page) == []
