"""Cards in columns of every width, at twice the text size, in every look: nothing is lost."""

from collections.abc import Callable, Iterable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

from knowledge.embeds import OF_THE_DAY, THEMES, Card
from tests.browser.test_reflow import LOST_WORDS, SIDEWAYS, WORDS_ON_WORDS, set_browser_text
from tests.embeds.conftest import Embeds

pytestmark = pytest.mark.browser

WIDTHS = [240, 320, 480, 600, 800, 1280]
TEXT_SIZES = [16, 32]
"""Pixels: the text of a browser as it comes, and at 200 percent."""

LOOKS: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "forced colours": {"forced_colors": "active"},
}
SHOW = """(address) => Promise.all([...document.querySelectorAll("iframe")].map((frame) =>
  new Promise((shown) => { frame.onload = shown; frame.src = address; })))"""
FAULTS = f"""() => {{
  const over = ({SIDEWAYS})();
  const sideways = over ? [`scrolls sideways by ${{over}} px`] : [];
  return [...sideways, ...({LOST_WORDS})(), ...({WORDS_ON_WORDS})()];
}}"""


@pytest.fixture
def columns(context: Callable[..., BrowserContext], embeds: Embeds) -> Callable[..., Page]:
    """Opens a page with a frame of each width, which holds no card yet."""

    def open_page(**look: Any) -> Page:
        page = context(1300, 900, **look).new_page()
        frames = (f'<iframe width="{width}" height="2000"></iframe>' for width in WIDTHS)
        body = f"<!doctype html><body>{''.join(frames)}"
        # The page is on the site of the cards, so that one setting of text reaches all frames.
        address = f"{embeds.root}/columns"
        page.route(address, lambda route: route.fulfill(body=body, content_type="text/html"))
        page.goto(address)
        return page

    return open_page


def faults(page: Page, addresses: Iterable[str]) -> dict[str, list[str]]:
    """What is wrong with each card, by its address, the width of its frame and the text size."""
    found = {}
    for address in addresses:
        set_browser_text(page, TEXT_SIZES[0])
        page.evaluate(SHOW, address)
        for size in TEXT_SIZES:
            set_browser_text(page, size)
            for width, frame in zip(WIDTHS, page.frames[1:], strict=True):
                if lost := frame.evaluate(FAULTS):
                    found[f"{address} at {width} px, text of {size} px"] = lost
    return found


def telling(embeds: Embeds) -> list[Card]:
    """The cards with most to hold: most words, the longest title, a list, and each day's own."""
    cards = embeds.cards.values()
    most = max(cards, key=lambda card: len(card.text))
    longest = max(cards, key=lambda card: max(map(len, card.title.split()), default=0))
    items = max(cards, key=lambda card: len(card.items))
    moved = next(card for card in cards if card.state == "moved")
    return [most, longest, items, moved, Card(OF_THE_DAY)]


def test_every_card_fits_in_every_column(columns: Callable[..., Page], embeds: Embeds) -> None:
    addresses = [embeds.root + card.address() for card in embeds.cards.values()]
    assert faults(columns(), addresses) == {}


@pytest.mark.parametrize("look", LOOKS)
def test_cards_fit_in_every_theme(look: str, columns: Callable[..., Page], embeds: Embeds) -> None:
    addresses = [embeds.root + card.address(theme) for card in telling(embeds) for theme in THEMES]
    assert faults(columns(**LOOKS[look]), addresses) == {}


def test_text_follows_the_size_that_the_browser_is_set_to(
    columns: Callable[..., Page], embeds: Embeds
) -> None:
    page = columns()
    page.evaluate(SHOW, embeds.root + embeds.tip.address())
    size = "() => parseFloat(getComputedStyle(document.querySelector('.card__text')).fontSize)"
    sizes = []
    for pixels in TEXT_SIZES:
        set_browser_text(page, pixels)
        sizes.append(page.frames[1].evaluate(size))
    assert sizes[1] == pytest.approx(2 * sizes[0])
