"""How tall frames become, over many loads and for every card."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page

from knowledge.embeds import MOST_HEIGHT
from tests.embeds.conftest import SOON, TURNS, Embeds, Seen
from tests.embeds.other_sites import OtherSites, page_of_host
from tests.embeds.test_plain_host import SIZES_FRAMES

pytestmark = pytest.mark.browser

Open = Callable[..., Seen]

LOADS = 10
FRAMES = 5
"""Fifty frames in all."""

NARROW = 250
"""Pixels: here every card is taller than the height that its snippet gives."""

TIME_TO_SETTLE = 200
"""Milliseconds after a page was loaded, until the browser has sized its frames."""

FRAME_HEIGHTS = """() => [...document.querySelectorAll("iframe")]
  .map((frame) => frame.getBoundingClientRect().height)"""
CARD_HEIGHT = "() => document.querySelector('article').getBoundingClientRect().height"
SHIFT = """() => new Promise((told) => {
  let sum = 0;
  const add = (list) => list.getEntries().forEach((entry) => { sum += entry.value; });
  new PerformanceObserver(add).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => told(sum), 400);
})"""
KEEP_TOLD = "<script>const told = []; onmessage = ({data}) => told.push(data);</script>"
IN_SIGHT = """() => {
  const box = document.querySelector("iframe").getBoundingClientRect();
  return box.bottom > 0 && box.top < innerHeight;
}"""
AND_SO_ON = "<p>And so on, for as long as this page goes on.</p>" * 40


def eager(snippet: str) -> str:
    return snippet.replace(' loading="lazy"', "")


def heights(page: Page) -> list[tuple[float, float]]:
    """The height of each frame, and of the card in it."""
    cards = [frame.evaluate(CARD_HEIGHT) for frame in page.frames[1:]]
    return list(zip(page.evaluate(FRAME_HEIGHTS), cards, strict=True))


def is_exact(frame: float, card: float) -> bool:
    return 0 <= frame - card < 1


def settled_heights(page: Page) -> list[tuple[float, float]]:
    """The heights once every frame is as tall as its card, or after a while in any case."""
    for _turn in range(TURNS):
        found = heights(page)
        if all(is_exact(*each) for each in found):
            return found
        page.wait_for_timeout(SOON)
    return found


def loads(
    page: Page, address: str, measure: Callable[[Page], list[tuple[float, float]]]
) -> list[tuple[float, float]]:
    """The heights of every frame, each load beginning anew."""
    found = []
    for _load in range(LOADS):
        page.goto(address, wait_until="load")
        page.wait_for_timeout(TIME_TO_SETTLE)
        found += measure(page)
    assert len(found) == LOADS * FRAMES
    return found


@pytest.mark.parametrize("has_scripts", [True, False])
def test_fifty_frames_without_the_script_of_the_host_stay_within_bounds(
    has_scripts: bool,
    context: Callable[..., BrowserContext],
    other_sites: OtherSites,
    embeds: Embeds,
) -> None:
    """A browser that sizes frames by itself may misjudge one that runs no script."""
    body = eager(embeds.snippet(embeds.tip)) * FRAMES
    address = other_sites.publish(page_of_host(body), {})
    page = context(NARROW, java_script_enabled=has_scripts).new_page()
    found = loads(page, address, heights)
    given = embeds.height(embeds.tip)
    if page.evaluate(SIZES_FRAMES):
        assert all(frame <= MOST_HEIGHT for frame, _card in found)
        exact = sum(is_exact(*each) for each in found)
        assert exact >= (0.98 if has_scripts else 0.8) * len(found)
    else:
        assert all(frame <= given for frame, _card in found)


def test_frames_with_the_script_are_exact_in_at_least_98_of_100(
    context: Callable[..., BrowserContext], other_sites: OtherSites, embeds: Embeds
) -> None:
    frame, _, more = eager(embeds.snippet(embeds.tip, "script")).partition("\n")
    address = other_sites.publish(page_of_host(frame * FRAMES + more), {})
    found = loads(context(NARROW).new_page(), address, settled_heights)
    assert max(frame for frame, _card in found) <= MOST_HEIGHT
    assert sum(is_exact(*each) for each in found) >= 0.98 * len(found)


@pytest.mark.parametrize("width", [320, 600])
def test_no_card_leaves_a_twentieth_of_its_frame_blank(
    width: int, context: Callable[..., BrowserContext], other_sites: OtherSites, embeds: Embeds
) -> None:
    pasted = [
        eager(embeds.snippet(card, "script"))
        for card in embeds.cards.values()
        if card.state == "live"
    ]
    frames = "".join(snippet.partition("\n")[0] for snippet in pasted)
    script = pasted[0].rpartition("\n")[2]
    page = context(width).new_page()
    page.goto(other_sites.publish(page_of_host(frames + script), {}), wait_until="load")
    blank = {frame: 1 - card / frame for frame, card in settled_heights(page)}
    assert len(page.frames) == len(pasted) + 1
    assert {frame: part for frame, part in blank.items() if not 0 <= part <= 0.05} == {}


def test_card_in_a_folded_part_of_a_page_tells_no_height_until_it_is_shown(
    context: Callable[..., BrowserContext], other_sites: OtherSites, embeds: Embeds
) -> None:
    frame, _, more = eager(embeds.snippet(embeds.tip, "script")).partition("\n")
    folded = f'{KEEP_TOLD}<div id="fold" hidden>{frame}</div>{more}'
    page = context(600).new_page()
    page.goto(other_sites.publish(page_of_host(folded), {}), wait_until="load")
    page.wait_for_timeout(TIME_TO_SETTLE)
    assert page.evaluate("() => told") == []
    page.evaluate("() => { document.querySelector('#fold').hidden = false; }")
    page.wait_for_function("() => told.length > 0")
    assert all(is_exact(*each) for each in settled_heights(page))


def test_height_in_every_snippet_is_within_a_tenth_at_320_pixels(
    context: Callable[..., BrowserContext], embeds: Embeds
) -> None:
    page = context(320).new_page()
    wrong = {}
    for card in embeds.cards.values():
        if card.state == "live":
            page.goto(embeds.root + card.address())
            given, tall = embeds.height(card), page.evaluate(CARD_HEIGHT)
            if not -1 <= given - tall <= 0.1 * tall + 2:
                wrong[card.name] = (given, tall)
    assert wrong == {}


@pytest.mark.parametrize(
    ("form", "width", "most"),
    # A frame is as tall as its card in a narrow column; in a wide one the script makes it lower.
    [("iframe", 320, 0), ("iframe", 600, 0), ("script", 320, 0.02), ("script", 600, 0.1)],
)
def test_words_below_a_card_at_the_top_stay_where_they_are(
    form: str, width: int, most: float, open_host: Open, embeds: Embeds
) -> None:
    seen = open_host(embeds.snippet(embeds.tip, form) + AND_SO_ON, width=width)
    assert seen.card_height() > 0
    assert seen.page.evaluate(SHIFT) <= most


@pytest.mark.parametrize("form", ["iframe", "script", "element"])
@pytest.mark.parametrize("width", [320, 600])
def test_words_round_a_card_further_down_stay_where_they_are(
    width: int, form: str, open_host: Open, embeds: Embeds
) -> None:
    """Where most cards are: what happens to a frame happens before it is seen."""
    seen = open_host(AND_SO_ON + embeds.snippet(embeds.tip, form) + AND_SO_ON, width=width)
    frame = seen.card.frame_element()
    before = frame.bounding_box()
    assert before
    assert before["y"] > 900
    for _step in range(int(before["y"] // 300)):
        seen.page.evaluate("() => scrollBy(0, 300)")
        seen.page.wait_for_timeout(SOON)
    assert seen.page.evaluate(IN_SIGHT)
    assert seen.page.evaluate(SHIFT) <= 0.02


def test_frame_of_a_host_that_keeps_nothing_but_its_address_scrolls(
    open_host: Open, embeds: Embeds
) -> None:
    bare = re.sub(r' (style|height|width)="[^"]*"', "", embeds.snippet(embeds.tip))
    seen = open_host(bare)
    scrolls = "() => document.scrollingElement.scrollHeight > innerHeight"
    assert seen.card.evaluate(scrolls)
    assert seen.card.evaluate("() => getComputedStyle(document.documentElement).overflowY") in (
        "visible",
        "auto",
    )
