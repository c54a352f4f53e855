"""What is typed when bytes are counted: running words of the text, beginnings and slips of them."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.search import SearchDocument
from tools.bench_search.stored import written
from tools.bench_search.truth import WORD, common_words, mistyped

COUNT = 60
"""So many questions of each sort: enough for a median and for the worst in twenty."""
IN_A_SESSION = 4
BEGINNING = 3
LONG = 5

MIXED = (1, 2, 3, 4, 1, 2, 3, 4, 2)
"""How many words each of the questions has that a real browser is timed with."""


@dataclass(frozen=True, slots=True)
class Questions:
    """What is typed, by sort. A session is several questions in a row."""

    one: list[str]
    two: list[str]
    four: list[str]
    beginnings: list[str]
    misspelt: list[str]
    sessions: list[list[str]]
    mixed: list[str]


def questions(documents: Sequence[SearchDocument], seed: int, count: int = COUNT) -> Questions:
    """Questions that a reader of these documents might type, drawn from their text."""
    chance = random.Random(seed)
    drawn = _Drawn(documents, chance)
    sessions = [
        [drawn.running(1 + number % 2) for number in range(IN_A_SESSION)]
        for _session in range(count // IN_A_SESSION)
    ]
    return Questions(
        one=[drawn.running(1) for _each in range(count)],
        two=[drawn.running(2) for _each in range(count)],
        four=[drawn.running(4) for _each in range(count)],
        beginnings=[drawn.word(BEGINNING + 1)[:BEGINNING] for _each in range(count)],
        misspelt=[drawn.misspelt() for _each in range(count)],
        sessions=sessions,
        mixed=[drawn.running(words) for words in MIXED],
    )


class _Drawn:
    """Draws content words of the texts, each as likely as it is frequent."""

    def __init__(self, documents: Sequence[SearchDocument], chance: random.Random) -> None:
        common = common_words(documents)
        self._chance = chance
        self._texts = [list(_content(document, common)) for document in documents]
        self._known = {word for text in self._texts for word in text} | common

    def running(self, words: int) -> str:
        """So many words that follow each other in one document, small words left out."""
        texts = [text for text in self._texts if len(text) >= words]
        text = self._chance.choice(texts)
        start = self._chance.randrange(len(text) - words + 1)
        return " ".join(text[start : start + words])

    def word(self, least: int) -> str:
        """A word of at least so many letters."""
        while True:
            word = self.running(1)
            if len(word) >= least and word.isalpha():
                return word

    def misspelt(self) -> str:
        """A longer word with a slip in it that makes no other word of the texts."""
        while True:
            word = mistyped(self.word(LONG), self._chance)
            if word not in self._known:
                return word


def _content(document: SearchDocument, common: set[str]) -> Iterator[str]:
    for text in (document.title, *written(document)):
        for word in WORD.findall(text):
            if word.lower() not in common:
                yield word.lower()
