"""A file is read again when it may have changed, and never taken for unchanged when it did."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge import file_states
from knowledge.digests import digest_of_bytes
from knowledge.file_states import MISSING, FileStates

SECOND = 1_000_000_000


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "bread.md"
    file.write_text("dough")
    return file


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """What was read from the disk."""
    found: list[bytes] = []

    def read(data: bytes) -> bytes:
        found.append(data)
        return digest_of_bytes(data)

    monkeypatch.setattr(file_states, "digest_of_bytes", read)
    return found


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Sets the clock so many seconds from now."""

    def set_clock(seconds: float) -> None:
        now = time.time() + seconds
        monkeypatch.setattr(file_states.time, "time_ns", lambda: int(now * SECOND))

    return set_clock


def known(file: Path, kept: dict[str, bytes] | None = None) -> dict[str, bytes]:
    """What a build that looked at a file keeps."""
    found = {} if kept is None else kept
    states = FileStates(found)
    states.begin()
    states.digest(file)
    states.keep()
    return found


def test_digest_is_that_of_the_bytes(file: Path) -> None:
    assert FileStates({}).digest(file) == digest_of_bytes(b"dough")
    assert FileStates({}).digest(str(file)) == digest_of_bytes(b"dough")


def test_file_is_read_once_in_a_build(file: Path, reads: list[bytes]) -> None:
    states = FileStates({})
    states.begin()
    assert states.digest(file) == states.digest(str(file))
    assert reads == [b"dough"]


def test_build_sees_one_state_of_a_file(file: Path) -> None:
    """A file that is saved during a build belongs to the next one."""
    states = FileStates({})
    states.begin()
    before = states.digest(file)
    file.write_text("bread, and more of it")
    assert states.digest(file) == before
    states.begin()
    assert states.digest(file) == digest_of_bytes(b"bread, and more of it")


def test_file_that_did_not_change_is_not_read_again(
    file: Path, reads: list[bytes], later: Callable[[float], None]
) -> None:
    later(60)
    kept = known(file)
    later(120)
    for _ in range(2):
        states = FileStates(kept)
        states.begin()
        assert states.digest(file) == digest_of_bytes(b"dough")
        states.begin()
        states.digest(file)
    assert reads == [b"dough"]


def test_same_process_does_not_read_it_again_either(
    file: Path, reads: list[bytes], later: Callable[[float], None]
) -> None:
    later(60)
    states = FileStates({})
    for _ in range(3):
        states.begin()
        states.digest(file)
        states.keep()
    assert reads == [b"dough"]


def test_change_of_equal_size_and_time_is_noticed(
    file: Path, later: Callable[[float], None]
) -> None:
    """As a program may set the time of a file, but not when its entry in the folder changed."""
    later(60)
    kept = known(file)
    before = file.stat()
    file.write_text("crumb")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert file.stat().st_mtime_ns == before.st_mtime_ns
    later(120)
    assert FileStates(kept).digest(file) == digest_of_bytes(b"crumb")


def test_another_file_moved_to_its_place_is_noticed(
    file: Path, later: Callable[[float], None]
) -> None:
    later(60)
    kept = known(file)
    before = file.stat()
    other = file.with_name("other.md")
    other.write_text("crumb")
    os.utime(other, ns=(before.st_atime_ns, before.st_mtime_ns))
    os.replace(other, file)
    later(120)
    assert FileStates(kept).digest(file) == digest_of_bytes(b"crumb")


def test_touch_is_no_change(file: Path, later: Callable[[float], None]) -> None:
    kept = known(file)
    os.utime(file, ns=(SECOND, SECOND))
    later(60)
    assert FileStates(kept).digest(file) == digest_of_bytes(b"dough")


def test_time_that_goes_back_is_a_change(
    file: Path, reads: list[bytes], later: Callable[[float], None]
) -> None:
    later(60)
    kept = known(file)
    file.write_text("crumb")
    os.utime(file, ns=(SECOND, SECOND))
    later(120)
    assert FileStates(kept).digest(file) == digest_of_bytes(b"crumb")
    assert reads == [b"dough", b"crumb"]


def test_file_that_was_too_new_is_read_again(
    file: Path, reads: list[bytes], later: Callable[[float], None]
) -> None:
    later(0.5)
    kept = known(file)
    later(60)
    assert FileStates(kept).digest(file) == digest_of_bytes(b"dough")
    assert reads == [b"dough", b"dough"]


def test_change_right_after_a_look_is_noticed(
    file: Path, monkeypatch: pytest.MonkeyPatch, later: Callable[[float], None]
) -> None:
    """Where the disk tells time in steps, both writes may have the same time."""

    now = time.time_ns()

    def in_steps(found: os.stat_result) -> tuple[int, ...]:
        return found.st_size, found.st_ino, now, now

    monkeypatch.setattr(file_states, "_state", in_steps)
    monkeypatch.setattr(file_states.time, "time_ns", lambda: now)
    kept = known(file)
    file.write_text("crumb")
    later(60)
    assert FileStates(kept).digest(file) == digest_of_bytes(b"crumb")


def test_missing_file(file: Path) -> None:
    assert FileStates({}).digest(file.with_name("none.md")) == MISSING
    assert FileStates({}).digest(file.parent) == MISSING
    assert FileStates({}).digest(file / "below.md") == MISSING


def test_file_that_goes_and_comes_back(file: Path, later: Callable[[float], None]) -> None:
    later(60)
    kept = known(file)
    file.unlink()
    kept = known(file, kept)
    assert FileStates(kept).digest(file) == MISSING
    file.write_text("dough")
    later(120)
    assert FileStates(kept).digest(file) == digest_of_bytes(b"dough")


def test_what_is_known_outlives_a_build_that_failed(
    file: Path, reads: list[bytes], later: Callable[[float], None]
) -> None:
    """What a file holds is true, whatever came of the build that looked."""
    later(60)
    states = FileStates({})
    states.begin()
    states.digest(file)
    states.begin()
    assert states.digest(file) == digest_of_bytes(b"dough")
    assert reads == [b"dough"]


def test_nothing_is_written_when_nothing_is_new(file: Path, later: Callable[[float], None]) -> None:
    later(60)
    kept = known(file)
    states = FileStates(kept)
    kept.clear()
    states.begin()
    states.digest(file)
    states.keep()
    assert kept == {}
