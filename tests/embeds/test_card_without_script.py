"""Where no script runs at all, the whole card can be read, and reached with the keyboard."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from knowledge.embeds import MOST_HEIGHT
from tests.embeds.conftest import Embeds, Seen

pytestmark = pytest.mark.browser

Open = Callable[..., Seen]

TOO_LOW = 120
"""Pixels that no card fits into."""

IN_VIEW = """(element) => {
  const box = element.getBoundingClientRect();
  return box.top >= -1 && box.bottom <= innerHeight + 1;
}"""


@pytest.mark.parametrize("width", [240, 320, 600])
def test_card_is_seen_whole(width: int, open_host: Open, embeds: Embeds) -> None:
    snippet = embeds.snippet(embeds.tip, "script")
    seen = open_host(snippet, width=width, java_script_enabled=False)
    expect(seen.card.get_by_role("heading", name=embeds.tip.title)).to_be_visible()
    expect(seen.card.get_by_role("link")).to_be_visible()
    # At this width the browser sizes the frame or the height on the frame does.
    assert seen.card_height() <= seen.frame_height() <= MOST_HEIGHT


def test_card_in_a_frame_that_is_too_low_scrolls_with_the_keyboard(
    open_host: Open, embeds: Embeds
) -> None:
    snippet = re.sub(r' (style|height)="[^"]*"', "", embeds.snippet(embeds.tip))
    low = snippet.replace("<iframe", f'<iframe height="{TOO_LOW}"', 1)
    seen = open_host(low, java_script_enabled=False)
    title, link = seen.card.get_by_role("heading"), seen.card.get_by_role("link")
    address = seen.card.locator(".card__address")
    text = seen.card.locator(".card__text")
    assert seen.frame_height() < seen.card_height()
    assert not link.evaluate(IN_VIEW)
    seen.page.keyboard.press("Tab")
    reach = {link: "Tab", address: "End", title: "Home", text: "ArrowDown"}
    for part, key in reach.items():
        for _press in range(20):
            if part.evaluate(IN_VIEW):
                break
            seen.page.keyboard.press(key)
            seen.page.wait_for_timeout(50)
        assert part.evaluate(IN_VIEW), f"{key} does not lead to {part}."
