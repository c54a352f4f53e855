"""How well an engine puts the right page first: the figures of known-item search.

MRR@10 is the mean of one divided by the place of the first right page, nothing beyond the
tenth; recall@5 the share of questions with a right page among the first five; the last
figure is the share of questions that find nothing at all.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from statistics import fmean
from typing import NamedTuple

from tools.bench_search.asking import ask, search
from tools.bench_search.sites import page_address
from tools.bench_search.truth import Truth

SHOWN, FIRST = 10, 5


class Score(NamedTuple):
    """The three figures of a set of questions, and how many it has."""

    mrr: float
    recall: float
    nothing: float
    questions: int


Found = Mapping[str, Sequence[str]]
"""What is typed, and the addresses that an engine finds for it, best first."""


def found_by(program: Path, folder: Path, sets: Mapping[str, Truth]) -> dict[str, Found]:
    """What an engine finds for each question of each set, all asked in one session."""
    typed = [question for truth in sets.values() for question in truth]
    asked = ask(program, folder, [[search(question, count=SHOWN) for question in typed]])
    answers = iter(asked.sessions[0])
    return {
        name: {question: next(answers).found for question in truth} for name, truth in sets.items()
    }


def score(truth: Truth, found: Found) -> Score:
    """The figures of one set."""
    places = [place_of(right, found[typed]) for typed, right in truth.items()]
    return Score(
        mrr=fmean(1 / place if place else 0 for place in places),
        recall=fmean(0 < place <= FIRST for place in places),
        nothing=fmean(not found[typed] for typed in truth),
        questions=len(truth),
    )


def mean(scores: Iterable[Score]) -> Score:
    """The mean over sets, each counting the same however many questions it has."""
    found = list(scores)
    return Score(
        mrr=fmean(each.mrr for each in found),
        recall=fmean(each.recall for each in found),
        nothing=fmean(each.nothing for each in found),
        questions=sum(each.questions for each in found),
    )


def place_of(right: Iterable[str], found: Sequence[str]) -> int:
    """The place of the first right page among those found, from 1; 0 if none is there."""
    known = {page_address(address) for address in right}
    shown = (
        number for number, address in enumerate(found[:SHOWN], 1) if page_address(address) in known
    )
    return next(shown, 0)
