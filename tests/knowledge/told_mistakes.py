"""What is told of each file in mistakes/: by `make check`, beside the lines, in the summary.

`PYTHONPATH=. .venv/bin/python tests/knowledge/told_mistakes.py` writes the expected texts anew.
Read what changed as a person would who brings a first page: git diff tests/knowledge/mistakes
"""

import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from written import SITE

from knowledge import open_library, report
from knowledge.coach import annotations, summary
from knowledge.plain_english import Hinter

MISTAKES = Path(__file__).parent / "mistakes"

SAVED: Mapping[str, Callable[[str], bytes]] = {
    "saved-by-windows": lambda text: text.replace("\n", "\r\n").encode(),
    "saved-with-a-mark": lambda text: text.encode("utf-8-sig"),
    "saved-in-an-old-way": lambda text: text.encode("latin-1"),
}
"""How an editor spoils a file: git would mend these again."""

WORDS = """\
words_to_avoid:
  - word: service user, service users
    instead: people who draw on support
    why: It makes the service the main thing about them.
  - word: hard to reach
    instead: people we have not reached yet
    why: It puts the fault on people.
  - {word: "utilise, utilised", instead: use, why: A short word says it.}
  - {word: "stakeholder, stakeholders", instead: the people you mean}
"""


def told(mistake: Path, root: Path) -> str:
    """Everything that is told of one file."""
    path = f"content/case-studies/{mistake.name}"
    text = mistake.read_text("utf-8")
    (root / path).parent.mkdir(parents=True)
    (root / path).write_bytes(SAVED.get(mistake.stem, str.encode)(text))
    (root / "site.yml").write_text(SITE + WORDS, "utf-8")
    library, problems = open_library(root, drafts=True)
    assert library
    hinter = Hinter(library)
    hints = [hint for entry in library.entries for hint in hinter.hints(entry)]
    notes = annotations(problems, hints, {path})
    parts = {
        "What `make check` says": report(problems),
        "What stands beside the lines": "\n".join(notes) or "(nothing)",
        "What the summary says": summary(problems, hints, {path}),
    }
    return "\n".join(f"=== {title} ===\n\n{part.rstrip()}\n" for title, part in parts.items())


def main() -> int:
    """Writes the expected text of every mistake."""
    for mistake in sorted(MISTAKES.glob("*.md")):
        with tempfile.TemporaryDirectory() as folder:
            text = told(mistake, Path(folder))
        mistake.with_suffix(".txt").write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
