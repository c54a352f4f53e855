"""The zip that the form hands over: read by another program, and safe to unpack anywhere."""

import io
import zipfile

import pytest
from playwright.sync_api import Browser

from tests.contribute.script_page import TO_BASE64, ScriptPage, bundled, from_base64, script_page

pytestmark = pytest.mark.browser

SCRIPT = bundled('import { zipped } from "./archive.js"; globalThis.zipped = zipped;')
ZIP = f"""async ([files]) => {{
  {TO_BASE64}
  const blob = (bytes) => new Blob([Uint8Array.from(bytes)]);
  const data = files.map(({{ name, text, bytes }}) => ({{ name, data: text ?? blob(bytes) }}));
  try {{
    const zip = await zipped(data);
    return [zip.type, await base64(zip)];
  }} catch (why) {{
    return [why.message, ""];
  }}
}}"""

TEXT = "---\ntitle: 'Tŷ’r gân: “canu”'\n---\n\nمكان للجميع 👩🏽‍🦽\n"
BYTES = bytes(range(256)) * 40
STORY = "content/case-studies/ty-r-gan.md"
PICTURE = "content/images/tŷ.jpg"


def zipped(seen: ScriptPage, **files: str | bytes) -> tuple[str, bytes]:
    """The type of the zip and the zip; a complaint and nothing if it refuses."""
    given = [
        {"name": name, "text": data}
        if isinstance(data, str)
        else {"name": name, "bytes": list(data)}
        for name, data in files.items()
    ]
    kind, data = seen.ask(ZIP, given)
    return kind, from_base64(data)


def test_python_finds_the_same_names_and_bytes(seen: ScriptPage) -> None:
    kind, data = zipped(seen, **{STORY: TEXT, PICTURE: BYTES, "empty.txt": ""})
    assert kind == "application/zip"
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == [STORY, PICTURE, "empty.txt"]
        assert archive.read(STORY) == TEXT.encode()
        assert archive.read(PICTURE) == BYTES
        assert archive.read("empty.txt") == b""


def test_text_is_packed_and_a_picture_is_not_packed_twice(seen: ScriptPage) -> None:
    _kind, data = zipped(seen, **{"a.md": "word " * 500, "a.jpg": b"\xff" * 500})
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.getinfo("a.md").compress_size < 100
        assert archive.getinfo("a.jpg").compress_type == zipfile.ZIP_STORED


def test_same_files_make_the_same_zip_wherever_and_whenever(browser: Browser) -> None:
    found = set()
    for zone in ("Pacific/Kiritimati", "America/Los_Angeles"):
        with script_page(browser, SCRIPT, timezone_id=zone) as seen:
            found.add(zipped(seen, **{STORY: TEXT}))
    assert len(found) == 1
    with zipfile.ZipFile(io.BytesIO(found.pop()[1])) as archive:
        assert archive.infolist()[0].date_time == (1980, 1, 1, 0, 0, 0)


@pytest.mark.parametrize(
    "name",
    [
        "../evil.md",
        "content/../../evil.md",
        "/etc/passwd",
        "C:/evil.md",
        "content\\evil.md",
        "content//evil.md",
        "content/",
        "",
        ".",
        "a\u0000.md",
        "a\n.md",
        "con./a.md",
        "a ",
    ],
)
def test_name_that_leads_elsewhere_is_refused(seen: ScriptPage, name: str) -> None:
    complaint, data = zipped(seen, **{"good.md": "x", name: "x"})
    assert complaint.startswith("This is no name for a file in a zip: ")
    assert data == b""


def test_two_files_of_one_name_are_refused(seen: ScriptPage) -> None:
    """Some systems would keep only one of them."""
    assert zipped(seen, **{"a.md": "x", "A.md": "y"}) == (
        'Two files in a zip have one name: "A.md"',
        b"",
    )


def test_browser_complains_of_nothing(seen: ScriptPage) -> None:
    zipped(seen, **{STORY: TEXT})
    assert seen.said == []
