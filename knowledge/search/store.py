"""The store: what a search keeps for the next build, as texts that are known to be whole."""

from collections.abc import MutableMapping
from zlib import crc32

_SUM = 4


class Damaged(Exception):
    """Something that was kept is not there, or is not what was kept."""


class Store:
    """Texts by name. What is put here is kept when `write` is called, and not before."""

    def __init__(self, kept: MutableMapping[str, bytes]) -> None:
        self._kept = kept
        self._put: dict[str, str | None] = {}

    def text(self, name: str) -> str:
        """What is kept under a name, or was just put there. Damaged if there is nothing whole."""
        found = self._put[name] if name in self._put else _opened(self._kept.get(name))
        if found is None:
            raise Damaged(name)
        return found

    def put(self, name: str, text: str) -> None:
        """Keeps a text in place of what had the name."""
        self._put[name] = text

    def drop(self, name: str) -> None:
        """Keeps nothing under that name."""
        self._put[name] = None

    def write(self, is_new: bool) -> None:
        """Hands over what was put here; `is_new` if nothing else is of any use."""
        if is_new:
            for name in [*self._kept]:
                if self._put.get(name) is None:
                    del self._kept[name]
        for name, text in self._put.items():
            if text is not None:
                data = text.encode()
                self._kept[name] = crc32(data).to_bytes(_SUM, "big") + data
            elif name in self._kept:
                del self._kept[name]


def _opened(value: bytes | None) -> str | None:
    # What is empty has the right sum, but no text that is kept is empty.
    if value is None or len(value) <= _SUM:
        return None
    text = value[_SUM:]
    return text.decode() if crc32(text) == int.from_bytes(value[:_SUM], "big") else None
