"""Every example of every component keeps the rules of axe in every theme, and fits a phone."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser.conftest import PHONE, visit
from tests.browser.test_axe import AXE, OPEN_ALL, TAGS
from tests.browser.test_reflow import faults
from tests.conftest import ROOT

pytestmark = pytest.mark.browser

STYLE = "/style/"
COMPONENTS = sorted(folder.name for folder in (ROOT / "theme" / "components").iterdir())
ADDRESSES = [STYLE, *(f"{STYLE}{name}/" for name in COMPONENTS)]
UNTHEMED = ".theme-copies__stage:not([data-theme])"
WIDE = ["hero", "print-card", "search-results", "site-header", "tip-card"]
"""The components that arrange most beside each other."""

OF_WHOLE_PAGES = ["landmark-unique"]
"""What the copies break together and none by itself: each has the names that it has on a page."""

RUN = """([where, tags, left_out]) => axe.run(where, {
  runOnly: {type: "tag", values: tags},
  rules: Object.fromEntries(left_out.map((rule) => [rule, {enabled: false}])),
  resultTypes: ["violations"],
})"""


def broken_rules(page: Page, where: str) -> list[str]:
    """Each rule that is broken in a part of the page, with the element that breaks it."""
    found: dict[str, Any] = page.evaluate(RUN, [where, TAGS, OF_WHOLE_PAGES])
    return [
        f"{rule['id']}: {' '.join(map(str, node['target']))}: {node['failureSummary']}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize("address", ADDRESSES)
def test_axe_finds_no_broken_rule_in_any_theme(
    address: str, context: Callable[..., BrowserContext], root: str
) -> None:
    page = context(color_scheme="light").new_page()
    thrown: list[str] = []
    page.on("pageerror", lambda error: thrown.append(str(error)))
    visit(page, root + address)
    page.evaluate(OPEN_ALL)
    page.evaluate(AXE)
    found = {"light device": broken_rules(page, "main")}
    page.emulate_media(color_scheme="dark")
    # What has a theme of its own does not change with the device.
    found["dark device"] = broken_rules(page, "main" if address == STYLE else UNTHEMED)
    assert (found, thrown) == ({"light device": [], "dark device": []}, [])


@pytest.mark.parametrize("address", [STYLE, *(f"{STYLE}{name}/" for name in WIDE)])
def test_nothing_is_lost_at_320_pixels(
    address: str, context: Callable[..., BrowserContext], root: str
) -> None:
    page = visit(context(viewport=PHONE).new_page(), root + address)
    page.evaluate(OPEN_ALL)
    assert faults(page) == []
