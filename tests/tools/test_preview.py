"""A preview is a stranger's zip: only plain files of a site come out of it, for no search."""

import json
import stat
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

from tests.plugins.mini_site import ROOT
from tests.tools.test_build import files_of, small_project
from tools.preview import receive as receiving
from tools.preview.marks import NOINDEX, marked
from tools.preview.receive import Refused, main, receive

COMMIT = "0123456789abcdef0123456789abcdef01234567"
ABOUT = json.dumps({"number": 12, "commit": COMMIT})
PAGE = "<!DOCTYPE html><html><head><title>x</title></head></html>"
SITE = {"about.json": ABOUT, "pr-12/index.html": PAGE, "pr-12/theme/a.css": "p{}"}


def zipped(folder: Path, files: Mapping[str, str | bytes], *more: ZipInfo) -> Path:
    file = folder / "preview.zip"
    with ZipFile(file, "w", ZIP_DEFLATED) as box:
        for name, text in files.items():
            box.writestr(name, text)
        for item in more:
            box.writestr(item, "index.html")
    return file


def place(folder: Path) -> Path:
    (folder / "previews").mkdir()
    return folder / "previews"


def test_preview_takes_the_place_of_the_one_before_it(tmp_path: Path) -> None:
    previews = place(tmp_path)
    (previews / "pr-12").mkdir()
    (previews / "pr-12" / "old.html").write_text("old")
    (previews / "pr-3").mkdir()
    (previews / "pr-3" / "index.html").write_text("another")
    receive(zipped(tmp_path, SITE), previews, 12, COMMIT)
    assert files_of(previews) == {
        ".nojekyll": b"",
        "_headers": b"/*\n  X-Robots-Tag: noindex, nofollow\n",
        "robots.txt": b"User-agent: *\nDisallow: /\n",
        "pr-3/index.html": b"another",
        "pr-12/index.html": PAGE.replace("<head>", f"<head>{NOINDEX}").encode(),
        "pr-12/theme/a.css": b"p{}",
    }


def test_cards_feeds_and_settings_of_hosts_are_taken_out(tmp_path: Path) -> None:
    unwanted = {
        "pr-12/embed/v1.js": "x",
        "pr-12/embed/v1/tip/a/index.html": PAGE,
        "pr-12/tips/a/oembed.json": "{}",
        "pr-12/feeds/all.atom.xml": "x",
        "pr-12/sitemap.xml": "x",
        "pr-12/robots.txt": "x",
    }
    receive(zipped(tmp_path, {**SITE, **unwanted}), place(tmp_path), 12, COMMIT)
    kept = files_of(tmp_path / "previews" / "pr-12")
    assert sorted(kept) == ["index.html", "theme/a.css"]


@pytest.mark.parametrize(
    "page",
    ["", "<p>x", "<HEAD class=a>", "<header>", "<!-- <head> --><head>", NOINDEX],
)
def test_every_page_is_marked_once(page: str) -> None:
    once = marked(page.encode())
    assert NOINDEX.encode() in once
    assert marked(once) == once


@pytest.mark.parametrize(
    "name",
    [
        "../evil.html",
        "pr-12/../../evil.html",
        "/etc/evil.html",
        "C:/evil.html",
        "pr-12/a\\..\\evil.html",
        "pr-12//evil.html",
        "pr-12/./evil.html",
        "pr-13/index.html",
        "index.html",
        "pr-12/.git/config.txt",
        "pr-12/.htaccess",
        "pr-12/_headers",
        "pr-12/a b.html",
        "pr-12/\u202elmth.html",
        "pr-12/a\n.html",
        "pr-12/" + "a" * 300 + ".html",
    ],
)
def test_odd_names_are_refused(tmp_path: Path, name: str) -> None:
    previews = place(tmp_path)
    with pytest.raises(Refused, match="is no name of a page"):
        receive(zipped(tmp_path, {**SITE, name: "x"}), previews, 12, COMMIT)
    assert files_of(previews) == {}


@pytest.mark.parametrize("name", ["pr-12/a.php", "pr-12/a.exe", "pr-12/a", "pr-12/a.html.sh"])
def test_files_that_no_site_has_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(Refused, match="is no sort of file that a site has"):
        receive(zipped(tmp_path, {**SITE, name: "x"}), place(tmp_path), 12, COMMIT)


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFCHR, stat.S_IFIFO])
def test_links_and_devices_are_refused(tmp_path: Path, kind: int) -> None:
    item = ZipInfo("pr-12/link.html")
    item.external_attr = (kind | 0o777) << 16
    with pytest.raises(Refused, match="'pr-12/link.html' is no plain file"):
        receive(zipped(tmp_path, SITE, item), place(tmp_path), 12, COMMIT)


def test_same_name_in_other_letters_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="It holds a name twice"):
        receive(zipped(tmp_path, {**SITE, "pr-12/INDEX.html": "x"}), place(tmp_path), 12, COMMIT)


@pytest.mark.parametrize(
    ("limit", "most", "words"),
    [
        ("MOST_FILES", 2, "It holds too much"),
        ("MOST_BYTES", 100, "It holds too much"),
        ("MOST_BYTES_OF_A_FILE", 40, "'pr-12/index.html' is too large"),
    ],
)
def test_too_much_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, most: int, words: str
) -> None:
    monkeypatch.setattr(receiving, limit, most)
    with pytest.raises(Refused, match=words):
        receive(zipped(tmp_path, SITE), place(tmp_path), 12, COMMIT)


@pytest.mark.parametrize(
    ("about", "words"),
    [
        (json.dumps({"number": 13, "commit": COMMIT}), "about another pull request or commit"),
        (json.dumps({"number": 12, "commit": "f" * 40}), "about another pull request or commit"),
        ("[]", "about another pull request or commit"),
        ("{", "about.json cannot be read"),
        (" " * 2000 + ABOUT, "It has no about.json"),
    ],
)
def test_preview_of_something_else_is_refused(tmp_path: Path, about: str, words: str) -> None:
    with pytest.raises(Refused, match=words):
        receive(zipped(tmp_path, {**SITE, "about.json": about}), place(tmp_path), 12, COMMIT)


def test_preview_without_a_word_about_itself_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"It has no about\.json"):
        receive(zipped(tmp_path, {"pr-12/index.html": PAGE}), place(tmp_path), 12, COMMIT)


def test_zip_that_is_cut_off_is_refused(tmp_path: Path) -> None:
    file = zipped(tmp_path, SITE)
    file.write_bytes(file.read_bytes()[:100])
    with pytest.raises(Refused, match="no zip that can be read"):
        receive(file, place(tmp_path), 12, COMMIT)


def test_command_says_why_it_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    places = {"PULL_REQUEST": "13", "HEAD_COMMIT": COMMIT}
    assert main([str(zipped(tmp_path, SITE)), str(place(tmp_path))], places) == 1
    assert capsys.readouterr().err == (
        "The preview was refused. 'pr-12/index.html' is no name of a page.\n"
    )


def test_receiver_needs_nothing_but_python() -> None:
    program = "import sys, tools.preview.receive; print('pelican' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-S", "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == "False\n"


def test_preview_that_was_built_is_received(tmp_path: Path) -> None:
    """Drafts are in it, under its own path, and neither cards nor an address to share."""
    project = small_project(tmp_path)
    (project / "content" / "tips").mkdir()
    (project / "content" / "tips" / "knead.md").write_text(
        "---\ntitle: Knead\nstatus: draft\n---\n\nKnead well.\n"
    )
    environment = {"PULL_REQUEST": "12", "HEAD_COMMIT": COMMIT, "PATH": "/usr/bin:/bin"}
    subprocess.run(
        [sys.executable, "-m", "tools.preview.build", "preview"],
        cwd=project, env=environment, check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    built = files_of(project / "preview")
    assert b"http.server" in built["how-to-look.txt"]
    previews = place(tmp_path)
    receive(zipped(tmp_path, built), previews, 12, COMMIT)
    page = (previews / "pr-12" / "tips" / "knead" / "index.html").read_text("utf-8")
    assert page.count(NOINDEX) == 1
    assert 'href="/pr-12/' in page
    assert not (previews / "pr-12" / "embed").exists()
    assert list(previews.rglob("oembed.json")) == []
