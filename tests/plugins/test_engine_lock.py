"""Of two builds of one folder one waits, and none waits for a build that was killed."""

import io
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from plugins.build_engine.lock import alone

ROOT = Path(__file__).parents[2]
HOLDER = """
import sys
from pathlib import Path
from plugins.build_engine.lock import alone
with alone(Path(sys.argv[1])):
    print("begun", flush=True)
    sys.stdin.read()
    Path(sys.argv[2]).write_text("ended")
"""
WAITING = "Another build of this folder is running. This one waits for it.\n"


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    return tmp_path / "not there yet" / "output.lock"


@pytest.fixture(autouse=True)
def _waits_no_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    """As long as no build takes."""
    monkeypatch.setattr("plugins.build_engine.lock._LONGEST", 20)


def holder(lock: Path, note: Path) -> subprocess.Popen[bytes]:
    """Another build, which has the lock until its input ends, and leaves a note then."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, lock, note],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert process.stdout
    assert process.stdout.readline() == b"begun\n"
    return process


class EndWhenAsked(io.StringIO):
    """Takes what a build says that waits, and lets the other one end then."""

    def __init__(self, other: subprocess.Popen[bytes], is_killed: bool) -> None:
        super().__init__()
        self._other = other
        self._is_killed = is_killed

    def write(self, text: str) -> int:
        assert self._other.stdin
        if self._is_killed:
            self._other.kill()
        else:
            self._other.stdin.close()
        return super().write(text)


@pytest.mark.parametrize("is_killed", [False, True], ids=["ended", "killed"])
def test_second_build_waits_for_the_end_of_the_first(
    lock: Path, tmp_path: Path, is_killed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = tmp_path / "note"
    with holder(lock, note) as other:
        said = EndWhenAsked(other, is_killed)
        monkeypatch.setattr(sys, "stderr", said)
        try:
            with alone(lock):
                assert note.exists() is not is_killed
        finally:
            other.kill()
    assert said.getvalue() == WAITING


def test_lock_of_a_killed_build_is_free(
    lock: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = holder(lock, tmp_path / "note")
    with other:
        other.kill()
    with alone(lock):
        assert capsys.readouterr().err == ""


def test_lock_is_free_again_in_the_same_process(
    lock: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail() -> None:
        with alone(lock):
            raise ValueError("No flour.")

    for _ in range(2):
        with pytest.raises(ValueError, match="flour"):
            fail()
    with alone(lock):
        pass
    assert capsys.readouterr().err == ""


def test_builds_of_other_folders_do_not_wait(
    lock: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with alone(lock), alone(lock.with_name("other.lock")):
        assert capsys.readouterr().err == ""


def test_lock_that_cannot_be_had_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(sqlite3.OperationalError), alone(tmp_path / "folder"):
        pass


def test_lock_is_held_by_one_process_alone(lock: Path) -> None:
    """Its copies have nothing to let go of when they end."""
    with alone(lock):
        child = os.fork()
        if not child:
            os._exit(0)
        os.waitpid(child, 0)
        connection = sqlite3.connect(lock, timeout=0, isolation_level=None)
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            connection.execute("BEGIN EXCLUSIVE")
        connection.close()
