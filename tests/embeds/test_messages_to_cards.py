"""Whatever a card is told, it stays as it is; it answers nobody but the page around it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Frame

from tests.embeds.conftest import Embeds, Seen, visited
from tests.embeds.hosts_of_cards import frame
from tests.embeds.other_sites import OtherSites, page_of_host

pytestmark = pytest.mark.browser

SECRET = "Ab1Cd2Ef3G"

QUESTIONS = ["{ type: 'tip-card-ready' }", "{ message: 'ready', secret: 'anything' }"]
"""What a card answers when its host says it."""

NOTHING = [
    "null",
    "undefined",
    "1",
    "NaN",
    "true",
    "1n",
    "''",
    "'tip-card-ready'",
    """'{"type":"tip-card-ready"}'""",
    "[]",
    "['tip-card-ready']",
    "{}",
    "{ type: ['tip-card-ready'] }",
    "{ type: 'tip-card', height: 900 }",
    "{ type: 'tip-card-readyx' }",
    "{ message: 'height', value: 900 }",
    "{ message: ['ready'] }",
    "{ theme: 'dark', html: '<b>no</b>', href: 'https://bad.example/' }",
    "new Map([['type', 'tip-card-ready']])",
    "new Error('tip-card-ready')",
    "new ArrayBuffer(9)",
]
"""What a card does not answer, whoever says it."""

LISTEN = """() => {
  window.heard = [];
  addEventListener("message", (event) => window.heard.push(event.data));
}"""
HEARD = """async () => {
  // A frame's answers come in the order of what it was told.
  const card = document.getElementById("card").contentWindow;
  card.postMessage({ type: "tip-card-ready" }, "*");
  while (!window.heard.length) await new Promise((resolve) => setTimeout(resolve, 5));
  return window.heard.splice(0).length;
}"""
QUIET = "() => new Promise((resolve) => setTimeout(resolve, 150))"


@pytest.fixture(scope="module")
def host(browser: Browser, embeds: Embeds, other_sites: OtherSites) -> Iterator[Seen]:
    """A page with a card, a stranger's frame beside it, and no script of ours."""
    stranger = other_sites.publish(page_of_host("I am no host."), {}, "stranger")
    card = f"{embeds.root}{embeds.tip.address()}#?secret={SECRET}"
    html = page_of_host(frame(card) + frame(stranger, "stranger"))
    page = browser.new_page()
    seen = visited(page, other_sites.publish(html, {}))
    page.evaluate(LISTEN)
    page.evaluate(QUIET)
    page.evaluate("() => window.heard.splice(0)")
    yield seen
    page.close()


def answers(host: Seen, sender: Frame, card: str, said: str) -> int:
    """How many messages a card sends when it hears something; it looks as before."""
    before = host.card.content()
    sender.evaluate(f"() => {card}.postMessage({said}, '*')")
    # Each question is answered twice: in our words, and in those of WordPress.
    heard: int = host.page.evaluate(HEARD) - 2
    host.page.evaluate("() => new Promise((resolve) => setTimeout(resolve, 20))")
    heard += host.page.evaluate("() => window.heard.splice(0).length")
    assert host.card.content() == before
    assert host.said == []
    return heard


@pytest.mark.parametrize("said", QUESTIONS)
def test_card_answers_its_host(host: Seen, said: str) -> None:
    assert answers(host, host.page.main_frame, "frames.card", said) == 2


@pytest.mark.parametrize("said", NOTHING)
def test_card_does_not_mind_what_its_host_says(host: Seen, said: str) -> None:
    assert answers(host, host.page.main_frame, "frames.card", said) == 0


@pytest.mark.parametrize("said", QUESTIONS + NOTHING)
def test_card_is_deaf_to_windows_that_are_not_its_host(host: Seen, said: str) -> None:
    stranger = next(each for each in host.page.frames if each.name == "stranger")
    assert answers(host, stranger, "parent.frames.card", said) == 0


def test_card_is_deaf_to_itself(host: Seen) -> None:
    for said in QUESTIONS:
        assert answers(host, host.card, "window", said) == 0
