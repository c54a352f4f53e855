"""`python -m tools.bench_build`: prints what our build costs beside its peers.

SIZES="100 1000" chooses the numbers of pages, ROUNDS=3 how often each is built, and
PEERS="hugo pelican" whom we are measured beside.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tools.bench_build import report, serving
from tools.bench_build.builders import BY_NAME, OURS, Builder, install
from tools.bench_build.edits import Edit, edits
from tools.bench_build.report import CASES, Measured
from tools.bench_build.spending import spent_by
from tools.machine import SetupError

SIZES = "100 1000"
ROUNDS = "3"
SAVES = 5
LEAST_REST = 1.5


def main() -> int:
    """Prints each size in turn."""
    sizes, rounds = (os.environ.get("SIZES") or SIZES).split(), os.environ.get("ROUNDS") or ROUNDS
    peers = (os.environ.get("PEERS") or " ".join(BY_NAME)).split()
    if not all(number.isdecimal() and int(number) for number in (*sizes, rounds)):
        return _stop('SIZES and ROUNDS are whole numbers, such as SIZES="100 1000" ROUNDS=3.')
    if unknown := [name for name in peers if name not in BY_NAME]:
        return _stop(f"PEERS does not know {', '.join(unknown)}. Choose of {', '.join(BY_NAME)}.")
    try:
        install()
    except SetupError as error:
        return _stop(str(error))
    builders = (*OURS, *(BY_NAME[name] for name in peers))
    for size in map(int, sizes):
        with tempfile.TemporaryDirectory() as folder:
            _compare(size, int(rounds), builders, Path(folder))
    return 0


def _stop(message: str) -> int:
    print(message, file=sys.stderr)
    return 1


def _compare(size: int, rounds: int, builders: Sequence[Builder], folder: Path) -> None:
    print(f"\n{size:,} pages made like ours, the median of {rounds} rounds. Each cell has seconds")
    print("on the clock, seconds of processor time, and the memory of the largest process.")
    project, plain = folder / "project", folder / "plain"
    # Each in a process of its own, as what measures must stay small (`spending`).
    _run("tools.bench_build.project", str(size), str(project))
    _run("tools.bench_build.plain", str(project), str(plain))
    chosen = edits(project, SAVES)
    found = {builder.name: Measured() for builder in builders}
    for builder in builders:
        builder.write(folder, folder / builder.name)
    for number in range(1, rounds + 1):
        for builder in builders:
            print(f"  Round {number} of {rounds}: {builder.name}", end="", flush=True)
            _build(builder, folder / builder.name, chosen[0], found[builder.name])
    for builder in builders:
        if builder.server:
            print(f"  Saving with {builder.name}", end="", flush=True)
            edited = (spent.wall for spent in found[builder.name].rounds["one edit"])
            rest = max(LEAST_REST, *edited)
            waits = serving.seconds(builder, folder / builder.name, chosen, rest)
            found[builder.name].served.extend(waits)
            print("".join(f", {wait:.3f} s" for wait in found[builder.name].served), flush=True)
    _tell(size, found)


def _run(module: str, *arguments: str) -> None:
    subprocess.run([sys.executable, "-m", module, *arguments], check=True, stdout=sys.stderr)


def _build(builder: Builder, folder: Path, edit: Edit, found: Measured) -> None:
    """One round: cold, then with no change, then with one edit."""
    for name in builder.made:
        shutil.rmtree(folder / name, ignore_errors=True)
    for case in CASES:
        if case == "one edit":
            edit.save(folder)
        spent = spent_by(builder.build, folder, builder.environment())
        found.rounds[case].append(spent)
        print(f", {case} {spent.wall:.2f} s", end="", flush=True)
    print()


def _tell(size: int, found: dict[str, Measured]) -> None:
    for line in report.table(found):
        print(line)
    for line in report.verdicts(size, found, [builder.name for builder in OURS]):
        print(line)
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
