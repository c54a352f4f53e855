"""Search: the library as small files that a reader's browser searches with Lunr."""

from knowledge.search.counts import KeptCounts
from knowledge.search.documents import SearchDocument, SearchKind, Section, documents
from knowledge.search.files import files

__all__ = [
    "KeptCounts",
    "SearchDocument",
    "SearchKind",
    "Section",
    "documents",
    "files",
]
