"""A small site into which Word files can be brought."""

from pathlib import Path

import pytest

from tests.contribute.word_samples import questions
from tests.knowledge.written import SITE
from tests.tools.word_imports import TIP, Import, form
from tools.import_docx.__main__ import main


@pytest.fixture
def word_project(tmp_path: Path) -> Path:
    """A site with two forms."""
    pages = tmp_path / "content" / "pages"
    pages.mkdir(parents=True)
    (tmp_path / "site.yml").write_text(SITE, "utf-8")
    (pages / "contribute-case-study.md").write_text(form("case-study", questions()), "utf-8")
    (pages / "contribute-tip.md").write_text(form("tip", TIP), "utf-8")
    return tmp_path


@pytest.fixture
def bring(word_project: Path, capsys: pytest.CaptureFixture[str]) -> Import:
    """Brings a Word file in; returns the exit code and what was said on both streams."""

    def run(data: bytes, name: str = "story.docx", kind: str = "") -> tuple[int, str, str]:
        (word_project / name).write_bytes(data)
        code = main([name, kind], word_project)
        said = capsys.readouterr()
        return code, said.out, said.err

    return run
