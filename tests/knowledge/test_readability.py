"""Hints about reading: which sentences are long, and which texts ask for much schooling."""

import pytest
from written import SITE, Reading, definition, tip

from knowledge.editorial import advice
from knowledge.passages import Passage
from knowledge.readability import (
    EASY_GRADE,
    FEWEST_WORDS,
    GRADE,
    Sentence,
    grade,
    hard_entries,
    long_sentences,
    sentences,
    syllable_counter,
)

A, B = "content/tips/a.md", "content/tips/b.md"
RYE = "content/definitions/rye.md"
EASY = "The oven is hot. "
HARD = "International organisations appreciate interdisciplinary collaboration. "


def lengths(text: str, line: int = 1) -> list[tuple[int, int]]:
    """The line and the number of words of each sentence."""
    return [(each.line, len(each.words)) for each in sentences([Passage(line, text)])]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("One two three.", [(1, 3)]),
        ("One two. Three!", [(1, 2), (1, 1)]),
        ('He said "One two." Three four.', [(1, 4), (1, 2)]),
        ("One\ntwo. Three\nfour five.\nSix.", [(1, 2), (2, 3), (4, 1)]),
        ("At 3.5 degrees, e.g. here", [(1, 5)]),
        ("- one two\n- three\n1. four five six", [(1, 2), (2, 1), (3, 3)]),
        ("1. One first. Then two.", [(1, 2), (1, 2)]),
        ("\n\nOne.\n\nTwo three", [(3, 1), (5, 2)]),
        ("## A long heading.\nOne.", []),
        ("## A heading.\n\nOne.\n\n| a | b |\n|---|---|\n\nTwo.", [(3, 1), (8, 1)]),
        ("Co-production isn't one-sided.", [(1, 3)]),
    ],
)
def test_sentences_of_paragraphs_and_lists(text: str, found: list[tuple[int, int]]) -> None:
    assert lengths(text) == found


def test_lines_are_those_of_the_file() -> None:
    assert lengths("One.\nTwo.", line=12) == [(12, 1), (13, 1)]


def test_grade_is_the_formula_of_its_authors() -> None:
    """100 words of two syllables in ten sentences: 3.9 + 23.6 - 15.59."""
    text = [Sentence(1, ("oven",) * 10)] * 10
    assert grade(text, lambda word: 2) == pytest.approx(11.91)


def test_grade_of_a_short_text_is_not_told() -> None:
    text = [Sentence(1, ("oven",))] * (FEWEST_WORDS - 1)
    assert grade(text, len) is None
    assert grade([*text, text[0]], len) is not None


def test_parts_of_a_compound_are_words_and_numbers_are_none() -> None:
    seen: list[str] = []

    def count(word: str) -> int:
        seen.append(word)
        return 1

    grade([Sentence(1, ("co-production", "2016", "isn't"))] * FEWEST_WORDS, count)
    assert set(seen) == {"co", "production", "isn't"}


@pytest.mark.parametrize(
    ("word", "number"),
    [("bread", 1), ("People", 2), ("table", 2), ("wait", 1), ("organisation", 5), ("together", 3)],
)
def test_syllables(word: str, number: int) -> None:
    assert syllable_counter()(word) == number


def test_long_sentence_is_told_with_its_line_the_longest_first(library: Reading) -> None:
    files = {
        A: tip("A", f"Short one.\n\nSome {'word ' * 25}.\n"),
        B: tip("B", "One " + "word " * 27 + "."),
    }
    assert list(map(str, long_sentences(library(files)))) == [
        f"{B}:4: The text has a sentence of 28 words; 25 is a good most. Make two of it.",
        f"{A}:6: The text has a sentence of 26 words; 25 is a good most. Make two of it.",
    ]


def test_easy_read_has_shorter_sentences(library: Reading) -> None:
    body = f"Rye.\n\n## Easy read\n\nOne {'word ' * 15}.\n\nOne {'word ' * 14}.\n"
    assert list(map(str, long_sentences(library({RYE: definition("Rye", body)})))) == [
        f"{RYE}:9: Easy Read has a sentence of 16 words; 15 is a good most. Make two of it."
    ]


def test_hard_text_is_told_with_its_grade(library: Reading) -> None:
    body = f"{EASY * 30}\n\n## Easy read\n\n{HARD * 25}"
    files = {RYE: definition("Rye", body), A: tip("A", "Do it.")}
    hints = hard_entries(library(files))
    assert [(hint.path, hint.line) for hint in hints] == [(RYE, 7)]
    assert hints[0].what.startswith("Easy Read asks for ")
    assert hints[0].what.endswith(f" years of school; {EASY_GRADE} is a good most.")
    assert hints[0].mend == "Use shorter words, and make two of a long sentence."


def test_text_between_the_two_limits_is_hard_in_easy_read_alone(library: Reading) -> None:
    body = "We decide together. The manager listens to all the people. " * 12
    easy = library({RYE: definition("Rye", f"Rye.\n\n## Easy read\n\n{body}")})
    full = library({RYE: definition("Rye", body)})
    assert [hint.line for hint in hard_entries(easy)] == [7]
    assert hard_entries(full) == []
    assert EASY_GRADE < GRADE


def test_hardest_comes_first(library: Reading) -> None:
    mixed = (HARD + EASY) * 20
    files = {
        "content/definitions/oat.md": definition("Oat", mixed),
        RYE: definition("Rye", HARD * 25),
    }
    assert [hint.path for hint in hard_entries(library(files))] == [
        RYE,
        "content/definitions/oat.md",
    ]


def test_formula_is_for_english_alone(library: Reading) -> None:
    files = {RYE: definition("Rye", HARD * 25)}
    assert len(hard_entries(library(files))) == 1
    welsh = {**files, "site.yml": SITE.replace("en-GB", "cy")}
    assert hard_entries(library(welsh)) == []


def test_hints_stand_among_the_advice(library: Reading) -> None:
    titles = [report.title for report in advice(library({RYE: definition("Rye", HARD * 25)}))]
    assert "Pages that are hard to read" in titles
    assert "Long sentences" not in titles
