"""What a command takes, with all the processes that it starts: time on the clock, work, memory."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple


class Spent(NamedTuple):
    """Seconds on the clock, seconds of processor time, and bytes of the largest process."""

    wall: float
    work: float
    memory: float


def spent_by(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Spent:
    """What the command took. It must end well."""
    # Not in the folder: a builder may look whether anything in it changed.
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        # What starts a process must itself be small: a new one counts its memory at first.
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdout=said, stderr=subprocess.STDOUT
        )
        _pid, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            last = said.read().decode("utf-8", "replace").splitlines()[-8:]
            told = f"{' '.join(command)} failed. What it said last:"
            raise RuntimeError("\n".join([told, *last]))
    # Linux counts memory in kilobytes, macOS in bytes.
    unit = 1 if sys.platform == "darwin" else 1024
    return Spent(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit)
