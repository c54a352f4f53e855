"""The linking of terms: Markdown in, HTML out, with nothing but Python-Markdown around it."""

import re

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown

from knowledge import KINDS, Entry, Glossary
from knowledge.frontmatter import read_markdown
from knowledge.kinds import DefinitionFields
from plugins.glossary_linking.markdown_extension import LEFT_ALONE, GlossaryLinkingExtension

DEFINITION = KINDS[0]


def term(title: str, **fields: object) -> Entry:
    slug = re.sub(r"[^a-z0-9]+", "-", title.lower())
    document = read_markdown(f"content/definitions/{slug}.md", b"---\ntitle: x\n---\n")
    return Entry(DEFINITION, slug, DefinitionFields(title=title, short="x", **fields), document)


TERMS = (
    term("Dough"),
    term("Bread", aliases=["loaf"]),
    term("Bread flour"),
    term("Sour-dough", aliases=["sourdough"]),
    term("Water temperature", acronym="WT"),
    term("42"),
)
OTHERS = ["tables", "fenced_code", "sane_lists", "toc"]


def html(source: str, own: str = "", terms: tuple[Entry, ...] = TERMS) -> str:
    linking = GlossaryLinkingExtension(Glossary(terms), lambda slug: f"/d/{slug}/")
    linking.linker.begin(own)
    return Markdown(extensions=[linking, *OTHERS], output_format="html").convert(source)


def link(slug: str, text: str) -> str:
    return f'<a data-term="{slug}" href="/d/{slug}/">{text}</a>'


def plain(source: str) -> str:
    return Markdown(extensions=OTHERS, output_format="html").convert(source)


def without_links(linked: str) -> str:
    return re.sub(r'<a data-term="[^"]*" href="[^"]*">([^<]*)</a>', r"\1", linked)


def test_term_becomes_a_link_with_its_slug_and_keeps_the_writers_letters() -> None:
    assert html("Good DOUGH rises.") == f"<p>Good {link('dough', 'DOUGH')} rises.</p>"


def test_only_the_first_use_links_whatever_name_it_goes_by() -> None:
    assert html("A loaf is bread.\n\nBread again.") == (
        f"<p>A {link('bread', 'loaf')} is bread.</p>\n<p>Bread again.</p>"
    )


def test_longest_label_wins() -> None:
    assert html("Buy bread flour.") == f"<p>Buy {link('bread-flour', 'bread flour')}.</p>"


def test_two_terms_in_one_sentence_both_link_with_the_words_between_kept() -> None:
    assert html("Dough, then bread!") == (
        f"<p>{link('dough', 'Dough')}, then {link('bread', 'bread')}!</p>"
    )


def test_words_after_an_element_are_linked_too() -> None:
    assert html("Knead *well* the dough **now** as bread.") == (
        f"<p>Knead <em>well</em> the {link('dough', 'dough')} "
        f"<strong>now</strong> as {link('bread', 'bread')}.</p>"
    )


def test_first_use_is_the_first_in_reading_order() -> None:
    assert html("*Dough* and dough, bread *and bread*.") == (
        f"<p><em>{link('dough', 'Dough')}</em> and dough, {link('bread', 'bread')} "
        "<em>and bread</em>.</p>"
    )


def test_lists_are_linked() -> None:
    assert html("1. Mix dough.\n2. Bake bread.") == (
        f"<ol>\n<li>Mix {link('dough', 'dough')}.</li>\n"
        f"<li>Bake {link('bread', 'bread')}.</li>\n</ol>"
    )


def test_cells_of_a_table_are_linked_and_its_head_as_well() -> None:
    found = html("| Dough | Time |\n|---|---|\n| Bread | 1 h |")
    assert f"<th>{link('dough', 'Dough')}</th>" in found
    assert f"<td>{link('bread', 'Bread')}</td>" in found


@pytest.mark.parametrize(
    ("written", "shown"),
    [("sour-dough", "sour-dough"), ("sour dough", "sour dough"), ("Sourdough", "Sourdough")],
)
def test_hyphen_space_and_alias_find_the_same_term(written: str, shown: str) -> None:
    assert html(written) == f"<p>{link('sour-dough', shown)}</p>"


def test_label_may_run_over_the_end_of_a_line() -> None:
    linked = link("water-temperature", "water\ntemperature")
    assert html("Mind the water\ntemperature.") == f"<p>Mind the {linked}.</p>"


def test_acronym_needs_its_capitals() -> None:
    assert html("wt is not WT") == f"<p>wt is not {link('water-temperature', 'WT')}</p>"


@pytest.mark.parametrize(
    "source",
    [
        "`dough` is code.",
        "    dough in an indented block",
        "```\ndough\n```",
        "~~~ text\ndough\n~~~",
        "## Dough\n",
        "### About *dough*\n",
        "Dough\n=====\n",
        "[dough](/somewhere/)",
        "[the *dough* here](/somewhere/)",
        "[dough][ref]\n\n[ref]: /somewhere/",
        "<https://example.org/dough>",
        "> Dough is life.",
        "> - dough\n> - *dough*",
        '<a href="/x/">dough</a>',
        '<a href="/x/">the *dough* here</a>',
        "<code>dough</code>",
        "<code>some *dough* inside</code>",
        "<CODE>dough</CODE>",
        "<kbd>dough</kbd>",
        "<q>dough</q> they said",
        "<cite>Dough</cite>",
        "<abbr>dough</abbr>",
        "<div>dough</div>",
        "<table><caption>Dough</caption><tr><td>dough</td></tr></table>",
        "<figure><img src='x' alt='dough'><figcaption>Dough</figcaption></figure>",
        "<p>Raw dough.</p>",
        "<!-- dough -->",
        "![dough](dough.png)",
        '![a picture](x.png "dough")',
        "doughnut, playdough, dough_scraper, dough2",
        "&dough;",
    ],
)
def test_left_alone(source: str) -> None:
    assert html(source) == plain(source)


def test_words_after_what_is_left_alone_are_linked() -> None:
    assert html("`dough` and dough") == f"<p><code>dough</code> and {link('dough', 'dough')}</p>"
    assert html("<code>dough</code> and dough") == (
        f"<p><code>dough</code> and {link('dough', 'dough')}</p>"
    )
    assert html("> dough\n\ndough").endswith(f"<p>{link('dough', 'dough')}</p>")


def test_page_of_the_term_itself_does_not_link_to_itself() -> None:
    assert html("Dough is not bread.", own="dough") == (
        f"<p>Dough is not {link('bread', 'bread')}.</p>"
    )


@pytest.mark.parametrize(
    "source",
    ["water *temperature*", "**water** temperature", "water `x` temperature", "sour-*dish*"],
)
def test_label_broken_by_markup_is_left(source: str) -> None:
    assert html(source) == plain(source)


@pytest.mark.parametrize("source", [r"a \* b", "a &amp; b", "<b>a</b>", "<me@x.org>", "`x` y"])
def test_numbers_that_markdown_uses_as_place_holders_are_never_terms(source: str) -> None:
    numbers = tuple(term(str(number)) for number in range(130))
    assert html(source, terms=numbers) == plain(source)


def test_term_that_is_off_does_not_link() -> None:
    assert html("dough", terms=(term("Dough", auto_link=False),)) == "<p>dough</p>"
    assert html("dough", terms=(term("Dough", status="draft"),)) == "<p>dough</p>"


def test_which_terms_were_linked_is_told_in_reading_order() -> None:
    linking = GlossaryLinkingExtension(Glossary(TERMS), str)
    linking.linker.begin("")
    converter = Markdown(extensions=[linking])
    converter.convert("A loaf of *dough*.\n\n`bread flour` and WT, dough.")
    assert linking.linker.linked == ["bread", "dough", "water-temperature"]
    linking.linker.begin("")
    converter.reset().convert("Nothing here.")
    assert linking.linker.linked == []


FRAGMENTS = st.sampled_from(
    [
        *("dough", "Dough", "bread", "bread flour", "loaf", "sourdough", "WT", "42", "7", "flour"),
        *(" ", " ", " ", "\n", "\n\n", "*", "**", "_", "`", "``", "- ", "1. ", "> ", "## ", "    "),
        *("[", "](/x/)", "![", "](y.png)", "|", "\n| a | b |\n|---|---|\n| dough | bread |\n"),
        *("&amp;", "&", "<", ">", r"\*", r"\_", "’", "é", "\n```\n", "https://x.org/bread", "-"),
        *("<b>", "</b>", "<code>dough</code>", '<a href="/y/">', "</a>", "<br>", "<!-- dough -->"),
        *("\n<div>dough</div>\n", "<me@dough.org>", "\n: ", "[1]: /z/ 'dough'"),
    ]
)
SOURCES = st.lists(FRAGMENTS, max_size=30).map("".join)


@given(SOURCES)
@settings(max_examples=200, deadline=None)
def test_taking_the_links_out_gives_the_very_text(source: str) -> None:
    assert without_links(html(source)) == plain(source)


@given(SOURCES)
@settings(max_examples=100, deadline=None)
def test_each_term_links_at_most_once_and_never_inside_what_is_left_alone(source: str) -> None:
    closed = source.replace('<a href="/y/">', "").replace("</a>", "")
    links = BeautifulSoup(html(closed), "html.parser").select("a[data-term]")
    slugs = [found["data-term"] for found in links]
    assert len(slugs) == len(set(slugs))
    assert [found for found in links if found.find_parent(sorted(LEFT_ALONE))] == []


@given(SOURCES)
@settings(max_examples=100, deadline=None)
def test_order_of_the_definitions_makes_no_difference(source: str) -> None:
    assert html(source) == html(source, terms=tuple(reversed(TERMS)))
