"""A MariaDB of our own: its data in our folder, its only door a socket file there."""

import os
import pwd
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from tests.wordpress.processes import answers, run, running

NAME = "wordpress"


@contextmanager
def database(folder: Path) -> Iterator[Path]:
    """The socket of a server that holds one empty database."""
    folder.mkdir()
    data, door, first = folder / "data", folder / "socket", folder / "first.sql"
    first.write_text(f"CREATE DATABASE IF NOT EXISTS {NAME} CHARACTER SET utf8mb4;\n", "utf-8")
    # The server refuses to run as root unless it is told to by name.
    user = f"--user={pwd.getpwuid(os.geteuid()).pw_name}"
    easy = ["--auth-root-authentication-method=normal", "--skip-test-db", "--skip-name-resolve"]
    run(["mariadb-install-db", "--no-defaults", f"--datadir={data}", user, *easy])
    command = [
        "mariadbd",
        "--no-defaults",
        user,
        f"--datadir={data}",
        f"--socket={door}",
        f"--pid-file={folder / 'pid'}",
        f"--init-file={first}",
        "--skip-networking",
        "--innodb-buffer-pool-size=64M",
        # Nothing here must outlive a power cut.
        "--innodb-flush-log-at-trx-commit=0",
    ]
    with running(command, folder / "log", partial(answers, str(door))):
        yield door
