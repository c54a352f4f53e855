"""Rings of objects go soon, and objects that stay are not looked at again and again."""

import gc
import weakref

from knowledge.collecting import only_among_new


class Node:
    """Something that can refer to itself."""

    def __init__(self) -> None:
        self.ring = self


def test_rings_go_and_what_was_before_comes_back() -> None:
    before = gc.get_threshold()
    with only_among_new():
        node = weakref.ref(Node())
        collected = gc.get_stats()
        kept = [[number] for number in range(100_000)]
        assert node() is None
        assert len(kept) == 100_000
        assert [each["collections"] for each in gc.get_stats()[1:]] == [
            each["collections"] for each in collected[1:]
        ]
    assert gc.get_threshold() == before
