"""Easy Read: the way there and back, its pictures, a narrow screen and paper."""

from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.conftest import PHONE, visit
from tests.browser.test_keyboard import tab_to

pytestmark = pytest.mark.browser

SIXTEEN_POINT = 16 * 96 / 72


def colours(picture: Locator) -> set[tuple[int, int, int]]:
    """The colours that a good part of a picture has on the screen."""
    image = Image.open(BytesIO(picture.screenshot())).convert("RGB")
    counted = image.getcolors(maxcolors=image.width * image.height) or []
    return {colour for count, colour in counted if count > image.width * image.height / 100}


def test_switch_leads_there_and_back_by_keyboard(page: Page, address: Callable[[str], str]) -> None:
    visit(page, address("easy-read"))
    switch = page.get_by_role("navigation", name="Ways to read this page")
    expect(switch.locator("[aria-current=page]")).to_have_text("Easy Read")
    tab_to(page, switch.get_by_role("link", name="Full page"))
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: not url.endswith("/easy-read/"))
    expect(switch.locator("[aria-current=page]")).to_have_text("Full page")
    tab_to(page, switch.get_by_role("link", name="Easy Read"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/easy-read/")


def test_switch_works_without_script(
    context: Callable[..., BrowserContext], address: Callable[[str], str]
) -> None:
    page = visit(context(java_script_enabled=False).new_page(), address("easy-read"))
    page.get_by_role("link", name="Full page", exact=True).click()
    page.wait_for_url(lambda url: not url.endswith("/easy-read/"))
    page.get_by_role("link", name="Easy Read", exact=True).click()
    page.wait_for_url("**/easy-read/")
    expect(page.locator(".easy-read__row").first).to_be_visible()


def test_one_request_brings_all_pictures(page: Page, address: Callable[[str], str]) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    visit(page, address("easy-read"))
    page.wait_for_load_state("networkidle")
    assert page.locator(".picture").count() > 1
    assert len([url for url in asked if "/theme/pictures-" in url]) == 1


@pytest.mark.parametrize("theme", ["light", "cream", "dark", "contrast"])
def test_every_picture_is_drawn_in_the_colours_of_the_theme(
    theme: str, page: Page, address: Callable[[str], str]
) -> None:
    visit(page, address("easy-read"))
    page.evaluate("(theme) => { document.documentElement.dataset.theme = theme; }", theme)
    ink = page.evaluate("""() => {
      const probe = document.createElement("p");
      probe.style.color = "var(--color-ink)";
      document.body.append(probe);
      const ink = getComputedStyle(probe).color.match(/\\d+/g).map(Number);
      probe.remove();
      return ink;
    }""")
    for picture in page.locator(".picture").all():
        found = colours(picture)
        assert tuple(ink) in found
        assert len(found) > 1


def test_forced_colours_draw_the_pictures_too(
    context: Callable[..., BrowserContext], address: Callable[[str], str]
) -> None:
    page = visit(context(forced_colors="active").new_page(), address("easy-read"))
    assert all(len(colours(picture)) > 1 for picture in page.locator(".picture").all())


def test_words_are_of_sixteen_point_and_follow_the_readers_size(
    page: Page, address: Callable[[str], str]
) -> None:
    visit(page, address("easy-read"))
    size = "() => parseFloat(getComputedStyle(document.querySelector('.easy-read p')).fontSize)"
    assert page.evaluate(size) >= SIXTEEN_POINT
    page.evaluate("() => { document.documentElement.dataset.textSize = '200'; }")
    assert page.evaluate(size) >= 2 * SIXTEEN_POINT


def test_picture_stands_left_of_its_words_and_above_them_on_a_phone(
    context: Callable[..., BrowserContext], address: Callable[[str], str]
) -> None:
    page = visit(context().new_page(), address("easy-read"))
    row = page.locator(".easy-read__row:has(.picture)").first
    picture, words = row.locator(".picture"), row.locator(".easy-read__words")

    def boxes() -> tuple[dict[str, float], dict[str, float]]:
        one, other = picture.bounding_box(), words.bounding_box()
        assert one
        assert other
        return dict(one), dict(other)

    left, right = boxes()
    assert left["x"] + left["width"] <= right["x"]
    assert min(left["width"], left["height"]) >= 96
    page.set_viewport_size(PHONE)
    above, below = boxes()
    assert above["y"] + above["height"] <= below["y"]
    assert above["width"] >= 96


def test_paper_shows_rows_and_pictures_and_no_navigation(
    page: Page, address: Callable[[str], str]
) -> None:
    visit(page, address("easy-read"))
    page.emulate_media(media="print")
    links = page.locator("nav a, .skip-link")
    assert links.count() > 1
    assert [link.inner_text() for link in links.all() if link.is_visible()] == []
    for row in page.locator(".easy-read__row").all():
        style = row.evaluate("(row) => getComputedStyle(row).breakInside")
        assert style == "avoid"
    assert all(len(colours(picture)) > 1 for picture in page.locator(".picture").all())
    size = "() => parseFloat(getComputedStyle(document.querySelector('.easy-read p')).fontSize)"
    assert page.evaluate(size) == pytest.approx(SIXTEEN_POINT, abs=0.1)
    assert page.pdf(format="A4").startswith(b"%PDF")
