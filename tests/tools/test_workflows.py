"""What runs on GitHub has few rights, pins what it uses, and keeps strangers out of its shells."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.plugins.mini_site import ROOT

FILES = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
DEFAULT_BRANCH = "${{ github.event.repository.default_branch }}"

every_workflow = pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)


def workflow(file: Path) -> dict[str, Any]:
    """The workflow with every value as it is written, as YAML itself reads `on` as a yes."""
    found: dict[str, Any] = yaml.load(file.read_text("utf-8"), yaml.BaseLoader)
    return found


def jobs(file: Path) -> list[dict[str, Any]]:
    return list(workflow(file)["jobs"].values())


def steps(file: Path) -> Iterator[dict[str, Any]]:
    for job in jobs(file):
        yield from job["steps"]


def triggers(file: Path) -> set[str]:
    asked = workflow(file)["on"]
    return {asked} if isinstance(asked, str) else set(asked)


def test_there_are_workflows_to_look_at() -> None:
    names = {file.stem for file in FILES}
    assert names >= {"form-to-pull-request", "preview-build", "preview-publish", "pages", "test"}


@every_workflow
def test_no_value_is_written_into_a_command(file: Path) -> None:
    """Values pass through the environment: GitHub would write an expression in as it is."""
    assert [step["run"] for step in steps(file) if "${{" in step.get("run", "")] == []


@every_workflow
def test_no_command_reads_a_variable_without_quotes_round_it(file: Path) -> None:
    for step in steps(file):
        for line in step.get("run", "").splitlines():
            commands = line.replace('"$(', " ").replace(')"', " ")
            assert "$" not in re.sub(r"\"[^\"]*\"|'[^']*'", "", commands), line


@every_workflow
def test_actions_are_pinned_to_a_commit_and_say_which_version_it_is(file: Path) -> None:
    used = re.findall(r"\buses: *(.*)", file.read_text("utf-8"))
    assert used
    assert [
        each for each in used if not re.fullmatch(r"[\w./-]+@[0-9a-f]{40} # v[\d.]+", each)
    ] == []


def test_an_action_is_the_same_in_every_workflow() -> None:
    used = {
        each for file in FILES for each in re.findall(r"\buses: *(.*)", file.read_text("utf-8"))
    }
    names = [each.partition("@")[0] for each in used]
    assert sorted(names) == sorted(set(names))


@every_workflow
def test_a_workflow_begins_with_no_right_to_write(file: Path) -> None:
    assert workflow(file)["permissions"] in ({}, {"contents": "read"})


@every_workflow
def test_every_job_ends_by_itself(file: Path) -> None:
    most = 60 if file.name == "test.yml" else 30
    assert all(0 < int(job["timeout-minutes"]) <= most for job in jobs(file))
    assert "concurrency" in workflow(file)


@every_workflow
def test_no_checkout_leaves_a_token_behind(file: Path) -> None:
    for step in steps(file):
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] == "false"


@every_workflow
def test_no_workflow_has_rights_while_it_runs_the_code_of_strangers(file: Path) -> None:
    assert "pull_request_target" not in triggers(file)
    if "pull_request" in triggers(file):
        assert "secrets." not in file.read_text("utf-8")
        rights = [
            workflow(file)["permissions"],
            *(job.get("permissions", {}) for job in jobs(file)),
        ]
        assert all(value == "read" for right in rights if right for value in right.values())


@every_workflow
def test_what_has_rights_runs_the_code_of_the_main_branch(file: Path) -> None:
    if triggers(file) & {"workflow_run", "issues", "issue_comment"}:
        checkouts = [s for s in steps(file) if s.get("uses", "").startswith("actions/checkout@")]
        assert [step["with"]["ref"] for step in checkouts] == [DEFAULT_BRANCH] * len(checkouts)
        commands = "\n".join(step.get("run", "") for step in steps(file))
        assert not re.search(r"gh pr checkout|git (fetch|checkout)|refs/pull", commands)
        assert not any(step.get("uses", "").startswith("actions/cache") for step in steps(file))


def test_token_is_given_only_to_steps_that_talk_to_github() -> None:
    for file in FILES:
        for step in steps(file):
            if any(
                "token" in value or "secrets" in value for value in step.get("env", {}).values()
            ):
                assert re.search(r"\bgh\b", step["run"])
        assert "github.token" not in str([job.get("env") for job in jobs(file)])


def test_form_becomes_a_pull_request_only_when_its_label_was_just_set() -> None:
    file = ROOT / ".github" / "workflows" / "form-to-pull-request.yml"
    [job] = jobs(file)
    assert workflow(file)["on"] == {"issues": {"types": ["labeled"]}}
    assert job["if"] == (
        "github.event.label.name == 'make-pull-request' && !github.event.issue.pull_request"
    )
    assert job["permissions"] == {
        "contents": "write",
        "pull-requests": "write",
        "issues": "write",
    }
    assert job["steps"][0]["id"] == "asked"


def test_only_the_job_that_shows_previews_has_a_secret() -> None:
    named = {f.stem: re.findall(r"secrets\.(\w+)", f.read_text("utf-8")) for f in FILES}
    assert {name: found for name, found in named.items() if found} == {
        "preview-publish": ["PREVIEW_DEPLOY_KEY"]
    }


def test_preview_is_shown_only_when_it_was_built_for_a_pull_request() -> None:
    file = ROOT / ".github" / "workflows" / "preview-publish.yml"
    [job] = jobs(file)
    assert job["if"] == (
        "github.event.workflow_run.event == 'pull_request' && "
        "github.event.workflow_run.conclusion == 'success'"
    )
    built = workflow(ROOT / ".github" / "workflows" / "preview-build.yml")
    assert workflow(file)["on"]["workflow_run"]["workflows"] == [built["name"]]


def test_only_the_build_of_a_preview_uses_a_cache() -> None:
    """What a build kept is run when it is read, and a pull request hands it to itself alone."""
    users = {
        file.stem
        for file in FILES
        for step in steps(file)
        if "cache" in step.get("uses", "") or "cache" in step.get("with", {})
    }
    assert users == {"preview-build"}
    assert triggers(ROOT / ".github" / "workflows" / "preview-build.yml") == {"pull_request"}


def test_what_was_kept_is_taken_up_only_with_the_same_packages() -> None:
    file = ROOT / ".github" / "workflows" / "preview-build.yml"
    [cache] = [step["with"] for step in steps(file) if "cache" in step.get("uses", "")]
    [older] = cache["restore-keys"].split("\n")[:-1]
    assert cache["key"] == older + "${{ github.sha }}"
    for part in ("runner.os", "requirements/site.txt", "package-lock.json"):
        assert part in older
