"""The coach: what a check found, told to a person who contributes for the first time.

It gives text for two places of a code host that follows GitHub: notes beside the lines of a
change, of which only ten are shown, and a summary of everything. Nothing that stands in a
file of a stranger can become a command or a link here.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from itertools import groupby

from knowledge.lessons import LESSONS, OTHER, Lesson
from knowledge.problems import Problem

MOST_NOTES = 10
"""GitHub shows ten notes of a step and drops the others without a word."""

MOST_TOLD = 50
"""How many findings of one rule the summary tells: it has room for a million bytes."""

LEAVE_IT = "You do not have to fix this yourself: leave it and we will."

_MARKED = re.compile(r"[\\`*_\[\]<>&|~$]")
_SPACES = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029]+")

Changed = Collection[str] | None
"""The files of a change, from the project root. None when nobody knows them."""


def lesson(problem: Problem) -> Lesson:
    """What to tell of a problem besides its own words."""
    return LESSONS.get(problem.rule, OTHER)


def is_error(problem: Problem) -> bool:
    """Whether the page cannot go on the site as it is."""
    return lesson(problem).severity == "error"


def annotations(
    problems: Iterable[Problem], hints: Iterable[Problem], changed: Changed
) -> list[str]:
    """At most ten notes beside lines, as workflow commands, the most important first."""
    found = _by_weight(problems, hints, changed)
    if len(found) <= MOST_NOTES:
        return [_note(problem) for problem in found]
    left = len(found) - MOST_NOTES + 1
    told = f"And {left} more. The summary of this check has them all."
    return [*map(_note, found[: MOST_NOTES - 1]), f"::notice title=More::{told}"]


def _by_weight(
    problems: Iterable[Problem], hints: Iterable[Problem], changed: Changed
) -> list[Problem]:
    """Errors first; then what stands in changed files; the rest in the order of the lessons."""
    order = {rule: place for place, rule in enumerate(LESSONS)}

    def weight(each: Problem) -> tuple[bool, bool, int, Problem]:
        return not is_error(each), not _is_in(each, changed), order.get(each.rule, -1), each

    wanted = {*problems, *(hint for hint in hints if _is_in(hint, changed))}
    return sorted(wanted, key=weight)


def _is_in(problem: Problem, changed: Changed) -> bool:
    return changed is None or problem.path in changed


def _note(problem: Problem) -> str:
    told = lesson(problem)
    command = "error" if told.severity == "error" else "warning"
    place = f"file={_property(problem.path)},line={problem.line},title={_property(told.title)}"
    words = f"{problem.what} {problem.mend}\n\nWhy it matters: {told.why}\n\n{LEAVE_IT}"
    return f"::{command} {place}::{_data(words)}"


def _data(text: str) -> str:
    """Text that cannot end its command: a line end would begin another."""
    text = _printable(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return _SPACES.sub(" ", text)


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def summary(problems: Iterable[Problem], hints: Iterable[Problem], changed: Changed) -> str:
    """Everything that was found, as Markdown: first what must be mended, then suggestions."""
    found = _by_weight(problems, hints, changed)
    errors = [each for each in found if is_error(each)]
    others = [each for each in found if not is_error(each)]
    parts = ["## Thank you for bringing this", _opening(errors, others)]
    if errors:
        parts.append("## To be mended before it can go on the site")
        parts += _lessons(errors, changed)
    if others:
        parts.append("## Suggestions")
        parts.append("You need not follow any of these. What you leave, we look after.")
        parts += _lessons(others, changed)
    return "\n\n".join(parts) + "\n"


def _opening(errors: list[Problem], others: list[Problem]) -> str:
    next_step = "A person reads it next. If you have a question, ask it below your change."
    if errors:
        count = "One thing keeps" if len(errors) == 1 else f"{len(errors)} things keep"
        return f"{count} it from going on the site as it is. {LEAVE_IT} {next_step}"
    if others:
        return f"Nothing keeps it from going on the site. Below are suggestions. {next_step}"
    return f"We looked for slips and found none. It is ready. {next_step}"


def _lessons(found: list[Problem], changed: Changed) -> Iterator[str]:
    """One part for each rule: where it is broken, why it matters, an example."""
    order = list(dict.fromkeys(lesson(each) for each in found))
    by_lesson = sorted(found, key=lambda each: order.index(lesson(each)))
    for told, group in groupby(by_lesson, key=lesson):
        these = list(group)
        yield f"### {told.title}"
        lines = [_item(problem, changed) for problem in these[:MOST_TOLD]]
        if len(these) > MOST_TOLD:
            lines.append(f"- And {len(these) - MOST_TOLD} more like these.")
        yield "\n".join(lines)
        yield f"**Why it matters:** {told.why}"
        if told.example:
            yield f"**For example:**\n\n```text\n{told.example}\n```"


def _item(problem: Problem, changed: Changed) -> str:
    place = f"Line {problem.line} of {_plain(problem.path)}"
    if not _is_in(problem, changed):
        place += " (you did not change this file, so it may not be yours to mend)"
    return f"- {place}: **{_plain(problem.what)}** {_plain(problem.mend)}"


def _plain(text: str) -> str:
    """Any text on one line, with nothing in it that Markdown takes for a sign, and no mention."""
    escaped = _MARKED.sub(r"\\\g<0>", _SPACES.sub(" ", _printable(text)).strip())
    return escaped.replace("@", "@\u2060")


def _printable(text: str) -> str:
    """The text without what no output can hold: names of files may be any bytes."""
    return text.encode("utf-8", "replace").decode("utf-8")
