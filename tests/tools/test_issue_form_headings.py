"""The headings of a file that an issue makes."""

from knowledge import KINDS
from tools.issue_form.entry import body_of

[STORY] = [kind for kind in KINDS if kind.name == "case-study"]
NEEDED = "## The problem\n\nNo bread.\n\n## What people did together\n\n## What changed\n\n"


def test_needed_headings_are_there_whatever_is_under_them() -> None:
    assert body_of(STORY, {"The problem": "No bread."}) == f"{NEEDED}## What was learned"


def test_further_heading_is_there_only_with_words() -> None:
    answers = {
        "The problem": "No bread.",
        "Were people paid": "In bread.",
        "Who held the power": "",
    }
    assert body_of(STORY, answers) == (
        f"{NEEDED}## What was learned\n\n## Were people paid\n\nIn bread."
    )
