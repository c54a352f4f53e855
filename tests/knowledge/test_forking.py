"""Work that is shared out among copies of the process gives what it gives without them."""

import os
import threading
from collections.abc import Sequence

import pytest

from knowledge import forking
from knowledge.forking import forked


class Unspeakable(Exception):
    """A fault that cannot be told to another process."""

    def __init__(self, what: str, why: str) -> None:
        super().__init__(what)
        self.why = why


def told(items: Sequence[int]) -> bytes:
    """The items, and which process had them."""
    return b"".join(b"%d:%d " % (item, os.getpid()) for item in items)


def in_order(answers: Sequence[bytes]) -> list[int]:
    return sorted(int(each.split(b":")[0]) for answer in answers for each in answer.split())


def processes(answers: Sequence[bytes]) -> set[int]:
    return {int(each.split(b":")[1]) for answer in answers for each in answer.split()}


@pytest.fixture
def two(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine with two processors, whatever this one has."""
    monkeypatch.setattr(forking, "_processors", lambda: 2)


@pytest.mark.usefixtures("two")
def test_each_item_is_done_once() -> None:
    answers = list(forked(range(101), told))
    assert in_order(answers) == list(range(101))
    assert len(answers) == 2
    assert len(processes(answers)) == 2
    assert os.getpid() not in processes(answers)


@pytest.mark.usefixtures("two")
def test_neighbours_go_to_different_copies() -> None:
    first, second = (
        {int(each.split(b":")[0]) for each in a.split()} for a in forked(range(9), told)
    )
    assert {0, 2, 4, 6, 8} in (first, second)


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize("items", [[], [7]], ids=["nothing", "one item"])
def test_what_is_not_worth_it_is_done_here(items: list[int]) -> None:
    answers = list(forked(items, told))
    assert in_order(answers) == items
    assert processes(answers) <= {os.getpid()}


@pytest.mark.usefixtures("two")
def test_answers_may_be_longer_than_a_pipe() -> None:
    answers = list(forked([1, 2], lambda items: b"%d" % items[0] * 1_000_000))
    assert sorted(map(len, answers)) == [1_000_000, 1_000_000]


@pytest.mark.usefixtures("two")
def test_answer_may_be_empty() -> None:
    assert list(forked([1, 2], lambda _items: b"")) == [b"", b""]


@pytest.mark.usefixtures("two")
def test_nothing_but_the_answer_comes_back() -> None:
    changed: list[int] = []

    def change(items: Sequence[int]) -> bytes:
        changed.extend(items)
        return b"%d" % len(changed)

    assert list(forked([1, 2, 3, 4], change)) == [b"2", b"2"]
    assert changed == []


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize("fault", [ValueError("No flour."), KeyError("rye"), KeyboardInterrupt()])
def test_fault_of_a_copy_is_raised_here(fault: BaseException) -> None:
    def fail(items: Sequence[int]) -> bytes:
        if 2 in items:
            raise fault
        return b"done"

    with pytest.raises(type(fault)) as raised:
        list(forked([1, 2, 3], fail))
    assert raised.value.args == fault.args


@pytest.mark.usefixtures("two")
def test_fault_that_cannot_be_handed_over_is_told_in_words() -> None:
    def fail(_items: Sequence[int]) -> bytes:
        raise Unspeakable("No flour.", "The mill is shut.")

    with pytest.raises(RuntimeError, match=r"^Unspeakable: No flour\.$"):
        list(forked([1, 2], fail))


@pytest.mark.usefixtures("two")
def test_copy_that_dies_is_a_fault() -> None:
    def die(items: Sequence[int]) -> bytes:
        if 2 in items:
            os._exit(0)
        return b"done"

    with pytest.raises(RuntimeError, match=r"^A process that made pages ended too early\.$"):
        list(forked([1, 2, 3], die))


@pytest.mark.usefixtures("two")
def test_copy_that_dies_while_it_answers_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    """As one that is killed when its answer is longer than a pipe."""
    pipes: list[tuple[int, int]] = []
    pipe = os.pipe

    def opened() -> tuple[int, int]:
        pipes.append(pipe())
        return pipes[-1]

    def answer(items: Sequence[int]) -> bytes:
        if 2 in items:
            os.write(pipes[-1][1], b"+half of i")
            os._exit(1)
        return b"done"

    monkeypatch.setattr(os, "pipe", opened)
    with pytest.raises(RuntimeError, match=r"^A process that made pages ended too early\.$"):
        list(forked([1, 2], answer))


@pytest.mark.usefixtures("two")
def test_no_copy_is_left_behind() -> None:
    def fail(items: Sequence[int]) -> bytes:
        if 1 in items:
            raise ValueError("No flour.")
        return b"done"

    with pytest.raises(ValueError, match="No flour"):
        list(forked([1, 2], fail))
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_one_processor_needs_no_copy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _process: {0})
    answers = list(forked(range(9), told))
    assert in_order(answers) == list(range(9))
    assert processes(answers) == {os.getpid()}


def test_where_nothing_forks_all_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "fork")
    assert processes(list(forked(range(9), told))) == {os.getpid()}


def test_where_copies_are_unsafe_all_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forking.sys, "platform", "darwin")
    assert processes(list(forked(range(9), told))) == {os.getpid()}


def test_copies_are_as_many_as_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _process: {0, 1, 2})
    assert len(processes(list(forked(range(9), told)))) == 3


def test_threads_are_never_left_out_of_a_copy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _process: {0, 1})
    may_end = threading.Event()
    thread = threading.Thread(target=may_end.wait)
    thread.start()
    try:
        assert processes(list(forked(range(9), told))) == {os.getpid()}
    finally:
        may_end.set()
        thread.join()
    assert len(processes(list(forked(range(9), told)))) == 2
