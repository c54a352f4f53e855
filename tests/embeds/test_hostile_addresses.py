"""Whatever stands behind the address of a card: the card, and nothing of what stands there."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, Page

from tests.embeds.conftest import Embeds

pytestmark = pytest.mark.browser

VALUES = [
    "dark",
    "<script>alert(1)</script>",
    "%3Cscript%3Ealert(1)%3C/script%3E",
    "</style><script>alert(1)</script>",
    "%3C/style%3E%3Cscript%3Ealert(1)%3C/script%3E",
    '"><img src=x onerror=alert(1)>',
    "'-alert(1)-'",
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "url(https://bad.example/x.png)",
    "expression(alert(1))",
    "red;background:url(//bad.example/x)",
    "}*{display:none}",
    "../../../../evil",
    "https://bad.example/",
    "%00%0d%0aX-Evil: 1",
    "%ff%fe",
    "\u202e\u0175\u0177\U0001f642",
    "__proto__",
    "x" * 4096,
    "<script>" * 512,
]
"""What somebody may try as a theme, as a secret or as anything."""
SHAPES = ["?theme={}", "?{}", "#{}", "#theme={}", "#?secret={}"]
OTHERS = [
    "?",
    "#",
    "#?secret",
    "#?secret=",
    "#?secret=0",
    "#?secret=a&secret=b",
    "#?secret=a#?secret=b",
    "?secret=a",
    "?theme=dark#?secret=a",
    "?theme=dark&theme=plain&v1=v2&lang=cy&url=https://bad.example/",
]
LOOK = """() => ({
  html: document.documentElement.outerHTML,
  paper: getComputedStyle(document.documentElement).backgroundColor,
  shown: getComputedStyle(document.querySelector("article")).display,
  names: Object.keys(window),
  polluted: Object.keys({}).length,
  stored: [document.cookie, localStorage.length, sessionStorage.length],
})"""


@dataclass
class Watched:
    """A page, and all that it asked for, complained of or popped up."""

    page: Page
    asked: list[str] = field(default_factory=list)
    noticed: list[str] = field(default_factory=list)

    def look(self, address: str) -> dict[str, object]:
        """What a card is at an address, opened anew."""
        self.page.goto("about:blank")
        self.asked.clear()
        self.page.goto(address, wait_until="networkidle" if "alert" in address else "load")
        found: dict[str, object] = self.page.evaluate(LOOK)
        return found


@pytest.fixture(scope="module")
def watched(browser: Browser) -> Iterator[Watched]:
    """One page for all addresses, in a profile of its own."""
    context = browser.new_context(viewport={"width": 600, "height": 900})
    page = context.new_page()
    seen = Watched(page)
    page.on("request", lambda request: seen.asked.append(request.url))
    page.on("console", lambda line: seen.noticed.append(line.text))
    page.on("pageerror", lambda error: seen.noticed.append(str(error)))
    page.on("dialog", lambda dialog: (seen.noticed.append(dialog.message), dialog.dismiss()))
    yield seen
    context.close()


@pytest.fixture(scope="module")
def default(watched: Watched, embeds: Embeds) -> dict[str, object]:
    """The card as it is at its own address."""
    return watched.look(embeds.root + embeds.tip.address())


@pytest.mark.parametrize(
    "rest", [*OTHERS, *(shape.format(value) for shape in SHAPES for value in VALUES)]
)
def test_card_is_the_default_card_whatever_is_added_to_its_address(
    rest: str, watched: Watched, default: dict[str, object], embeds: Embeds
) -> None:
    assert watched.look(embeds.root + embeds.tip.address() + rest) == default
    assert len(watched.asked) == 1
    assert watched.noticed == []


def test_themes_are_told_apart_here(
    watched: Watched, default: dict[str, object], embeds: Embeds
) -> None:
    """So that the comparison above would see a theme that came through."""
    assert watched.look(embeds.root + embeds.tip.address("dark"))["paper"] != default["paper"]
