"""Facts: what something is made from, noted while it is made.

A fact is a name, such as "body:content/tips/listen.md". Whoever reads what the name stands for
notes it; whoever makes something gathers what was noted meanwhile. What was made must be made
again when one of its facts is another than it was, and only then.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

_gathering: list[set[str]] = []


def note(fact: str) -> None:
    """Tells everything that is being made just now that it depends on a fact."""
    for facts in _gathering:
        facts.add(fact)


def note_all(facts: Iterable[str]) -> None:
    """Tells of many facts at once: those of a part that is as it was and is not made again."""
    for gathering in _gathering:
        gathering.update(facts)


@contextmanager
def gathered() -> Iterator[set[str]]:
    """The facts that are noted while this is open, also within what is made meanwhile."""
    facts: set[str] = set()
    _gathering.append(facts)
    try:
        yield facts
    finally:
        _gathering.pop()


@contextmanager
def aside() -> Iterator[None]:
    """What is noted while this is open is noted by nobody: a look, and no part of the making."""
    waiting = _gathering[:]
    _gathering.clear()
    try:
        yield
    finally:
        _gathering[:] = waiting
