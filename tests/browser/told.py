"""What a screen reader is told, state by state, on the golden site, whose content stands still.

`python -m tests.browser.told` writes the expected texts anew.
"""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

from tests.browser.conftest import DESKTOP, PHONE, serve, visit
from tests.conftest import launch
from tests.golden.build import build_golden

EXPECTED = Path(__file__).parent / "expected"
BASE = "/base"


def _menu(page: Page, root: str, is_open: bool) -> Locator:
    page.set_viewport_size(PHONE)
    visit(page, f"{root}/tips/")
    if is_open:
        page.locator("header summary").click()
    return page.locator("header")


def _definition(page: Page, root: str, is_open: bool) -> Locator:
    visit(page, f"{root}/case-studies/village-oven/")
    word = page.locator("main a[data-term]").first
    if is_open:
        word.click()
        expect(page.locator(".term-definition")).to_be_visible()
    return word.locator("xpath=ancestor::p[1]/..")


def _suggestions(page: Page, root: str) -> Locator:
    visit(page, f"{root}/tips/")
    page.locator("header input[name=q]").press_sequentially("bre")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    return page.locator("header [role=search]")


def _results(page: Page, root: str, words: str) -> Locator:
    page.goto(f"{root}/search/?q={words}")
    expect(page.locator("main").get_by_role("status")).to_contain_text("result")
    page.wait_for_load_state("networkidle")  # the words round what was found come later
    return page.locator("main")


def _settings_in_the_header(page: Page, root: str) -> Locator:
    visit(page, f"{root}/tips/")
    page.locator("header settings-link a").click()
    expect(page.locator("header reading-settings")).to_be_visible()
    return page.locator("header")


def _part(address: str, selector: str) -> Callable[[Page, str], Locator]:
    return lambda page, root: visit(page, root + address).locator(selector).first


STATES: dict[str, Callable[[Page, str], Locator]] = {
    "menu-closed": lambda page, root: _menu(page, root, False),
    "menu-open": lambda page, root: _menu(page, root, True),
    "menu-wide": _part("/tips/", "header"),
    "definition-closed": lambda page, root: _definition(page, root, False),
    "definition-open": lambda page, root: _definition(page, root, True),
    "search-suggestions": _suggestions,
    "search-results": lambda page, root: _results(page, root, "bread"),
    "search-without-results": lambda page, root: _results(page, root, "zzxqwv"),
    "reading-settings": _part("/reading-settings/", "main"),
    "reading-settings-in-the-header": _settings_in_the_header,
    "case-study": _part("/case-studies/village-oven/", "article"),
    "definition": _part("/definitions/bread/", "main"),
    "easy-read": _part("/definitions/bread/easy-read/", "main"),
    "footer": _part("/tips/", "footer"),
}


@contextmanager
def golden_site() -> Iterator[str]:
    """The served address of the golden site's home page, without the closing slash."""
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "output"
        build_golden(output)
        with closing(serve(output, BASE)) as served:
            yield next(served) + BASE


def told(browser: Browser, root: str, state: str) -> str:
    """The roles, names and states that a browser hands to a screen reader, one on a line."""
    context = browser.new_context(viewport=DESKTOP, reduced_motion="reduce")
    context.set_default_timeout(10_000)
    try:
        text = STATES[state](context.new_page(), root).aria_snapshot() + "\n"
        return text.replace(root.removesuffix(BASE), "")
    finally:
        context.close()


def main() -> None:
    """Writes each state's text; a change is read like code."""
    EXPECTED.mkdir(exist_ok=True)
    with golden_site() as root, sync_playwright() as playwright:
        browser = launch(playwright)
        for state in STATES:
            (EXPECTED / f"{state}.yml").write_text(told(browser, root, state), "utf-8")
        browser.close()


if __name__ == "__main__":
    main()
