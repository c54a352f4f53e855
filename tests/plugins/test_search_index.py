"""The search: files written here by lunr.py, asked here by the real script with lunr.js."""

import hashlib
import json
import shutil
import subprocess
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from plugins.assets import esbuild_command
from tests.plugins.conftest import Site
from tests.plugins.mini_site import ROOT, Output, markdown

ASK = """
import { readFileSync } from "node:fs";
import lunr from "lunr";
import { find } from "./theme/components/search-results/query.js";

const [folder, questions] = JSON.parse(readFileSync(0, "utf8"));
const read = (name) => JSON.parse(readFileSync(`${folder}/search/${name}`, "utf8"));
const manifest = read("manifest.json");
const index = lunr.Index.load(read(manifest.index));
const documents = read(manifest.documents);
const names = documents.map(([, title, , , ...labels]) => [title, ...labels]);
const answers = questions.map((typed) => find(index, names, typed).map((n) => documents[n][0]));
process.stdout.write(JSON.stringify(answers));
"""

Ask = Callable[..., list[list[str]]]


def node() -> str:
    here = str(ROOT / ".venv" / "bin")
    found = shutil.which("node", path=here) or shutil.which("node")
    assert found, "make setup-test brings Node"
    return found


def ask_with(program: Path, output: Output, *questions: str) -> list[list[str]]:
    told = json.dumps([str(output.folder), questions])
    done = subprocess.run([node(), program], input=told, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    answers: list[list[str]] = json.loads(done.stdout)
    return answers


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    """Answers as the search page gives them: the addresses found, best first."""
    program = tmp_path_factory.mktemp("search") / "ask.mjs"
    options = ["--bundle", "--platform=node", "--format=esm", f"--outfile={program}"]
    command = [*esbuild_command(), *options, "--log-level=error"]
    subprocess.run(command, input=ASK, cwd=ROOT, text=True, check=True)
    return partial(ask_with, program)


def manifest(output: Output) -> dict[str, str]:
    found: dict[str, str] = json.loads(output.read("/search/manifest.json"))
    return found


def shown(output: Output) -> list[list[Any]]:
    found: list[list[Any]] = json.loads(output.read(f"/search/{manifest(output)['documents']}"))
    return found


def test_manifest_names_the_two_files_by_the_hash_of_what_is_in_them(bread: Output) -> None:
    assert sorted(manifest(bread)) == ["documents", "index"]
    for kind, name in manifest(bread).items():
        digest = hashlib.sha256(bread.file(f"/search/{name}").read_bytes()).hexdigest()[:8]
        assert name == f"{kind}-{digest}.json"


def test_nothing_else_lies_in_the_folder_of_the_search(bread: Output) -> None:
    files = {path for path in bread.paths() if path.startswith("search/")}
    names = {"index.html", "manifest.json", *manifest(bread).values()}
    assert files == {f"search/{name}" for name in names}


def test_every_result_leads_to_a_page_and_says_what_it_is(bread: Output) -> None:
    assert len(shown(bread)) == 14
    for address, title, kind, short, *_names in shown(bread):
        path, _, anchor = address.removeprefix("/base").partition("#")
        assert address.startswith("/base/")
        assert bread.has(path)
        assert not anchor or bread.soup(path).select_one(f"#{anchor}")
        assert title
        assert kind
        assert short


def test_drafts_and_pages_that_only_lead_to_others_stay_out(bread: Output) -> None:
    addresses = {address for address, *_rest in shown(bread)}
    assert "/base/start-here/" in addresses
    left_out = {"/", "/search/", "/a-to-z/", "/timeline/", "/404.html", "/reading-settings/"}
    assert addresses & {f"/base{address}" for address in left_out} == set()
    assert "crumb-shot" not in " ".join(addresses)


def test_drafts_stay_out_even_while_writing(site: Site) -> None:
    output = site(
        {
            "content/tips/secret.md": markdown("Secret", "Not yet.", status="draft"),
            "content/tips/open.md": markdown("Open", "Now."),
        }
    )
    assert [title for _address, title, *_rest in shown(output)] == ["Open"]


FINDS = {
    "sourdough": "/base/definitions/sourdough/",
    "SOURDOUGH": "/base/definitions/sourdough/",
    "natural leaven": "/base/definitions/sourdough/",
    "sd": "/base/definitions/sourdough/",
    "levain": "/base/definitions/starter/",
    "lev": "/base/definitions/starter/",
    "sourdoogh": "/base/definitions/sourdough/",
    "oven club": "/base/case-studies/village-oven/",
    "Llanfara?": "/base/case-studies/village-oven/",
    "  guide,  mill ": "/base/resources/#mill-guide",
    "law": "/base/timeline/#bread-law",
    "scales": "/base/tips/weigh-it/",
}


def test_what_python_wrote_the_readers_browser_finds(bread: Output, ask: Ask) -> None:
    first = [found[0] if found else "" for found in ask(bread, *FINDS)]
    assert dict(zip(FINDS, first, strict=True)) == FINDS


def test_typed_signs_are_no_commands_and_never_an_error(bread: Output, ask: Ask) -> None:
    typed = ["", "  ", "qwertyuiop", "-", "*", "^", "title:", "bread~2", "<script>", "\\", "'"]
    assert ask(bread, *typed) == [[]] * len(typed)
    assert ask(bread, "+bread^")[0][:1] == ["/base/definitions/bread/"]


def test_all_words_must_be_there(bread: Output, ask: Ask) -> None:
    both, one = ask(bread, "village bricks", "village qwertyuiop")
    assert both == ["/base/case-studies/village-oven/"]
    assert one[:1] == ["/base/case-studies/village-oven/"]


def test_words_with_a_hyphen_are_found_with_and_without_it(site: Site, ask: Ask) -> None:
    output = site({"content/tips/mix.md": markdown("Mix", "Use a stand-mixer if you own one.")})
    assert ask(output, "stand-mixer", "standmixer", "stand mixer", "mixer") == [
        ["/tips/mix/"],
        ["/tips/mix/"],
        ["/tips/mix/"],
        ["/tips/mix/"],
    ]


def test_definition_is_found_by_every_label(site: Site, ask: Ask) -> None:
    mixing = markdown("Mixing", aliases=["Folding"], forms=["mixed"], acronym="MX")
    output = site({"content/definitions/mixing.md": mixing})
    assert ask(output, "folding", "mixed", "mx") == [["/definitions/mixing/"]] * 3


def test_site_with_nothing_to_find_finds_nothing(site: Site, ask: Ask) -> None:
    output = site({})
    assert shown(output) == []
    assert ask(output, "bread", "") == [[], []]
