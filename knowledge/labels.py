"""Labels: what counts as a word, and every way in which a label may be spelt.

A word is what stands between two gaps, hyphens and apostrophes included, so that
"dough" is no word of "sour-dough". Its key is its letters in lower case, so that
"sour-dough", "sourdough" and "sour\u2011dou\u00adgh" have the same.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby, product
from typing import NamedTuple

from knowledge.inflection import LINKING_WORDS, plural


def _ranges_of_marks() -> Iterator[str]:
    """All accents and such, as ranges: so an expression with them is soon compiled."""
    categories = map(unicodedata.category, map(chr, range(0x300, 0x10000)))
    place = 0x300
    for is_mark, run in groupby(categories, key=lambda category: category[0] == "M"):
        end = place + sum(1 for _category in run)
        if is_mark:
            yield f"{chr(place)}-{chr(end - 1)}"
        place = end


_MARKS = "".join(_ranges_of_marks())
"""Accents, vowel signs and the like: they belong to the letter before them."""
_UNSEEN = "\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
"""Soft hyphens, joiners and marks of direction: no part of how a word is spelt."""
_HYPHENS = "\\-\u2010-\u2013"
_APOSTROPHES = "'\u2019"
_LETTER = f"[\\w{_MARKS}]"
_SIGN = f"[{_HYPHENS}{_APOSTROPHES}][{_UNSEEN}]*"
_JOIN = f"(?:[{_UNSEEN}]+(?:{_SIGN})?|{_SIGN})"
"""What joins the parts of a word. It reads a run of signs in one way only, so never for long."""

_SPELT = f"{_LETTER}+(?:{_JOIN}{_LETTER}+)*(?:[+#]+(?!{_LETTER}))?"

WORD = re.compile(rf"{_SPELT}|(?:[#@]|(?<![\w.])\.){_SPELT}|&")
"""A word of a text. Signs that make it another word are part of it: C++ is not C, and
#sourdough is a name on another site."""

_HYPHEN = re.compile(f"[{_HYPHENS}]")
_NOT_SPELT = re.compile(f"[{_UNSEEN}{_HYPHENS}{_APOSTROPHES}]")
_NOT_SAID = re.compile(rf"[\s{_UNSEEN}{_HYPHENS}]")
_NOT_SEEN = re.compile(f"[{_UNSEEN}]")
_SPACE = re.compile(rf"[{_HYPHENS}]\s*\n\s*|\s+")

_SMALL_NAMES = "a an and as be is it me no or so the up us we"
_SMALL_WORDS = LINKING_WORDS | set(_SMALL_NAMES.split())
"""Words that make another word when the gap beside them closes: a way, all ways, in put."""

_MOST_GAPS = 4
"""A label with more gaps than this is found as written, all joined or all apart."""


class Spelling(NamedTuple):
    """One way to write a label.

    `keys` are its words. `signs` is the punctuation before each word but the first.
    `nouns` are the places of the words that may be inflected. `is_phrase` tells whether it
    has more than one word at heart, and `is_written` whether it is the author's own.
    At least so many `hyphens` must stand in it.
    """

    keys: tuple[str, ...]
    signs: tuple[str, ...]
    nouns: tuple[int, ...]
    is_phrase: bool
    is_written: bool
    hyphens: int = 0


def key(word: str) -> str:
    """The letters of a word or label in lower case; words with equal keys are spelt alike."""
    return letters(word).lower()


def letters(word: str) -> str:
    """The letters of a word, in the case they are written in."""
    if word.isascii() and word.isalnum():
        return word
    if word == "&":
        return "and"
    return _NOT_SPELT.sub("", unicodedata.normalize("NFKC", word))


def hyphens(word: str) -> int:
    """How many hyphens a word is written with."""
    return 0 if word.isalnum() else len(_HYPHEN.findall(word))


def label_letters(label: str) -> str:
    """The letters of all words of a label, in the case they are written in."""
    return "".join(map(letters, WORD.findall(label)))


def is_findable(label: str) -> bool:
    """Whether a label has a letter or a digit; without any it is found nowhere."""
    return any(char.isalnum() for char in label)


def is_gap(gap: str, signs: str) -> bool:
    """Whether what stands between two words of a text may stand between two of a label."""
    said = _signs(gap)
    if said:
        return said == signs
    return gap.count("\n") < 2 and bool(_SPACE.fullmatch(_NOT_SEEN.sub("", gap)))


def spellings(label: str) -> Iterator[Spelling]:
    """Every way to write a label: each gap as a space, as a hyphen, or closed.

    Gaps with punctuation keep it. Beside a small word no gap is closed, as that makes other
    words, save where a hyphen stands in every gap: experts-by-experience.
    """
    atoms, gaps = _atoms(label)
    if not is_findable(label):
        return
    written = tuple(gap == "-" for gap in gaps)
    can_close = [
        gap == "-" or (gap == " " and not _SMALL_WORDS & {before, after})
        for gap, before, after in zip(gaps, atoms, atoms[1:], strict=False)
    ]
    head = next((n - 1 for n, atom in enumerate(atoms) if n and atom in LINKING_WORDS), None)
    for closed in dict.fromkeys([written, *_closings(can_close)]):
        yield _spelling(atoms, gaps, closed, head, closed == written)
    hyphened = [gap in " -" for gap in gaps]
    if can_close != hyphened:
        yield _spelling(atoms, gaps, hyphened, None, False)._replace(hyphens=sum(hyphened))
    if head is not None and any(hyphened):
        atoms[head] = plural(atoms[head])
        yield _spelling(atoms, gaps, hyphened, None, False)._replace(hyphens=sum(hyphened))


def _closings(can_close: list[bool]) -> Iterator[tuple[bool, ...]]:
    if sum(can_close) > _MOST_GAPS:
        yield tuple(can_close)
        yield tuple(False for _gap in can_close)
    else:
        yield from product(*((False, True) if can else (False,) for can in can_close))


def _spelling(
    atoms: list[str], gaps: list[str], closed: Sequence[bool], head: int | None, is_written: bool
) -> Spelling:
    keys, signs = [atoms[0]], []
    nouns = {0} if head == 0 else set()
    for number, (atom, gap, is_closed) in enumerate(zip(atoms[1:], gaps, closed, strict=True), 1):
        if is_closed:
            keys[-1] += atom
            nouns.discard(len(keys) - 1)
        else:
            keys.append(atom)
            signs.append(gap.strip(" -"))
        if number == head:
            nouns.add(len(keys) - 1)
    nouns.add(len(keys) - 1)
    return Spelling(tuple(keys), tuple(signs), tuple(sorted(nouns)), len(atoms) > 1, is_written)


def _atoms(label: str) -> tuple[list[str], list[str]]:
    """The keys of a label's smallest words, and each gap: a space, a hyphen, or punctuation."""
    atoms: list[str] = []
    gaps: list[str] = []
    end = 0
    for word in WORD.finditer(label):
        parts = [key(part) for part in _HYPHEN.split(word[0])]
        if atoms:
            gaps.append(_signs(label[end : word.start()]) or " ")
        atoms += parts
        gaps += ["-"] * (len(parts) - 1)
        end = word.end()
    return atoms, gaps


def _signs(gap: str) -> str:
    return _NOT_SAID.sub("", gap).replace("\u2019", "'")
