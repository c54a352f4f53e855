"""`python -m tools.issue_form`: the file that an issue's form makes, and what to say about it.

Reads the event that GitHub wrote down. Leaves texts in files, so that no shell ever sees them.
"""

import argparse
import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from knowledge import Library, open_library, report
from knowledge.coach import summary
from knowledge.plain_english import Hinter
from tools.issue_form import pull_request
from tools.issue_form.entry import Draft, draft_of
from tools.issue_form.forms import read_forms
from tools.issue_form.reading import faults_of_text, form_of, read_answers, text_of
from tools.issue_form.templates import write_templates

LABEL = "make-pull-request"
"""The label by which somebody from the team asks for a pull request."""

TITLE, DESCRIPTION, COMMENT = "title.txt", "description.md", "comment.md"
"""The files for whoever opens the pull request, or says why there is none."""


def main(arguments: list[str], environment: Mapping[str, str]) -> int:
    """The exit code: 1 when no file could be made, and the comment says why."""
    parser = argparse.ArgumentParser(prog="python -m tools.issue_form", description=__doc__)
    parser.add_argument("--write-forms", action="store_true", help="write .github/ISSUE_TEMPLATE")
    root = Path.cwd()
    library, problems = open_library(root, drafts=True)
    if library is None:
        print(report(problems), file=sys.stderr)
        return 1
    if parser.parse_args(arguments).write_forms:
        for file in write_templates(root, read_forms(library)):
            print(f"Wrote {file.relative_to(root)}.")
        return 0
    event = json.loads(Path(environment["GITHUB_EVENT_PATH"]).read_text("utf-8"))
    texts = Path(environment["ISSUE_FORM_TEXTS"])
    texts.mkdir(parents=True, exist_ok=True)
    draft, faults = read_event(event, library, root)
    if draft is None:
        (texts / COMMENT).write_text(pull_request.complaint(faults), encoding="utf-8")
        print("No file was made. The comment says why.", file=sys.stderr)
        return 1
    _write(draft, root)
    _tell(draft, event["issue"], root, texts, Path(environment["GITHUB_OUTPUT"]))
    return 0


def read_event(
    event: Mapping[str, Any], library: Library, root: Path
) -> tuple[Draft | None, list[str]]:
    """The file that an event asks for, or None and why there is none."""
    issue = event.get("issue") or {}
    asks = event.get("action") == "labeled" and (event.get("label") or {}).get("name") == LABEL
    if not asks or "pull_request" in issue or type(issue.get("number")) is not int:
        return None, [f"Only an issue that was given the label `{LABEL}` can become a page."]
    text = text_of(issue)
    if faults := list(faults_of_text(text)):
        return None, faults
    form = form_of(read_forms(library), issue, text)
    if form is None:
        return None, [
            "We cannot tell which form this is. Was it begun with one of our forms? "
            "Then please put its headings back. If not, we will write the page from your words."
        ]
    if form.kind is None:
        return None, ["This form makes no page of its own. We will mend the page that it names."]
    answers, faults = read_answers(form, text)
    return (None, faults) if faults else draft_of(form.kind, form, answers, root)


def _write(draft: Draft, root: Path) -> None:
    """Writes the file, and never over another."""
    file = root / draft.path
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("x", encoding="utf-8") as new:
        new.write(draft.text)


def _tell(draft: Draft, issue: Mapping[str, Any], root: Path, texts: Path, output: Path) -> None:
    """Leaves the texts of the pull request, and the names that a workflow needs."""
    number = issue["number"]
    found = pull_request.pictures(text_of(issue))
    description = pull_request.description(draft, number, _checked(draft, root), found)
    (texts / TITLE).write_text(pull_request.title(draft), encoding="utf-8")
    (texts / DESCRIPTION).write_text(description, encoding="utf-8")
    with output.open("a", encoding="utf-8") as file:
        file.write(f"branch={pull_request.branch(draft, number)}\npath={draft.path}\n")
    print(f"Wrote {draft.path}.")


def _checked(draft: Draft, root: Path) -> str:
    """What the coach says of the file."""
    library, problems = open_library(root, drafts=True)
    entries = [entry for entry in library.entries if entry.path == draft.path] if library else []
    hints = [hint for entry in entries for hint in Hinter(library).hints(entry)] if library else []
    own = [problem for problem in problems if problem.path == draft.path]
    return summary(own, hints, changed={draft.path})


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], os.environ))
