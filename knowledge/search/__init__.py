"""Search: the library as small files that a reader's browser searches with Lunr."""

from knowledge.search.documents import (
    SearchDocument,
    SearchKind,
    Section,
    document,
    documents,
    searched,
)
from knowledge.search.files import files
from knowledge.search.keeping import KeptSearch

__all__ = [
    "KeptSearch",
    "SearchDocument",
    "SearchKind",
    "Section",
    "document",
    "documents",
    "files",
    "searched",
]
