"""The seal: whether anything changed since the last build, told by nothing but Python itself.

Loading the build engine takes longer than this look at the states of all files. It is for the
command alone; whatever it does not know for certain is left to the engine.
"""

import hashlib
import json
import marshal
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

_FOLDERS = ("content", "theme", "knowledge", "plugins", "tools")
_LIBRARIES = ("node_modules/.package-lock.json",)
_ENVIRONMENT = ("SITEURL", "SOURCE_DATE_EPOCH", "PORT")
_TOO_NEW = 2_000_000_000
"""Nanoseconds: a file that changed so lately may change again and have the same times."""

States = dict[str, tuple[int, ...]]


class Seal:
    """What a build was made from and what it made, as the disk tells of them."""

    def __init__(self, arguments: list[str], output: Path) -> None:
        asked = [arguments, str(output), *map(os.environ.get, _ENVIRONMENT)]
        name = hashlib.sha256(json.dumps(asked).encode()).hexdigest()[:16]
        self._file = ROOT / ".cache" / "kept" / f"{name}.seal"
        self._output = output
        self._before = _inputs()

    def told(self) -> tuple[str, str] | None:
        """What the last build said, and what it complained of, if a build would change nothing."""
        try:
            inputs, output, told, complained = marshal.loads(self._file.read_bytes())
        except (OSError, ValueError, EOFError, TypeError):
            return None
        if inputs != self._before or output != dict(_states(self._output)):
            return None
        return told, complained

    def write(self, told: str, complained: str = "") -> None:
        """Seals a build that began when this was made, unless something changed meanwhile."""
        newest = max(max(state[2:], default=0) for state in self._before.values())
        if newest > time.time_ns() - _TOO_NEW or self._before != _inputs():
            return
        parts = self._before, dict(_states(self._output)), told, complained
        self._file.parent.mkdir(parents=True, exist_ok=True)
        self._file.write_bytes(marshal.dumps(parts))

    def lift(self) -> None:
        """Lets the next build look for itself."""
        self._file.unlink(missing_ok=True)


def _inputs() -> States:
    """The states of all that a build reads."""
    found: States = {"hour": (int(time.time() // 3600),)}
    for name in _FOLDERS:
        found.update(_states(ROOT / name))
    files = [file.path for file in os.scandir(ROOT) if file.is_file()]
    # The folder of Python's libraries changes when one of them is installed anew.
    libraries = [path for path in sys.path if path.endswith("site-packages")]
    for path in (*files, *(str(ROOT / name) for name in _LIBRARIES), *libraries):
        found[path] = _state(path)
    return found


def _states(folder: Path | str) -> Iterator[tuple[str, tuple[int, ...]]]:
    """The state of each file below a folder; what Python makes of its code is left out."""
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        if entry.name == "__pycache__":
            continue
        if entry.is_dir():
            yield from _states(entry.path)
        else:
            yield entry.path, _state(entry.path)


def _state(path: str) -> tuple[int, ...]:
    try:
        found = os.stat(path)
    except OSError:
        return ()
    return found.st_size, found.st_ino, found.st_mtime_ns, found.st_ctime_ns
