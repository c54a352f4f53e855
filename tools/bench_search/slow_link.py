"""A web server at the far end of a slow line: every request waits, and all answers share it.

A browser may keep what it got for ten minutes, as on GitHub Pages.
"""

import gzip
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

BITS_A_SECOND = 1_600_000
WAIT = 0.150
_HEADERS = 250
"""About so many bytes go before each answer."""
_PACKET = 1_400
_PAGE = b'<!doctype html><html lang="en-GB"><title>A page</title><link rel="icon" href="data:,">'
_TYPES = {".js": "text/javascript", ".json": "application/json"}


@dataclass(frozen=True, slots=True)
class Request:
    """A file that was asked for, and when: from the request's arrival to the end of its answer."""

    name: str
    begun: float
    done: float


def steps(requests: Sequence[Request]) -> int:
    """How many requests in a row waited for one before: the round trips that cannot be saved."""
    depths: list[tuple[float, int]] = []
    for request in sorted(requests, key=lambda each: each.begun):
        before = [depth for done, depth in depths if done <= request.begun]
        depths.append((request.done, 1 + max(before, default=0)))
    return max((depth for _done, depth in depths), default=0)


class SlowLine:
    """Hands out turns on a line that carries so many bits a second, whoever sends them."""

    def __init__(self, bits_a_second: float) -> None:
        self._bytes_a_second = bits_a_second / 8
        self._lock = threading.Lock()
        self._free_at = 0.0

    def carry(self, size: int) -> None:
        """Returns once so many bytes have gone through, after all that was sent before."""
        with self._lock:
            start = max(time.monotonic(), self._free_at)
            self._free_at = start + size / self._bytes_a_second
            until = self._free_at
        time.sleep(max(0.0, until - time.monotonic()))


class SlowServer(ThreadingHTTPServer):
    """Serves folders, by the beginning of the address, and keeps what was asked for."""

    daemon_threads = True

    def __init__(self, folders: Mapping[str, Path], bits: float, wait: float) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.folders, self.wait = folders, wait
        self.line = SlowLine(bits)
        self.requests: list[Request] = []
        self._packed: dict[str, tuple[bytes, bool]] = {}

    @property
    def address(self) -> str:
        """The address of the empty page."""
        return f"http://127.0.0.1:{self.server_address[1]}/"

    def taken(self) -> list[Request]:
        """The requests since the last time this was asked, without that of the page."""
        found, self.requests = self.requests, []
        return found

    def answer(self, path: str) -> tuple[bytes, bool] | None:
        """The bytes for an address and whether they are zipped, as most plain hosts do it."""
        if path not in self._packed:
            found = next((each for each in self.folders.items() if path.startswith(each[0])), None)
            file = found[1] / path.removeprefix(found[0]) if found else None
            if not file or not file.is_file():
                return None
            data = file.read_bytes()
            zipped = gzip.compress(data)
            is_smaller = len(zipped) < len(data)
            self._packed[path] = (zipped if is_smaller else data, is_smaller)
        return self._packed[path]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Nothing: a browser that closes a connection is no fault."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: SlowServer

    def do_GET(self) -> None:  # noqa: N802 (the name that http.server calls)
        path = urlsplit(self.path).path
        if path == "/":
            self._send(200, _PAGE, "text/html", is_zipped=False)
            return
        begun = time.monotonic()
        time.sleep(self.server.wait)
        found = self.server.answer(path)
        self.server.line.carry(_HEADERS)
        data, is_zipped = found or (b"", False)
        kind = _TYPES.get(Path(path).suffix, "application/octet-stream")
        self._send(200 if found else 404, data, kind, is_zipped, self.server.line)
        self.server.requests.append(Request(path, begun, time.monotonic()))

    def _send(
        self, code: int, data: bytes, kind: str, is_zipped: bool, line: SlowLine | None = None
    ) -> None:
        self.send_response(code)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "max-age=600")
        if is_zipped:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        for start in range(0, len(data), _PACKET):
            packet = data[start : start + _PACKET]
            if line:
                line.carry(len(packet))
            self.wfile.write(packet)

    def log_message(self, format: str, *arguments: Any) -> None:
        """Nothing."""


@contextmanager
def served(folders: Mapping[str, Path], bits: float, wait: float) -> Iterator[SlowServer]:
    """A server for as long as it is needed."""
    with SlowServer(folders, bits, wait) as server:
        thread = threading.Thread(target=partial(server.serve_forever, 0.05))
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
