"""The domain: content as entries, with their relations, and every rule they must keep.

Pure Python with PyYAML and pydantic: nothing here knows of Pelican, Markdown or templates.
"""

from pathlib import Path

from knowledge.glossary import Glossary, Match
from knowledge.kinds import KINDS, Kind
from knowledge.library import Entry, Library
from knowledge.loading import load
from knowledge.problems import Problem, report
from knowledge.site import Site, load_site
from knowledge.validation import check

__all__ = [
    "KINDS",
    "Entry",
    "Glossary",
    "Kind",
    "Library",
    "Match",
    "Problem",
    "Site",
    "check",
    "load",
    "load_site",
    "open_library",
    "report",
]


def open_library(
    root: Path, kinds: tuple[Kind, ...] = KINDS, drafts: bool = False
) -> tuple[Library | None, list[Problem]]:
    """The checked library of a project folder, and all its problems.

    The library is None only when `site.yml` cannot be read.
    """
    site, problems = load_site(root / "site.yml", root)
    if site is None:
        return None, problems
    library = load(root, site, kinds, drafts)
    return library, sorted({*problems, *check(library)})
