"""The pieces of the index answer as one whole index does, in lunr.js itself, bit for bit.

lunr.py builds the whole index of the same documents from the same terms. Lunr leaves open
how terms are numbered, but the last bit of a score hangs on it: here as in the pieces they
are numbered in their order, and they stand in the order of JavaScript.
"""

import json
import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from lunr.builder import Builder

from knowledge import open_library
from knowledge.search import SearchDocument, files
from knowledge.search.analysis import Analyser, Companions
from knowledge.search.counts import FieldCounter, document_words
from knowledge.search.index import FIELDS
from knowledge.search.packing import utf16
from tests.conftest import ROOT
from tests.search.conftest import Program, Run
from tools.bench_search.corpora import generated_documents, own_documents
from tools.bench_search.truth import mistyped

EACH = 24
"""So many questions of each class, in a corpus."""


def whole_index(documents: Sequence[SearchDocument], language: str) -> dict[str, Any]:
    """lunr.py's index of the documents, its terms numbered in order."""
    analyser = Analyser(language)
    words = [document_words(document, analyser) for document in documents]
    compounds = set().union(*(each.compounds for each in words))
    vocabulary = set().union(*(each.whole for each in words))
    counter = FieldCounter(analyser, Companions(analyser, compounds, vocabulary))
    builder = Builder()
    builder.ref("id")
    for name, boost in FIELDS:
        builder.field(name, boost=boost)
    for number, document in enumerate(documents):
        fields = zip(FIELDS, counter.fields(document), strict=True)
        terms = {name: [*Counter(counts).elements()] for (name, _boost), counts in fields}
        builder.add({"id": str(number), **terms})
    return _in_order(builder.build().serialize())


def _in_order(index: dict[str, Any]) -> dict[str, Any]:
    terms = sorted(index["invertedIndex"], key=lambda row: utf16(row[0]))
    places = {row[1]["_index"]: place for place, row in enumerate(terms)}
    for place, row in enumerate(terms):
        row[1]["_index"] = place
    for row in index["fieldVectors"]:
        pairs = sorted(
            (places[number], score) for number, score in zip(row[1][::2], row[1][1::2], strict=True)
        )
        row[1] = [value for pair in pairs for value in pair]
    return {**index, "invertedIndex": terms}


class Asker:
    """Makes questions of every class from the text of documents."""

    def __init__(self, documents: Sequence[SearchDocument], seed: int) -> None:
        self._chance = random.Random(seed)
        analyser = Analyser("en")
        texts = [
            " ".join([d.title, d.short, *(section.text for section in d.sections)])
            for d in documents
        ]
        running = [["-".join(word) for word in analyser.words(text)] for text in texts]
        self._running = [words for words in running if len(words) > 4]
        # Each distinct word is as likely: drawn as often as they are used, half would be "the".
        self._words = sorted({word for words in running for word in words if word.isalpha()})
        self._titles = [document.title for document in documents]

    def questions(self) -> Iterator[tuple[str, str, bool]]:
        """Each: whether it is made of signs or of words, what is typed, whether it goes on."""
        word, title = self._word, self._title
        classes: dict[str, Callable[[], str]] = {
            "one": word,
            "two": lambda: self._run(2),
            "four": lambda: self._run(4),
            "title": title,
            "slip": lambda: mistyped(word(5), self._chance),
            "question": lambda: f"what is {word(4)}?",
            "missing": lambda: f"{word()} zzxqwv",
        }
        typing: dict[str, Callable[[], str]] = {
            "three letters": lambda: word(4)[:3],
            "five letters": lambda: word(6)[:5],
            "half a title": lambda: title()[: self._chance.randrange(3, 20)],
        }
        signs: dict[str, Callable[[], str]] = {
            "required": lambda: f"+{word()} {word()}",
            "prohibited": lambda: f"{word()} -{word()}",
            "prohibited only": lambda: f"-{word()} -{word()}",
            "field": lambda: f"title:{word()} body:{word()}",
            "boost": lambda: f"{word()}^{self._chance.randrange(2, 9)} {word()}",
            "near": lambda: f"{word(5)}~1",
            "beginning": lambda: f"{word(5)[:4]}*",
            "middle": lambda: f"{word(6)[:2]}*{word(4)[-2:]}",
            "ending": lambda: f"*{word(5)[-4:]}",
            "missing": lambda: f"+{word()} +zzxqwv",
        }
        for sort, makers, goes_on in (
            ("words", classes, False),
            ("words", typing, True),
            ("signs", signs, False),
        ):
            for make in makers.values():
                yield from ((sort, make(), goes_on) for _number in range(EACH))

    def _run(self, count: int) -> str:
        text = self._chance.choice(self._running)
        start = self._chance.randrange(len(text) - count + 1)
        return " ".join(text[start : start + count])

    def _word(self, least: int = 1) -> str:
        while len(word := self._chance.choice(self._words)) < least:
            pass
        return word

    def _title(self) -> str:
        return self._chance.choice(self._titles)


@pytest.fixture(scope="module")
def compare(program: Program) -> Run:
    return program(Path(__file__).with_name("oracle.js").read_text("utf-8"))


@pytest.mark.parametrize(
    "pages", [0, 100, 1000, 10_000], ids=["our content", "100", "1000", "10000"]
)
def test_pieces_answer_as_the_whole_index_does(pages: int, compare: Run, tmp_path: Path) -> None:
    library, _problems = open_library(ROOT)
    assert library is not None
    documents = generated_documents(library, pages) if pages else own_documents(library)
    for name, data in files(documents, "en"):
        (tmp_path / name).write_bytes(data)
    (tmp_path / "whole.json").write_text(json.dumps(whole_index(documents, "en")), "utf-8")
    questions = list(Asker(documents, seed=pages).questions())
    asked = compare({"folder": str(tmp_path), "questions": questions}, seconds=600)
    assert len(asked) >= 450
    assert [one["typed"] for one in asked if not one["isEqual"]] == []
    # What finds nothing proves little; two classes are made to find nothing.
    assert sum(one["finds"] for one in asked) > 0.8 * len(asked)
