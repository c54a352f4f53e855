"""What is read aloud: sentences, and acronyms in full when they are first heard."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.search.conftest import program

__all__ = ["program"]

Ask = Callable[..., Any]

PROGRAM = """
import { acronyms, sentences, spoken } from "./theme/components/read-aloud/sentences.js";
function answer({ text, without, words, said }) {
  if (without) delete Intl.Segmenter;
  const known = acronyms(words ?? []);
  const heard = new Set();
  return {
    sentences: sentences(text ?? "", "en-GB").map(({ start, end }) => text.slice(start, end)),
    known: Object.fromEntries(known),
    spoken: (said ?? []).map((sentence) => spoken(sentence, known, heard)),
  };
}
"""
WORDS = [
    {"title": "Bakers Meet Bakers", "names": ["BMB", "the bakers' circle"]},
    {"title": "Salt and flour", "names": ["S&F"]},
    {"title": "Oven", "names": ["Big oven", "OVENS of old"]},
]


@pytest.fixture(scope="module")
def ask(program: Any) -> Ask:
    return lambda **question: program(PROGRAM)(question)


def test_text_is_cut_into_sentences_without_the_spaces_around_them(ask: Ask) -> None:
    text = "\n Bread is old. Is it\n good?  It cost £1.50 in 2020! Yes "
    expected = ["Bread is old.", "Is it\n good?", "It cost £1.50 in 2020!", "Yes"]
    assert ask(text=text)["sentences"] == expected


@pytest.mark.parametrize("text", ["", " \n", ".", " , ", "–"])
def test_what_holds_no_letter_and_no_digit_is_no_sentence(text: str, ask: Ask) -> None:
    assert ask(text=text)["sentences"] == []


def test_where_the_browser_tells_no_sentences_the_whole_text_is_one(ask: Ask) -> None:
    found = ask(text=" Bread is old. It is good. ", without=True)
    assert found["sentences"] == ["Bread is old. It is good."]


def test_only_names_in_capitals_are_acronyms(ask: Ask) -> None:
    assert ask(words=WORDS)["known"] == {"BMB": "Bakers Meet Bakers", "S&F": "Salt and flour"}


def test_acronym_is_said_in_full_the_first_time_alone(ask: Ask) -> None:
    found = ask(words=WORDS, said=["Ask BMB for a roll.", "BMB helps.", "So does (S&F)."])
    expected = ["Ask BMB, Bakers Meet Bakers, for a roll.", "BMB helps."]
    assert found["spoken"] == [*expected, "So does (S&F, Salt and flour)."]


def test_acronym_that_its_sentence_says_in_full_is_left_alone(ask: Ask) -> None:
    said = ["Bakers meet\nbakers (BMB) is a club.", "BMB helps."]
    expected = ["Bakers meet bakers (BMB) is a club.", "BMB helps."]
    assert ask(words=WORDS, said=said)["spoken"] == expected


def test_part_of_a_longer_word_and_small_letters_are_no_acronym(ask: Ask) -> None:
    said = ["BMBs and bmb and XBMB and BMB-like", "BMB"]
    assert ask(words=WORDS, said=said)["spoken"] == [said[0], "BMB, Bakers Meet Bakers"]
