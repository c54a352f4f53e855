"""What counts as a save: each way in which editors save is one, and nothing else is."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tools.serve.saves import Saves

BREAD = "content/definitions/bread.md"
QUIET_LOOKS = 3
"""How often nothing may be noticed before we say that nothing is."""


class Watched:
    """A small project that is watched from now on."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.bread = root / BREAD
        self._noticed = iter(Saves(root))
        next(self._noticed)

    def noticed(self) -> list[str]:
        """What is noticed until there is nothing more to notice."""
        found: list[str] = []
        quiet = 0
        while quiet < QUIET_LOOKS:
            more = next(self._noticed)
            quiet = 0 if more else quiet + 1
            found += sorted(file.relative_to(self.root).as_posix() for file in more)
        return found


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[Watched]:
    for name in (BREAD, "content/tips/knead.md", "theme/static/css/reset.css", "tools/build.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("flour")
    (tmp_path / "site.yml").write_text("name: Crumb")
    return Watched(tmp_path)


def write_over(file: Path) -> None:
    file.write_text("rye")


def write_in_two(file: Path) -> None:
    with file.open("w") as open_file:
        open_file.write("rye")
        open_file.flush()
        os.fsync(open_file.fileno())
        open_file.write(" and water")


def put_in_its_place(file: Path) -> None:
    beside = file.with_name(f"{file.name}.Xy12Za")
    beside.write_text("rye")
    beside.replace(file)


def put_hidden_one_in_its_place(file: Path) -> None:
    beside = file.with_name(".goutputstream-1")
    beside.write_text("rye")
    beside.replace(file)


def put_nameless_one_in_its_place(file: Path) -> None:
    beside = file.with_name("sedXy12Za")
    beside.write_text("rye")
    beside.replace(file)


def keep_the_old_one(file: Path) -> None:
    old = file.with_name(f"{file.name}~")
    file.rename(old)
    file.write_text("rye")
    old.unlink()


def try_the_folder_first(file: Path) -> None:
    trial = file.with_name("4913")
    trial.touch()
    trial.unlink()
    file.write_text("rye")


WAYS = [
    write_over,
    write_in_two,
    put_in_its_place,
    put_hidden_one_in_its_place,
    put_nameless_one_in_its_place,
    keep_the_old_one,
    try_the_folder_first,
]


@pytest.mark.parametrize("save", WAYS, ids=lambda way: way.__name__)
@pytest.mark.parametrize("name", [BREAD, "site.yml"])
def test_save_of_any_editor_is_noticed_once(
    save: Callable[[Path], None], name: str, watched: Watched
) -> None:
    save(watched.root / name)
    assert watched.noticed() == [name]
    assert watched.noticed() == []


def test_one_file_may_be_saved_again_and_again(watched: Watched) -> None:
    for name in (BREAD, "site.yml"):
        for _time in range(3):
            put_in_its_place(watched.root / name)
            assert watched.noticed() == [name]


def test_file_that_comes_and_one_that_goes_are_noticed(watched: Watched) -> None:
    (watched.root / "content/definitions/crust.md").write_text("hard")
    assert watched.noticed() == ["content/definitions/crust.md"]
    watched.bread.unlink()
    assert watched.noticed() == [BREAD]
    (watched.root / "embed-daily.csv").write_text("year,tips")
    assert watched.noticed() == ["embed-daily.csv"]


def test_several_files_at_once_are_one_save(watched: Watched) -> None:
    write_over(watched.bread)
    write_over(watched.root / "content/tips/knead.md")
    assert watched.noticed() == [BREAD, "content/tips/knead.md"]


def test_renamed_folder_stands_for_all_its_files(watched: Watched) -> None:
    (watched.root / "content/tips").rename(watched.root / "content/hints")
    assert sorted(watched.noticed()) == ["content/hints/knead.md", "content/tips/knead.md"]


@pytest.mark.parametrize(
    "name",
    [
        "content/definitions/.bread.md.swp",
        "content/definitions/#bread.md#",
        "content/definitions/bread.md~",
        "content/definitions/bread.md.Xy12Za",
        "tools/notes.md",
        "tools/__pycache__/build.cpython-311.pyc",
        "README.md",
    ],
)
def test_what_is_no_part_of_the_site_is_not_noticed(name: str, watched: Watched) -> None:
    (watched.root / name).parent.mkdir(exist_ok=True)
    (watched.root / name).write_text("rye")
    assert watched.noticed() == []


def test_file_that_nobody_changed_is_not_noticed(watched: Watched) -> None:
    watched.bread.read_text()
    watched.bread.chmod(0o600)
    before = watched.bread.stat()
    os.utime(watched.bread, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert watched.noticed() == []


def test_code_of_the_tools_is_noticed(watched: Watched) -> None:
    write_over(watched.root / "tools/build.py")
    assert watched.noticed() == ["tools/build.py"]
