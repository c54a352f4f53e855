"""The pages on which people write for the site: their modules, and a browser on them."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.conftest import context, root, visit
from tests.search.conftest import program

__all__ = ["context", "program", "root"]

STORY = "/contribute/case-study/"
TIP = "/contribute/tip/"
CORRECTION = "/contribute/correction/"


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
