"""The search in pages that were opened from a folder on the reader's own disk."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.conftest import ROOT

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, published for the folder that it is in."""
    output = tmp_path_factory.mktemp("folder") / "site"
    command = [sys.executable, "-m", "tools.build", "--publish", "--output", output]
    environment = {**os.environ, "SITEURL": output.as_uri()}
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
    return output


@pytest.fixture
def page(context: Callable[..., BrowserContext]) -> Page:
    return context().new_page()


def test_results_are_found_and_lead_to_their_pages(page: Page, folder: Path) -> None:
    page.goto(f"{folder.as_uri()}/search/index.html?q=facilitator")
    first = page.locator("main search-results h2 a").first
    expect(first).to_have_text("Facilitator")
    first.click()
    page.wait_for_url("**/definitions/facilitator/index.html")
    expect(page.get_by_role("heading", level=1)).to_have_text("Facilitator")


def test_words_are_suggested(page: Page, folder: Path) -> None:
    page.goto(f"{folder.as_uri()}/tips/index.html")
    page.locator("header input[name=q]").press_sequentially("facil")
    expect(page.get_by_role("option").first).to_contain_text("Facilitator")


def test_signs_are_read(page: Page, folder: Path) -> None:
    page.goto(f"{folder.as_uri()}/search/index.html?q=%2Bfacilitat*&signs=1")
    expect(page.locator("main search-results h2").first).to_contain_text("Facilitat")


def test_excerpts_come_from_the_folder_too(page: Page, folder: Path) -> None:
    page.goto(f"{folder.as_uri()}/search/index.html?q=arnstein")
    expect(page.locator("main search-results mark").first).to_have_text("Arnstein")
