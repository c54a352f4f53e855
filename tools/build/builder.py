"""The builder: what the commands build sites with."""

import contextlib
import errno
import io
import logging
import shutil
import sqlite3
import sys
import time
import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from pydoc import locate
from typing import Any

from pelican import signals
from pelican.settings import read_settings

from knowledge import Problem
from plugins.assets.bundling import AssetError
from plugins.build_engine import BuildFault
from plugins.content_validation import ContentError
from tools.pdf import Site, pdfs

ROOT = Path(__file__).resolve().parents[2]
WRITING = ROOT / "pelicanconf.py"
PUBLISHING = ROOT / "publishconf.py"


Hear = Callable[[Path, Sequence[str]], object]
"""Takes the folder in which new pages wait for the rest of the site, and the pages' names there."""


class BuildError(Exception):
    """The site could not be built; the message is for the person who ran the command."""


@dataclass(frozen=True, slots=True)
class Made:
    """A file of the site that was made anew, by its name in the output, and why."""

    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Built:
    """A finished build: its settings, how many pages the site has, what is wrong with the content.

    `made` are the files that were made anew, `removed` those that are there no more.
    """

    settings: Mapping[str, Any]
    pages: int
    problems: tuple[Problem, ...]
    seconds: float
    made: tuple[Made, ...] = ()
    removed: tuple[str, ...] = ()


class Builder:
    """Builds one site again and again in one process; what one build learned serves the next."""

    def __init__(
        self, settings_file: Path, output: Path, has_pdfs: bool = False, **overrides: Any
    ) -> None:
        override = {**overrides, "KNOWLEDGE_HAS_PDFS": has_pdfs, "OUTPUT_PATH": str(output)}
        self._read = partial(read_settings, str(settings_file), override=override)
        self._begin()

    def _begin(self) -> None:
        self._day = date.today()
        self._settings = self._read()
        self._pelican: Any = None

    def forget(self) -> None:
        """Throws away what earlier builds of this and all other sites of the project learned."""
        if kept := self._settings["KNOWLEDGE_KEPT"]:
            shutil.rmtree(kept, ignore_errors=True)

    def build(self, hear: Hear | None = None) -> Built:
        """The site as its files are now.

        Of pages that are ready while the rest is still made, `hear` is told.

        The output becomes the new site file by file, or stays as it was. Raises BuildError with
        every problem when the build fails; anything else that goes wrong is a fault of the code
        and keeps its traceback.
        """
        start = time.perf_counter()
        if date.today() != self._day:
            self._begin()  # the settings name the day
        self._settings["KNOWLEDGE_HEAR"] = hear
        errors = _Errors()
        log = logging.getLogger()
        log.addHandler(errors)
        signals.finalized.connect(_add_pdfs)
        try:
            with contextlib.redirect_stdout(io.StringIO()):  # Pelican's own closing line
                if self._pelican is None:
                    self._pelican = self._made_by_settings()
                if not errors.messages:
                    self._pelican.run()
        except (ContentError, AssetError) as error:
            raise BuildError(str(error)) from error
        except BuildFault:
            pass  # it was logged, and so is told below
        except (OSError, sqlite3.Error) as error:
            if not _is_for_want_of_room(error):
                raise
            raise BuildError(
                "The disk has no room for the site. Make room, and build again."
            ) from error
        finally:
            log.removeHandler(errors)
            signals.finalized.disconnect(_add_pdfs)
        if errors.messages:
            self._pelican = None
            raise BuildError("\n".join(errors.messages))
        return self._built(time.perf_counter() - start)

    def _made_by_settings(self) -> Any:
        """The builder that the settings name. Pelican's own is named by a text."""
        named: Any = self._settings["PELICAN_CLASS"]
        found: Any = locate(named) if isinstance(named, str) else named
        return found(self._settings)

    def _built(self, seconds: float) -> Built:
        settings: Mapping[str, Any] = self._settings
        names = settings["KNOWLEDGE_LEDGER"].names()
        made = (Made(name, why) for name, why in settings.get("KNOWLEDGE_MADE", {}).items())
        return Built(
            settings,
            pages=sum(name.endswith(".html") for name in names),
            problems=tuple(settings["KNOWLEDGE_PROBLEMS"]),
            seconds=seconds,
            made=tuple(sorted(made, key=lambda each: each.name)),
            removed=tuple(settings.get("KNOWLEDGE_REMOVED", ())),
        )


def _is_for_want_of_room(error: Exception) -> bool:
    if isinstance(error, OSError):
        return error.errno in (errno.ENOSPC, errno.EFBIG, errno.EDQUOT)
    return isinstance(error, sqlite3.Error) and error.sqlite_errorcode in (
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_IOERR_WRITE,
    )


def build(settings_file: Path, output: Path, has_pdfs: bool = False, **overrides: Any) -> Built:
    """Builds a site once, as `Builder.build` does."""
    return Builder(settings_file, output, has_pdfs, **overrides).build()


def _add_pdfs(pelican: Any) -> None:
    """Makes the PDFs of a build that wants them, when its pages are there."""
    settings = pelican.settings
    if settings["KNOWLEDGE_HAS_PDFS"]:
        site = Site(
            (Path(pelican.output_path), Path(settings.get("KNOWLEDGE_OUTPUT", pelican.output_path)))
        )
        pdfs(site, settings["KNOWLEDGE_PUBLIC_ADDRESS"], settings["KNOWLEDGE_LEDGER"])


class _Errors(logging.Handler):
    """Pelican logs an exception in a reader and goes on; to us that is a failed build.

    It names the file and not the fault, so the fault is added, where it was for the first.
    """

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        message = self.format(record)
        fault = sys.exc_info()[1]
        if fault:
            tell = traceback.format_exception_only if self.messages else traceback.format_exception
            message = f"{message}: {''.join(tell(fault)).strip()}"
        self.messages.append(message)
