"""The forms on GitHub ask what the pages of the site ask, and keep GitHub's own rules for forms."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from knowledge import KINDS, Library, open_library
from tests.plugins.mini_site import ROOT
from tools.issue_form.__main__ import main
from tools.issue_form.forms import read_forms
from tools.issue_form.reading import chosen
from tools.issue_form.templates import FOLDER, templates

FILES = sorted(file for file in (ROOT / FOLDER).glob("*.yml") if file.name != "config.yml")
CONTROLS = {"markdown", "input", "textarea", "dropdown", "checkboxes"}
ALLOWED = {
    "markdown": {"value"},
    "input": {"label", "description", "placeholder"},
    "textarea": {"label", "description", "placeholder"},
    "dropdown": {"label", "description", "multiple", "options"},
    "checkboxes": {"label", "description", "options"},
}
NO_FIELDS = {"body", "pictures", "licence", "own_story"}


def real_library() -> Library:
    library, _problems = open_library(ROOT, drafts=True)
    assert library
    return library


def form(file: Path) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(file.read_text("utf-8"))
    return found


def items(file: Path) -> list[dict[str, Any]]:
    return [item for item in form(file)["body"] if item["type"] != "markdown"]


def test_files_are_what_the_pages_ask() -> None:
    """When this fails: .venv/bin/python -m tools.issue_form --write-forms"""
    written = {file.name: file.read_text("utf-8") for file in FILES}
    assert written == templates(read_forms(real_library()))


def test_there_is_a_form_for_each_way_to_take_part() -> None:
    names = [file.stem for file in FILES]
    assert names == ["case-study", "correction", "definition", "tip"]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_github_can_read_the_form(file: Path) -> None:
    whole = form(file)
    assert set(whole) == {"name", "description", "title", "labels", "body"}
    assert all(whole[name] for name in whole)
    assert {item["type"] for item in whole["body"]} <= CONTROLS
    for item in whole["body"]:
        assert set(item["attributes"]) <= ALLOWED[item["type"]]
        assert all(isinstance(value, str | bool | list) for value in item["attributes"].values())


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_names_and_labels_of_a_form_are_told_apart(file: Path) -> None:
    names = [item["id"] for item in items(file)]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[A-Za-z0-9_-]+", name) for name in names)
    labels = [re.sub(r"\W+", "-", item["attributes"]["label"]).lower() for item in items(file)]
    assert len(set(labels)) == len(labels)
    assert not any("\n" in item["attributes"]["label"] for item in items(file))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_choices_are_told_apart_when_github_puts_commas_between_them(file: Path) -> None:
    for item in items(file):
        if item["type"] == "dropdown":
            options = item["attributes"]["options"]
            assert chosen(", ".join(options)) == options
            assert len({option.casefold() for option in options}) == len(options)
            assert all(option and option.casefold() != "none" for option in options)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_each_question_has_a_place_in_the_file(file: Path) -> None:
    kind = next((kind for kind in KINDS if kind.name == file.stem), None)
    if kind is None:
        known = {"page", "wrong", "right", "source", "name"}
    else:
        known = {heading.lower().replace(" ", "-") for heading in kind.asked_headings}
        known |= set(kind.fields.model_fields)
    assert {item["id"] for item in items(file)} <= known | NO_FIELDS


@pytest.mark.parametrize("file", [f for f in FILES if f.stem != "correction"], ids=lambda f: f.stem)
def test_what_a_file_needs_must_be_answered(file: Path) -> None:
    [kind] = [kind for kind in KINDS if kind.name == file.stem]
    needed = {name for name, info in kind.fields.model_fields.items() if info.is_required()}
    needed |= {heading.lower().replace(" ", "-") for heading in kind.headings}
    needed |= {"body"} if kind.needs_body else set()
    asked = {item["id"] for item in items(file) if item.get("validations", {}).get("required")}
    assert asked == needed


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_first_it_says_that_all_is_public_and_asks_for_no_private_story(file: Path) -> None:
    first, second, *rest = form(file)["body"]
    assert "All of this is public as soon as you send it" in first["attributes"]["value"]
    assert second["id"] == "own_story"
    ticks = [item for item in (second, *rest) if item["type"] == "checkboxes"]
    assert [item["id"] for item in ticks][1:] == ([] if file.stem == "correction" else ["licence"])
    for tick in ticks:
        [option] = tick["attributes"]["options"]
        assert option["required"] is True


def test_label_of_a_form_is_its_name_and_never_the_one_that_asks_for_a_pull_request() -> None:
    assert [form(file)["labels"] for file in FILES] == [[file.stem] for file in FILES]


def test_nobody_is_kept_from_writing_without_a_form() -> None:
    config = yaml.safe_load((ROOT / FOLDER / "config.yml").read_text("utf-8"))
    assert config == {"blank_issues_enabled": True}


def test_command_writes_the_forms(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("content", "site.yml"):
        (tmp_path / name).symlink_to(ROOT / name)
    (tmp_path / FOLDER).mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    assert main(["--write-forms"], {}) == 0
    written = {file.name: file.read_text("utf-8") for file in (tmp_path / FOLDER).iterdir()}
    assert written == {file.name: file.read_text("utf-8") for file in FILES}


def test_example_of_a_source_is_one_that_an_issue_can_be_read_from() -> None:
    [question] = [
        item
        for file in FILES
        if file.stem == "tip"
        for item in items(file)
        if item["id"] == "sources"
    ]
    assert "placeholder" not in question["attributes"]
    assert "Title | Publisher | Year | https://" in question["attributes"]["description"]
