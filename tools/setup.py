"""Everything a command needs, put in place: `python3 -m tools.setup site`.

Each part leaves a stamp in .venv/stamps that says what it was made from.
A second run only reads the stamps and a few small files.
A part without its stamp, or with an old one, is made again: so a half-finished set-up mends itself.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import re
import shutil
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from tools.browser import choose_browser
from tools.machine import (
    ROOT,
    VENV,
    VENV_PYTHON,
    SetupError,
    base_python,
    can_import,
    install_system_packages,
    may_use_apt,
    python_complaint,
    run,
    say,
    system_node,
)
from tools.pango import find_pango

LEVELS = ("site", "pdf", "test")
"""The sets of packages, each of which holds those before it."""

EDITORS = ROOT / "tests" / "editors"
"""The folder whose node_modules holds the editors of others, which are large."""

ONLINE = "Is this machine online? Try again; if that does not help, first delete the folder"


class Task(NamedTuple):
    """One part of a set-up: whether it is in place, and how to make it.

    `make` does the work and returns what the stamp shall say.
    """

    stamp: str
    is_done: bool
    make: Callable[[], str]


def digest(*paths: Path) -> str:
    """One short hash over the content of all these files."""
    total = hashlib.sha256()
    for path in paths:
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()[:20]


def read_stamp(name: str, venv: Path = VENV) -> str:
    """What the stamp says; empty if there is none."""
    try:
        return (venv / "stamps" / name).read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""


def write_stamp(name: str, text: str, venv: Path = VENV) -> None:
    """Leaves the stamp, whole or not at all."""
    stamp = venv / "stamps" / name
    stamp.parent.mkdir(parents=True, exist_ok=True)
    unfinished = stamp.with_suffix(".new")
    unfinished.write_text(text, encoding="utf-8")
    unfinished.replace(stamp)


def kept_level(stamp: str, wanted: str) -> str:
    """The largest set-up made or wanted here, so that a smaller one never takes anything away."""
    here = stamp.partition(" ")[0]
    return max({here, wanted} & {*LEVELS}, key=LEVELS.index)


def foundation(venv: Path = VENV) -> str:
    """What .venv rests on, its folder and its Python; empty if there is none that could run."""
    try:
        settings = (venv / "pyvenv.cfg").read_text(encoding="utf-8")
        program = (venv / "bin" / "python").resolve(strict=True)
    except FileNotFoundError:
        return ""
    version = re.search(r"^version\s*=\s*(\S+)", settings, re.MULTILINE)
    return f"{venv} {program} {version[1]}" if version else ""


def environment_task() -> Task:
    """The virtual environment in .venv."""
    found = foundation()
    is_done = found != "" and read_stamp("environment") == found
    return Task("environment", is_done, make_environment)


def make_environment() -> str:
    """Makes .venv, afresh if need be, and returns what it rests on."""
    python = base_python()
    if not can_import(python, "ensurepip"):
        add_missing_venv()
    if VENV.exists():
        say("making .venv afresh: it is unfinished, or from another Python or folder.")
        shutil.rmtree(VENV)
    say(f"making .venv with Python {sys.version.split()[0]}, about 5 seconds ...")
    mend = "Is there room on the disk, and may you write in this folder?"
    run([python, "-m", "venv", str(VENV)], "making .venv", mend)
    return foundation()


def add_missing_venv() -> None:
    """Installs the part of Python that Debian and Ubuntu keep in a package of its own."""
    package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    mend = (
        "This Python cannot make virtual environments. "
        f"Run `sudo apt-get install {package}`, then this command again."
    )
    if not may_use_apt():
        raise SetupError(mend)
    say(f"installing the system package {package}, about 20 seconds ...")
    install_system_packages([package], f"installing {package}", mend)


def install_python_packages(lock: Path, doing: str) -> None:
    """Installs exactly the packages in the lock file, each checked against its hash."""
    pip = [str(VENV_PYTHON), "-m", "pip", "install", "--quiet", "--require-hashes", "--no-deps"]
    run([*pip, "--requirement", str(lock)], doing, f"{ONLINE} .venv.")


def packages_task(wanted: str) -> Task:
    """The Python packages: `site` for building, `pdf` for PDFs too, `test` for everything."""
    stamp = read_stamp("packages")
    level = kept_level(stamp, wanted)
    lock = ROOT / "requirements" / f"{level}.txt"
    text = f"{level} {digest(lock)}"

    def make() -> str:
        what, seconds = {
            "site": ("the site", 15),
            "pdf": ("the site and its PDFs", 20),
            "test": ("the tests", 30),
        }[level]
        say(f"installing the Python packages for {what}, about {seconds} seconds ...")
        install_python_packages(lock, "installing the Python packages")
        return text

    return Task("packages", stamp == text, make)


def lock_tool_task() -> Task:
    """The tool that writes the lock files."""
    lock = ROOT / "requirements" / "lock.txt"
    text = digest(lock)

    def make() -> str:
        say("installing the tool that writes the lock files, about 10 seconds ...")
        install_python_packages(lock, "installing the lock tool")
        return text

    return Task("lock", read_stamp("lock") == text, make)


def pandoc_task() -> Task:
    """What reads Word files. The tests hold it too."""
    lock = ROOT / "requirements" / "import.txt"
    text = digest(lock)
    is_done = read_stamp("pandoc") == text or kept_level(read_stamp("packages"), "site") == "test"

    def make() -> str:
        say("installing what reads Word files, about 10 seconds ...")
        install_python_packages(lock, "installing what reads Word files")
        return text

    return Task("pandoc", is_done, make)


def node_task() -> Task:
    """Node.js: the machine's own, or one inside .venv."""
    lock = ROOT / "requirements" / "node.txt"
    stamp = read_stamp("node")
    in_venv = f"venv {digest(lock)}"
    is_done = stamp in (in_venv, f"system {shutil.which('node')}")

    def make() -> str:
        if node := system_node():
            return f"system {node}"
        say("installing Node.js inside .venv (this machine has no new one), about 15 seconds ...")
        install_python_packages(lock, "installing Node.js")
        return in_venv

    return Task("node", is_done, make)


def modules_task(wanted: str, folder: Path = ROOT, name: str = "modules") -> Task:
    """The packages in node_modules: `site` for building, `test` for the page checkers too."""
    stamp = read_stamp(name)
    level = kept_level(stamp, wanted)
    text = f"{level} {digest(folder / 'package-lock.json', folder / 'package.json')}"
    modules = folder / "node_modules"
    is_there = (modules / ".package-lock.json").exists()

    def make() -> str:
        what = f"installing the {'packages' if folder == ROOT else folder.name} from npm"
        say(f"{what}, about {10 if folder == ROOT else 20} seconds ...")
        group = "--include=dev" if level == "test" else "--omit=dev"
        # Install scripts could download programs of their own; nothing here needs them.
        npm = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", group]
        command = [*npm, "--prefix", str(folder)]
        run(command, what, f"{ONLINE} {modules.relative_to(ROOT)}.")
        return text

    return Task(name, is_there and stamp == text, make)


def pango_task() -> Task:
    """What draws the text of PDFs."""
    text = digest(ROOT / "requirements" / "test.txt")

    def make() -> str:
        find_pango()
        return text

    return Task("pango", read_stamp("pango") == text, make)


def browser_task() -> Task:
    """A browser that tests can drive; .venv/browser says which."""
    text = digest(ROOT / "requirements" / "test.txt")
    note = VENV / "browser"
    chosen = note.read_text(encoding="utf-8").strip() if note.exists() else ""
    is_there = chosen == "playwright" or (chosen != "" and Path(chosen).exists())

    def make() -> str:
        say("looking for a browser that the tests can drive, a few seconds ...")
        note.write_text(f"{choose_browser()}\n", encoding="utf-8")
        return text

    return Task("browser", is_there and read_stamp("browser") == text, make)


TEST: tuple[Callable[[], Task], ...] = (
    environment_task,
    lambda: packages_task("test"),
    pango_task,
    node_task,
    lambda: modules_task("test"),
    browser_task,
)
STAGES: Mapping[str, tuple[Callable[[], Task], ...]] = {
    "check": (environment_task, lambda: packages_task("site")),
    "site": (
        environment_task,
        lambda: packages_task("site"),
        node_task,
        lambda: modules_task("site"),
    ),
    "pdf": (
        environment_task,
        lambda: packages_task("pdf"),
        node_task,
        lambda: modules_task("site"),
    ),
    "import": (environment_task, lambda: packages_task("site"), pandoc_task),
    "lint": (environment_task, lambda: packages_task("test")),
    "test": TEST,
    "editors": (*TEST, lambda: modules_task("test", EDITORS, "editors")),
    "lock": (environment_task, lock_tool_task, node_task),
}


@contextlib.contextmanager
def one_at_a_time() -> Iterator[None]:
    """Holds back a second set-up in the same folder until the first is done."""
    with (ROOT / "requirements" / "site.txt").open(encoding="utf-8") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("another set-up is at work in this folder; waiting for it ...")
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def is_ready(stage: str) -> bool:
    """True if everything the stage needs is in place."""
    return all(task().is_done for task in STAGES[stage])


def set_up(stage: str) -> None:
    """Makes whatever the stage needs and is not there."""
    if is_ready(stage):
        return
    start = time.monotonic()
    with one_at_a_time():
        for describe in STAGES[stage]:
            task = describe()
            if not task.is_done:
                (VENV / "stamps" / task.stamp).unlink(missing_ok=True)
                write_stamp(task.stamp, task.make())
    say(f"done in {time.monotonic() - start:.0f} seconds.")


def main(arguments: Sequence[str]) -> int:
    """The exit code: 0 when everything is in place, 1 when a person has to mend something."""
    stage, *options = arguments or [""]
    if stage not in STAGES or options not in ([], ["--ready"]):
        print(f"Usage: python3 -m tools.setup {'|'.join(STAGES)} [--ready]", file=sys.stderr)
        return 2
    if options:
        return 0 if is_ready(stage) else 1
    try:
        if complaint := python_complaint(sys.version_info[:2]):
            raise SetupError(complaint)
        set_up(stage)
    except SetupError as error:
        print(f"Set-up cannot go on: {error}", file=sys.stderr)
        return 1
    except OSError as error:
        hint = "Is there room on the disk, and may you write in this folder?"
        print(f"Set-up cannot go on: {error}. {hint}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nSet-up stopped. The same command will finish it.", file=sys.stderr)
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
