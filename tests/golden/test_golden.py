"""One small site, compared byte for byte with what was read and agreed on last."""

from pathlib import Path

import pytest

from tests.golden.build import EXPECTED, FOLDER, build_golden, neutral

SUBJECT = "production"
"""What the real site is about; the golden one bakes bread."""


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("golden") / "output"
    assert build_golden(folder).problems == ()
    return folder


@pytest.fixture(scope="module")
def written(output: Path) -> dict[str, str]:
    return neutral(output)


def expected() -> dict[str, str]:
    files = (file for file in EXPECTED.rglob("*") if file.is_file())
    return {file.relative_to(EXPECTED).as_posix(): file.read_bytes().decode() for file in files}


def test_publishing_writes_just_the_agreed_files(written: dict[str, str]) -> None:
    assert sorted(written) == sorted(expected())


@pytest.mark.parametrize("name", sorted(expected()))
def test_file_is_byte_for_byte_what_was_agreed(name: str, written: dict[str, str]) -> None:
    assert written.get(name) == expected()[name], "If this is meant: make golden, read the diff."


def test_picture_is_published_byte_for_byte(output: Path) -> None:
    pictures = {file.name: file.read_bytes() for file in (output / "images").iterdir()}
    assert pictures == {"loaf.png": (FOLDER / "content" / "images" / "loaf.png").read_bytes()}


def test_nothing_in_another_subjects_site_names_ours(written: dict[str, str]) -> None:
    sources = [file for file in Path(FOLDER / "content").rglob("*") if file.is_file()]
    assert [file for file in sources if SUBJECT in file.read_text("utf-8", "ignore").lower()] == []
    assert [name for name, text in written.items() if SUBJECT in text.lower()] == []
    assert [name for name, text in written.items() if "equal voice" in text.lower()] == []
