"""Problems: what an author can mend, with a place, in plain words."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault in the content: where it is, what is wrong, how to mend it.

    `rule` names what was broken, for those who say more about it; it may be empty.
    """

    path: str
    line: int
    what: str
    mend: str
    rule: str = field(default="", compare=False)

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.what} {self.mend}"


def report(problems: Iterable[Problem]) -> str:
    """All problems, one a line in order of path and line, then how many there are."""
    lines = [str(problem) for problem in sorted(set(problems))]
    if not lines:
        return "No problems found."
    noun = "problem" if len(lines) == 1 else "problems"
    return "\n".join([*lines, f"{len(lines)} {noun} found."])


def did_you_mean(word: str, candidates: Iterable[str], otherwise: str) -> str:
    """A question naming the nearest real candidate, or `otherwise` when none is near."""
    near = get_close_matches(word.lower(), sorted(candidates), n=1, cutoff=0.6)
    return f"Did you mean '{near[0]}'?" if near else otherwise
