"""The linking of terms: Markdown in, HTML out, with nothing but Python-Markdown around it.

The edge cases that people report of linkers, and the tests that keep them out here (the
others stand in tests/knowledge/test_glossary.py and test_links_elsewhere.py):

 3 brackets and letters at the ends   test_words_beside_brackets_and_markup_link
 4 signs that Markdown changes        test_entities_and_escapes_are_read_as_readers_see_them
 8 hidden words use nothing up        test_first_use_is_the_first_that_may_link
 9 words broken by markup             test_label_broken_by_markup_is_one_link
10 no link where none may stand       test_left_alone, test_nothing_links_inside_what_is_left_alone
11 a term's own page                  test_page_of_the_term_itself_does_not_link_to_itself
12 two senses                         test_every_use_of_a_word_with_two_meanings_links
15 words in another language          test_words_in_another_language_are_left_alone
16 unknown terms keep their words     test_link_to_an_unknown_definition_keeps_its_words
"""

import pytest
from bs4 import BeautifulSoup
from markdown import Markdown

from knowledge import Glossary
from knowledge.linking import PageLinks
from plugins.glossary_linking.markdown_extension import GlossaryLinkingExtension
from tests.knowledge.terms import page, term
from tests.plugins.linked_text import (
    ADDRESSES,
    SETTINGS,
    TERMS,
    html,
    link,
    linked,
    plain,
    slugs,
)


def test_term_becomes_a_link_with_its_slug_and_keeps_the_writers_letters() -> None:
    assert html("Good DOUGH rises.") == f"<p>Good {link('dough', 'DOUGH')} rises.</p>"


def test_only_the_first_use_links_whatever_name_it_goes_by() -> None:
    assert html("A loaf is bread.\n\nBread again.") == (
        f"<p>A {link('bread', 'loaf')} is bread.</p>\n<p>Bread again.</p>"
    )


def test_each_section_links_anew_when_asked() -> None:
    source = "Dough.\n\n## One\n\nDough, dough.\n\n### Two\n\n- dough"
    assert slugs(source, term_links="section") == ["dough"] * 3
    assert slugs(source, term_links="every") == ["dough"] * 4
    assert slugs(source, term_links="none") == []


def test_longest_label_wins() -> None:
    assert html("Buy bread flour.") == f"<p>Buy {link('bread-flour', 'bread flour')}.</p>"


def test_link_covers_the_plural_and_the_possessive() -> None:
    assert html("loaves, the dough’s") == (
        f"<p>{link('bread', 'loaves')}, the {link('dough', 'dough’s')}</p>"
    )


def test_two_terms_in_one_sentence_both_link_with_the_words_between_kept() -> None:
    assert html("Dough, then bread!") == (
        f"<p>{link('dough', 'Dough')}, then {link('bread', 'bread')}!</p>"
    )


def test_words_beside_brackets_and_markup_link() -> None:
    assert html("(dough) [bread] *42*") == (
        f"<p>({link('dough', 'dough')}) [{link('bread', 'bread')}] <em>{link('42', '42')}</em></p>"
    )


def test_words_after_an_element_are_linked_too() -> None:
    assert html("Knead *well* the dough **now** as bread.") == (
        f"<p>Knead <em>well</em> the {link('dough', 'dough')} "
        f"<strong>now</strong> as {link('bread', 'bread')}.</p>"
    )


def test_lists_quotes_of_lists_and_cells_are_linked() -> None:
    assert html("1. Mix dough.\n2. Bake bread.") == (
        f"<ol>\n<li>Mix {link('dough', 'dough')}.</li>\n"
        f"<li>Bake {link('bread', 'bread')}.</li>\n</ol>"
    )
    assert slugs("- dough\n\n    more bread\n\n    - 42") == ["dough", "bread", "42"]
    assert slugs("| Dough | Time |\n|---|---|\n| Bread | 42 |") == ["bread", "42"]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("water **temperature**", link("wt", "water <strong>temperature</strong>")),
        ("**water** temperature", link("wt", "<strong>water</strong> temperature")),
        ("*sour*-dough", link("sourdough", "<em>sour</em>-dough")),
        ("sour*dough*", link("sourdough", "sour<em>dough</em>")),
        ("*water*\n**temperature**", link("wt", "<em>water</em>\n<strong>temperature</strong>")),
        ("***water* temperature**", f"<strong>{link('wt', '<em>water</em> temperature')}</strong>"),
        # elements that reach out of the link are cut in two
        (
            "**some sour**-dough",
            f"<strong>some </strong>{link('sourdough', '<strong>sour</strong>-dough')}",
        ),
        (
            "sour-**dough here**",
            f"{link('sourdough', 'sour-<strong>dough</strong>')}<strong> here</strong>",
        ),
        (
            "*cold water* *temperature now*",
            f"<em>cold </em>{link('wt', '<em>water</em> <em>temperature</em>')}<em> now</em>",
        ),
        (
            "**cold *hard water***\n*temperature*",
            "<strong>cold <em>hard </em></strong>"
            + link("wt", "<strong><em>water</em></strong>\n<em>temperature</em>"),
        ),
        # line ends
        ("water\ntemperature", link("wt", "water\ntemperature")),
        ("water  \ntemperature", link("wt", "water<br>\ntemperature")),
        ("water<br>temperature", link("wt", "water<br>temperature")),
        ("water<BR />\ntemperature", link("wt", "water<BR />\ntemperature")),
        ("sour-\ndough", link("sourdough", "sour-\ndough")),
        ("sour<wbr>dough", link("sourdough", "sour<wbr>dough")),
    ],
)
def test_label_broken_by_markup_is_one_link(source: str, expected: str) -> None:
    found = html(source)
    assert found == f"<p>{expected}</p>"
    assert len(BeautifulSoup(found, "html.parser").select("a")) == 1


@pytest.mark.parametrize(
    "source",
    [
        *("water `x` temperature", "water ![x](y.png) temperature", "water [temperature](/x/)"),
        *("water\n\ntemperature", "- water\n- temperature", "water <!-- x --> temperature"),
        *("water <kbd>x</kbd> temperature", "| water | temperature |\n|---|---|\n| water | x |"),
        *("sour-*dish*", "sour-`dough`", "`sour`-dough", "[sour](/x/)-dough", "dou`gh`"),
        *("<b>water</b> temperature", "water <em>temperature</em>"),
    ],
)
def test_label_broken_by_what_is_no_text_is_none(source: str) -> None:
    assert html(source) == plain(source)


@pytest.mark.parametrize(
    ("source", "slug", "shown"),
    [
        ("sour&#8209;dough", "sourdough", "sour&#8209;dough"),
        ("sour&#x2010;dough", "sourdough", "sour&#x2010;dough"),
        ("sour&ndash;dough", "sourdough", "sour&ndash;dough"),
        ("sour&shy;dough", "sourdough", "sour&shy;dough"),
        ("sour&#8203;dough", "sourdough", "sour&#8203;dough"),
        ("water&nbsp;temperature", "wt", "water&nbsp;temperature"),
        ("water &#8203;&nbsp; temperature", "wt", "water &#8203;&nbsp; temperature"),
        ("salt &amp; oil", "salt-and-oil", "salt &amp; oil"),
        ("salt & oil", "salt-and-oil", "salt &amp; oil"),
        ("dough&rsquo;s", "dough", "dough&rsquo;s"),
        ("dough&#39;s", "dough", "dough&#39;s"),
        ("d&#111;ugh", "dough", "d&#111;ugh"),
        (r"sour\-dough", "sourdough", "sour-dough"),
        (r"sour\-*dough*", "sourdough", "sour-<em>dough</em>"),
    ],
)
def test_entities_and_escapes_are_read_as_readers_see_them(
    source: str, slug: str, shown: str
) -> None:
    assert html(source) == f"<p>{link(slug, shown)}</p>"


@pytest.mark.parametrize(
    "source",
    ["water&mdash;temperature", "water &lt; temperature", "water&copy;temperature", "&dough;"],
)
def test_other_entities_stand_between_words(source: str) -> None:
    assert html(source) == plain(source)


@pytest.mark.parametrize("source", [r"a \* b", "a &amp; b", "<b>a</b>", "<me@x.org>", "`x` y"])
def test_numbers_that_markdown_uses_as_place_holders_are_never_terms(source: str) -> None:
    numbers = tuple(term(str(number)) for number in range(130))
    words = (*numbers, term("amp"), term("wzxhzdk"), term("klzzwxh"), term("0"))
    assert linked(source, terms=words)[0] == plain(source)


LEFT = [
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
    "<dough@example.org>",
    "> Dough is life.",
    "> - dough\n> - *dough*",
    "> ## x\n>\n> *dough*",
    "| dough |\n|---|\n| x |",
    '<a href="/x/">dough</a>',
    '<a href="/x/">the *dough* here</a>',
    "<abbr>dough</abbr>",
    "<abbr title='dough'>WT</abbr>",
    "<button>dough</button>",
    "<cite>Dough</cite>",
    "<code>dough</code>",
    "<code>some *dough* inside</code>",
    "<CODE>dough</CODE>",
    "<kbd>dough</kbd>",
    "<label>dough</label>",
    "<math><mi>dough</mi></math>",
    "<q>dough</q> they said",
    "<q lang='en'>some <q>more</q> dough</q>",
    "<samp>dough</samp>",
    "<svg><text>dough</text></svg>",
    "<time>dough</time>",
    "x <summary>dough</summary>",
    "x <script>dough</script> <style>dough</style> <template>dough</template>",
    "x <textarea>dough</textarea> <title>dough</title> <select><option>dough</select>",
    "x <iframe>dough</iframe> <noscript>dough</noscript> <xmp>dough</xmp>",
    "<div>dough</div>",
    "<div>\n\ndough\n\n</div>",
    "<p>Raw dough.</p>",
    "<blockquote>dough</blockquote>",
    "<dl><dt>dough</dt><dd>bread</dd></dl>",
    "<details><summary>dough</summary>dough</details>",
    "<table><caption>Dough</caption><tr><th>dough</th><td>dough</td></tr></table>",
    "<figure><img src='x' alt='dough'><figcaption>Dough</figcaption></figure>",
    "<!-- dough -->",
    "x <!-- dough --> y",
    "![dough](dough.png)",
    '![a picture](x.png "dough")',
    "<img src='x' alt='dough' title='dough'>",
    "doughnut, playdough, dough_scraper, dough2, #dough, @dough",
    "https://example.org/dough and dough.md, www.dough.org, dough@example.org",
    "[dough](/somewhere/dough)",
]


@pytest.mark.parametrize("source", LEFT)
def test_left_alone(source: str) -> None:
    found, links = linked(source)
    assert found == plain(source)
    assert links.mentions == []


@pytest.mark.parametrize("source", LEFT)
def test_first_use_is_the_first_that_may_link(source: str) -> None:
    """What is left alone uses nothing up, and the words after it link."""
    assert slugs(f"{source}\n\nAt last dough.") == ["dough"]
    assert html(f"{source}\n\nAt last dough.").endswith(f"<p>At last {link('dough', 'dough')}.</p>")


def test_words_after_what_is_left_alone_are_linked_in_the_same_sentence() -> None:
    dough = link("dough", "dough")
    assert html("`dough` and dough") == f"<p><code>dough</code> and {dough}</p>"
    assert html("<q>dough</q> and dough") == f"<p><q>dough</q> and {dough}</p>"
    assert html("[dough](/x/), dough") == f'<p><a href="/x/">dough</a>, {dough}</p>'
    assert html("<code>a <b>dough</b></code> and <b>dough</b>").endswith(f"<b>{dough}</b></p>")


def test_raw_block_leaves_the_rest_of_the_page_as_it_was() -> None:
    for raw in (
        "<blockquote>x</blockquote>",
        "<h3>x</h3>",
        "<!-- <code> -->",
        "<pre><q></q></pre>",
    ):
        assert html(f"{raw}\n\ndough").endswith(f"<p>{link('dough', 'dough')}</p>")


def test_tag_without_an_end_opens_nothing() -> None:
    for raw in ('<img src="x" alt="a > b" lang="cy">', "<br lang='cy'>", "<svg/>", "<math />"):
        assert slugs(f"x {raw} dough") == ["dough"]


@pytest.mark.parametrize(
    "source",
    [
        "<span lang='cy'>dough</span>",
        '<span lang="cy">some *dough* there</span>',
        "<i LANG=cy>dough</i>",
        '<span title="a > b" lang="cy">dough</span>',
        "<em lang='cy-GB'>a <em>b</em> dough</em>",
        "<span lang='cy'>a <span lang='en'>dough</span></span>",
        "<span lang='cy'>\ndough\n</span>",
        "<div lang='cy'>dough</div>",
        "<p lang='cy'>dough</p>",
    ],
)
def test_words_in_another_language_are_left_alone(source: str) -> None:
    assert html(source) == plain(source)
    assert slugs(f"{source}\n\n<b>dough</b>") == ["dough"]


def test_words_in_the_language_of_the_site_link() -> None:
    for language in ("en", "en-GB", "EN"):
        assert slugs(f"<span lang='{language}'>dough</span>") == ["dough"]


def test_page_of_the_term_itself_does_not_link_to_itself() -> None:
    assert html("Dough is not bread.", own=TERMS[0]) == (
        f"<p>Dough is not {link('bread', 'bread')}.</p>"
    )
    assert html("[This dough](dough.md) rises.", own=TERMS[0]) == (
        "<p><span>This dough</span> rises.</p>"
    )


def test_authors_own_link_to_a_definition_is_a_term_link_and_a_use() -> None:
    found = html("[What rises](../definitions/dough.md), dough, [*it*](../definitions/dough.md).")
    assert found == (
        f"<p>{link('dough', 'What rises')}, dough, {link('dough', '<em>it</em>')}.</p>"
    )


def test_authors_own_link_counts_in_reading_order() -> None:
    source = "**Dough** [x](../definitions/bread.md) *42* [y](../definitions/dough.md) bread"
    assert slugs(source) == ["dough", "bread", "42", "dough"]


def test_authors_own_links_stay_where_no_word_links_itself() -> None:
    source = "Dough, [dough](../definitions/dough.md) and [plain](../definitions/plain.md)."
    expected = f"<p>Dough, {link('dough', 'dough')} and {link('plain', 'plain')}.</p>"
    assert html(source, term_links="none") == expected
    assert slugs(source, term_links="none", unlinked_terms=["dough"]) == ["dough", "plain"]


def test_authors_own_link_stands_inside_what_is_left_alone() -> None:
    assert slugs("> [dough](../definitions/dough.md)\n\ndough") == ["dough"]


def test_words_in_brackets_with_nothing_after_are_left_as_words() -> None:
    assert html("[dough]() and dough") == f"<p><span>dough</span> and {link('dough', 'dough')}</p>"
    assert html("a [water]() temperature") == "<p>a <span>water</span> temperature</p>"


def test_link_to_an_unknown_definition_keeps_its_words() -> None:
    assert html("A [thing](../definitions/thing.md) of *dough*.") == (
        f"<p>A <span>thing</span> of <em>{link('dough', 'dough')}</em>.</p>"
    )


def test_every_use_of_a_word_with_two_meanings_links() -> None:
    terms = (
        term("starter-meal", "Starter", sense="a meal"),
        term("starter-dough", "Starter", sense="a dough"),
    )
    source = "A starter. *Starters*, `starter`.\n\n## Starter\n\nThe starter’s."
    assert linked(source, terms=terms)[0] == plain(source)
    links = linked(source, terms=terms, senses=["starter-dough"])[1]
    assert [(each.term, each.form) for each in links.mentions] == [
        ("starter-dough", "starter"),
        ("starter-dough", "Starters"),
        ("starter-dough", "starter’s"),
    ]
    assert linked(source, terms[0], terms)[0] == plain(source)


def test_term_that_is_off_does_not_link() -> None:
    assert html("Plain bread.") == "<p>Plain bread.</p>"
    assert linked("dough", terms=(term("dough", status="draft"),))[0] == "<p>dough</p>"
    assert html("dough", unlinked_terms=["dough"]) == "<p>dough</p>"


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        ("One. Some **good** *dough*, `x` here. Two.", ("Some good ", "dough", ", x here.")),
        ("a\n*b*  \ndough\nc", ("a b ", "dough", " c")),
        ("x<br>dough<br>y", ("x ", "dough", " y")),
        ("a&nbsp;&ldquo;dough&rdquo; &amp; b &lt; c", ("a “", "dough", "” & b < c")),
        (r"a \*dough\* b", ("a *", "dough", "* b")),
        ("[a](/x/) dough ![b](y.png) c", ("a ", "dough", " c")),
        ("Ask <me@x.org> for dough.", ("Ask me@x.org for ", "dough", ".")),
        ("a <b>dough</b> <!-- c --> d", ("a ", "dough", " d")),
        ("**some sour**-*dough* x", ("some ", "sour-dough", " x")),
        ("- one\n- dough two\n- three", ("", "dough", " two")),
        ("sour&shy;dough", ("", "sourdough", "")),
        ("[*all* of it](../definitions/dough.md) x", ("", "all of it", " x")),
    ],
)
def test_mention_has_the_sentence_as_readers_see_it(
    source: str, sentence: tuple[str, str, str]
) -> None:
    told = linked(source)[1].mentions
    assert [(each.before, each.form, each.after) for each in told] == [sentence]


def test_documents_leave_nothing_behind_for_the_next() -> None:
    linking = GlossaryLinkingExtension(ADDRESSES, "en")
    converter = Markdown(extensions=[linking])
    for _time in range(2):
        links = PageLinks(Glossary(TERMS), page("hint", "own"), SETTINGS)
        linking.linker.begin(links)
        converter.reset().convert("A loaf of *dough*.\n\n`bread flour` and WT, dough. <code> 42")
        assert [each.term for each in links.mentions] == ["bread", "dough", "wt"]
