"""Search documents on disk, one on each line: what every engine starts from.

Apart from the making of documents, as the time to load this is part of what is measured.
"""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from knowledge.search import SearchDocument, SearchKind, Section


def written(document: SearchDocument) -> tuple[str, ...]:
    """All the text of a document that an engine may index, in reading order, but the title."""
    parts = [document.short, *document.names, *document.forms]
    for section in document.sections:
        parts += [section.heading, section.text]
    return tuple(filter(None, parts))


def store(found: Iterable[SearchDocument], file: Path) -> None:
    """Writes the documents, one on each line."""
    rows = ([d.address, d.kind, d.title, d.short, d.names, d.forms, d.sections] for d in found)
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")


def stored(file: Path) -> Iterator[SearchDocument]:
    """Reads what `store` wrote."""
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            address, kind, title, short, names, forms, sections = json.loads(line)
            yield SearchDocument(
                address,
                SearchKind(*kind),
                title,
                short,
                tuple(names),
                tuple(forms),
                tuple(Section(*section) for section in sections),
            )
