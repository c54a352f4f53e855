"""`python -m tools.bench_search.write_index`: our index, from stored documents to files.

Prints what the process had used before it began: the build of the site, in which this is
done, has started Python and loaded `knowledge` anyway. Nothing is kept from an earlier
build, and compressed copies are written too, as when publishing.
"""

import sys
from pathlib import Path

from knowledge.search import files
from tools.bench_search.spending import used
from tools.bench_search.stored import stored


def main(file: str, folder: str, language: str) -> None:
    """Reads the documents and writes every file of the index."""
    print(*used(), flush=True)
    place = Path(folder)
    place.mkdir(parents=True, exist_ok=True)
    for name, data in files(stored(Path(file)), language, has_gzip=True):
        (place / name).write_bytes(data)


if __name__ == "__main__":
    main(*sys.argv[1:])
