"""The journal: new files take their places one by one, and a killed build is carried on later.

New files wait in a folder of their own. Once what is kept says which of them are meant to be
there, they are moved into place. Whoever is killed before that has changed nothing; whoever is
killed after it leaves a note by which the next build does the rest, before all else.
"""

import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from knowledge.kept import Kept
from knowledge.ledger import Written

_SHELF = "journal"
_NOTE = "note"


@contextmanager
def new_folder(output: Path) -> Iterator[Path]:
    """A folder for new files, beside the output and so on the same disk; it goes in the end."""
    output.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=_prefix(output), dir=output.parent))
    try:
        yield fresh
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _prefix(output: Path) -> str:
    return f".{output.name}.new-"


def swap(fresh: Path, output: Path) -> None:
    """Puts a folder where another is: two renames, so nobody sees half a site."""
    fresh.chmod(0o755)
    old = fresh.with_name(f"{fresh.name}-old")
    if output.exists():
        output.rename(old)
    fresh.rename(output)
    shutil.rmtree(old, ignore_errors=True)


def note_down(kept: Kept, fresh: Path, stale: Iterable[str]) -> None:
    """Says what is to be moved and removed; it holds once what is kept is committed."""
    kept.shelf(_SHELF)[_NOTE] = json.dumps([fresh.name, *sorted(stale)]).encode()


def carry_out(kept: Kept, output: Path) -> None:
    """Does what the last note says, as far as it is not done, and tidies up."""
    data = kept.shelf(_SHELF).get(_NOTE)
    folder, *stale = json.loads(data) if data else [""]
    fresh = output.parent / folder
    if folder and fresh.is_dir():
        _move(fresh, output)
        for name in stale:
            _remove(output, name)
    for leftover in output.parent.glob(f"{_prefix(output)}*"):
        shutil.rmtree(leftover, ignore_errors=True)


def _move(fresh: Path, output: Path) -> None:
    if not output.exists():
        swap(fresh, output)
        return
    for folder, _folders, names in os.walk(fresh):
        place = output / os.path.relpath(folder, fresh)
        if names:
            _make_room(place, output)
        for name in names:
            target = place / name
            if target.is_dir() and not target.is_symlink():
                shutil.rmtree(target)
            os.replace(os.path.join(folder, name), target)


def _make_room(place: Path, output: Path) -> None:
    """Makes a folder, where a file may have stood before."""
    for part in (*reversed(place.relative_to(output).parents), place.relative_to(output)):
        if (output / part).is_file():
            (output / part).unlink()
    place.mkdir(parents=True, exist_ok=True)


def _remove(output: Path, name: str) -> None:
    """Takes a file away, and the folders that are empty then."""
    file = output / name
    if file.is_dir() and not file.is_symlink():
        return  # its name is a folder's by now
    with suppress(FileNotFoundError, NotADirectoryError):
        file.unlink()
    for folder in file.parents:
        if folder == output:
            return
        try:
            folder.rmdir()
        except OSError:
            return


def differences(output: Path, before: Mapping[str, Written]) -> tuple[list[str], list[str]]:
    """The files that are not as the last build left them, and those that it did not write."""
    found = _files(output)
    lost = [n for n, each in before.items() if found.get(n) != (each.size, each.changed)]
    return lost, [name for name in found if name not in before]


def _files(output: Path) -> dict[str, tuple[int, int]]:
    """The size and the time of each file."""
    found = {}
    folders = [""]
    for folder in folders:
        try:
            entries = os.scandir(os.path.join(output, folder))
        except (FileNotFoundError, NotADirectoryError):
            continue
        with entries:
            for entry in entries:
                name = folder + entry.name
                if entry.is_dir(follow_symlinks=False):
                    folders.append(f"{name}/")
                else:
                    state = entry.stat(follow_symlinks=False)
                    found[name] = state.st_size, state.st_mtime_ns
    return found
