"""`python -m tools.bench_build.plain PROJECT FOLDER`: a project's pages as peers get them.

Each is a Markdown file with a title and a slug, and with all the prose that readers of our
page are shown, Easy Read too, but for the pictures beside it.
"""

import re
import sys
from pathlib import Path

from knowledge import open_library
from knowledge.drafts import field_lines
from tools.bench.text import own_pages, own_texts

_PICTURE = re.compile(r"!\[\]\([^)]*\) *")


def main(project: str, folder: str) -> int:
    """The exit code."""
    library, _problems = open_library(Path(project))
    assert library
    for entry, text in zip(own_pages(library), own_texts(library), strict=True):
        file = Path(folder) / entry.kind.folder / f"{entry.slug}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        fields = [*field_lines("title", entry.title), *field_lines("slug", entry.slug)]
        easy = entry.easy_read.text if entry.easy_read else ""
        words = "\n\n".join(filter(None, (text.strip(), _PICTURE.sub("", easy).strip())))
        front = "\n".join(["---", *fields, "---"])
        file.write_text(f"{front}\n\n{words}\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
