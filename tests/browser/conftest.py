"""A browser, the real site over a real port, and one address for every template."""

import threading
from collections.abc import Callable, Generator, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from knowledge import Glossary, Library, open_library
from tests.conftest import BuiltSite

PHONE = {"width": 320, "height": 640}
DESKTOP = {"width": 1280, "height": 800}


class StaticSite(SimpleHTTPRequestHandler):
    """Serves a folder under a base path as a plain static host does, silently."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *arguments: Any, folder: Path, base: str) -> None:
        self.base = base
        super().__init__(*arguments, directory=str(folder))

    def translate_path(self, path: str) -> str:
        """The file for an address; what is not under the base path is nowhere."""
        under = path.startswith(f"{self.base}/")
        return super().translate_path(path.removeprefix(self.base) if under else "/nowhere")

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """The site's own page for an address that is not there."""
        page = Path(self.directory) / "404.html"
        body = page.read_bytes() if page.exists() else b""
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def list_directory(self, path: Any) -> None:
        """A folder without a page of its own is not there."""
        self.send_error(404)

    def log_message(self, format: str, *arguments: Any) -> None:
        """Nothing: the tests say what went wrong."""


class QuietServer(ThreadingHTTPServer):
    """Does not mind a browser that leaves in the middle of an answer."""

    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Nothing: a closed connection is no fault."""


def serve(folder: Path, base: str) -> Generator[str, None, None]:
    """The address, without the base path, of a folder served for as long as it is needed."""
    handler = partial(StaticSite, folder=folder, base=base)
    with QuietServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture(scope="session")
def root(built_site: BuiltSite) -> Iterator[str]:
    """The served address of the site's home page, without the closing slash."""
    for address in serve(built_site.folder, built_site.base):
        yield address + built_site.base


@pytest.fixture(scope="session")
def library(built_site: BuiltSite) -> Library:
    """The content that the pages show."""
    library, _problems = open_library(built_site.project)
    assert library is not None
    return library


def _first(library: Library, kind: str, fits: Callable[[Any], Any] = lambda fields: True) -> str:
    found = (entry.address for entry in library.of_kind(kind) if fits(entry.fields))
    return next(found)


def _telling_story(library: Library) -> str:
    """A case study with stages and a doubt, whose words link to definitions."""
    glossary = Glossary.of(library)
    return next(
        entry.address
        for entry in library.of_kind("case-study")
        if entry.fields.stages and entry.fields.note and any(glossary.find(entry.body))
    )


def _page(library: Library, template: str) -> str:
    return next(page.address for page in library.of_kind("page") if page.template == template)


def _easy_read(library: Library) -> str:
    return next(entry.easy_read_address for entry in library.entries if entry.easy_read)


TEMPLATES: dict[str, Callable[[Library], str]] = {
    "home": lambda library: _page(library, "home"),
    "start-here": lambda library: _page(library, "start-here"),
    "definition-with-views": lambda library: _first(library, "definition", lambda f: f.views),
    "definition-short": lambda library: _first(
        library, "definition", lambda f: not f.views and not f.aliases and not f.acronym
    ),
    "tip-in-a-set": lambda library: _first(library, "tip", lambda f: f.set),
    "tip-alone": lambda library: _first(library, "tip", lambda f: not f.set),
    "hint": lambda library: _first(library, "hint"),
    "case-study": _telling_story,
    "definitions": lambda library: "/definitions/",
    "tips": lambda library: "/tips/",
    "hints": lambda library: "/hints/",
    "case-studies": lambda library: "/case-studies/",
    "filtered": lambda library: "/case-studies/place/england/",
    "resources": lambda library: "/resources/",
    "timeline": lambda library: _page(library, "timeline"),
    "timeline-sources": lambda library: _page(library, "timeline-sources"),
    "words-we-still-need": lambda library: _page(library, "words-we-still-need"),
    "a-to-z": lambda library: _page(library, "a-to-z"),
    "search": lambda library: _page(library, "search"),
    "search-results": lambda library: _page(library, "search") + "?q=co-production",
    "reading-settings": lambda library: _page(library, "reading-settings"),
    "easy-read": _easy_read,
    "print-tips": lambda library: _page(library, "print-tips"),
    "print-glossary": lambda library: _page(library, "print-glossary"),
    "embed": lambda library: _page(library, "embed"),
    "contribute-form": lambda library: _page(library, "contribute-form"),
    "embed-card": lambda library: f"/embed{_first(library, 'tip').replace('/tips/', '/tip/')}",
    "page": lambda library: _page(library, "page"),
    "credits": lambda library: _page(library, "credits"),
    "withdrawn": lambda library: library.withdrawn[0].address,
    "not-found": lambda library: "/no/such/page/",
    "card": lambda library: f"/embed/v1{_first(library, 'tip').replace('/tips/', '/tip/')}",
}
"""One address for every template, chosen by rule, so that content may change."""

READING = [name for name in TEMPLATES if name not in ("card", "not-found")]
"""The templates that have the site's header and are pages in their own right."""

LOOKS: dict[str, tuple[Literal["light", "dark"], str]] = {
    "light": ("light", ""),
    "dark": ("dark", ""),
    "cream": ("light", "cream"),
    "chosen dark": ("light", "dark"),
    "high contrast": ("light", "contrast"),
}
"""What each theme is made of: what the device says, and what the reader chose instead."""
OPEN_ALL = "() => document.querySelectorAll('details').forEach((fold) => { fold.open = true; })"


@pytest.fixture(scope="session")
def address(root: str, library: Library) -> Callable[[str], str]:
    """Gives the full address of a template's page, or of a path on the site."""

    def full(name: str) -> str:
        return root + (TEMPLATES[name](library) if name in TEMPLATES else name)

    return full


@pytest.fixture
def context(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Makes a new, empty browser profile; options as in Playwright's new_context."""
    made: list[BrowserContext] = []

    def make(**options: Any) -> BrowserContext:
        options = {"viewport": DESKTOP, "reduced_motion": "reduce", **options}
        made.append(browser.new_context(**options))
        made[-1].set_default_timeout(10_000)
        return made[-1]

    yield make
    for one in made:
        one.close()


@pytest.fixture
def page(context: Callable[..., BrowserContext]) -> Page:
    """A page at desktop size in a profile of its own."""
    return context().new_page()


def visit(page: Page, url: str) -> Page:
    """Opens an address and waits until the page has finished its own work."""
    page.goto(url, wait_until="load")
    if "/search/?" in url:
        page.wait_for_selector(".search-results__list h2")
    if page.locator("form-place:not([hidden])").count():
        page.wait_for_selector("contribute-form:not([hidden])")
    return page


def wear(page: Page, look: str) -> None:
    """Gives the open page one of the LOOKS."""
    scheme, theme = LOOKS[look]
    page.emulate_media(color_scheme=scheme)
    page.evaluate(
        """(theme) => {
          if (theme) document.documentElement.dataset.theme = theme;
          else delete document.documentElement.dataset.theme;
        }""",
        theme,
    )
