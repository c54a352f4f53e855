"""The store: what is kept between builds, in one file that is whole at every moment."""

import os
import sqlite3
from collections.abc import Iterator, MutableMapping
from pathlib import Path

_TABLE = """
CREATE TABLE IF NOT EXISTS kept (
    shelf TEXT NOT NULL, name TEXT NOT NULL, value BLOB NOT NULL, PRIMARY KEY (shelf, name)
) WITHOUT ROWID
"""


class Shelf(MutableMapping[str, bytes]):
    """The values of one sort, by name. Values are read when they are asked for.

    What is changed is seen here at once, and by the next build after `Kept.commit`.
    """

    def __init__(self, kept: "Kept", name: str) -> None:
        self._kept = kept
        self._name = name
        self._changed: dict[str, bytes | None] = {}

    def __getitem__(self, name: str) -> bytes:
        if name in self._changed:
            value = self._changed[name]
        else:
            query = "SELECT value FROM kept WHERE shelf = ? AND name = ?"
            row = self._kept.connection.execute(query, (self._name, name)).fetchone()
            value = row[0] if row else None
        if value is None:
            raise KeyError(name)
        return value

    def __setitem__(self, name: str, value: bytes) -> None:
        self._changed[name] = value

    def __delitem__(self, name: str) -> None:
        if name not in self:
            raise KeyError(name)
        self._changed[name] = None

    def __iter__(self) -> Iterator[str]:
        query = "SELECT name FROM kept WHERE shelf = ?"
        found = {row[0] for row in self._kept.connection.execute(query, (self._name,))}
        found |= self._changed.keys()
        return iter([name for name in found if self._changed.get(name, b"") is not None])

    def __len__(self) -> int:
        return sum(1 for _name in self)

    def write(self) -> None:
        """Hands all changes to the transaction that is open."""
        connection = self._kept.connection
        for name, data in self._changed.items():
            if data is None:
                query = "DELETE FROM kept WHERE shelf = ? AND name = ?"
                connection.execute(query, (self._name, name))
            else:
                row = (self._name, name, data)
                connection.execute("REPLACE INTO kept VALUES (?, ?, ?)", row)
        self._changed = {}


class Kept:
    """Shelves in one SQLite file. A file that is damaged, or of another `version`, starts anew."""

    def __init__(self, file: Path, version: str) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        self._file = file
        self._shelves: dict[str, Shelf] = {}
        self._connections: dict[int, sqlite3.Connection] = {}
        try:
            if self.shelf("").get("version", b"") == version.encode():
                return
        except sqlite3.DatabaseError:
            pass
        self.close()
        for leftover in file.parent.glob(f"{file.name}*"):
            leftover.unlink()
        self.shelf("")["version"] = version.encode()
        self.commit()

    @property
    def connection(self) -> sqlite3.Connection:
        """The connection of this process: a copy of the process may not use its parent's."""
        own = os.getpid()
        if own not in self._connections:
            self._connections[own] = _opened(self._file)
        return self._connections[own]

    def shelf(self, name: str) -> Shelf:
        """The shelf of that name; an empty one if nothing was put there yet."""
        return self._shelves.setdefault(name, Shelf(self, name))

    def commit(self) -> None:
        """Writes every change, all of them or none. Raises sqlite3.Error, for want of room too."""
        with self.connection as connection:
            connection.execute("BEGIN IMMEDIATE")
            for shelf in self._shelves.values():
                shelf.write()

    def close(self) -> None:
        """Lets go of the file. What was changed since the last commit is forgotten."""
        if connection := self._connections.pop(os.getpid(), None):
            connection.close()


def _opened(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(file, isolation_level=None)
    connection.execute("PRAGMA synchronous = NORMAL")
    # What was withdrawn must be gone from the file, and not only from its tables.
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute(_TABLE)
    return connection
