"""The links of one page: which uses become links, and the sentence told of each."""

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from terms import page, term
from written import SITE, Reading, definition, the

from knowledge import Entry, Glossary, Site
from knowledge.glossary import Match
from knowledge.linking import OPAQUE, Mention, PageLinks, Rendering, TermLink, prose, sense
from knowledge.relations import Relations

TERMS = (
    term("carer", "Carer", aliases=["care giver"]),
    term("care", "Care"),
    term("co-production", "Co-production", aliases=["working together"]),
    term("mdt", "Multi-disciplinary team", acronym="MDT"),
    term("plain", "Plain English", auto_link=False),
    term("board-people", "Board", aliases=["trustees"], sense="people"),
    term("board-wood", "Board", sense="wood"),
)
GLOSSARY = Glossary(TERMS)
SETTINGS = yaml.safe_load(SITE)


def links(entry: Entry | None = None, site: str = "page", **fields: object) -> PageLinks:
    """The links of a tip with these fields, or of the entry given."""
    settings = Site.model_validate({**SETTINGS, "term_links": site})
    return PageLinks(GLOSSARY, entry or page("tip", "own", **fields), settings)


def chosen(text: str, found: PageLinks | None = None, **fields: object) -> list[tuple[str, str]]:
    """What links in a text, with its term."""
    made = (found or links(**fields)).choose(text)
    return [(text[link.start : link.end], link.term) for link in made]


def mentions(text: str, **fields: object) -> list[tuple[str, str, str]]:
    """The sentence of each link: before, the words, after."""
    found = links(**fields)
    found.choose(text)
    return [(mention.before, mention.form, mention.after) for mention in found.mentions]


def test_first_use_counts_across_all_forms_of_a_term() -> None:
    assert chosen("A care giver, a carer, carers’ care.") == [
        ("care giver", "carer"),
        ("care", "care"),
    ]


def test_first_use_counts_across_all_texts_of_a_page() -> None:
    found = links()
    assert chosen("A carer.", found) == [("carer", "carer")]
    assert chosen("Carers and care.", found) == [("care", "care")]
    assert [mention.term for mention in found.mentions] == ["carer", "care"]


def test_each_section_links_anew_when_asked() -> None:
    found = links(term_links="section")
    assert chosen("A carer, a carer.", found) == [("carer", "carer")]
    assert chosen("A carer.", found) == []
    found.new_section()
    assert chosen("A carer, a carer.", found) == [("carer", "carer")]


def test_headings_make_no_difference_to_the_first_use_of_a_page() -> None:
    found = links()
    found.choose("A carer.")
    found.new_section()
    assert chosen("A carer.", found) == []


def test_every_use_links_when_asked() -> None:
    assert len(chosen("A carer, a carer. Carers.", term_links="every")) == 3


def test_no_use_links_when_none_is_wanted() -> None:
    assert chosen("A carer.", term_links="none") == []


@pytest.mark.parametrize(("asked", "number"), [("page", 1), ("every", 3), ("none", 0)])
def test_site_says_how_often_and_a_page_may_say_otherwise(asked: str, number: int) -> None:
    text = "A carer, a carer, a carer."
    assert len(chosen(text, links(site=asked))) == number
    assert len(chosen(text, links(site=asked, term_links="page"))) == 1


def test_term_never_links_on_its_own_page() -> None:
    own = links(TERMS[0])
    assert chosen("A carer, a care giver, care.", own) == [("care", "care")]
    assert own.own == "carer"


def test_tip_of_the_same_slug_is_no_page_of_the_term() -> None:
    assert chosen("A carer.", links(page("tip", "carer"))) == [("carer", "carer")]


def test_terms_that_the_page_names_do_not_link() -> None:
    assert chosen("A carer and care.", unlinked_terms=["carer"]) == [("care", "care")]


def test_term_that_never_links_itself_keeps_the_words_in_it_from_linking() -> None:
    assert chosen("Plain English care.") == [("care", "care")]


def test_word_with_two_meanings_does_not_link_unless_the_page_says_which() -> None:
    assert chosen("The board and a carer.") == [("carer", "carer")]
    assert chosen("The board.", senses=["board-wood"]) == [("board", "board-wood")]
    assert chosen("The board.", senses=["board-wood", "board-people"]) == []
    assert chosen("The board.", senses=["carer"]) == []


def test_every_use_of_a_word_with_two_meanings_is_tied_to_its_own() -> None:
    text = "The board. Boards, trustees, trustees and the board’s carer, carer."
    assert chosen(text, senses=["board-people"]) == [
        ("board", "board-people"),
        ("Boards", "board-people"),
        ("board’s", "board-people"),
        ("carer", "carer"),
    ]


def test_page_of_one_meaning_takes_the_word_for_its_own() -> None:
    people = term("board-people", "Board", sense="people")
    assert chosen("The board.", links(people)) == []


def test_sense_is_the_one_that_is_told() -> None:
    match = Match(0, 5, ("board-people", "board-wood"))
    assert sense(match, ("", "board-wood", "carer", "board-wood")) == "board-wood"
    assert sense(match, ()) is None
    assert sense(Match(0, 5, ("carer",)), ()) == "carer"


def test_closed_words_do_not_link_and_do_not_use_up_the_first_use() -> None:
    found = links()
    made = found.choose("carer, carer, carer", [(0, 5), (9, 10)])
    assert [(link.start, link.end) for link in made] == [(14, 19)]
    assert len(found.mentions) == 1


@pytest.mark.parametrize(
    ("closed", "links_there"),
    [
        ([(0, 3)], True),
        ([(9, 12)], True),
        ([(3, 9)], False),
        ([(0, 4)], False),
        ([(8, 12)], True),
        ([(7, 12)], False),
        ([(5, 6)], False),
        ([(0, 20), (1, 2)], False),
        ([(10, 12), (0, 1), (0, 9)], False),
        ([(3, 3), (9, 9)], True),
    ],
)
def test_word_is_closed_when_any_letter_of_it_is(
    closed: list[tuple[int, int]], links_there: bool
) -> None:
    assert bool(links().choose("a, carer, b", closed)) is links_there


def test_authors_own_link_is_a_use() -> None:
    found = links()
    text = "They care: carer, care."
    assert found.choose(text, [(5, 9)], [TermLink(5, 9, "carer")]) == [TermLink(18, 22, "care")]
    assert [(each.term, each.form) for each in found.mentions] == [
        ("carer", "care"),
        ("care", "care"),
    ]


def test_uses_are_told_in_reading_order() -> None:
    found = links()
    text = "care, this one, carer, that one"
    found.choose(text, [(6, 14), (23, 31)], [TermLink(6, 14, "mdt"), TermLink(23, 31, "care")])
    assert [each.term for each in found.mentions] == ["care", "mdt", "carer", "care"]


def test_authors_own_link_comes_before_a_later_use_of_its_term_only() -> None:
    found = links()
    assert found.choose("carer, this", [(7, 11)], [TermLink(7, 11, "carer")]) == [
        TermLink(0, 5, "carer")
    ]


def test_authors_own_links_count_where_no_word_links_itself() -> None:
    found = links(term_links="none", unlinked_terms=["carer"])
    assert found.choose("carer", [(0, 5)], [TermLink(0, 5, "carer")]) == []
    assert [each.term for each in found.mentions] == ["carer"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("A carer came.", ("A ", "carer", " came.")),
        ("carer", ("", "carer", "")),
        ("One. A carer came! Two.", ("A ", "carer", " came!")),
        ("One? Carers came? Two?", ("", "Carers", " came?")),
        ("He said: “A carer came.” Then", ("“A ", "carer", " came.”")),
        ("Done.) (A carer) (b) 2", ("(A ", "carer", ") (b) 2")),
        ("Pay 2.5 to a carer, e.g. one a week.", ("Pay 2.5 to a ", "carer", ", e.g. one a week.")),
        ("At 2.30 we met. 3 carers came.", ("3 ", "carers", " came.")),
        ("a\n  b\tcarer\u00a0c\nd", ("a b ", "carer", " c d")),
        ("A co-\nproduction.", ("A ", "co- production", ".")),
        (f"A {OPAQUE}car\u00ader{OPAQUE}{OPAQUE} \u00adb.", ("A ", "carer", " b.")),
    ],
)
def test_mention_has_the_sentence_around_it(text: str, sentence: tuple[str, str, str]) -> None:
    assert mentions(text) == [sentence]


def test_long_sentence_is_shortened_at_whole_words() -> None:
    [(before, form, after)] = mentions(f"{'left ' * 60}carer{' right' * 60}.")
    assert form == "carer"
    assert before == "\u2026 " + "left " * 17
    assert after == " right" * 14 + " \u2026"


def test_word_too_long_to_keep_is_left_out() -> None:
    assert mentions(f"{'x' * 200} carer {'y' * 200}") == [("\u2026 ", "carer", " \u2026")]


def test_long_paragraph_with_many_uses_is_read_near_each_use_only() -> None:
    """Were the whole paragraph read for each use, this would take minutes."""
    number = 5_000
    text = "and a carer then " * number
    closed = [(at * 17, at * 17 + 3) for at in range(number)]
    found = links(term_links="every")
    assert len(found.choose(text, closed)) == len(found.mentions) == number


def test_rendering_tells_its_terms_once_each_in_reading_order() -> None:
    told = [Mention(each, each, "", "") for each in ("b", "a", "b", "c", "a")]
    assert Rendering("", {}, tuple(told)).terms == ("b", "a", "c")


def test_prose_of_an_entry_is_told_in_the_order_of_its_page(library: Reading) -> None:
    views = [
        {"who": "A", "view": "Eight."},
        {"who": "B", "view": "Seven.", "year": 2020},
        {"who": "C", "view": "Six.", "official": True},
    ]
    own = definition(
        "Own",
        note="Four.",
        avoid="Two.",
        say_instead="Three.",
        views=views,
        what_they_share="Five and a half.",
        not_the_same_as=[{"term": "other", "difference": "Five."}],
    )
    third = definition("Third", not_the_same_as=[{"term": "own", "difference": "Five too."}])
    found = library(
        {
            "content/definitions/own.md": own,
            "content/definitions/other.md": definition("Other"),
            "content/definitions/third.md": third,
        }
    )
    assert prose(the(found, "definition", "own"), Relations(found)) == (
        [("short", "A word.")],
        [
            ("avoid", "Two."),
            ("say_instead", "Three."),
            ("note", "Four."),
            ("not_the_same_as.0.difference", "Five."),
            ("told_there.third", "Five too."),
            ("what_they_share", "Five and a half."),
            ("views.2.view", "Six."),
            ("views.1.view", "Seven."),
            ("views.0.view", "Eight."),
        ],
    )


PARTS = st.sampled_from(
    ["carer", "Carers’", "care", "care giver", "MDT", "working\ntogether", "board", "plain English"]
)
JOINS = st.sampled_from([" ", ", ", ". ", ".\n\n", " x ", "-", f" {OPAQUE} ", "“", "\u00ad"])
TEXTS = st.lists(st.tuples(PARTS, JOINS)).map(lambda parts: "".join(w + j for w, j in parts))
HOW = st.sampled_from(["page", "section", "every", "none"])


@settings(deadline=None)
@given(TEXTS, HOW, st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)).map(sorted)))
def test_links_are_apart_in_order_outside_what_is_closed_and_told(
    text: str, how: str, closed: list[list[int]]
) -> None:
    found = links(term_links=how, senses=["board-wood"])
    made = found.choose(text, [(start, end) for start, end in closed])
    assert len(made) == len(found.mentions)
    end = 0
    for link, mention in zip(made, found.mentions, strict=True):
        assert end <= link.start < link.end <= len(text)
        end = link.end
        assert link.term == mention.term
        for start, stop in closed:
            assert not set(range(start, stop)) & set(range(link.start, link.end))
    counted = [link.term for link in made if link.term != "board-wood"]
    assert how == "every" or len(counted) == len(set(counted))


@settings(deadline=None)
@given(TEXTS)
def test_sentence_stands_in_the_text(text: str) -> None:
    found = links(term_links="every")
    found.choose(text)
    heard = " ".join(text.replace(OPAQUE, "").replace("\u00ad", "").split())
    for mention in found.mentions:
        _term, form, before, after = mention
        sentence = f"{before}{form}{after}".strip()
        for part in sentence.split("\u2026"):
            assert " ".join(part.split()) in heard
