"""Reads and checks the content once a run, reports it, and hands the library on."""

import logging
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pelican import signals

from knowledge import Library, Problem, open_library, report
from knowledge.picture_rules import picture_users

logger = logging.getLogger(__name__)


class ContentError(Exception):
    """The content has problems, and this build was told to stop at them."""


def read_content(pelican: Any) -> None:
    """Puts the library into the settings, and only the entries that can be read before Pelican.

    On `get_generators`, as that is sent once a run and before any output is touched.
    """
    settings = pelican.settings
    root = Path(settings["PATH"]).parent
    library, problems = open_library(
        root,
        settings["KNOWLEDGE_KINDS"],
        settings["KNOWLEDGE_DRAFTS"],
        settings["KNOWLEDGE_TODAY"],
    )
    settings["KNOWLEDGE_PROBLEMS"] = problems
    if problems:
        _tell(problems, is_fatal=settings["KNOWLEDGE_ERRORS_FATAL"] or library is None)
    settings["KNOWLEDGE_LIBRARY"] = library
    settings["STATIC_PATHS"] = list(_pictures(library, settings["PATH"], root)) if library else []
    settings["PAGE_PATHS"] = list(_files(library, settings["PATH"], root)) if library else []


def _tell(problems: list[Problem], is_fatal: bool) -> None:
    """One record for the whole report: `--fatal errors` stops at the first it meets."""
    text = report(problems)
    if is_fatal:
        raise ContentError(text)
    logger.warning("%s", text)


def _files(library: Library, content: str, root: Path) -> Iterable[str]:
    for entry in library.entries:
        if not entry.kind.is_file:
            yield (root / entry.path).relative_to(content).as_posix()


def _pictures(library: Library, content: str, root: Path) -> Iterable[str]:
    """The pictures that these entries show: a draft's stay where they are, as it does."""
    for path in sorted(library.pictures & picture_users(library).keys()):
        yield (root / path).relative_to(content).as_posix()


def register() -> None:
    """Called by Pelican."""
    signals.get_generators.connect(read_content)
