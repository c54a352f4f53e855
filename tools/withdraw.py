"""`python -m tools.withdraw`: takes a story out of this folder, all of it or nothing.

It says what it did, what is left for a person to do, and what it cannot reach.
"""

import contextlib
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from knowledge import open_library, report
from knowledge.withdrawing import Plan, WithdrawalError, plan_withdrawal

KEPT = ("output", ".cache")
"""What commands made and can make again; it may still hold the story."""

BEYOND = """\
This command cannot reach:
- Git history and forks. The story stays in every older version, in each clone and fork, and in
  pull requests. To rewrite the history, ask all who work here to clone it anew afterwards, and run
  git filter-repo --invert-paths --path <each file named above>
  Then ask the support of the host, such as GitHub, to remove cached pages and pull requests, and
  ask the owners of forks to delete them.
- The site itself, until you publish it again and put it in place of the old one.
- Web archives. Write to each with the address, as the owner of the site: the Internet Archive
  is reached at info@archive.org.
- Copies that search engines keep. Each has a page on which to ask for the removal of old content.
- Feed readers, link previews and offline copies that people's devices already fetched.
- Printed pages, and PDFs and files that people saved.
- Other sites that quote it, link to it, or serve a card of it from their own files.
- Backups, and the folders of everyone else who works on this site.
- The Word file, e-mail, form or recording in which the story came. Delete these too if the person
  wants it, and write down with their papers that the story was withdrawn, and when."""


def main(arguments: list[str]) -> int:
    """The exit code: 1 when nothing was withdrawn, or when something is left to mend by hand."""
    reference = arguments[-1].strip() if arguments else ""
    if not reference:
        print("Say what to withdraw: make withdraw ref=2026-014", file=sys.stderr)
        return 1
    root = Path.cwd()
    library, before = open_library(root, drafts=True)
    if library is None:
        print(report(before), file=sys.stderr)
        return 1
    try:
        plan = plan_withdrawal(library, root, reference)
        carry_out(plan, root)
    except (WithdrawalError, OSError) as error:
        print(f"{error}\nNothing was changed.", file=sys.stderr)
        return 1
    for line in told(plan):
        print(line)
    _library, after = open_library(root, drafts=True)
    new = set(after) - set(before)
    if new:
        print(f"\nMend this by hand:\n{report(new)}")
    return 1 if new else 0


def carry_out(plan: Plan, root: Path) -> None:
    """Deletes and writes what the plan says; when anything fails, all is put back as it was."""
    paths = [root / path for path in (*plan.deletes, *plan.writes)]
    originals = {path: path.read_bytes() if path.is_file() else None for path in paths}
    try:
        for path, text in plan.writes.items():
            _write(root / path, text.encode("utf-8", "surrogateescape"))
        for path in plan.deletes:
            (root / path).unlink()
    except OSError:
        for file, data in originals.items():
            _put_back(file, data)
        raise
    for folder in KEPT:
        shutil.rmtree(root / folder, ignore_errors=True)


def _write(file: Path, data: bytes) -> None:
    """The whole file or the old one, whatever happens."""
    unfinished = file.with_name(f".{file.name}.new")
    try:
        unfinished.write_bytes(data)
        os.replace(unfinished, file)
    finally:
        unfinished.unlink(missing_ok=True)


def _put_back(file: Path, data: bytes | None) -> None:
    with contextlib.suppress(OSError):  # the first fault is the one to tell
        if data is None:
            file.unlink(missing_ok=True)
        elif not file.is_file() or file.read_bytes() != data:
            _write(file, data)


def told(plan: Plan) -> Iterator[str]:
    """What was done, what a person must look at, and what cannot be reached."""
    for path in plan.deletes:
        yield f"Deleted {path}"
    for path in plan.writes:
        yield f"Changed {path}"
    yield f"Deleted what was built before: {', '.join(KEPT)}"
    yield "\nOnce published, these addresses say that the page was taken down, and no more:"
    yield from (f"  {address}" for address in plan.addresses)
    if plan.notes:
        yield "\nPlease look at:"
        yield from (f"- {note}" for note in plan.notes)
    yield f"\n{BEYOND}"
    yield (
        "\nNow run make check and make publish, and commit with words that tell nothing of the "
        "person: content: Withdraw a page"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
