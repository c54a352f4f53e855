"""`python -m knowledge`: check the content, advise on it, or begin a new file.

The only place that prints.
"""

import argparse
import os
import subprocess
import sys
from contextlib import redirect_stdout
from io import StringIO, TextIOWrapper
from itertools import groupby
from pathlib import Path

from knowledge import Library, Problem, open_library, report
from knowledge.coach import annotations, is_error, summary
from knowledge.editorial import Report, advice
from knowledge.new import NewFileError, new_file
from knowledge.plain_english import Hinter

_SHOWN = 5
"""How many lines of each report `check` shows."""


def main(arguments: list[str]) -> int:
    """The exit code of one command: 0 when all is well, 1 when something is to be mended."""
    parser = argparse.ArgumentParser(prog="python -m knowledge", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    checking = commands.add_parser("check", help="name every problem in the content")
    checking.add_argument("--github", action="store_true", help="tell it to who sent a change")
    checking.add_argument("--changed-from", metavar="COMMIT", help="what the change is made to")
    checking.add_argument("--summary", metavar="FILE", help="where to write the summary as well")
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
    if chosen.command == "check" and chosen.github:
        return _coach(root, chosen.changed_from, chosen.summary)
    return _check(root) if chosen.command == "check" else _new(root, chosen.kind, chosen.title)


def _check(root: Path) -> int:
    library, problems = open_library(root, drafts=True)
    _print_problems(problems)
    if library and not problems:
        print(f"{len(library.entries)} entries and {len(library.sources)} sources are in order.")
        if found := advice(library):
            print()
            _print_advice(found, most=_SHOWN)
    return 1 if problems else 0


def _print_problems(problems: list[Problem]) -> None:
    """Prints each problem on a line, with a gap between the files, and then how many they are."""
    files = [list(group) for _path, group in groupby(problems, key=lambda each: each.path)]
    for each in files if len(files) > 1 else ():
        print("\n".join(map(str, each)), end="\n\n")
    told = report(problems)
    print(told.rpartition("\n")[2] if len(files) > 1 else told)


def _coach(root: Path, base: str | None, file: str | None) -> int:
    """Tells who sent a change, by way of GitHub; 1 only when the page cannot go on the site."""
    library, problems = open_library(root, drafts=True)
    changed = _changed(root, base) if base else None
    found = _hints(library, changed) if library else []
    told = summary(problems, found, changed)
    for name in filter(None, (os.environ.get("GITHUB_STEP_SUMMARY"), file)):
        with Path(name).open("a", encoding="utf-8") as output:
            output.write(told)
    for note in annotations(problems, found, changed):
        print(note)
    return 1 if any(map(is_error, problems)) else 0


def _hints(library: Library, changed: set[str] | None) -> list[Problem]:
    hinter = Hinter(library)
    entries = (e for e in library.entries if changed is None or e.path in changed)
    return [hint for entry in entries for hint in hinter.hints(entry)]


def _changed(root: Path, base: str) -> set[str]:
    """The files that differ from those of a commit."""
    command = ["git", "diff", "--name-only", "--relative", "-z", "--end-of-options", base, "--"]
    done = subprocess.run(command, cwd=root, capture_output=True, check=True)
    return set(filter(None, os.fsdecode(done.stdout).split("\0")))


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


def _run() -> int:
    """The exit code of the command that was typed. What it prints is held back until it ends."""
    held = StringIO()
    try:
        with redirect_stdout(held):
            return main(sys.argv[1:])
    finally:
        _show(held.getvalue())


def _show(text: str) -> None:
    """Prints a text, or as much of it as someone wants: `make check | head`."""
    assert isinstance(sys.stdout, TextIOWrapper)
    # A name of a file may hold bytes that are no letters.
    sys.stdout.reconfigure(errors="backslashreplace")
    try:
        print(text, end="", flush=True)
    except BrokenPipeError:
        # What Python still holds back goes nowhere, or it would complain of it at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    sys.exit(_run())
