"""The process that builds: what it is asked, what it answers, and how it ends."""

import signal
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from tests.tools import quick_builder
from tools.serve.worker import Answer, Worker

GOOD = Answer(True, "", (("bread/index.html", "its own text"),), ("crust/index.html",))
SECONDS = 60


class Kitchen:
    """A worker that builds what it was ordered to, and the processes in which it did."""

    def __init__(self, root: Path) -> None:
        self.root = root
        (root / "content").mkdir()
        self.worker = Worker(root, quick_builder.COMMAND)
        self.early: list[tuple[Path, Sequence[str]]] = []

    def build(self, order: str) -> Answer:
        (self.root / "content" / "order.txt").write_text(order)
        return self.worker.ask(lambda *told: self.early.append(told))

    def processes(self) -> list[str]:
        return (self.root / "processes.txt").read_text().splitlines()


@pytest.fixture
def kitchen(tmp_path: Path) -> Iterator[Kitchen]:
    kitchen = Kitchen(tmp_path)
    yield kitchen
    kitchen.worker.stop()


def test_problems_of_a_good_build_are_reported(kitchen: Kitchen) -> None:
    answer = kitchen.build("warn")
    assert (answer.is_built, answer.made) == (True, GOOD.made)
    assert answer.report == "bread.md:2: Dark. Bake less.\n1 problem found."


def test_process_lives_on_after_good_builds_and_failed_ones(kitchen: Kitchen) -> None:
    told = Answer(False, "bread.md:1: no oven.\n1 problem found.")
    assert kitchen.build("well") == GOOD
    assert kitchen.build("problem") == told
    assert kitchen.build("problem") == told
    assert kitchen.build("well") == GOOD
    assert len(kitchen.processes()) == 4
    assert len(set(kitchen.processes())) == 1


def test_fault_is_told_and_another_process_takes_the_place(kitchen: Kitchen) -> None:
    kitchen.build("well")
    answer = kitchen.build("fault")
    lines = answer.report.splitlines()
    assert not answer.is_built
    assert lines[0] == "Traceback (most recent call last):"
    assert lines[-1] == "LookupError: no oven"
    assert kitchen.build("well") == GOOD
    first, ended, another = kitchen.processes()
    assert first == ended != another


def test_process_that_ends_without_a_word_is_told(kitchen: Kitchen) -> None:
    assert kitchen.build("gone") == Answer(False, "The process that builds ended with 3.")
    assert kitchen.build("well") == GOOD


def test_code_that_cannot_start_is_told_each_time_and_never_spins(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "open('starts', 'a').write('x'); raise LookupError('no oven')"]
    worker = Worker(tmp_path, command)
    for _time in range(2):
        answer = worker.ask(lambda _folder, _names: None)
        assert not answer.is_built
        assert answer.report.endswith("LookupError: no oven")
    time.sleep(0.5)
    assert len((tmp_path / "starts").read_text()) <= 2 * 2 + 1
    worker.stop()


def test_what_a_build_prints_is_reported_and_is_no_answer(kitchen: Kitchen) -> None:
    printed = "on standard output\nof a program of its own\non standard error"
    assert kitchen.build("chatter") == Answer(True, printed, GOOD.made, GOOD.removed)
    assert kitchen.build("well") == GOOD, "It is said once."


@pytest.mark.parametrize("end", ["", " and gone"])
def test_pages_that_are_ready_early_are_told_before_the_answer(end: str, kitchen: Kitchen) -> None:
    assert kitchen.build(f"early{end}").is_built == (end == "")
    assert kitchen.early == [(Path("waiting"), ["bread/index.html"])]
    assert kitchen.build("well") == GOOD
    assert len(kitchen.early) == 1


def test_new_process_builds_when_it_is_asked_to(kitchen: Kitchen) -> None:
    kitchen.build("well")
    kitchen.worker.renew()
    assert kitchen.build("well") == GOOD
    old, new = kitchen.processes()
    assert old != new


def test_build_that_is_stopped_tidies_up(kitchen: Kitchen) -> None:
    """Twice told to end, as by Ctrl+C in a terminal and by the server, it ends once."""
    kitchen.build("well")
    thread = threading.Thread(target=kitchen.build, args=("long",))
    thread.start()
    end = time.monotonic() + SECONDS
    while len(kitchen.processes()) < 2:
        assert time.monotonic() < end
        time.sleep(0.01)
    process = kitchen.worker._process
    process.send_signal(signal.SIGINT)
    process.send_signal(signal.SIGINT)
    thread.join(SECONDS)
    assert not thread.is_alive()
    assert process.returncode == 1
    assert (kitchen.root / "tidy.txt").exists()


def test_nobody_left_to_ask_ends_the_process(kitchen: Kitchen) -> None:
    kitchen.build("well")
    process = kitchen.worker._process
    assert process.stdin is not None
    process.stdin.close()
    assert process.wait(SECONDS) == 0
