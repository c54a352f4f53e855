"""Index pages: one for each kind, and one for each value of its filters."""

from written import SITE, Reading, definition, entry, tip

from knowledge import Library
from knowledge.indexes import index_views
from knowledge.views import IndexView


def index(library: Library, address: str) -> IndexView:
    return next(view for view in index_views(library) if view.address == address)


def grouped(view: IndexView) -> list[tuple[str | None, str | None, list[str]]]:
    return [(g.title, g.anchor, [e.slug for e in g.entries]) for g in view.groups]


TIPS = {
    "content/tips/a.md": tip("A", topics=["heat", "flour"]),
    "content/tips/b.md": tip("B", topics="heat", set="first-five", number=2),
    "content/tips/c.md": tip("C", set="first-five", number=1),
}


def test_each_kind_with_entries_has_a_list_and_one_for_each_value(library: Reading) -> None:
    page = entry(title="P", short="p")
    found = library({**TIPS, "content/pages/p.md": page})
    assert [view.address for view in index_views(found)] == [
        "/tips/",
        "/tips/topic/flour/",
        "/tips/topic/heat/",
    ]


def test_list_of_a_kind_says_what_it_is(library: Reading) -> None:
    files = {**TIPS, "content/definitions/rye.md": definition("Rye")}
    words, tips = (index(library(files), address) for address in ("/definitions/", "/tips/"))
    assert (words.title, words.short, words.count) == ("Words", "What bakers say.", 1)
    assert (tips.title, tips.short, tips.count) == ("Tips", "", 3)
    assert (tips.kind.name, tips.current, tips.all_address) == ("tip", None, "/tips/")
    assert [(c.title, c.address) for c in tips.crumbs] == [("Home", "/")]
    assert tips.labels("nations", "uk") == "Across the UK"


def test_list_of_a_value_holds_only_its_entries_and_leads_back(library: Reading) -> None:
    view = index(library(TIPS), "/tips/topic/flour/")
    assert (view.title, view.current, view.all_address) == ("Tips: Flour", "Flour", "/tips/")
    assert [(c.title, c.address) for c in view.crumbs] == [("Home", "/"), ("Tips", "/tips/")]
    assert grouped(view) == [(None, None, ["a"])]


def test_filter_counts_all_entries_and_marks_the_current_value(library: Reading) -> None:
    found = library(TIPS)
    for address, current in (("/tips/", None), ("/tips/topic/heat/", "Heat")):
        (facet,) = index(found, address).facets
        assert facet.title == "Topic"
        assert [(v.label, v.address, v.count, v.current) for v in facet.values] == [
            ("Flour", "/tips/topic/flour/", 1, False),
            ("Heat", "/tips/topic/heat/", 2, current == "Heat"),
        ]


def test_only_the_filter_of_the_list_has_a_current_value(library: Reading) -> None:
    site = SITE.replace("topics: {", "topics: {film: About films, ")
    rows = "- {id: a, title: A, short: a, format: film, topics: film}\n"
    found = library({"site.yml": site, "content/resources.yml": rows})
    current = {
        (facet.title, value.label): value.current
        for facet in index(found, "/resources/format/film/").facets
        for value in facet.values
    }
    assert current == {("Format", "Film"): True, ("Topic", "About films"): False}


def test_numbered_sets_come_first_and_in_order(library: Reading) -> None:
    assert grouped(index(library(TIPS), "/tips/")) == [
        ("First five tips", "first-five", ["c", "b"]),
        ("More tips", None, ["a"]),
    ]


def test_definitions_stand_under_their_letter_each_letter_once(library: Reading) -> None:
    titles = {
        "a": "rye",
        "b": "Oat",
        "c": "‘Rising’",
        "d": "1970s oats",
        "e": "Éclair",
        "f": "Ryes",
    }
    files = {f"content/definitions/{slug}.md": definition(t) for slug, t in titles.items()}
    assert grouped(index(library(files), "/definitions/")) == [
        ("E", "e", ["e"]),
        ("O", "o", ["b"]),
        ("R", "r", ["c", "a", "f"]),
        ("#", "other", ["d"]),
    ]


def test_definitions_of_a_welsh_site_stand_under_welsh_letters(library: Reading) -> None:
    titles = {"a": "chwarae", "b": "cyd", "c": "llais", "d": "lori"}
    files = {f"content/definitions/{slug}.md": definition(t) for slug, t in titles.items()}
    site = SITE.replace("language: en-GB", "language: cy-GB")
    assert grouped(index(library({"site.yml": site, **files}), "/definitions/")) == [
        ("C", "c", ["b"]),
        ("Ch", "ch", ["a"]),
        ("L", "l", ["d"]),
        ("Ll", "ll", ["c"]),
    ]


def test_list_knows_the_page_that_asks_for_words(library: Reading) -> None:
    files = {"content/definitions/rye.md": definition("Rye")}
    assert index(library(files), "/definitions/").wanted is None
    asking = entry(title="Words", short="w", template="words-we-still-need")
    found = index(library({**files, "content/pages/asking.md": asking}), "/definitions/")
    assert found.wanted is not None
    assert found.wanted.slug == "asking"


def test_page_of_content_takes_the_place_of_a_list(library: Reading) -> None:
    page = entry(title="T", short="t", address="/tips/")
    found = library({**TIPS, "content/pages/t.md": page})
    assert [view.address for view in index_views(found)] == []
