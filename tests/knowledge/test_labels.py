"""Labels: what is a word of a text, and in which spellings a label may stand there."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.labels import WORD, is_findable, is_gap, key, label_letters, letters, spellings


def words(text: str) -> list[str]:
    return WORD.findall(text)


def written(label: str) -> set[str]:
    """The spellings of a label, words apart by a space, and a star if hyphens must be there."""
    return {" ".join(each.keys) + "*" * bool(each.hyphens) for each in spellings(label)}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("lived experience", ["lived", "experience"]),
        ("co-production", ["co-production"]),
        (
            "co\u2010a co\u2011a co\u2012a co\u2013a",
            ["co\u2010a", "co\u2011a", "co\u2012a", "co\u2013a"],
        ),
        ("carer's carer’s", ["carer's", "carer’s"]),
        # what joins must stand between two letters, once
        ("-a- 'b' a--b", ["a", "b", "a", "b"]),
        ("a\u2014b a\u2212b a/b a.b a,b", ["a", "b"] * 5),
        # signs that are not seen
        ("co\u00adpro\u200bduction", ["co\u00adpro\u200bduction"]),
        ("co\u00ad-\u00adproduction", ["co\u00ad-\u00adproduction"]),
        ("\u200fa\u200e \u2067b\u2069 \ufeffc", ["a", "b", "c"]),
        # letters of any writing, with their accents
        ("cŵn e\u0301tude été", ["cŵn", "e\u0301tude", "été"]),
        ("עברית عقد हिन्दी", ["עברית", "عقد", "हिन्दी"]),
        # signs that make it another word
        ("C++ C# .NET C", ["C++", "C#", ".NET", "C"]),
        ("C++. (C#), .NET.", ["C++", "C#", ".NET"]),
        ("#tag @handle", ["#tag", "@handle"]),
        ("a+b asp.NET", ["a", "b", "asp", "NET"]),
        ("a_b 2a a2", ["a_b", "2a", "a2"]),
        ("terms & conditions R&D", ["terms", "&", "conditions", "R", "&", "D"]),
        ("", []),
        ("\u2026 \u00ad - ' \ufffc", []),
    ],
)
def test_words_of_a_text(text: str, found: list[str]) -> None:
    assert words(text) == found


@pytest.mark.parametrize(
    ("word", "is_key"),
    [
        ("Carer", "carer"),
        ("CO\u2011Production", "coproduction"),
        ("carer’s", "carers"),
        ("co\u00ad\u200bpro", "copro"),
        ("e\u0301", "é"),
        ("\ufb01sh", "fish"),
        ("&", "and"),
        ("C++", "c++"),
        ("Ŵ", "ŵ"),
    ],
)
def test_key_is_the_letters_in_lower_case(word: str, is_key: str) -> None:
    assert key(word) == is_key


def test_letters_keep_their_case_and_labels_lose_their_gaps() -> None:
    assert letters("Co-Pro’s") == "CoPros"
    assert label_letters("Terms & Conditions (UK)") == "TermsandConditionsUK"


@pytest.mark.parametrize(
    ("label", "found"),
    [
        ("Carer", {"carer"}),
        ("co-production", {"coproduction", "co production"}),
        ("coproduction", {"coproduction"}),
        ("time bank", {"time bank", "timebank"}),
        ("time-bank", {"time bank", "timebank"}),
        # no gap closes beside a small word unless hyphens are written
        ("in put", {"in put", "input*"}),
        ("a way", {"a way", "away*"}),
        (
            "expert by experience",
            {"expert by experience", "expertbyexperience*", "expertsbyexperience*"},
        ),
        # punctuation keeps its gap
        ("and/or", {"and or"}),
        ("Care (adult)", {"care adult"}),
        ("health, safety", {"health safety"}),
        ("R & D", {"r and d", "randd*"}),
        # more than four gaps: as written, all apart, or all joined
        (
            "red-ox cart pea-pod six axe",
            {"redox cart peapod six axe", "red ox cart pea pod six axe", "redoxcartpeapodsixaxe"},
        ),
        ("C++", {"c++"}),
        ("...", set()),
        ("&", set()),
        ("", set()),
    ],
)
def test_spellings_of_a_label(label: str, found: set[str]) -> None:
    assert written(label) == found


def test_the_spelling_of_the_author_is_told_from_the_others() -> None:
    told = {" ".join(each.keys): each.is_written for each in spellings("time-bank")}
    assert told == {"timebank": True, "time bank": False}


@pytest.mark.parametrize(
    ("label", "nouns"),
    [
        ("carer", [(0,)]),
        ("lived experience", [(1,), (0,)]),
        ("ladder of participation", [(0, 2), (0,), (0,)]),
        ("in control", [(1,), (0,)]),
    ],
)
def test_head_noun_and_last_word_may_be_inflected(label: str, nouns: list[tuple[int, ...]]) -> None:
    assert [each.nouns for each in spellings(label)] == nouns


@pytest.mark.parametrize(
    "gap",
    [
        " ",
        "  ",
        "\n",
        " \n ",
        "\t",
        "\u00a0",
        "-\n",
        "\u2010 \n ",
        "\u00ad\n",
        "\u200b ",
        " \u00ad\n",
    ],
)
def test_blanks_and_a_hyphen_at_the_end_of_a_line_are_gaps(gap: str) -> None:
    assert is_gap(gap, "")


@pytest.mark.parametrize(
    "gap", ["", ",", ". ", "/", " - ", "- ", "\u2014", "\n\n", "\ufffc", "-", ") ", "-\n\n"]
)
def test_punctuation_and_paragraphs_are_none(gap: str) -> None:
    assert not is_gap(gap, "")


@pytest.mark.parametrize("gap", ["/", " / ", " ", "/\n"])
def test_gap_of_a_label_stands_in_the_text_or_is_left_out(gap: str) -> None:
    assert is_gap(gap, "/")
    assert not is_gap(" (", "/")


@pytest.mark.parametrize("label", ["a", "é", "7", "C++", "عقد", "²"])
def test_label_with_a_letter_or_digit_can_be_found(label: str) -> None:
    assert is_findable(label)


@pytest.mark.parametrize("label", ["", " ", "...", "&", "-", "#", "\u00ad", "\u0301", "🙂"])
def test_label_without_any_can_not(label: str) -> None:
    assert not is_findable(label)
    assert list(spellings(label)) == []


def test_long_label_has_few_spellings() -> None:
    assert len(list(spellings(" ".join(["word"] * 60)))) == 2
    assert len(list(spellings("-".join(["word"] * 60)))) == 2


@settings(deadline=None)
@given(st.text())
def test_every_label_has_spellings_whose_words_are_keys(label: str) -> None:
    for spelling in spellings(label):
        assert len(spelling.signs) == len(spelling.keys) - 1
        assert set(spelling.nouns) <= set(range(len(spelling.keys)))
        assert all(spelling.keys)


@settings(deadline=None)
@given(st.text(st.sampled_from("ab-'’\u00ad\u200b\u2011 .+#&@")))
def test_words_are_cut_from_the_text_in_order(text: str) -> None:
    end = 0
    for word in WORD.finditer(text):
        assert word.start() >= end
        assert not re.search(r"\s", word[0])
        end = word.end()


@pytest.mark.parametrize(
    "sign", ["\u00ad", "-", "'", "\u0301", "+", "#", ".", "&", "@", "\u200b", "\u00ad-"]
)
def test_long_run_of_signs_is_read_once(sign: str) -> None:
    """Read in more than one way, a run as long as this would take hours."""
    text = f"carer{sign * 200_000}"
    assert words(text)[0].startswith("carer")
