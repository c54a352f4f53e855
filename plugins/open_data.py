"""Writes the definitions as open data: JSON, CSV and SKOS, under /api/v1/."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from pelican import signals
from pelican.generators import Generator

from knowledge import Library
from knowledge.digests import digest, library_digest
from knowledge.exports import Record, files
from knowledge.ledger import Ledger


class OpenDataGenerator(Generator):
    """Addresses in the files are whole; without a public address they begin with a slash."""

    def generate_output(self, _writer: Any) -> None:
        """Every file that `knowledge.exports` knows of."""
        library: Library = self.settings["KNOWLEDGE_LIBRARY"]
        address = self.settings["KNOWLEDGE_PUBLIC_ADDRESS"] or self.settings["SITEURL"]
        ledger: Ledger = self.settings["KNOWLEDGE_LEDGER"]
        inputs = {"all front matter": library_digest(library)}
        ledger.files("open data", inputs, lambda: _data(library, address, ledger))


def _data(library: Library, address: str, ledger: Ledger) -> Iterator[tuple[str, bytes]]:
    def recall(found: Mapping[str, Record], write: Callable[[Record], str]) -> dict[str, str]:
        marks = {slug: digest(record) for slug, record in found.items()}
        return ledger.recall_each("records", marks, lambda slug: write(found[slug]))

    for name, text in files(library, address, recall):
        yield name.lstrip("/"), text.encode()


def add_generator(_pelican: Any) -> type[Generator]:
    """Hands Pelican our generator."""
    return OpenDataGenerator


def register() -> None:
    """Called by Pelican."""
    signals.get_generators.connect(add_generator)
