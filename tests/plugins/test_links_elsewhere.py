"""What a page's linked words become in all other places, and from one build to the next.

Numbers 13 and 14 of the edge cases that people report of linkers: content that is used twice
must not carry marks with it, and a changed glossary must change the pages that use its words.
"""

import re

from tests.plugins.conftest import Site
from tests.plugins.mini_site import PAGES, Output, markdown

RYE = {"content/definitions/rye.md": markdown("Rye", "A grain.", short="A dark grain.")}
TIP = {
    "content/tips/sow.md": markdown("Sow", "Sow rye & *oats*.", short="", reviewed="2026-01-02"),
    "content/hints/mix.md": markdown(
        "Mix", "Rye.\n\n## Steps\n\n1. Rye.\n\n## Checklist\n\n- Rye.", short="Mix some rye."
    ),
}
LINK = 'data-term="rye"'


def test_page_carries_the_link(site: Site) -> None:
    output = site({**RYE, **TIP})
    assert LINK in output.read("/tips/sow/")
    assert LINK in output.read("/hints/mix/")


def test_link_stands_in_a_page_once_though_its_words_are_shown_twice(site: Site) -> None:
    page = site({**RYE, **TIP}).soup("/hints/mix/")
    assert len(page.select("main a[data-term=rye]")) == 1
    assert page.find("meta", {"name": "description"})["content"] == "Mix some rye."


def test_lists_of_entries_carry_no_marks(site: Site) -> None:
    output = site({**PAGES, **RYE, **TIP})
    for address in ("/tips/", "/hints/", "/definitions/", "/a-to-z/"):
        assert "data-term" not in output.read(address)
    assert "Mix some rye." in output.soup("/hints/").get_text()


def test_card_carries_no_marks(site: Site) -> None:
    card = site({**RYE, **TIP}).soup("/embed/v1/tip/sow/")
    assert "Sow rye & oats." in card.article.get_text()
    assert card.select("[data-term]") == []
    assert card.select("a[href*=definitions]") == []


def test_search_text_carries_no_marks(site: Site) -> None:
    output = site({**RYE, **TIP})
    found = [output.read(path) for path in output.paths() if re.match(r"search/.*\.js$", path)]
    assert any("rye" in text for text in found)
    assert [text for text in found if "data-term" in text or "<a" in text] == []


def test_feeds_carry_no_marks_and_whole_addresses(site: Site) -> None:
    output = site({**RYE, **TIP}, publish=True, address="https://example.org/base")
    feed = output.read("/feeds/all.atom.xml")
    assert "data-term" not in feed
    assert "https://example.org/base/definitions/rye/" in feed


def tip_links(output: Output) -> bool:
    return LINK in output.read("/tips/sow/")


def test_changed_glossary_changes_the_pages_that_use_its_words(site: Site) -> None:
    assert not tip_links(site(TIP))
    assert tip_links(site(RYE))
    never = markdown("Rye", short="A dark grain.", auto_link=False)
    assert not tip_links(site({"content/definitions/rye.md": never}))


def test_pages_are_not_kept_from_one_build_to_the_next(site: Site) -> None:
    """Pelican's cache knows which file changed, and not whose words."""
    output = site({})
    assert (output.settings["CACHE_CONTENT"], output.settings["LOAD_CONTENT_CACHE"]) == (
        False,
        False,
    )
