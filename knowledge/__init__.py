"""The domain: content as entries, with their relations, and every rule they must keep.

Pure Python with PyYAML and pydantic: nothing here knows of Pelican, Markdown or templates.
"""

from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from knowledge.glossary import Glossary, Match
from knowledge.kinds import KINDS, Kind
from knowledge.library import Entry, Library
from knowledge.loading import RecallFile, load, read_anew
from knowledge.picture_rules import picture_problems
from knowledge.problems import Problem, report
from knowledge.site import Site, load_site
from knowledge.validation import Recall, ask_anew, check

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
    root: Path,
    kinds: tuple[Kind, ...] = KINDS,
    drafts: bool = False,
    today: date | None = None,
    recall_file: RecallFile = read_anew,
    recall: Recall = ask_anew,
) -> tuple[Library | None, list[Problem]]:
    """The checked library of a project folder, and all its problems.

    The library is None only when `site.yml` cannot be read. `today` is the day by which consent
    is judged, if it is not the day of this run. `recall_file` and `recall` may know from before
    what files say and what is wrong with entries.
    """
    file = root / "site.yml"
    site, problems = recall_file("site.yml", file, partial(load_site, file, root))
    if site is None:
        return None, problems
    library = load(root, site, kinds, drafts, recall_file)
    if today:
        library = replace(library, today=today)
    return library, sorted({*problems, *check(library, recall), *picture_problems(library, root)})
