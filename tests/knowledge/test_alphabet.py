"""Alphabets: the letter of a label and its place in the order."""

from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.alphabet import OTHER, alphabet, anchor

ENGLISH, WELSH = alphabet("en-GB"), alphabet("cy")


@pytest.mark.parametrize(
    ("label", "letter"),
    [
        ("rye", "R"),
        ("‘Rising’", "R"),
        ("#rye", "R"),
        ("C++", "C"),
        ("Éclair", "E"),
        ("ŵy", "W"),
        ("ß", "S"),
        ("Æble", "A"),
        ("Øre", "O"),
        ("Łódź", "L"),
        ("10 ways", OTHER),
        ("2012", OTHER),
        ("½ loaf", OTHER),
        ("Ωmega", OTHER),
        ("العربية", OTHER),
        ("_", OTHER),
        ("!!!", OTHER),
        ("", OTHER),
    ],
)
def test_letter_of_a_label_is_its_first_without_accent_or_punctuation(
    label: str, letter: str
) -> None:
    assert ENGLISH.letter(label) == letter


@pytest.mark.parametrize(
    ("label", "letter"),
    [
        ("chwarae", "Ch"),
        ("Chwarae teg", "Ch"),
        ("CHWARAE", "Ch"),
        ("cyd-gynhyrchu", "C"),
        ("dinas", "D"),
        ("ddoe", "Dd"),
        ("fory", "F"),
        ("ffordd", "Ff"),
        ("gofal", "G"),
        ("ngwlad", "Ng"),
        ("llais", "Ll"),
        ("Llandudno", "Ll"),
        ("lori", "L"),
        ("pobl", "P"),
        ("phobl", "Ph"),
        ("rhannu", "Rh"),
        ("tref", "T"),
        ("theatr", "Th"),
        ("ŷd", "Y"),
        ("kilo", "K"),
    ],
)
def test_two_signs_are_one_letter_in_welsh(label: str, letter: str) -> None:
    assert WELSH.letter(label) == letter


@pytest.mark.parametrize(
    "words",
    [
        "banc bara cael cwm chwaer dal dysgu dde eto",
        "fory fyny ffenestr ffordd gair gwaith ngeiriau hen",
        "lori lwc llais llyfr mam",
        "pobl pwll phobl radio rwber rhannu rhif saith",
        "tad tywydd theatr thema un",
        "lacio lyra lladd mab",
        "edau egni eira",  # each letter counts, not only the first
        "cadno cadw cath cawl caws",
        "ag agor angen ail",  # ng stands after g
        "llong llom llongyfarch",  # here n and g are two letters
        "bach bangor bara",
        "dagr dal dangos daw",
        "siop siŵr sŵn swnio",
    ],
)
def test_welsh_words_stand_in_the_order_of_a_welsh_dictionary(words: str) -> None:
    assert sorted(words.split(), key=WELSH.place) == words.split()
    assert len({WELSH.place(word) for word in words.split()}) == len(words.split())


def test_n_and_g_can_be_kept_apart() -> None:
    joined, apart = "ungell", "un\u034fgell"
    assert WELSH.place(apart) > WELSH.place("unfed") > WELSH.place(joined)
    assert WELSH.place("un-gell") == WELSH.place(apart)


@pytest.mark.parametrize(
    "labels",
    [
        ["care", "Care Act", "carer", "co-design", "Codeword"],
        ["2 ways in", "10 ways", "010 ways out", "100"],
        ["Rye 2", "Rye 10", "Rye x"],
        ["zest", "1 loaf", "Ωmega"],
    ],
)
def test_order_goes_word_by_word_numbers_by_size_and_other_signs_last(labels: list[str]) -> None:
    assert sorted(labels, key=ENGLISH.place) == labels
    assert len({ENGLISH.place(label) for label in labels}) == len(labels)


def test_very_long_number_has_a_place() -> None:
    assert ENGLISH.place("9" * 10_000) > ENGLISH.place("8" * 10_000)


@pytest.mark.parametrize(
    ("language", "letters"), [("cy", 34), ("CY-gb", 34), ("en", 26), ("cym", 26), ("", 26)]
)
def test_language_tag_chooses_the_alphabet(language: str, letters: int) -> None:
    assert len(alphabet(language).letters) == letters


def test_letters_that_welsh_borrows_are_not_its_own() -> None:
    assert len(WELSH.own) == 29
    assert set(WELSH.letters) - set(WELSH.own) == set("KQVXZ")
    assert ENGLISH.own == ENGLISH.letters


def test_each_letter_has_a_place_on_the_page() -> None:
    assert [anchor(letter) for letter in ("A", "Ch", OTHER)] == ["a", "ch", "other"]


@given(st.lists(st.text(), max_size=8))
def test_any_labels_have_an_order_in_which_each_letter_stands_once(labels: list[str]) -> None:
    for each in (ENGLISH, WELSH):
        letters = [each.letter(label) for label in sorted(labels, key=each.place)]
        groups = [letter for letter, _group in groupby(letters)]
        assert sorted(groups) == sorted(set(groups))
