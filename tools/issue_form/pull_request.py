"""The texts of a pull request and of a comment.

What people typed stands in them only where the coach quotes it, and there GitHub takes it for
plain letters: no name is called, no issue is closed, and no heading of ours is feigned.
"""

import re
from collections.abc import Iterable, Iterator

from tools.issue_form.entry import Draft

_MOST_LETTERS = 50_000
"""How much the coach may say: GitHub takes a description of 65,536 letters."""

_NEXT_PART = "\n\n### "
_AND_MORE = "\n\nThere is more than fits here: `make check` says all of it."
_REFERENCE = re.compile(r"(?:#|\bgh-|/(?:issues|pull)/)(?=[0-9])", re.IGNORECASE)
_PICTURE = re.compile(
    r"https://(?:github\.com/user-attachments/assets/[0-9a-f-]{36}"
    r"|user-images\.githubusercontent\.com/[0-9]+/[\w.-]+)(?![\w/.-])"
)


def branch(draft: Draft, number: int) -> str:
    """The name of the branch: letters, digits, hyphens and one slash."""
    return f"{draft.kind.name}/{draft.slug}-{number}"


def title(draft: Draft) -> str:
    """The title, made of the slug alone."""
    return f"{draft.kind.label}: {draft.slug}"


def pictures(text: str) -> list[str]:
    """The addresses of the pictures that people put into an issue, each once."""
    return list(dict.fromkeys(_PICTURE.findall(text)))


def description(draft: Draft, number: int, told: str, found: list[str]) -> str:
    """What the person who checks it reads first."""
    return "\n".join(_description(draft, number, told, found)) + "\n"


def _description(draft: Draft, number: int, told: str, found: list[str]) -> Iterator[str]:
    yield f"This came in by a form, in #{number}."
    yield f"The words in `{draft.path}` are as they were typed."
    yield f"\nCloses #{number}\n"
    yield "## Before you merge\n"
    for tick in _TICKS:
        yield f"- [ ] {tick}"
    if found:
        yield "\n## Pictures\n"
        yield "They were not fetched. What the person says of them stands in the issue."
        yield "Look at each with care: who is in it, who made it, who agreed?"
        yield "`make strip-pictures` takes out what a camera writes into them.\n"
        yield "\n".join(["```text", *found, "```"])
    yield f"\n{_harmless(told)}"


_TICKS = (
    "I read it whole. It tells no private person's own story, and holds no private details.",
    "The facts stand in the sources, and the words are not copied from them.",
    "What the check says is mended, by us if the person would rather not.",
    "Whoever is thanked asked for it. Nobody else is named.",
    "The line `status: draft` is out, and the person knows that it is going to be public.",
)


def complaint(faults: Iterable[str]) -> str:
    """What the person who wrote reads, when no file could be made."""
    listed = "\n".join(f"- {fault}" for fault in faults)
    return (
        "Thank you for writing. Nothing is lost: your words are all above.\n\n"
        "We could not make a page of them yet. This is why:\n\n"
        f"{listed}\n\n"
        "You can change your text with the three dots at its top right. "
        "You do not have to: if you leave it, we will do it for you, or ask you here.\n"
    )


def _harmless(told: str) -> str:
    """The coach's words, which quote the file, without a number of an issue that merging closes."""
    text = told
    if len(told) > _MOST_LETTERS:
        text = told[:_MOST_LETTERS].rpartition(_NEXT_PART)[0] + _AND_MORE
    return _REFERENCE.sub("\\g<0>\u2060", text).rstrip()
