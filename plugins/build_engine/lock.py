"""The lock: of two builds of one folder, one waits. It is let go when its process ends, anyhow."""

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

_LONGEST = 3600
"""Seconds: no build takes so long."""


@contextmanager
def alone(file: Path) -> Iterator[None]:
    """While this is open, whoever else asks for the lock at that file waits."""
    file.parent.mkdir(parents=True, exist_ok=True)
    # SQLite locks files on every system, and leaves none locked when a process is killed.
    with closing(sqlite3.connect(file, timeout=0, isolation_level=None)) as connection:
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as fault:
            if "locked" not in str(fault):
                raise
            # Told at once, and not with the problems: whoever waits would wonder.
            sys.stderr.write("Another build of this folder is running. This one waits for it.\n")
            connection.execute(f"PRAGMA busy_timeout = {1000 * _LONGEST}")
            connection.execute("BEGIN EXCLUSIVE")
        yield
