"""Processes in which builds run. Each is as fresh as a command and needs no time to begin."""

import multiprocessing
import os
import shutil
import traceback
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from jinja2 import TemplateError
from pelican import Pelican

from knowledge import Problem
from tests.incremental.project import Project, Site, assert_same, snapshot
from tools.build.builder import Builder, BuildError

_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(["tests.incremental.rooms", "pytest"])


@dataclass(frozen=True, slots=True)
class Answer:
    """What a build said; `error` when it failed, and then nothing else.

    `early` are the pages that could be seen before it ended.
    """

    error: str = ""
    problems: tuple[Problem, ...] = ()
    pages: int = 0
    made: Mapping[str, str] = field(default_factory=dict)
    early: Mapping[str, bytes] = field(default_factory=dict)
    removed: tuple[str, ...] = ()


class Room:
    """A process that holds one `Builder` until it is left."""

    def __init__(self, settings_file: Path, output: Path, overrides: Mapping[str, Any]) -> None:
        self.overrides = dict(overrides)
        self._line, theirs = _CONTEXT.Pipe()
        self._process = _CONTEXT.Process(
            target=_build_when_asked, args=(theirs, settings_file, output, self.overrides)
        )
        self._process.start()
        theirs.close()

    def build(self) -> Answer:
        """What `Builder.build` says. A fault of the code ends the process, and fails the test."""
        self._line.send("build")
        answer: Answer | str = self._line.recv()
        assert isinstance(answer, Answer), answer
        return answer

    def leave(self) -> None:
        """Ends the process."""
        self._line.close()
        self._process.join()
        self._process.close()


def _build_when_asked(
    line: Connection, settings_file: Path, output: Path, overrides: Mapping[str, Any]
) -> None:
    for name in ("SITEURL", "SOURCE_DATE_EPOCH", "PORT"):
        os.environ.pop(name, None)
    builder = Builder(settings_file, output, **overrides)
    while True:
        try:
            line.recv()
        except EOFError:
            return
        try:
            line.send(_answer(builder))
        except BaseException:
            line.send(traceback.format_exc())
            raise


def _answer(builder: Builder) -> Answer:
    early = {}

    def hear(folder: Path, names: Sequence[str]) -> None:
        early.update({name: (folder / name).read_bytes() for name in names})

    try:
        built = builder.build(hear)
    except (BuildError, TemplateError) as error:
        return Answer(error=f"{type(error).__name__}: {error}")
    made = {made.name: made.why for made in built.made}
    assert len(made) == len(built.made), "A file was made twice."
    return Answer("", built.problems, built.pages, made, early, built.removed)


Known = dict[tuple[object, ...], tuple[Answer, Site]]
MOST_KNOWN = 8


class Proof:
    """Builds a project step by step and holds each step against a clean build.

    The clean build knows nothing of any other: its process, its folder and all it counts are
    new. A stock one is made by Pelican's own class.
    """

    _known: Known = {}
    """The clean builds that were asked for last; every sequence begins with the same one."""

    def __init__(self, project: Project, publishes: bool = False) -> None:
        self.project = project
        self.output = project.folder.with_name("output")
        shutil.rmtree(self.output, ignore_errors=True)
        name = "publishconf.py" if publishes else "pelicanconf.py"
        self._settings_file = project.folder / name
        self._room: Room | None = None
        self._built_with: dict[str, Any] = {}
        self.site: Site = {}

    def close(self) -> None:
        """Ends the room, as at the end of `make serve`."""
        if self._room:
            self._room.leave()
        self._room = None

    def build(self) -> Answer:
        """One build of what the project is now; as in `make serve`, other settings begin anew."""
        project = self.project
        if self._room and (self._is_code_new() or self._room.overrides != project.overrides):
            self.close()
        room = self._room = self._room or Room(self._settings_file, self.output, project.overrides)
        answer = room.build()
        self.site = snapshot(self.output)
        if not answer.error:
            self._built_with = project.overrides
            project.written.clear()
        return answer

    def _is_code_new(self) -> bool:
        return any(file.suffix == ".py" for file in self.project.written)

    def step(self) -> Answer:
        """One build after some edits, proved to be what a clean one is."""
        before = snapshot(self.output)
        is_anew = self._is_code_new() or self._built_with != self.project.overrides
        answer = self.build()
        clean, site = self.clean()
        assert answer.error == clean.error
        if answer.error:
            assert_same(self.site, before, f"A build changed the output and failed: {answer.error}")
            return answer
        assert_same(self.site, site, "The output is not that of a clean build")
        seen = {name: self.site[name][1] for name in answer.early}
        assert answer.early == seen, "What could be seen early is not what was built"
        assert answer.problems == clean.problems
        assert answer.pages == clean.pages
        changed = _files(site) - _files(before, site)
        # What is known of the last build is forgotten when the settings are others.
        assert answer.made.keys() >= changed if is_anew else answer.made.keys() == changed
        assert {*answer.removed} >= _files(before) - _files(site)
        return answer

    def clean(self, **overrides: Any) -> tuple[Answer, Site]:
        """What a clean build says and writes."""
        asked = (self._settings_file, self.project.state(), *overrides.values())
        found = self._known.pop(asked, None) or self._apart(overrides)
        self._known[asked] = found
        if len(self._known) > MOST_KNOWN:
            self._known.pop(next(iter(self._known)))
        return found

    def assert_as_stock(self) -> None:
        """Holds the output against that of the same plugins in Pelican's own class."""
        answer, site = self.clean(PELICAN_CLASS=Pelican)
        assert answer.error == ""
        assert_same(self.site, site, "The output is not that of stock Pelican")

    def _apart(self, overrides: Mapping[str, Any]) -> tuple[Answer, Site]:
        place = self.project.folder.with_name("apart")
        apart = {
            **self.project.overrides,
            "KNOWLEDGE_KEPT": None,
            "KNOWLEDGE_KEPT_HEIGHTS": place / "heights.json",
            **overrides,
        }
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir()
        room = Room(self._settings_file, place / "output", apart)
        answer = room.build()
        room.leave()
        site = snapshot(place / "output")
        shutil.rmtree(place)
        return answer, site


def _files(site: Site, other: Site | None = None) -> set[str]:
    """The files of a site; if there is another, those that are the same in both."""
    names = {name for name in site if not name.endswith("/")}
    return names if other is None else {n for n in names if site[n][1:] == other.get(n, ())[1:]}
