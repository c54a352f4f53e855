"""Small projects in a temporary folder, written from strings."""

from collections.abc import Callable
from pathlib import Path

import pytest
from written import SITE, Files, Messages, Project, Reading

from knowledge import Library, Problem, open_library


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Writes files, and a site.yml unless one is among them; returns the project's folder."""

    def write(files: Files) -> Path:
        for name, text in {"site.yml": SITE, **files}.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return tmp_path

    return write


@pytest.fixture
def opened(project: Project) -> Callable[..., tuple[Library | None, list[Problem]]]:
    """Writes files and returns what `open_library` says of them."""

    def read(files: Files, **options: bool) -> tuple[Library | None, list[Problem]]:
        return open_library(project(files), **options)

    return read


@pytest.fixture
def library(opened: Callable[..., tuple[Library | None, list[Problem]]]) -> Reading:
    """Writes files in which nothing is wrong, and returns the library of them."""

    def read(files: Files, **options: bool) -> Library:
        found, problems = opened(files, **options)
        assert [str(problem) for problem in problems] == []
        assert found
        return found

    return read


@pytest.fixture
def messages(opened: Callable[..., tuple[Library | None, list[Problem]]]) -> Messages:
    """Writes files and returns every message about them, as `make check` would."""

    def read(files: Files, drafts: bool = True) -> list[str]:
        return [str(problem) for problem in opened(files, drafts=drafts)[1]]

    return read
