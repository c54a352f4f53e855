"""Dark, forced colours and paper: the same words, still to be seen."""

from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import TEMPLATES, visit
from tests.browser.test_keyboard import changed_pixels, tab_to

pytestmark = pytest.mark.browser


def brightness(picture: bytes) -> float:
    """The mean brightness of a picture, 0 to 255."""
    counts = Image.open(BytesIO(picture)).convert("L").histogram()
    return sum(value * count for value, count in enumerate(counts)) / sum(counts)


@pytest.mark.parametrize("template", TEMPLATES)
def test_dark_is_dark_and_light_is_light(
    template: str, page: Page, address: Callable[[str], str]
) -> None:
    visit(page, address(template))
    light = page.screenshot()
    page.emulate_media(color_scheme="dark")
    dark = page.screenshot()
    assert changed_pixels(light, dark) > 0
    assert brightness(dark) < 110
    # A card is a panel of strong colour in both.
    assert template == "card" or brightness(light) > brightness(dark) + 60


def test_forced_colours_keep_the_underline_of_words(
    context: Callable[..., BrowserContext], address: Callable[[str], str]
) -> None:
    page = visit(context(forced_colors="active").new_page(), address("case-study"))
    word = page.locator("main a[data-term]").first
    word.scroll_into_view_if_needed()
    marked = page.screenshot()  # not of the word alone: some fonts set the line below its box
    word.evaluate("(link) => { link.style.textDecoration = 'none'; link.style.border = '0'; }")
    assert changed_pixels(marked, page.screenshot()) > 0


@pytest.mark.parametrize("selector", ["main a[data-term]", "header input[name=q]", "header nav a"])
def test_forced_colours_keep_the_focus(
    selector: str, context: Callable[..., BrowserContext], address: Callable[[str], str]
) -> None:
    page = visit(context(forced_colors="active").new_page(), address("case-study"))
    target = page.locator(selector).first
    tab_to(page, target)
    ringed = page.screenshot()
    target.evaluate("(element) => { element.style.outline = 'none'; }")
    assert changed_pixels(ringed, page.screenshot()) > 100


def test_forced_colours_take_all_colours_from_the_reader(
    context: Callable[..., BrowserContext], address: Callable[[str], str]
) -> None:
    page = visit(context(forced_colors="active").new_page(), address("home"))
    canvas = """() => {
      const probe = document.createElement("p");
      probe.style.backgroundColor = "Canvas";
      document.body.append(probe);
      return getComputedStyle(probe).backgroundColor;
    }"""
    body = "() => getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(body) in (page.evaluate(canvas), "rgba(0, 0, 0, 0)")


@pytest.mark.parametrize(
    ("template", "parts"),
    [
        ("definition-with-views", ["Sources", "Words on this page", "Who says so"]),
        ("case-study", ["Sources", "Words on this page"]),
        ("hint", ["Sources", "Checklist"]),
        ("timeline-sources", ["Sources"]),
    ],
)
def test_paper_has_the_words_and_not_the_navigation(
    template: str, parts: list[str], page: Page, address: Callable[[str], str]
) -> None:
    visit(page, address(template))
    page.emulate_media(media="print")
    for part in ("header nav", "[role=search]", "text-size", "footer nav", ".skip-link"):
        expect(page.locator(part).first).to_be_hidden()
    for words in parts:
        expect(page.get_by_role("heading", name=words, exact=True)).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


@pytest.mark.parametrize("template", ["definition-with-views", "tip-in-a-set", "hint"])
def test_paper_is_white_even_on_a_dark_screen(
    template: str, context: Callable[..., BrowserContext], address: Callable[[str], str]
) -> None:
    page = visit(context(color_scheme="dark").new_page(), address(template))
    page.emulate_media(media="print", color_scheme="dark")
    assert brightness(page.screenshot()) > 200


def test_paper_shows_where_sources_are(page: Page, address: Callable[[str], str]) -> None:
    visit(page, address("definition-with-views"))
    page.emulate_media(media="print")
    link = page.get_by_role("region", name="Sources").locator("a[rel=external]").first
    after = link.evaluate("(a) => getComputedStyle(a, '::after').content")
    assert str(link.get_attribute("href")) in after
