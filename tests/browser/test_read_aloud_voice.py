"""A page is read by a voice of the device and by no other: the page, and all of it."""

import re
from collections.abc import Callable
from functools import partial

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import BrowserContext, Page, expect

from knowledge import Library
from tests.browser.conftest import visit
from tests.browser.speaking_device import (
    ABROAD,
    AWAY,
    FRENCH,
    HERE,
    MARKED,
    READ,
    WELSH,
    Open,
    Voice,
    begin,
    button,
    controls,
    device,
    finish,
    open_aloud,
    said,
    status,
)
from tests.conftest import BuiltSite

pytestmark = pytest.mark.browser

SHIFTS = """() => new Promise((done) => {
  let sum = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) sum += entry.value;
  }).observe({type: "layout-shift", buffered: true});
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(sum), 100)));
})"""


@pytest.fixture
def open_page(context: Callable[..., BrowserContext], address: Callable[[str], str]) -> Open:
    """Opens the page about bread on a device with a voice, or with the options given."""
    return partial(open_aloud, context, address)


def test_browser_without_a_voice_is_offered_nothing_and_nothing_moves(
    page: Page, address: Callable[[str], str]
) -> None:
    visit(page, address("definition-with-views"))
    assert page.evaluate("() => speechSynthesis.getVoices()") == []
    expect(controls(page)).to_be_hidden()
    assert page.evaluate(SHIFTS) == 0


@pytest.mark.parametrize("voice", [AWAY, FRENCH], ids=["not on the device", "another language"])
def test_a_voice_that_is_away_or_of_another_language_is_not_offered(
    voice: Voice, open_page: Open
) -> None:
    expect(controls(open_page([voice]))).to_be_hidden()


@pytest.mark.parametrize("voice", [HERE, ABROAD], ids=["of the country", "of another country"])
def test_a_voice_on_the_device_is_offered_and_used(voice: Voice, open_page: Open) -> None:
    page = begin(open_page([FRENCH, AWAY, voice]))
    assert page.evaluate("() => speechSynthesis.said()")[0]["voice"] == voice["name"]


def test_the_voice_of_the_country_comes_before_that_of_another(open_page: Open) -> None:
    page = begin(open_page([{**ABROAD, "default": True}, HERE]))
    assert page.evaluate("() => speechSynthesis.said()")[0]["voice"] == "Here"


def test_voices_that_come_late_are_offered_and_nothing_moves(open_page: Open) -> None:
    page = open_page([])
    expect(controls(page)).to_be_hidden()
    page.evaluate("(voices) => speechSynthesis.arrive(voices)", [HERE])
    expect(button(page, "Read this page aloud")).to_be_visible()
    assert page.evaluate(SHIFTS) == 0


def test_without_script_there_is_no_button_and_no_empty_place(
    context: Callable[..., BrowserContext], address: Callable[[str], str]
) -> None:
    page = visit(context(java_script_enabled=False).new_page(), address("case-study"))
    assert controls(page).bounding_box() is None


@pytest.mark.parametrize("template", ["definition-short", "tip-alone", "hint", "case-study"])
def test_every_kind_of_entry_can_be_read_aloud(
    template: str, context: Callable[..., BrowserContext], address: Callable[[str], str]
) -> None:
    page = context().new_page()
    page.add_init_script(device([HERE]))
    begin(visit(page, address(template)))
    finish(page, 4)
    assert page.locator("h1").inner_text() in said(page)


def test_nothing_is_said_and_nothing_fetched_until_a_reader_asks(open_page: Open) -> None:
    page = open_page()
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    page.reload()
    assert said(page) == []
    assert [url for url in fetched if "/theme/read-aloud-" in url] == []
    begin(page)
    assert len([url for url in fetched if "/theme/read-aloud-" in url]) == 1


def test_the_article_is_read_sentence_by_sentence_and_nothing_else(open_page: Open) -> None:
    page = begin(open_page())
    finish(page, len(READ))
    assert said(page) == READ
    expect(status(page)).to_have_text("That was the whole page.")
    expect(button(page, "Read this page aloud")).to_be_visible()
    assert page.evaluate(MARKED) == []


def test_a_real_page_is_read_from_its_title_to_its_last_words(
    context: Callable[..., BrowserContext], address: Callable[[str], str]
) -> None:
    page = context().new_page()
    page.add_init_script(device([HERE]))
    visit(page, address("definition-with-views"))
    begin(page)
    for _ in range(400):
        if not page.evaluate("() => speechSynthesis.isSpeaking()"):
            break
        finish(page)
    texts = said(page)
    title, short = page.locator("h1").inner_text(), page.locator(".page-title__short").inner_text()
    assert title in texts[:3]
    assert short in texts[:4]
    assert "Home" not in texts
    assert not [text for text in texts if re.search(r"Source \d|Easy Read$|^Full page", text)]
    assert len(texts) > 40


def test_words_of_another_language_are_left_to_its_voice_where_there_is_one(
    open_page: Open,
) -> None:
    article = '{controls}<p>Say <span lang="cy">bara</span> for bread.</p>'
    for voices, welsh in (([HERE, WELSH], "Welsh"), ([HERE], "Here")):
        page = begin(open_page(voices, article))
        finish(page, 2)
        found = page.evaluate("() => speechSynthesis.said()")
        assert [(each["text"], each["voice"]) for each in found] == [
            ("Say", "Here"),
            ("bara", welsh),
            ("for bread.", "Here"),
        ]


def page_with_an_acronym(site: BuiltSite, library: Library) -> tuple[str, str, str]:
    """The address of a definition that uses an acronym of its list of words, and both names."""
    for entry in library.of_kind("definition"):
        soup = BeautifulSoup(
            (site.folder / entry.address[1:] / "index.html").read_bytes(), "html.parser"
        )
        text = soup.select_one("article").get_text()
        for word in soup.select(".word-list > div"):
            title = word.select_one("a").get_text()
            for name in re.findall(r"\b[A-Z]{3,}\b", word.get_text()):
                if re.search(rf"\b{name} [a-z]", text) and title.lower() not in text.lower():
                    return entry.address, name, title
    raise AssertionError("No definition uses an acronym of another.")


def test_an_acronym_of_the_list_of_words_is_said_in_full_once(
    context: Callable[..., BrowserContext], root: str, built_site: BuiltSite, library: Library
) -> None:
    address, acronym, title = page_with_an_acronym(built_site, library)
    page = context().new_page()
    page.add_init_script(device([HERE]))
    begin(visit(page, root + address))
    while page.evaluate("() => speechSynthesis.isSpeaking()"):
        finish(page)
    assert "\n".join(said(page)).count(f"{acronym}, {title}") == 1
