"""Cards of the real site on pages of other sites, in the browsers that are here."""

import base64
import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, BrowserContext, Frame, Page, Playwright

from knowledge import Library, open_library
from knowledge.embeds import Card, Publisher, cards
from tests.conftest import BuiltSite
from tests.embeds.other_sites import (
    CARD_HEADERS,
    OtherSites,
    page_of_host,
    served_cards,
    served_other_sites,
)
from tools.firefox import find_firefox

FIREFOX = find_firefox()
CHROMIUM = "chromium"
BROWSERS = [CHROMIUM, *(["firefox"] if FIREFOX else [])]
SCRIPT = "/embed/v1.0.0.js"

SOON = 20
TURNS = 1000
"""So many milliseconds are waited for what a browser does soon, so many times."""

in_each_browser = pytest.mark.parametrize("client", BROWSERS, indirect=True)
"""For tests of what every browser has to do; other tests ask Chromium alone."""

_HEIGHT = re.compile(r' height="(\d+)"')


@dataclass(frozen=True)
class Embeds:
    """The cards of the published site, and what editors paste to have them.

    `root` is the served address of the site, without the closing slash.
    """

    site: BuiltSite
    library: Library
    root: str

    @cached_property
    def cards(self) -> dict[str, Card]:
        """Every card but the tip of the day, by name."""
        return {card.name: card for card in cards(self.library)}

    @cached_property
    def tip(self) -> Card:
        """One tip for the tests that need just one."""
        tips = (card for card in self.cards.values() if card.name.startswith("tip/"))
        return next(card for card in tips if card.state == "live")

    def publisher(self, root: str = "") -> Publisher:
        """Whose cards they are, at another address if one is given."""
        file = self.site.file_at(SCRIPT)
        assert file is not None
        digest = base64.b64encode(hashlib.sha384(file.read_bytes()).digest()).decode()
        return Publisher(
            site=self.library.site,
            address=root or self.root,
            script=SCRIPT,
            integrity=f"sha384-{digest}",
            has_pictures=(self.site.folder / "pictures").is_dir(),
        )

    def title(self, card: Card) -> str:
        """What the card and its frame are called."""
        return self.publisher().title(card)

    def given(self, card: Card) -> list[str]:
        """All that the site gives editors to paste for a card, as it stands in its page."""
        file = self.site.file_at(card.snippets_address)
        assert file is not None, f"No page gives the card {card.name} away."
        page = BeautifulSoup(file.read_text("utf-8"), "html.parser")
        return [text.get_text().strip() for text in page.find_all("textarea")]

    def height(self, card: Card) -> int:
        """The height that the site gives away with a card."""
        found = _HEIGHT.search(next(code for code in self.given(card) if "<iframe" in code))
        assert found
        return int(found[1])

    def snippet(self, card: Card, form: str = "iframe", theme: str = "", root: str = "") -> str:
        """What an editor pastes, leading to where the site is served."""
        code = next(code for code in self.given(card) if _form(code) == form)
        served = code.replace(self.site.public_address, root or self.root)
        return served.replace(f'{card.address()}"', f'{card.address(theme)}"')


def _form(code: str) -> str:
    if "<tip-card" in code:
        return "element"
    if "<iframe" in code:
        return "script" if "<script" in code else "iframe"
    return ""


@dataclass
class Seen:
    """An open page of a host, and what the browser complained of."""

    page: Page
    said: list[str] = field(default_factory=list)

    @property
    def card(self) -> Frame:
        """The card on the page, once it is there: frames are lazy."""
        for _turn in range(TURNS):
            for frame in self.page.frames:
                if "/embed/v1/" in frame.url:
                    frame.wait_for_load_state("load")
                    return frame
            self.page.wait_for_timeout(SOON)
        raise AssertionError(f"No card was loaded on {self.page.url}.")

    def frame_height(self) -> float:
        """How tall the host's page draws the frame."""
        frame = self.card.frame_element().bounding_box()
        assert frame
        return frame["height"]

    def card_height(self) -> float:
        """How tall the card inside the frame is."""
        article = self.card.locator("article").bounding_box()
        assert article
        return article["height"]

    def wait_until_sized(self) -> None:
        """Waits until the frame is as tall as its card, to the pixel."""
        for _turn in range(TURNS):
            if 0 <= self.frame_height() - self.card_height() < 1:
                return
            self.page.wait_for_timeout(SOON)
        heights = (self.frame_height(), self.card_height())
        raise AssertionError(f"The frame is {heights[0]} px tall and its card {heights[1]} px.")


@pytest.fixture(scope="session")
def library(built_site: BuiltSite) -> Library:
    """The content that the cards show."""
    library, _problems = open_library(built_site.project)
    assert library is not None
    return library


@pytest.fixture(scope="session")
def embeds(built_site: BuiltSite, library: Library) -> Iterator[Embeds]:
    """The cards, served with the headers that they ask for."""
    with served_cards(built_site, CARD_HEADERS) as root:
        yield Embeds(built_site, library, root)


@pytest.fixture(scope="session")
def bare_root(built_site: BuiltSite) -> Iterator[str]:
    """The served address of the same site where nobody can choose headers."""
    with served_cards(built_site, {}) as root:
        yield root


@pytest.fixture(scope="session")
def other_sites() -> Iterator[OtherSites]:
    """Sites of other people, to publish pages on."""
    with served_other_sites() as sites:
        yield sites


@pytest.fixture(scope="session")
def firefox(playwright: Playwright) -> Iterator[Browser]:
    """The Firefox of this machine."""
    # What a test clicks does not reach a frame that has a process of its own.
    together = {"fission.webContentIsolationStrategy": 0}
    browser = playwright.firefox.launch(
        channel="moz-firefox", executable_path=FIREFOX, firefox_user_prefs=together
    )
    yield browser
    browser.close()


@pytest.fixture
def client(request: pytest.FixtureRequest) -> Browser:
    """The browser that a test asks, which is Chromium if it names none."""
    name = getattr(request, "param", CHROMIUM)
    found: Browser = request.getfixturevalue("browser" if name == CHROMIUM else name)
    return found


@pytest.fixture
def context(client: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Makes a new, empty browser profile, so wide; options as in Playwright's new_context."""
    made: list[BrowserContext] = []

    def make(width: int = 600, height: int = 900, **options: Any) -> BrowserContext:
        options = {"viewport": {"width": width, "height": height}, **options}
        made.append(client.new_context(**options))
        made[-1].set_default_timeout(10_000)
        return made[-1]

    yield make
    for one in made:
        one.close()


@pytest.fixture
def page(context: Callable[..., BrowserContext]) -> Page:
    """A page in a profile of its own."""
    return context().new_page()


@pytest.fixture
def open_host(
    context: Callable[..., BrowserContext], other_sites: OtherSites
) -> Callable[..., Seen]:
    """Opens a page of somebody else's with a snippet on it."""

    def open_page(body: str, headers: Mapping[str, str] | None = None, **options: Any) -> Seen:
        address = other_sites.publish(page_of_host(body), headers or {})
        return visited(context(**options).new_page(), address)

    return open_page


def visited(page: Page, address: str) -> Seen:
    """The page at an address, with all that the browser says of it."""
    seen = Seen(page)
    page.on("console", lambda line: seen.said.append(f"{line.location.get('url')}: {line.text}"))
    page.on("pageerror", lambda error: seen.said.append(str(error)))
    page.goto(address, wait_until="load")
    return seen


def tab_opened_by(page: Page, turns: int = TURNS) -> Page | None:
    """The other tab of the profile, once there is one; None if none came in time."""
    for _turn in range(turns):
        if others := [other for other in page.context.pages if other != page]:
            return others[0]
        page.wait_for_timeout(SOON)
    return None
