"""What is kept is whole at every moment: all of a build, or nothing of it."""

import os
import sqlite3
from pathlib import Path

import pytest

from knowledge.forking import forked
from knowledge.kept import Kept

VERSION = "one"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "folder" / "kept.sqlite"


def reopened(file: Path, version: str = VERSION) -> Kept:
    """What the next process finds."""
    return Kept(file, version)


def filled(file: Path, **values: bytes) -> None:
    """Keeps these values on a shelf."""
    kept = Kept(file, VERSION)
    kept.shelf("bread").update(values or {"rye": b"dark"})
    kept.commit()
    kept.close()


def test_what_was_committed_is_there_next_time(file: Path) -> None:
    filled(file, rye=b"dark", wheat=b"light")
    assert dict(reopened(file).shelf("bread")) == {"rye": b"dark", "wheat": b"light"}


def test_what_was_not_committed_is_gone(file: Path) -> None:
    filled(file)
    kept = Kept(file, VERSION)
    kept.shelf("bread")["rye"] = b"burnt"
    kept.shelf("bread")["wheat"] = b"light"
    kept.close()
    assert dict(reopened(file).shelf("bread")) == {"rye": b"dark"}


def test_changes_are_seen_at_once(file: Path) -> None:
    filled(file, rye=b"dark", wheat=b"light")
    shelf = Kept(file, VERSION).shelf("bread")
    shelf["rye"] = b"black"
    shelf["oats"] = b"grey"
    del shelf["wheat"]
    assert dict(shelf) == {"rye": b"black", "oats": b"grey"}
    assert len(shelf) == 2
    assert "wheat" not in shelf
    assert shelf.get("wheat") is None


def test_shelves_are_apart(file: Path) -> None:
    kept = Kept(file, VERSION)
    kept.shelf("bread")["rye"] = b"a loaf"
    kept.shelf("flour")["rye"] = b"a sack"
    kept.commit()
    kept.close()
    again = reopened(file)
    assert again.shelf("bread")["rye"] == b"a loaf"
    assert again.shelf("flour")["rye"] == b"a sack"
    assert list(again.shelf("oil")) == []


def test_shelf_of_a_name_is_always_the_same(file: Path) -> None:
    kept = Kept(file, VERSION)
    kept.shelf("bread")["rye"] = b"dark"
    assert kept.shelf("bread")["rye"] == b"dark"


def test_what_is_not_there_cannot_be_had_or_taken_away(file: Path) -> None:
    shelf = Kept(file, VERSION).shelf("bread")
    with pytest.raises(KeyError):
        shelf["rye"]
    with pytest.raises(KeyError):
        del shelf["rye"]


def test_what_was_taken_away_stays_away(file: Path) -> None:
    filled(file, rye=b"dark", wheat=b"light")
    kept = Kept(file, VERSION)
    del kept.shelf("bread")["rye"]
    with pytest.raises(KeyError):
        del kept.shelf("bread")["rye"]
    kept.commit()
    assert list(kept.shelf("bread")) == ["wheat"]
    kept.close()
    assert dict(reopened(file).shelf("bread")) == {"wheat": b"light"}


def test_what_came_and_went_was_never_there(file: Path) -> None:
    kept = Kept(file, VERSION)
    kept.shelf("bread")["rye"] = b"dark"
    del kept.shelf("bread")["rye"]
    kept.commit()
    kept.close()
    assert dict(reopened(file).shelf("bread")) == {}


def test_value_may_be_empty(file: Path) -> None:
    filled(file, rye=b"")
    shelf = reopened(file).shelf("bread")
    assert shelf["rye"] == b""
    shelf["wheat"] = b""
    assert sorted(shelf) == ["rye", "wheat"]


def test_values_may_change_while_names_are_told(file: Path) -> None:
    filled(file, rye=b"dark", wheat=b"light")
    shelf = Kept(file, VERSION).shelf("bread")
    for name in shelf:
        del shelf[name]
    assert list(shelf) == []


def test_changes_without_a_commit_leave_all_as_it_was(file: Path) -> None:
    filled(file, rye=b"dark", wheat=b"light")
    kept = Kept(file, VERSION)
    kept.shelf("bread")["rye"] = b"burnt"
    del kept.shelf("bread")["wheat"]
    kept.shelf("flour")["white"] = b"a sack"
    kept.close()
    kept = reopened(file)
    assert dict(kept.shelf("bread")) == {"rye": b"dark", "wheat": b"light"}
    assert dict(kept.shelf("flour")) == {}


def test_commit_that_fails_writes_nothing(file: Path) -> None:
    filled(file, rye=b"dark")
    kept = Kept(file, VERSION)
    kept.shelf("bread")["rye"] = b"burnt"
    kept.shelf("zest")["lemon"] = None  # type: ignore[assignment]
    kept.shelf("zest")["lime"] = object()  # type: ignore[assignment]
    with pytest.raises(sqlite3.Error):
        kept.commit()
    kept.close()
    assert dict(reopened(file).shelf("bread")) == {"rye": b"dark"}


def test_commit_waits_its_turn_or_fails_whole(file: Path) -> None:
    filled(file, rye=b"dark")
    kept = Kept(file, VERSION)
    kept.connection.execute("PRAGMA busy_timeout = 1")
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    kept.shelf("bread")["rye"] = b"burnt"
    with pytest.raises(sqlite3.OperationalError):
        kept.commit()
    other.execute("ROLLBACK")
    other.close()
    kept.commit()
    assert dict(kept.shelf("bread")) == {"rye": b"burnt"}


def test_killed_in_the_middle_of_a_commit(file: Path) -> None:
    """The changes were handed to a transaction that nobody ended."""
    filled(file, rye=b"dark", wheat=b"light")
    child = os.fork()
    if not child:
        try:
            kept = Kept(file, VERSION)
            kept.connection.execute("BEGIN IMMEDIATE")
            kept.shelf("bread")["rye"] = b"burnt" * 9000
            kept.shelf("bread").write()
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    assert dict(reopened(file).shelf("bread")) == {"rye": b"dark", "wheat": b"light"}


def test_killed_after_a_commit(file: Path) -> None:
    """Nobody closed the file, so what was written still stands in the log beside it."""
    child = os.fork()
    if not child:
        try:
            kept = Kept(file, VERSION)
            kept.shelf("bread")["rye"] = b"dark"
            kept.commit()
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    assert dict(reopened(file).shelf("bread")) == {"rye": b"dark"}


def test_another_version_starts_anew(file: Path) -> None:
    filled(file)
    kept = Kept(file, "two")
    assert dict(kept.shelf("bread")) == {}
    kept.shelf("bread")["wheat"] = b"light"
    kept.commit()
    kept.close()
    assert dict(reopened(file, "two").shelf("bread")) == {"wheat": b"light"}


def damaged_file(file: Path, change: str) -> None:
    data = bytearray(file.read_bytes())
    if change == "empty":
        data = bytearray()
    elif change == "cut in the head":
        del data[40:]
    elif change == "cut in the middle":
        del data[4096:]
    elif change == "other head":
        data[:16] = os.urandom(16)
    elif change == "noise throughout":
        data = bytearray(b"\x17noise" * (len(data) // 6))
    elif change == "text":
        data = bytearray(b"This is no database.\n")
    file.write_bytes(data)


def is_usable(file: Path) -> bool:
    """Whether builds can keep things in the file again and again."""
    for number in range(2):
        kept = Kept(file, VERSION)
        shelf = kept.shelf("bread")
        assert number in (0, int(shelf.get("builds", b"0")))
        shelf.update({"rye": b"dark" * 5000, "builds": str(number + 1).encode()})
        kept.commit()
        kept.close()
    return int(reopened(file).shelf("bread")["builds"]) == 2


@pytest.mark.parametrize(
    "change", ["empty", "cut in the head", "other head", "noise throughout", "text"]
)
def test_damaged_file_starts_anew(file: Path, change: str) -> None:
    filled(file, rye=b"dark" * 5000, builds=b"7")
    damaged_file(file, change)
    assert dict(Kept(file, VERSION).shelf("bread")) == {}
    assert is_usable(file)


def test_file_that_was_cut_off_starts_anew(file: Path) -> None:
    """Its first page can be read, and says what version it is; the others are not there."""
    filled(file, **{f"loaf {number}": b"crumb" * 100 for number in range(200)})
    damaged_file(file, "cut in the middle")
    assert dict(Kept(file, VERSION).shelf("bread")) == {}
    assert is_usable(file)


def test_noise_in_a_part_of_a_file_is_told_when_it_is_read(file: Path) -> None:
    """Looking through all of a large file at each start would take longer than a build."""
    filled(file, **{f"loaf {number}": b"crumb" * 100 for number in range(200)})
    data = bytearray(file.read_bytes())
    for start in range(len(data) // 2 // 4096 * 4096, len(data), 4096):
        data[start : start + 64] = b"\xff" * 64
    file.write_bytes(data)
    with pytest.raises(sqlite3.DatabaseError):
        dict(Kept(file, VERSION).shelf("bread"))


def test_log_without_its_file_is_left_over(file: Path) -> None:
    filled(file)
    file.unlink()
    for ending in ("-wal", "-shm"):
        file.with_name(f"{file.name}{ending}").write_bytes(b"left over" * 1000)
    assert dict(Kept(file, VERSION).shelf("bread")) == {}
    assert is_usable(file)


def test_copies_of_the_process_read_what_is_kept(file: Path) -> None:
    filled(file, rye=b"dark", wheat=b"light")
    kept = Kept(file, VERSION)
    shelf = kept.shelf("bread")
    shelf["oats"] = b"not committed yet"
    names = ["rye", "wheat", "oats"]
    found = forked(names, lambda some: b"|".join(f"{n}={shelf[n]!r}".encode() for n in some))
    told = sorted(b"|".join(found).split(b"|"))
    assert told == [b"oats=b'not committed yet'", b"rye=b'dark'", b"wheat=b'light'"]
    kept.commit()
    kept.close()
    assert sorted(reopened(file).shelf("bread")) == ["oats", "rye", "wheat"]
