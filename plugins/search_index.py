"""Writes the files of the search, which the reader's browser asks."""

import json
from pathlib import Path
from typing import Any

from pelican import signals
from pelican.generators import Generator

from knowledge.search import KeptCounts, documents, files


class SearchIndexGenerator(Generator):
    """The search/ folder; docs/search.md tells what is in it."""

    def generate_output(self, _writer: Any) -> None:
        """Each file; when publishing, the larger ones also compressed, for hosts that do not."""
        settings = self.settings
        library = settings["KNOWLEDGE_LIBRARY"]
        bodies = {page.entry: page.content for page in self.context["pages"]}
        found = documents(library, bodies, settings["SITEURL"])
        folder = Path(self.output_path) / "search"
        folder.mkdir(parents=True, exist_ok=True)
        has_gzip = settings["KNOWLEDGE_IS_PUBLISHING"]
        kept = read_counts(settings["KNOWLEDGE_SEARCH_COUNTS"])
        for name, data in files(found, library.site.language, has_gzip, kept):
            (folder / name).write_bytes(data)
        keep_counts(settings["KNOWLEDGE_SEARCH_COUNTS"], kept)


def read_counts(file: Path) -> KeptCounts:
    """The counts that an earlier build kept; none when the file is not there or not whole."""
    try:
        kept = json.loads(file.read_text("utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return kept if isinstance(kept, dict) else {}


def keep_counts(file: Path, kept: KeptCounts) -> None:
    """Keeps the counts for the next build, whole or not at all."""
    unfinished = file.with_suffix(".new")
    unfinished.write_text(json.dumps(kept), "utf-8")
    unfinished.replace(file)


def add_generator(_pelican: Any) -> type[Generator]:
    """Hands Pelican our generator."""
    return SearchIndexGenerator


def register() -> None:
    """Called by Pelican."""
    signals.get_generators.connect(add_generator)
