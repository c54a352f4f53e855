"""The reading ruler follows the pointer, a tap, the focus and the arrow keys."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import PHONE, visit
from tests.browser.settings import Address, Context, choose, open_settings, remember, told
from tests.browser.test_axe import broken_rules
from tests.browser.test_keyboard import changed_pixels, focused, tab_to
from tests.browser.word_page import box

pytestmark = pytest.mark.browser

PASSAGE = "main .prose p"


def ruled(page: Page, url: str) -> Locator:
    """A page that is read with the ruler, and the ruler."""
    page.add_init_script(remember("ruler", "on"))
    visit(page, url)
    ruler = page.locator("reading-ruler")
    expect(ruler).to_be_visible()
    return ruler


def holds(ruler: Locator, x: float, y: float) -> bool:
    """Whether a point of the window lies between the two lines."""
    found = box(ruler)
    return found["x"] <= x <= found["right"] and found["y"] <= y <= found["bottom"]


def test_the_ruler_is_there_only_when_it_is_on(page: Page, address: Address) -> None:
    visit(page, address("case-study"))
    page.wait_for_load_state("networkidle")
    assert page.locator("reading-ruler").count() == 0
    open_settings(page)
    ruler = page.locator("reading-ruler")
    expect(ruler).to_be_hidden()
    choose(page, "ruler", "On")
    expect(ruler).to_be_visible()
    choose(page, "ruler", "Off")
    expect(ruler).to_be_hidden()


def test_the_ruler_goes_across_the_window_and_is_as_high_as_a_line(
    page: Page, address: Address
) -> None:
    ruler = ruled(page, address("case-study"))
    passage = page.locator(PASSAGE).first
    passage.scroll_into_view_if_needed()
    found = box(passage)
    page.mouse.move(found["x"] + 40, found["y"] + 10)
    high = passage.evaluate("(one) => parseFloat(getComputedStyle(one).lineHeight)")
    assert box(ruler)["height"] == pytest.approx(high, abs=1)
    assert box(ruler)["width"] == page.evaluate("() => document.documentElement.clientWidth")
    assert box(ruler)["y"] == pytest.approx(found["y"], abs=4)  # the first line, whole


def test_the_ruler_follows_the_pointer_and_leaves_links_to_be_pressed(
    page: Page, address: Address
) -> None:
    ruler = ruled(page, address("case-study"))
    link = page.locator("main a[data-term]").first
    link.scroll_into_view_if_needed()
    place = box(link)
    link.hover()
    assert holds(ruler, place["x"], place["y"] + place["height"] / 2)
    link.click()
    expect(page.locator(".term-definition")).to_be_visible()


def test_the_ruler_goes_where_a_finger_taps(context: Context, address: Address) -> None:
    page = context(viewport=PHONE, has_touch=True).new_page()
    ruler = ruled(page, address("case-study"))
    for x, y in ((100, 500), (200, 200)):
        page.touchscreen.tap(x, y)
        assert holds(ruler, x, y)


def test_the_ruler_follows_the_focus(page: Page, address: Address) -> None:
    ruler = ruled(page, address("case-study"))
    for selector in ("header input[name=q]", "main a[data-term]", "footer a"):
        target = page.locator(selector).first
        tab_to(page, target)
        place = box(target)
        assert holds(ruler, place["x"] + 1, place["y"] + place["height"] / 2), selector


def test_the_ruler_goes_line_by_line_with_its_buttons_and_with_the_arrow_keys(
    page: Page, address: Address
) -> None:
    ruler = ruled(page, address("case-study"))
    down = ruler.get_by_role("button", name="Ruler down")
    tab_to(page, down)
    start = box(ruler)
    for key in ("Enter", "ArrowDown", "Space"):
        page.keyboard.press(key)
    expect(down).to_be_focused()
    after = box(ruler)["y"] + page.evaluate("() => scrollY")
    assert after > start["y"] + start["height"]
    for _press in range(3):
        page.keyboard.press("ArrowUp")
    assert box(ruler)["y"] + page.evaluate("() => scrollY") < after - start["height"]


def test_the_page_moves_on_when_the_ruler_is_near_its_end(page: Page, address: Address) -> None:
    ruler = ruled(page, address("case-study"))
    tab_to(page, ruler.get_by_role("button", name="Ruler down"))
    for _press in range(40):
        page.keyboard.press("ArrowDown")
    assert page.evaluate("() => scrollY") > 200
    assert box(ruler)["bottom"] <= page.evaluate("() => innerHeight")


def test_arrow_keys_belong_to_the_page_while_the_ruler_has_no_focus(
    page: Page, address: Address
) -> None:
    ruler = ruled(page, address("case-study"))
    before = box(ruler)["y"]
    page.keyboard.press("ArrowDown")
    page.wait_for_function("() => scrollY > 0")
    assert box(ruler)["y"] == pytest.approx(before, abs=box(ruler)["height"])


def test_the_buttons_are_seen_while_they_have_the_focus_and_are_large_enough(
    context: Context, address: Address
) -> None:
    page = context(viewport=PHONE).new_page()
    ruler = ruled(page, address("case-study"))
    buttons = ruler.get_by_role("button")
    expect(buttons).to_have_text(["Ruler up", "Ruler down", "Turn the ruler off"])
    frame = ruler.locator("div")
    expect(frame).to_have_css("opacity", "0")
    for button in buttons.all():
        tab_to(page, button)
        expect(frame).to_have_css("opacity", "1")
        expect(button).to_be_in_viewport(ratio=1)
        assert box(button)["height"] >= 44


def test_the_ruler_is_turned_off_where_it_is(page: Page, address: Address) -> None:
    ruler = ruled(page, address("case-study"))
    tab_to(page, ruler.get_by_role("button", name="Turn the ruler off"))
    page.keyboard.press("Enter")
    expect(ruler).to_be_hidden()
    assert told(page) == {}
    assert page.evaluate("() => localStorage.getItem('ruler')") is None
    expect(focused(page)).to_have_attribute("id", "main")


def test_where_it_cannot_be_fetched_the_page_is_read_without_it(
    page: Page, address: Address
) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.add_init_script(remember("ruler", "on"))
    page.route("**/reading-settings/", lambda route: route.abort())
    visit(page, address("case-study"))
    page.wait_for_load_state("networkidle")
    assert (page.locator("reading-ruler").count(), errors) == (0, [])


@pytest.mark.parametrize("theme", ["light", "dark", "cream", "contrast", "forced"])
def test_the_ruler_is_seen_in_every_theme_and_breaks_no_rule(
    theme: str, context: Context, address: Address
) -> None:
    page = context(forced_colors="active" if theme == "forced" else "none").new_page()
    page.add_init_script(remember("theme", theme))
    ruler = ruled(page, address("case-study"))
    seen = page.screenshot()
    if theme != "forced":
        assert broken_rules(page) == []
    ruler.evaluate("(one) => { one.style.visibility = 'hidden'; }")
    lines = 2 * 3 * page.evaluate("() => document.documentElement.clientWidth")
    assert changed_pixels(seen, page.screenshot()) >= 0.9 * lines


def test_paper_has_no_ruler(page: Page, address: Address) -> None:
    ruler = ruled(page, address("case-study"))
    page.emulate_media(media="print")
    expect(ruler).to_be_hidden()
