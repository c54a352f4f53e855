"""`python -m tools.serve.work`: builds when it is asked to, until nobody will ask any more.

One line on standard input is one job, whatever it says. One line of JSON on standard output is
its answer; another may come before it, of pages that are ready while the rest is made.
What a build prints goes to standard error. A fault of the code ends this process; whoever asked
reads the traceback there.
"""

import json
import os
import signal
import sys
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TextIO

from knowledge import report
from tools.build.builder import ROOT, WRITING, Builder, BuildError, Built, Hear
from tools.serve.worker import SITE

Build = Callable[[Hear], Built]


def work(build: Build, jobs: Iterable[str], answers: TextIO) -> None:
    """Builds once for each job, and says what came of it."""
    for _job in jobs:
        _say(answers, _answer(build, partial(_say_early, answers)))


def _say(answers: TextIO, what: dict[str, object]) -> None:
    print(json.dumps(what), file=answers, flush=True)


def _say_early(answers: TextIO, folder: Path, names: Sequence[str]) -> None:
    _say(answers, {"folder": str(folder), "names": names})


def _answer(build: Build, hear: Hear) -> dict[str, object]:
    try:
        built = build(hear)
    except BuildError as error:
        return {"is_built": False, "report": str(error), "made": [], "removed": []}
    return {
        "is_built": True,
        "report": report(built.problems) if built.problems else "",
        "made": [[made.name, made.why] for made in built.made],
        "removed": list(built.removed),
    }


def main(build: Build) -> int:
    """The exit code. Ctrl+C ends it, and a second one does not disturb its tidying up."""
    signal.signal(signal.SIGINT, _end)
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    try:
        work(build, sys.stdin, answers)
    except (KeyboardInterrupt, BrokenPipeError):
        return 1
    return 0


def _end(_number: int, _frame: object) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main(Builder(WRITING, ROOT / SITE).build))
