"""What holds of linked HTML whatever an author wrote around the words."""

import re
from xml.etree import ElementTree

from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge import Entry
from plugins.glossary_linking.markdown_extension import LEFT_ALONE
from tests.plugins.linked_text import TERMS, html, linked, plain

FRAGMENTS = st.sampled_from(
    [
        *("dough", "Dough", "bread", "bread flour", "loaf", "sourdough", "sour", "WT", "42", "7"),
        *("water", "temperature", "flour", "salt &amp; oil", "’s", "&#8209;", "&shy;", "&nbsp;"),
        *(" ", " ", " ", "\n", "\n\n", "  \n", "*", "*", "**", "**", "_", "`", "``", "- ", "1. "),
        *(
            "> ",
            "## ",
            "    ",
            "[",
            "](/x/)",
            "](../definitions/dough.md)",
            "]()",
            "![",
            "](y.png)",
        ),
        *("](../definitions/none.md)", "|", "\n| a | b |\n|---|---|\n| dough | bread |\n", "-"),
        *("&amp;", "&", "<", ">", r"\*", r"\_", r"\-", "’", "é", "\n```\n", "https://x.org/bread"),
        *("<b>", "</b>", "<code>dough</code>", '<a href="/y/">', "</a>", "<br>", "<!-- dough -->"),
        *("<q>", "</q>", "<span lang='cy'>", "</span>", "<img src='x' alt='dough'>"),
        *("\n<div>dough</div>\n", "<me@dough.org>", "\n: ", "[1]: /z/ 'dough'", "[dough][1]"),
        *("\u00ad", "\u200b", "\ufffc", "\x02", "\x03", "(", ")"),
    ]
)
SOURCES = st.lists(FRAGMENTS, max_size=30).map("".join)
HOW = st.sampled_from(["page", "section", "every", "none"])

_TERM_LINK = re.compile(r'<a data-term="[^"]*" href="[^"]*">((?:(?!</?a\b).)*)</a>', re.DOTALL)
_CUT = re.compile(r"</(em|strong)><\1>|<(em|strong)></\2>")


def without_links(found: str) -> str:
    """HTML with the words of term links in their place, and elements cut in two joined again."""
    found = _TERM_LINK.sub(r"\1", found)
    while _CUT.search(found):
        found = _CUT.sub("", found)
    return found


@given(SOURCES, HOW)
@settings(max_examples=300, deadline=None)
def test_taking_the_links_out_gives_the_very_html(source: str, how: str) -> None:
    assert without_links(html(source, term_links=how)) == without_links(plain(source))


@given(SOURCES, HOW)
@settings(max_examples=150, deadline=None)
def test_nothing_links_inside_what_is_left_alone(source: str, how: str) -> None:
    outer = '<a href="/y/">', "</a>", "](/x/)", "](../definitions/dough.md)", "[dough][1]"
    for piece in outer:
        source = source.replace(piece, "")
    soup = BeautifulSoup(html(source, term_links=how), "html.parser")
    found = soup.select("a[data-term]")
    assert [each for each in found if each.find_parent(sorted(LEFT_ALONE - {"a"}))] == []
    assert [each for each in found if each.find_parent("a") or each.find("a")] == []
    told = [each["data-term"] for each in found]
    assert how in ("every", "section") or len(told) == len(set(told))


@given(SOURCES, HOW)
@settings(max_examples=150, deadline=None)
def test_mentions_are_the_links_in_reading_order(source: str, how: str) -> None:
    found, links = linked(
        source.replace("<me@dough.org>", "").replace("[dough][1]", ""), term_links=how
    )
    shown = BeautifulSoup(found.replace("<br>", " "), "html.parser").select("a[data-term]")
    assert [(each["data-term"], heard(each.get_text())) for each in shown] == [
        (each.term, heard(each.form)) for each in links.mentions
    ]


def heard(text: str) -> str:
    return " ".join(re.sub("[\u00ad\ufffc]", "", text).split())


@given(SOURCES, HOW, st.permutations(TERMS))
@settings(max_examples=100, deadline=None)
def test_order_of_the_definitions_makes_no_difference(
    source: str, how: str, terms: list[Entry]
) -> None:
    assert linked(source, terms=tuple(terms), term_links=how)[0] == html(source, term_links=how)


MARKDOWN = FRAGMENTS.filter(lambda piece: not re.search("[<&\x02\x03]", piece))


@given(st.lists(MARKDOWN, max_size=30).map("".join), HOW)
@settings(max_examples=150, deadline=None)
def test_result_is_well_formed(source: str, how: str) -> None:
    found = re.sub(r"<(br|img\b[^>]*|hr)>", "", html(source, term_links=how))
    assert ElementTree.fromstring(f"<x>{found}</x>").tag == "x"
