"""Cards: small pages that other sites put into a frame, and all that stands around them."""

import base64
import hashlib
import json
import re
import stat
from datetime import date
from html import unescape
from pathlib import Path

import pytest

from tests.plugins.conftest import Site
from tests.plugins.mini_site import Output, markdown
from tools.build.builder import BuildError

NAMES = [
    "definition/bread",
    "set/first-loaf",
    "tip-of-the-day",
    "tip/freeze-it",
    "tip/wait",
    "tip/weigh-it",
]
THEMES = ["", "dark/", "light/", "plain/"]
HOME = "https://example.org/base"


@pytest.fixture(params=[f"{name}/{theme}" for name in NAMES for theme in THEMES])
def card(request: pytest.FixtureRequest) -> str:
    return f"/embed/v1/{request.param}"


def test_tips_definitions_and_sets_have_cards_and_nothing_else_has(bread: Output) -> None:
    found = [path for path in bread.pages() if path.startswith("embed/v1/")]
    kinds = {path.split("/")[2] for path in found}
    assert kinds == {"definition", "set", "tip", "tip-of-the-day"}
    expected = {f"embed/v1/{name}/{theme}index.html" for name in NAMES for theme in THEMES}
    assert expected <= set(found)
    assert len(found) % len(THEMES) == 0


def test_card_is_one_article_with_one_heading_and_one_link_out(bread: Output, card: str) -> None:
    page = bread.soup(card)
    (article,) = page.select("body > article")
    assert page.html["lang"] == "en-GB"
    assert [heading.name for heading in article.select("h1, h2, h3") if shown(heading)] == ["h2"]
    (link,) = (link for link in article.select("a") if shown(link))
    assert link["href"].startswith(f"{HOME}/")
    assert (link["target"], link["rel"]) == ("_blank", ["noopener"])
    assert "opens a new tab" in link.get_text()
    assert article.select_one(".card__address").get_text() == link["href"].removeprefix("https://")
    assert not page.select("main")


def test_canonical_address_of_a_card_is_its_page(bread: Output, card: str) -> None:
    page = bread.soup(card)
    canonical = page.select_one('link[rel="canonical"]')["href"]
    # The tip of the day leads on from one tip, and stands for all.
    is_daily = "tip-of-the-day" in card
    assert canonical == (f"{HOME}/tips/" if is_daily else page.select_one("a")["href"])


def shown(tag) -> bool:
    return tag.find_parent("template") is None


def test_card_says_the_tip_and_whose_it_is(bread: Output) -> None:
    page = bread.soup("/embed/v1/tip/weigh-it/")
    assert page.title.get_text() == "Tip: Weigh it – Crumb"
    words = " ".join(page.article.get_text().split())
    assert "Weigh it Weigh your flour & water. Cups lie; scales do not" in words
    assert "More about this at Crumb (opens a new tab)" in words


def test_card_of_a_definition_says_its_short_form(bread: Output) -> None:
    page = bread.soup("/embed/v1/definition/bread/")
    short = bread.settings["KNOWLEDGE_LIBRARY"].get("definition", "bread").short
    assert page.select_one(".card__text").get_text() == short


def test_card_of_a_set_lists_its_tips_in_order(bread: Output) -> None:
    page = bread.soup("/embed/v1/set/first-loaf/")
    library = bread.settings["KNOWLEDGE_LIBRARY"]
    tips = [tip for tip in library.of_kind("tip") if tip.fields.set == "first-loaf"]
    expected = [tip.title for tip in sorted(tips, key=lambda tip: tip.fields.number)]
    assert [item.get_text() for item in page.select("ol > li")] == expected


def test_card_asks_for_nothing_after_itself(bread: Output, card: str) -> None:
    page = bread.soup(card)
    loads = page.select("script[src], iframe, img, object, embed, video, audio, source, link[rel]")
    assert [str(tag) for tag in loads if tag.get("rel") != ["canonical"]] == []
    assert not re.search(r"url\(|@import|fetch|storage|cookie", bread.read(card), re.IGNORECASE)
    assert not re.search(r"\son\w+=|\sstyle=", bread.read(card))


def test_policy_of_a_card_allows_its_own_style_and_script_and_nothing_else(
    bread: Output, card: str
) -> None:
    page = bread.soup(card)
    (style,), (script,) = page.select("style"), page.select("script")
    policy = page.select_one('meta[http-equiv="Content-Security-Policy"]')["content"]
    assert policy.split("; ") == [
        "default-src 'none'",
        f"style-src 'sha256-{digest('sha256', style.string.encode())}'",
        f"script-src 'sha256-{digest('sha256', script.string.encode())}'",
        "base-uri 'none'",
        "form-action 'none'",
    ]


def digest(name: str, data: bytes) -> str:
    return base64.b64encode(hashlib.new(name, data).digest()).decode()


@pytest.mark.parametrize(
    ("theme", "scheme", "paper"),
    [
        ("", "light dark", "#ffffff"),
        ("light/", "light", "#ffffff"),
        ("dark/", "dark", "#1d171d"),
        ("plain/", "light", "Canvas"),
    ],
)
def test_theme_is_the_sites_own_colours_and_nothing_more(
    theme: str, scheme: str, paper: str, bread: Output
) -> None:
    page = bread.soup(f"/embed/v1/tip/wait/{theme}")
    style = page.style.string
    first = style[: style.index("*{")]
    assert page.select_one('meta[name="color-scheme"]')["content"] == scheme
    assert re.search(r"--color-paper:([^;]+)", first)[1] == paper
    assert ("prefers-color-scheme:dark" in first) == (theme == "")
    used = set(re.findall(r"var\((--[\w-]+)", style))
    assert used == set(re.findall(r"(--[\w-]+):", first))


def test_words_of_a_tip_are_text_on_its_card(site: Site) -> None:
    tip = markdown("A <b>bold</b> tip", "Mix & *match* `a < b` <script>alert(1)</script> now.")
    page = site({"content/tips/bold.md": tip}).soup("/embed/v1/tip/bold/")
    assert page.h2.get_text() == "A <b>bold</b> tip"
    assert len(page.select("script")) == 1
    assert "Mix & match" in page.article.get_text()


def test_tip_of_the_day_has_the_days_ahead_for_its_script(site: Site) -> None:
    tips = {f"content/tips/{slug}.md": markdown(slug, f"Do {slug}.") for slug in ("a", "b")}
    daily = {"embed-daily.csv": "year,tips\n2026,b a\n"}
    page = site({**tips, **daily}, KNOWLEDGE_TODAY=date(2026, 1, 1)).soup(
        "/embed/v1/tip-of-the-day/"
    )
    article = page.article
    assert (article["data-first"], article["data-zone"]) == ("2026-01-01", "Europe/London")
    assert article.select_one(".card__title").get_text() == "b"
    days = [template.h2.string for template in article.select("template")]
    assert days == ["a", "b", "a", "b", "a", "b", "a", "b", "a", "b", "a", "b", "a"]


REGISTRY = (
    "address,first_published,status,instead\n"
    "/embed/v1/tip/old/,2026-01-01,live,\n"
    "/embed/v1/tip/gone/,2026-01-01,withdrawn,/tips/\n"
    "/embed/v1/tip/new/,2026-01-01,live,\n"
)
MOVED = {
    "content/tips/new.md": markdown("New", "Do it.", moved_from=["/tips/old/"]),
    "embed-registry.csv": REGISTRY,
}


def test_moved_card_still_says_its_tip_and_where_it_is(site: Site) -> None:
    page = site(MOVED).soup("/embed/v1/tip/old/dark/")
    words = " ".join(page.article.get_text().split())
    assert "New Do it. This card has a new address." in words
    assert page.select("meta[http-equiv=refresh]") == []
    assert page.a["href"].endswith("/tips/new/")


def test_withdrawn_card_says_so_and_leads_on(site: Site) -> None:
    page = site(MOVED).soup("/embed/v1/tip/gone/")
    assert page.title.get_text() == "No longer here – Crumb"
    assert page.h2.get_text() == "This card is no longer here"
    assert page.a["href"].endswith("/tips/")


def test_only_live_cards_are_offered(site: Site) -> None:
    built = site(MOVED)
    assert built.has("/embed/tip/new/")
    assert not built.has("/embed/tip/old/")
    assert not built.has("/embed/tip/gone/")


# What programs are told.


def test_page_names_its_oembed_answer_early_and_without_a_query(bread: Output) -> None:
    head = bread.read("/tips/wait/").partition("<script")[0]
    (href,) = re.findall(r'type="application/json\+oembed" href="([^"]+)"', head)
    assert href == f"{HOME}/tips/wait/oembed.json"


@pytest.mark.parametrize("page", ["/hints/wait-well/", "/", "/tips/"])
def test_page_without_a_card_names_no_oembed_answer(page: str, bread: Output) -> None:
    assert "json+oembed" not in bread.read(page)


def test_page_that_moved_names_the_answer_of_its_new_address(site: Site) -> None:
    page = site(MOVED).soup("/tips/old/")
    (link,) = page.select('link[type="application/json+oembed"]')
    assert link["href"].endswith("/tips/new/oembed.json")


def test_answer_leads_to_the_card_under_the_name_that_the_card_has(bread: Output) -> None:
    answer = json.loads(bread.read("/tips/wait/oembed.json"))
    card = bread.soup("/embed/v1/tip/wait/")
    assert answer["title"] == card.title.get_text()
    assert f'src="{HOME}/embed/v1/tip/wait/"' in answer["html"]
    assert f'title="{answer["title"]}"' in unescape(answer["html"])


def test_without_an_address_cards_stand_alone(bread_without_address: Output) -> None:
    built = bread_without_address
    assert built.has("/embed/v1/tip/wait/")
    assert built.soup("/embed/v1/tip/wait/").a["href"] == "/tips/wait/"
    assert built.soup("/embed/v1/tip/wait/").select(".card__address") == []
    assert [path for path in built.paths() if path.endswith("oembed.json")] == []
    assert not built.has("/embed/tip/wait/")


# The script for hosts.


def test_newest_script_has_an_address_that_never_changes(bread: Output) -> None:
    assert bread.read("/embed/v1.js") == bread.read("/embed/v1.0.0.js")
    assert bread.file("/embed/v1.0.0.js").read_bytes() == Path("theme/embed/v1.0.0.js").read_bytes()


# How tall cards are.


@pytest.fixture
def drawing(tmp_path: Path):
    """Makes a program that says what a browser would of a page of cards."""

    def make(answer: str, exit_code: int = 0) -> str:
        program = tmp_path / "browser"
        program.write_text(f"#!/bin/sh\necho '<pre>{answer}</pre>'\nexit {exit_code}\n")
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        return str(program)

    return make


TIP = {"content/tips/a.md": markdown("A", "Do it.")}


def height(built: Output) -> int:
    return json.loads(built.read("/tips/a/oembed.json"))["height"]


def measured(site: Site, tmp_path: Path, browser: str, **files: str) -> Output:
    kept = tmp_path / "kept.json"
    return site({**TIP, **files}, KNOWLEDGE_BROWSER=browser, KNOWLEDGE_KEPT_HEIGHTS=kept)


def test_height_is_what_the_browser_drew_and_a_tenth_more(
    site: Site, tmp_path: Path, drawing
) -> None:
    assert height(measured(site, tmp_path, drawing('{"tip/a": [300, 200, false]}'))) == 330


def test_without_a_browser_the_height_is_that_of_the_table(site: Site, tmp_path: Path) -> None:
    table = {"embed-heights.csv": "card,narrow,wide\ntip/a,345,250\n"}
    assert height(measured(site, tmp_path, "", **table)) == 379
    assert height(measured(site, tmp_path, "/no/such/browser", **table)) == 379


def test_card_that_nobody_measured_gets_room_enough(site: Site, tmp_path: Path) -> None:
    assert height(measured(site, tmp_path, "")) == 500


def test_browser_that_says_nothing_is_told_and_changes_nothing(
    site: Site, tmp_path: Path, drawing
) -> None:
    built = measured(site, tmp_path, drawing("no sizes"))
    assert height(built) == 500
    assert any("The cards were not measured" in message for message in built.messages())


def test_cards_are_measured_again_only_when_one_changed(
    site: Site, tmp_path: Path, drawing
) -> None:
    browser = drawing('{"tip/a": [300, 200, false]}')
    measured(site, tmp_path, browser)
    drawing('{"tip/a": [400, 200, false]}')
    assert height(measured(site, tmp_path, browser)) == 330
    changed = {"content/tips/a.md": markdown("A", "Do it now.")}
    assert height(measured(site, tmp_path, browser, **changed)) == 440


def test_card_that_overflows_stops_the_build_with_its_line(
    site: Site, tmp_path: Path, drawing
) -> None:
    with pytest.raises(BuildError) as error:
        measured(site, tmp_path, drawing('{"tip/a": [1000, 200, true]}'))
    assert str(error.value).splitlines() == [
        "content/tips/a.md:2: The card is 1100 pixels tall; the most is 900. Use fewer words.",
        "content/tips/a.md:2: The card is wider than the narrowest column it is made for. "
        "Look for a very long word and use a shorter one.",
        "2 problems found.",
    ]
