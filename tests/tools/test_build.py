"""A build takes the last one's place whole or not at all, and says what it did."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from knowledge import Entry
from knowledge.linking import Rendering
from plugins.glossary_linking.rendering import Renderer
from tests.plugins.mini_site import PAGES, ROOT, build_site, markdown, settings_page, write_files
from tools.build.builder import BuildError

BREAD = "content/definitions/bread.md"
CONTENT = {**PAGES, BREAD: markdown("Bread", "It is baked.", reviewed=date(2026, 3, 1))}
OWNER_KNOWS = {"organisation": "The bakers", "address": "https://crumb.example.org/from-file"}
NOTHING_KNOWN = dict.fromkeys(["organisation", "contact", "repository", "address"])
SECONDS = 60
"""More than any command here may take, even on a machine that has much else to do."""


def small_project(folder: Path) -> Path:
    """A copy of the project in which a site about bread takes the place of the content."""
    for name in ("knowledge", "plugins", "theme", "tools"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pelicanconf.py", "publishconf.py"):
        shutil.copy2(ROOT / name, folder)
    (folder / "node_modules").symlink_to(ROOT / "node_modules")
    write_files(folder, {"site.yml": settings_page(**OWNER_KNOWS), **CONTENT})
    return folder


def run(project: Path, *options: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """`python -m tools.build` as a person in the project's folder runs it."""
    inherited = {name: value for name, value in os.environ.items() if name != "SITEURL"}
    return subprocess.run(
        [sys.executable, "-m", "tools.build", *options],
        cwd=project,
        env={**inherited, "PYTHONDONTWRITEBYTECODE": "", **environment},
        capture_output=True,
        text=True,
        timeout=SECONDS,
    )


def files_of(folder: Path) -> dict[str, bytes]:
    """Every file of a folder, byte for byte."""
    files = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture(scope="module")
def built_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small project with a good build in output/."""
    project = small_project(tmp_path_factory.mktemp("small"))
    done = run(project)
    assert (done.returncode, done.stderr) == (0, ""), done
    return project


@pytest.fixture
def project(built_project: Path, tmp_path: Path) -> Iterator[Path]:
    """The built project, whose content and output a test may change."""
    changed = ("content", "output")
    for name in changed:
        shutil.copytree(built_project / name, tmp_path / name)
    yield built_project
    for name in changed:
        shutil.rmtree(built_project / name)
        (tmp_path / name).rename(built_project / name)
    write_files(built_project, {"site.yml": settings_page(**OWNER_KNOWS)})


def test_failed_build_names_every_problem_and_leaves_the_last_good_output(project: Path) -> None:
    before, beside = files_of(project / "output"), names_in(project)
    write_files(
        project,
        {
            BREAD: markdown("Bread", "See [oven](oven.md).", see_also=["butter"]),
            "content/pages/contribute.md": markdown("Take part", colour="brown"),
        },
    )
    done = run(project, "--publish")
    told = done.stderr.splitlines()
    assert done.returncode == 1
    assert [line.partition(" ")[0] for line in told[:-2]] == [
        "content/definitions/bread.md:5:",
        "content/definitions/bread.md:8:",
        "content/pages/contribute.md:4:",
    ]
    assert told[-2:] == ["3 problems found.", "The build stopped; output is as it was."]
    assert done.stdout == "Building the site ...\n"
    assert files_of(project / "output") == before
    assert names_in(project) == beside


def test_problem_while_writing_is_told_and_the_rest_is_built(project: Path) -> None:
    beside = names_in(project)
    write_files(
        project,
        {
            "content/definitions/crust.md": "---\ntitle: [Crust\n---\n",
            "content/definitions/crumb.md": markdown("Crumb", "Within the crust."),
        },
    )
    done = run(project)
    assert done.returncode == 0
    assert done.stderr.startswith("content/definitions/crust.md:")
    assert done.stderr.endswith("\n1 problem found.\n")
    assert " pages is in output: made " in done.stdout.splitlines()[-1]
    assert names_in(project / "output" / "definitions") == ["bread", "crumb", "index.html"]
    assert names_in(project) == beside


def test_output_may_lie_outside_the_project(project: Path, tmp_path: Path) -> None:
    before = files_of(project / "output")
    place = tmp_path / "far" / "away"
    done = run(project, "--output", str(place))
    assert (done.returncode, done.stderr) == (0, "")
    assert f" pages is in {place}: made " in done.stdout
    assert files_of(place) == before
    assert names_in(place.parent) == ["away"]
    assert files_of(project / "output") == before


def test_publishing_says_in_one_line_what_is_left_out(project: Path) -> None:
    write_files(project, {"site.yml": settings_page(**NOTHING_KNOWN)})
    done = run(project, "--publish")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[2:] == [
        "Not set in site.yml, so what needs it is left out: "
        "organisation, contact, repository, address."
    ]
    assert not (project / "output" / "sitemap.xml").exists()


def test_publishing_with_everything_set_says_nothing_is_left_out(project: Path) -> None:
    done = run(project, "--publish")
    assert (done.returncode, done.stderr) == (0, "")
    said = done.stdout.splitlines()
    assert said[0] == "Building the site ..."
    assert [re.sub(r" \d+ pages .*", " pages", line) for line in said[1:]] == ["The site of pages"]
    assert "https://crumb.example.org/from-file/definitions/bread/" in sitemap(project)


def test_address_from_the_environment_wins(project: Path) -> None:
    done = run(project, "--publish", SITEURL="https://other.example.org/given/")
    assert (done.returncode, done.stderr) == (0, "")
    assert "https://other.example.org/given/definitions/bread/" in sitemap(project)
    assert "from-file" not in "".join(
        file.read_text("utf-8") for file in (project / "output").rglob("*.html")
    )


def test_address_from_the_environment_is_not_called_missing(project: Path) -> None:
    write_files(project, {"site.yml": settings_page(**{**OWNER_KNOWS, "address": None})})
    done = run(project, "--publish", SITEURL="https://other.example.org")
    assert len(done.stdout.splitlines()) == 2
    assert "https://other.example.org/definitions/bread/" in sitemap(project)


def sitemap(project: Path) -> str:
    return (project / "output" / "sitemap.xml").read_text("utf-8")


def test_fault_in_a_page_names_it_and_keeps_the_last_output(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = built_in(tmp_path)
    render = Renderer.render

    def raise_a_fault(renderer: Renderer, entry: Entry) -> Rendering:
        if entry.slug == "bread":
            raise LookupError("no oven for bread")
        return render(renderer, entry)

    monkeypatch.setattr(Renderer, "render", raise_a_fault)
    with pytest.raises(LookupError, match="no oven for bread") as caught:
        build_site(tmp_path, CONTENT)
    assert caught.value.__notes__ == ["It was met in content/definitions/bread.md."]
    assert_as_it_was(tmp_path, before)


def test_fault_in_a_template_keeps_its_traceback_and_the_last_output(tmp_path: Path) -> None:
    before = built_in(tmp_path)
    write_files(tmp_path, {"own/page.html": "{{ no.such.thing }}"})
    own = [str(tmp_path / "own"), str(ROOT / "theme" / "components")]
    with pytest.raises(Exception, match="'no' is undefined"):
        build_site(tmp_path, CONTENT, THEME_TEMPLATES_OVERRIDES=own)
    assert_as_it_was(tmp_path, before, "own")


def test_fault_in_the_styles_fails_the_build_in_words(tmp_path: Path) -> None:
    before = built_in(tmp_path)
    shutil.copytree(ROOT / "theme", tmp_path / "theme")
    (tmp_path / "node_modules").symlink_to(ROOT / "node_modules")
    (tmp_path / "theme/static/css/reset.css").write_text("a { color: red", "utf-8")
    with pytest.raises(BuildError, match=r"(?s)styles or scripts hold a fault.*reset\.css:1:"):
        build_site(tmp_path, CONTENT, THEME=str(tmp_path / "theme"))
    assert_as_it_was(tmp_path, before, "node_modules", "theme")


def test_file_that_is_not_text_fails_the_build(tmp_path: Path) -> None:
    before = built_in(tmp_path)
    with pytest.raises(BuildError, match=r"bread\.md:2: .* not saved as UTF-8"):
        build_site(tmp_path, {**CONTENT, BREAD: b"---\ntitle: \xff\xfe\n---\n"}, publish=True)
    assert_as_it_was(tmp_path, before)


def test_file_that_cannot_be_read_fails_the_build(tmp_path: Path) -> None:
    before = built_in(tmp_path)
    (tmp_path / "content/definitions/crust.md").symlink_to("nowhere")
    with pytest.raises((BuildError, OSError), match=r"crust\.md"):
        build_site(tmp_path, CONTENT, publish=True)
    assert_as_it_was(tmp_path, before)


def built_in(folder: Path) -> dict[str, bytes]:
    """The files of a good build in this process."""
    output = build_site(folder, CONTENT)
    assert output.problems == ()
    return files_of(output.folder)


def assert_as_it_was(folder: Path, before: dict[str, bytes], *more: str) -> None:
    assert files_of(folder / "output") == before
    assert names_in(folder) == sorted(["content", "output", "site.yml", *more])
