"""The page of a word: its name, who says so, what it is not, its kin, its uses, how to cite it."""

import json
from collections.abc import Mapping

from bs4 import BeautifulSoup, Tag

from tests.plugins.conftest import Site
from tests.plugins.mini_site import PAGES, Output, markdown

RYE, OAT, BUN = (f"content/definitions/{slug}.md" for slug in ("rye", "oat", "bun"))


def texts(parent: BeautifulSoup | Tag, selector: str) -> list[str]:
    return [" ".join(found.get_text().split()) for found in parent.select(selector)]


def section(page: BeautifulSoup, heading: str) -> Tag:
    """The part of a page that stands under a heading of the second level."""
    return next(h for h in page.select("h2") if h.get_text() == heading).parent


def word(site: Site, files: Mapping[str, str], slug: str = "rye") -> BeautifulSoup:
    return site({**PAGES, **files}).soup(f"/definitions/{slug}/")


def test_letters_and_meaning_stand_beside_the_title(site: Site) -> None:
    page = word(site, {RYE: markdown("Rye bread", acronym="RB", sense="in a tin")})
    assert texts(page, "h1") == ["Rye bread (RB) in a tin"]
    assert texts(page, "h1 .page-title__sense") == ["in a tin"]
    assert texts(page, "title") == ["Rye bread (RB) in a tin – Definitions – Crumb"]


def test_letters_that_are_in_the_title_are_not_told_twice(site: Site) -> None:
    assert texts(word(site, {RYE: markdown("Rye (RB)", acronym="RB")}), "h1") == ["Rye (RB)"]


def test_each_view_has_its_parts_in_the_same_places(site: Site) -> None:
    views = [
        {"who": "A baker", "view": "It is dark."},
        {"who": "A law", "year": 1999, "official": True, "view": "It has rye.", "sources": ["b"]},
    ]
    files = {
        RYE: markdown("Rye", views=views, what_they_share="All of them eat it."),
        "content/sources.yml": "b: {title: A book}\n",
    }
    said = section(word(site, files), "Who says so")
    assert texts(said, "h2 ~ p") == ["What they share: All of them eat it."]
    assert [
        [" ".join(part.get_text().split()) for part in view.select("h3, p")]
        for view in said.select("li")
    ] == [
        ["A law", "1999, official", "It has rye.", "Source 1"],
        ["A baker", "No year given", "It is dark."],
    ]
    assert [view["id"] for view in said.select("li")] == ["view-2", "view-1"]


def test_many_views_are_counted_and_can_be_gone_past(site: Site) -> None:
    views = [{"who": f"Baker {n}", "view": "v"} for n in range(7)]
    oat = {OAT: markdown("Oat")}
    page = word(site, {**oat, RYE: markdown("Rye", views=views, see_also="oat")})
    said = section(page, "Who says so")
    assert texts(said, "h2 ~ p") == [
        "There are 7 views. Official ones come first, then the newest. You can go past them."
    ]
    assert said.select_one("p a")["href"] == "#see-also"
    assert page.select_one("#see-also")
    few = word(site, {**oat, RYE: markdown("Rye", views=views[:6], see_also="oat")})
    assert texts(section(few, "Who says so"), "h2 ~ p") == []


def test_what_the_other_page_says_names_both_words_and_links_them_like_any_text(site: Site) -> None:
    contrast = {"term": "oat", "difference": "Rye is <b>dark</b> & oat is pale."}
    files = {RYE: markdown("Rye", not_the_same_as=[contrast]), OAT: markdown("Oat")}
    here = section(word(site, files), "Not the same as")
    there = section(word(site, files, "oat"), "Not the same as")
    assert texts(here, "dt") == ["Oat"]
    assert texts(there, "dt") == ["Rye and Oat"]
    assert texts(there, "dd") == texts(here, "dd") == ["Rye is <b>dark</b> & oat is pale."]
    assert [a["href"] for a in there.select("dt a")] == ["/definitions/rye/"]
    assert [a.get_text() for a in there.select("dd a[data-term=rye]")] == ["Rye"]
    assert here.select_one("dd a[data-term=oat]")


def test_kin_are_told_apart(site: Site) -> None:
    files = {
        RYE: markdown("Rye", part_of="bun", see_also="oat"),
        OAT: markdown("Oat", part_of="rye"),
        BUN: markdown("Bun", see_also="oat"),
    }
    kin = {
        slug: texts(section(word(site, files, slug), "See also"), "h3, a")
        for slug in ("rye", "oat", "bun")
    }
    assert kin == {
        "rye": ["Part of", "Bun", "Parts of it", "Oat"],
        "oat": ["Part of", "Rye", "Next to it", "Bun"],
        "bun": ["Parts of it", "Rye", "Next to it", "Oat"],
    }


def test_use_shows_its_sentence_with_the_word_marked_and_not_linked(site: Site) -> None:
    files = {
        RYE: markdown("Rye"),
        "content/tips/a.md": "---\ntitle: A tip\n---\n\nRest. Cut *rye* thin & slow. Eat.\n",
    }
    used = section(word(site, files), "Where this word is used")
    assert texts(used, "h3, a, p") == ["Tips", "A tip", "Cut rye thin & slow."]
    assert texts(used, "p b") == ["rye"]
    assert used.select("p a") == []


def test_uses_after_the_first_of_a_kind_are_folded_away(site: Site) -> None:
    tips = {
        f"content/tips/t{n}.md": f"---\ntitle: Tip {n}\n---\n\nCut rye thin.\n" for n in range(4)
    }
    used = section(word(site, {RYE: markdown("Rye"), **tips}), "Where this word is used")
    assert texts(used, "summary") == ["2 more"]
    assert texts(used, "details a") == ["Tip 2", "Tip 3"]
    assert len(used.select("p")) == 2


def test_citation_says_all_that_is_known(bread: Output, site: Site) -> None:
    known = bread.soup("/definitions/sourdough/").select_one("#citation").get_text()
    assert known == (
        "“Sourdough”. Crumb, the bread knowledge base. The Crumb Bakers. "
        "Last checked 2 March 2026. "
        "https://example.org/base/definitions/sourdough/"
    )
    files = {**PAGES, "content/definitions/bread.md": markdown("Bread", sense="in a tin")}
    unknown = site(files, publish=True, address=None).soup("/definitions/bread/")
    assert unknown.select_one("#citation").get_text() == (
        "“Bread” (in a tin). Crumb, all about bread."
    )


def test_word_leads_to_itself_as_data_unless_it_is_a_draft(site: Site) -> None:
    rye, draft = markdown("Rye"), markdown("Oat", status="draft")
    output = site({**PAGES, RYE: rye, OAT: draft})
    other = 'link[rel="alternate"][type="application/json"]'
    (link,) = output.soup("/definitions/rye/").select(other)
    assert link["href"] == "/api/v1/definitions/rye.json"
    data = output.read(link["href"])
    assert json.loads(data)["definition"]["slug"] == "rye"
    assert output.soup("/definitions/oat/").select(other) == []


def test_a_to_z_says_which_letters_are_empty_and_puts_numbers_last(site: Site) -> None:
    page = site({**PAGES, RYE: markdown("Rye"), OAT: markdown("10 loaves")}).soup("/a-to-z/")
    jumps = page.select_one("main nav.letter-list")
    assert [a["href"] for a in jumps.select("a")] == ["#letter-r", "#letter-other"]
    assert texts(jumps, "a") == ["R", "# numbers and signs"]
    said = f"Nothing begins with {', '.join('ABCDEFGHIJKLMNOPQSTUVWXY')} or Z."
    assert texts(jumps, "p") == [said]
    assert page.select_one("#letter-other .visually-hidden").get_text() == "Numbers and signs"


def test_filter_leads_on_to_the_search_and_to_the_words_we_still_need(site: Site) -> None:
    asking = markdown("Wanted", template="words-we-still-need")
    files = {**PAGES, RYE: markdown("Rye"), OAT: markdown("Oat")}
    ways = [
        [link["href"] for link in output.soup(address).select("list-filter a")]
        for more in ({}, {"content/pages/wanted.md": asking})
        if (output := site({**files, **more}))
        for address in ("/a-to-z/", "/definitions/")
    ]
    assert ways == [["/search/"]] * 2 + [["/search/", "/wanted/"]] * 2
