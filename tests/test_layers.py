"""Who may import whom: the contracts in pyproject.toml are kept, and name every module."""

import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CONTRACTS = {
    contract["id"]: contract
    for contract in tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"][
        "importlinter"
    ]["contracts"]
}


def modules(package: str) -> set[str]:
    files = {file.stem for file in (ROOT / package).glob("*.py")}
    folders = {file.parent.name for file in (ROOT / package).glob("*/__init__.py")}
    return (files | folders) - {"__init__"}


def test_every_contract_is_kept() -> None:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"Contracts: {len(CONTRACTS)} kept, 0 broken." in done.stdout


def test_every_module_of_knowledge_has_its_layer() -> None:
    layers = CONTRACTS["knowledge-layers"]["layers"]
    named = [name.strip() for layer in layers for name in layer.split("|")]
    assert sorted(named) == sorted({*modules("knowledge"), "__main__"})


def test_every_plugin_is_kept_apart_from_the_others() -> None:
    named = {name.removeprefix("plugins.") for name in CONTRACTS["plugins-apart"]["modules"]}
    assert named == modules("plugins")


def test_the_site_is_built_without_lunr() -> None:
    contract = CONTRACTS["lunr-in-one-place"]
    assert contract["source_modules"] == ["plugins", "tools"]
    assert contract["ignore_imports"] == ["tools.bench_search.stock_lunr -> lunr"]
    assert "lunr" in CONTRACTS["knowledge-stands-alone"]["forbidden_modules"]
