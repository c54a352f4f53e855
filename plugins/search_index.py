"""Writes the files of the search, which the reader's browser asks."""

from collections.abc import Iterator, Mapping, MutableMapping
from functools import partial
from typing import Any

from pelican import signals
from pelican.generators import Generator

from knowledge import Entry
from knowledge.digests import digest
from knowledge.ledger import Ledger
from knowledge.search import KeptSearch, SearchDocument, document, searched


class SearchIndexGenerator(Generator):
    """The search/ folder; docs/search.md tells what is in it."""

    def generate_output(self, _writer: Any) -> None:
        """Each file; when publishing, the larger ones also compressed, for hosts that do not."""
        ledger: Ledger = self.settings["KNOWLEDGE_LEDGER"]
        digests = {entry: digest_of(entry, self.settings) for entry in self._entries()}
        inputs = {"what is searched": digest([*digests.values()])}
        ledger.files("search", inputs, partial(search_files, self.settings, digests))

    def _entries(self) -> Iterator[Entry]:
        return searched(self.settings["KNOWLEDGE_LIBRARY"])


def search_files(
    settings: Mapping[str, Any], digests: Mapping[Entry, str]
) -> Iterator[tuple[str, bytes | None]]:
    """The name of each file, and its content or None if the one of the last build stands.

    Without `KNOWLEDGE_KEPT_TABLES` nothing is kept, and every file has content.
    """
    tables = settings.get("KNOWLEDGE_KEPT_TABLES")
    kept: MutableMapping[str, bytes] = tables("search") if tables else {}
    if any(name.startswith("search/") for name in settings["KNOWLEDGE_LEDGER"].lost):
        kept.clear()
    found = [
        (f"{entry.kind.name} {entry.address}", mark, partial(_document, entry, settings))
        for entry, mark in digests.items()
    ]
    language = settings["KNOWLEDGE_LIBRARY"].site.language
    files = KeptSearch(kept).update(found, language, settings["KNOWLEDGE_IS_PUBLISHING"])
    return ((f"search/{name}", data) for name, data in files)


def _document(entry: Entry, settings: Mapping[str, Any]) -> SearchDocument:
    renderings = settings["KNOWLEDGE_RENDERINGS"]
    body = "" if entry.kind.is_file else renderings[entry].html
    return document(entry, body, settings["SITEURL"])


def digest_of(entry: Entry, settings: Mapping[str, Any]) -> str:
    """The digest of all that the search document of an entry is made from."""
    body = b"" if entry.kind.is_file else settings["KNOWLEDGE_RENDERINGS"].mark(entry)
    labels = entry.kind.label, entry.kind.plural
    return digest((entry, entry.short, labels, body, settings["SITEURL"])).hex()


def add_generator(_pelican: Any) -> type[Generator]:
    """Hands Pelican our generator."""
    return SearchIndexGenerator


def register() -> None:
    """Called by Pelican."""
    signals.get_generators.connect(add_generator)
