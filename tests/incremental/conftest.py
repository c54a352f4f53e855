"""A folder for projects, and how many edits, kills and the like are tried.

`make test-incremental` sets SEQUENCES, KILLS and SEED; without them few are tried, always the same.
"""

import os
from pathlib import Path

import pytest

from tests.incremental.project import Project

SEQUENCES = int(os.environ.get("SEQUENCES") or 6)
KILLS = int(os.environ.get("KILLS") or 6)
SEED = int(os.environ.get("SEED") or 0)


@pytest.fixture(scope="session")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the projects of this process take turns: Jinja keeps templates by their full path."""
    return tmp_path_factory.mktemp("incremental") / "project"


@pytest.fixture
def project(place: Path) -> Project:
    """The project as it begins."""
    return Project(place)
