"""`site` builds a mini-site; `bread` and its like are the golden site, published."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from tests.golden.build import build_golden
from tests.plugins.mini_site import Output, build_site

Site = Callable[..., Output]


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """Each call may change the files of the one before."""
    return partial(build_site, tmp_path)


def _published(folder: Path, address: str, **settings: str) -> Output:
    built = build_golden(folder / "output", address, **settings)
    return Output(folder / "output", built.settings, built.problems, [])


@pytest.fixture(scope="session")
def bread(tmp_path_factory: pytest.TempPathFactory) -> Output:
    """The golden site under a sub-path."""
    return _published(tmp_path_factory.mktemp("bread"), "https://example.org/base")


@pytest.fixture(scope="session")
def bread_at_root(tmp_path_factory: pytest.TempPathFactory) -> Output:
    """The golden site at the root of a domain."""
    return _published(tmp_path_factory.mktemp("bread"), "https://example.org")


@pytest.fixture(scope="session")
def bread_without_address(tmp_path_factory: pytest.TempPathFactory) -> Output:
    """The golden site when nobody knows yet where it will live."""
    nowhere = {"KNOWLEDGE_PUBLIC_ADDRESS": "", "SITEURL": ""}
    return _published(tmp_path_factory.mktemp("bread"), "", **nowhere)
