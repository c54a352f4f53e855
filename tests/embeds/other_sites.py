"""The two ends of an embed: our cards as we serve them, and pages of other people's sites."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler
from io import BytesIO
from pathlib import Path
from typing import Any

from tests.browser.conftest import QuietServer, StaticSite
from tests.conftest import BuiltSite

CARD_HEADERS = {
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "X-Robots-Tag": "noindex",
}
"""What a server sends with cards, if it lets its owner choose."""

FOR_OTHER_SITES = {"Access-Control-Allow-Origin": "*"}
"""What the script for hosts needs, or a browser cannot hold it against its hash."""


class CardSite(StaticSite):
    """The published site, whose full addresses lead to where it is served here."""

    def __init__(
        self, *arguments: Any, public_address: str, headers: Mapping[str, str], **options: Any
    ) -> None:
        self.public_address = public_address
        self.headers_of_cards = headers
        super().__init__(*arguments, **options)

    def send_head(self) -> Any:
        """The page or answer with its addresses changed; any other file as it is."""
        address = self.path.partition("?")[0]
        file = Path(self.translate_path(address))
        file = file / "index.html" if address.endswith("/") else file
        if file.suffix not in (".html", ".json") or not file.is_file():
            return super().send_head()
        own = f"http://cards.localhost:{self.server.server_address[1]}{self.base}"
        body = file.read_text("utf-8").replace(self.public_address, own).encode()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(file)))
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        return BytesIO(body)

    def end_headers(self) -> None:
        """Adds what cards and their script are sent with."""
        if self.path.startswith(f"{self.base}/embed/"):
            is_script = self.path.endswith(".js")
            for name, value in (FOR_OTHER_SITES if is_script else self.headers_of_cards).items():
                self.send_header(name, value)
        super().end_headers()


@dataclass(frozen=True, slots=True)
class Answer:
    """A page of a host, and the headers that the host sends with it."""

    html: str
    headers: Mapping[str, str]


@dataclass
class OtherSites:
    """Sites of other people: any name below localhost is one, each with an origin of its own."""

    port: int = 0
    answers: dict[str, Answer] = field(default_factory=dict)

    def publish(self, html: str, headers: Mapping[str, str], site: str = "council") -> str:
        """The address at which the page is now to be had."""
        path = f"/{len(self.answers)}"
        self.answers[path] = Answer(html, headers)
        return f"http://{site}.localhost:{self.port}{path}"


class HostSite(BaseHTTPRequestHandler):
    """Answers with the pages that tests published."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *arguments: Any, sites: OtherSites) -> None:
        self.sites = sites
        super().__init__(*arguments)

    def do_GET(self) -> None:
        """The page, with the headers that its test chose."""
        answer = self.sites.answers.get(self.path)
        body = answer.html.encode() if answer else b""
        self.send_response(200 if answer else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        for name, value in answer.headers.items() if answer else ():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: Any) -> None:
        """Nothing: the tests say what went wrong."""


@contextmanager
def running(handler: Any) -> Iterator[int]:
    """The port of a server that answers through the handler."""
    with QuietServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield server.server_address[1]
        finally:
            server.shutdown()
            thread.join()


@contextmanager
def served_cards(site: BuiltSite, headers: Mapping[str, str]) -> Iterator[str]:
    """The address of the published site, without the closing slash."""
    handler = partial(
        CardSite,
        folder=site.folder,
        base=site.base,
        public_address=site.public_address,
        headers=headers,
    )
    with running(handler) as port:
        yield f"http://cards.localhost:{port}{site.base}"


@contextmanager
def served_other_sites() -> Iterator[OtherSites]:
    """Other sites to publish pages on."""
    sites = OtherSites()
    with running(partial(HostSite, sites=sites)) as port:
        sites.port = port
        yield sites


def page_of_host(body: str, margin: int = 0) -> str:
    """A whole page of a host round a snippet."""
    return (
        '<!doctype html><html lang="en-GB"><head><meta charset="utf-8">'
        '<link rel="icon" href="data:,"><meta name="viewport" content="width=device-width">'
        f"<title>A page of a council</title><style>body{{margin:{margin}px}}</style></head>"
        f"<body><main><h1>Our page</h1>{body}<p>And so on.</p></main></body></html>"
    )
