"""`python -m knowledge`: check the content, or begin a new file. The only place that prints."""

import argparse
import sys
from pathlib import Path

from knowledge import open_library, report
from knowledge.new import NewFileError, new_file


def main(arguments: list[str]) -> int:
    """The exit code of one command: 0 when all is well, 1 when something is to be mended."""
    parser = argparse.ArgumentParser(prog="python -m knowledge", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("check", help="name every problem in the content")
    new = commands.add_parser("new", help="begin a new file with its fields explained")
    new.add_argument("kind")
    new.add_argument("title")
    chosen = parser.parse_args(arguments)
    root = Path.cwd()
    return _check(root) if chosen.command == "check" else _new(root, chosen.kind, chosen.title)


def _check(root: Path) -> int:
    library, problems = open_library(root, drafts=True)
    print(report(problems))
    if library and not problems:
        print(f"{len(library.entries)} entries and {len(library.sources)} sources are in order.")
    return 1 if problems else 0


def _new(root: Path, kind: str, title: str) -> int:
    try:
        path = new_file(root, kind, title)
    except NewFileError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"Wrote {path.relative_to(root)}. Open it and fill in the fields.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
