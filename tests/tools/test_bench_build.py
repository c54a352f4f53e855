"""The benchmark of the build makes content like ours, and judges what it measured honestly."""

import socket
import sys
from collections import Counter
from pathlib import Path
from statistics import mean

import pytest

from knowledge import Library, open_library
from plugins.glossary_linking.rendering import Renderer
from tests.plugins.mini_site import settings_page
from tools.bench.text import own_pages
from tools.bench_build import __main__ as command
from tools.bench_build import content, plain, project, report, serving
from tools.bench_build.builders import BY_NAME, HOST, OURS, Builder
from tools.bench_build.edits import Edit, edits
from tools.bench_build.report import Measured, Target
from tools.bench_build.spending import Spent, spent_by

ROOT = Path(__file__).resolve().parents[2]
SIZE = 300


@pytest.fixture(scope="module")
def own() -> Library:
    library, _problems = open_library(ROOT)
    assert library
    return library


@pytest.fixture(scope="module")
def root(own: Library, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project's content without its code."""
    folder = tmp_path_factory.mktemp("project")
    (folder / "site.yml").write_bytes((ROOT / "site.yml").read_bytes())
    content.write(own, folder, SIZE)
    return folder


@pytest.fixture(scope="module")
def made(root: Path) -> Library:
    library, problems = open_library(root, drafts=True)
    assert library
    assert problems == []
    return library


# What is made


@pytest.mark.parametrize("size", [100, 1_000, 10_000])
def test_counts_add_up_and_terms_have_an_end(size: int) -> None:
    pages = {"definition": 70, "tip": 20, "hint": 12, "case-study": 28, "page": 22}
    found = content.counts(pages, {"resource": 59}, size)
    assert sum(found[kind] for kind in pages) == size
    assert found["definition"] == min(500, size // 2)
    assert found["page"] >= 22
    assert found["resource"] == round(59 / 152 * size)
    assert found["case-study"] > found["tip"] > found["hint"]


def test_project_has_as_many_pages_of_each_kind_as_was_said(own: Library, made: Library) -> None:
    assert len(own_pages(made)) == SIZE
    assert {entry.kind.name for entry in made.entries} == {kind.name for kind in own.kinds}


def test_pages_have_about_as_many_words_links_and_sources_as_ours(
    own: Library, made: Library
) -> None:
    def of_terms(library: Library) -> tuple[float, float, float]:
        renderer = Renderer(library, "")
        pages = library.of_kind("definition")
        words = mean(len(page.body.split()) for page in pages)
        links = mean(len(renderer.render(page).mentions) for page in pages)
        return words, links, mean(len(page.fields.sources) for page in pages)

    for ours, theirs in zip(of_terms(own), of_terms(made), strict=True):
        assert theirs == pytest.approx(ours, rel=0.35)


def test_every_copy_has_fields_of_the_one_it_is_made_of(own: Library, made: Library) -> None:
    like = own.get("case-study", "keyring")
    copy = made.get("case-study", "keyring-1")
    assert like
    assert copy
    assert copy.fields.model_fields_set == like.fields.model_fields_set
    assert copy.fields.groups == like.fields.groups
    assert len(copy.fields.terms) == len(like.fields.terms)
    assert copy.title != like.title
    assert copy.body.count("##") == like.body.count("##")


def test_easy_read_is_copied_too(own: Library, made: Library) -> None:
    like = next(entry for entry in own.of_kind("hint") if entry.easy_read)
    copy = made.get("hint", f"{like.slug}-1")
    assert copy
    assert copy.easy_read
    assert copy.easy_read.text.count("![](") == like.easy_read.text.count("![](")


def test_copies_of_a_term_share_its_uses(made: Library) -> None:
    renderer = Renderer(made, "")
    used = Counter(term for page in own_pages(made) for term in renderer.render(page).terms)
    copies = [used[slug] for slug in ("co-production", "co-production-1")]
    assert min(copies) > 0.3 * max(copies)


def test_our_plain_pages_stay_as_they_are(own: Library, made: Library) -> None:
    for page in own.of_kind("page"):
        same = made.get("page", page.slug)
        assert same
        assert (same.fields, same.body.strip()) == (page.fields, page.body.strip())


def test_same_size_gives_the_same_bytes(own: Library, root: Path, tmp_path: Path) -> None:
    content.write(own, tmp_path, SIZE)
    first, second = (
        {file.relative_to(folder): file.read_bytes() for file in folder.rglob("content/**/*.*")}
        for folder in (root, tmp_path)
    )
    assert first == second


def test_small_project_leaves_out_what_names_entries_that_are_not_there(
    own: Library, tmp_path: Path
) -> None:
    (tmp_path / "site.yml").write_bytes((ROOT / "site.yml").read_bytes())
    content.write(own, tmp_path, 60)
    library, problems = open_library(tmp_path)
    assert library
    assert problems == []
    assert len(library.of_kind("definition")) == 30


@pytest.mark.parametrize("arguments", [[], ["many", "folder"], ["100"]])
def test_project_says_how_it_is_asked_for(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert project.main(arguments) == 2
    told = "Usage: python -m tools.bench_build.project SIZE FOLDER\n"
    assert capsys.readouterr().err == told


# What peers get


def test_peers_get_the_title_and_all_prose_without_our_pictures(tmp_path: Path) -> None:
    page = "---\ntitle: 'Rye: dark'\nshort: A loaf.\nnote: It keeps.\n---\n\nBake it.\n\n"
    easy = "## Easy read\n\n![](table) Bake.\n"
    folder = tmp_path / "made" / "content" / "definitions"
    folder.mkdir(parents=True)
    (tmp_path / "made" / "site.yml").write_text(settings_page(), "utf-8")
    (folder / "rye.md").write_text(page + easy, "utf-8")
    plain.main(str(tmp_path / "made"), str(tmp_path / "plain"))
    assert (tmp_path / "plain" / "definitions" / "rye.md").read_text("utf-8") == (
        '---\ntitle: "Rye: dark"\nslug: rye\n---\n\nA loaf.\n\nBake it.\n\nIt keeps.\n\nBake.\n'
    )


@pytest.mark.parametrize("name", BY_NAME)
def test_each_peer_has_a_project_of_its_own(name: str, tmp_path: Path) -> None:
    (tmp_path / "plain" / "tips").mkdir(parents=True)
    (tmp_path / "plain" / "tips" / "rest.md").write_text("Rest.", "utf-8")
    BY_NAME[name].write(tmp_path, tmp_path / name)
    assert (tmp_path / name / "content" / "tips" / "rest.md").is_file()
    assert len(list((tmp_path / name).iterdir())) > 1


def test_edit_adds_another_word_each_time_where_readers_see_it(tmp_path: Path) -> None:
    folder = tmp_path / "content" / "case-studies"
    folder.mkdir(parents=True)
    for name in ("a", "b", "c"):
        (folder / f"{name}.md").write_text("## Easy read\n" if name == "a" else "Words.\n", "utf-8")
    assert edits(tmp_path, 5) == [
        Edit("content/case-studies/b.md"),
        Edit("content/case-studies/c.md"),
    ]
    edit = edits(tmp_path, 1)[0]
    assert edit.address == "/case-studies/b/"
    words = edit.save(tmp_path), edit.save(tmp_path)
    assert words[0] != words[1]
    assert (folder / "b.md").read_text("utf-8") == (
        f"Words.\n\nSomebody added this {words[0]} just now.\n"
        f"\nSomebody added this {words[1]} just now.\n"
    )


# What is measured, and what is said of it

SERVER = """
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(Path("content", self.path.strip("/") + ".md").read_bytes())

HTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
"""


def test_each_save_is_waited_for_and_the_server_ends(tmp_path: Path) -> None:
    ports: list[int] = []

    def server(port: int) -> list[str]:
        ports.append(port)
        return [sys.executable, "-c", SERVER, str(port)]

    folder = tmp_path / "content" / "case-studies"
    folder.mkdir(parents=True)
    for name in ("a", "b"):
        (folder / f"{name}.md").write_text("Words.\n", "utf-8")
    builder = Builder("Test", lambda made, to: None, [], (), server)
    waits = serving.seconds(builder, tmp_path, edits(tmp_path, 2), rest=0)
    assert len(waits) == 2
    assert all(wait > 0 for wait in waits)
    assert all("Somebody" in file.read_text("utf-8") for file in folder.iterdir())
    with pytest.raises(ConnectionRefusedError), socket.create_connection((HOST, ports[0])):
        pass


def test_processes_that_a_command_starts_count(tmp_path: Path) -> None:
    busy = "import time\nwhile time.process_time() < 0.3: pass\nx = bytearray(200_000_000)"
    start = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {busy!r}])"
    spent = spent_by([sys.executable, "-c", start], tmp_path, {})
    assert spent.work >= 0.3
    assert spent.memory >= 200_000_000


def test_folder_of_a_builder_stays_as_it_was(tmp_path: Path) -> None:
    """Else a builder finds that something changed, and what is measured is not what was meant."""
    spent_by([sys.executable, "-c", "print('bread')"], tmp_path, {})
    assert not list(tmp_path.iterdir())


def test_command_that_fails_says_what_it_said(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="no flour"):
        spent_by([sys.executable, "-c", "raise SystemExit('no flour')"], tmp_path, {})


def rounds(*wall: float, memory: float = 1.0) -> Measured:
    measured = Measured()
    measured.rounds["cold"].extend(Spent(each, 9.0, memory) for each in wall)
    return measured


def test_ratio_is_the_median_of_the_rounds_and_not_of_sums() -> None:
    found = {"Ours": rounds(2, 30, 8), "Hugo": rounds(1, 10, 1)}
    assert report.ratio(Target("cold", "Hugo", {}), found, "Ours") == 3


def test_what_was_not_measured_is_neither_kept_nor_missed() -> None:
    target = Target("cold", "Hugo", {})
    assert report.ratio(target, {"Ours": rounds(1)}, "Ours") is None
    assert report.verdict(None, 1) == "not measured"


@pytest.mark.parametrize(("value", "told"), [(0.25, "0.250 kept"), (0.2501, "0.250 MISSED")])
def test_number_is_kept_up_to_what_is_asked(value: float, told: str) -> None:
    assert report.verdict(value, 0.25) == told


def test_each_number_that_is_asked_at_a_size_has_a_line() -> None:
    found = {"Ours": rounds(3, memory=1), "Hugo": rounds(1, memory=4)}
    lines = list(report.verdicts(10_000, found, ["Ours"]))
    assert [" ".join(line.split()) for line in lines] == [
        "asked at this size Ours",
        "one edit / Hugo <= 0.06 not measured",
        "no change / Hugo <= 0.1 not measured",
        "save to served / Hugo <= 0.1 not measured",
        "cold / Hugo <= 2 3.000 MISSED",
        "cold / Zensical <= 0.3 not measured",
        "cold / MkDocs Material <= 0.3 not measured",
        "cold / Stock Pelican <= 0.5 not measured",
        "memory / Hugo <= 0.4 0.250 kept",
    ]
    assert list(report.verdicts(100, found, ["Ours"])) == ["  Nothing is asked at 100 pages."]


def test_table_has_the_median_of_each_case() -> None:
    found = {"Ours": rounds(1, 5, 3, memory=20e6)}
    found["Ours"].served.extend([0.3, 0.1, 0.2])
    _head, line = report.table(found)
    assert " ".join(line.split()) == "Ours 3.00 / 9.00 s 20 MB - - 0.200 s"


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("SIZES", "few", 'SIZES and ROUNDS are whole numbers, such as SIZES="100 1000" ROUNDS=3.'),
        ("ROUNDS", "0", 'SIZES and ROUNDS are whole numbers, such as SIZES="100 1000" ROUNDS=3.'),
        ("PEERS", "hugo jekyll", f"PEERS does not know jekyll. Choose of {', '.join(BY_NAME)}."),
    ],
)
def test_command_says_what_it_cannot_read(
    name: str,
    value: str,
    told: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv(name, value)
    assert command.main() == 1
    assert capsys.readouterr().err == f"{told}\n"


def test_numbers_name_builders_that_are_measured() -> None:
    names = {builder.name for builder in BY_NAME.values()}
    assert {target.peer for target in report.TARGETS} <= names
    assert not names & {builder.name for builder in OURS}
