"""The files of a search: the index in small pieces, so that a reader loads what is asked for.

Every file is a script of one call, `searchFile(...)`. The names hold a hash of the content, so
that a browser may keep a file for ever; `manifest.js` lists them. One edited page changes few
files: words, not sizes alone, decide where a piece ends, and a piece holds counts and no scores.
"""

from collections.abc import Iterable, Iterator
from functools import partial

from knowledge.search.documents import SearchDocument
from knowledge.search.keeping import KeptSearch


def files(
    documents: Iterable[SearchDocument], language: str, has_gzip: bool = False
) -> Iterator[tuple[str, bytes]]:
    """The name and content of every file of the folder `search/`, with nothing kept.

    Documents come kind by kind. With `has_gzip` the larger files stand there compressed too,
    as `<name>.gz`, and the manifest says so.
    """
    found = [
        (str(place), "", partial(_itself, document)) for place, document in enumerate(documents)
    ]
    for name, data in KeptSearch({}).update(found, language, has_gzip):
        assert data is not None, "Nothing was kept."
        yield name, data


def _itself(document: SearchDocument) -> SearchDocument:
    return document
