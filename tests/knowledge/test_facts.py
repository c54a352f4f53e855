"""What is noted while something is made is known to everything that is being made."""

import pytest

from knowledge.facts import aside, gathered, note, note_all


def test_facts_are_gathered_once_each() -> None:
    with gathered() as facts:
        note("body:a")
        note("body:a")
        note_all(["body:b", "site:"])
    assert facts == {"body:a", "body:b", "site:"}


def test_facts_of_a_part_are_facts_of_the_whole() -> None:
    with gathered() as whole:
        note("before")
        with gathered() as part:
            note("within")
            note_all(["many within"])
        note("after")
    assert part == {"within", "many within"}
    assert whole == {"before", "within", "many within", "after"}


def test_nothing_is_gathered_once_it_is_closed() -> None:
    with gathered() as facts:
        pass
    note("too late")
    note_all(["too late as well"])
    assert facts == set()


def test_what_is_looked_at_aside_is_noted_by_nobody() -> None:
    with gathered() as facts:
        with aside():
            note("a look")
            note_all(["another"])
        note("the making")
    assert facts == {"the making"}


def test_what_is_made_aside_gathers_its_own_facts() -> None:
    with gathered() as whole, aside(), gathered() as part:
        note("within")
    assert part == {"within"}
    assert whole == set()


def test_looks_stand_within_looks() -> None:
    with gathered() as facts:
        with aside():
            with aside():
                note("inner look")
            note("outer look")
        note("the making")
    assert facts == {"the making"}


class Burnt(Exception):
    """What goes wrong while something is made."""


def burn() -> None:
    note("before the fault")
    raise Burnt


def test_making_that_fails_gathers_no_more() -> None:
    with gathered() as whole:
        with pytest.raises(Burnt), gathered() as part:
            burn()
        note("after the fault")
    assert part == {"before the fault"}
    assert whole == {"before the fault", "after the fault"}


def test_look_that_fails_is_over() -> None:
    with gathered() as facts:
        with pytest.raises(Burnt), aside():
            burn()
        note("after the fault")
    assert facts == {"after the fault"}
