"""A Word file from a stranger does no harm, whatever it holds and whatever it is called."""

import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.contribute.word_samples import sample
from tests.tools.word_files import OFFICE, changed, paragraph, word_file
from tests.tools.word_imports import Import, body, contents, written
from tools.import_docx.opening import open_word
from tools.import_docx.reading import read

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 60
"""More than any command here may take, even on a machine that has much else to do."""

ODD_NAMES = [
    "my story (1).docx",
    'it\'s "mine".docx',
    "two\nlines.docx",
    "$(touch evil).docx",
    "`touch evil`; touch evil #.docx",
    "-n --help.docx",
    "ŵyl 🎶.docx",
]


@pytest.mark.parametrize("name", ODD_NAMES)
def test_name_of_a_file_reaches_the_command_as_it_is(name: str, tmp_path: Path) -> None:
    """Make hands it on; a command that tells what it was given stands in for Python."""
    told = tmp_path / "told.json"
    fake = tmp_path / "bin" / "python"
    fake.parent.mkdir()
    program = f"import json, sys; json.dump(sys.argv[1:], open({str(told)!r}, 'w'))"
    fake.write_text(f'#!/bin/sh\nexec {sys.executable} -c "{program}" "$@"\n', "utf-8")
    fake.chmod(0o755)
    command = ["make", "-s", "-f", str(ROOT / "Makefile"), f"BIN={fake.parent}", "import-docx"]
    # A dollar sign is doubled on the command line of make, as its own help says.
    given = [f"file={name.replace('$', '$$')}", "kind=tip"]
    inherited = {key: value for key, value in os.environ.items() if not key.startswith("MAKE")}
    done = subprocess.run(
        [*command, *given], cwd=tmp_path, env=inherited, capture_output=True, timeout=SECONDS
    )
    assert done.returncode == 0, done.stderr
    arguments = json.loads(told.read_text("utf-8"))
    assert arguments[:3] == ["-m", "tools.import_docx", "--"]
    assert arguments[3].replace("$$", "$") == name
    assert arguments[4:] == ["tip"]
    assert not (tmp_path / "evil").exists()


@pytest.mark.parametrize("name", ODD_NAMES)
def test_file_of_any_name_is_read(name: str, bring: Import) -> None:
    assert bring(sample("template"), name)[0] == 0
    code, _said, refused = bring(b"%PDF", name)
    assert (code, refused.split(": ")[0]) == (1, name.replace("\n", "?"))


def test_a_whole_book_is_read_in_time(bring: Import, word_project: Path) -> None:
    sentence = "People made it together and nobody was left out of it at all. "
    text = "".join(paragraph(sentence * 5) for _ in range(1000))
    start = time.monotonic()
    data = word_file(paragraph("A book", "Title") + paragraph("The problem", "Rubrik1") + text)
    assert bring(data)[0] == 0
    assert time.monotonic() - start < SECONDS
    assert len(body(written(word_project, "case-studies/a-book.md")).split()) == 65_000 + 3


@pytest.fixture
def stranger() -> Iterator[tuple[int, list[str]]]:
    """A port of this machine, and who called there."""
    calls: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        is_over = threading.Event()

        def listen() -> None:
            while not is_over.is_set():
                try:
                    calls.append(str(server.accept()[1]))
                except TimeoutError:
                    continue

        thread = threading.Thread(target=listen)
        thread.start()
        yield server.getsockname()[1], calls
        is_over.set()
        thread.join()


def test_nothing_is_fetched(stranger: tuple[int, list[str]], bring: Import) -> None:
    port, calls = stranger
    address = f"http://127.0.0.1:{port}/a.png"
    link = f'<Relationship Id="p1" Type="{OFFICE}/%s" Target="{address}" TargetMode="External"/>'
    shape = (
        '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml">'
        '<v:imagedata r:id="p1"/></v:shape></w:pict></w:r>'
    )
    text = paragraph("Bread", "Title") + paragraph("It rose.", more=shape)
    for kind in ("image", "hyperlink", "attachedTemplate"):
        bring(word_file(text, links=link % kind))
    read(open_word(word_file(text, links=link % "image")))
    assert calls == []


def test_link_to_a_file_or_a_script_is_only_words(bring: Import, word_project: Path) -> None:
    """A link from the text to a file of this machine is only words."""
    link = f'<Relationship Id="p1" Type="{OFFICE}/hyperlink" Target="%s" TargetMode="External"/>'
    for number, target in enumerate(["file:///etc/passwd", "javascript:alert(1)"]):
        inside = '<w:hyperlink r:id="p1"><w:r><w:t>here</w:t></w:r></w:hyperlink>'
        text = paragraph(f"Bread {number}", "Title") + paragraph("Look ", more=inside)
        assert bring(word_file(text, links=link % target))[0] == 0
        assert body(written(word_project, f"case-studies/bread-{number}.md")) == "Look here"


def test_macros_are_refused_whatever_the_file_is_called(bring: Import, word_project: Path) -> None:
    data = changed(sample("template"), {"word/vbaProject.bin": b"x"})
    code, _said, refused = bring(data, "story.docm")
    assert (code, refused.split("\n")[0]) == (
        1,
        "story.docm: The file holds a program (macros). "
        "Save it as a Word document that ends in .docx, which cannot hold any.",
    )
    assert contents(word_project) == {}
