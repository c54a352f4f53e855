"""What this machine has, and running its programs so that nobody waits in silence.

Standard library alone: this runs on the machine's own Python, before anything is installed.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / "bin" / "python"
OLDEST_PYTHON = (3, 11)
SECONDS_BETWEEN_LINES = 10
LINES_OF_OUTPUT = 8
APT = ("apt-get", "-q", "-o", "DPkg::Lock::Timeout=600")


class SetupError(Exception):
    """Something the person at the keyboard can mend; the text says how."""


def say(text: str) -> None:
    """One line for the person who waits, at once."""
    print(f"Set-up: {text}", flush=True)


def surroundings(extra: Mapping[str, str]) -> dict[str, str]:
    """The environment of every program we start: .venv first, and no questions asked."""
    path = f"{VENV / 'bin'}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    pip = {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1", "PIP_USER": "0"}
    return {**os.environ, **pip, "PATH": path, **extra}


def wait_aloud(process: subprocess.Popen[bytes], doing: str) -> int:
    """The exit code of the program; until it ends, a line every ten seconds says so."""
    start = time.monotonic()
    while True:
        try:
            return process.wait(timeout=SECONDS_BETWEEN_LINES)
        except subprocess.TimeoutExpired:
            say(f"still {doing}, {time.monotonic() - start:.0f} seconds so far ...")


def run(command: Sequence[str], doing: str, mend: str, **extra: str) -> None:
    """Runs a program quietly; if it fails, its last lines and how to mend it are in the error."""
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=surroundings(extra),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        if wait_aloud(process, doing) == 0:
            return
        output.seek(0)
        said = output.read().decode("utf-8", "replace").strip().splitlines()
    # Where in its own code a program stopped tells the person at the keyboard nothing.
    plain = [line for line in said if not line.lstrip().startswith("at ")]
    last = [f"  {line}" for line in plain[-LINES_OF_OUTPUT:]]
    raise SetupError("\n".join([f"{doing} failed. {mend}", "What it said last:", *last]))


def python_complaint(version: tuple[int, ...]) -> str:
    """What is wrong with this Python version; empty if nothing is."""
    if version >= OLDEST_PYTHON:
        return ""
    has, needs = (f"{numbers[0]}.{numbers[1]}" for numbers in (version, OLDEST_PYTHON))
    return f"Python {needs} or later is needed, and this is {has}. Install a newer one, try again."


def base_python() -> str:
    """The machine's own Python, even when the one that runs us is inside a virtual environment."""
    own = Path(sys.base_prefix) / "bin" / f"python{sys.version_info[0]}.{sys.version_info[1]}"
    return str(own) if own.exists() else sys.executable


def can_import(python: str, module: str) -> bool:
    """Whether that Python has the module; asked anew each time, as an installation changes it."""
    asked = subprocess.run([python, "-c", f"import {module}"], capture_output=True, check=False)
    return asked.returncode == 0


def version_numbers(text: str) -> tuple[int, ...]:
    """(20, 19, 0) from `v20.19.0`; empty if there is no version in the text."""
    found = re.search(r"(\d+)\.(\d+)\.(\d+)", text)
    return tuple(int(number) for number in found.groups()) if found else ()


def is_usable_node(version: tuple[int, ...]) -> bool:
    """Node.js 20 from 20.19, or 22.12 and later: what the page checkers run on."""
    return version >= (22, 12) or (20, 19) <= version < (21,)


def system_node() -> str:
    """The path of the machine's own Node.js, if it is new enough and has npm; else empty."""
    node = shutil.which("node")
    if not node or not shutil.which("npm"):
        return ""
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    return node if is_usable_node(version_numbers(said.stdout)) else ""


def may_use_apt() -> bool:
    """True for root on Debian and its family: only then is a package installed without asking."""
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def install_system_packages(packages: Sequence[str], doing: str, mend: str) -> None:
    """Debian packages, for root."""
    run([*APT, "update"], "reading the list of system packages", mend)
    install = [*APT, "install", "-y", "--no-install-recommends", *packages]
    run(install, doing, mend, DEBIAN_FRONTEND="noninteractive")
