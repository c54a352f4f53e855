"""`python -m tools.build`: builds the site beside the last one, then puts it in its place.

A build that fails leaves the last good output as it was.
"""

import argparse
import contextlib
import io
import logging
import os
import shutil
import sys
import tempfile
import time
import traceback
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pelican import Pelican
from pelican.settings import read_settings

from knowledge import Problem, report
from plugins.assets.bundling import AssetError
from plugins.content_validation import ContentError
from tools.browser import browser_candidates
from tools.pdf import complaint, write_pdfs

ROOT = Path(__file__).resolve().parent.parent
WRITING = ROOT / "pelicanconf.py"
PUBLISHING = ROOT / "publishconf.py"


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

    def __init__(self, settings_file: Path, output: Path, **overrides: Any) -> None:
        self._settings_file = settings_file
        self._output = output
        self._overrides = overrides

    def build(self, changed: Collection[Path] | None = None) -> Built:
        """The site as its files are now. `changed` are the files to look at, if that is known.

        Raises BuildError like `build`, and may be asked again after that.
        """
        return build(self._settings_file, self._output, **self._overrides)


def build(settings_file: Path, output: Path, has_pdfs: bool = False, **overrides: Any) -> Built:
    """Builds into `output`, which becomes the new site at once or not at all.

    Raises BuildError with every problem when the build fails; anything else that goes
    wrong is a fault of the code and keeps its traceback.
    """
    start = time.perf_counter()
    output.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{output.name}-", dir=output.parent))
    try:
        settings = _run(settings_file, fresh, {**overrides, "KNOWLEDGE_HAS_PDFS": has_pdfs})
        if has_pdfs:
            write_pdfs(fresh, settings["KNOWLEDGE_PUBLIC_ADDRESS"])
        pages = sum(1 for _page in fresh.rglob("*.html"))
        _swap(fresh, output)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    problems = tuple(settings["KNOWLEDGE_PROBLEMS"])
    return Built(settings, pages, problems, time.perf_counter() - start)


def _run(settings_file: Path, output: Path, overrides: Mapping[str, Any]) -> Mapping[str, Any]:
    errors = _Errors()
    log = logging.getLogger()
    log.addHandler(errors)
    try:
        settings = read_settings(
            str(settings_file), override={**overrides, "OUTPUT_PATH": str(output)}
        )
        with contextlib.redirect_stdout(io.StringIO()):  # Pelican's own closing line
            settings.get("PELICAN_CLASS", Pelican)(settings).run()
    except (ContentError, AssetError) as error:
        raise BuildError(str(error)) from error
    finally:
        log.removeHandler(errors)
    if errors.messages:
        raise BuildError("\n".join(errors.messages))
    result: Mapping[str, Any] = settings
    return result


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


def _swap(fresh: Path, output: Path) -> None:
    """Puts the fresh folder where the old one is: two renames, so nobody sees half a site."""
    fresh.chmod(0o755)
    old = fresh.with_name(f"{fresh.name}-old")
    if output.exists():
        output.rename(old)
    fresh.rename(output)
    shutil.rmtree(old, ignore_errors=True)


def main(arguments: list[str]) -> int:
    """The exit code: 1 when the build failed, or was told to publish content with problems."""
    parser = argparse.ArgumentParser(prog="python -m tools.build", description=__doc__)
    parser.add_argument("--publish", action="store_true", help="build for the world")
    parser.add_argument("--pdfs", action="store_true", help="stop if PDFs cannot be made")
    parser.add_argument("--output", type=Path, default=ROOT / "output", help="the folder to write")
    chosen = parser.parse_args(arguments)
    output = chosen.output.resolve()
    lacking = complaint() if chosen.publish else ""
    if chosen.pdfs and lacking:
        print(lacking, file=sys.stderr)
        return 1
    print("Building the site ...", flush=True)
    settings = PUBLISHING if chosen.publish else WRITING
    try:
        browser = next(iter(browser_candidates()), "") if chosen.publish else ""
        has_pdfs = chosen.publish and not lacking
        built = build(settings, output, has_pdfs, KNOWLEDGE_BROWSER=browser)
    except BuildError as error:
        print(f"{error}\nThe build stopped; {_shown(output)} is as it was.", file=sys.stderr)
        return 1
    if built.problems:
        print(report(built.problems), file=sys.stderr)
    print(f"Built {built.pages} pages in {built.seconds:.1f} s into {_shown(output)}.")
    if chosen.publish:
        _say_what_is_missing(built)
        if lacking:
            print(f"The pages for print have no PDFs. {lacking}")
    return 0


def _say_what_is_missing(built: Built) -> None:
    site = built.settings["KNOWLEDGE_LIBRARY"].site
    has_address = built.settings["KNOWLEDGE_PUBLIC_ADDRESS"]
    missing = [name for name in site.missing() if name != "address" or not has_address]
    if missing:
        print(f"Not set in site.yml, so what needs it is left out: {', '.join(missing)}.")


def _shown(path: Path) -> str:
    return os.path.relpath(path) if path.is_relative_to(Path.cwd()) else str(path)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
