"""Front matter: a file's bytes become values, each with its line, and a body.

This module hides YAML: its fence, its parser and its traps. Faults come back as
problems that a person who never saw YAML can mend; nothing here raises on bad content.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import yaml

from knowledge.easy_read import EasyRead, split
from knowledge.problems import Problem
from knowledge.traps import GUIDE, syntax_fault, traps, unreadable

Path = tuple[str | int, ...]
"""Where a value stands: ("views", 0, "who") is the first view's `who`."""

Value = str | int | bool | None | list["Value"] | dict[str, "Value"]

FENCE = "---"

_DEEPEST = 12
_WHOLE_NUMBER = re.compile(r"[+-]?(0|[1-9][0-9]{0,17})\Z")


class _Shallow:
    """A limit to lists within lists, as YAML's own readers crash on very deep ones."""

    depth = 0

    def descend_resolver(self, parent: yaml.Node | None, index: object) -> None:
        """Called by PyYAML on the way into each node."""
        self.depth += 1
        if parent and self.depth > _DEEPEST:
            raise yaml.MarkedYAMLError(problem="too deep", problem_mark=parent.start_mark)

    def ascend_resolver(self) -> None:
        """Called by PyYAML on the way out of each node."""
        self.depth -= 1


_LOADER: Any = type("_Loader", (_Shallow, getattr(yaml, "CSafeLoader", yaml.SafeLoader)), {})
_PYTHON_LOADER: Any = type("_PythonLoader", (_Shallow, yaml.SafeLoader), {})


class Mark(NamedTuple):
    """Where a value was written, and the very words, before YAML gave them a type."""

    line: int
    written: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A file as read: front matter values, a mark for each, and the body after them.

    The body's Easy Read section stands by itself.
    """

    path: str
    values: dict[str, Value]
    marks: Mapping[Path, Mark]
    body: str = ""
    body_line: int = 1
    problems: tuple[Problem, ...] = field(default=())
    easy_read: EasyRead | None = None

    def line(self, path: Path) -> int:
        """The line of the value at `path`, or of the nearest value around it."""
        while path and path not in self.marks:
            path = path[:-1]
        return self.marks[path].line if path in self.marks else 1


def read_markdown(path: str, data: bytes) -> Document:
    """The document in a Markdown file: front matter between two fences, then the body."""
    text, problems = _decode(path, data)
    lines = text.split("\n")
    if lines[0].rstrip() != FENCE:
        mend = "Let the very first line be three hyphens (---), with nothing above them."
        missing = Problem(path, 1, "The file does not begin with ---.", mend, "fence")
        return Document(path, {}, {}, problems=(*problems, missing))
    end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() == FENCE), None)
    if end is None:
        what = "The block of fields that starts on line 1 never ends."
        mend = "Put a line of three hyphens (---) after the last field."
        endless = Problem(path, 1, what, mend, "fence")
        return Document(path, {}, {}, problems=(*problems, endless))
    values, marks, faults = _read_mapping(path, lines[1:end], first_line=2)
    body, easy_read = split("\n".join(lines[end + 1 :]), end + 2)
    return Document(path, values, marks, body, end + 2, (*problems, *faults), easy_read)


def read_data(path: str, data: bytes) -> Document:
    """The document in a YAML file that is one mapping, with no body."""
    text, problems = _decode(path, data)
    values, marks, faults = _read_mapping(path, text.split("\n"), first_line=1)
    return Document(path, values, marks, problems=(*problems, *faults))


def read_list(path: str, data: bytes) -> list[Document]:
    """One document for each item of a YAML file that is a list of mappings.

    What is wrong with the file as a whole is told by a first document without values.
    """
    text, problems = _decode(path, data)
    lines = ["items:", *text.split("\n")]
    values, marks, faults = _read_mapping(path, lines, first_line=0)
    items = values.get("items")
    rows = items if isinstance(items, list) else []
    if len(values) > 1 or not isinstance(items, list | None):
        what, mend = "This file is not a list.", "Begin each entry with '- id: ...'."
        faults.append(Problem(path, 1, what, mend, "yaml"))
    documents = []
    marks_of = grouped(marks, depth=2)
    for n, row in enumerate(rows):
        own = marks_of["items", n]
        if row and isinstance(row, dict):
            documents.append(Document(path, row, own))
        else:
            what, mend = "This item of the list has no fields.", "Write it as '- id: ...'."
            faults.append(Problem(path, own[()].line, what, mend, "yaml"))
    whole = (*problems, *faults)
    return [Document(path, {}, {}, problems=whole), *documents] if whole else documents


def grouped(marks: Mapping[Path, Mark], depth: int) -> dict[Path, dict[Path, Mark]]:
    """The marks by the first `depth` steps of their paths, with the rest of each path."""
    groups: dict[Path, dict[Path, Mark]] = defaultdict(dict)
    for path, mark in marks.items():
        groups[path[:depth]][path[depth:]] = mark
    return groups


def _decode(path: str, data: bytes) -> tuple[str, list[Problem]]:
    problems = []
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        what = "This line holds a character that is not saved as UTF-8."
        mend = "Save the file with the encoding UTF-8."
        problems.append(Problem(path, line, what, mend, "encoding"))
        text = data.decode("utf-8", "replace")
    if text.startswith("\ufeff"):
        what = "The file starts with an invisible mark (a byte order mark, BOM)."
        mend = "Save it as 'UTF-8', not as 'UTF-8 with BOM'."
        problems.append(Problem(path, 1, what, mend, "saving"))
        text = text[1:]
    if "\r" in text:
        line = text[: text.index("\r")].count("\n") + 1
        what = "The lines end the Windows way (CRLF)."
        mend = "Save the file with Unix line ends (LF); most editors show this at the bottom."
        problems.append(Problem(path, line, what, mend, "saving"))
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text, problems


def _read_mapping(
    path: str, lines: list[str], first_line: int
) -> tuple[dict[str, Value], dict[Path, Mark], list[Problem]]:
    faults = list(unreadable(lines)) or list(traps(lines))
    node = None
    if not faults:
        try:
            node = yaml.compose("\n".join(lines), Loader=_LOADER)
        except yaml.YAMLError as error:
            faults = [syntax_fault(lines, _in_known_words(lines, error))]
    if faults:
        problems = [Problem(path, max(first_line + n, 1), *fault, "yaml") for n, fault in faults]
        return {}, {}, problems
    if node is None:
        return {}, {(): Mark(first_line)}, []
    if not isinstance(node, yaml.MappingNode):
        return {}, {}, [_not_a_mapping(path, lines, first_line)]
    builder = _Builder(path, first_line)
    values = builder.build(node, ())
    assert isinstance(values, dict)
    if builder.problems:
        return {}, {}, builder.problems
    return values, builder.marks, []


def _in_known_words(lines: list[str], error: yaml.YAMLError) -> yaml.YAMLError:
    """The same error as the pure-Python parser tells it, whose words are fixed."""
    try:
        yaml.compose("\n".join(lines), Loader=_PYTHON_LOADER)
    except yaml.YAMLError as found:
        return found
    return error


def _not_a_mapping(path: str, lines: list[str], first_line: int) -> Problem:
    number = next(n for n, line in enumerate(lines, first_line) if line.strip())
    what = "These lines are not fields."
    return Problem(path, number, what, f"Write each as 'field: text'. {GUIDE}", "yaml")


class _Builder:
    """Values and marks from YAML's nodes; refuses repeated keys and YAML's own repeats."""

    def __init__(self, path: str, first_line: int) -> None:
        self.path = path
        self.first_line = first_line
        self.marks: dict[Path, Mark] = {}
        self.problems: list[Problem] = []
        self._seen: set[int] = set()

    def build(self, node: yaml.Node, path: Path) -> Value:
        line = node.start_mark.line + self.first_line
        if id(node) in self._seen:
            what = "This part is a repeat of another (YAML's & and *)."
            mend = "Write the text out in full."
            self.problems.append(Problem(self.path, line, what, mend, "yaml"))
            return None
        self._seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            self.marks.setdefault(path, Mark(line))
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            self.marks.setdefault(path, Mark(line))
            return [self.build(item, (*path, n)) for n, item in enumerate(node.value)]
        assert isinstance(node, yaml.ScalarNode)
        key_line = self.marks[path].line if path in self.marks else line
        self.marks[path] = Mark(key_line, node.value)
        return _scalar(node)

    def _mapping(self, node: yaml.MappingNode, path: Path) -> dict[str, Value]:
        values: dict[str, Value] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + self.first_line
            if not isinstance(key_node, yaml.ScalarNode):
                what, mend = "YAML reads a list here, not text.", "If it is text, put it in quotes."
                self.problems.append(Problem(self.path, line, what, mend, "yaml"))
                continue
            key = str(key_node.value)
            if key in values:
                first = self.marks[(*path, key)].line
                what = f"'{key}' stands twice (first on line {first})."
                mend = "Keep one of the two."
                self.problems.append(Problem(self.path, line, what, mend, "yaml"))
                continue
            self.marks[(*path, key)] = Mark(line)
            values[key] = self.build(value_node, (*path, key))
        return values


def _scalar(node: yaml.ScalarNode) -> Value:
    """The value a person meant: dates and odd numbers stay the words that were written."""
    tag = node.tag.rpartition(":")[2]
    if tag == "null":
        return None
    if tag == "bool":
        return str(node.value).lower() in ("yes", "true", "on")
    if tag == "int" and _WHOLE_NUMBER.match(node.value):
        return int(node.value)
    return str(node.value)
