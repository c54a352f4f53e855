"""A browser for the tests: one that is here, one from Debian, or one that Playwright brings.

Standard library alone, as in the rest of the set-up; Playwright itself runs inside .venv.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

from tools.machine import (
    ROOT,
    VENV_PYTHON,
    SetupError,
    install_system_packages,
    may_use_apt,
    run,
    say,
)

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC_BROWSERS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
"""With these a browser starts in a container too, and asks nothing of the network by itself."""
START_BROWSER = """
import sys
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    path = None if sys.argv[1] == "playwright" else sys.argv[1]
    flags = ["--no-sandbox", "--disable-gpu", "--no-first-run"]
    playwright.chromium.launch(executable_path=path, args=flags).close()
"""


def choose_browser() -> str:
    """The path of a browser that starts here, or `playwright` for its own download."""
    if path := working_browser():
        return path
    if may_use_apt() and has_real_chromium_package():
        say("installing Chromium and its fonts as system packages, about 1 minute ...")
        mend = "Install Chromium by hand with `apt-get install chromium`, then try again."
        install_system_packages(["chromium", "fonts-liberation"], "installing Chromium", mend)
        if path := working_browser():
            return path
    return download_browser()


def working_browser() -> str:
    """The first browser on this machine that starts; empty if none does."""
    return next((path for path in browser_candidates() if browser_starts(path)), "")


def browser_starts(path: str) -> bool:
    """True if Playwright can start this browser."""
    command = [str(VENV_PYTHON), "-c", START_BROWSER, path]
    try:
        started = subprocess.run(command, cwd=ROOT, capture_output=True, check=False, timeout=60)
    except subprocess.TimeoutExpired:
        return False
    return started.returncode == 0


def download_browser() -> str:
    """`playwright`, once the Chromium that Playwright offers is here and starts."""
    mend = (
        "Install Chromium or Google Chrome (on Debian: `sudo apt-get install chromium`), "
        "then try again."
    )
    say("downloading a Chromium for the tests, about 150 MB and 1 minute ...")
    libraries = ["--with-deps"] if may_use_apt() else []
    install = [str(VENV_PYTHON), "-m", "playwright", "install", *libraries, "chromium"]
    run(install, "downloading Chromium", mend)
    if not browser_starts("playwright"):
        raise SetupError(f"The downloaded Chromium does not start on this machine. {mend}")
    return "playwright"


def system_name(release: str) -> str:
    """`debian`, `ubuntu`, ...: the ID in the text of /etc/os-release; empty if it has none."""
    found = re.search(r'^ID="?([a-z0-9._-]+)', release, re.MULTILINE)
    return found[1] if found else ""


def has_real_chromium_package() -> bool:
    """Whether apt has Chromium itself: Ubuntu's package only starts a snap, which tests cannot."""
    release = Path("/etc/os-release")
    return release.exists() and system_name(release.read_text(encoding="utf-8")) == "debian"


def browser_candidates(
    which: Callable[[str], str | None] = shutil.which, others: Sequence[str] = MAC_BROWSERS
) -> list[str]:
    """The browsers on this machine that tests could drive, best first."""
    on_path = [path for path in map(which, BROWSERS) if path and not is_snap(path)]
    return list(dict.fromkeys(on_path + [path for path in others if Path(path).exists()]))


def is_snap(path: str) -> bool:
    """Whether the command starts a snap, whose walls keep tests from driving it."""
    real = Path(path).resolve()
    if path.startswith("/snap/") or real.name == "snap":
        return True
    # Ubuntu's command is a short script that hands over to the snap.
    with real.open("rb") as program:
        start = program.read(4096)
    return start.startswith(b"#!") and b"/snap/" in start
