"""`python -m tools.import_docx story.docx case-study`: a Word file becomes a draft.

Everything is made before anything is written; one fault, and nothing is.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

from knowledge import open_library, report
from knowledge.importing import write
from tools.import_docx.opening import MOST_BYTES, Fault
from tools.import_docx.planning import Plan, asked_by, counted, plan_import, still_to_do

KIND = "case-study"


def main(arguments: Sequence[str], root: Path) -> int:
    """The exit code: 0 when a draft was written, 1 when something is to be mended first."""
    name, kind = [*arguments, "", ""][:2]
    library, problems = open_library(root, drafts=True)
    if library is None:
        print(report(problems))
        return 1
    asked = asked_by(library, kind or KIND)
    if isinstance(asked, Fault):
        return _refuse("", [asked])
    path = root / Path(name).expanduser() if name else root
    if not path.is_file():
        what = f"There is no file '{shown(name)}'." if name else "No file is named."
        return _refuse("", [Fault(what, "Write: make import-docx file=story.docx")])
    try:
        with path.open("rb") as file:
            plan = plan_import(root, asked, file.read(MOST_BYTES + 1))
        if plan.faults:
            return _refuse(f"{shown(name)}: ", plan.faults)
        write(root, plan.files)
    except OSError as error:
        return _refuse("", [Fault(f"Nothing was written: {error}.", "")])
    _tell(plan)
    print(report(still_to_do(root, library, plan.files)))
    return 0


def shown(name: str) -> str:
    """The name of a file, fit to stand in a message."""
    return "".join(sign if sign.isprintable() else "?" for sign in name)


def _refuse(place: str, faults: Sequence[Fault]) -> int:
    for fault in faults:
        print(f"{place}{fault.what} {fault.mend}".rstrip(), file=sys.stderr)
    if place:
        print("Nothing was written.", file=sys.stderr)
    return 1


def _tell(plan: Plan) -> None:
    """What was written, and what a person should look at."""
    print(f"Wrote a draft{counted(plan.files)}:")
    for path in plan.files:
        print(f"  {path}")
    for note in plan.notes:
        print(note)
    print("\nRead it beside the Word file. When it is right, take out the line `status: draft`.")
    print("What `make check` says of it then:")


if __name__ == "__main__":
    # What follows `--` is a value, whatever it begins with.
    sys.exit(main(sys.argv[2:] if sys.argv[1:2] == ["--"] else sys.argv[1:], Path.cwd()))
