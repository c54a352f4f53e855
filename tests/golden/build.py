"""The golden site: built as a publisher would, and made ready to be compared."""

import json
import os
import re
from datetime import date
from pathlib import Path
from typing import Any
from unittest.mock import patch

from tools.build.builder import PUBLISHING, Built, build

FOLDER = Path(__file__).parent
EXPECTED = FOLDER / "expected"
LIST = "files.txt"
SEARCHED = "searchFile("
"""How each file of the search begins."""

_HASHED_NAME = re.compile(r"(?<=-)[0-9a-f]{8}(?=\.(?:js|css|svg|json)\b)")
_HASHED_PIECE = re.compile(r"(search/[a-z](?:\d+-)?)[a-z2-7]{5}(?=\.js)")
_HASH = re.compile(r"(?<=sha)(256|384)-[A-Za-z0-9+/=]+")
_INLINE = re.compile(r"<(script|style)>.*?</\1>", re.DOTALL)
_NOT_COMPARED = re.compile(
    r"theme/|style/|images/|pictures/|search/(?:manifest|[tew])|.*\.gz$|embed/.*\.js$"
    r"|embed/(?!v1|tip/wait/)|embed/v1/definition/|embed/v1.*/(?:light|dark|plain)/"
)


def build_golden(output: Path, address: str = "https://example.org/base", **settings: str) -> Built:
    """A publishing build of the golden content into `output`, on one day of its own."""
    own: dict[str, Any] = {
        "PATH": str(FOLDER / "content"),
        "KNOWLEDGE_TODAY": date(2026, 11, 23),
        "KNOWLEDGE_KEPT": None,
    }
    with patch.dict(os.environ, {"SITEURL": address}):
        return build(PUBLISHING, output, **own, **settings)


def neutral(output: Path) -> dict[str, str]:
    """Each text file that was written, without what changes when only a style changes.

    Names and policies hold the hashes of styles and scripts, so these hashes are masked. The
    styles and scripts themselves, pictures, the pages that show each component, cards and pages
    of cards that differ from others in their colours or words alone and the packed index of the
    search are named in the list of files and not compared.
    """
    found = {}
    for file in sorted(file for file in output.rglob("*") if file.is_file()):
        name = file.relative_to(output).as_posix()
        masked = _HASHED_PIECE.sub(r"\g<1>0", _HASHED_NAME.sub("0", name))
        found[masked] = "" if _NOT_COMPARED.match(name) else _neutral(file)
    names = "".join(f"{name}\n" for name in sorted(found))
    kept = {name: text for name, text in found.items() if not _NOT_COMPARED.match(name)}
    return {**kept, LIST: names}


def _neutral(file: Path) -> str:
    text = file.read_text("utf-8")
    if text.startswith(SEARCHED):
        content = json.loads(text.removeprefix(SEARCHED).removesuffix(")"))
        text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    text = _INLINE.sub(r"<\1>0</\1>", text)
    return _HASH.sub(r"\1-0", _HASHED_NAME.sub("0", text))
