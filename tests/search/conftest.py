"""Small programs in JavaScript that use the theme's own modules, told and answering in JSON."""

import json
import subprocess
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from plugins.assets.bundling import esbuild_command
from tests.conftest import ROOT, node
from tests.search.bakery import BAKERY, ENGINE, Site, made_up, write

Run = Callable[..., Any]
Program = Callable[[str], Run]

LONGEST = 60
"""Seconds. A program that takes longer hangs."""

ENDS = """
import { readFileSync } from "node:fs";
process.stdout.write(JSON.stringify(await answer(JSON.parse(readFileSync(0, "utf8")))));
"""


def _run(program: Path, question: Any, seconds: int = LONGEST) -> Any:
    told = json.dumps(question)
    command = [node(), program]
    done = subprocess.run(command, input=told, capture_output=True, text=True, timeout=seconds)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return json.loads(done.stdout)


@pytest.fixture(scope="session")
def program(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """Bundles a program that defines `answer(question)`, and gives what runs it in Node.

    Its imports are from the project's folder. Each run is a Node of its own, which costs some
    50 ms: ask many things at once.
    """

    def bundle(source: str) -> Run:
        bundled = tmp_path_factory.mktemp("program") / "program.mjs"
        options = ["--bundle", "--platform=node", "--format=esm", f"--outfile={bundled}"]
        command = [*esbuild_command(), *options, "--log-level=error"]
        subprocess.run(command, input=source + ENDS, cwd=ROOT, text=True, check=True)
        return partial(_run, bundled)

    return bundle


@pytest.fixture(scope="session")
def engine(program: Any) -> Any:
    return program(ENGINE)


@pytest.fixture(scope="session")
def bakery(engine: Any, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A few pages: the whole index is in the manifest."""
    return Site(engine, write(tmp_path_factory.mktemp("small") / "search", BAKERY))


@pytest.fixture(scope="session")
def town(engine: Any, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The same pages and 300 more: the index is in pieces."""
    documents = [*BAKERY, *made_up(300)]
    return Site(engine, write(tmp_path_factory.mktemp("large") / "search", documents))


@pytest.fixture(params=["bakery", "town"])
def site(request: pytest.FixtureRequest) -> Site:
    """Each of both: an answer is the same however many files the index is in."""
    found: Site = request.getfixturevalue(request.param)
    return found
