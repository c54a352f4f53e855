"""Alphabets: the letter a label stands under in a list, and its place in the order.

Case, accents and punctuation make no difference. What begins with no letter of the
alphabet, such as a number, stands under `OTHER`, which comes last.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from string import ascii_uppercase

OTHER = "#"
"""What numbers and signs stand under."""

Place = tuple[bool, tuple[tuple[tuple[int, int, str], ...], ...]]
"""The place of a label in the order: whether it is under OTHER, and each piece of each word."""

_NUMBER, _LETTER, _FOREIGN = range(3)
_APART = "\u034f"
"""Between two letters it says that they are two and not one (the combining grapheme joiner)."""

_WHOLE = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
"""Letters whose mark is a part of them, so that Unicode takes none off."""

_WELSH = "A B C Ch D Dd E F Ff G Ng H I J K L Ll M N O P Ph Q R Rh S T Th U V W X Y Z"
_NOT_WELSH = frozenset("KQVXZ")
_N_AND_G = re.compile("(?<=ba)n(?=gor)|(?<=da)n(?=gos)|(?<=llo)n(?=gyf)")
"""Common words in which n and g are two letters: Bangor, dangos, llongyfarch."""


@dataclass(frozen=True)
class Alphabet:
    """The letters of a language in their order; `guests` are listed only when something is there.

    `apart` finds letters that end where the next begins, though the two look like one letter.
    """

    letters: tuple[str, ...]
    guests: frozenset[str] = frozenset()
    apart: re.Pattern[str] | None = None

    @property
    def own(self) -> tuple[str, ...]:
        """The letters that are always listed."""
        return tuple(letter for letter in self.letters if letter not in self.guests)

    def letter(self, label: str) -> str:
        """The letter under which a label is listed."""
        return self._letter(self._plain(label))

    def place(self, label: str) -> Place:
        """A sort key: letters in this alphabet's order, numbers by size, shorter words first."""
        if label not in self._places:
            plain = self._plain(label)
            words = map(tuple, map(self._ranks, plain.split()))
            self._places[label] = self._letter(plain) == OTHER, tuple(filter(None, words))
        return self._places[label]

    @cached_property
    def _places(self) -> dict[str, Place]:
        """The places that were asked for: several lists of a site have the same labels."""
        return {}

    def _letter(self, plain: str) -> str:
        first = self._piece.search(plain)
        kind, rank, _text = self._ranked(first) if first else (_FOREIGN, 0, "")
        return self.letters[rank] if kind == _LETTER else OTHER

    @cached_property
    def _rank(self) -> dict[str, int]:
        return {letter.lower(): rank for rank, letter in enumerate(self.letters)}

    @cached_property
    def _piece(self) -> re.Pattern[str]:
        longest_first = sorted(self._rank, key=len, reverse=True)
        return re.compile(rf"0*(?P<number>\d+)|{'|'.join(longest_first)}|[^\W_]")

    def _ranks(self, word: str) -> list[tuple[int, int, str]]:
        return [self._ranked(piece) for piece in self._piece.finditer(word)]

    def _ranked(self, piece: re.Match[str]) -> tuple[int, int, str]:
        text = piece[0]
        if piece["number"]:
            return _NUMBER, len(piece["number"]), piece["number"]
        rank = self._rank.get(text)
        return (_FOREIGN, 0, text) if rank is None else (_LETTER, rank, "")

    def _plain(self, label: str) -> str:
        """The label in small letters without accents; what keeps two letters apart stays."""
        plain = unicodedata.normalize("NFKD", label.casefold()).translate(_WHOLE)
        plain = "".join(c for c in plain if c == _APART or not unicodedata.combining(c))
        return self.apart.sub(rf"\g<0>{_APART}", plain) if self.apart else plain


_ALPHABETS = {
    "cy": Alphabet(tuple(_WELSH.split()), _NOT_WELSH, _N_AND_G),
}
_ENGLISH = Alphabet(tuple(ascii_uppercase))


def alphabet(language: str) -> Alphabet:
    """The alphabet of a language tag such as cy or en-GB; A to Z when it has none of its own."""
    return _ALPHABETS.get(language.lower().partition("-")[0], _ENGLISH)


def anchor(letter: str) -> str:
    """The name of a letter's place on a page."""
    return "other" if letter == OTHER else letter.lower()
