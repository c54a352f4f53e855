"""Hosts that allow little: the card shows all the same, and complains of nothing."""

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.conftest import BuiltSite
from tests.embeds.conftest import SCRIPT, Embeds, Seen, in_each_browser
from tests.embeds.other_sites import CARD_HEADERS, FOR_OTHER_SITES

pytestmark = pytest.mark.browser

Open = Callable[..., Seen]

ISOLATED = {"Cross-Origin-Embedder-Policy": "require-corp"}
"""What a host says that wants only what was made to be shown elsewhere."""


def origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def strict(embeds: Embeds) -> dict[str, str]:
    """A policy that allows our frames and nothing else of ours, nor any style in the page."""
    frames = f"frame-src {origin(embeds.root)}"
    policy = f"default-src 'none'; {frames}; style-src 'self'; script-src 'self'"
    return {"Content-Security-Policy": policy}


def asked_for(site: BuiltSite, pattern: str) -> dict[str, str]:
    """The headers that the site's own file asks a server to send with such addresses."""
    blocks = (site.folder / "_headers").read_text("utf-8").split("\n\n")
    lines = next(block.splitlines() for block in blocks if block.startswith(f"{pattern}\n"))
    return dict(line.strip().split(": ", 1) for line in lines[1:])


def complaints_of_cards(seen: Seen, embeds: Embeds) -> list[str]:
    """What the browser complains of in our own pages."""
    return [line for line in seen.said if line.startswith(embeds.root)]


def test_headers_of_these_tests_are_those_that_the_site_asks_for(built_site: BuiltSite) -> None:
    cards = asked_for(built_site, f"{built_site.base}/embed/v1/*")
    scripts = asked_for(built_site, f"{built_site.base}{SCRIPT}")
    assert CARD_HEADERS.items() <= cards.items()
    assert FOR_OTHER_SITES.items() <= scripts.items()
    assert not {"X-Frame-Options", "Content-Security-Policy"} & set(cards)


@in_each_browser
def test_host_with_a_strict_policy_shows_the_card_at_the_height_of_the_attribute(
    open_host: Open, embeds: Embeds
) -> None:
    seen = open_host(embeds.snippet(embeds.tip, "script"), strict(embeds))
    expect(seen.card.get_by_role("heading", name=embeds.tip.title)).to_be_visible()
    seen.page.wait_for_load_state("networkidle")
    assert seen.frame_height() == embeds.height(embeds.tip)
    assert seen.card_height() <= seen.frame_height()
    assert complaints_of_cards(seen, embeds) == []


@in_each_browser
def test_host_with_a_strict_policy_leaves_an_element_as_a_link(
    open_host: Open, embeds: Embeds
) -> None:
    seen = open_host(embeds.snippet(embeds.tip, "element"), strict(embeds))
    link = seen.page.get_by_role("link", name=embeds.title(embeds.tip), exact=True)
    expect(link).to_have_attribute("href", embeds.root + embeds.tip.page)


@in_each_browser
def test_host_that_is_isolated_shows_and_sizes_the_card(open_host: Open, embeds: Embeds) -> None:
    seen = open_host(embeds.snippet(embeds.tip, "script"), ISOLATED)
    expect(seen.card.get_by_role("heading", name=embeds.tip.title)).to_be_visible()
    seen.wait_until_sized()
    assert complaints_of_cards(seen, embeds) == []


def test_host_that_is_isolated_shows_no_card_that_comes_without_headers(
    open_host: Open, embeds: Embeds, bare_root: str
) -> None:
    """That is why cards have headers, and why there is a way round where they have none."""
    seen = open_host(embeds.snippet(embeds.tip, root=bare_root), ISOLATED)
    seen.page.wait_for_load_state("networkidle")
    inside = seen.page.frames[1].get_by_role("heading", name=embeds.tip.title)
    assert inside.count() == 0


def test_host_that_is_isolated_may_ask_for_a_card_without_credentials(
    open_host: Open, embeds: Embeds, bare_root: str
) -> None:
    snippet = embeds.snippet(embeds.tip, root=bare_root)
    seen = open_host(snippet.replace("<iframe", "<iframe credentialless", 1), ISOLATED)
    expect(seen.card.get_by_role("heading", name=embeds.tip.title)).to_be_visible()
