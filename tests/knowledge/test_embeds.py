"""Embeds: which cards there are, what an editor pastes, and what a program is told."""

from collections.abc import Callable
from datetime import date
from html.parser import HTMLParser

import pytest
from written import Reading, definition, tip

from knowledge.embeds import (
    Card,
    Height,
    Publisher,
    card_kinds,
    cards,
    daily_card,
    oembed,
    oembed_address,
    snippets,
)
from knowledge.library import Library
from knowledge.problems import Problem

Opened = Callable[..., tuple[Library | None, list[Problem]]]

TALL = Height(300, 230)
HOME = "https://bread.example/base"
HOSTILE = "\"><script>alert(1)</script> & 'more'"


class Tags(HTMLParser):
    """Every tag with its attributes, and the words between them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data


def published(library: Library, has_pictures: bool = True) -> Publisher:
    return Publisher(library.site, HOME, "/embed/v1.0.0.js", "sha384-abc", has_pictures)


def only_card(library: Library) -> Card:
    (card,) = cards(library)
    return card


def forms(library: Library, theme: str = "", **changes: bool) -> dict[str, str]:
    found = snippets(only_card(library), published(library, **changes), TALL, theme)
    return {each.form: each.code for each in found}


def names(library: Library) -> list[str]:
    return [card.name for card in cards(library)]


# Which cards there are.


def test_only_kinds_with_short_entries_have_cards(library: Reading) -> None:
    assert [kind.name for kind in card_kinds(library({}))] == ["definition", "tip"]


def test_tip_is_told_whole_and_a_definition_in_short(library: Reading) -> None:
    files = {
        "content/tips/a.md": tip("A", "Do *it*."),
        "content/definitions/rye.md": definition("Rye", "A grass with a long story."),
    }
    rye, a = cards(library(files))
    assert (rye.heading, rye.label, rye.title, rye.text) == (
        "Definition: Rye",
        "Definition",
        "Rye",
        "A word.",
    )
    assert (a.heading, a.text, a.page) == ("Tip: A", "Do it.", "/tips/a/")


def test_address_of_a_card_names_its_version_and_its_theme(library: Reading) -> None:
    card = only_card(library({"content/tips/a.md": tip("A")}))
    assert card.address() == "/embed/v1/tip/a/"
    assert card.address("dark") == "/embed/v1/tip/a/dark/"
    assert card.snippets_address == "/embed/tip/a/"


def test_set_is_one_card_with_its_tips_in_their_order(library: Reading) -> None:
    files = {
        "content/tips/b.md": tip("Wait", set="first-five", number=1),
        "content/tips/a.md": tip("Bake", set="first-five", number=2),
    }
    found = {card.name: card for card in cards(library(files))}
    assert found["set/first-five"].items == ("Wait", "Bake")
    assert found["set/first-five"].heading == "First five tips"
    assert found["set/first-five"].page == "/tips/"
    assert (found["tip/a"].number, found["tip/a"].of) == (2, 2)


def test_entry_that_moved_has_a_card_at_its_old_address_too(library: Reading) -> None:
    text = tip("A", moved_from=["/tips/old/", "/elsewhere/old/"])
    new, old = cards(library({"content/tips/new.md": text}))
    assert (new.name, new.state) == ("tip/new", "live")
    assert (old.name, old.state) == ("tip/old", "moved")
    assert (old.text, old.page) == (new.text, "/tips/new/")


def test_withdrawn_card_stays_as_a_notice_that_leads_on(library: Reading) -> None:
    registry = (
        "address,first_published,status,instead\n"
        "/embed/v1/tip/gone/,2026-01-01,withdrawn,/tips/\n"
        "/embed/v1/tip/gone/dark/,2026-01-01,live,\n"
    )
    card = only_card(library({"embed-registry.csv": registry}))
    assert (card.name, card.state, card.label, card.page) == (
        "tip/gone",
        "withdrawn",
        "Tip",
        "/tips/",
    )


# The tip of the day: test_daily_tip.py has which tip a date has.


def test_card_of_the_day_holds_the_days_ahead(library: Reading) -> None:
    files = {f"content/tips/{slug}.md": tip(slug.title()) for slug in ("a", "b", "c")}
    files["embed-daily.csv"] = "year,tips\n2026,c a b\n"
    card = daily_card(library(files), date(2026, 1, 2))
    assert card
    assert card.name == "tip-of-the-day"
    assert [day.name for day in card.days[:4]] == ["tip/a", "tip/b", "tip/c", "tip/a"]
    assert len(card.days) == 14


def test_without_tips_no_day_has_one(library: Reading) -> None:
    assert daily_card(library({}), date(2026, 1, 2)) is None


# What an editor pastes.


def test_frame_keeps_its_height_when_style_or_script_are_taken_out(library: Reading) -> None:
    code = forms(library({"content/tips/a.md": tip("A")}))["iframe"]
    assert code == (
        '<div style="container-type:inline-size;min-width:240px">'
        '<div style="min-height:clamp(230px,380px - 25.0cqi,300px)">'
        '<iframe src="https://bread.example/base/embed/v1/tip/a/" title="Tip: A – Bread" '
        'width="100%" height="330" loading="lazy" referrerpolicy="no-referrer" frameborder="0" '
        'style="display:block;border:0;height:clamp(253px,418px - 27.5cqi,330px);'
        "height:if(supports(frame-sizing:content-height):auto;"
        "else:clamp(253px,418px - 27.5cqi,330px));"
        "min-height:clamp(172px,286px - 18.9cqi,225px);"
        'max-height:900px;frame-sizing:content-height"></iframe></div></div>\n'
        '<p><a href="https://bread.example/base/tips/a/">Tip: A – Bread</a></p>'
    )


def test_script_comes_after_the_frame_with_its_hash(library: Reading) -> None:
    found = forms(library({"content/tips/a.md": tip("A")}))
    assert found["script"] == (
        f'{found["iframe"]}\n<script src="https://bread.example/base/embed/v1.0.0.js" '
        'integrity="sha384-abc" crossorigin="anonymous" async></script>'
    )


def test_element_is_wrapped_round_a_plain_link(library: Reading) -> None:
    code = forms(library({"content/tips/a.md": tip("A")}), "dark")["element"]
    assert code.startswith(
        '<div style="container-type:inline-size;min-width:240px">'
        '<tip-card name="tip/a" height="330" '
        'style="display:block;min-height:calc(clamp(230px,380px - 25.0cqi,300px) + 1.5em)" '
        'theme="dark">'
        '<a href="https://bread.example/base/tips/a/">Tip: A – Bread</a></tip-card></div>\n<script '
    )


def test_text_form_names_its_source_and_its_terms(library: Reading) -> None:
    assert forms(library({"content/tips/a.md": tip("A", "Mix & rest.")}))["text"] == (
        '<blockquote cite="https://bread.example/base/tips/a/"><p>Mix &amp; rest.</p>'
        "</blockquote>\n"
        '<p><a href="https://bread.example/base/tips/a/">Tip: A – Bread</a>, '
        '<a href="https://example.org/licence">CC BY 4.0</a></p>'
    )


def test_picture_says_all_its_words(library: Reading) -> None:
    code = forms(library({"content/tips/a.md": tip("A", "Mix.")}))["picture"]
    _paragraph, _link, picture, *_more = Tags(code).found
    assert picture[1]["src"] == "https://bread.example/base/pictures/tip/a.png"
    assert picture[1]["alt"] == "Tip: A. Mix."


@pytest.mark.parametrize("form", ["iframe", "script", "element", "text", "picture"])
def test_words_that_lead_to_the_page_are_in_every_form(form: str, library: Reading) -> None:
    """Hosts take out frames, scripts, elements and pictures, and leave links alone."""
    code = forms(library({"content/tips/a.md": tip("A")}))[form]
    assert '<a href="https://bread.example/base/tips/a/">Tip: A – Bread</a>' in code


def test_forms_are_in_order_and_the_theme_is_in_the_addresses(library: Reading) -> None:
    found = forms(library({"content/tips/a.md": tip("A")}), "plain")
    assert [*found] == ["address", "iframe", "script", "element", "text", "picture", "file"]
    assert found["address"] == "https://bread.example/base/tips/a/"
    assert found["file"] == "https://bread.example/base/embed/v1/tip/a/plain/"
    assert 'src="https://bread.example/base/embed/v1/tip/a/plain/"' in found["iframe"]


def test_no_picture_is_offered_where_none_is_made(library: Reading) -> None:
    found = forms(library({"content/tips/a.md": tip("A")}), has_pictures=False)
    assert "picture" not in found


def test_set_has_no_page_of_its_own_to_give_as_an_address(library: Reading) -> None:
    files = {"content/tips/a.md": tip("<b>", set="first-five", number=1)}
    read = library(files)
    card = next(card for card in cards(read) if card.items)
    found = {each.form: each.code for each in snippets(card, published(read), TALL)}
    assert [*found] == ["iframe", "script", "element", "text", "file"]
    assert "<ol><li>&lt;b&gt;</li></ol>" in found["text"]


@pytest.mark.parametrize("form", ["iframe", "script", "element", "text", "picture"])
def test_words_cannot_break_out_of_a_snippet(form: str, opened: Opened) -> None:
    found, _problems = opened({"content/tips/a.md": tip(HOSTILE, HOSTILE)})
    assert found
    code = forms(found)[form]
    tags = Tags(code)
    scripts = [attributes for tag, attributes in tags.found if tag == "script"]
    assert all(each.get("src", "").startswith(HOME) for each in scripts)
    assert not any(name.startswith("on") for _tag, each in tags.found for name in each)
    values = [value or "" for _tag, each in tags.found for value in each.values()]
    assert any(HOSTILE in text for text in (tags.words, *values))


# What a program is told.


def test_oembed_answer_has_all_that_the_standard_asks_of_a_rich_one(library: Reading) -> None:
    read = library({"content/tips/a.md": tip("A")})
    assert oembed_address("/tips/a/") == "/tips/a/oembed.json"
    assert oembed(only_card(read), published(read), TALL) == {
        "version": "1.0",
        "type": "rich",
        "title": "Tip: A – Bread",
        "author_name": "the bakers",
        "provider_name": "Bread",
        "provider_url": "https://bread.example/base/",
        "cache_age": 86400,
        "html": (
            '<blockquote><a href="https://bread.example/base/tips/a/">Tip: A – Bread</a>'
            '</blockquote><iframe src="https://bread.example/base/embed/v1/tip/a/" '
            'title="Tip: A – Bread" width="100%" height="330" frameborder="0"></iframe>'
        ),
        "width": 600,
        "height": 330,
        "thumbnail_url": "https://bread.example/base/pictures/tip/a.png",
        "thumbnail_width": 1200,
        "thumbnail_height": 630,
    }


def test_oembed_answer_has_all_of_a_picture_or_nothing(library: Reading) -> None:
    read = library({"content/tips/a.md": tip("A")})
    answer = oembed(only_card(read), published(read, has_pictures=False), TALL)
    assert [name for name in answer if name.startswith("thumbnail")] == []
