"""Packing: numbers and sorted words as short text that compresses well and needs no escapes.

Text and not bytes, as hosts compress scripts and not all of them anything else, and as a
page opened from a folder can only load scripts. docs/search.md gives the format.
"""

from collections.abc import Iterable, Sequence

_DIGITS = "".join(chr(code) for code in range(35, 128) if chr(code) not in "\\\x7f")
"""91 characters that stand for themselves in JSON."""

_SMALL = 79
_ONE_MORE = 10
_BASE = len(_DIGITS)
_SECOND = _SMALL + _ONE_MORE * _BASE
_THIRD = _SECOND + _BASE**2
_LIMIT = _THIRD + _BASE**3

LONGEST_SHARED = _SMALL - 1
"""So many letters at most does a word share with the word before it."""


def number(value: int) -> str:
    """A number from 0 to some 760,000 as one to four characters, fewer for a small one.

    OverflowError for any other.
    """
    if 0 <= value < _SMALL:
        return _DIGITS[value]
    if _SMALL <= value < _SECOND:
        high, low = divmod(value - _SMALL, _BASE)
        return _DIGITS[_SMALL + high] + _DIGITS[low]
    if _SECOND <= value < _THIRD:
        high, low = divmod(value - _SECOND, _BASE)
        return _DIGITS[-2] + _DIGITS[high] + _DIGITS[low]
    if _THIRD <= value < _LIMIT:
        high, low = divmod(value - _THIRD, _BASE)
        return _DIGITS[-1] + "".join(_DIGITS[digit] for digit in (*divmod(high, _BASE), low))
    raise OverflowError(f"{value} is too large for a search index.")


def numbers(values: Iterable[int]) -> str:
    """Numbers one after the other."""
    return "".join(map(number, values))


def front_coded(words: Sequence[str]) -> tuple[str, str]:
    """Sorted words: how many letters each shares with the one before it, and the rest of each."""
    shared, rests, before = [], [], ""
    for word in words:
        size = 0
        for ours, theirs in zip(word[:LONGEST_SHARED], before, strict=False):
            # Beyond the basic plane JavaScript counts two where Python counts one.
            if ours != theirs or ours > "\uffff":
                break
            size += 1
        shared.append(size)
        rests.append(word[size:])
        before = word
    return numbers(shared), " ".join(rests)


def utf16(word: str) -> bytes:
    """A sort key: the order in which JavaScript compares strings."""
    return word.encode("utf-16-be", "surrogatepass")


def start_of(word: str, before: str) -> str:
    """The shortest beginning of a word that comes after another word."""
    for size in range(1, len(word)):
        if utf16(word[:size]) > utf16(before):
            return word[:size]
    return word
