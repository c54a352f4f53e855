"""A page asks nobody else for anything, keeps nothing, and complains about nothing."""

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, ConsoleMessage, Page

from tests.browser.conftest import READING, TEMPLATES, visit

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("template", TEMPLATES)
def test_only_this_site_is_asked_and_nothing_is_kept(
    template: str,
    context: Callable[..., BrowserContext],
    address: Callable[[str], str],
    root: str,
) -> None:
    profile = context()
    page = profile.new_page()
    asked: list[str] = []
    failed: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("requestfailed", lambda request: failed.append(request.url))
    page.on("response", lambda answer: failed.append(answer.url) if not answer.ok else None)
    url = address(template)
    visit(page, url)
    page.wait_for_load_state("networkidle")
    assert {urlsplit(one)[:2] for one in asked} == {urlsplit(root)[:2]}
    assert failed == ([url] if template == "not-found" else [])
    assert profile.cookies() == []
    assert page.evaluate("() => [localStorage.length, sessionStorage.length]") == [0, 0]
    assert page.evaluate("async () => (await indexedDB.databases()).length") == 0


@pytest.mark.parametrize("template", TEMPLATES)
def test_the_browser_has_nothing_to_complain_about(
    template: str, page: Page, address: Callable[[str], str]
) -> None:
    """A breach of the page's own Content-Security-Policy would stand here."""
    said: list[str] = []
    own = address(template)

    def note(line: ConsoleMessage) -> None:
        # The browser tells that the page which says "not found" was not found.
        if template != "not-found" or line.location["url"] != own:
            said.append(line.text)

    page.on("console", note)
    page.on("pageerror", lambda error: said.append(str(error)))
    visit(page, own)
    page.wait_for_load_state("networkidle")
    for fold in page.locator("details").all():
        fold.evaluate("(element) => { element.open = true; }")
    assert said == []


def test_a_script_that_slipped_into_a_page_would_not_run(
    page: Page, address: Callable[[str], str]
) -> None:
    visit(page, address("page"))
    page.evaluate(
        "() => { const s = document.createElement('script'); s.textContent = 'window.run = true';"
        " document.body.append(s); }"
    )
    assert page.evaluate("() => window.run") is None


def test_the_page_never_sends_the_reader_away_by_itself(
    page: Page, address: Callable[[str], str]
) -> None:
    for template in READING:
        url = address(template)
        assert visit(page, url).url == url
