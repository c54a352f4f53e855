"""The time that stock Pelican takes for a set of pages, in a process of its own."""

import os
import resource
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from knowledge import Entry
from tools.bench.text import text_of

_ALWAYS = """
SITENAME = "Stock"
PATH = "content"
TIMEZONE = "UTC"
"""
_LEANEST = """
THEME = "simple"
DISPLAY_CATEGORIES_ON_MENU = False
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
DIRECT_TEMPLATES = []
AUTHOR_SAVE_AS = CATEGORY_SAVE_AS = TAG_SAVE_AS = ARCHIVES_SAVE_AS = ""
"""
BUILDS = {"as it comes": _ALWAYS, "with all but the pages turned off": _ALWAYS + _LEANEST}
"""Pelican's settings in the two ways that it is measured."""


def write(pages: Iterable[Entry], folder: Path) -> None:
    """Makes a Pelican project of the pages, each an article with all the text that ours has."""
    content = folder / "content"
    content.mkdir(parents=True)
    for page in pages:
        front = f"title: {page.title}\ndate: 2026-11-22\n"
        (content / f"{page.slug}.md").write_text(f"{front}\n{text_of(page)}\n", "utf-8")


def seconds(folder: Path, settings: str) -> float:
    """The processor time of one build: unlike the clock, it does not count what else runs."""
    (folder / "settings.py").write_text(settings, "utf-8")
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "pelican", "-s", "settings.py", "-o", "output", "-q"]
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": ""}
    subprocess.run(command, cwd=folder, check=True, capture_output=True, env=environment)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
