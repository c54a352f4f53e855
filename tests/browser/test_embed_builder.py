"""The builder of cards: what is chosen is shown, is in the page's address, and can be copied."""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, Request, expect

from knowledge import Library
from tests.browser.conftest import OPEN_ALL, PHONE, visit
from tests.conftest import PUBLIC_ADDRESS

pytestmark = pytest.mark.browser

SANDBOX = "allow-scripts allow-popups allow-popups-to-escape-sandbox"
CHOSEN = """() => Object.fromEntries([
  ["card", document.querySelector("embed-builder select").value],
  ...["theme", "form", "width"].map((name) =>
    [name, document.querySelector(`input[name=embed-${name}]:checked`).value]),
])"""
CONTENT_HEIGHT = "() => Math.ceil(document.querySelector('article').getBoundingClientRect().height)"
SAY = """(data) => new Promise((done) => {
  parent.postMessage(data, "*");
  setTimeout(done, 50);
})"""
USUAL = {"theme": "device", "form": "iframe", "width": "400"}


@pytest.fixture
def builder(page: Page, address: Callable[[str], str]) -> Page:
    """The page of the builder, ready to choose from."""
    return opened(page, address("embed"))


def opened(page: Page, url: str) -> Page:
    visit(page, url)
    expect(page.locator("embed-builder")).to_be_visible()
    expect(code(page)).not_to_have_value("")
    return page


def code(page: Page) -> Locator:
    return page.get_by_label("What to copy")


def frame(page: Page) -> Locator:
    return page.locator(".embed-builder__frame")


def choose(page: Page, name: str, value: str) -> None:
    page.locator(f"input[name=embed-{name}][value='{value}']").check()


def choose_card(page: Page, name: str) -> None:
    page.get_by_label("Card", exact=True).select_option(name)


def chosen(page: Page) -> dict[str, str]:
    """What the controls say."""
    found: dict[str, str] = page.evaluate(CHOSEN)
    return found


def beginning(text: str) -> re.Pattern[str]:
    return re.compile(f"^{re.escape(text)}")


def height(page: Page) -> int:
    return int(frame(page).get_attribute("height") or 0)


@pytest.fixture
def tip(library: Library) -> str:
    """The name of the card of the last tip, which is not the one that is shown at first."""
    return f"tip/{max(entry.slug for entry in library.of_kind('tip'))}"


def test_choosing_changes_the_preview_the_code_and_the_address(builder: Page, tip: str) -> None:
    choose_card(builder, tip)
    choose(builder, "theme", "dark")
    choose(builder, "width", "640")
    expect(frame(builder)).to_have_attribute("src", f"/base/embed/v1/{tip}/dark/")
    expect(frame(builder)).to_have_css("width", "640px")
    own = f'<iframe src="{PUBLIC_ADDRESS}/embed/v1/{tip}/dark/" title='
    expect(code(builder)).to_have_value(re.compile(re.escape(own)))
    assert urlsplit(builder.url).fragment == f"card={tip}&theme=dark&form=iframe&width=640"
    expect(builder.locator("[data-told]")).to_contain_text("Now shown: Frame, ")
    expect(builder.get_by_role("link", name="All ways to show")).to_have_attribute(
        "href", f"/base/embed/{tip}/"
    )


COLUMN = '<div style="container-type:inline-size;min-width:240px">'
FRAME = f'{COLUMN}<div style="min-height:'
FORMS = {
    "address": "https://",
    "iframe": FRAME,
    "script": FRAME,
    "element": COLUMN,
    "text": "<blockquote cite=",
    "picture": "<p><a href=",
    "file": "https://",
}


@pytest.mark.parametrize("form", FORMS)
def test_each_form_is_that_of_the_page_of_the_card(form: str, builder: Page, tip: str) -> None:
    choose_card(builder, tip)
    choose(builder, "form", form)
    expect(builder.locator("[data-told]")).to_contain_text("Now shown")
    shown = code(builder).input_value()
    assert shown.startswith(FORMS[form])
    visit(builder, builder.get_by_role("link", name="All ways").evaluate("(link) => link.href"))
    assert builder.locator(f"[data-form={form}] textarea").input_value() == shown


def test_theme_stands_in_every_form_that_has_one(builder: Page, tip: str) -> None:
    choose_card(builder, tip)
    choose(builder, "theme", "plain")
    choose(builder, "form", "element")
    expect(code(builder)).to_have_value(
        re.compile(rf'<tip-card name="{tip}" height="\d+" style="[^"]+" theme="plain"><a href=')
    )
    choose(builder, "form", "file")
    expect(code(builder)).to_have_value(f"{PUBLIC_ADDRESS}/embed/v1/{tip}/plain/")
    file = builder.get_by_role("link", name="Download")
    expect(file).to_have_attribute("href", f"/base/embed/v1/{tip}/plain/")
    expect(file).to_have_attribute("download", f"{tip.replace('/', '-')}.html")
    choose(builder, "form", "address")
    expect(code(builder)).to_have_value(f"{PUBLIC_ADDRESS}/tips/{tip.removeprefix('tip/')}/")
    expect(file).to_be_hidden()


def test_card_without_a_form_does_not_offer_it(builder: Page) -> None:
    choose(builder, "form", "picture")
    expect(builder.locator(".embed-builder__preview img")).to_be_visible()
    choose_card(builder, "tip-of-the-day")
    expect(code(builder)).to_have_value(beginning(FRAME))
    assert chosen(builder) == {**USUAL, "card": "tip-of-the-day"}
    expect(builder.locator("input[value=picture]")).to_be_hidden()
    expect(builder.locator("input[value=element]")).to_be_visible()


def test_address_brings_back_what_was_chosen(
    page: Page, address: Callable[[str], str], tip: str
) -> None:
    state = f"#card={tip}&theme=light&form=script&width=280"
    opened(page, address("embed") + state)
    assert chosen(page) == {"card": tip, "theme": "light", "form": "script", "width": "280"}
    expect(frame(page)).to_have_attribute("src", f"/base/embed/v1/{tip}/light/")
    expect(frame(page)).to_have_css("width", "280px")


def test_back_and_forward_go_through_the_choices(builder: Page, tip: str) -> None:
    first = chosen(builder)
    choose_card(builder, tip)
    choose(builder, "theme", "dark")
    expect(frame(builder)).to_have_attribute("src", f"/base/embed/v1/{tip}/dark/")
    builder.go_back()
    expect(frame(builder)).to_have_attribute("src", f"/base/embed/v1/{tip}/")
    builder.go_back()
    expect(frame(builder)).to_have_attribute("src", f"/base/embed/v1/{first['card']}/")
    assert chosen(builder) == first
    builder.go_forward()
    expect(frame(builder)).to_have_attribute("src", f"/base/embed/v1/{tip}/")


def test_place_on_the_page_is_no_choice(builder: Page, tip: str) -> None:
    choose_card(builder, tip)
    builder.evaluate("() => { location.hash = '#domain'; }")
    expect(builder.locator("#domain")).to_be_in_viewport()
    assert chosen(builder)["card"] == tip


HOSTILE = [
    "#card=<img src=x onerror=alert(1)>&theme=<script>alert(2)</script>&form=x&width=1",
    "#card=javascript:alert(1)&theme=../../../&form=constructor&width=99999",
    "#card=//evil.example/&theme=__proto__&form=toString&width=-1",
    "#card=tip/../../../tips&theme=dark%22onload=alert(1)&form=&width=",
    "#card=%E0%A4%A&theme=%00&form=%27&width=400;alert(1)",
    "#card&card&card=",
    "#card=" + "x" * 50_000,
]


@pytest.mark.parametrize("state", HOSTILE, ids=[state[:24] for state in HOSTILE])
@pytest.mark.parametrize("comes", ["at first", "later"])
def test_hostile_address_is_as_if_nothing_was_chosen(
    comes: str, state: str, page: Page, address: Callable[[str], str], root: str, tip: str
) -> None:
    told: list[str] = []
    asked: list[str] = []
    page.on("dialog", lambda dialog: told.append(dialog.message))
    page.on("pageerror", lambda error: told.append(str(error)))
    page.on("console", lambda line: told.append(line.text))
    page.on("request", lambda request: asked.append(request.url))
    opened(page, address("embed"))
    usual, first = chosen(page), frame(page).get_attribute("src")
    if comes == "at first":
        visit(page, "about:blank")
        opened(page, address("embed") + state)
    else:
        choose_card(page, tip)
        choose(page, "theme", "dark")
        page.evaluate("(state) => { location.hash = state; }", state)
    expect(frame(page)).to_have_attribute("src", first or "")
    assert chosen(page) == usual
    assert usual == {**USUAL, "card": usual["card"]}
    assert told == []
    assert [url for url in asked if not url.startswith((root, "about:"))] == []


def test_preview_is_a_sandboxed_frame_with_the_name_of_the_card(builder: Page) -> None:
    assert frame(builder).get_attribute("sandbox") == SANDBOX
    card = frame(builder).element_handle().content_frame()
    assert card
    card.wait_for_load_state()
    assert card.evaluate("() => origin") == "null"
    assert frame(builder).get_attribute("title") == card.title()


def test_words_alone_are_shown_in_a_frame_where_nothing_runs(builder: Page) -> None:
    choose(builder, "form", "text")
    expect(frame(builder)).to_have_attribute("sandbox", "")
    words = builder.frame_locator(".embed-builder__frame").locator("blockquote p")
    expect(words).not_to_be_empty()


def test_picture_is_shown_with_its_words(builder: Page) -> None:
    choose(builder, "form", "picture")
    picture = builder.locator(".embed-builder__preview img")
    expect(picture).to_have_js_property("naturalWidth", 1200)
    assert (picture.get_attribute("alt") or "").startswith("Tip: ")


def test_preview_is_as_tall_as_its_card(builder: Page) -> None:
    choose(builder, "width", "280")
    card = frame(builder).element_handle().content_frame()
    assert card
    card.wait_for_function(f"() => innerHeight === ({CONTENT_HEIGHT})()")
    narrow = height(builder)
    choose(builder, "width", "640")
    card.wait_for_function(f"() => innerHeight === ({CONTENT_HEIGHT})()")
    assert height(builder) < narrow


MESSAGES: list[tuple[Any, int | None]] = [
    ({"type": "tip-card", "height": 10**9}, 2000),
    ({"type": "tip-card", "height": 1}, 80),
    ({"type": "tip-card", "height": 500.2}, 501),
    ({"type": "tip-card", "height": -1}, None),
    ({"type": "tip-card", "height": "900"}, None),
    ({"type": "tip-card", "height": [900]}, None),
    ({"type": "tip-card"}, None),
    ({"type": "other", "height": 900}, None),
    ("tip-card", None),
    (None, None),
]


@pytest.mark.parametrize(("message", "expected"), MESSAGES)
def test_only_a_number_from_the_card_itself_changes_the_frame(
    message: Any, expected: int | None, builder: Page
) -> None:
    choose(builder, "form", "script")
    card = frame(builder).element_handle().content_frame()
    assert card
    card.wait_for_function(f"() => innerHeight === ({CONTENT_HEIGHT})()")
    before = height(builder)
    builder.evaluate(SAY, message)
    assert height(builder) == before
    # A frame that is made taller or lower has the same content, so its card does not answer.
    card.evaluate(SAY, message)
    assert height(builder) == (expected or before)


def test_copy_button_copies_and_says_so(
    context: Callable[..., BrowserContext], address: Callable[[str], str]
) -> None:
    profile = context(permissions=["clipboard-read", "clipboard-write"])
    page = opened(profile.new_page(), address("embed"))
    choose(page, "theme", "light")
    expect(code(page)).to_have_value(re.compile(r"/light/"))
    page.locator("embed-builder").get_by_role("button", name="Copy").click()
    status = page.locator("embed-builder copy-text [role=status]")
    expect(status).to_have_text("Copied.")
    assert page.evaluate("() => navigator.clipboard.readText()") == code(page).input_value()
    # What was copied is no longer what stands there.
    choose(page, "theme", "dark")
    expect(status).to_have_text("")


def test_everything_can_be_chosen_with_the_keyboard(builder: Page) -> None:
    first = chosen(builder)
    builder.get_by_label("Card", exact=True).focus()
    builder.keyboard.press("ArrowDown")
    builder.keyboard.press("Tab")
    builder.keyboard.press("ArrowRight")
    builder.keyboard.press("Tab")
    builder.keyboard.press("ArrowDown")
    builder.keyboard.press("Tab")
    builder.keyboard.press("ArrowRight")
    now = chosen(builder)
    assert now["card"] != first["card"]
    assert now == {"card": now["card"], "theme": "light", "form": "script", "width": "640"}
    expect(frame(builder)).to_have_attribute("src", re.compile(f"{now['card']}/light/$"))
    card = frame(builder).element_handle().content_frame()
    assert card
    card.wait_for_function(f"() => innerHeight === ({CONTENT_HEIGHT})()")
    builder.keyboard.press("Tab")
    ring = "() => getComputedStyle(document.activeElement).outlineStyle"
    card.wait_for_function("() => document.activeElement.tagName === 'A'")
    assert card.evaluate(ring) == "solid"


def test_code_that_cannot_be_loaded_is_told_and_tried_again(builder: Page, tip: str) -> None:
    builder.route(f"**/embed/{tip}/", lambda route: route.abort())
    choose_card(builder, tip)
    expect(builder.get_by_role("alert")).to_contain_text("could not be loaded")
    expect(code(builder)).to_have_value("")
    builder.unroute(f"**/embed/{tip}/")
    choose(builder, "theme", "dark")
    expect(builder.get_by_role("alert")).to_be_hidden()
    expect(code(builder)).to_have_value(re.compile(f"{tip}/dark/"))


def test_choosing_asks_nobody_else_and_keeps_nothing(builder: Page, root: str, tip: str) -> None:
    asked: list[Request] = []
    builder.on("request", lambda request: asked.append(request))
    choose_card(builder, tip)
    for form in FORMS:
        choose(builder, "form", form)
        expect(code(builder)).to_have_value(beginning(FORMS[form]))
    builder.wait_for_load_state("networkidle")
    assert {urlsplit(one.url).netloc for one in asked} <= {urlsplit(root).netloc, ""}
    assert builder.evaluate("() => localStorage.length + sessionStorage.length") == 0
    assert builder.context.cookies() == []


def test_without_script_the_list_is_whole_and_the_builder_is_not_there(
    context: Callable[..., BrowserContext], address: Callable[[str], str]
) -> None:
    page = context(java_script_enabled=False, viewport=PHONE).new_page()
    visit(page, address("embed"))
    expect(page.locator("embed-builder")).to_be_hidden()
    options = "() => document.querySelectorAll('embed-builder option').length"
    page.evaluate(OPEN_ALL)
    links = page.locator(".card-list a:visible")
    assert links.count() == page.evaluate(options) > 50
    links.last.click()
    page.wait_for_url("**/embed/*/*/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("on your site")
    assert page.locator("[data-form] textarea:visible").count() >= 5
    expect(page.get_by_role("button", name="Copy")).to_have_count(0)


def test_widest_preview_fits_a_phone(
    context: Callable[..., BrowserContext], address: Callable[[str], str]
) -> None:
    page = opened(context(viewport=PHONE).new_page(), address("embed"))
    choose(page, "width", "640")
    assert page.evaluate("() => document.scrollingElement.scrollWidth") == PHONE["width"]
