"""`make withdraw`: what it does, all of it or nothing, and what it says."""

from pathlib import Path

import pytest

from tests.plugins.mini_site import markdown, settings_page, write_files
from tools.withdraw import BEYOND, main

STORY = "content/case-studies/blue-oven.md"
PLACE = "content/withdrawn.yml"
CONSENT = {
    "reference": "2026-014",
    "release_date": "2026-01-01",
    "review_by": "2027-12-31",
    "credit_as": "A baker in Leeds",
    "photo": "none",
}
BODY = "## The problem\n\n## What people did together\n\n## What changed\n\n## What was learned\n"
CONTENT = {
    "site.yml": settings_page(),
    STORY: markdown(
        "The blue oven",
        BODY,
        place="Leeds",
        years="2012",
        sources=["film"],
        own_story=True,
        consent=CONSENT,
    ),
    "content/case-studies/mill.md": markdown(
        "The mill",
        f"{BODY}\nSee [another story](blue-oven.md).",
        place="Leeds",
        years="2012",
        sources=["book"],
    ),
    "content/sources.yml": "film: {title: A film}\nbook: {title: A book}\n",
    "output/case-studies/blue-oven/index.html": "The blue oven",
    ".cache/search-counts.json": "{}",
}


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with a person's own story, as the folder in which commands run."""
    write_files(tmp_path, CONTENT)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def files(root: Path) -> dict[str, bytes]:
    return {
        file.relative_to(root).as_posix(): file.read_bytes()
        for file in root.rglob("*")
        if file.is_file()
    }


def test_all_that_is_done_and_all_that_cannot_be_is_told(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--", "2026-014"]) == 0
    assert capsys.readouterr().out == (
        f"Deleted {STORY}\n"
        "Changed content/case-studies/mill.md\n"
        "Changed content/sources.yml\n"
        f"Changed {PLACE}\n"
        "Deleted what was built before: output, .cache\n"
        "\nOnce published, these addresses say that the page was taken down, and no more:\n"
        "  /case-studies/blue-oven/\n"
        f"\n{BEYOND}\n"
        "\nNow run make check and make publish, and commit with words that tell nothing of the "
        "person: content: Withdraw a page\n"
    )
    assert sorted(files(root)) == [
        "content/case-studies/mill.md",
        "content/sources.yml",
        PLACE,
        "site.yml",
    ]


@pytest.mark.parametrize(
    "named",
    [
        "Git history and forks",
        "pull requests",
        "Web archives",
        "search engines",
        "Feed readers",
        "Printed pages, and PDFs",
        "serve a card of it from their own files",
        "Backups",
        "The Word file, e-mail",
    ],
)
def test_every_place_out_of_reach_is_named(named: str) -> None:
    assert named in BEYOND


def test_lines_to_look_at_are_told(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_files(root, {"content/tips/a.md": markdown("A", "As in the blue oven.")})
    assert main(["case-studies/blue-oven"]) == 0
    assert (
        "\nPlease look at:\n"
        "- content/tips/a.md:6 still says 'the blue oven'. Read it and decide.\n\n"
    ) in capsys.readouterr().out


def test_what_is_wrong_only_afterwards_is_told(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Faults that were there before are not told again."""
    body = "![Gwen](../images/gwen.webp) ![](../images/gwen.webp)"
    beside = "made_by: A friend\npermission: Agreed\npeople: false\nconsent: 2026-014\n"
    picture = b"RIFF\4\0\0\0WEBP"
    write_files(
        root,
        {
            "content/tips/a.md": markdown("A", body),
            "content/images/gwen.webp": picture,
            "content/images/gwen.webp.yml": beside,
        },
    )
    assert main(["2026-014"]) == 1
    gone = (
        "content/tips/a.md:6: There is no picture '../images/gwen.webp'. "
        "Put the file in content/images/ and name it from there.\n"
    )
    assert capsys.readouterr().out.endswith(f"\nMend this by hand:\n{gone}1 problem found.\n")


def test_nothing_is_changed_when_the_reference_is_unknown(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = files(root)
    assert main(["2026-041"]) == 1
    assert capsys.readouterr() == (
        "",
        "There is no consent and no entry '2026-041'. Did you mean '2026-014'?\n"
        "Nothing was changed.\n",
    )
    assert files(root) == before


@pytest.mark.parametrize("arguments", [[], ["--", ""], [" "]])
def test_command_says_what_it_needs(
    root: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 1
    assert capsys.readouterr().err == "Say what to withdraw: make withdraw ref=2026-014\n"


def test_all_is_put_back_when_a_file_cannot_be_written(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A folder stands where the list of withdrawn addresses belongs."""
    (root / PLACE / "in-the-way").mkdir(parents=True)
    before = files(root)
    assert main(["2026-014"]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.endswith("\nNothing was changed.\n")
    assert files(root) == before


def test_site_that_cannot_be_read_is_told(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "site.yml").unlink()
    assert main(["2026-014"]) == 1
    assert capsys.readouterr().err == (
        "site.yml:1: This file is missing. Bring it back from git.\n1 problem found.\n"
    )
