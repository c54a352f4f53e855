"""A Firefox for the tests of cards: one that is on this machine, as none is installed for it.

Standard library alone, as in the rest of the set-up.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from tools.browser import is_snap

FIREFOXES = ("firefox-esr", "firefox")
MAC_FIREFOXES = ("/Applications/Firefox.app/Contents/MacOS/firefox",)


def find_firefox(
    which: Callable[[str], str | None] = shutil.which, others: Sequence[str] = MAC_FIREFOXES
) -> str:
    """The path of a Firefox that tests can drive; empty if there is none."""
    on_path = [path for path in map(which, FIREFOXES) if path and not is_snap(path)]
    return next(iter(on_path + [path for path in others if Path(path).exists()]), "")
