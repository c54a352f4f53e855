"""The pages that help people to put our cards on their own sites; neither needs a script."""

import pytest
from bs4 import BeautifulSoup

from knowledge.embeds import THEMES, Card, Publisher, snippets
from plugins.tip_cards.heights import UNKNOWN
from tests.plugins.conftest import Site
from tests.plugins.mini_site import Output, markdown

NAMES = ["definition/bread", "set/first-loaf", "tip-of-the-day", "tip/freeze-it", "tip/wait"]
PAGE = {"content/pages/embed.md": markdown("Our cards", "Choose one.", template="embed")}
TIP = {"content/tips/wait.md": markdown("Wait", "Let it rest.")}


def forms_on(page: BeautifulSoup) -> dict[str, str]:
    """What stands ready to copy, by the name of its form."""
    return {
        part["data-form"]: part.select_one("textarea").get_text()
        for part in page.select("[data-form]")
    }


def test_every_card_has_a_page_with_its_forms(bread: Output) -> None:
    for name in NAMES:
        forms = forms_on(bread.soup(f"/embed/{name}/"))
        assert {"iframe", "script", "element", "file"} <= set(forms)
        assert f'src="https://example.org/base/embed/v1/{name}/"' in forms["iframe"]
        assert forms["file"] == f"https://example.org/base/embed/v1/{name}/"


def test_form_is_what_knowledge_says_to_the_letter(site: Site) -> None:
    built = site({**PAGE, **TIP}, publish=True)
    (entry,) = built.settings["KNOWLEDGE_LIBRARY"].of_kind("tip")
    card = Card("tip/wait", "Tip: Wait", "Tip", "Wait", "/tips/wait/", "Let it rest.", entry=entry)
    forms = forms_on(built.soup("/embed/tip/wait/"))
    script = BeautifulSoup(forms["script"], "html.parser").script
    publisher = Publisher(
        built.settings["KNOWLEDGE_LIBRARY"].site,
        "https://example.org/base",
        "/embed/v1.0.0.js",
        script["integrity"],
    )
    expected = snippets(card, publisher, UNKNOWN)
    assert forms == {each.form: each.code for each in expected}


def test_each_form_has_a_heading_and_a_sentence_and_a_name(bread: Output) -> None:
    page = bread.soup("/embed/tip/wait/")
    for part in page.select("[data-form]"):
        assert part.h3.get_text().strip()
        assert part.p.get_text().strip().endswith(".")
        (label,) = part.select("label")
        assert label["for"] == part.textarea["id"]
    titles = [part.h3.get_text() for part in page.select("[data-form]")]
    assert len(titles) == len(set(titles))


def test_card_is_shown_in_a_frame_that_may_do_little(bread: Output) -> None:
    page = bread.soup("/embed/tip/wait/")
    (frame,) = page.select("iframe")
    assert frame["src"] == "/base/embed/v1/tip/wait/"
    assert frame["title"] == bread.soup("/embed/v1/tip/wait/").title.get_text()
    assert "allow-same-origin" not in frame["sandbox"]
    policy = page.select_one('meta[http-equiv="Content-Security-Policy"]')["content"]
    assert policy.endswith("; frame-src 'self'")
    other = bread.soup("/tips/wait/").select_one('meta[http-equiv="Content-Security-Policy"]')
    assert "frame-src" not in other["content"]


def test_page_of_a_card_names_its_other_themes_and_the_file(bread: Output) -> None:
    page = bread.soup("/embed/tip/wait/")
    hrefs = [link["href"] for link in page.main.select("a")]
    themes = [f"/base/embed/v1/tip/wait/{theme}/" for theme in THEMES if theme]
    assert [href for href in hrefs if href in themes] == themes
    (file,) = page.select("a[download]")
    assert (file["href"], file["download"]) == ("/base/embed/v1/tip/wait/", "tip-wait.html")
    assert "/base/tips/wait/" in hrefs


@pytest.mark.parametrize("pages", [PAGE, {}], ids=["with it", "without it"])
def test_page_of_a_card_leads_to_the_page_of_all_if_there_is_one(
    pages: dict[str, str], site: Site
) -> None:
    page = site({**pages, **TIP}, publish=True).soup("/embed/tip/wait/")
    assert ("/base/embed/" in {link["href"] for link in page.main.select("a")}) == bool(pages)


def test_list_holds_every_card_once_and_each_link_leads_to_its_page(site: Site) -> None:
    tips = {
        f"content/tips/{slug}.md": markdown(slug.title(), "Do it.", set="first-loaf", number=number)
        for number, slug in enumerate(("wait", "weigh", "knead"), 1)
    }
    bread = {"content/definitions/bread.md": markdown("Bread", "It is baked.")}
    built = site({**PAGE, **tips, **bread}, publish=True)
    page = built.soup("/embed/")
    links = {link["href"]: link.get_text() for link in page.select(".card-list a")}
    assert links == {
        "/base/embed/tip-of-the-day/": "Tip of the day",
        "/base/embed/set/first-loaf/": "Your first loaf",
        "/base/embed/tip/wait/": "Wait",
        "/base/embed/tip/weigh/": "Weigh",
        "/base/embed/tip/knead/": "Knead",
        "/base/embed/definition/bread/": "Bread",
    }
    assert all(built.has(address.removeprefix("/base")) for address in links)
    written = {f"/base/{path.removesuffix('index.html')}" for path in built.pages()}
    pages = {each for each in written if each.startswith("/base/embed/") and "/v1/" not in each}
    assert pages - {"/base/embed/"} == set(links)
    options = [option["value"] for option in page.select("embed-builder option")]
    assert [f"/base/embed/{value}/" for value in options] == list(links)


def test_builder_is_hidden_until_its_script_has_run_and_only_there(site: Site) -> None:
    built = site({**PAGE, **TIP}, publish=True)
    page = built.soup("/embed/")
    assert page.select_one("embed-builder").has_attr("hidden")
    # What it will need stands on the page of the card, for everyone.
    assert page.select("embed-builder iframe") == page.select("embed-builder template iframe")
    (script,) = page.select('script[src*="embed-builder"]')
    assert built.has(script["src"].removeprefix("/base"))
    others = [path for path in built.pages() if path != "embed/index.html"]
    assert [path for path in others if "embed-builder" in built.read(path)] == []


def test_page_tells_the_domain_to_allow_and_words_on_privacy(site: Site) -> None:
    page = site({**PAGE, **TIP}, publish=True).soup("/embed/")
    assert page.select_one("#copy-domain").get_text() == "example.org"
    words = page.select_one("#copy-privacy").get_text()
    assert "cards from Crumb (example.org)" in words
    assert "IP address" in words


def test_markup_in_a_title_stays_text(site: Site) -> None:
    title = "<script>alert(1)</script> </textarea><b>"
    tip = {"content/tips/bold.md": markdown(title, "A <i>word</i>.")}
    built = site({**PAGE, **tip}, publish=True)
    card = built.soup("/embed/tip/bold/")
    assert card.h1.get_text() == f"Put “Tip: {title}” on your site"
    for page in (card, built.soup("/embed/")):
        assert page.find(string="alert(1)") is None
        assert page.main.select("script, b b") == []
        assert page.select("textarea b, option script") == []
    # To be pasted as it is, the code itself holds the title escaped.
    assert "<script>alert" not in forms_on(card)["iframe"]


def test_without_an_address_nothing_is_offered(site: Site) -> None:
    built = site({**PAGE, **TIP}, publish=True, address=None)
    page = built.soup("/embed/")
    assert page.select(".card-list, embed-builder, textarea, iframe") == []
    assert "does not know its own address" in page.main.get_text()
    assert not built.has("/embed/tip/wait/")


def test_without_tips_there_is_no_tip_of_the_day(site: Site) -> None:
    bread = {"content/definitions/bread.md": markdown("Bread", "It is baked.")}
    built = site({**PAGE, **bread}, publish=True)
    links = [link["href"] for link in built.soup("/embed/").select(".card-list a")]
    assert links == ["/base/embed/definition/bread/"]
    assert not built.has("/embed/tip-of-the-day/")
    (chosen,) = built.soup("/embed/").select("option[selected]")
    assert chosen["value"] == "definition/bread"
