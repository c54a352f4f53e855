"""File states: the digests of files, read again only when the disk says that one may differ."""

import marshal
import os
import time
from collections.abc import MutableMapping
from pathlib import Path

from knowledge.digests import digest_of_bytes

_NAME = "states of files"
_TOO_NEW = 2_000_000_000
"""Nanoseconds: a file that changed so lately may change again and have the same times."""

MISSING = b"missing"


class FileStates:
    """The digest of each file. `kept` has what was known at the end of an earlier build.

    A file is taken for unchanged when its size, its place on the disk, and the times of its
    content and of its entry in the folder are what they were (as git does with its index).
    """

    def __init__(self, kept: MutableMapping[str, bytes]) -> None:
        self._kept = kept
        data = kept.get(_NAME)
        self._known: dict[str, tuple[tuple[int, ...], bytes]] = marshal.loads(data) if data else {}
        self._asked: dict[str, tuple[tuple[int, ...], bytes]] = {}

    def digest(self, file: Path | str) -> bytes:
        """The digest of what a file holds now; `MISSING` for what is no file."""
        name = os.fspath(file)
        if name in self._asked:
            return self._asked[name][1]
        try:
            state = _state(os.stat(name))
            known = self._known.get(name)
            if known is None or known[0] != state:
                is_settled = max(state[2:]) < time.time_ns() - _TOO_NEW
                data = Path(name).read_bytes()
                known = state if is_settled else (), digest_of_bytes(data)
        except OSError:
            known = (), MISSING
        self._asked[name] = known
        return known[1]

    def begin(self) -> None:
        """Begins a build: every file is looked at anew."""
        self._known.update(self._asked)
        self._asked = {}

    def keep(self) -> None:
        """Puts what was asked for into what is kept."""
        if any(self._known.get(name) != known for name, known in self._asked.items()):
            self._kept[_NAME] = marshal.dumps(self._asked)


def _state(found: os.stat_result) -> tuple[int, ...]:
    return found.st_size, found.st_ino, found.st_mtime_ns, found.st_ctime_ns
