"""`python -m tools.serve`: builds, serves, rebuilds on save, and tells the browser.

Each build is a process of its own, so that a fault in content, theme or code ends that
build and nothing else, and code that changed is code that runs. A build starts only when
a file changed: an error can never make it spin. The last good site is served meanwhile.
"""

import contextlib
import functools
import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from watchfiles import watch

ROOT = Path(__file__).resolve().parent.parent
SITE = ROOT / ".cache" / "serve"
HOST = "127.0.0.1"
LIVE = "/_live/"
LIVE_FILES = Path(__file__).parent / "live"
LIVE_TAGS = (
    b'<link rel="stylesheet" href="/_live/live.css"><script src="/_live/live.js" defer></script>'
)
NOT_BUILT = (
    b"<!doctype html><title>Not built</title><body>The first build has not ended well yet.</body>"
)
WATCHED_FOLDERS = ("content", "theme", "knowledge", "plugins")
WATCHED_FILES = ("site.yml", "pelicanconf.py")
SECONDS_BETWEEN_PINGS = 15


class Builds:
    """Runs builds, keeps what the last one said, and passes news to the browsers that wait."""

    def __init__(self) -> None:
        self._number = time.time_ns()
        self._problems: list[str] = []
        self._waiting: set[queue.SimpleQueue[str]] = set()

    def run(self, why: str) -> None:
        """One build, told in one line; its problems go to the terminal and to every browser."""
        start = time.perf_counter()
        command = [sys.executable, "-m", "tools.build", "--output", str(SITE)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
        told = done.stderr.strip()
        state = "not rebuilt" if done.returncode else "built"
        print(f"{time.strftime('%H:%M:%S')} {why}: {state} in {time.perf_counter() - start:.1f} s")
        if told:
            print(told)
        sys.stdout.flush()
        self._problems = told.splitlines()
        self._number += 1
        for browser in tuple(self._waiting):
            browser.put(self.news())

    def news(self) -> str:
        """What a browser needs to know, as one line of JSON."""
        return json.dumps({"number": str(self._number), "problems": self._problems})

    def follow(self) -> Iterable[str]:
        """The news now and after each build; an empty one now and then, to keep the line open."""
        own: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._waiting.add(own)
        try:
            yield self.news()
            while True:
                try:
                    yield own.get(timeout=SECONDS_BETWEEN_PINGS)
                except queue.Empty:
                    yield ""
        finally:
            self._waiting.discard(own)


class Handler(SimpleHTTPRequestHandler):
    """Serves the built site, the pages with a script that follows the builds."""

    protocol_version = "HTTP/1.1"

    def __init__(self, builds: Builds, *args: object) -> None:
        self.builds = builds
        super().__init__(*args, directory=str(SITE))  # type: ignore[arg-type]

    def handle(self) -> None:
        """Every request of a line, until the reader goes to another page."""
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            super().handle()

    def do_GET(self) -> None:  # noqa: N802 (the standard library's name)
        """A page, a file, or the stream of news."""
        address = self.path.partition("?")[0]
        file = Path(self.translate_path(address))
        if address == f"{LIVE}events":
            self._stream()
        elif address.startswith(LIVE):
            self._send(LIVE_FILES / Path(address).name)
        elif file.is_dir() and not address.endswith("/"):
            self._redirect(f"{address}/")
        else:
            self._send(file / "index.html" if file.is_dir() else file)

    def _send(self, file: Path) -> None:
        status, body = 200, _read(file)
        if body is None:
            status, file = 404, SITE / "404.html"
            body = _read(file) or NOT_BUILT
        if file.suffix == ".html":
            body = body.replace(b"</body>", LIVE_TAGS + b"</body>")
        self.send_response(status)
        self.send_header("Content-Type", self.guess_type(file))
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(body)

    def _redirect(self, address: str) -> None:
        self.send_response(301)
        self.send_header("Location", address)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _stream(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        for news in self.builds.follow():
            message = f"event: build\ndata: {news}\n\n" if news else ": still here\n\n"
            self.wfile.write(message.encode())

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing of requests: the terminal is for builds and problems."""


def _read(file: Path) -> bytes | None:
    """The whole file, or None when it is not there or a new build takes its place just now."""
    try:
        return file.read_bytes()
    except OSError:
        return None


class Server(ThreadingHTTPServer):
    """Many browsers at once; none of them keeps the program from ending."""

    daemon_threads = True


def serve(port: int) -> int:
    """The exit code, once the person stops it with Ctrl+C."""
    builds = Builds()
    try:
        server = Server((HOST, port), functools.partial(Handler, builds))
    except OSError:
        print(f"Port {port} is taken. Try another: make serve PORT={port + 1}", file=sys.stderr)
        return 1
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        print("Building the site ...", flush=True)
        saves = _saves()
        next(saves)  # from here on a save is noticed, even one during the first build
        builds.run("First build")
        print(f"Read it at http://{HOST}:{port}/ and stop with Ctrl+C. Every save rebuilds it.")
        sys.stdout.flush()
        for files in filter(None, saves):
            builds.run(_named(files))
    except KeyboardInterrupt:
        print("\nStopped.")
    return 0


def _saves() -> Iterator[set[Path]]:
    """What was saved since it was asked last; nothing, again and again, while nobody saves.

    A single file is asked for its state: many editors save by putting a new file in the old
    one's place, and a watch would stay with the old one.
    """
    folders = [ROOT / name for name in WATCHED_FOLDERS]
    states = _states()
    for changes in watch(*folders, debounce=200, step=20, rust_timeout=100, yield_on_timeout=True):
        before, states = states, _states()
        saved = {file for file, state in states.items() if state != before[file]}
        yield saved | {Path(path) for _change, path in changes}


def _states() -> dict[Path, tuple[int, int] | None]:
    return {ROOT / name: _state(ROOT / name) for name in WATCHED_FILES}


def _state(file: Path) -> tuple[int, int] | None:
    try:
        found = file.stat()
    except FileNotFoundError:
        return None
    return found.st_mtime_ns, found.st_ino


def _named(files: set[Path]) -> str:
    first = min(files).relative_to(ROOT).as_posix()
    more = len(files) - 1
    return f"{first} and {more} more" if more else first


if __name__ == "__main__":
    sys.exit(serve(int(os.environ.get("PORT") or 8000)))
