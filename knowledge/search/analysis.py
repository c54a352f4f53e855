"""Analysis: a text as the terms by which a search finds it. docs/search.md specifies it.

The reader's browser does the same in theme/static/js/search/analysis.js; the two must give
equal terms for equal text, or a page is lost. A word is kept as its parts, so that
"co-production" is ("co", "production"); it is found by each part and by all of them joined.
"""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
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
        self.language = language.lower().partition("-")[0]
        self._is_english = self.language == "en"
        self._stem: Callable[[str], str] = cache(stem) if self._is_english else str
        self._known: dict[str, tuple[Word, ...]] = {}
        self._spelt: dict[str, tuple[str, ...]] = {}

    def words(self, text: str) -> list[Word]:
        """The words of a text in order."""
        return [word for chunk in text.split() for word in self.chunk(chunk)]

    def chunk(self, chunk: str) -> tuple[Word, ...]:
        """The words of a text without white space. Each distinct one is worked out once."""
        if chunk not in self._known:
            self._known[chunk] = tuple(self._words(chunk))
        return self._known[chunk]

    def spelt(self, chunk: str) -> tuple[str, ...]:
        """The parts of a chunk's words, and the parts of each joined."""
        if chunk not in self._spelt:
            words = self.chunk(chunk)
            self._spelt[chunk] = tuple(
                {*(part for word in words for part in word), *map("".join, words)}
            )
        return self._spelt[chunk]

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
        self, analyser: Analyser, compounds: Iterable[Word], vocabulary: Collection[str]
    ) -> None:
        self._analyser = analyser
        self._closed: Mapping[str, Word] = {"".join(word): word for word in compounds}
        # The second by its term, as a plural is no other word: co-op, co ops.
        self._pairs = frozenset(
            (word[0], analyser.term(word[1])) for word in self._closed.values() if len(word) == 2
        )
        self.firsts = frozenset(first for first, _second in self._pairs)
        self._vocabulary = vocabulary if analyser.language == "cy" else frozenset()
        self._memo: dict[str, tuple[str, ...]] = {}

    @property
    def given(self) -> tuple[object, ...]:
        """What the companions depend on, in an order that is always the same."""
        return (*self._closed.values(), *sorted(self._vocabulary))

    def chunk(self, chunk: str) -> tuple[str, ...]:
        """All the terms of a chunk of text by itself."""
        if chunk not in self._memo:
            words = self._analyser.chunk(chunk)
            self._memo[chunk] = tuple(term for word in words for term in self.word(word))
        return self._memo[chunk]

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

    def _radicals(self, word: str) -> Iterator[str]:
        if not self._vocabulary:
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
