"""What the terminal says of a build: one line, and more when somebody wants to know more."""

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from tools.serve.worker import Answer

MOST_REASONS = 3
"""How many of the files that were made a line names."""


def told(what: str, answer: Answer, seconds: float, explains: bool = False) -> Iterator[str]:
    """The lines for one build. `explains`: every file has a line of its own, with its reason."""
    took = f"{seconds:.1f} s" if seconds >= 1 else f"{seconds * 1000:.0f} ms"
    if not answer.is_built:
        yield f"{what}: not rebuilt, after {took}"
    elif explains:
        yield f"{what}: {_counted(answer)} in {took}"
        yield from (f"  {_reason(name, why)}" for name, why in answer.made)
        yield from (f"  {_address(name)}: removed" for name in answer.removed)
    else:
        yield f"{what}: {_counted(answer)} in {took}{_some_reasons(answer.made)}"
    if answer.report:
        yield answer.report


def saved(files: Collection[Path], root: Path) -> str:
    """Which files were saved, in few words."""
    first = min(files).relative_to(root).as_posix()
    return f"{first} and {len(files) - 1} more" if len(files) > 1 else first


def _counted(answer: Answer) -> str:
    pages = sum(name.endswith(".html") for name, _why in answer.made)
    counts = [
        _count(pages, "page"),
        _count(len(answer.made) - pages, "file"),
        f"{len(answer.removed)} removed" if answer.removed else "",
    ]
    return " and ".join(filter(None, counts)) or "the site is up to date"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}" if number else ""


def _some_reasons(made: Sequence[tuple[str, str]]) -> str:
    """The first pages with their reasons; where there is no page, the first files."""
    pages = [pair for pair in made if pair[0].endswith(".html")] or list(made)
    some = [_reason(name, why) for name, why in pages[:MOST_REASONS]]
    more = ["..."] if len(made) > len(some) else []
    return f": {', '.join([*some, *more])}" if some else ""


def _reason(name: str, why: str) -> str:
    return f"{_address(name)} ({why})" if why else _address(name)


def _address(name: str) -> str:
    """A page by its address, as people know it; any other file by its name."""
    return name.removesuffix("index.html") or "/"
