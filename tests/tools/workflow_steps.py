"""The commands of a workflow, run as GitHub runs them, with a gh that only listens."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

SECONDS = 60
"""More than any command may take, even on a machine that has much else to do."""

FAKE_GH = """\
#!{python}
import json, os, sys
from pathlib import Path
arguments = sys.argv[1:]
call = {{"arguments": arguments}}
if "--body-file" in arguments:
    call["text"] = Path(arguments[arguments.index("--body-file") + 1]).read_text("utf-8")
with open(os.environ["GH_CALLS"], "a", encoding="utf-8") as file:
    file.write(json.dumps(call) + "\\n")
for start, answer in json.loads(os.environ["GH_ANSWERS"]).items():
    if " ".join(arguments).startswith(start):
        if isinstance(answer, int):
            sys.exit(answer)
        sys.stdout.write(answer)
"""


@dataclass
class Run:
    """How the steps of a job went, and what gh was asked."""

    outcomes: dict[str, str] = field(default_factory=dict)
    calls: list[dict[str, Any]] = field(default_factory=list)
    said: str = ""

    def asked(self, *start: str) -> list[dict[str, Any]]:
        """The calls of gh that begin with these arguments."""
        return [call for call in self.calls if call["arguments"][: len(start)] == list(start)]


def run_job(
    job: Mapping[str, Any],
    folder: Path,
    work: Path,
    values: Mapping[str, str],
    answers: Mapping[str, str | int],
    skipped: frozenset[str] = frozenset(),
) -> Run:
    """Runs every step that is a command, in `work`, but those of these names.

    `values` are GitHub's own, by the expressions that ask for them.
    """
    shell = _Shell(folder, work, dict(values), answers)
    run = Run()
    for step in job["steps"]:
        if "run" in step and step["name"] not in skipped:
            has_failed = "failure" in run.outcomes.values()
            if _is_due(step.get("if", ""), has_failed, run.outcomes, shell.values):
                run.said += shell.run(step, job.get("env", {}), run.outcomes)
    if shell.calls.exists():
        run.calls = [json.loads(line) for line in shell.calls.read_text("utf-8").splitlines()]
    return run


def _is_due(
    asked: str, has_failed: bool, outcomes: Mapping[str, str], values: Mapping[str, str]
) -> bool:
    """Whether a step runs: `asked` may join with && what our own workflows ask."""
    parts = [part for part in asked.split(" && ") if part]
    if "always()" in parts:
        return True
    if ("failure()" in parts) != has_failed:
        return False
    return all(_holds(part, outcomes, values) for part in parts if part != "failure()")


def _holds(part: str, outcomes: Mapping[str, str], values: Mapping[str, str]) -> bool:
    match = re.fullmatch(r"([\w.-]+) (==|!=) '(\w*)'", part)
    assert match, f"The steps are run without knowing what this means: {part}"
    name, sign, value = match.groups()
    if name.endswith(".outcome"):
        return (outcomes.get(name.split(".")[1], "skipped") == value) == (sign == "==")
    return (values.get(name, "") == value) == (sign == "==")


class _Shell:
    """bash as GitHub starts it, with the places and values that a step asks for."""

    def __init__(
        self, folder: Path, work: Path, values: dict[str, str], answers: Mapping[str, str | int]
    ) -> None:
        self.work, self.values = work, values
        self.calls = folder / "calls"
        self._output = folder / "output"
        self._script = folder / "step.sh"
        programs = folder / "bin"
        programs.mkdir()
        (programs / "gh").write_text(FAKE_GH.format(python=sys.executable), encoding="utf-8")
        (programs / "gh").chmod(0o755)
        self._base = {
            "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(folder),
            "GIT_CONFIG_NOSYSTEM": "1",
            "GITHUB_OUTPUT": str(self._output),
            "GITHUB_EVENT_PATH": str(folder / "event.json"),
            "GH_CALLS": str(self.calls),
            "GH_ANSWERS": json.dumps(answers),
            "PYTHONDONTWRITEBYTECODE": "1",
        }

    def run(self, step: Mapping[str, Any], job: Mapping[str, str], outcomes: dict[str, str]) -> str:
        """What the step said; `outcomes` and the values then hold how it ended, and its outputs."""
        own = {**job, **step.get("env", {})}
        chosen = {name: self._value(value) for name, value in own.items()}
        self.values |= {f"env.{name}": value for name, value in chosen.items()}
        self._script.write_text(step["run"], encoding="utf-8")
        self._output.write_text("", encoding="utf-8")
        done = subprocess.run(
            ["bash", "-e", str(self._script)],
            cwd=self.work,
            env={**self._base, **chosen},
            capture_output=True,
            text=True,
            timeout=SECONDS,
        )
        name = step.get("id", step["name"])
        outcomes[name] = "failure" if done.returncode else "success"
        for line in self._output.read_text("utf-8").splitlines():
            key, _, value = line.partition("=")
            self.values[f"steps.{name}.outputs.{key}"] = value
        return done.stdout + done.stderr

    def _value(self, written: str) -> str:
        """The text of an environment, with GitHub's values in the place of what asks for them."""
        return re.sub(
            r"\$\{\{ ([\w.-]+) \}\}", lambda match: self.values.get(match[1], ""), written
        )


def job_of(file: Path) -> dict[str, Any]:
    """The only job of a workflow."""
    [job] = yaml.safe_load(file.read_text("utf-8"))["jobs"].values()
    found: dict[str, Any] = job
    return found
