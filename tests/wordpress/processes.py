"""Programs of this machine, started for one run and stopped at its end, whatever happens."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

PATIENCE = 30.0
LINES_OF_LOG = 8


class RigError(Exception):
    """A program did not start or did not answer; the text holds its last words."""


def free_port() -> int:
    """A port of 127.0.0.1 that nothing listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def answers(address: tuple[str, int] | str) -> bool:
    """Whether something listens on this host and port, or on this socket file."""
    family = socket.AF_UNIX if isinstance(address, str) else socket.AF_INET
    with socket.socket(family) as caller:
        return caller.connect_ex(address) == 0


@contextmanager
def running(
    command: Sequence[str], log: Path, is_up: Callable[[], bool], **environment: str
) -> Iterator[None]:
    """Runs a program until the block ends; what it says goes to its log."""
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            # Ctrl+C is for us alone: we stop the program, with all that it started.
            start_new_session=True,
        )
    try:
        _wait_for(process, is_up, log)
        yield
    finally:
        # Nothing that it wrote is kept, so it need not tidy up.
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _wait_for(process: subprocess.Popen[bytes], is_up: Callable[[], bool], log: Path) -> None:
    end = time.monotonic() + PATIENCE
    while not is_up():
        if process.poll() is not None or time.monotonic() > end:
            said = log.read_text("utf-8", "replace").splitlines()[-LINES_OF_LOG:]
            raise RigError("\n  ".join([f"{process.args!r} did not start.", *said]))
        time.sleep(0.05)


def run(command: Sequence[str], text: str = "", **environment: str) -> str:
    """What a program says, given this text; RigError with its last words if it fails."""
    done = subprocess.run(
        command,
        env={**os.environ, **environment},
        input=text,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        said = f"{done.stdout}{done.stderr}".strip().splitlines()[-LINES_OF_LOG:]
        raise RigError("\n  ".join([f"{list(command)!r} failed.", *said]))
    return done.stdout
