"""What holds of the glossary whatever the text and whatever the order of the terms.

What should be found is told here by hand or by a rule of this file, never by the code.
"""

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from terms import term

from knowledge import Glossary

TERMS = (
    term("ladder", "Ladder"),
    term("co-production", "Co-production", aliases=["working together"]),
    term("ladder-of-co-production", "Ladder of co-production"),
    term("carer", "Carer", not_in=["home carer"]),
    term("time-bank", "Time bank"),
    term("expert", "Expert by experience"),
    term("adjustments", "Reasonable adjustments"),
    term("who", "World Health Organization", acronym="WHO"),
    term("cpp", "C++"),
    term("dogs", "Cŵn"),
    term("plain", "Plain English", auto_link=False),
    term("board-people", "Board", sense="people"),
    term("board-wood", "Board", sense="wood"),
)
GLOSSARY = Glossary(TERMS)

BY_HAND = {
    "ladder": ["ladder", "Ladders", "LADDER’S", "\u200bladder"],
    "co-production": ["co-production", "coproduction", "Co\u2011production's", "working\ntogether"],
    "ladder-of-co-production": ["ladder of co-production", "ladders of coproduction"],
    "carer": ["carer", "Carers", "carer’s", "ca\u00adrers"],
    "time-bank": ["time bank", "Timebanks", "time\u2013bank"],
    "expert": ["expert by experience", "experts-by-experience", "Expert by\n experience's"],
    "adjustments": ["reasonable adjustments", "Reasonable adjustment"],
    "who": ["WHO", "WHO's", "world health organizations"],
    "cpp": ["C++"],
    "dogs": ["cŵn", "cw\u0302n"],
    "": [
        *("encarer", "non-co-production", "laddered", "co, production", "home carers", "who", "c"),
        *(
            "cwn",
            "to get",
            "#carer",
            "me@carer.org",
            "x.org/carer",
            "secret",
            "bank time",
            "\ufffc",
        ),
        *("expertbyexperience", "carer_x", "ladder\u0301", "adjustments", "of", "c++d", "é", "42"),
    ],
}
FORMS = [(form, slug) for slug, forms in BY_HAND.items() for form in forms]


def found(text: str) -> list[tuple[str, str]]:
    return [(text[m.start : m.end], m.term) for m in GLOSSARY.find(text) if m.links]


@settings(deadline=None)
@given(st.lists(st.sampled_from(FORMS)))
def test_all_that_should_be_found_is_and_nothing_else(chosen: list[tuple[str, str]]) -> None:
    text = "; ".join(form for form, _slug in [("so it is", ""), *chosen])
    expected = [(form.strip("\u200b"), slug) for form, slug in chosen if slug]
    assert found(text) == expected


PIECES = sorted({part for form, _slug in FORMS for part in re.split(r"([\W_])", form) if part})
TEXTS = st.lists(st.sampled_from([*PIECES, *" \n-'’&.,()\u00ad\u200b", "board", "plain"]))


def squeezed(text: str) -> str:
    """The letters and digits of a text in lower case."""
    plain = unicodedata.normalize("NFKC", text.replace("&", "and")).lower()
    return re.sub(r"[^\w+#]|_", "", plain)


LETTERS = {
    "ladder": {"ladder"},
    "co-production": {"coproduction", "workingtogether"},
    "ladder-of-co-production": {"ladderofcoproduction", "laddersofcoproduction"},
    "carer": {"carer"},
    "time-bank": {"timebank"},
    "expert": {"expertbyexperience", "expertsbyexperience"},
    "adjustments": {"reasonableadjustments", "reasonableadjustment"},
    "who": {"who", "worldhealthorganization"},
    "cpp": {"c++"},
    "dogs": {"cŵn"},
    "plain": {"plainenglish"},
    "board-people": {"board"},
    "board-wood": {"board"},
}


@settings(deadline=None)
@given(TEXTS.map("".join))
def test_each_match_is_a_label_of_its_terms_and_stands_between_words(text: str) -> None:
    end = 0
    for match in GLOSSARY.find(text):
        assert end <= match.start < match.end <= len(text)
        end = match.end
        letters = squeezed(text[match.start : match.end])
        for slug in match.terms:
            assert {letters, letters.removesuffix("s")} & LETTERS[slug]
        assert not re.search(r"[\w#@]\Z|\w[-'’]\Z", text[: match.start])
        assert not re.match(r"[-'’\u00ad\u200b]?\w", text[match.end :])


@settings(deadline=None)
@given(TEXTS.map("".join), st.permutations(TERMS))
def test_order_of_the_terms_makes_no_difference(text: str, terms: list[object]) -> None:
    assert Glossary(terms).find(text) == GLOSSARY.find(text)  # type: ignore[arg-type]


@settings(deadline=None)
@given(TEXTS.map("".join), TEXTS.map("".join))
def test_what_was_searched_before_makes_no_difference(first: str, second: str) -> None:
    glossary = Glossary(TERMS)
    once = glossary.find(second)
    glossary.find(first)
    assert glossary.find(second) == once == Glossary(TERMS).find(second)


@settings(deadline=None)
@given(TEXTS.map("".join), st.sampled_from(["\n\n", "; ", " \ufffc ", " \u2014 "]))
def test_two_texts_apart_have_the_matches_of_both(text: str, between: str) -> None:
    shift = len(text) + len(between)
    whole = f"{text}{between}{text}"
    if text.isupper():
        return  # capitals are judged by the whole text
    once = GLOSSARY.find(text)
    starts = [match.start for match in once]
    assert [match.start for match in GLOSSARY.find(whole)] == starts + [
        start + shift for start in starts
    ]


@settings(deadline=None)
@given(st.text() | st.text(st.characters(categories=["L", "M", "P", "S", "Z", "C"])))
def test_any_text_can_be_searched(text: str) -> None:
    for match in GLOSSARY.find(text):
        assert text[match.start : match.end].strip()


@settings(deadline=None)
@given(st.text(), st.text())
def test_any_label_can_be_given_and_is_found_where_it_stands_alone(label: str, text: str) -> None:
    glossary = Glossary([term("odd", "zz", aliases=[label])])
    assert {match.term for match in glossary.find(text)} <= {"odd"}
    if label.isalnum() and label.isascii():
        assert [(m.start, m.end) for m in glossary.find(f"({label})")] == [(1, len(label) + 1)]


LONG = 50_000


@pytest.mark.parametrize(
    "text",
    [
        *("carer" + sign * LONG + "s" for sign in "\u00ad-'’.\u0301\u200b+#@& \n(/"),
        *("carer" + 2 * (sign * LONG) for sign in ("\u00ad-", "-\u00ad", "- ", " \n", "'-")),
        *("co" + sign * LONG + "production" for sign in "\u00ad \n-"),
    ],
    ids=lambda text: repr(text[4:7]),
)
def test_long_runs_of_signs_do_not_hang(text: str) -> None:
    """Read with any backtracking, each of these would take minutes."""
    assert len(GLOSSARY.find(text)) <= 1


@pytest.mark.parametrize(
    "piece", ["carer ", "carer/", "carer.x ", "x.org/carer,", "co-production-", "working together "]
)
def test_text_that_is_long_takes_its_length_and_no_more(piece: str) -> None:
    """Were each match to look at all of the text, these would take minutes."""
    number = LONG // 2
    matches = GLOSSARY.find(piece * number)
    assert len(matches) in (0, number)


def test_labels_that_overlap_all_along_a_text_take_its_length_and_no_more() -> None:
    glossary = Glossary([term("ab", "one two"), term("ba", "two one")])
    assert len(glossary.find("one two " * 10_000)) == 10_000
