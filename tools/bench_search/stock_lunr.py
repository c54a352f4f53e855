"""Lunr as it comes: lunr.py's own pipeline, title and body, the title counting ten times."""

from collections.abc import Iterable
from typing import Any

from lunr import lunr

TITLE_BOOST = 10


def whole_index(texts: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """The index of titles and bodies as lunr.js loads it, each named by its place."""
    documents = [
        {"id": str(place), "title": title, "body": body}
        for place, (title, body) in enumerate(texts)
    ]
    fields = [{"field_name": "title", "boost": TITLE_BOOST}, {"field_name": "body"}]
    serialised: dict[str, Any] = lunr(ref="id", fields=fields, documents=documents).serialize()
    return serialised
