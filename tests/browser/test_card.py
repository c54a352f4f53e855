"""A tip's card on somebody else's page: whole, quiet, and leading back."""

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import BrowserContext, Page, expect

from knowledge import Library
from tests.browser.conftest import serve, visit
from tests.conftest import BuiltSite

pytestmark = pytest.mark.browser

WIDTHS = [280, 600]
CUT_OFF = """() => {
  const root = document.scrollingElement;
  return [root.scrollWidth - root.clientWidth, root.scrollHeight - root.clientHeight];
}"""


@pytest.fixture(scope="session")
def snippets(built_site: BuiltSite, library: Library, root: str) -> dict[str, str]:
    """What each tip's page gives away to paste, leading to the site as it is served here."""
    found = {}
    for tip in library.of_kind("tip"):
        file = built_site.file_at(tip.address)
        assert file is not None
        text = BeautifulSoup(file.read_text("utf-8"), "html.parser").select_one("main textarea")
        assert text is not None
        found[tip.slug] = text.get_text().replace(built_site.public_address, root)
    return found


@pytest.fixture(scope="session")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """The folder and the address of somebody else's site."""
    folder = tmp_path_factory.mktemp("host")
    for address in serve(folder, ""):
        yield folder, address


@pytest.fixture
def embedded(
    context: Callable[..., BrowserContext], host: tuple[Path, str], snippets: dict[str, str]
) -> Callable[[str, int], Page]:
    """Opens a page of somebody else's, so wide, with the card of a tip on it."""
    folder, address = host

    def open_page(slug: str, width: int) -> Page:
        html = f"<!doctype html><title>Host</title><body style='margin:0'>{snippets[slug]}"
        (folder / f"{slug}.html").write_text(html, "utf-8")
        page = context(viewport={"width": width, "height": 900}).new_page()
        page.goto(f"{address}/{slug}.html", wait_until="networkidle")
        return page

    return open_page


def test_every_tip_gives_away_its_card(snippets: dict[str, str], library: Library) -> None:
    assert set(snippets) == {tip.slug for tip in library.of_kind("tip")}
    for slug, snippet in snippets.items():
        frame = BeautifulSoup(snippet, "html.parser").iframe
        assert frame is not None
        assert frame["title"]
        assert frame["src"].endswith(f"/embed/v1/tip/{slug}/")
        assert not {"scrolling", "tabindex", "aria-hidden"} & set(frame.attrs)


@pytest.mark.parametrize("width", WIDTHS)
def test_the_whole_of_every_tip_is_seen_in_its_frame(
    width: int, page: Page, snippets: dict[str, str]
) -> None:
    cut = {}
    for slug, snippet in snippets.items():
        frame = BeautifulSoup(snippet, "html.parser").iframe
        assert frame is not None
        page.set_viewport_size({"width": width, "height": int(str(frame["height"]))})
        over = visit(page, str(frame["src"])).evaluate(CUT_OFF)
        if max(over) > 0:
            cut[slug] = over
    assert cut == {}


@pytest.mark.parametrize("width", WIDTHS)
def test_a_card_on_another_site_shows_its_tip_and_leads_to_it(
    width: int, embedded: Callable[[str, int], Page], library: Library, root: str
) -> None:
    tip = library.of_kind("tip")[0]
    page = embedded(tip.slug, width)
    assert urlsplit(page.url).netloc != urlsplit(root).netloc
    card = page.frame_locator("iframe")
    expect(card.get_by_role("heading", level=1, name=tip.title)).to_be_in_viewport()
    link = card.get_by_role("link")
    expect(link).to_be_in_viewport()
    expect(link).to_have_attribute("target", "_top")
    link.click()
    page.wait_for_url(f"{root}{tip.address}")


def test_a_card_asks_once_and_says_nothing(
    context: Callable[..., BrowserContext], root: str, snippets: dict[str, str]
) -> None:
    asked: list[str] = []
    said: list[str] = []
    page = context().new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda line: said.append(line.text))
    slug = next(iter(snippets))
    visit(page, f"{root}/embed/v1/tip/{slug}/")
    page.wait_for_load_state("networkidle")
    assert asked == [f"{root}/embed/v1/tip/{slug}/"]
    assert said == []


def test_a_host_that_strips_frames_is_left_with_a_link(
    page: Page, snippets: dict[str, str], root: str, library: Library
) -> None:
    tip = library.of_kind("tip")[0]
    link = BeautifulSoup(snippets[tip.slug], "html.parser").a
    assert link is not None
    assert link["href"] == root + tip.address
    assert tip.title in link.get_text()
    expect(visit(page, str(link["href"])).get_by_role("heading", level=1)).to_have_text(tip.title)
