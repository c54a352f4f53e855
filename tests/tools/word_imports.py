"""What was brought in from a Word file, for tests; the fixture `bring` brings it."""

from collections.abc import Callable
from pathlib import Path

import yaml

Import = Callable[..., tuple[int, str, str]]

TIP = [
    {"group": "Your tip", "field": "title", "ask": "What is the tip?"},
    {"group": "Your tip", "field": "body", "ask": "How do you do it?"},
    {"group": "Your tip", "field": "credits", "ask": "Whom may we thank?"},
]


def form(kind: str, asked: list[dict[str, str]]) -> str:
    fields = {"title": "Bring one", "short": "A form.", "template": "contribute-form"}
    return f"---\n{yaml.safe_dump({**fields, 'form': kind, 'questions': asked})}---\n"


def contents(project: Path) -> dict[str, bytes]:
    """Every file of the content but the forms."""
    files = (file for file in (project / "content").rglob("*") if file.is_file())
    named = {file.relative_to(project / "content").as_posix(): file for file in files}
    return {name: file.read_bytes() for name, file in named.items() if "pages/" not in name}


def written(project: Path, name: str) -> str:
    return contents(project)[name].decode()


def body(text: str) -> str:
    return text.split("---\n", 2)[2].strip()
