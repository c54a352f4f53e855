"""What was saved: the files that are no longer as they were, each time they are not."""

import os
import platform  # noqa: F401 (watching loads it: where Ctrl+C meets that, it is taken for a fault)
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from watchfiles import Change, DefaultFilter, watch

FOLDERS = ("content", "theme", "knowledge", "plugins", "tools")
LOCK_FILES = ("requirements/site.txt", "package-lock.json")
FILES = (
    "site.yml",
    "pelicanconf.py",
    "embed-registry.csv",
    "embed-daily.csv",
    "embed-heights.csv",
    *LOCK_FILES,
)
"""What lies beside much that is no part of the site, so each of these is asked for its state."""
MS_BETWEEN_LOOKS = 100
"""How long a save of one of the FILES may wait until it is seen."""
MS_OF_QUIET = 5
"""A save is over when nothing more happened for so long. An editor's own steps take less."""
MS_OF_ONE_SAVE = 100
"""While saves follow each other without such a pause, they are handed on after so long."""

_State = tuple[int, int, int] | None
_is_usual = DefaultFilter()


class Saves:
    """The files that changed, again and again.

    The watch only says where to look. What counts is the state of a file: one that an
    editor made and took away again was not saved, and neither was one that was only read.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._files = [str(root / name) for name in FILES]
        self._folders = [folder for name in FOLDERS if (folder := root / name).is_dir()]
        self._states: dict[str, _State] = {}
        self._differing(map(str, self._folders))

    def __iter__(self) -> Iterator[set[Path]]:
        """What was saved since it was asked last; nothing, now and then, while nobody saves."""
        noticed = watch(
            *self._folders,
            watch_filter=self._matters,
            debounce=MS_OF_ONE_SAVE,
            step=MS_OF_QUIET,
            rust_timeout=MS_BETWEEN_LOOKS,
            yield_on_timeout=True,
        )
        for changes in noticed:
            yield self._differing(path for _change, path in changes)

    def _matters(self, _change: Change, path: str) -> bool:
        """Whether the file can be a part of the site, and no editor's own file beside it."""
        name = os.path.basename(path)
        is_editors_own = name.startswith((".", "#")) or os.path.isfile(os.path.splitext(path)[0])
        is_tool = path.startswith(f"{self._root / 'tools'}{os.sep}")
        is_code = path.endswith(".py") or not is_tool
        return is_code and not is_editors_own and _is_usual(Change.modified, path)

    def _differing(self, paths: Iterable[str]) -> set[Path]:
        """Those of the FILES, and of the files at these paths, that are not as they were."""
        files = {*self._files}
        for path in paths:
            files.update(self._files_at(path))
        differing = set()
        for file in files:
            state = _state(file)
            if state != self._states.get(file):
                self._states[file] = state
                differing.add(Path(file))
        return differing

    def _files_at(self, path: str) -> Iterator[str]:
        """The file itself; of a folder that came, went or was renamed, all that it has or had."""
        yield path
        if path in self._states or os.path.isfile(path):
            return
        yield from [file for file in self._states if file.startswith(f"{path}{os.sep}")]
        for folder, _folders, names in os.walk(path):
            files = (os.path.join(folder, name) for name in names)
            yield from (file for file in files if self._matters(Change.added, file))


def _state(path: str) -> _State:
    try:
        found = os.stat(path)
    except OSError:
        return None
    if stat.S_ISDIR(found.st_mode):
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
