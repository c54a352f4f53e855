"""How long a reader of a page waits for what was saved, with each server for people who write."""

import http.client
import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tools.bench_build.builders import HOST, Builder
from tools.bench_build.edits import Edit

_STEP = 0.002
_FIRST_SECONDS = 3_600
_SECONDS = 600


def seconds(builder: Builder, folder: Path, edits: Sequence[Edit], rest: float) -> list[float]:
    """Seconds from each save until the new words come over HTTP.

    `rest` are the seconds before each save, so that a server is done with all that comes after
    the page.
    """
    found = []
    with _served(builder, folder) as port:
        for edit in edits:
            _wait(port, edit.address, b"", _FIRST_SECONDS)
        for edit in edits:
            time.sleep(rest)
            start = time.perf_counter()
            word = edit.save(folder)
            _wait(port, edit.address, word.encode(), _SECONDS)
            found.append(time.perf_counter() - start)
    return found


@contextmanager
def _served(builder: Builder, folder: Path) -> Iterator[int]:
    """The port on which the builder's server answers, in a group of processes of its own."""
    assert builder.server
    port = _free_port()
    process = subprocess.Popen(
        builder.server(port),
        cwd=folder,
        env=builder.environment(port),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield port
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _free_port() -> int:
    with socket.socket() as found:
        found.bind((HOST, 0))
        port: int = found.getsockname()[1]
        return port


def _wait(port: int, address: str, word: bytes, most: float) -> None:
    """Asks for a page until it is there with the word in it."""
    end = time.monotonic() + most
    while word not in (body := _body(port, address)) or not body:
        if time.monotonic() > end:
            raise RuntimeError(f"{address} did not come with what was saved in {most} seconds.")
        time.sleep(_STEP)


def _body(port: int, address: str) -> bytes:
    """The page; nothing when it does not come."""
    connection = http.client.HTTPConnection(HOST, port, timeout=30)
    try:
        connection.request("GET", address)
        answer = connection.getresponse()
        body = answer.read()
        return body if answer.status == 200 else b""
    except (OSError, http.client.HTTPException):
        return b""
    finally:
        connection.close()
