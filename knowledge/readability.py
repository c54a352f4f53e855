"""Readability: long sentences and hard texts, as hints to those who write.

A text's grade is the years of school that it asks for: 0.39 times the words of a sentence,
plus 11.8 times the syllables of a word, less 15.59 (Kincaid, Fishburne, Rogers and Chissom
1975, known as Flesch-Kincaid). The formula is for English and for texts of 100 words or
more. Syllables are counted by pyphen, where a word may be broken, and no other module
knows it. It finds 96 of 100 syllables of plain English, so grades come out about 0.7 low.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import NamedTuple

from knowledge.library import Entry, Library
from knowledge.passages import Passage, easy_passages, is_own_story, own_passages
from knowledge.problems import Problem

SENTENCE_WORDS, EASY_SENTENCE_WORDS = 25, 15
"""The longest good sentence, and in Easy Read."""

GRADE, EASY_GRADE = 8, 5
"""The highest good grade, and in Easy Read. As grades come out low, these are about nine years
of school, which is as much as WCAG 2.2 asks of a reader (3.1.5), and six."""

FEWEST_WORDS = 100

_BLOCK_END = re.compile(r"\n[ \t]*\n|\n(?=[ \t]*(?:[-+>|#]|\d+[.)])[ \t])")
_SENTENCE_END = re.compile(r"(?<=[.!?:])[\"'\u2019\u201d)\]]*\s+(?=[\"'\u2018\u201c(\[]?[A-Z\d])")
_NO_SENTENCE = re.compile(r"\s*[|#]")
_MARKER = re.compile(r"\s*(?:(?:[-+>]|\d+[.)])[ \t]+)*")
_WORD = re.compile(r"\w+(?:['\u2019.-]\w+)*")
_LETTERS = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*")

Syllables = Callable[[str], int]


class Sentence(NamedTuple):
    """The words of a sentence and the line on which it begins."""

    line: int
    words: tuple[str, ...]


def long_sentences(library: Library) -> list[Problem]:
    """Each sentence with too many words, the longest for its kind of text first."""
    return _worst_first(found for entry in library.entries for found in _long_sentences(entry))


def long_sentences_of(entry: Entry) -> list[Problem]:
    """Each sentence of an entry with too many words, the longest first."""
    return _worst_first(_long_sentences(entry))


def _long_sentences(entry: Entry) -> Iterator[tuple[float, Problem]]:
    for text, most, what in _texts(entry):
        for sentence in sentences(text):
            count = len(sentence.words)
            if count > most:
                told = f"{what} has a sentence of {count} words; {most} is a good most."
                mend = "Make two of it."
                problem = Problem(entry.path, sentence.line, told, mend, "hint-sentence")
                yield count / most, problem


def _texts(entry: Entry) -> Iterator[tuple[Iterator[Passage], int, str]]:
    """What is measured: never other people's words."""
    yield own_passages(entry), SENTENCE_WORDS, "The text"
    if not is_own_story(entry):
        yield easy_passages(entry), EASY_SENTENCE_WORDS, "Easy Read"


def hard_entries(library: Library) -> list[Problem]:
    """Each text whose grade is too high, the hardest for its kind of text first.

    None where the site's language is not English, as the formula knows no other.
    """
    if not library.site.language.startswith("en"):
        return []
    found = []
    count = syllable_counter()
    for entry in library.entries:
        if is_own_story(entry):
            continue
        easy_line = entry.easy_read.line if entry.easy_read else 1
        for text, most, line, what in (
            (own_passages(entry), GRADE, entry.line(), "The text"),
            (easy_passages(entry), EASY_GRADE, easy_line, "Easy Read"),
        ):
            years = grade(list(sentences(text)), count)
            if years and years > most:
                told = f"{what} asks for {years:.1f} years of school; {most} is a good most."
                mend = "Use shorter words, and make two of a long sentence."
                found.append((years / most, Problem(entry.path, line, told, mend)))
    return _worst_first(found)


def _worst_first(found: Iterable[tuple[float, Problem]]) -> list[Problem]:
    return [problem for _weight, problem in sorted(found, key=lambda each: (-each[0], each[1]))]


def sentences(text: Iterable[Passage]) -> Iterator[Sentence]:
    """The sentences of paragraphs and of items of lists; headings and tables have none."""
    for passage in text:
        for start, block in _split(_BLOCK_END, passage.text):
            if _NO_SENTENCE.match(block):
                continue
            marker = _MARKER.match(block)
            begin = start + (marker.end() if marker else 0)
            for place, sentence in _split(_SENTENCE_END, passage.text[begin : start + len(block)]):
                if words := tuple(_WORD.findall(sentence)):
                    yield Sentence(passage.line_at(begin + place), words)


def _split(ends: re.Pattern[str], text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for end in ends.finditer(text):
        yield start, text[start : end.start()]
        start = end.end()
    yield start, text[start:]


def grade(text: list[Sentence], syllables: Syllables) -> float | None:
    """The years of school that a text asks for; None for one too short to tell."""
    words = [part for sentence in text for word in sentence.words for part in _parts(word)]
    if len(words) < FEWEST_WORDS:
        return None
    per_word = sum(map(syllables, words)) / len(words)
    return 0.39 * len(words) / len(text) + 11.8 * per_word - 15.59


def _parts(word: str) -> list[str]:
    """A word with a hyphen is read as its parts; a number is no word."""
    return _LETTERS.findall(word)


def syllable_counter() -> Syllables:
    """Counts the syllables of an English word."""
    # Only here: loading the patterns takes longer than checking all content does.
    from pyphen import Pyphen

    # British patterns break words where they were made, American ones where they are spoken.
    patterns = Pyphen(lang="en_US")

    @cache
    def count(word: str) -> int:
        return len(patterns.positions(word.lower())) + 1

    return count
