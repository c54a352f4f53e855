"""Builds that are killed, that run at the same time or that find the disk full."""

import os
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.incremental.conftest import KILLS, SEED
from tests.incremental.edits import BODIES, EDITS
from tests.incremental.project import SITE, Project, Site, assert_same, snapshot
from tests.incremental.rooms import Proof

SECONDS = 120
"""More than any build here may take, even on a machine that has much else to do."""
SMALL = 4_000
"""Bytes: less than any page has."""
LEFT = 100_000
"""Bytes that are left on a full disk: room for some pages, but not for all."""
QUICK = (
    'KNOWLEDGE_STYLE_PAGES = False\nKNOWLEDGE_TODAY = __import__("datetime").date(2026, 11, 23)\n'
)


class Commands:
    """`python -m tools.build` in a project of its own, and the clean builds to hold it against."""

    def __init__(self, folder: Path) -> None:
        self.project = Project(folder, has_code=True)
        self.project.write("pelicanconf.py", self.project.read("pelicanconf.py").decode() + QUICK)
        self.project.overrides.clear()
        self.proof = Proof(self.project)
        self.output = self.proof.output

    def start(self, prepare: Callable[[], None] | None = None) -> "subprocess.Popen[str]":
        """A build, as a person in the project's folder starts it."""
        inherited = {name: value for name, value in os.environ.items() if name != "SITEURL"}
        return subprocess.Popen(
            [sys.executable, "-m", "tools.build", "--output", str(self.output)],
            cwd=self.project.folder,
            env={**inherited, "PYTHONDONTWRITEBYTECODE": ""},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
            preexec_fn=prepare,
        )

    def build(self) -> float:
        """The seconds that a build takes. It ends well, and is what a clean one is."""
        start = time.monotonic()
        said = self.start()
        out, err = said.communicate(timeout=SECONDS)
        seconds = time.monotonic() - start
        assert (said.returncode, err) == (0, ""), out + err
        assert_same(snapshot(self.output), self.clean(), "The output is not that of a clean build")
        return seconds

    def clean(self) -> Site:
        """What the project is to become."""
        return self.proof.clean()[1]

    def edit(self, number: int) -> None:
        """Changes each page; some files come and others go."""
        self.project.data[SITE]["name"] = f"Kettle {number}"
        self.project.save(SITE)
        for name in self.project.named("tips"):
            if "pour" in name:
                self.project.remove(name)
        if number % 2:
            EDITS["tip_added"](self.project, number)
        self.project.rebody("content/definitions/kettle.md", BODIES[number % 2])


@pytest.fixture(scope="module")
def commands(tmp_path_factory: pytest.TempPathFactory) -> Commands:
    """A project with a good build, which tests edit and build one after the other."""
    made = Commands(tmp_path_factory.mktemp("commands") / "project")
    made.build()
    return made


@pytest.fixture
def built(commands: Commands) -> Commands:
    """The project, built as it is now."""
    commands.build()
    return commands


@pytest.mark.parametrize("kills", [os.killpg, os.kill], ids=["all processes", "the main one only"])
def test_killed_build_leaves_whole_files_and_the_next_one_mends_the_rest(
    built: Commands, kills: Callable[[int, int], None]
) -> None:
    """Each second time it is killed when its first page is in place, else at any moment."""
    chance = random.Random(SEED)
    seconds = built.build()
    for number in range(KILLS // 2):
        before = snapshot(built.output)
        built.edit(number)
        wanted = built.clean()
        build = built.start()
        if number % 2:
            _wait_for_a_change(built.output, build)
            time.sleep(chance.uniform(0, 0.03))
        else:
            time.sleep(chance.uniform(0, seconds))
        kills(build.pid, signal.SIGKILL)
        build.communicate(timeout=SECONDS)
        assert_whole(snapshot(built.output), before, wanted)
        seconds = built.build()


def _wait_for_a_change(output: Path, build: "subprocess.Popen[str]") -> None:
    files = sorted(output.rglob("index.html"))[::10]
    states = [_state(file) for file in files]
    while [_state(file) for file in files] == states and build.poll() is None:
        time.sleep(0.0005)


def _state(file: Path) -> tuple[int, int] | None:
    try:
        state = file.stat()
    except OSError:
        return None
    return state.st_ino, state.st_mtime_ns


def assert_whole(found: Site, before: Site, wanted: Site) -> None:
    """Each file is that of the last build or that of the next, and none of both is missing."""
    for name in found.keys() | (before.keys() & wanted.keys()):
        assert name in found, f"{name} is missing."
        assert found[name] in (before.get(name), wanted.get(name)), f"{name} is not whole."


def test_two_builds_at_once_end_well_and_one_says_that_it_waits(built: Commands) -> None:
    built.edit(100)
    builds = [built.start(), built.start()]
    said = [build.communicate(timeout=SECONDS) for build in builds]
    assert [build.returncode for build in builds] == [0, 0], said
    waiting = [out + err for out, err in said if re.search(r"\bwaits?\b", out + err)]
    assert len(waiting) == 1, said
    assert_same(snapshot(built.output), built.clean(), "The output is not that of a clean build")


def test_file_that_cannot_be_written_is_told_in_one_line(built: Commands) -> None:
    """As on a disk where no file may grow, which anybody can ask for."""
    before = snapshot(built.output)
    built.edit(101)
    limit = (SMALL, resource.RLIM_INFINITY)
    build = built.start(lambda: resource.setrlimit(resource.RLIMIT_FSIZE, limit))
    assert_told_in_one_line(build)
    assert_same(snapshot(built.output), before, "A build changed the output and failed")
    built.build()


def assert_told_in_one_line(build: "subprocess.Popen[str]") -> None:
    """A fault of the disk is for a person to mend, so it is no traceback."""
    out, err = build.communicate(timeout=SECONDS)
    assert build.returncode == 1, out + err
    assert "Traceback" not in err, err
    assert err.splitlines()[-1].startswith("The build stopped; "), err
    assert len(err.splitlines()) == 2, err


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own in memory, which only root may have."""
    place = tmp_path / "disk"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=60m", "tmpfs", str(place)]
    if not shutil.which("mount") or subprocess.run(command, capture_output=True).returncode:
        pytest.skip("Only root may mount a disk in memory.")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def test_full_disk_leaves_the_last_output_until_there_is_room(small_disk: Path) -> None:
    commands = Commands(small_disk / "project")
    commands.build()
    before = snapshot(commands.output)
    commands.edit(1)
    ballast = small_disk / "ballast"
    free = shutil.disk_usage(small_disk).free
    ballast.write_bytes(b"\0" * (free - LEFT))
    assert_told_in_one_line(commands.start())
    assert_same(snapshot(commands.output), before, "A build changed the output and failed")
    ballast.unlink()
    commands.build()
