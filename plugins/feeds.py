"""Atom feeds of everything and of each kind, the sitemap and robots.txt."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import urljoin
from xml.sax.saxutils import escape

from pelican import signals
from pelican.generators import Generator

from knowledge import Entry, Library
from knowledge.indexes import index_views
from knowledge.views import Word

FEED_ITEMS = 40

_TARGET = re.compile(r'((?:href|src)=")([^"]*)')
_MARK = re.compile(r' data-term="[^"]*"')


class FeedsGenerator(Generator):
    """Needs the public address: without it there is nothing to write."""

    def generate_output(self, writer: Any) -> None:
        """feeds/all.atom.xml, feeds/<kind>.atom.xml, sitemap.xml and robots.txt."""
        address: str = self.settings["KNOWLEDGE_PUBLIC_ADDRESS"]
        if not address:
            return
        library: Library = self.settings["KNOWLEDGE_LIBRARY"]
        context = {**self.context, "SITEURL": address, "FEED_DOMAIN": address}
        author = library.site.organisation or library.site.name
        shown = [page for page in self.context["pages"] if _belongs(page)]
        pages = [_FeedItem(page, address, author) for page in shown]
        pages.sort(key=lambda item: (item.date, item.title), reverse=True)
        writer.write_feed(pages[:FEED_ITEMS], context, "feeds/all.atom.xml")
        for kind in library.kinds:
            own = [item for item in pages if item.kind == kind.name]
            if own:
                path = f"feeds/{kind.section}.atom.xml"
                writer.write_feed(own[:FEED_ITEMS], context, path, feed_title=kind.plural)
        output = Path(self.output_path)
        (output / "sitemap.xml").write_text(sitemap(library, address), "utf-8")
        robots = f"User-agent: *\nAllow: /\nSitemap: {address}/sitemap.xml\n"
        (output / "robots.txt").write_text(robots, "utf-8")


class _FeedItem:
    """A page as Pelican's feed writer wants it, its links made whole."""

    def __init__(self, page: Any, address: str, author: str) -> None:
        self.title = escape(page.title)  # Pelican takes it for HTML and drops its tags
        self.author = author
        self.url = page.url
        self.date = page.date
        self.summary = page.summary
        self.kind = page.entry.kind.name
        self._html = page.content + _word_list(page.view.words, address)
        self._address = f"{address}/{page.url}"

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


def _belongs(page: Any) -> bool:
    return page.entry.kind.name != "page" and hasattr(page, "date")


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


def keep_ids(_context: Any, feed: Any) -> None:
    """Names each item by its address: Pelican's own id changes with the day it was checked."""
    for item in feed.items:
        item["unique_id"] = item["link"]


def add_generator(_pelican: Any) -> type[Generator]:
    """Hands Pelican our generator."""
    return FeedsGenerator


def register() -> None:
    """Called by Pelican."""
    signals.get_generators.connect(add_generator)
    signals.feed_generated.connect(keep_ids)
