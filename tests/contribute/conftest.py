"""The pages on which people write for the site: their modules, and a browser on them."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from knowledge import Library, open_library
from tests.browser.conftest import context, root, visit
from tests.conftest import ROOT
from tests.contribute.script_page import BROWSERS, ScriptPage, firefox, script_page
from tests.search.conftest import program

__all__ = ["context", "program", "root"]

STORY = "/contribute/case-study/"
TIP = "/contribute/tip/"
CORRECTION = "/contribute/correction/"


@pytest.fixture(scope="session")
def library() -> Library:
    """The content as it is."""
    found, _problems = open_library(ROOT)
    assert found is not None
    return found


@pytest.fixture(scope="module")
def seen(request: pytest.FixtureRequest, browser: Browser) -> Iterator[ScriptPage]:
    """A page with the SCRIPT of the module that asks."""
    with script_page(browser, request.module.SCRIPT) as seen:
        yield seen


@pytest.fixture(scope="module", params=BROWSERS)
def each(request: pytest.FixtureRequest) -> Iterator[ScriptPage]:
    """That page in each browser that is here."""
    if request.param == "chromium":
        yield request.getfixturevalue("seen")
        return
    with (
        firefox(request.getfixturevalue("playwright")) as browser,
        script_page(browser, request.module.SCRIPT) as seen,
    ):
        yield seen


@pytest.fixture
def open_form(context: Callable[..., BrowserContext], root: str) -> Callable[..., Page]:
    """Opens a page with a form in a profile of its own; options as in Playwright's new_context."""

    def opened(address: str = STORY, **options: Any) -> Page:
        return wait(visit(context(**options).new_page(), root + address))

    return opened


def wait(page: Page) -> Page:
    """The page once its form has come."""
    expect(page.locator("contribute-form")).to_be_visible()
    return page


def step(page: Page) -> Locator:
    """The step that is shown."""
    return page.locator("[data-step]:not([hidden])")


def heading(page: Page) -> Locator:
    """What the step that is shown is called."""
    return step(page).locator("legend h2")


def go_on(page: Page) -> None:
    """To the next step, past the first question if that is whose story it is."""
    whose = step(page).get_by_role("radio", name="No", exact=True)
    if step(page).locator("[data-control=consent]").count():
        whose.check()
    before = heading(page).inner_text()
    page.locator("[data-next]").click()
    expect(heading(page)).not_to_have_text(before)


def to_the_end(page: Page) -> None:
    """To the last step."""
    while page.locator("[data-next]").is_visible():
        go_on(page)


def question(page: Page, name: str) -> Locator:
    """A question by the field that its answer fills."""
    return page.locator(f"[data-question='{name}']")


def field(page: Page, name: str) -> Locator:
    """What a question of one field is answered in."""
    return question(page, name).locator("[data-answer]")


def text_of(page: Page) -> str:
    """What would be sent."""
    return page.locator("#contribute-text").input_value()


def saved(page: Page) -> tuple[str, bytes]:
    """The name and the bytes of the file that the form gives."""
    with page.expect_download() as download:
        page.get_by_role("button", name="Save the file").click()
    name = download.value.suggested_filename
    expect(page.locator("[data-told]")).to_have_text(re.compile(re.escape(f"Saved as {name}.")))
    return name, Path(download.value.path()).read_bytes()
