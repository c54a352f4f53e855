"""A small site built in this process by the real Pelican, the real plugins and the real theme."""

import logging
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
import yaml
from bs4 import BeautifulSoup
from pelican.log import LimitFilter

from knowledge import Problem
from tools.build.builder import PUBLISHING, WRITING, build

ROOT = Path(__file__).resolve().parents[2]
ADDRESS = "https://example.org/base"

SITE: Mapping[str, Any] = {
    "name": "Crumb",
    "tagline": "all about bread",
    "short": "How to bake bread, in plain words.",
    "language": "en-GB",
    "copyright": "the bakers",
    "licence": {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"},
    "contact": "oven@example.org",
    "repository": "https://git.example.org/bakers/crumb",
    "branch": "trunk",
    "definition": "bread",
    "sections": {"tips": {"title": "Small tips", "short": "One at a time."}},
    "vocabularies": {
        "nations": {"wales": "Wales", "uk": "Across the UK"},
        "stages": {"mix": "Mix together", "bake": "Bake together"},
        "sets": {"first-loaf": "Your first loaf"},
        "groups": {"beginners": "Beginners", "millers": "Millers"},
        "topics": {"flour": "Flour", "heat": "Heat"},
        "formats": {"guide": "Guide", "film": "Film"},
        "types": {"idea": "Idea", "law": "Law"},
    },
}


def markdown(title: str, body: str = "", **fields: Any) -> str:
    """The text of a content file; `short` is filled in when the test does not care about it."""
    values = {"title": title, "short": f"About {title.lower()}.", **fields}
    return f"---\n{yaml.safe_dump(values, sort_keys=False, allow_unicode=True)}---\n\n{body}\n"


def settings_page(**changes: Any) -> str:
    """The text of a site.yml, with these values in place of the usual ones."""
    return yaml.safe_dump({**SITE, **changes}, sort_keys=False, allow_unicode=True)


PAGES: Mapping[str, str] = {
    f"content/pages/{slug}.md": text
    for slug, text in {
        "home": markdown("Bread for all", "Welcome.", address="/", template="home"),
        "start-here": markdown(
            "Start here",
            "Begin.",
            template="start-here",
            path=[{"entry": "definitions/bread", "why": "It is the word itself."}],
        ),
        "404": markdown("Not found", "Sorry.", address="/404.html", template="not-found"),
        "reading-settings": markdown("Reading settings", "Zoom.", template="reading-settings"),
        "search": markdown("Search", "Or see the [A to Z](/a-to-z/).", template="search"),
        "a-to-z": markdown("A to Z", template="a-to-z"),
        "timeline": markdown("Timeline", template="timeline"),
        "contribute": markdown("Take part", "Write to us."),
    }.items()
}
"""The pages that the theme's own links lead to."""


@dataclass(frozen=True)
class Output:
    """What a build wrote and said."""

    folder: Path
    settings: Mapping[str, Any]
    problems: tuple[Problem, ...]
    log: list[logging.LogRecord] = field(repr=False)

    def file(self, path: str) -> Path:
        """The file that answers a request for `path`: a folder's is its index.html."""
        file = self.folder / path.lstrip("/")
        return file / "index.html" if path.endswith("/") or path == "" else file

    def has(self, path: str) -> bool:
        return self.file(path).is_file()

    def read(self, path: str) -> str:
        return self.file(path).read_text("utf-8")

    def soup(self, path: str) -> BeautifulSoup:
        return BeautifulSoup(self.read(path), "html.parser")

    def paths(self) -> list[str]:
        """Every file, from the output folder, in order."""
        files = (file for file in self.folder.rglob("*") if file.is_file())
        return sorted(file.relative_to(self.folder).as_posix() for file in files)

    def pages(self) -> list[str]:
        return [path for path in self.paths() if path.endswith(".html")]

    def messages(self, level: int = logging.WARNING) -> list[str]:
        return [record.getMessage() for record in self.log if record.levelno >= level]


class _Records(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


def write_files(root: Path, files: Mapping[str, str | bytes]) -> None:
    for name, text in files.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())


def build_site(
    root: Path,
    files: Mapping[str, str | bytes],
    publish: bool = False,
    address: str | None = ADDRESS,
    **settings: Any,
) -> Output:
    """The site of these files, as `make html` or `make publish SITEURL=<address>` builds it."""
    (root / "content").mkdir(exist_ok=True)
    write_files(root, {"site.yml": settings_page(), **files})
    own: dict[str, Any] = {
        "PATH": str(root / "content"),
        "KNOWLEDGE_KEPT": None,
        # Some sixty pages that are the same on every site; the golden site has them.
        "KNOWLEDGE_STYLE_PAGES": False,
        # A picture for each page, which few tests look at.
        "KNOWLEDGE_PREVIEWS": False,
    }
    if publish and address is None:
        own |= {"KNOWLEDGE_PUBLIC_ADDRESS": "", "SITEURL": ""}
    records = _Records()
    log = logging.getLogger()
    with pytest.MonkeyPatch.context() as patched, patch.dict(os.environ):
        # Pelican tells each thing once in a process; every build here is to speak for itself.
        patched.setattr(LimitFilter, "_raised_messages", set())
        os.environ.pop("SITEURL", None)
        if address:
            os.environ["SITEURL"] = address
        log.addHandler(records)
        try:
            chosen = {**own, **settings}
            built = build(PUBLISHING if publish else WRITING, root / "output", **chosen)
        finally:
            log.removeHandler(records)
    return Output(root / "output", built.settings, built.problems, records.records)
