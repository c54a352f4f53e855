"""The pages for paper: the tips as cards with codes, and all definitions as one list."""

import pytest
from bs4 import BeautifulSoup

from knowledge.search import documents
from tests.plugins.conftest import Site
from tests.plugins.mini_site import ADDRESS, PAGES, Output, markdown

FILES = {
    **PAGES,
    "content/pages/print-tips.md": markdown(
        "Cards", "Cut here.", address="/print/tips/", template="print-tips"
    ),
    "content/pages/print-glossary.md": markdown(
        "All words", "Print me.", address="/print/glossary/", template="print-glossary"
    ),
    "content/tips/freeze.md": "---\ntitle: Freeze it\n---\n\nSlice it *first*.\n",
    "content/tips/wait.md": "---\ntitle: Wait\nset: first-loaf\nnumber: 2\n---\n\nLonger.\n",
    "content/tips/weigh.md": (
        "---\ntitle: Weigh it\nset: first-loaf\nnumber: 1\ntry_this: Find your scales.\n---\n\n"
        "Cups [lie](wait.md).\n"
    ),
    "content/definitions/bread.md": markdown(
        "Bread",
        short="It is **baked**.",
        aliases=["loaf"],
        acronym="BRD",
        see_also=["crumb"],
        not_the_same_as=[{"term": "cake", "difference": "Cake is sweet."}],
        avoid="It sounds dry.",
        say_instead="a loaf",
    ),
    "content/definitions/cake.md": markdown("Cake", short="It is sweet.", sense="at home"),
    "content/definitions/crumb.md": markdown("Crumb", short="What is inside."),
}


@pytest.fixture
def printed(site: Site) -> Output:
    """A site with both pages for paper, published."""
    return site(FILES, publish=True)


def words(element: object) -> str:
    assert element is not None
    return " ".join(element.get_text(" ").split())


def sides(page: BeautifulSoup) -> list[tuple[str, str]]:
    """The words on the front and on the back of each card."""
    fronts = page.select(".print-card__side--front")
    backs = page.select(".print-card__side--back")
    return [(words(front), words(back)) for front, back in zip(fronts, backs, strict=True)]


def test_each_tip_has_a_card_and_numbered_ones_come_first(printed: Output) -> None:
    assert sides(printed.soup("/print/tips/")) == [
        (
            "1 Weigh it Cups lie.",
            "Try this Find your scales. Weigh it Your first loaf, 1 of 2 Crumb "
            "example.org/base/tips/weigh/",
        ),
        ("2 Wait Longer.", "Wait Your first loaf, 2 of 2 Crumb example.org/base/tips/wait/"),
        ("Freeze it Slice it first.", "Freeze it Crumb example.org/base/tips/freeze/"),
    ]


def test_code_of_a_card_stands_beside_a_link_to_the_same_page(printed: Output) -> None:
    for card in printed.soup("/print/tips/").select(".print-card"):
        picture, link = card.select_one("img"), card.select_one("a")
        assert picture["alt"] == f"Code of the address {link.get_text()}"
        drawn = printed.read(picture["src"].removeprefix("/base"))
        assert drawn.startswith('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ')
        assert '<path fill="#fff"' in drawn, "The code is dark on white in every theme."
        assert f"https://{link.get_text()}" == ADDRESS + link["href"].removeprefix("/base")


def test_cards_without_a_public_address_have_no_code(site: Site) -> None:
    output = site(FILES, publish=True, address=None)
    page = output.soup("/print/tips/")
    assert page.select("img") == []
    assert [link.get_text() for link in page.select(".print-card a")] == [
        "/tips/weigh/",
        "/tips/wait/",
        "/tips/freeze/",
    ]
    assert [path for path in output.paths() if path.startswith("print/qr")] == []


def test_site_without_a_page_of_cards_has_no_codes(site: Site) -> None:
    output = site(
        {name: text for name, text in FILES.items() if "print-tips" not in name}, publish=True
    )
    assert [path for path in output.paths() if path.startswith("print/")] == [
        "print/glossary/index.html"
    ]


def test_list_of_words_tells_all_that_paper_cannot_look_up(printed: Output) -> None:
    page = printed.soup("/print/glossary/")
    assert [words(letter) for letter in page.select(".print-glossary h2")] == ["B", "C"]
    assert [words(word) for word in page.select(".print-glossary__word")] == [
        "Bread It is baked. Also called: loaf, BRD. Not the same as Cake . Cake is sweet. "
        "Take care: It sounds dry. Say instead: a loaf See also: Crumb.",
        "Cake (at home) It is sweet. Not the same as Bread : see there.",
        "Crumb What is inside. See also: Bread.",
    ]
    assert page.select(".print-glossary a") == []


def test_pages_for_paper_can_be_switched_to_large_print_without_script(printed: Output) -> None:
    for name in ("tips", "glossary"):
        page = printed.soup(f"/print/{name}/")
        box = page.select_one("input[type=checkbox]")
        assert page.select_one(f"label[for={box['id']}] b").get_text() == "Large print."
        assert box.find_next_siblings(class_=["print-cards", "print-glossary"]), (
            "The styles need the box beside what it changes."
        )


def test_pages_for_paper_stay_out_of_search_and_of_the_sitemap(printed: Output) -> None:
    library = printed.settings["KNOWLEDGE_LIBRARY"]
    assert "/tips/wait/" in printed.read("sitemap.xml")
    assert "/print/" not in printed.read("sitemap.xml")
    assert [found.address for found in documents(library, {}) if "/print/" in found.address] == []
    for name in ("tips", "glossary"):
        robots = printed.soup(f"/print/{name}/").select_one("meta[name=robots]")
        assert robots["content"] == "noindex"


@pytest.mark.parametrize("has_pdfs", [False, True])
def test_pages_for_paper_link_to_pdfs_only_where_there_are_any(site: Site, has_pdfs: bool) -> None:
    output = site(FILES, publish=True, has_pdfs=has_pdfs)
    for name in ("tips", "glossary"):
        names = [f"{name}.pdf", f"{name}-large.pdf"] if has_pdfs else []
        links = output.soup(f"/print/{name}/").select('a[href$=".pdf"]')
        assert [link["href"] for link in links] == [f"/base/print/{name}" for name in names]
        assert all("as PDF" in link.get_text() for link in links)
        assert all(output.has(f"print/{name}") for name in names)
