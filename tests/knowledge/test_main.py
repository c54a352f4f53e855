"""`python -m knowledge`: what is printed and with which exit code."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from written import Project, definition, tip

from knowledge.__main__ import main


@pytest.fixture
def in_project(project: Project, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = project(
        {
            "content/tips/a.md": tip("A", sources=["book", "film"]),
            "content/tips/b.md": tip("B"),
            "content/sources.yml": "book: {title: Book}\nfilm: {title: Film}\n",
        }
    )
    monkeypatch.chdir(root)
    return root


def test_content_in_order_is_counted(in_project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 0
    printed = capsys.readouterr()
    assert printed.out == "No problems found.\n2 entries and 2 sources are in order.\n"
    assert printed.err == ""


def test_problems_are_printed_with_their_count_drafts_among_them(
    in_project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = in_project / "content" / "definitions"
    folder.mkdir()
    (folder / "rye.md").write_text(definition("Rye", see_also="rye", status="draft"))
    (folder / "oat.md").write_text("---\ntitle: Oat: a grain\n---\n")
    assert main(["check"]) == 1
    assert capsys.readouterr().out == (
        "content/definitions/oat.md:2: The text after 'title' holds a colon, which YAML reads as "
        'a new field. Put the text in quotes: title: "Oat: a grain"\n\n'
        "content/definitions/rye.md:4: 'rye' in see_also is this very entry. Take it out.\n\n"
        "2 problems found.\n"
    )


def wanted(letters: str) -> str:
    """The line about an acronym that only the first tip uses."""
    return (
        f"content/tips/a.md:5: '{letters}' is used in 1 entry and has none of its own. "
        "Write one, use a plainer word, or add it to known_words in site.yml.\n"
    )


ACRONYMS = ["CA", "CB", "CE", "CF", "CG", "CH", "CJ"]
"""Seven words that want an entry, which is more than `check` shows."""


@pytest.fixture
def with_advice(in_project: Path) -> Path:
    text = tip("A", " ".join(f"{letters}," for letters in ACRONYMS), sources=["book", "film"])
    (in_project / "content" / "tips" / "a.md").write_text(text)
    return in_project


def test_check_shows_the_first_of_the_advice_and_where_the_rest_is(
    with_advice: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check"]) == 0
    assert capsys.readouterr().out == (
        "No problems found.\n2 entries and 2 sources are in order.\n\n"
        "Advice for editors. You need not follow it.\n\nWords that want an entry: 7\n"
        + "".join(map(wanted, ACRONYMS[:5]))
        + "and 2 more: make advice\n"
    )


def test_check_keeps_advice_back_while_there_are_problems(
    with_advice: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (with_advice / "content" / "tips" / "b.md").write_text("---\ntitel: B\n---\nDo it.")
    assert main(["check"]) == 1
    printed = capsys.readouterr().out
    assert printed.endswith("problems found.\n")
    assert "Advice" not in printed


def test_advice_shows_all_of_it(with_advice: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["advice"]) == 0
    assert capsys.readouterr().out == (
        "Advice for editors. You need not follow it.\n\nWords that want an entry: 7\n"
        + "".join(map(wanted, ACRONYMS))
    )


def test_advice_says_when_there_is_none(
    in_project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["advice"]) == 0
    assert capsys.readouterr().out == "There is nothing to advise.\n"


def test_advice_needs_a_site_file(in_project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (in_project / "site.yml").unlink()
    assert main(["advice"]) == 1
    assert capsys.readouterr().out == (
        "site.yml:1: This file is missing. Bring it back from git.\n1 problem found.\n"
    )


def test_missing_site_file_is_told(in_project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (in_project / "site.yml").unlink()
    assert main(["check"]) == 1
    assert capsys.readouterr().out == (
        "site.yml:1: This file is missing. Bring it back from git.\n1 problem found.\n"
    )


def test_new_file_is_named(in_project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "--", "tip", "--Bring 'biscuits'"]) == 0
    printed = capsys.readouterr()
    assert printed.out == "Wrote content/tips/bring-biscuits.md. Open it and fill in the fields.\n"
    assert printed.err == ""
    assert (in_project / "content" / "tips" / "bring-biscuits.md").is_file()


def test_new_file_that_cannot_be_made_is_told_apart_from_the_output(
    in_project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", "--", "tipp", "A"]) == 1
    printed = capsys.readouterr()
    assert (printed.out, printed.err) == ("", "There is no kind 'tipp'. Did you mean 'tip'?\n")


def test_wrong_use_is_told_by_exit_code_two(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["bake"])
    assert caught.value.code == 2
    assert "invalid choice: 'bake'" in capsys.readouterr().err


def test_command_ends_with_the_exit_code_and_no_traceback(in_project: Path) -> None:
    (in_project / "content" / "tips" / "a.md").write_bytes(b"\xff\xfe")
    command = [sys.executable, "-m", "knowledge", "check"]
    environment = {"PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout == (
        "content/tips/a.md:1: The file does not begin with ---. "
        "Let the very first line be three hyphens (---), with nothing above them.\n"
        "content/tips/a.md:1: This line holds a character that is not saved as UTF-8. "
        "Save the file with the encoding UTF-8.\n2 problems found.\n"
    )


def run(root: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command as people type it."""
    command = [sys.executable, "-m", "knowledge", *arguments]
    known = {"PYTHONPATH": str(Path(__file__).parents[2]), "PATH": os.environ["PATH"]}
    return subprocess.run(
        command, cwd=root, env={**known, **environment}, capture_output=True, text=True
    )


@pytest.mark.parametrize("code", [0, 1])
def test_reader_who_leaves_early_hears_no_complaint(in_project: Path, code: int) -> None:
    """As in `make check | head -1`, also with more to print than a pipe holds."""
    if code:
        for number in range(2_000):
            (in_project / "content" / "tips" / f"{number}.md").write_text("---\ntitel: B\n---\n")
    command = [sys.executable, "-m", "knowledge", "check"]
    environment = {"PYTHONPATH": str(Path(__file__).parents[2])}
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout
    assert process.stderr
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait() == code


def test_help_is_printed(in_project: Path) -> None:
    done = run(in_project, "check", "--help")
    assert done.returncode == 0
    assert "--changed-from" in done.stdout


def test_name_of_a_file_in_other_letters_is_told(in_project: Path) -> None:
    name = os.fsencode(in_project / "content" / "tips") + b"/caf\xe9.md"
    Path(os.fsdecode(name)).write_text("---\ntitel: B\n---\n")
    done = run(in_project, "check")
    assert done.stderr == ""
    assert "content/tips/caf\\udce9.md:2: 'titel' is not a field of a tip." in done.stdout


# For a code host.


@pytest.fixture
def in_git(in_project: Path) -> Path:
    """The project in git, with an old slip, and a change that has a new one and a passive."""
    git(in_project, "init", "-q")
    (in_project / "content" / "tips" / "b.md").write_text("---\ntitle: B\n---\n# B\n\nIt was done.")
    git(in_project, "add", ".")
    git(in_project, "commit", "-q", "-m", "One")
    text = "---\ntitle: C\n---\nIt was sold.\n\n[Loaf](d.md)\n"
    (in_project / "content" / "tips" / "c.md").write_text(text)
    git(in_project, "add", ".")
    git(in_project, "commit", "-q", "-m", "Two")
    return in_project


def git(root: Path, *arguments: str) -> None:
    who = ("-c", "user.name=Baker", "-c", "user.email=baker@example.org")
    subprocess.run(["git", *who, *arguments], cwd=root, check=True, capture_output=True)


def test_change_is_told_in_notes_and_in_a_summary(in_git: Path) -> None:
    told = ["check", "--github", "--changed-from", "HEAD^1", "--summary", "told.md"]
    done = run(in_git, *told, GITHUB_STEP_SUMMARY="summary.md")
    assert (done.returncode, done.stderr) == (0, "")
    titles = [line.partition("title=")[2].partition("::")[0] for line in done.stdout.splitlines()]
    assert titles == ["A link that leads nowhere", "Who did it?", "The headings of the page"]
    summary = (in_git / "summary.md").read_text("utf-8")
    assert (in_git / "told.md").read_text("utf-8") == summary
    assert "Line 4 of content/tips/b.md (you did not change this file" in summary
    assert "'was done'" not in summary


def test_only_an_error_gives_the_exit_code_one(in_git: Path) -> None:
    (in_git / "content" / "tips" / "c.md").write_text("---\ntitle: C\n---\n<script>x</script>")
    done = run(in_git, "check", "--github")
    assert done.returncode == 1
    assert done.stdout.startswith("::error file=content/tips/c.md,line=4,title=HTML that is taken")


def test_site_file_that_cannot_be_read_is_told_too(in_project: Path) -> None:
    (in_project / "site.yml").unlink()
    done = run(in_project, "check", "--github", GITHUB_STEP_SUMMARY="summary.md")
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.startswith("::error file=site.yml,line=1,")
