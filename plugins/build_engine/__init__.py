"""The build engine: Pelican, but only what is no longer as it was is made again.

Set `PELICAN_CLASS` to `KnowledgePelican`. What it knows of the last build lies in the folder
`KNOWLEDGE_KEPT`. The output folder changes only when all went well, file by file.
"""

import importlib.metadata
import importlib.util
import logging
import sqlite3
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from blinker import ANY
from pelican import Pelican, signals
from pelican.generators import PagesGenerator

from knowledge.collecting import only_among_new
from knowledge.digests import digest, digest_of_bytes
from knowledge.kept import Kept
from knowledge.ledger import Ledger
from plugins.build_engine import journal
from plugins.build_engine.environments import one_environment
from plugins.build_engine.lock import alone
from plugins.build_engine.pages import EntryPagesGenerator
from plugins.build_engine.writing import LedgerWriter

logger = logging.getLogger(__name__)

_LIBRARIES = {
    *("pelican", "markdown", "jinja2", "markupsafe", "nh3", "pydantic", "pyyaml"),
    *("pillow", "python-docx", "segno", "weasyprint"),
}
"""Those whose words or pictures come into files of the site. The last may not be there."""
_PLAIN = (str, int, float, bool, type(None), Path)
_OF_A_RUN = ("OUTPUT_PATH", "KNOWLEDGE_TODAY", "KNOWLEDGE_KEPT", "KNOWLEDGE_HEAR")
_OURS = ("plugins.glossary_linking", "plugins.site_pages")
_HEARD = (
    "content_object_init",
    "content_written",
    "get_writer",
    "page_generator_context",
    "page_generator_finalized",
    "page_generator_init",
    "page_generator_preread",
    "page_generator_write_page",
    "page_writer_finalized",
    "readers_init",
)
"""The signals by which a plugin may change pages. One that hears them must hear of every page."""


class BuildFault(Exception):
    """Something was logged as an error, so what was built is not what was meant."""


class KnowledgePelican(Pelican):
    """Builds like Pelican, with the same plugins and to the same bytes, but from what it knows.

    `run` may be called again, as Pelican's own.
    """

    def __init__(self, settings: dict[str, Any]) -> None:
        self._version = digest((sys.version, _versions(), _code(settings), _plain(settings))).hex()
        super().__init__(settings)
        self._kept: Kept | None = None
        self._ledger = Ledger()
        self._strangers = sorted(_strangers())

    def run(self) -> None:
        """One build. The output stays as it was unless all goes well."""
        with only_among_new():
            self._run()

    def _run(self) -> None:
        output = Path(self.settings["OUTPUT_PATH"]).resolve()
        folder: Path | None = self.settings["KNOWLEDGE_KEPT"]
        if self._strangers:
            logger.warning(
                "Every page is built anew, as these want to hear of each: %s.",
                ", ".join(self._strangers),
            )
        if folder is None or self._strangers:
            self._run_anew(output)
            return
        name = digest(str(output)).hex()
        file = folder / f"{name}.sqlite"
        with alone(folder / f"{name}.lock"):
            try:
                self._run_on(output, file)
            except sqlite3.DatabaseError as fault:
                if fault.sqlite_errorcode not in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
                    raise
                file.unlink()
                self._run_on(output, file)

    def _run_anew(self, output: Path) -> None:
        """Builds everything beside the output, then puts it in its place."""
        ledger = Ledger()
        self.settings.pop("KNOWLEDGE_KEPT_TABLES", None)
        with journal.new_folder(output) as fresh:
            self._run_into(fresh, output, ledger)
            journal.swap(fresh, output)
        self._tell(ledger, ())

    def _run_on(self, output: Path, file: Path) -> None:
        """Builds what is no longer as it was, from what the file and this process know."""
        try:
            if self._kept is None:
                self._kept = Kept(file, self._version)
                self._ledger = Ledger(self._kept.shelf("ledger"))
            self._build(output, self._kept, self._ledger)
        except BaseException:
            # What a build that failed put there is no knowledge; a commit that failed is unsure.
            if self._kept:
                self._kept.close()
            self._kept = None
            raise

    def _build(self, output: Path, kept: Kept, ledger: Ledger) -> None:
        self.settings["KNOWLEDGE_KEPT_TABLES"] = kept.shelf
        journal.carry_out(kept, output)
        lost, unknown = journal.differences(output, ledger.files_before)
        with journal.new_folder(output) as fresh:
            self._run_into(fresh, output, ledger, lost)
            stale = {*ledger.files_before, *unknown} - ledger.written.keys()
            ledger.end()
            journal.note_down(kept, fresh, stale)
            kept.commit()
            journal.carry_out(kept, output)
        self._tell(ledger, sorted(stale))

    def _run_into(
        self, fresh: Path, output: Path, ledger: Ledger, lost: Sequence[str] = ()
    ) -> None:
        ledger.begin(fresh, lost)
        faults = _Faults()
        logging.getLogger().addHandler(faults)
        self.settings["KNOWLEDGE_LEDGER"] = ledger
        self.settings["KNOWLEDGE_OUTPUT"] = output
        self.output_path = self.settings["OUTPUT_PATH"] = str(fresh)
        try:
            with one_environment():
                super().run()
        finally:
            self.output_path = self.settings["OUTPUT_PATH"] = str(output)
            logging.getLogger().removeHandler(faults)
        if faults.count:
            raise BuildFault
        for name in sorted(ledger.fresh()):
            if name not in ledger.made:
                ledger.adopt(name, fresh / name)

    def _tell(self, ledger: Ledger, removed: Sequence[str]) -> None:
        self.settings["KNOWLEDGE_MADE"] = dict(ledger.made)
        self.settings["KNOWLEDGE_REMOVED"] = removed

    def _get_generator_classes(self) -> list[type]:
        found = super()._get_generator_classes()
        if self._strangers:
            return list(found)
        return [EntryPagesGenerator if each is PagesGenerator else each for each in found]

    def _get_writer(self) -> Any:
        if self._strangers:
            return super()._get_writer()
        return LedgerWriter(self.output_path, settings=self.settings)


class _Faults(logging.Handler):
    """Counts what is logged as an error."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.count = 0

    def emit(self, record: logging.LogRecord) -> None:
        self.count += 1


def _versions() -> list[str]:
    found = (
        each for name in sorted(_LIBRARIES) for each in importlib.metadata.distributions(name=name)
    )
    return [f"{each.name} {each.version}" for each in found]


def _code(settings: Mapping[str, Any]) -> list[bytes]:
    """The digests of all the code that a build may run."""
    root = Path(__file__).parents[2]
    files = {*root.glob("knowledge/**/*.py"), *root.glob("plugins/**/*.py")}
    for name in settings["PLUGINS"]:
        spec = importlib.util.find_spec(name) if isinstance(name, str) else None
        if spec and spec.origin:
            files.add(Path(spec.origin))
        for folder in (spec.submodule_search_locations or ()) if spec else ():
            files.update(Path(folder).rglob("*.py"))
    return [digest_of_bytes(file.read_bytes()) for file in sorted(files)]


def _plain(settings: Mapping[str, Any]) -> list[tuple[str, str]]:
    """All settings that may make a difference, as text."""
    return [
        (name, _text(value)) for name, value in sorted(settings.items()) if name not in _OF_A_RUN
    ]


def _text(value: Any) -> str:
    """A value as text that is the same in each process; of an object only its type is told."""
    if isinstance(value, Mapping):
        return str({str(key): _text(each) for key, each in value.items()})
    if isinstance(value, list | tuple):
        return str([_text(each) for each in value])
    if isinstance(value, set | frozenset):
        return str(sorted(map(_text, value)))
    return repr(value) if isinstance(value, _PLAIN) else type(value).__qualname__


def _strangers() -> Iterator[str]:
    """The functions of other plugins that hear of pages one by one."""
    for name in _HEARD:
        for receiver in getattr(signals, name).receivers_for(ANY):
            module = getattr(receiver, "__module__", "")
            if not module.startswith(_OURS):
                yield f"{module}.{getattr(receiver, '__qualname__', receiver)}"
