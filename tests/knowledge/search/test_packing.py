"""Packing: numbers and sorted words as text that stands in JSON and in a script as it is."""

import json
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.search.packing import LONGEST_SHARED, front_coded, number, numbers, start_of, utf16

LIMIT = 9270 + 91**3
SIZES = {
    1: [0, 1, 78],
    2: [79, 80, 988],
    3: [989, 990, 9269],
    4: [9270, 9271, LIMIT - 1],
}


@pytest.mark.parametrize("size", SIZES)
def test_small_numbers_take_fewer_characters(size: int) -> None:
    assert [len(number(value)) for value in SIZES[size]] == [size] * len(SIZES[size])


def test_number_has_its_fixed_spelling() -> None:
    """Files of before are still in browsers when a new site is published."""
    edges = [0, 56, 57, 78, 79, 988, 989, 9269, 9270, LIMIT - 1]
    spelt = ["#", "[", "]", "r", "s#", "|~", "}##", "}~~", "~###", "~~~~"]
    assert [number(value) for value in edges] == spelt


@pytest.mark.parametrize("value", [-1, LIMIT, 10**9])
def test_number_past_the_limits_is_an_error(value: int) -> None:
    with pytest.raises(OverflowError, match=f"^{value} is too large for a search index\\.$"):
        number(value)


def test_all_sorts_of_numbers_are_spelt_each_in_its_own_way_and_need_no_escapes() -> None:
    values = [*range(12_000), *range(12_000, LIMIT, 997)]
    spelt = [number(value) for value in values]
    assert len({*spelt}) == len(spelt)
    text = numbers(values)
    assert text == "".join(spelt)
    assert json.dumps(text) == f'"{text}"'


def test_words_are_told_by_what_they_do_not_share_with_the_word_before() -> None:
    words = ["co", "coop", "cooper", "cop", "copper", "d"]
    assert front_coded(words) == (numbers([0, 2, 4, 2, 3, 0]), "co op er p per d")
    assert front_coded([]) == ("", "")


def test_no_word_shares_more_than_one_character_can_tell() -> None:
    long = "x" * (LONGEST_SHARED + 2)
    assert front_coded([long, long + "a"]) == (numbers([0, 78]), f"{long} xxa")
    assert len(number(LONGEST_SHARED)) == 1


def test_characters_that_javascript_counts_as_two_are_never_shared() -> None:
    assert front_coded(["a𝒶", "a𝒶b", "𝒶", "𝒶c"]) == (numbers([0, 1, 0, 0]), "a𝒶 𝒶b 𝒶 𝒶c")


def test_words_are_sorted_as_javascript_compares_them() -> None:
    words = ["b", "\ufb00", "𝒶", "a", "", "é", "\ud800"]
    assert sorted(words, key=utf16) == ["", "a", "b", "é", "\ud800", "𝒶", "\ufb00"]


def test_piece_starts_with_the_shortest_beginning_that_comes_after_the_piece_before() -> None:
    pairs = {("cooper", "coop"): "coope", ("bun", ""): "b", ("bun", "bap"): "bu", ("b", "a"): "b"}
    assert {pair: start_of(*pair) for pair in pairs} == pairs


WORDS = st.lists(st.text("ab=é\ufb00𝒶𝒷", min_size=1, max_size=6), min_size=2, unique=True)


@settings(deadline=None)
@given(WORDS)
def test_start_lies_between_the_words(words: list[str]) -> None:
    for before, word in pairwise(sorted(words, key=utf16)):
        start = start_of(word, before)
        assert word.startswith(start)
        assert utf16(before) < utf16(start) <= utf16(word)


def unpacked(shared: list[int], rests: list[str]) -> list[str]:
    words: list[str] = []
    for size, rest in zip(shared, rests, strict=True):
        words.append((words[-1][:size] if words else "") + rest)
    return words


@settings(deadline=None)
@given(WORDS)
def test_words_come_back(words: list[str]) -> None:
    ordered = sorted(words, key=utf16)
    shared, rests = front_coded(ordered)
    sizes = {number(size): size for size in range(LONGEST_SHARED + 1)}
    assert unpacked([sizes[digit] for digit in shared], rests.split(" ")) == ordered
