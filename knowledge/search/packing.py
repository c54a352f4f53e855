"""Packing: numbers and sorted words as short text that compresses well and needs no escapes.

Text and not bytes, as hosts compress scripts and not all of them anything else, and as a
page opened from a folder can only load scripts. docs/search.md gives the format.
"""

import re
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

_CODE = re.compile(
    "[{}-{}]|[{}-{}].|{}..|{}...".format(
        *(re.escape(_DIGITS[place]) for place in (0, _SMALL - 1, _SMALL, -3, -2, -1))
    )
)


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


class _Codes(dict[int, str]):
    """The code of each number, worked out when it is first asked for."""

    def __missing__(self, value: int) -> str:
        self[value] = code = number(value)
        return code


CODES = _Codes()
"""What `number` gives, for the many numbers of an index."""


def numbers(values: Iterable[int]) -> str:
    """Numbers one after the other."""
    return "".join([CODES[value] for value in values])


def codes(text: str) -> list[str]:
    """Numbers that stand one after the other, each as it is packed."""
    return _CODE.findall(text)


class _Values(dict[str, int]):
    """The number of each code, worked out when it is first asked for."""

    def __missing__(self, code: str) -> int:
        high, *lower = map(_DIGITS.index, code)
        value = high if high < _SMALL else high - _SMALL if high < _BASE - 2 else 0
        for digit in lower:
            value = value * _BASE + digit
        self[code] = value = value + (0, _SMALL, _SECOND, _THIRD)[len(lower)]
        return value


VALUES = _Values()
"""The number that a code stands for."""


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


def spelt_out(shared: str, rests: str) -> list[str]:
    """The words that were front-coded."""
    words: list[str] = []
    before = ""
    for code, rest in zip(shared, rests.split(" "), strict=False):
        before = before[: VALUES[code]] + rest
        words.append(before)
    return words


def utf16(word: str) -> bytes:
    """A sort key: the order in which JavaScript compares strings."""
    return word.encode("utf-16-be", "surrogatepass")


def start_of(word: str, before: str) -> str:
    """The shortest beginning of a word that comes after another word."""
    for size, (ours, theirs) in enumerate(zip(word, before, strict=False), 1):
        if ours != theirs:
            return word[:size]
    return word[: len(before) + 1]
