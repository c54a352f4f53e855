"""`python -m knowledge`: check the content, advise on it, or begin a new file.

The only place that prints.
"""

import argparse
import sys
from pathlib import Path

from knowledge import open_library, report
from knowledge.editorial import Report, advice
from knowledge.new import NewFileError, new_file

_SHOWN = 5
"""How many lines of each report `check` shows."""


def main(arguments: list[str]) -> int:
    """The exit code of one command: 0 when all is well, 1 when something is to be mended."""
    parser = argparse.ArgumentParser(prog="python -m knowledge", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("check", help="name every problem in the content")
    commands.add_parser("advice", help="say what editors may want to look at")
    new = commands.add_parser("new", help="begin a new file with its fields explained")
    new.add_argument("kind")
    new.add_argument("title")
    importing = commands.add_parser("import-glossary", help="make drafts of a list of words")
    importing.add_argument("file")
    chosen = parser.parse_args(arguments)
    root = Path.cwd()
    if chosen.command == "advice":
        return _advise(root)
    if chosen.command == "import-glossary":
        return _import(root, chosen.file)
    return _check(root) if chosen.command == "check" else _new(root, chosen.kind, chosen.title)


def _check(root: Path) -> int:
    library, problems = open_library(root, drafts=True)
    print(report(problems))
    if library and not problems:
        print(f"{len(library.entries)} entries and {len(library.sources)} sources are in order.")
        if found := advice(library):
            print()
            _print_advice(found, most=_SHOWN)
    return 1 if problems else 0


def _advise(root: Path) -> int:
    library, problems = open_library(root, drafts=True)
    if library is None:
        print(report(problems))
        return 1
    found = advice(library)
    if found:
        _print_advice(found)
    else:
        print("There is nothing to advise.")
    return 0


def _print_advice(found: list[Report], most: int | None = None) -> None:
    """Prints reports, of each at most so many lines."""
    print("Advice for editors. You need not follow it.")
    for each in found:
        print(f"\n{each.title}: {len(each.items)}")
        for item in each.items[:most]:
            print(item)
        if most and len(each.items) > most:
            print(f"and {len(each.items) - most} more: make advice")


def _import(root: Path, name: str) -> int:
    # Only here, as no other command needs what reading other people's formats takes.
    from knowledge.importing import MOST_BYTES, plan_import, write

    library, problems = open_library(root, drafts=True)
    if library is None:
        print(report(problems))
        return 1
    if not (root / name).is_file():
        print(f"There is no file '{name}'. Write: file=my-words.csv", file=sys.stderr)
        return 1
    try:
        with (root / name).open("rb") as file:
            plan = plan_import(library, name, file.read(MOST_BYTES + 1))
        write(root, plan.files)
    except OSError as error:
        print(f"Nothing was written: {error}", file=sys.stderr)
        return 1
    for note in plan.notes:
        print(note)
    if plan.problems:
        print(f"{report(plan.problems)}\nNothing was written.")
        return 1
    drafts = "1 draft" if len(plan.files) == 1 else f"{len(plan.files)} drafts"
    print(f"Wrote {drafts} into content/definitions/.")
    return 0


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
