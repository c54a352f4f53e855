"""What a process uses: processor time, its own and the system's, and memory at its height.

`python -m tools.bench_search.spending command ...` runs a command and tells what it used.
A process of its own does so, as a new one is taken to use at least the memory of the one
that starts it, and the benchmark itself is large.
"""

import json
import os
import resource
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]


class Spent(NamedTuple):
    """Seconds of processor time, and bytes of memory at the most."""

    seconds: float
    memory: float


def used() -> Spent:
    """What this process has used so far."""
    return _spent(resource.getrusage(resource.RUSAGE_SELF))


def spent_by(command: Sequence[str]) -> tuple[Spent, str]:
    """What a fresh process used in all, and what it printed. It must end well."""
    watcher = [sys.executable, "-m", "tools.bench_search.spending", *command]
    done = subprocess.run(watcher, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)}: {done.stderr}")
    spent, said = json.loads(done.stdout)
    return Spent(*spent), said


def main(command: Sequence[str]) -> int:
    """Prints what the command used and what it printed; its exit code."""
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    said = process.stdout.read()
    process.stdout.close()
    _pid, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    print(json.dumps([_spent(usage), said]))
    return process.returncode


def _spent(usage: resource.struct_rusage) -> Spent:
    # Linux counts memory in kilobytes, macOS in bytes.
    unit = 1 if sys.platform == "darwin" else 1024
    return Spent(usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
