"""Forms as the files that GitHub reads: .github/ISSUE_TEMPLATE/<form>.yml."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

from tools.issue_form.forms import Form, Question

FOLDER = Path(".github", "ISSUE_TEMPLATE")

_REMARK = """\
# Written by `python -m tools.issue_form --write-forms`: change the questions in
# content/pages/contribute-{name}.md, and what stands around them in tools/issue_form/frame.yml.
"""
_CONTROLS = {"text": "input", "page": "input", "date": "input", "one": "dropdown"}
_SEVERAL = "many"
_ANY_WIDTH = 10_000


class _Dumper(yaml.SafeDumper):
    """YAML in which a text of several lines stands as it is."""


def _as_it_is(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _as_it_is)


def templates(forms: Iterable[Form]) -> dict[str, str]:
    """The text of each file by its name."""
    return {f"{form.name}.yml": _template(form) for form in forms}


def write_templates(root: Path, forms: Iterable[Form]) -> list[Path]:
    """The files written, which then ask what the pages of the site ask."""
    written = []
    for name, text in templates(forms).items():
        file = root / FOLDER / name
        file.write_text(text, encoding="utf-8")
        written.append(file)
    return written


def _template(form: Form) -> str:
    values = {
        "name": form.title,
        "description": form.description,
        # The title of the issue. GitHub asks for one, and the page's own is asked for below.
        "title": f"{form.name.replace('-', ' ').capitalize()}: ",
        "labels": [form.name],
        "body": [
            {"type": "markdown", "attributes": {"value": form.about}},
            *(_item(question) for question in form.questions),
        ],
    }
    text = yaml.dump(values, None, _Dumper, sort_keys=False, allow_unicode=True, width=_ANY_WIDTH)
    return _REMARK.format(name=form.name) + text


def _item(question: Question) -> dict[str, Any]:
    attributes: dict[str, Any] = {"label": question.label, "description": question.help}
    labels = [label for _value, label in question.options]
    if question.is_tick:
        attributes["options"] = [{"label": label, "required": True} for label in labels]
        return {"type": "checkboxes", "id": question.name, "attributes": attributes}
    if labels:
        attributes |= {"multiple": question.control == _SEVERAL, "options": labels}
    elif question.example:
        attributes["placeholder"] = question.example
    return {
        "type": "dropdown" if labels else _CONTROLS.get(question.control, "textarea"),
        "id": question.name,
        "attributes": attributes,
        "validations": {"required": question.is_needed},
    }
