"""`make serve` as a person sees it: a page that follows what is saved, by itself."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.plugins.mini_site import markdown
from tests.tools.test_build import BREAD, SECONDS
from tests.tools.test_serve import (
    BREAD_PROBLEM,
    BROKEN_BREAD,
    BROKEN_SETTINGS,
    Served,
    eventually,
    latest,
    serving,
)

pytestmark = pytest.mark.browser

PATIENCE = SECONDS * 1000


@pytest.fixture
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(tmp_path_factory.mktemp("live")) as server:
        yield server


@pytest.fixture
def said(page: Page) -> list[str]:
    """What the browser complains of; a breach of the page's own policy would stand here."""
    said: list[str] = []
    page.on("console", lambda line: said.append(line.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    return said


def problems(page: Page) -> Locator:
    return page.get_by_role("complementary", name="Problems in the content")


def open_bread(page: Page, server: Served) -> None:
    page.goto(f"http://127.0.0.1:{server.port}/definitions/bread/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Bread")
    expect(problems(page)).to_have_count(0)


def test_open_page_shows_what_is_wrong_and_comes_back_well_when_it_is_mended(
    page: Page, server: Served, said: list[str]
) -> None:
    open_bread(page, server)
    server.save(BREAD, BROKEN_BREAD)
    rows = problems(page).get_by_role("listitem")
    expect(rows.first).to_contain_text(BREAD_PROBLEM, timeout=PATIENCE)
    expect(problems(page).get_by_text("The last build said:")).to_be_visible()
    expect(rows).to_have_count(2)
    expect(rows.last).to_have_text("1 problem found.")
    server.save(BREAD, markdown("Rye", "It is dark."))
    expect(page.get_by_role("heading", level=1)).to_have_text("Rye", timeout=PATIENCE)
    expect(problems(page)).to_have_count(0)
    assert said == []
    assert "Traceback" not in server.said()


def test_open_page_stays_while_the_site_cannot_be_built(
    page: Page, server: Served, said: list[str]
) -> None:
    open_bread(page, server)
    settings = (server.project / "site.yml").read_text("utf-8")
    server.save("site.yml", BROKEN_SETTINGS)
    expect(problems(page)).to_contain_text("site.yml:", timeout=PATIENCE)
    expect(problems(page)).to_contain_text("This page is the last good one.")
    expect(page.get_by_role("heading", level=1)).to_have_text("Bread")
    server.save("site.yml", settings)
    expect(problems(page)).to_have_count(0, timeout=PATIENCE)
    expect(page.get_by_role("heading", level=1)).to_have_text("Bread")
    assert said == []


def test_problems_can_be_seen_and_read(page: Page, server: Served, said: list[str]) -> None:
    """Their style is allowed by the page's policy, and is the page's own."""
    server.save(BREAD, BROKEN_BREAD)
    # A page that was opened before the build loads once more after it, and is bare for a moment.
    eventually(lambda: bool(latest(server)["problems"]), server)
    page.goto(f"http://127.0.0.1:{server.port}/definitions/bread/")
    expect(problems(page)).to_be_in_viewport(timeout=PATIENCE)
    for look in ("background-color", "color"):
        value = page.evaluate(f"getComputedStyle(document.body)['{look}']")
        expect(problems(page)).to_have_css(look, value)
    expect(problems(page)).to_have_css("position", "sticky")
    assert said == []
