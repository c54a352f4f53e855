"""The seal: a build of what nobody changed is told to be needless, and no other."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tools.build import seal
from tools.build.seal import Seal

SAID = ("The site of 3 pages is in output.", "1 problem found.")
LONG_AGO = 1_700_000_000_000_000_000


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small project with a built site, looked at long after it was written."""
    for name in ("content/tips/knead.md", "theme/page.html", "site.yml", "output/index.html"):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("dough")
    monkeypatch.setattr(seal, "ROOT", tmp_path)
    later = max(os.stat(tmp_path / "site.yml")[7:10]) * 1_000_000_000 + 60_000_000_000
    monkeypatch.setattr(seal.time, "time_ns", lambda: later)
    monkeypatch.setattr(seal.time, "time", lambda: later / 1e9)
    return tmp_path


@pytest.fixture
def look(root: Path) -> Callable[..., Seal]:
    return lambda *arguments: Seal([*arguments], root / "output")


def test_nothing_is_told_before_a_build_was_sealed(look: Callable[..., Seal]) -> None:
    assert look().told() is None


def test_sealed_build_is_told(look: Callable[..., Seal]) -> None:
    look().write(*SAID)
    assert look().told() == SAID


def test_other_command_has_another_seal(
    look: Callable[..., Seal], monkeypatch: pytest.MonkeyPatch
) -> None:
    look().write(*SAID)
    assert look("--publish").told() is None
    monkeypatch.setenv("SITEURL", "https://example.org")
    assert look().told() is None


@pytest.mark.parametrize(
    "name", ["content/tips/knead.md", "theme/page.html", "site.yml", "output/index.html"]
)
@pytest.mark.parametrize("how", ["changed", "touched", "removed", "joined"])
def test_change_breaks_the_seal(root: Path, look: Callable[..., Seal], name: str, how: str) -> None:
    look().write(*SAID)
    file = root / name
    if how == "changed":
        state = file.stat()
        file.write_text("crumb")
        os.utime(file, ns=(state.st_atime_ns, state.st_mtime_ns))
        if name.startswith("output"):
            os.utime(file, ns=(LONG_AGO, LONG_AGO))
    elif how == "touched":
        os.utime(file, ns=(LONG_AGO, LONG_AGO))
    elif how == "removed":
        file.unlink()
    else:
        file.with_name("more.md").write_text("dough")
    assert look().told() is None


def test_change_during_the_build_leaves_it_unsealed(root: Path, look: Callable[..., Seal]) -> None:
    began = look()
    (root / "site.yml").write_text("crumbs")
    began.write(*SAID)
    assert look().told() is None


def test_file_that_is_too_new_leaves_it_unsealed(
    root: Path, look: Callable[..., Seal], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may change again, and the disk may not tell."""
    newest = (root / "site.yml").stat().st_ctime_ns
    monkeypatch.setattr(seal.time, "time_ns", lambda: newest + 1_000_000)
    look().write(*SAID)
    assert look().told() is None


def test_lifted_seal_is_gone(look: Callable[..., Seal]) -> None:
    look().write(*SAID)
    look().lift()
    assert look().told() is None


def test_damaged_seal_is_none(root: Path, look: Callable[..., Seal]) -> None:
    look().write(*SAID)
    [file] = (root / ".cache" / "kept").glob("*.seal")
    file.write_bytes(b"dough")
    assert look().told() is None
