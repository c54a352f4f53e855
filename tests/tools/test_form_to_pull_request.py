"""The workflow's own commands, run for real: git, our program, and a gh that only listens."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.plugins.mini_site import ROOT, write_files
from tests.tools.form_project import PROJECT, event
from tests.tools.workflow_steps import Run, job_of, run_job

WORKFLOW = ROOT / ".github" / "workflows" / "form-to-pull-request.yml"
PERMISSION = "api repos/bakers/crumb/collaborators/baker/permission"
TAKE_LABEL_OFF = ["issue", "edit", "13", "--remove-label", "make-pull-request"]


def git(folder: Path, *arguments: str) -> str:
    own = ["-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "init.defaultBranch=trunk"]
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    done = subprocess.run(
        ["git", *own, *arguments],
        cwd=folder, env=environment, check=True, capture_output=True, text=True,
    )  # fmt: skip
    return done.stdout.strip()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small project in git, with a place to push to and the programs beside its files."""
    work, remote = tmp_path / "work", tmp_path / "remote.git"
    write_files(work, PROJECT)
    for name in ("knowledge", "tools", ".venv"):
        (work / name).symlink_to(ROOT / name)
    write_files(work, {".gitignore": "knowledge\ntools\n.venv\n"})
    git(tmp_path, "init", "--quiet", "--bare", str(remote))
    git(work, "init", "--quiet")
    git(work, "add", "--all")
    git(work, "commit", "--quiet", "--message", "Begin")
    git(work, "remote", "add", "origin", str(remote))
    git(work, "push", "--quiet", "origin", "trunk")
    return work


def label(
    project: Path,
    what: dict[str, Any],
    sender: str = "baker",
    permission: str = "write\n",
    **more: str | int,
) -> Run:
    """What the workflow does when the label is set on an issue."""
    folder = project.parent
    (folder / "event.json").write_text(json.dumps(what), encoding="utf-8")
    job = job_of(WORKFLOW)
    job["env"]["TEXTS"] = str(folder / "texts")
    values = {
        "github.repository": "bakers/crumb",
        "github.token": "secret",
        "github.event.issue.number": str(what["issue"]["number"]),
        "github.event.sender.login": sender,
        "github.event.repository.default_branch": "trunk",
    }
    answers = {PERMISSION: permission, "pr create": "https://example.org/pull/1\n", **more}
    return run_job(job, folder, project, values, answers, frozenset({"Set up"}))


def branches(project: Path) -> list[str]:
    return git(project, "ls-remote", "--heads", "origin").replace("\n", "\t").split("\t")[1::2]


def test_form_becomes_a_branch_and_a_pull_request_by_the_bot(project: Path) -> None:
    run = label(project, event("tip"))
    assert set(run.outcomes.values()) == {"success"}, run.said
    assert branches(project) == ["refs/heads/tip/warm-the-pot-7", "refs/heads/trunk"]
    git(project, "fetch", "--quiet", "origin")
    shown = git(
        project, "show", "--format=%an <%ae>|%cn|%B", "--name-status", "origin/tip/warm-the-pot-7"
    )
    assert shown == (
        "github-actions[bot] <41898282+github-actions[bot]@users.noreply.github.com>"
        "|github-actions[bot]|content: Add what came in by form 7\n\n\n"
        "A\tcontent/tips/warm-the-pot.md"
    )


def test_pull_request_is_opened_with_texts_from_files_and_the_person_is_told(project: Path) -> None:
    run = label(project, event("tip"))
    texts = project.parent / "texts"
    [opened] = run.asked("pr")
    assert opened["arguments"] == [
        "pr", "create", "--base", "trunk", "--head", "tip/warm-the-pot-7",
        "--title", "Tip: warm-the-pot", "--body-file", str(texts / "description.md"),
    ]  # fmt: skip
    assert opened["text"].startswith("This came in by a form, in #7.\n")
    [told] = run.asked("issue")
    assert told["arguments"] == ["issue", "comment", "7", "--body-file", str(texts / "link.md")]
    assert told["text"] == (
        "Thank you. Your words are now a page that is being checked: https://example.org/pull/1\n\n"
        "You can watch there, and you do not have to do anything.\n"
    )


def test_hostile_words_run_nothing(project: Path) -> None:
    run = label(project, event("hostile-shell"))
    assert set(run.outcomes.values()) == {"success"}, run.said
    branch = "refs/heads/tip/evil-touch-x-touch-y-touch-z-13"
    assert branches(project) == [branch, "refs/heads/trunk"]
    everything = {path.name for path in project.parent.rglob("*") if ".venv" not in path.parts}
    assert not everything & {"x", "y", "z", "evil"}
    assert "::set-output" not in run.said


@pytest.mark.parametrize("permission", ["read\n", "none\n", "", "write; touch x\n", 1])
def test_only_who_may_write_can_ask(project: Path, permission: Any) -> None:
    run = label(project, event("hostile-shell"), permission=permission)
    assert [call["arguments"] for call in run.calls[1:]] == [TAKE_LABEL_OFF]
    assert run.outcomes["asked"] == "failure"
    assert branches(project) == ["refs/heads/trunk"]


@pytest.mark.parametrize("sender", ["", "robot[bot]", "../../users/baker", "$(touch x)", "a b"])
def test_who_has_an_odd_name_is_not_even_looked_up(project: Path, sender: str) -> None:
    run = label(project, event("hostile-shell"), sender=sender)
    assert [call["arguments"] for call in run.calls] == [TAKE_LABEL_OFF]
    assert branches(project) == ["refs/heads/trunk"]


def test_what_cannot_be_a_file_is_told_in_a_comment_and_nothing_is_pushed(project: Path) -> None:
    run = label(project, event("licence-unticked"))
    [comment, edit] = run.asked("issue")
    texts = project.parent / "texts"
    assert comment["arguments"] == ["issue", "comment", "19", "--body-file", f"{texts}/comment.md"]
    assert comment["text"].startswith("Thank you for writing. Nothing is lost")
    assert edit["arguments"] == ["issue", "edit", "19", "--remove-label", "make-pull-request"]
    assert branches(project) == ["refs/heads/trunk"]


def test_trouble_on_our_side_is_told_too(project: Path) -> None:
    run = label(project, event("tip"), **{"pr create": 1})
    [comment, _edit] = run.asked("issue")
    assert comment["text"] == (
        "Something went wrong on our side, and your words are safe above. We will see to it.\n"
    )
    assert run.outcomes["opened"] == "failure"


def test_label_set_again_changes_nothing_that_was_pushed(project: Path) -> None:
    label(project, event("tip"))
    before = git(project, "ls-remote", "--heads", "origin")
    git(project, "switch", "--quiet", "trunk")
    (project.parent / "bin" / "gh").unlink()
    (project.parent / "bin").rmdir()
    git(project, "branch", "--quiet", "-D", "tip/warm-the-pot-7")
    what = event("tip")
    what["issue"]["body"] = what["issue"]["body"].replace("Pour hot", "Pour cold")
    run = label(project, what)
    assert run.outcomes["opened"] == "failure"
    assert git(project, "ls-remote", "--heads", "origin") == before
