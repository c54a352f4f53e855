"""Whatever a frame says, a host's page changes the height of that frame and nothing else."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Frame

from tests.embeds.conftest import Embeds, Seen, visited
from tests.embeds.hosts_of_cards import OFFERED, frame, script
from tests.embeds.other_sites import OtherSites, page_of_host

pytestmark = pytest.mark.browser

UNCHANGED = f"{OFFERED}px"

HEIGHTS = {
    "400": "400px",
    "400.2": "401px",
    "80": "80px",
    "79.9": "80px",
    "0.0001": "80px",
    "Number.MIN_VALUE": "80px",
    "2000": "2000px",
    "2000.1": "2000px",
    "1e9": "2000px",
    "Number.MAX_VALUE": "2000px",
    "Infinity": "2000px",
    "0": UNCHANGED,
    "-0": UNCHANGED,
    "-1": UNCHANGED,
    "-1e9": UNCHANGED,
    "-Infinity": UNCHANGED,
    "NaN": UNCHANGED,
    "'400'": UNCHANGED,
    "'400px;position:fixed;top:0'": UNCHANGED,
    "''": UNCHANGED,
    "true": UNCHANGED,
    "null": UNCHANGED,
    "undefined": UNCHANGED,
    "400n": UNCHANGED,
    "[]": UNCHANGED,
    "[400]": UNCHANGED,
    "{}": UNCHANGED,
    "{ valueOf: 400, toString: '400' }": UNCHANGED,
    "{ get valueOf() { return 400; } }": UNCHANGED,
    "new Number(400)": UNCHANGED,
    "new String('400')": UNCHANGED,
    "new Date(400)": UNCHANGED,
    "new Map([['height', 400]])": UNCHANGED,
    "new Uint16Array([400])": UNCHANGED,
}
"""What a card may claim as its height, as an expression, and what its frame becomes."""

MESSAGES = {
    "null": UNCHANGED,
    "undefined": UNCHANGED,
    "400": UNCHANGED,
    "NaN": UNCHANGED,
    "true": UNCHANGED,
    "400n": UNCHANGED,
    "''": UNCHANGED,
    "'tip-card'": UNCHANGED,
    "'tip-card:400'": UNCHANGED,
    """'{"type":"tip-card","height":400}'""": UNCHANGED,
    "[]": UNCHANGED,
    "['tip-card', 400]": UNCHANGED,
    "{}": UNCHANGED,
    "{ type: 'tip-card' }": UNCHANGED,
    "{ height: 400 }": UNCHANGED,
    "{ type: 'TIP-CARD', height: 400 }": UNCHANGED,
    "{ type: 'tip-card ', height: 400 }": UNCHANGED,
    "{ type: ['tip-card'], height: 400 }": UNCHANGED,
    "{ type: new String('tip-card'), height: 400 }": UNCHANGED,
    "{ type: 'tip-card-ready', height: 400 }": UNCHANGED,
    "{ type: 'embed-size', height: 400 }": UNCHANGED,
    "{ message: 'height', value: 400, secret: 'aaaaaaaaaa' }": UNCHANGED,
    "{ message: 'link', value: 'https://bad.example/', secret: 'aaaaaaaaaa' }": UNCHANGED,
    "new Map([['type', 'tip-card'], ['height', 400]])": UNCHANGED,
    "new Error('tip-card')": UNCHANGED,
    "{ get type() { return 'tip-card'; }, get height() { return 400; } }": "400px",
    "{ type: 'tip-card', height: 400, width: 900, src: 'https://bad.example/' }": "400px",
    "{ type: 'tip-card', height: 400, html: '<img src=x onerror=alert(1)>' }": "400px",
    "{ type: 'tip-card', height: 400, style: 'position:fixed', href: 'javascript:1' }": "400px",
    'JSON.parse(\'{"type":"tip-card","height":400,"__proto__":{"a":1}}\')': "400px",
}
"""What a card may say instead of its message, and what its frame becomes."""

HEAR = """() => {
  window.heard = new Promise((resolve) => {
    addEventListener("message", function hear(event) {
      if (event.data !== "that was all") return;
      removeEventListener("message", hear);
      resolve();
    });
  });
}"""
RESET = """(height) => {
  for (const frame of document.querySelectorAll("iframe")) frame.style.height = height;
}"""
LOOK = """() => ({
  html: document.documentElement.outerHTML.replace(/ style="[^"]*"/g, ""),
  styles: [...document.querySelectorAll("[style]")].map((each) => [
    each.id,
    [...each.style].filter((name) => !/^(min-|max-)?height$/.test(name)),
  ]),
  names: Object.keys(window).filter((name) => name !== "heard"),
  title: document.title,
  address: location.href,
  steps: history.length,
  scrolled: scrollY,
  polluted: "a" in {},
})"""
SIZES = """() => Object.fromEntries(
  [...document.querySelectorAll("iframe")].map((each) => [each.id, each.style.height])
)"""


@dataclass(frozen=True)
class Council:
    """A council's page with cards and strangers' frames."""

    seen: Seen

    def frame(self, name: str) -> Frame:
        """The document in the frame of a name."""
        return next(each for each in self.seen.page.frames if each.name == name)

    def hears(self, sender: Frame, said: str) -> dict[str, str]:
        """The heights of all frames after a message, given as an expression.

        All else on the page is then as it was before.
        """
        page = self.seen.page
        page.evaluate(RESET, UNCHANGED)
        before = page.evaluate(LOOK)
        page.evaluate(HEAR)
        sender.evaluate(
            f"() => {{ parent.postMessage({said}, '*'); parent.postMessage('that was all', '*'); }}"
        )
        page.evaluate("() => window.heard")
        assert page.evaluate(LOOK) == before
        assert self.seen.said == []
        heights: dict[str, str] = page.evaluate(SIZES)
        return heights


def _frames(embeds: Embeds, other_sites: OtherSites) -> str:
    """Two cards, and frames that hold none but say that they do."""
    card = embeds.root + embeds.tip.address()
    stranger = other_sites.publish(page_of_host("I am no card."), {}, "stranger")
    lookalike = stranger.rpartition("/")[0] + embeds.site.base + embeds.tip.address()
    path = embeds.site.base + embeds.tip.address()
    other_sites.answers[path] = other_sites.answers[f"/{stranger.rpartition('/')[2]}"]
    return (
        frame(card)
        + frame(card, "boxed", 'sandbox="allow-scripts"')
        + frame(stranger, "stranger")
        + frame(lookalike, "lookalike")
        + frame(stranger, "nobody", 'sandbox="allow-scripts"')
        + frame(f"{embeds.root}/404.html", "ours")
        + frame("about:blank", "blank")
        + frame(card, "local", 'srcdoc="I am no card."')
    )


@pytest.fixture(scope="module")
def council(browser: Browser, embeds: Embeds, other_sites: OtherSites) -> Iterator[Council]:
    """One page for all that is said."""
    html = page_of_host(_frames(embeds, other_sites) + script(embeds.root))
    page = browser.new_page()
    seen = visited(page, other_sites.publish(html, {}))
    page.wait_for_function(
        """(old) => ["card", "boxed"].every(
          (name) => document.getElementById(name).style.height !== old
        )""",
        arg=UNCHANGED,
    )
    yield Council(seen)
    page.close()


def alone(heights: dict[str, str], name: str) -> str:
    """The height of one frame, when no other has changed."""
    others = {each: height for each, height in heights.items() if each != name}
    assert set(others.values()) == {UNCHANGED}
    return heights[name]


@pytest.mark.parametrize(("height", "becomes"), HEIGHTS.items())
def test_card_can_say_nothing_but_a_height_between_80_and_2000(
    council: Council, height: str, becomes: str
) -> None:
    said = f"{{ type: 'tip-card', height: {height} }}"
    assert alone(council.hears(council.frame("card"), said), "card") == becomes


@pytest.mark.parametrize(("message", "becomes"), MESSAGES.items())
def test_card_can_say_it_in_one_way_only(council: Council, message: str, becomes: str) -> None:
    assert alone(council.hears(council.frame("card"), message), "card") == becomes


def test_card_in_a_sandbox_is_known_by_its_window(council: Council) -> None:
    boxed = council.frame("boxed")
    assert boxed.evaluate("() => origin") == "null"
    heights = council.hears(boxed, "{ type: 'tip-card', height: 400 }")
    assert alone(heights, "boxed") == "400px"


@pytest.mark.parametrize("name", ["stranger", "lookalike", "nobody", "ours", "blank", "local"])
@pytest.mark.parametrize("height", ["400", "1e9", "NaN", "'400'"])
def test_frame_that_holds_no_card_has_no_say(council: Council, name: str, height: str) -> None:
    heights = council.hears(council.frame(name), f"{{ type: 'tip-card', height: {height} }}")
    assert set(heights.values()) == {UNCHANGED}


def test_host_itself_is_no_card(council: Council) -> None:
    own = council.seen.page.main_frame
    heights = council.hears(own, "{ type: 'tip-card', height: 400 }")
    assert set(heights.values()) == {UNCHANGED}


def test_card_does_not_hand_on_what_a_stranger_tells_it(council: Council) -> None:
    stranger = council.frame("stranger")
    stranger.evaluate(
        "() => parent.frames.card.postMessage({ type: 'tip-card', height: 900 }, '*')"
    )
    heights = council.hears(stranger, "'nothing more'")
    assert set(heights.values()) == {UNCHANGED}


@pytest.mark.parametrize("box", ["", 'sandbox="allow-scripts"'])
def test_frame_of_a_card_that_was_led_elsewhere_is_at_most_resized(
    box: str, embeds: Embeds, other_sites: OtherSites, open_host: Callable[..., Seen]
) -> None:
    """In a sandbox nobody can tell one page from another; without one, a stranger is not heard."""
    stranger = other_sites.publish(page_of_host("I am no card."), {}, "stranger")
    card = embeds.root + embeds.tip.address()
    seen = open_host(frame(card, more=box) + script(embeds.root))
    seen.wait_until_sized()
    with seen.page.expect_event("framenavigated", lambda each: each.name == "card"):
        seen.card.evaluate("(address) => { location.replace(address); }", stranger)
    led = Council(seen)
    heights = led.hears(led.frame("card"), "{ type: 'tip-card', height: 1e9 }")
    assert seen.page.locator("#card").get_attribute("src") == card
    assert heights == {"card": "2000px" if box else UNCHANGED}
