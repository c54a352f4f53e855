"""Cards on pages that have no address of their own, or that are in a frame themselves."""

from collections.abc import Callable
from html import escape
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.embeds.conftest import Embeds, Seen, visited
from tests.embeds.other_sites import OtherSites, page_of_host

pytestmark = pytest.mark.browser

Open = Callable[..., Seen]

FRAME = "<iframe title='An app' width='560' height='800' {}></iframe>"


def shows_a_card_of_its_height(seen: Seen, embeds: Embeds) -> None:
    expect(seen.card.get_by_role("heading", name=embeds.tip.title)).to_be_visible()
    seen.wait_until_sized()


@pytest.mark.parametrize("form", ["script", "element"])
def test_page_in_a_folder(
    form: str, tmp_path: Path, context: Callable[..., BrowserContext], embeds: Embeds
) -> None:
    file = tmp_path / "page.html"
    file.write_text(page_of_host(embeds.snippet(embeds.tip, form)), "utf-8")
    shows_a_card_of_its_height(visited(context().new_page(), file.as_uri()), embeds)


@pytest.mark.parametrize("sandbox", ["allow-scripts", "allow-scripts allow-same-origin"])
@pytest.mark.parametrize("form", ["script", "element"])
def test_wrapper_in_a_sandbox(form: str, sandbox: str, open_host: Open, embeds: Embeds) -> None:
    inner = escape(page_of_host(embeds.snippet(embeds.tip, form)))
    seen = open_host(FRAME.format(f'sandbox="{sandbox}" srcdoc="{inner}"'))
    shows_a_card_of_its_height(seen, embeds)


def test_wrapper_in_a_sandbox_without_scripts(open_host: Open, embeds: Embeds) -> None:
    """Chromium sizes no frame there, and no script runs: the card scrolls to its last line."""
    inner = escape(page_of_host(embeds.snippet(embeds.tip)))
    seen = open_host(FRAME.format(f'sandbox="" srcdoc="{inner}"'))
    expect(seen.card.get_by_role("heading", name=embeds.tip.title)).to_be_visible()
    last = seen.card.locator(".card__address")
    last.scroll_into_view_if_needed()
    expect(last).to_be_in_viewport(ratio=1)
    assert seen.frame_height() >= 0.7 * seen.card_height()


@pytest.mark.parametrize("form", ["script", "element"])
def test_page_in_a_frame_of_another_site(
    form: str, open_host: Open, other_sites: OtherSites, embeds: Embeds
) -> None:
    inner = page_of_host(embeds.snippet(embeds.tip, form))
    address = other_sites.publish(inner, {}, site="charity")
    shows_a_card_of_its_height(open_host(FRAME.format(f'src="{address}"')), embeds)
