"""Asks the engines in Node: what they find, and which files they take for it."""

import json
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from tools.machine import VENV, system_node

Question = Mapping[str, Any]
"""What an engine is asked: the `name` of what it shall do, and what that needs."""


class Weight(NamedTuple):
    """The bytes of a file on its way to a reader."""

    brotli: int
    gzip: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found, and the files taken for it in each step."""

    found: Any
    steps: Sequence[Sequence[str]]

    @property
    def files(self) -> list[str]:
        """All files taken, in order."""
        return [name for step in self.steps for name in step]


@dataclass(frozen=True, slots=True)
class Asked:
    """The answers of each session, and what the files weigh."""

    sessions: Sequence[Sequence[Answer]]
    weights: Mapping[str, Weight]

    def weight(self, names: Iterable[str]) -> Weight:
        """The bytes of these files together."""
        each = [self.weights[name] for name in names]
        return Weight(sum(one.brotli for one in each), sum(one.gzip for one in each))


def search(typed: str, count: int = 5, typing: bool = False) -> Question:
    """Asks for the best results of what is typed."""
    return {
        "name": "search",
        "typed": typed,
        "typing": typing,
        "signs": "",
        "kind": "",
        "from": 0,
        "count": count,
    }


def ask(
    program: Path, folder: Path, sessions: Iterable[Sequence[Question]], weigh: bool = False
) -> Asked:
    """Asks the questions of each session in turn; each session begins with nothing loaded."""
    told = json.dumps({"folder": str(folder), "sessions": list(sessions), "weigh": weigh})
    command = [node(), "--max-old-space-size=4096", str(program)]
    done = subprocess.run(command, input=told, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{program.name}: {done.stderr}")
    data = json.loads(done.stdout)
    answers = [[Answer(**answer) for answer in session] for session in data["answers"]]
    weights = {name: Weight(*sizes) for name, sizes in data["weights"].items()}
    return Asked(answers, weights)


@cache
def node() -> str:
    """The Node.js that the set-up chose."""
    own = VENV / "bin" / "node"
    return str(own) if own.exists() else system_node()
