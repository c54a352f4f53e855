"""One server for our cards and for the pages of hosts, each at a host name below `.localhost`."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

BASE = "/base"
_ICON = '<link rel="icon" href="data:,">'
_WORDS = f"<p>{'Some words of a council about what it does. ' * 12}</p>"


class Server(ThreadingHTTPServer):
    """Serves a folder under BASE, and the pages of hosts that were put up."""

    daemon_threads = True

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), partial(_Handler, directory=str(folder)))
        self.pages: list[bytes] = []

    @property
    def cards(self) -> str:
        """The public address of our site."""
        return f"http://cards.localhost:{self.server_address[1]}{BASE}"

    def put_up(self, *snippets: str, head: str = "") -> str:
        """The address of a page of a council with words round each snippet."""
        body = _WORDS + _WORDS.join(snippets) + _WORDS
        html = f'<!doctype html><html lang="en">{_ICON}<title>Host</title>{head}<body>{body}'
        self.pages.append(html.encode())
        return f"http://council.localhost:{self.server_address[1]}/{len(self.pages) - 1}"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Nothing: a browser that closes a connection is no fault."""


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Server

    def do_GET(self) -> None:  # noqa: N802 (the name that http.server calls)
        if self.path.startswith(f"{BASE}/"):
            self.path = self.path.removeprefix(BASE)
            super().do_GET()
            return
        html = self.server.pages[int(self.path[1:])]
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(html)))
        self.end_headers()
        self.wfile.write(html)

    def end_headers(self) -> None:
        # Without it a browser cannot hold the script against its hash.
        self.send_header("Access-Control-Allow-Origin", "*")
        super().end_headers()

    def log_message(self, format: str, *arguments: Any) -> None:
        """Nothing."""


@contextmanager
def served(folder: Path) -> Iterator[Server]:
    """A server for as long as it is needed; the folder may be filled later."""
    folder.mkdir(parents=True, exist_ok=True)
    with Server(folder) as server:
        thread = threading.Thread(target=partial(server.serve_forever, 0.05))
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
