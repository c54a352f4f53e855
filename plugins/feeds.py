"""Atom feeds of everything and of each kind, the sitemap and robots.txt."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urljoin
from xml.sax.saxutils import escape

from pelican import signals
from pelican.generators import Generator

from knowledge import Entry, Library
from knowledge.digests import library_digest
from knowledge.indexes import index_views
from knowledge.ledger import Ledger
from knowledge.views import Word

FEED_ITEMS = 40

_TARGET = re.compile(r'((?:href|src)=")([^"]*)')
_BEFORE_ANYTHING = datetime(1970, 1, 1, tzinfo=UTC)
_MARK = re.compile(r' data-term="[^"]*"')


class FeedsGenerator(Generator):
    """Needs the public address: without it there is nothing to write."""

    def generate_output(self, writer: Any) -> None:
        """feeds/all.atom.xml, feeds/<kind>.atom.xml, sitemap.xml and robots.txt."""
        address: str = self.settings["KNOWLEDGE_PUBLIC_ADDRESS"]
        if not address:
            return
        library: Library = self.settings["KNOWLEDGE_LIBRARY"]
        inputs = {"all front matter": library_digest(library)}
        ledger: Ledger = self.settings["KNOWLEDGE_LEDGER"]
        entries = sorted(filter(_belongs, library.entries), key=_age, reverse=True)
        feeds = {"all": (entries, "")}
        for kind in library.kinds:
            if own := [entry for entry in entries if entry.kind == kind]:
                feeds[kind.section] = (own, kind.plural)
        for name, (shown, title) in feeds.items():
            made = partial(self._feed, writer, name, shown[:FEED_ITEMS], title)
            ledger.file(f"feeds/{name}.atom.xml", inputs, made)
        ledger.files("sitemap", inputs, lambda: _for_robots(library, address))

    def _feed(self, writer: Any, name: str, entries: list[Entry], title: str) -> bytes:
        """A feed as Pelican writes it; it can only write a file."""
        address: str = self.settings["KNOWLEDGE_PUBLIC_ADDRESS"]
        site = self.settings["KNOWLEDGE_LIBRARY"].site
        names = {"SITENAME": site.name, "SITESUBTITLE": site.tagline}
        context = {**self.context, **names, "SITEURL": address, "FEED_DOMAIN": address}
        path = f"feeds/{name}.atom.xml"
        items = [_FeedItem(entry, self.settings) for entry in entries]
        writer.write_feed(items, context, path, feed_title=title)
        file = Path(self.output_path) / path
        data = file.read_bytes()
        file.unlink()
        return data


def _for_robots(library: Library, address: str) -> Iterator[tuple[str, bytes]]:
    yield "sitemap.xml", sitemap(library, address).encode()
    robots = f"User-agent: *\nAllow: /\nSitemap: {address}/sitemap.xml\n"
    yield "robots.txt", robots.encode()


class _FeedItem:
    """A page as Pelican's feed writer wants it, its links made whole."""

    def __init__(self, entry: Entry, settings: Mapping[str, Any]) -> None:
        address, site = settings["KNOWLEDGE_PUBLIC_ADDRESS"], settings["KNOWLEDGE_LIBRARY"].site
        self.title = escape(entry.title)  # Pelican takes it for HTML and drops its tags
        self.author = site.organisation or site.name
        self.url = entry.address.lstrip("/")
        self.date = datetime.combine(entry.fields.reviewed, datetime.min.time())
        self.summary = entry.short
        words = settings["KNOWLEDGE_PRESENTER"].words(entry)
        self._html = settings["KNOWLEDGE_RENDERINGS"][entry].html + _word_list(words, address)
        self._address = address + entry.address

    def get_content(self, _address: str) -> str:
        """The page's body and its words, made fit to be read elsewhere.

        Links get the host in front, and the marks of term links, which nothing there knows, go.
        """
        whole = _TARGET.sub(lambda m: m[1] + urljoin(self._address, m[2]), self._html)
        return _MARK.sub("", whole)


def _word_list(words: Iterable[Word], address: str) -> str:
    items = "".join(
        f'<dt><a href="{escape(address + word.address)}">{escape(word.title)}</a></dt>'
        f"<dd>{escape(word.short)}</dd>"
        for word in words
    )
    return f"<h2>Words on this page</h2><dl>{items}</dl>" if items else ""


def _belongs(entry: Entry) -> bool:
    return entry.kind.name != "page" and not entry.kind.is_file and bool(entry.fields.reviewed)


def _age(entry: Entry) -> tuple[date, str]:
    return entry.fields.reviewed, escape(entry.title)


def sitemap(library: Library, address: str) -> str:
    """The sitemap (sitemaps.org, 0.9): every page and index, with the day it was checked."""
    rows = [_row(address + entry.address, entry) for entry in library.entries if _listed(entry)]
    easy = (entry for entry in library.entries if entry.easy_read and _listed(entry))
    rows += [_row(address + entry.easy_read_address, entry) for entry in easy]
    rows += [_row(address + index.address) for index in index_views(library)]
    lines = "\n".join(sorted(rows))
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{lines}\n</urlset>\n'
    )


def _listed(entry: Entry) -> bool:
    """Not for what readers do not look for: drafts, the page of lost addresses, paper."""
    is_page = bool(entry.kind.template) and entry.address.endswith("/")
    return is_page and not entry.is_draft and not entry.template.startswith("print-")


def _row(address: str, entry: Entry | None = None) -> str:
    checked = entry.fields.reviewed if entry else None
    day = f"<lastmod>{checked.isoformat()}</lastmod>" if checked else ""
    return f"<url><loc>{escape(address)}</loc>{day}</url>"


def keep_steady(_context: Any, feed: Any) -> None:
    """Names each item by its address: Pelican's own id changes with the day it was checked.

    A feed without items would tell the time of the build.
    """
    for item in feed.items:
        item["unique_id"] = item["link"]
    if not feed.items:
        feed.latest_post_date = lambda: _BEFORE_ANYTHING


def add_generator(_pelican: Any) -> type[Generator]:
    """Hands Pelican our generator."""
    return FeedsGenerator


def register() -> None:
    """Called by Pelican."""
    signals.get_generators.connect(add_generator)
    signals.feed_generated.connect(keep_steady)
