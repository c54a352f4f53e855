"""The snippets that are put through the editors, and a site that notices what they do."""

import base64
import hashlib
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from http.server import BaseHTTPRequestHandler
from threading import Thread
from typing import Any

from knowledge import open_library
from knowledge.embeds import Card, Publisher, cards, snippets
from tests.browser.conftest import QuietServer
from tests.conftest import ROOT

HEIGHT = 300
RAN = "/ran/"
"""What our scripts ask for as soon as they run."""

SCRIPT_ADDRESS = "/embed/v1.0.0.js"
SCRIPT = f'fetch(new URL("{RAN}script", document.currentScript.src));'
CARD = f'<!doctype html><title>A card</title><script>fetch("{RAN}card");</script>'
KINDS = ("tip/", "definition/", "set/")
TRICKY = '“Us” & "them": 3 < 4'
"""A title with every character that HTML writes otherwise."""


@dataclass(frozen=True, slots=True)
class Snippet:
    """A snippet, the name of its form, and the link that must be left of it."""

    form: str
    code: str
    page: str
    words: str


@dataclass(frozen=True, slots=True)
class OurSite:
    """Where the cards are served, and every address that was asked for."""

    address: str
    asked: list[str] = field(default_factory=list)

    def what_ran(self) -> set[str]:
        """Which of our scripts ran since the last time; forgets what was asked for."""
        ran = {path.removeprefix(RAN) for path in self.asked if path.startswith(RAN)}
        # A script that was fetched had been let in, whatever stopped it then.
        ran |= {"script" for path in self.asked if path.endswith(SCRIPT_ADDRESS)}
        self.asked.clear()
        return ran


class _Answer(BaseHTTPRequestHandler):
    """Answers every request with a card or with the script, and writes it down."""

    def __init__(self, *arguments: Any, asked: list[str]) -> None:
        self.asked = asked
        super().__init__(*arguments)

    def do_GET(self) -> None:
        """One of the two."""
        self.asked.append(self.path)
        is_script = self.path.endswith(SCRIPT_ADDRESS)
        body = (SCRIPT if is_script else CARD).encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/javascript" if is_script else "text/html")
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: Any) -> None:
        """Nothing: what was asked for is written down."""


@contextmanager
def our_site() -> Generator[OurSite, None, None]:
    """The site, served for as long as it is needed."""
    asked: list[str] = []
    with QuietServer(("127.0.0.1", 0), partial(_Answer, asked=asked)) as server:
        thread = Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield OurSite(f"http://127.0.0.1:{server.server_address[1]}/base", asked)
        finally:
            server.shutdown()
            thread.join()


def all_snippets(address: str) -> list[Snippet]:
    """Every form of a tip, a definition, a set, and a tip with a tricky title."""
    library, _problems = open_library(ROOT)
    assert library is not None, "The content cannot be read. Run: make check"
    digest = base64.b64encode(hashlib.sha384(SCRIPT.encode()).digest()).decode()
    integrity = f"sha384-{digest}"
    publisher = Publisher(library.site, address, SCRIPT_ADDRESS, integrity, has_pictures=True)
    there = list(cards(library))
    chosen = [next(card for card in there if card.name.startswith(kind)) for kind in KINDS]
    tricky = replace(chosen[0], heading=TRICKY, text=TRICKY)
    return [each for card in (*chosen, tricky) for each in _forms(card, publisher)]


def _forms(card: Card, publisher: Publisher) -> Iterator[Snippet]:
    for each in snippets(card, publisher, HEIGHT):
        yield Snippet(each.form, each.code, publisher.address + card.page, card.heading)
