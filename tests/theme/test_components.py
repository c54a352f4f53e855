"""Every example of every component: adding an example is adding a test."""

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from bs4 import BeautifulSoup
from jinja2 import Environment, nodes
from pelican.generators import Generator

from tests.golden.build import build_golden

ROOT = Path(__file__).resolve().parents[2]
THEME = ROOT / "theme"
COMPONENTS = sorted(folder.name for folder in (THEME / "components").iterdir())
FILES = {
    name: yaml.safe_load((THEME / f"components/{name}/examples.yaml").read_text("utf-8"))
    for name in COMPONENTS
}
EXAMPLES = [(name, example) for name in COMPONENTS for example in FILES[name]["examples"]]
NAMES = [f"{name}: {example['name']}" for name, example in EXAMPLES]

FILLED_BY_SCRIPT = ("empty-heading", "wcag/h30")
"""What may be empty inside a <template>: a script writes the words before anyone sees them."""

each_component = pytest.mark.parametrize("name", COMPONENTS)
each_example = pytest.mark.parametrize(("name", "example"), EXAMPLES, ids=NAMES)


@pytest.fixture(scope="module")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Environment:
    """Jinja as Pelican sets it up in a build of a real site."""
    output = tmp_path_factory.mktemp("theme") / "output"
    settings = build_golden(output).settings
    generator = Generator({}, settings, settings["PATH"], settings["THEME"], str(output))
    environment: Environment = generator.env
    return environment


def macro_name(component: str) -> str:
    return component.replace("-", "_")


def rendered(templates: Environment, component: str, params: dict[str, Any]) -> str:
    macro = macro_name(component)
    source = f'{{% from "{component}/template.html" import {macro} %}}{{{{ {macro}(params) }}}}'
    return templates.from_string(source).render(params=params)


def source(component: str) -> str:
    return (THEME / "components" / component / "template.html").read_text("utf-8")


def plain_texts(value: Any, key: str = "") -> list[str]:
    """Every text in an example's params that is not trusted HTML."""
    if isinstance(value, dict):
        return [text for name, each in value.items() for text in plain_texts(each, name)]
    if isinstance(value, list):
        return [text for each in value for text in plain_texts(each, key)]
    return [value] if isinstance(value, str) and key != "html" else []


@each_component
def test_folder_holds_one_macro_of_its_name_that_takes_one_mapping(
    name: str, templates: Environment
) -> None:
    macros = list(templates.parse(source(name)).find_all(nodes.Macro))
    assert [macro.name for macro in macros] == [macro_name(name)]
    assert [argument.name for argument in macros[0].args] == ["params"]


@each_component
def test_folder_holds_its_template_style_script_and_examples_alone(name: str) -> None:
    known = {"template.html", "examples.yaml", f"{name}.css", f"{name}.js"}
    found = {file.name for file in (THEME / "components" / name).iterdir()}
    assert {"template.html", "examples.yaml", f"{name}.css"} <= found
    assert {file for file in found - known if not file.endswith(".js")} == set()


@each_component
def test_every_option_that_the_template_reads_is_explained(
    name: str, templates: Environment
) -> None:
    reads = templates.parse(source(name)).find_all((nodes.Getattr, nodes.Getitem))
    used = {
        found.attr if isinstance(found, nodes.Getattr) else found.arg.as_const()
        for found in reads
        if isinstance(found.node, nodes.Name) and found.node.name == "params"
    }
    assert used == {option["name"] for option in FILES[name]["options"]}


@each_component
def test_examples_show_at_least_two_uses_and_that_markup_is_escaped(name: str) -> None:
    examples = FILES[name]["examples"]
    assert len(examples) >= 2
    assert any("<script>" in text for e in examples for text in plain_texts(e["params"]))


@each_component
def test_macro_reads_its_argument_and_nothing_of_the_page(
    name: str, templates: Environment
) -> None:
    tree = templates.parse(source(name))
    stored = {found.name for found in tree.find_all(nodes.Name) if found.ctx in ("store", "param")}
    imported = {each for found in tree.find_all(nodes.FromImport) for each in found.names}
    loaded = {found.name for found in tree.find_all(nodes.Name) if found.ctx == "load"}
    assert loaded - stored - imported <= {"namespace", "loop", "range"}


@each_example
def test_example_lets_no_markup_of_a_text_through(
    name: str, example: dict[str, Any], templates: Environment
) -> None:
    html = rendered(templates, name, example["params"])
    assert html.strip()
    assert BeautifulSoup(html, "html.parser").select("script") == []
    for text in plain_texts(example["params"]):
        assert "<" not in text or text not in html


@each_example
def test_example_has_no_style_and_no_handler_in_its_elements(
    name: str, example: dict[str, Any], templates: Environment
) -> None:
    html = rendered(templates, name, example["params"])
    for element in BeautifulSoup(html, "html.parser").find_all(True):
        assert [key for key in element.attrs if key == "style" or key.startswith("on")] == []


@pytest.fixture(scope="module")
def styled() -> set[str]:
    """Every class that some style sheet of the theme names."""
    sheets = (file.read_text("utf-8") for file in THEME.rglob("*.css"))
    return {found for sheet in sheets for found in re.findall(r"\.(-?[a-zA-Z_][\w-]*)", sheet)}


@each_example
def test_every_class_belongs_to_a_component_or_a_style_sheet(
    name: str, example: dict[str, Any], templates: Environment, styled: set[str]
) -> None:
    """A block or its element may go without a style of its own; a name out of nowhere is a slip."""
    soup = BeautifulSoup(rendered(templates, name, example["params"]), "html.parser")
    used = {each for element in soup.select("[class]") for each in element["class"]}
    blocks = {re.split("__|--", each)[0] for each in used}
    assert sorted(blocks - styled - set(COMPONENTS)) == []


@each_component
def test_style_of_a_component_names_only_its_own_classes_and_layer(name: str) -> None:
    sheet = (THEME / f"components/{name}/{name}.css").read_text("utf-8")
    assert re.findall(r"@layer ([^{;]*?)\s*[{;]", sheet) == ["components"]
    assert "!important" not in sheet
    assert not re.search(r"[^&\w]#[a-zA-Z][\w-]*\s*[{,]", sheet)


def test_every_example_is_valid_html(templates: Environment, tmp_path: Path) -> None:
    for number, (name, example) in enumerate(EXAMPLES):
        part = rendered(templates, name, example["params"])
        if part.lstrip().startswith("<li"):
            part = f"<ol>{part}</ol>"
        page = f'<!DOCTYPE html>\n<html lang="en"><head><title>x</title></head><body>{part}</body>'
        (tmp_path / f"{number:03}-{name}.html").write_text(f"{page}</html>\n", "utf-8")
    (tmp_path / "a-fault.html").write_text("<!DOCTYPE html>\n<p><p></div>\n")
    node = shutil.which("node", path=str(ROOT / ".venv" / "bin")) or shutil.which("node")
    program = ROOT / "node_modules" / "html-validate" / "bin" / "html-validate.mjs"
    config = Path(__file__).with_name("html-validate.mjs")
    command = [str(node), str(program), "--config", str(config), "--formatter", "json"]
    done = subprocess.run([*command, str(tmp_path)], cwd=ROOT, capture_output=True, text=True)
    faults = [
        f"{Path(file['filePath']).stem}: {fault['message']} {fault['ruleId']} {fault['selector']}"
        for file in json.loads(done.stdout)
        for fault in file["messages"]
        if not (" template > " in str(fault["selector"]) and fault["ruleId"] in FILLED_BY_SCRIPT)
    ]
    assert [fault for fault in faults if not fault.startswith("a-fault: ")] == []
    assert faults != [], "The checker must find the fault that was put there for it."
