"""A small project about tea that tests edit, build and look at."""

import copy
import hashlib
import os
import shutil
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import yaml

ROOT = Path(__file__).resolve().parents[2]
MADE_OF = Path(__file__).parent
TODAY = date(2026, 11, 23)
SITE = "site.yml"
CODE = ("knowledge", "plugins", "tools")
KEPT_BETWEEN_PROJECTS = Path(".cache", "templates")
"""Compiled templates, which Jinja keeps by the hash of their text."""

Option = TypeVar("Option")
Site = dict[str, tuple[bool, bytes]]
"""Every file and folder inside one: whether all may read it, and what stands in it."""


def pick(options: Sequence[Option], choice: int) -> Option:
    """One of the options; every number chooses one."""
    return options[choice % len(options)]


class Project:
    """The files of a project, as this test last wrote them, and which it wrote since it built.

    `fields` and `bodies` are what the Markdown files say, `data` what the YAML files say.
    """

    def __init__(self, folder: Path, has_code: bool = False) -> None:
        """The project as it begins, in place of whatever another test left in the folder.

        With its code, so that its own commands can be run there.
        """
        kept = folder.with_name("templates")
        if folder.exists():
            (folder / KEPT_BETWEEN_PROJECTS).rename(kept)
            shutil.rmtree(folder)
        shutil.copytree(MADE_OF / "content", folder / "content")
        for name in ("theme", *(CODE if has_code else ())):
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(ROOT / name, folder / name, ignore=ignored)
        for name in ("pelicanconf.py", "publishconf.py"):
            shutil.copy(ROOT / name, folder)
        shutil.copy(MADE_OF / SITE, folder)
        (folder / "node_modules").symlink_to(ROOT / "node_modules")
        if kept.exists():
            (folder / ".cache").mkdir()
            kept.rename(folder / KEPT_BETWEEN_PROJECTS)
        self.folder = folder
        self.overrides: dict[str, Any] = {
            "KNOWLEDGE_TODAY": TODAY,
            "KNOWLEDGE_STYLE_PAGES": False,
        }
        self.written: set[Path] = set()
        self.removed: dict[str, bytes] = {}
        self.broken: dict[str, bytes] = {}
        self.fields: dict[str, dict[str, Any]] = {}
        self.bodies: dict[str, str] = {}
        for file in (folder / "content").rglob("*.md"):
            _, fields, body = file.read_text("utf-8").split("---\n", 2)
            self.fields[self._name(file)] = yaml.safe_load(fields)
            self.bodies[self._name(file)] = body.strip()
        files = [folder / SITE, *(folder / "content").glob("*.yml")]
        self.data = {self._name(file): yaml.safe_load(file.read_text("utf-8")) for file in files}

    def _name(self, file: Path) -> str:
        return file.relative_to(self.folder).as_posix()

    def named(self, kind: str) -> list[str]:
        """The Markdown files of a folder of the content."""
        return sorted(name for name in self.fields if name.startswith(f"content/{kind}/"))

    def write(self, name: str, data: str | bytes) -> None:
        """Writes a file as an editor does, and remembers which."""
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data if isinstance(data, bytes) else data.encode())
        self.written.add(file)

    def read(self, name: str) -> bytes:
        """What stands in a file."""
        return (self.folder / name).read_bytes()

    def save(self, name: str) -> None:
        """Writes what a Markdown or YAML file is to say now."""
        if name in self.data:
            self.write(name, _yaml(self.data[name]))
        else:
            self.write(name, f"---\n{_yaml(self.fields[name])}---\n\n{self.bodies[name]}\n")

    def change(self, name: str, **fields: Any) -> None:
        """Gives fields of a Markdown file other values; None takes a field out."""
        changed = {**self.fields[name], **fields}
        self.fields[name] = {field: value for field, value in changed.items() if value is not None}
        self.save(name)

    def rebody(self, name: str, body: str) -> None:
        """Gives a Markdown file another body."""
        self.bodies[name] = body
        self.save(name)

    def add(self, name: str, body: str, **fields: Any) -> None:
        """Writes a new Markdown file."""
        self.fields[name], self.bodies[name] = copy.deepcopy(fields), body
        self.save(name)

    def remove(self, name: str) -> None:
        """Deletes a file, and remembers it for an edit that brings it back."""
        file = self.folder / name
        if file.exists():
            self.removed[name] = file.read_bytes()
            file.unlink()
        self.fields.pop(name, None)
        self.bodies.pop(name, None)

    def break_file(self, name: str, data: str) -> None:
        """Writes what no build can read."""
        self.broken.setdefault(name, self.read(name))
        self.write(name, data)

    def mend(self) -> None:
        """Writes every broken file as it was."""
        for name, data in self.broken.items():
            self.write(name, data)
        self.broken.clear()

    def state(self) -> str:
        """The mark of all that a build may look at: the bytes of every file, and the settings."""
        folders = [self.folder / "content", self.folder / "theme"]
        files = [file for folder in folders for file in folder.rglob("*") if file.is_file()]
        mark = hashlib.sha256(repr(sorted(self.overrides.items())).encode())
        for file in sorted([*files, *(file for file in self.folder.iterdir() if file.is_file())]):
            mark.update(f"{self._name(file)}\0{file.stat().st_size}\0".encode())
            mark.update(file.read_bytes())
        return mark.hexdigest()


def _yaml(value: Any) -> str:
    return yaml.safe_dump(value, sort_keys=False, allow_unicode=True)


def snapshot(folder: Path) -> Site:
    """What a folder holds."""
    found: Site = {}
    for place, folders, files in os.walk(folder):
        for name in files:
            file = Path(place, name)
            is_for_all = file.stat().st_mode & 0o444 == 0o444
            found[file.relative_to(folder).as_posix()] = is_for_all, file.read_bytes()
        for name in folders:
            found[f"{Path(place, name).relative_to(folder).as_posix()}/"] = True, b""
    return found


def difference(found: Site, wanted: Site) -> dict[str, str]:
    """What `diff -r` would say, by name; nothing when they are the same."""
    told = {}
    for name in sorted(found.keys() | wanted.keys()):
        if name not in wanted:
            told[name] = "should not be there"
        elif name not in found:
            told[name] = "is missing"
        elif found[name][1] != wanted[name][1]:
            told[name] = "has other bytes"
        elif found[name] != wanted[name]:
            told[name] = "can be read by others in one of them only"
    return told


def assert_same(found: Site, wanted: Site, otherwise: str) -> None:
    """Says what is wrong, and the first names of those that differ."""
    told = [f"{name} {how}" for name, how in difference(found, wanted).items()]
    assert not told, f"{otherwise}\n{len(told)} differ: {'; '.join(told[:12])}"
