"""Analysis: a text as the terms by which a search finds it. docs/search.md specifies it.

The reader's browser does the same in theme/static/js/search/analysis.js; the two must give
equal terms for equal text, or a page is lost. A word is kept as its parts, so that
"co-production" is ("co", "production"); it is found by each part and by all of them joined.
"""

import re
import unicodedata
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from functools import cache

from knowledge.search.stemming import stem

Word = tuple[str, ...]
"""The parts of a word: one, or more when it has a hyphen."""

_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_HYPHEN = re.compile("[\u2010-\u2013]")
_APOSTROPHE = re.compile("[\u2018\u2019]")
_PLAIN_GAP = re.compile("[^a-z0-9'-]+")

NAME_ENDS = "="
"""Ends the term of a whole name, so that it is no term of a text: `livedexperience=`."""

_MUTATIONS = {
    "b": ("p",),
    "ch": ("c",),
    "d": ("t",),
    "dd": ("d",),
    "f": ("b", "m"),
    "g": ("c",),
    "h": ("",),
    "l": ("ll",),
    "m": ("b",),
    "mh": ("p",),
    "n": ("d",),
    "ng": ("g",),
    "ngh": ("c",),
    "nh": ("t",),
    "ph": ("p",),
    "r": ("rh",),
    "th": ("t",),
}
"""How a mutated Welsh word may begin, and how it does in a dictionary."""
_VOWELS = "aeiouwyâêîôûŵŷ"


def mutated(word: str) -> Iterator[str]:
    """Every form that a Welsh word may take at its beginning, and some that it may not."""
    if word.startswith("g"):
        yield word[1:]
    for mutation, radicals in _MUTATIONS.items():
        for radical in radicals:
            if word.startswith(radical):
                yield mutation + word.removeprefix(radical)


def fold(word: str) -> str:
    """The word without its accents."""
    if word.isascii():
        return word
    return "".join(
        char
        for char in unicodedata.normalize("NFD", word)
        if not unicodedata.category(char).startswith("M")
    )


class Analyser:
    """Turns texts of one language into terms. English words are stemmed, others are not."""

    def __init__(self, language: str) -> None:
        own = language.lower().partition("-")[0]
        self._is_english = own == "en"
        self.is_welsh = own == "cy"
        self._stem: Callable[[str], str] = cache(stem) if self._is_english else str
        # Each distinct chunk is worked out once.
        self.chunk: Callable[[str], tuple[Word, ...]] = cache(self._chunk)
        self.spelt: Callable[[str], tuple[str, ...]] = cache(self._spelt)
        self.hyphened: set[str] = set()
        """The chunks that were worked out and have a word of several parts."""

    def words(self, text: str) -> list[Word]:
        """The words of a text in order."""
        return [word for chunk in text.split() for word in self.chunk(chunk)]

    def term(self, word: str) -> str:
        """The term of one part of a word, or of its parts joined."""
        return self._stem(word)

    def terms(self, word: str) -> list[str]:
        """The term of one part of a word, and of the same without accents if it has any."""
        plain = fold(word)
        return [self.term(word)] if plain == word else [self.term(word), self.term(plain)]

    def name(self, text: str) -> str:
        """The term of a whole name: the same however it is joined and whatever its accents."""
        letters = fold("".join(part for word in self.words(text) for part in word))
        return letters + NAME_ENDS if letters else ""

    def _chunk(self, chunk: str) -> tuple[Word, ...]:
        """The words of a text without white space."""
        words = tuple(self._words(chunk))
        if any(len(word) > 1 for word in words):
            self.hyphened.add(chunk)
        return words

    def _spelt(self, chunk: str) -> tuple[str, ...]:
        """The parts of a chunk's words, and the parts of each joined."""
        words = self.chunk(chunk)
        return tuple({*(part for word in words for part in word), *map("".join, words)})

    def _words(self, chunk: str) -> Iterator[Word]:
        for run in self._spaced(chunk).split():
            parts = (self._part(part) for part in run.split("-"))
            if word := tuple(part for part in parts if part):
                yield word

    def _spaced(self, chunk: str) -> str:
        """The chunk in lower case, with spaces where no letter, number, hyphen or apostrophe is."""
        if chunk.isascii():
            text = _PLAIN_GAP.sub(" ", chunk.lower())
        else:
            text = _UNSEEN.sub("", unicodedata.normalize("NFKC", chunk).lower())
            text = _APOSTROPHE.sub("'", _HYPHEN.sub("-", text))
            text = "".join(char if _is_of_a_word(char) else " " for char in text)
        return text if self._is_english else text.replace("'", " ")

    @staticmethod
    def _part(part: str) -> str:
        """A part without its apostrophes and without a possessive s."""
        return part.strip("'").removesuffix("'s").replace("'", "")


def _is_of_a_word(char: str) -> bool:
    return char in "'-" or unicodedata.category(char)[0] in "LMN"


class Companions:
    """The further terms that words get because of the other words of the site.

    `compounds` are the words with a hyphen: their closed spellings stand for their parts, and
    two parts side by side for the closed spelling. `vocabulary` is for Welsh, where a
    mutated word also gets the dictionary's form if the site has that.
    """

    def __init__(
        self, analyser: Analyser, compounds: Iterable[Word], vocabulary: Container[str]
    ) -> None:
        self._analyser = analyser
        # Each distinct chunk is worked out once.
        self.chunk: Callable[[str], tuple[str, ...]] = cache(self._chunk)
        # In order, so that it is always the same one of two that are closed alike.
        self._closed: Mapping[str, Word] = {"".join(word): word for word in sorted(compounds)}
        # The second by its term, as a plural is no other word: co-op, co ops.
        self._pairs = frozenset(
            (word[0], analyser.term(word[1])) for word in self._closed.values() if len(word) == 2
        )
        self._firsts = frozenset(first for first, _second in self._pairs)
        self.opening: set[str] = set()
        """The chunks that were worked out and end with the first word of such a pair."""
        self._vocabulary = vocabulary

    def word(self, word: Word) -> Iterator[str]:
        """All the terms of a word by itself."""
        joined = "".join(word)
        parts = word if len(word) > 1 else self._closed.get(joined, ())
        for part in (*parts, joined):
            yield from self._analyser.terms(part)
            yield from self._radicals(part)

    def beside(self, word: Word, following: Word) -> str | None:
        """The term of two words joined, when the site writes them as one word too."""
        first, second = word[-1], following[0]
        if (first, self._analyser.term(second)) not in self._pairs:
            return None
        return self._analyser.term(first + second)

    def unlike(self, others: "Companions") -> set[tuple[str, Word]]:
        """The compounds, and how each is closed, that only the one or only the other has."""
        return self._closed.items() ^ others._closed.items()

    def _chunk(self, chunk: str) -> tuple[str, ...]:
        """All the terms of a chunk of text by itself."""
        words = self._analyser.chunk(chunk)
        if words and words[-1][-1] in self._firsts:
            self.opening.add(chunk)
        return tuple([term for word in words for term in self.word(word)])

    def _radicals(self, word: str) -> Iterator[str]:
        if not self._analyser.is_welsh:
            return
        for size in range(min(3, len(word) - 1), -1, -1):
            for start in self._starts(word[:size], word[size:]):
                if start + word[size:] in self._vocabulary:
                    yield start + word[size:]

    @staticmethod
    def _starts(mutated: str, rest: str) -> Iterable[str]:
        if mutated:
            is_before_vowel = rest[:1] in _VOWELS
            return _MUTATIONS.get(mutated, ()) if mutated != "h" or is_before_vowel else ()
        # Soft mutation takes a g away.
        return ("g",)
