"""A page asks nobody else for anything, keeps nothing, and complains about nothing."""

import re
from collections.abc import Callable
from urllib.parse import urljoin, urlsplit

import pytest
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request

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


HASH = re.compile(r"-[0-9a-f]{8}(?=\.)")
SHEETS_THAT_APPLY = """() => [...document.querySelectorAll("link[rel=stylesheet]")]
  .filter((link) => matchMedia(link.media || "all").matches).length"""
# Pictures and cards, and the page of a card from which the builder takes its code.
SHOWN = """() => [...document.querySelectorAll("img, iframe")].map((one) => one.src)
  .concat([...document.querySelectorAll("use")].map((use) => use.href.baseVal.split("#")[0]))
  .concat([...document.querySelectorAll("[data-page]")].map((link) => link.href))"""
OWN_SHEETS = {"reading-settings": 3, "contribute-form": 3}
OWN_SCRIPTS = {
    # The form comes as a file, and so do the rules that its hints are made from.
    "contribute-form": {
        "/theme/contribute-form.js",
        "/contribute/case-study.form.json",
        "/contribute/case-study.schema.json",
    },
    "embed": {"/theme/embed-builder.js"},
    # The script that other sites use fits the frame here too.
    "embed-card": {"/embed/v1.js"},
    "reading-settings": {"/theme/settings-form.js"},
}


@pytest.mark.parametrize("runs_scripts", [False, True], ids=["without script", "with script"])
@pytest.mark.parametrize("template", [name for name in READING if name != "search-results"])
def test_a_page_asks_only_for_what_it_shows(
    template: str,
    runs_scripts: bool,
    context: Callable[..., BrowserContext],
    address: Callable[[str], str],
    root: str,
) -> None:
    """No search, font, voice, ruler or picture is loaded before somebody wants it."""
    page = context(java_script_enabled=runs_scripts).new_page()
    asked: list[Request] = []
    page.on("request", lambda request: asked.append(request))
    page.goto(address(template), wait_until="networkidle")
    shown = {urljoin(page.url, picture) for picture in page.evaluate(SHOWN)}
    names = {
        HASH.sub("", one.url.removeprefix(root))
        for one in asked[1:]
        if one.resource_type != "stylesheet" and one.url not in shown
    }
    scripts = {"/theme/site.js", *OWN_SCRIPTS.get(template, ())} if runs_scripts else set()
    assert names - {"/theme/favicon.svg"} == scripts
    # What only scripts show has a sheet of its own, which a script asks for.
    most = OWN_SHEETS.get(template, 2) + runs_scripts
    assert page.evaluate(SHEETS_THAT_APPLY) <= most


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
