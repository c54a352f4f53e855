"""The library: entries, their order, and what relates to what."""

import pytest
from written import Reading, case_study, definition, entry, slugs, the, tip

from knowledge import KINDS, Entry
from knowledge.frontmatter import Document
from knowledge.kinds import DefinitionFields
from knowledge.library import joined, plain_text


def test_entry_is_found_by_kind_by_reference_and_by_file(library: Reading) -> None:
    found = library(
        {
            "content/tips/start.md": tip("Start"),
            "content/resources.yml": "- {id: book, title: Book, short: b}\n",
        }
    )
    start, book = the(found, "tip", "start"), the(found, "resource", "book")
    assert found.find("tips/start") is start
    assert found.at("content/tips/start.md") is start
    assert [found.find(wrong) for wrong in ("tips/begin", "tip/start", "start", "")] == [None] * 4
    assert found.find("resources.yml/book") is book
    assert found.at("content/resources.yml") is None
    assert found.get("tip", "begin") is None
    assert found.of_kind("unheard") == ()


@pytest.mark.parametrize(
    ("path", "text", "address", "template"),
    [
        ("content/pages/about.md", entry(title="A", short="b"), "/about/", "page"),
        (
            "content/pages/home.md",
            entry(title="A", short="b", address="/", template="home"),
            "/",
            "home",
        ),
        ("content/tips/a/start.md", tip("Start"), "/tips/start/", "tip"),
        ("content/case-studies/mill.md", case_study("Mill"), "/case-studies/mill/", "case-study"),
    ],
)
def test_address_and_template_come_from_the_kind_or_the_page(
    library: Reading, path: str, text: str, address: str, template: str
) -> None:
    (found,) = library({path: text}).entries
    assert (found.address, found.template) == (address, template)


def test_short_of_a_tip_is_the_tip_itself(library: Reading) -> None:
    found = library({"content/tips/a.md": tip("A", body="\nAsk **first**,\nthen bake.\n")})
    assert the(found, "tip", "a").short == "Ask first, then bake."


def test_source_is_found_by_id_or_is_itself(library: Reading) -> None:
    sources = "a-book:\n  title: Book\n"
    found = library(
        {
            "content/sources.yml": sources,
            "content/tips/a.md": tip("A", sources=["a-book", {"title": "Film"}]),
        }
    )
    cited = [found.source(reference) for reference in the(found, "tip", "a").fields.sources]
    assert [source.title for source in cited if source] == ["Book", "Film"]
    assert found.source("no-book") is None


def test_linked_entries_keep_the_order_of_the_author(library: Reading) -> None:
    found = library(
        {
            "content/definitions/rye.md": definition("Rye", see_also=["spelt", "oat"]),
            "content/definitions/oat.md": definition("Oat"),
            "content/definitions/spelt.md": definition("Spelt"),
        }
    )
    assert slugs(found.linked(the(found, "definition", "rye"), "see_also")) == ["spelt", "oat"]
    assert found.linked(the(found, "definition", "oat"), "see_also") == ()


def test_neighbours_are_the_ones_before_and_after_in_the_set_by_number(library: Reading) -> None:
    numbers = {"a": 3, "b": 1, "c": 2}
    files = {
        f"content/tips/{slug}.md": tip(slug, set="first-five", number=number)
        for slug, number in numbers.items()
    }
    found = library({**files, "content/tips/d.md": tip("d")})
    a, b, c, d = found.of_kind("tip")
    assert [found.neighbours(each) for each in (b, c, a, d)] == [
        (None, c, 3),
        (b, a, 3),
        (c, None, 3),
        (None, None, 0),
    ]


def test_filter_lists_values_in_the_order_of_the_vocabulary(library: Reading) -> None:
    found = library(
        {
            "content/tips/a.md": tip("A", topics=["heat", "flour"]),
            "content/tips/b.md": tip("B", topics="heat"),
            "content/tips/c.md": tip("C"),
        }
    )
    kind = next(kind for kind in KINDS if kind.name == "tip")
    filters = found.facet(kind, kind.facets[0])
    assert [(value, slugs(entries)) for value, entries in filters] == [
        ("flour", ["a"]),
        ("heat", ["a", "b"]),
    ]


def test_newest_is_the_last_checked_then_the_latest_year_named(library: Reading) -> None:
    cases = {
        "old": {"years": "1995 to now"},
        "long": {"years": "1990 to 2015"},
        "wordy": {"years": "for ever"},
        "checked": {"years": "1900", "reviewed": "2026-01-02"},
        "checked-later": {"years": "1900", "reviewed": "2026-11-01"},
    }
    files = {f"content/case-studies/{s}.md": case_study(s, **f) for s, f in cases.items()}
    assert slugs(library(files).newest("case-study")) == [
        "checked-later",
        "checked",
        "long",
        "old",
        "wordy",
    ]


RELATED = {
    # Everyone names flour; only two name rye.
    "content/definitions/flour.md": definition("Flour"),
    "content/definitions/rye.md": definition("Rye"),
    "content/tips/a.md": tip("A", terms=["flour", "rye"]),
    "content/tips/b.md": tip("B", terms=["flour"]),
    "content/tips/c.md": tip("C", terms=["flour"]),
    "content/tips/d.md": tip("D", terms=["flour", "rye"]),
    "content/tips/e.md": tip("E"),
    "content/pages/p.md": entry(title="P", short="p", path=[{"entry": "tips/a", "why": "w"}]),
    "content/resources.yml": "- {id: r, title: R, short: r, terms: [rye]}\n",
}


def test_rare_shared_traits_weigh_more_and_equals_stand_by_kind_and_title(library: Reading) -> None:
    found = library(RELATED)
    assert slugs(found.related(the(found, "tip", "a"))) == ["d", "rye", "flour", "b", "c"]
    assert slugs(found.related(the(found, "tip", "a"), limit=2)) == ["d", "rye"]
    assert found.related(the(found, "tip", "e")) == []


def test_what_a_page_shows_anyway_is_not_related_once_more(library: Reading) -> None:
    found = library(RELATED)
    shown = [the(found, "tip", "d")]
    assert slugs(found.related(the(found, "tip", "a"), besides=shown))[0] == "rye"


def test_entry_pages_and_items_without_a_page_are_not_related(library: Reading) -> None:
    found = library(RELATED)
    for each in found.entries:
        others = found.related(each)
        assert each not in others
        assert {other.kind.name for other in others} <= {"definition", "tip"}


def test_word_kept_from_linking_relates_nothing(library: Reading) -> None:
    found = library({**RELATED, "content/tips/e.md": tip("E", unlinked_terms=["rye", "flour"])})
    assert found.related(the(found, "tip", "e")) == []


def test_drafts_are_related_to_nothing(library: Reading) -> None:
    found = library(
        {**RELATED, "content/tips/d.md": tip("D", terms=["rye"], status="draft")}, drafts=True
    )
    assert "d" not in slugs(found.related(the(found, "tip", "a")))
    assert found.related(the(found, "tip", "d")) == []


def test_equal_sums_are_equal_in_whatever_order_they_are_added_up(library: Reading) -> None:
    """Six tips share four terms each with the first; the terms are as rare as each other's."""
    files, all_terms = {}, []
    for n in range(6):
        terms = [f"term-{n}-{rarity}" for rarity in range(4)]
        all_terms += terms
        files[f"content/tips/other-{n}.md"] = tip(f"Other {n}", terms=terms)
        for rarity, term in enumerate(terms):
            files[f"content/definitions/{term}.md"] = definition(term)
            for more in range(rarity):
                files[f"content/tips/{term}-{more}.md"] = tip(f"{term} {more}", terms=term)
    found = library({**files, "content/tips/first.md": tip("First", terms=all_terms)})
    related = slugs(found.related(the(found, "tip", "first")))
    assert related == [f"other-{n}" for n in range(6)]


@pytest.mark.parametrize(
    ("markdown", "words"),
    [
        ("Plain  words\n\nhere", "Plain words here"),
        ("**bold** _slanted_ `code`", "bold slanted code"),
        ("See [the tip](../tips/a.md) now", "See the tip now"),
        ("![A loaf](../images/a.png) rises", "A loaf rises"),
        ("## Steps\n\n1. One\n2. Two\n\n- three\n* four\n> five", "Steps One Two three four five"),
        ("a <b>bold</b> word<br>", "a bold word"),
        (r"\*not bold\* and \[1\] snake\_case", "*not bold* and [1] snake_case"),
        ("&lt;b&gt; and R&amp;D", "<b> and R&D"),
        ("", ""),
    ],
)
def test_plain_text_is_the_words_alone(markdown: str, words: str) -> None:
    assert plain_text(markdown) == words


@pytest.mark.parametrize(
    ("path", "target", "file"),
    [
        ("content/hints/a.md", "../tips/b.md", "content/tips/b.md"),
        ("content/hints/a.md", "b.md", "content/hints/b.md"),
        ("content/hints/a.md", "./b.md", "content/hints/b.md"),
        ("content/hints/a.md", "../../README.md", "README.md"),
        ("content/hints/a.md", "../../../../etc/passwd", "etc/passwd"),
    ],
)
def test_relative_link_is_joined_and_never_leaves_the_project(
    path: str, target: str, file: str
) -> None:
    assert joined(path, target) == file


def test_entry_is_itself_and_no_copy_of_it() -> None:
    fields = DefinitionFields(title="A", short="b")
    document = Document("a.md", {}, {})
    assert Entry(KINDS[0], "a", fields, document) != Entry(KINDS[0], "a", fields, document)
