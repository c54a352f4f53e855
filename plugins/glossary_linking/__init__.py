"""Hands Pelican each entry's HTML, its terms linked, its front matter read already."""

import os
from datetime import datetime
from pathlib import Path
from typing import Any, ClassVar

from pelican import signals
from pelican.readers import BaseReader

from knowledge import Entry
from plugins.glossary_linking.renderings import Renderings


class EntryReader(BaseReader):
    """Looks an entry up in the library; the file was parsed once, by `knowledge`."""

    file_extensions: ClassVar[list[str]] = ["md"]
    enabled = True

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        """The body as HTML and Pelican's metadata for the entry in that file."""
        root = Path(self.settings["PATH"]).parent
        path = Path(os.path.relpath(source_path, root)).as_posix()
        entry = self.settings["KNOWLEDGE_LIBRARY"].at(path)
        return self.settings["KNOWLEDGE_RENDERINGS"][entry].html, _metadata(entry)


def _metadata(entry: Entry) -> dict[str, Any]:
    url = entry.address.lstrip("/")
    metadata: dict[str, Any] = {
        "entry": entry,
        "title": entry.title,
        "slug": entry.slug,
        "summary": entry.short,
        "template": entry.template,
        "url": url,
        "save_as": url if url.endswith(".html") else f"{url}index.html",
        "status": "published",  # the library holds drafts only when they are wanted
    }
    if entry.fields.reviewed:
        metadata["date"] = datetime.combine(entry.fields.reviewed, datetime.min.time())
    return metadata


def offer_renderings(pelican: Any) -> None:
    """Puts the renderings of all entries into the settings, for the other plugins."""
    settings = pelican.settings
    library, ledger = settings["KNOWLEDGE_LIBRARY"], settings["KNOWLEDGE_LEDGER"]
    settings["KNOWLEDGE_RENDERINGS"] = Renderings(library, settings["SITEURL"], ledger)


def use_entry_reader(readers: Any) -> None:
    """Makes ours the reader of Markdown files."""
    readers.reader_classes["md"] = EntryReader


def register() -> None:
    """Called by Pelican."""
    signals.get_generators.connect(offer_renderings)
    signals.readers_init.connect(use_entry_reader)
