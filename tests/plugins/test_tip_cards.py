"""Cards: small pages that other sites put into a frame."""

import base64
import hashlib
import re

import pytest

from tests.plugins.conftest import Site
from tests.plugins.mini_site import Output, markdown

CARDS = ["freeze-it", "wait", "weigh-it"]


@pytest.fixture(params=CARDS)
def card(request: pytest.FixtureRequest) -> str:
    return f"/embed/v1/tip/{request.param}/"


def test_every_tip_has_a_card_and_nothing_else_has(bread: Output) -> None:
    cards = [path for path in bread.pages() if path.startswith("embed/")]
    assert cards == [f"embed/v1/tip/{slug}/index.html" for slug in CARDS]


def test_card_is_one_article_with_the_tip_and_a_way_to_its_page(bread: Output) -> None:
    page = bread.soup("/embed/v1/tip/weigh-it/")
    (article,) = page.select("article")
    words = " ".join(article.get_text().split())
    assert "Weigh it Weigh your flour & water. Cups lie; scales do not" in words
    assert page.html["lang"] == "en-GB"
    assert len(page.select("h1")) == 1
    links = {a["href"]: a.get("target") for a in article.select("a")}
    assert links == {"/base/tips/weigh-it/": "_top"}
    assert "Crumb" in words


def test_card_asks_for_nothing_after_itself(bread: Output, card: str) -> None:
    page = bread.soup(card)
    loads = page.select("script, iframe, img, object, embed, video, audio, source, link[rel]")
    assert [str(tag) for tag in loads if tag.get("rel") != ["canonical"]] == []
    assert not re.search(r"url\(|@import", page.style.get_text())
    assert not re.search(r"\son\w+=|\sstyle=", bread.read(card))


def test_policy_of_a_card_allows_its_own_style_and_nothing_else(bread: Output, card: str) -> None:
    page = bread.soup(card)
    (style,) = page.select("style")
    digest = hashlib.sha256(style.string.encode()).digest()
    policy = page.select_one('meta[http-equiv="Content-Security-Policy"]')["content"]
    assert policy.split("; ") == [
        "default-src 'none'",
        f"style-src 'sha256-{base64.b64encode(digest).decode()}'",
        "base-uri 'none'",
        "form-action 'none'",
    ]


def test_card_is_small_even_before_it_is_packed(bread: Output, card: str) -> None:
    assert bread.file(card).stat().st_size <= 3 * 1024


def test_words_of_a_tip_are_text_on_its_card(site: Site) -> None:
    tip = markdown("A <b>bold</b> tip", "Mix & *match* `a < b` <script>alert(1)</script> now.")
    page = site({"content/tips/bold.md": tip}).soup("/embed/v1/tip/bold/")
    assert page.h1.get_text() == "A <b>bold</b> tip"
    assert page.select("script") == []
    assert "Mix & match" in page.article.get_text()


def test_snippet_on_the_tips_page_leads_to_the_card_and_holds_a_link(bread: Output) -> None:
    snippet = bread.soup("/tips/wait/").select_one("textarea").get_text().strip()
    assert 'src="https://example.org/base/embed/v1/tip/wait/"' in snippet
    assert '<a href="https://example.org/base/tips/wait/">Tip: Wait &lt;longer&gt;</a>' in snippet
    assert 'title="Tip: Wait &lt;longer&gt;"' in snippet
    assert "<script" not in snippet
