"""The process that builds: what it is asked, what it answers, and how it ends."""

import signal
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.tools import quick_builder
from tools.serve.worker import Answer, Worker

GOOD = Answer(True, "", (("bread/index.html", "its own text"),), ("crust/index.html",))
SECONDS = 60


class Kitchen:
    """A worker that builds what it was ordered to, and what it was asked."""

    def __init__(self, root: Path) -> None:
        self.root = root
        (root / "content").mkdir()
        self.worker = Worker(root, quick_builder.COMMAND)

    def build(self, order: str, *changed: str) -> Answer:
        (self.root / "content" / "order.txt").write_text(order)
        return self.worker.ask({self.root / name for name in changed})

    def jobs(self) -> list[str]:
        return (self.root / "jobs.txt").read_text().splitlines()


@pytest.fixture
def kitchen(tmp_path: Path) -> Iterator[Kitchen]:
    kitchen = Kitchen(tmp_path)
    yield kitchen
    kitchen.worker.stop()


def test_first_build_looks_at_all_files_and_later_ones_at_those_that_changed(
    kitchen: Kitchen,
) -> None:
    assert kitchen.build("well", "a.md") == GOOD
    assert kitchen.build("well", "a.md", "b.md") == GOOD
    assert kitchen.build("well", "c.md") == GOOD
    assert kitchen.jobs() == ["None", "['a.md', 'b.md']", "['c.md']"]


def test_problems_of_a_good_build_are_reported(kitchen: Kitchen) -> None:
    answer = kitchen.build("warn")
    assert (answer.is_built, answer.made) == (True, GOOD.made)
    assert answer.report == "bread.md:2: Dark. Bake less.\n1 problem found."


def test_what_a_failed_build_missed_is_asked_again(kitchen: Kitchen) -> None:
    kitchen.build("well")
    told = Answer(False, "bread.md:1: no oven.\n1 problem found.")
    assert kitchen.build("problem", "a.md") == told
    assert kitchen.build("problem", "b.md") == told
    assert kitchen.build("well", "c.md") == GOOD
    assert kitchen.build("well", "d.md") == GOOD
    jobs = ["None", "['a.md']", "['a.md', 'b.md']", "['a.md', 'b.md', 'c.md']", "['d.md']"]
    assert kitchen.jobs() == jobs


def test_fault_is_told_and_another_process_looks_at_all_files(kitchen: Kitchen) -> None:
    kitchen.build("well")
    answer = kitchen.build("fault", "a.md")
    lines = answer.report.splitlines()
    assert not answer.is_built
    assert lines[0] == "Traceback (most recent call last):"
    assert lines[-1] == "LookupError: no oven"
    assert kitchen.build("well", "b.md") == GOOD
    assert kitchen.jobs() == ["None", "['a.md']", "None"]


def test_process_that_ends_without_a_word_is_told(kitchen: Kitchen) -> None:
    assert kitchen.build("gone") == Answer(False, "The process that builds ended with 3.")
    assert kitchen.build("well") == GOOD


def test_code_that_cannot_start_is_told_each_time_and_never_spins(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "open('starts', 'a').write('x'); raise LookupError('no oven')"]
    worker = Worker(tmp_path, command)
    for _time in range(2):
        answer = worker.ask([tmp_path / "a.md"])
        assert not answer.is_built
        assert answer.report.endswith("LookupError: no oven")
    time.sleep(0.5)
    assert len((tmp_path / "starts").read_text()) <= 2 * 2 + 1
    worker.stop()


def test_what_a_build_prints_is_reported_and_is_no_answer(kitchen: Kitchen) -> None:
    printed = "on standard output\nof a program of its own\non standard error"
    assert kitchen.build("chatter") == Answer(True, printed, GOOD.made, GOOD.removed)
    assert kitchen.build("well") == GOOD, "It is said once."


def test_new_process_looks_at_all_files(kitchen: Kitchen) -> None:
    kitchen.build("well")
    kitchen.worker.renew()
    assert kitchen.build("well", "a.md") == GOOD
    assert kitchen.jobs() == ["None", "None"]


def test_build_that_is_stopped_tidies_up(kitchen: Kitchen) -> None:
    """Twice told to end, as by Ctrl+C in a terminal and by the server, it ends once."""
    kitchen.build("well")
    thread = threading.Thread(target=kitchen.build, args=("long",))
    thread.start()
    end = time.monotonic() + SECONDS
    while len(kitchen.jobs()) < 2:
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
