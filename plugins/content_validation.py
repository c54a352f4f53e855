"""Reads and checks the content once a run, reports it, and hands the library on."""

import logging
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

from pelican import signals

from knowledge import Entry, Library, Problem, open_library, report
from knowledge.digests import body_digest, library_digest
from knowledge.ledger import Ledger
from knowledge.loading import words_of
from knowledge.picture_rules import picture_users

T = TypeVar("T")

logger = logging.getLogger(__name__)


class ContentError(Exception):
    """The content has problems, and this build was told to stop at them."""


def read_content(pelican: Any) -> None:
    """Puts the library into the settings, and only the entries that can be read before Pelican.

    On `get_generators`, as that is sent once a run and before any output is touched.
    """
    settings = pelican.settings
    root = Path(settings["PATH"]).parent
    ledger = _ledger(settings)
    library, problems = open_library(
        root,
        settings["KNOWLEDGE_KINDS"],
        settings["KNOWLEDGE_DRAFTS"],
        settings["KNOWLEDGE_TODAY"],
        _Files(ledger),
        _Rules(ledger),
    )
    settings["KNOWLEDGE_PROBLEMS"] = problems
    if problems:
        _tell(problems, is_fatal=settings["KNOWLEDGE_ERRORS_FATAL"] or library is None)
    settings["KNOWLEDGE_LIBRARY"] = library
    settings["STATIC_PATHS"] = list(_pictures(library, settings["PATH"], root)) if library else []
    settings["PAGE_PATHS"] = list(_files(library, Path(settings["PATH"]))) if library else []


def _ledger(settings: dict[str, Any]) -> Ledger:
    """The ledger of this run: the build engine's, or else an empty one."""
    ledger: Ledger | None = settings.get("KNOWLEDGE_LEDGER")
    if ledger is None or ledger.folder != Path(settings["OUTPUT_PATH"]):
        ledger = settings["KNOWLEDGE_LEDGER"] = Ledger()
        ledger.begin(Path(settings["OUTPUT_PATH"]))
    return ledger


class _Files:
    """Reads a file, unless it is as it was in the last build."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def __call__(self, path: str, file: Path, read: Callable[[], T]) -> T:
        inputs = {"the file": self._ledger.states.digest(file)}
        return self._ledger.recall(words_of(path), inputs, read)


class _Rules:
    """Looks for problems, unless nothing changed that a rule looked at in the last build."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def __call__(
        self, library: Library, entry: Entry | None, rules: Callable[[], list[Problem]]
    ) -> list[Problem]:
        if entry is None:
            tell_of_bodies(self._ledger, library)
        name = f"problems of {entry.address}" if entry else "problems of all together"
        return self._ledger.recall(name, {"all front matter": library_digest(library)}, rules)


def tell_of_bodies(ledger: Ledger, library: Library) -> None:
    """Lets facts about bodies be looked up. The items of a data file have none."""

    def body(path: str) -> bytes:
        entry = library.at(path)
        return body_digest(entry) if entry else b""

    ledger.tell("body", "the text of {}", body)


def _tell(problems: list[Problem], is_fatal: bool) -> None:
    """One record for the whole report: `--fatal errors` stops at the first it meets."""
    text = report(problems)
    if is_fatal:
        raise ContentError(text)
    logger.warning("%s", text)


def _files(library: Library, content: Path) -> Iterable[str]:
    for entry in library.entries:
        if not entry.kind.is_file:
            yield entry.path.removeprefix(f"{content.name}/")


def _pictures(library: Library, content: str, root: Path) -> Iterable[str]:
    """The pictures that these entries show: a draft's stay where they are, as it does."""
    for path in sorted(library.pictures & picture_users(library).keys()):
        yield (root / path).relative_to(content).as_posix()


def register() -> None:
    """Called by Pelican."""
    signals.get_generators.connect(read_content)
