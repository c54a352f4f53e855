"""The page of the words that want a definition: which, where they are used, and how to help."""

from bs4 import BeautifulSoup

from tests.plugins.conftest import Site
from tests.plugins.mini_site import PAGES, markdown, settings_page

ADDRESS = "/words-we-still-need/"
PAGE = markdown("Words we still need", "[Tell us](contribute.md).", template=ADDRESS.strip("/"))
FILES = {**PAGES, "content/pages/words-we-still-need.md": PAGE}


def words(page: BeautifulSoup) -> dict[str, str]:
    """What is said of each word, by the word, in the order of the page."""
    return {
        " ".join(term.get_text().split()): " ".join(term.find_next("dd").get_text().split())
        for term in page.select("main dt")
    }


def tip(title: str, body: str) -> str:
    return f"---\ntitle: {title}\n---\n\n{body}\n"


def test_words_stand_with_their_pages_and_links_to_two_of_them(site: Site) -> None:
    found = site(
        {
            **FILES,
            "content/tips/a.md": tip("Sift", "Ask the FSB about CDE and XY."),
            "content/tips/b.md": tip("Knead", "The FSB and CDE."),
            "content/tips/c.md": tip("Prove", "The CDE."),
        }
    ).soup(ADDRESS)
    assert words(found) == {
        "CDE": "On 3 pages, such as Knead and Prove.",
        "FSB": "On 2 pages: Knead and Sift.",
        "XY": "On 1 page: Sift.",
    }
    assert [link["href"] for link in found.select("main dd a")][:2] == [
        "/tips/b/",
        "/tips/c/",
    ]
    assert found.select_one("main .prose a")["href"] == "/contribute/"


def test_words_that_need_no_entry_are_not_asked_for(site: Site) -> None:
    bread = markdown("Bread", "Good.", acronym="RY")
    files = {
        **FILES,
        "site.yml": settings_page(known_words=["XY"]),
        "content/definitions/bread.md": bread,
        "content/tips/a.md": tip("Sift", "The RY, the XY, the Alpha Beta (AB), the CD."),
    }
    assert list(words(site(files).soup(ADDRESS))) == ["CD"]


def test_page_thanks_when_no_word_is_wanted(site: Site) -> None:
    found = site(FILES).soup(ADDRESS)
    assert words(found) == {}
    section = found.select_one("section[aria-labelledby=the-words]")
    assert " ".join(section.get_text().split()) == (
        "The words There is none at the moment. Thank you to everyone who helped."
    )


def test_page_shows_thirty_words_at_most(site: Site) -> None:
    letters = [f"B{a}{b}" for a in "BCDFGH" for b in "BCDFGH"]
    files = {**FILES, "content/hints/a.md": markdown("Sift", ", ".join(letters))}
    assert len(letters) == 36
    assert list(words(site(files).soup(ADDRESS))) == sorted(letters)[:30]
