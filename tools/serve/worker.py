"""The process that builds, as the server sees it: it is asked, it answers, it may end."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tools.build.builder import Hear

BUILDING = (sys.executable, "-u", "-m", "tools.serve.work")
SECONDS_TO_END = 3
SITE = ".cache/serve"
"""Where the site is built to be looked at, from the root of the project."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a build: the files that were made and why, those that are gone, what is wrong.

    `is_built` says whether the site is as its files now are; if not, it is as it was.
    `is_whole` is false while it is being built: of what was made, some pages can be seen already.
    """

    is_built: bool
    report: str
    made: tuple[tuple[str, str], ...] = ()
    removed: tuple[str, ...] = ()
    is_whole: bool = True


class Worker:
    """A process that lives on from build to build, so that what it learned serves the next.

    A fault of the code ends that process and nothing else; another takes its place.
    """

    def __init__(self, root: Path, command: Sequence[str] = BUILDING) -> None:
        self._root = root
        self._command = command
        self._start()

    def _start(self) -> None:
        self._said = tempfile.TemporaryFile()  # noqa: SIM115 (closed when the process ends)
        self._heard = 0
        self._process = subprocess.Popen(
            self._command,
            cwd=self._root,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._said,
            text=True,
        )

    def ask(self, hear: "Hear") -> Answer:
        """Has the site built as its files are now. `hear` is told of pages that are ready early."""
        if self._process.poll() is not None:
            self.renew()
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        try:
            self._process.stdin.write("\n")
            self._process.stdin.flush()
        except BrokenPipeError:
            return self._fault()
        answer: dict[str, Any] = {}
        while "is_built" not in answer:
            line = self._process.stdout.readline()
            if not line:
                return self._fault()
            answer = json.loads(line)
            if "folder" in answer:
                hear(Path(answer["folder"]), answer["names"])
        report = "\n".join(filter(None, [answer["report"], self._overheard()]))
        made = tuple((name, why) for name, why in answer["made"])
        return Answer(answer["is_built"], report, made, tuple(answer["removed"]))

    def renew(self) -> None:
        """Puts a new process in the old one's place: it runs the code as it is now."""
        self.stop()
        self._start()

    def stop(self) -> None:
        """Ends the process. A build that runs is told to leave the site whole, and soon."""
        self._process.send_signal(signal.SIGINT)
        try:
            self._process.wait(SECONDS_TO_END)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        for pipe in filter(None, [self._process.stdin, self._process.stdout]):
            with contextlib.suppress(BrokenPipeError):  # a job that it will never read
                pipe.close()
        self._said.close()

    def _fault(self) -> Answer:
        """What the process said before it ended; the next one gets ready meanwhile."""
        code = self._process.wait()
        report = self._overheard() or f"The process that builds ended with {code}."
        self.renew()
        return Answer(is_built=False, report=report)

    def _overheard(self) -> str:
        """What the build said by the way since the last answer: a warning, or its last words."""
        size = os.fstat(self._said.fileno()).st_size
        said = os.pread(self._said.fileno(), size - self._heard, self._heard)
        self._heard = size
        return said.decode("utf-8", "replace").strip()
