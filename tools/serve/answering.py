"""The server that browsers see: the built site, its pages with a script that follows the builds."""

import contextlib
import functools
import hashlib
import re
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from tools.serve.news import News

HOST = "127.0.0.1"
LIVE = "/_live/"
LIVE_FILES = Path(__file__).parent / "live"
NOT_BUILT = (
    b"<!doctype html><html lang=en><title>Not built</title>"
    b'<meta name="color-scheme" content="light dark">'
    b'<meta name="viewport" content="width=device-width">'
    b"<body>The first build has not ended well yet.</body>"
)
_STYLE = re.compile(rb'="([^"<>\s]+\.css)"')


class Handler(SimpleHTTPRequestHandler):
    """Answers one browser, request after request."""

    protocol_version = "HTTP/1.1"
    # Else the end of an answer waits, some 40 ms, until the browser has noted its beginning.
    disable_nagle_algorithm = True

    def __init__(self, site: Path, news: News, *args: object) -> None:
        self.site = site
        self.news = news
        super().__init__(*args, directory=str(site))  # type: ignore[arg-type]

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
        number = self.news.number  # before the file is read: a page may be newer, never older
        status, body = 200, self._read(file)
        if body is None:
            status, file = 404, self.site / "404.html"
            body = self._read(file) or NOT_BUILT
        if file.suffix == ".html":
            body = body.replace(b"</body>", _live_tags(body, number) + b"</body>")
        self.send_response(status)
        self.send_header("Content-Type", self.guess_type(file))
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(body)

    def _read(self, file: Path) -> bytes | None:
        """The whole file, or None when it is not there; one that is ready early goes first."""
        is_of_site = file.is_relative_to(self.site)
        early = self.news.early(file.relative_to(self.site).as_posix()) if is_of_site else None
        for place in filter(None, (early, file)):
            with contextlib.suppress(OSError):
                return place.read_bytes()
        return None

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
        since = re.search(r"[?]since=(\d+)$", self.path)
        for news in self.news.follow(int(since[1]) if since else None):
            message = f"event: build\ndata: {news}\n\n" if news else ": still here\n\n"
            self.wfile.write(message.encode())

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing of requests: the terminal is for builds and problems."""


def _live_tags(page: bytes, number: int) -> bytes:
    """What follows the builds, with what tells one state of the page from another.

    The style sheets stand apart: the address of a sheet says what is in it, so a page of
    which nothing else is new can wear the new sheets without being loaded again.
    """
    rest = hashlib.blake2b(_STYLE.sub(b"", page), digest_size=8).hexdigest()
    styles = b" ".join(_STYLE.findall(page))
    return (
        b'<link rel="stylesheet" href="/_live/live.css"><script src="/_live/live.js" defer'
        b' data-build="%d" data-page="%s" data-styles="%s"></script>'
    ) % (number, rest.encode(), styles)


class Server(ThreadingHTTPServer):
    """Many browsers at once; none of them keeps the program from ending."""

    daemon_threads = True

    def __init__(self, port: int, site: Path, news: News) -> None:
        super().__init__((HOST, port), functools.partial(Handler, site, news))
