"""Acronyms: words in capitals in running text, and whether the text says what they stand for."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_CAPITALS = re.compile(
    r"(?<![\w#@&.])(?P<letters>[A-Z][A-Z\d]*(?:&[A-Z\d]+)*)(?:['\u2019]?s)?(?![\w&]|\.\w)"
)
_ROMAN = re.compile(r"X{0,3}(?:IX|IV|V?I{0,3})\Z")
_SHOUTED = re.compile(r"\b[A-Z]+(?:[ \n][A-Z]+){2,}\b")
_SMALL = ("a", "an", "and", "for", "in", "of", "on", "the", "to", "with")
_WORD = re.compile(r"\w+")
_BRACKET = re.compile(r"\s*\(([^()]*)\)")


class Acronym(NamedTuple):
    """An acronym in a text, without the ending of a plural, and where it stands."""

    letters: str
    start: int
    is_explained: bool


def acronyms(text: str) -> Iterator[Acronym]:
    """The acronyms of a text in reading order: no Roman numbers, nothing in a line of capitals."""
    shouted = [found.span() for found in _SHOUTED.finditer(text)]
    for found in _CAPITALS.finditer(text):
        letters, start = found["letters"], found.start()
        is_word = sum(map(str.isalpha, letters)) > 1 and not _ROMAN.match(letters)
        if is_word and not any(first <= start < end for first, end in shouted):
            yield Acronym(letters, start, _is_explained(text, letters, start, found.end()))


def is_initials(letters: str, title: str) -> bool:
    """Whether the letters are the first ones of a title's words, small words in or out."""
    words = title.casefold().split()
    initials = ("".join(word[0] for word in words), "".join(w[0] for w in words if w not in _SMALL))
    return letters.casefold() in initials


def _is_explained(text: str, letters: str, start: int, end: int) -> bool:
    """Whether the long form stands before the brackets around it, or in brackets after it."""
    before = text[:start].rstrip()
    if before.endswith("(") and text[end : end + 1] == ")":
        return _spells(before[:-1], letters)
    after = _BRACKET.match(text, end)
    return after is not None and _spells(after[1], letters)


def _spells(words: str, letters: str) -> bool:
    """Whether the last of the words hold the letters in order, read from the end.

    The first letter must begin a word, and the long form has few more words than letters
    (Schwartz and Hearst 2003).
    """
    wanted = letters.replace("&", "").casefold()
    near = _WORD.findall(words)[-min(len(wanted) + 5, 2 * len(wanted)) :]
    text = " ".join(near).casefold()
    place = len(text)
    for number, letter in reversed(list(enumerate(wanted))):
        place = text.rfind(letter, 0, place)
        while number == 0 and place > 0 and text[place - 1] != " ":
            place = text.rfind(letter, 0, place)
        if place < 0:
            return False
    return True
