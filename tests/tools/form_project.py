"""A small project whose pages ask questions, and what its issues' forms become there."""

import io
import json
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.plugins.mini_site import markdown, settings_page, write_files
from tools.issue_form.__main__ import main

EVENTS = Path(__file__).with_name("events")
OUTPUT_BEFORE = "before=us\n"


def questions(**asked: str) -> list[dict[str, str]]:
    return [{"group": "All", "field": field, "ask": ask} for field, ask in asked.items()]


HEADINGS = {
    "The problem": "What was wrong?",
    "What people did together": "What did people do?",
    "What changed": "What changed?",
    "What was learned": "What was learned?",
}
ASKED = {
    "case-study": questions(
        own_story="Whose story is it?",
        title="What is it called?",
        short="In short?",
        place="Where?",
        years="When?",
        nation="Which nations?",
        organisations="Who ran it?",
        **HEADINGS,
        sources="Where can we read it?",
        pictures="Pictures?",
        credits="Whom may we thank?",
    ),
    "tip": questions(
        title="What is the tip?",
        body="How is it done?",
        try_this="What could someone try?",
        sources="Where did you read it?",
        credits="Whom may we thank?",
    ),
    "definition": questions(
        title="Which word?",
        short="What does it mean?",
        body="What else?",
        aliases="Other names?",
        credits="Whom may we thank?",
    ),
    "correction": questions(
        page="Which page?", wrong="What is wrong?", right="What should it say?"
    ),
}
PROJECT = {
    "site.yml": settings_page(),
    "content/tips/start-small.md": markdown("Start small", "Bake one loaf."),
    **{
        f"content/pages/contribute-{name}.md": markdown(
            name.capitalize(),
            template="contribute-form",
            address=f"/contribute/{name}/",
            form=name,
            questions=asked,
        )
        for name, asked in ASKED.items()
    },
}


@dataclass(frozen=True)
class Replay:
    """What the command did with an event."""

    code: int
    said: str
    new_files: dict[str, str]
    outputs: str
    texts: dict[str, str]


def event(name: str) -> dict[str, Any]:
    """A saved event."""
    found: dict[str, Any] = json.loads((EVENTS / f"{name}.json").read_text("utf-8"))
    return found


def files_in(folder: Path) -> dict[str, str]:
    files = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_text("utf-8") for file in files}


def replay(folder: Path, what: dict[str, Any]) -> Replay:
    """Runs the command on an event as the workflow does, in a small project of its own."""
    root, texts = folder / "project", folder / "texts"
    write_files(root, PROJECT)
    before = files_in(root)
    (folder / "event.json").write_text(json.dumps(what), encoding="utf-8")
    (folder / "output").write_text(OUTPUT_BEFORE, encoding="utf-8")
    places = {
        "GITHUB_EVENT_PATH": str(folder / "event.json"),
        "GITHUB_OUTPUT": str(folder / "output"),
        "ISSUE_FORM_TEXTS": str(texts),
    }
    said = io.StringIO()
    with chdir(root), redirect_stdout(said), redirect_stderr(said):
        code = main([], places)
    after = files_in(root)
    assert {name: after.get(name) for name in before} == before
    outputs = (folder / "output").read_text("utf-8")
    assert outputs.startswith(OUTPUT_BEFORE)
    return Replay(
        code,
        said.getvalue(),
        {name: text for name, text in after.items() if name not in before},
        outputs.removeprefix(OUTPUT_BEFORE),
        files_in(texts) if texts.exists() else {},
    )
