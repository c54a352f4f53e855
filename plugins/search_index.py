"""Writes the search index: built by lunr.py here, asked by lunr.js in the browser."""

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lunr.builder import Builder
from lunr.trimmer import trimmer
from pelican import signals
from pelican.generators import Generator

from knowledge import Entry, Library
from knowledge.library import plain_text

FIELDS = {"title": 10, "labels": 8, "short": 4, "body": 1}
"""The fields of a search document and how much a find in each counts."""

NOT_SEARCHED = frozenset(
    {"home", "search", "a-to-z", "timeline", "timeline-sources", "not-found", "reading-settings"}
)
"""Page templates that only lead to other pages."""

Document = dict[str, str]

_HYPHENATED = re.compile(r"\w+(?:-\w+)+")


class SearchIndexGenerator(Generator):
    """Each file is named by its content, so a browser may keep it for ever."""

    def generate_output(self, _writer: Any) -> None:
        """search/manifest.json, search/index-<hash>.json and search/documents-<hash>.json."""
        library: Library = self.settings["KNOWLEDGE_LIBRARY"]
        found = list(documents(library))
        shown = [_shown(document, self.settings["SITEURL"]) for document in found]
        folder = Path(self.output_path) / "search"
        folder.mkdir(parents=True, exist_ok=True)
        files = {"index": build_index(found), "documents": shown}
        manifest = {name: _write(folder, name, data) for name, data in files.items()}
        (folder / "manifest.json").write_text(json.dumps(manifest), "utf-8")


def documents(library: Library) -> Iterator[Document]:
    """What is searched: every entry that a reader may look for, drafts left out."""
    for entry in library.entries:
        if not entry.is_draft and getattr(entry.fields, "template", "") not in NOT_SEARCHED:
            yield _document(entry)


def _shown(document: Document, base: str) -> list[str]:
    """What a result shows, then the other names by which the page is called."""
    shown = [base + document["address"], document["title"], document["kind"], document["short"]]
    return shown + document["labels"].splitlines()


def _document(entry: Entry) -> Document:
    fields = entry.fields
    labels = [*getattr(fields, "aliases", ()), *getattr(fields, "forms", ())]
    labels += filter(None, [getattr(fields, "acronym", None)])
    views = [f"{view.who} {view.view}" for view in getattr(fields, "views", ())]
    extra = [
        "place",
        "years",
        "who_took_part",
        "setting",
        "try_this",
        "why_it_matters",
        "publisher",
    ]
    values = [str(getattr(fields, name, None) or "") for name in extra]
    values += getattr(fields, "organisations", ())
    return {
        "address": entry.address,
        "kind": entry.kind.label,
        "title": entry.title,
        "labels": "\n".join(labels),
        "short": entry.short,
        "body": _with_joined(" ".join([plain_text(entry.body), *views, *values])),
    }


def _with_joined(text: str) -> str:
    """The text, and each word that has a hyphen once more without it: bypass for by-pass."""
    joined = {word.replace("-", "") for word in _HYPHENATED.findall(text)}
    return " ".join([text, *sorted(joined)])


def build_index(found: list[Document]) -> dict[str, Any]:
    """A serialised Lunr index of the documents, each named by its place in the list.

    No stemmer and no stop words: lunr.py and lunr.js stem some words differently, and a
    question such as 'who' is a word too. The browser looks for beginnings of words instead.
    """
    builder = Builder()
    builder.pipeline.add(trimmer)
    builder.ref("id")
    # Lunr divides by the number of documents that have a field, so without any there is no field.
    for name, boost in FIELDS.items() if found else ():
        builder.field(name, boost=boost)
    for number, document in enumerate(found):
        builder.add({"id": str(number), **{name: document[name] for name in FIELDS}})
    serialised: dict[str, Any] = builder.build().serialize()
    return serialised


def _write(folder: Path, name: str, data: Any) -> str:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    digest = hashlib.sha256(text.encode()).hexdigest()[:8]
    file = folder / f"{name}-{digest}.json"
    file.write_text(text, "utf-8")
    return file.name


def add_generator(_pelican: Any) -> type[Generator]:
    """Hands Pelican our generator."""
    return SearchIndexGenerator


def register() -> None:
    """Called by Pelican."""
    signals.get_generators.connect(add_generator)
