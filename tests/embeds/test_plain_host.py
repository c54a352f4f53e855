"""A page that lets everything be: the card shows, fits, says what it is and leads to us."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from knowledge.embeds import MOST_HEIGHT
from tests.embeds.conftest import Embeds, Seen, in_each_browser, tab_opened_by

pytestmark = pytest.mark.browser

Open = Callable[..., Seen]

# Whether the browser makes a frame as tall as what is in it, with no script at all.
SIZES_FRAMES = "() => CSS.supports('frame-sizing', 'content-height')"
WIDTHS = [320, 600]


@in_each_browser
@pytest.mark.parametrize("width", WIDTHS)
def test_frame_without_the_script_holds_its_card(
    width: int, open_host: Open, embeds: Embeds
) -> None:
    seen = open_host(embeds.snippet(embeds.tip), width=width)
    expect(seen.card.get_by_role("heading", name=embeds.tip.title)).to_be_visible()
    given = embeds.height(embeds.tip)
    if seen.page.evaluate(SIZES_FRAMES):
        assert seen.frame_height() <= MOST_HEIGHT
    else:
        assert seen.frame_height() <= given
    assert seen.card_height() <= seen.frame_height()
    assert seen.said == []


@in_each_browser
@pytest.mark.parametrize("form", ["script", "element"])
@pytest.mark.parametrize("width", WIDTHS)
def test_frame_with_the_script_is_as_tall_as_its_card(
    width: int, form: str, open_host: Open, embeds: Embeds
) -> None:
    seen = open_host(embeds.snippet(embeds.tip, form), width=width)
    seen.wait_until_sized()
    seen.page.set_viewport_size({"width": 280, "height": 900})
    seen.wait_until_sized()
    assert seen.said == []


@in_each_browser
@pytest.mark.parametrize("form", ["iframe", "element"])
def test_frame_is_called_what_its_card_is_called(
    form: str, open_host: Open, embeds: Embeds
) -> None:
    seen = open_host(embeds.snippet(embeds.tip, form))
    frame = seen.card.frame_element()
    titles = (frame.get_attribute("title"), seen.card.title())
    assert titles == (embeds.title(embeds.tip),) * 2


@in_each_browser
def test_link_opens_the_tip_in_a_tab_of_its_own(open_host: Open, embeds: Embeds) -> None:
    seen = open_host(embeds.snippet(embeds.tip))
    before = seen.page.url
    link = seen.card.get_by_role("link")
    expect(link).to_have_text(f"More about this at {embeds.library.site.name} (opens a new tab)")
    link.click()
    tab = tab_opened_by(seen.page)
    assert tab
    expect(tab).to_have_url(embeds.root + embeds.tip.page)
    expect(tab.get_by_role("heading", level=1)).to_have_text(embeds.tip.title)
    assert tab.evaluate("() => window.opener") is None
    assert seen.page.url == before


@in_each_browser
def test_host_that_takes_out_the_frame_is_left_with_a_link(open_host: Open, embeds: Embeds) -> None:
    _frame, link = embeds.snippet(embeds.tip).split("\n")
    seen = open_host(link)
    seen.page.get_by_role("link", name=embeds.title(embeds.tip), exact=True).click()
    expect(seen.page).to_have_url(embeds.root + embeds.tip.page)
