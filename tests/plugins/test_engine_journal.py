"""New files take their places one by one; whoever is killed meanwhile loses nothing."""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from knowledge.kept import Kept
from knowledge.ledger import Written
from plugins.build_engine import journal
from tests.plugins.mini_site import write_files


@pytest.fixture
def output(tmp_path: Path) -> Path:
    output = tmp_path / "site" / "output"
    write_files(output, {"index.html": "old", "tips/knead/index.html": "old"})
    return output


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    return Kept(tmp_path / "kept.sqlite", "one")


def shown(folder: Path) -> dict[str, str]:
    """Every file, and every folder that has none."""
    found = {}
    for place, folders, files in os.walk(folder):
        name = Path(place).relative_to(folder).as_posix()
        found.update({str(Path(name, file)): Path(place, file).read_text() for file in files})
        if not folders and not files:
            found[f"{name}/"] = ""
    return found


def prepared(kept: Kept, output: Path, files: Mapping[str, str], stale: Iterable[str] = ()) -> Path:
    """A build up to its commit: the folder of its new files, which nobody takes away."""
    folder = journal.new_folder(output)
    fresh = folder.__enter__()
    _unfinished.append(folder)
    write_files(fresh, files)
    journal.note_down(kept, fresh, stale)
    return fresh


_unfinished: list[object] = []
"""A killed build never reaches the end of its `with`."""

OLD = {"index.html": "old", "tips/knead/index.html": "old"}


def test_killed_before_the_commit_changed_nothing(kept: Kept, output: Path, tmp_path: Path) -> None:
    fresh = prepared(kept, output, {"index.html": "new"}, ["tips/knead/index.html"])
    kept.close()
    journal.carry_out(Kept(tmp_path / "kept.sqlite", "one"), output)
    assert shown(output) == OLD
    assert not fresh.exists()


def test_killed_after_the_commit_is_carried_on(kept: Kept, output: Path) -> None:
    prepared(kept, output, {"index.html": "new", "a/b.txt": "new"}, ["tips/knead/index.html"])
    kept.commit()
    assert shown(output) == OLD
    journal.carry_out(kept, output)
    assert shown(output) == {"index.html": "new", "a/b.txt": "new"}
    assert shown(output.parent) == {f"output/{name}": "new" for name in ("index.html", "a/b.txt")}


def test_killed_in_the_middle_is_carried_on(kept: Kept, output: Path) -> None:
    fresh = prepared(kept, output, {"a": "new", "b": "new"}, ["tips/knead/index.html"])
    kept.commit()
    os.replace(fresh / "a", output / "a")
    journal.carry_out(kept, output)
    assert shown(output) == {"index.html": "old", "a": "new", "b": "new"}


def test_killed_when_only_the_old_was_left_to_remove(kept: Kept, output: Path) -> None:
    fresh = prepared(kept, output, {"a": "new"}, ["tips/knead/index.html", "index.html"])
    kept.commit()
    os.replace(fresh / "a", output / "a")
    (output / "index.html").unlink()
    journal.carry_out(kept, output)
    assert shown(output) == {"a": "new"}


def test_what_was_done_is_not_done_again(kept: Kept, output: Path) -> None:
    prepared(kept, output, {"index.html": "new"}, ["tips/knead/index.html"])
    kept.commit()
    journal.carry_out(kept, output)
    write_files(output, {"tips/knead/index.html": "somebody's"})
    journal.carry_out(kept, output)
    assert shown(output) == {"index.html": "new", "tips/knead/index.html": "somebody's"}


def test_nothing_to_do(kept: Kept, output: Path) -> None:
    journal.carry_out(kept, output)
    assert shown(output) == OLD


def test_first_build_makes_the_folder(kept: Kept, tmp_path: Path) -> None:
    output = tmp_path / "not" / "there"
    prepared(kept, output, {"a/index.html": "new"})
    kept.commit()
    journal.carry_out(kept, output)
    assert shown(output) == {"a/index.html": "new"}
    assert output.stat().st_mode & 0o777 == 0o755


def test_others_may_read_what_was_moved(kept: Kept, output: Path) -> None:
    """The folder in which new files wait is for nobody else."""
    prepared(kept, output, {"a/b/index.html": "new"})
    kept.commit()
    journal.carry_out(kept, output)
    for name in ("a", "a/b", "a/b/index.html"):
        assert (output / name).stat().st_mode & 0o444 == 0o444


def test_files_keep_the_times_they_were_written_at(kept: Kept, output: Path) -> None:
    fresh = prepared(kept, output, {"index.html": "new"})
    before = (fresh / "index.html").stat()
    kept.commit()
    journal.carry_out(kept, output)
    written = {"index.html": Written.of(b"", before)}
    assert journal.differences(output, written) == ([], ["tips/knead/index.html"])


def test_stale_files_go_with_the_folders_they_leave_empty(kept: Kept, output: Path) -> None:
    write_files(output, {"a/b/c/index.html": "old", "a/b/other": "old"})
    prepared(kept, output, {}, ["a/b/c/index.html", "tips/knead/index.html", "never/was"])
    kept.commit()
    journal.carry_out(kept, output)
    assert shown(output) == {"index.html": "old", "a/b/other": "old"}
    assert not (output / "tips").exists()


def test_folder_itself_stays(kept: Kept, output: Path) -> None:
    prepared(kept, output, {}, OLD)
    kept.commit()
    journal.carry_out(kept, output)
    assert output.is_dir()
    assert list(output.iterdir()) == []


def test_file_where_a_folder_was(kept: Kept, output: Path) -> None:
    prepared(kept, output, {"tips": "new"}, ["tips/knead/index.html"])
    kept.commit()
    journal.carry_out(kept, output)
    assert shown(output) == {"index.html": "old", "tips": "new"}


def test_folder_where_a_file_was(kept: Kept, output: Path) -> None:
    prepared(kept, output, {"index.html/a/b.txt": "new"}, ["index.html"])
    kept.commit()
    journal.carry_out(kept, output)
    assert shown(output) == {"index.html/a/b.txt": "new", "tips/knead/index.html": "old"}


def test_room_is_made_where_nothing_is_said_to_be_stale(kept: Kept, output: Path) -> None:
    """Somebody else may have put a file or a folder there after the build had looked."""
    write_files(output, {"a": "somebody's", "b/c": "somebody's"})
    prepared(kept, output, {"a/a/index.html": "new", "b": "new"})
    kept.commit()
    journal.carry_out(kept, output)
    assert shown(output) == {**OLD, "a/a/index.html": "new", "b": "new"}


def test_leftovers_of_killed_builds_are_tidied_up(kept: Kept, output: Path) -> None:
    for name in (".output.new-abc", ".output.new-abc-old"):
        write_files(output.parent / name, {"index.html": "left over"})
    journal.carry_out(kept, output)
    assert [file.name for file in output.parent.iterdir()] == ["output"]


def test_new_files_of_another_output_are_let_be(kept: Kept, output: Path) -> None:
    """`output-preview` may be built beside `output` at this moment."""
    with journal.new_folder(output.with_name("output-preview")) as fresh:
        write_files(fresh, {"index.html": "new"})
        journal.carry_out(kept, output)
        assert shown(fresh) == {"index.html": "new"}


def test_build_that_fails_leaves_nothing(output: Path) -> None:
    def fail() -> None:
        with journal.new_folder(output) as fresh:
            write_files(fresh, {"index.html": "new"})
            raise ValueError("No flour.")

    with pytest.raises(ValueError, match="flour"):
        fail()
    assert [file.name for file in output.parent.iterdir()] == ["output"]
    assert shown(output) == OLD


def test_swap_puts_one_folder_in_the_place_of_another(output: Path) -> None:
    with journal.new_folder(output) as fresh:
        write_files(fresh, {"a": "new"})
        journal.swap(fresh, output)
    assert shown(output.parent) == {"output/a": "new"}
    assert output.stat().st_mode & 0o777 == 0o755


def test_differences_are_what_somebody_changed(output: Path) -> None:
    before = {
        name: Written.of(b"", (output / name).stat()) for name in ("index.html", *list(OLD)[1:])
    }
    assert journal.differences(output, before) == ([], [])
    (output / "index.html").write_text("longer")
    assert journal.differences(output, before) == (["index.html"], [])
    os.utime(output / "tips/knead/index.html", ns=(1, 1))
    (output / "index.html").unlink()
    (output / "index.html").mkdir()
    write_files(output, {"a/b": "somebody's"})
    assert journal.differences(output, before) == (list(OLD), ["a/b"])


@pytest.mark.parametrize("is_file", [False, True])
def test_differences_when_the_folder_is_gone(tmp_path: Path, is_file: bool) -> None:
    output = tmp_path / "output"
    if is_file:
        output.write_text("no folder")
    assert journal.differences(output, {"a": Written(b"", 1, 1)}) == (["a"], [])
    assert journal.differences(output, {}) == ([], [])
