"""Hosts that put a card into a sandbox: it can be read, and its link does what it may there."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.embeds.conftest import TURNS, Embeds, Seen, in_each_browser, tab_opened_by

pytestmark = pytest.mark.browser

Open = Callable[..., Seen]

A_WHILE = 25
"""Turns to wait for a tab that is not to come."""

SANDBOXES = [
    "",
    "allow-scripts",
    "allow-popups",
    "allow-scripts allow-popups",
    "allow-popups allow-popups-to-escape-sandbox",
]
STORES = """() => {
  try { return localStorage.length >= 0; } catch { return false; }
}"""


def boxed(snippet: str, sandbox: str) -> str:
    return snippet.replace("<iframe", f'<iframe sandbox="{sandbox}"', 1)


def tab_of_link(seen: Seen, turns: int = TURNS) -> Page | None:
    """The tab that the card's link opens, if it does."""
    seen.card.get_by_role("link").click()
    return tab_opened_by(seen.page, turns)


@in_each_browser
@pytest.mark.parametrize("sandbox", SANDBOXES)
def test_card_can_be_read_with_the_address_of_its_page(
    sandbox: str, open_host: Open, embeds: Embeds
) -> None:
    seen = open_host(boxed(embeds.snippet(embeds.tip), sandbox))
    address = embeds.site.public_address.partition("//")[2] + embeds.tip.page
    expect(seen.card.get_by_role("heading", name=embeds.tip.title)).to_be_visible()
    expect(seen.card.get_by_text(embeds.tip.text)).to_be_visible()
    expect(seen.card.get_by_text(address, exact=True)).to_be_visible()
    assert seen.card_height() <= seen.frame_height()


@in_each_browser
def test_script_of_the_host_sizes_a_card_that_may_run_scripts(
    open_host: Open, embeds: Embeds
) -> None:
    seen = open_host(boxed(embeds.snippet(embeds.tip, "script"), "allow-scripts"))
    seen.wait_until_sized()
    assert seen.card.evaluate("() => origin") == "null"


@in_each_browser
@pytest.mark.parametrize("sandbox", ["", "allow-scripts"])
def test_link_is_dead_where_no_tab_may_be_opened(
    sandbox: str, open_host: Open, embeds: Embeds
) -> None:
    seen = open_host(boxed(embeds.snippet(embeds.tip), sandbox))
    before = (seen.page.url, seen.card.url)
    assert tab_of_link(seen, A_WHILE) is None
    assert (seen.page.url, seen.card.url) == before


@in_each_browser
@pytest.mark.parametrize("sandbox", ["allow-popups", "allow-scripts allow-popups"])
def test_link_opens_a_page_that_can_be_read_without_storage(
    sandbox: str, open_host: Open, embeds: Embeds
) -> None:
    faults: list[str] = []
    seen = open_host(boxed(embeds.snippet(embeds.tip), sandbox))
    seen.page.context.on("weberror", lambda error: faults.append(str(error.error)))
    tab = tab_of_link(seen)
    assert tab
    expect(tab).to_have_url(embeds.root + embeds.tip.page)
    expect(tab.get_by_role("heading", level=1)).to_have_text(embeds.tip.title)
    expect(tab.get_by_role("main").get_by_text(embeds.tip.text).first).to_be_visible()
    tab.wait_for_load_state("load")
    assert (tab.evaluate("() => origin"), tab.evaluate(STORES)) == ("null", False)
    assert faults == []


@in_each_browser
def test_link_opens_a_page_like_any_other_where_it_may_leave_the_sandbox(
    open_host: Open, embeds: Embeds
) -> None:
    sandbox = "allow-popups allow-popups-to-escape-sandbox"
    tab = tab_of_link(open_host(boxed(embeds.snippet(embeds.tip), sandbox)))
    assert tab
    expect(tab).to_have_url(embeds.root + embeds.tip.page)
    expect(tab.get_by_role("heading", level=1)).to_have_text(embeds.tip.title)
    assert tab.evaluate(STORES)
