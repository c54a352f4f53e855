"""What the site gives editors to paste: one page for each card, with all of it."""

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup

from knowledge.embeds import Card
from tests.embeds.conftest import Embeds


def parsed(file: Path | None) -> BeautifulSoup:
    assert file is not None
    return BeautifulSoup(file.read_text("utf-8"), "html.parser")


@pytest.fixture(scope="module")
def live(embeds: Embeds) -> list[Card]:
    """The cards that editors may choose."""
    return [card for card in embeds.cards.values() if card.state == "live"]


def test_every_card_has_a_page_with_all_that_editors_may_paste(
    live: list[Card], embeds: Embeds
) -> None:
    missing = {}
    forms = {"a frame": "<iframe ", "a script": "<script ", "an element": "<tip-card "}
    for card in live:
        codes = embeds.given(card)
        page = embeds.site.public_address + card.page
        without = [name for name, start in forms.items() if not any(start in c for c in codes)]
        # Whatever a host takes out of a frame's code, a link to the page is left.
        loose = [code for code in codes if "<iframe" in code and f'href="{page}"' not in code]
        if without or loose:
            missing[card.name] = (without, loose)
    assert missing == {}


def test_every_frame_leads_to_a_card_and_can_be_reached(live: list[Card], embeds: Embeds) -> None:
    for card in live:
        frame = BeautifulSoup(embeds.snippet(card), "html.parser").iframe
        assert frame is not None
        path = urlsplit(str(frame["src"])).path.removeprefix(embeds.site.base)
        title = parsed(embeds.site.file_at(path)).title
        assert title is not None
        assert frame["title"] == title.get_text() == embeds.title(card)
        assert not {"scrolling", "tabindex", "aria-hidden"} & set(frame.attrs)


def test_titles_of_frames_differ(live: list[Card], embeds: Embeds) -> None:
    assert len({embeds.title(card) for card in live}) == len(live)


def test_page_of_every_entry_with_a_card_leads_to_what_editors_may_paste(
    live: list[Card], embeds: Embeds
) -> None:
    without = []
    for card in live:
        if card.entry:
            page = parsed(embeds.site.file_at(card.page))
            address = embeds.site.base + card.snippets_address
            if not page.select(f'main a[href="{address}"]'):
                without.append(card.page)
    assert without == []
