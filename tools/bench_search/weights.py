"""What a search costs a reader in bytes, requests and round trips, counted file by file in Node.

Bytes are those of the files as a host sends them, without headers, the code of the engine
with them. Each question but those of a session is the first that a new reader asks, and it
ends when five results can be shown with their summaries.
"""

import statistics
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tools.bench_search.asking import Answer, Question, Weight, ask, search
from tools.bench_search.questions import Questions

EXCERPTS: Question = {"name": "excerpts"}

Weigh = Callable[[Iterable[str]], Weight]
"""Gives the bytes of files together."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A figure in bytes: with brotli, and with gzip."""

    brotli: float
    gzip: float


@dataclass(frozen=True, slots=True)
class Costs:
    """What one engine costs a reader. None is what an engine does not offer or has anyway."""

    one: Weighed
    two: Weighed
    four: Weighed
    excerpts: Weighed | None
    further: Weighed
    beginning: Weighed
    misspelt: Weighed | None
    requests: float
    steps: float


def costs(program: Path, folder: Path, asked: Questions, is_ours: bool) -> Costs:
    """Asks every question and adds up what was taken for it."""
    sorts = _sessions(asked, is_ours)
    told = ask(program, folder, [each for sort in sorts.values() for each in sort], weigh=True)
    answers = iter(told.sessions)
    by_sort = {name: [next(answers) for _each in sort] for name, sort in sorts.items()}
    return tally(by_sort, told.weight, is_ours)


def _sessions(asked: Questions, is_ours: bool) -> dict[str, list[list[Question]]]:
    """What is asked, by sort. Excerpts and slips are asked of ours alone: Pagefind sends the
    text with each result, and does not offer to look for words spelt nearly so."""

    def first(typed: str) -> list[Question]:
        return [search(typed), *([{**search(typed), **EXCERPTS}] if is_ours else [])]

    return {
        "one": [first(typed) for typed in asked.one],
        "two": [first(typed) for typed in asked.two],
        "four": [first(typed) for typed in asked.four],
        "beginnings": [[search(typed, typing=True)] for typed in asked.beginnings],
        "misspelt": [[search(typed)] for typed in asked.misspelt if is_ours],
        "sessions": [[search(typed) for typed in session] for session in asked.sessions],
    }


def middle(values: Sequence[float]) -> float:
    """The median."""
    return statistics.median(values)


def worst_in_twenty(values: Sequence[float]) -> float:
    """What nineteen of twenty do not exceed."""
    return sorted(values)[max(0, -(-len(values) * 19 // 20) - 1)]


Sessions = Sequence[Sequence[Answer]]


def tally(by_sort: Mapping[str, Sessions], weight: Weigh, is_ours: bool) -> Costs:
    """The figures of all that was asked."""
    one, two, four = ([session[0] for session in by_sort[name]] for name in ("one", "two", "four"))
    firsts = [*one, *two, *four]
    excerpts = [each[1] for name in ("one", "two", "four") for each in by_sort[name] if each[1:]]
    later = [answer for session in by_sort["sessions"] for answer in session[1:]]
    beginnings, misspelt = (
        [each[0] for each in by_sort[name]] for name in ("beginnings", "misspelt")
    )
    is_index = _is_ours_to_find if is_ours else _is_pagefinds_to_find
    return Costs(
        one=_weighed(one, weight, middle),
        two=_weighed(two, weight, middle),
        four=_weighed(four, weight, worst_in_twenty),
        excerpts=_weighed(excerpts, weight, middle) if excerpts else None,
        further=_weighed(later, weight, middle),
        beginning=_weighed(beginnings, weight, worst_in_twenty, is_index),
        misspelt=_weighed(misspelt, weight, worst_in_twenty, _is_list) if misspelt else None,
        requests=middle([len(answer.files) for answer in firsts]),
        steps=max(len(answer.steps) for answer in firsts),
    )


def _is_ours_to_find(name: str) -> bool:
    """Whether one of our files tells where terms are: manifest, lengths or terms."""
    return name[0] in "mlt"


def _is_list(name: str) -> bool:
    """Whether one of our files lists words, forwards or backwards."""
    return name[0] in "we"


def _is_pagefinds_to_find(name: str) -> bool:
    return name.endswith((".pf_index", ".pf_meta"))


def _weighed(
    answers: Iterable[Answer],
    weight: Weigh,
    choose: Callable[[Sequence[float]], float],
    counts: Callable[[str], bool] = bool,
) -> Weighed:
    each = [weight(filter(counts, answer.files)) for answer in answers]
    return Weighed(*(choose([one[way] for one in each]) for way in range(len(Weight._fields))))
