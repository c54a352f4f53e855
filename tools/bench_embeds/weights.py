"""The bytes of cards, of the script for hosts and of oEmbed answers, as they lie in the output."""

import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from tools.bench_embeds.report import KIB, Row, largest_and_middle
from tools.machine import VENV

DISCOVERY = b"application/json+oembed"
_COMPRESS = """
const { readFileSync } = require("fs");
const { brotliCompressSync } = require("zlib");
const files = JSON.parse(readFileSync(0, "utf8"));
console.log(JSON.stringify(files.map((file) => brotliCompressSync(readFileSync(file)).length)));
"""


def weight_rows(site: Path, node: str) -> list[Row]:
    """What everything that goes to other sites weighs."""
    cards = sorted(site.glob("embed/v1/**/index.html"))
    (script,) = site.glob("embed/v1.js")
    answers = [file.stat().st_size for file in site.rglob("oembed.json")]
    *packed, packed_script = brotli([*cards, script], node)
    raw = [file.stat().st_size for file in cards]
    return [
        Row("cards, with each of their themes", len(cards)),
        *largest_and_middle("card, bytes as they are", raw, "B", 8 * KIB),
        *largest_and_middle("card, bytes with brotli", packed, "B", 3 * KIB),
        Row("script for hosts, bytes as they are", script.stat().st_size, "B"),
        Row("script for hosts, bytes with brotli", packed_script, "B", KIB),
        *largest_and_middle("oEmbed answer, bytes as they are", answers, "B", 2 * KIB),
        Row("bytes before the end of the discovery link", _discovery(site), "B", 16 * KIB),
    ]


def brotli(files: Sequence[Path], node: str) -> list[int]:
    """The compressed size of each file."""
    asked = json.dumps([str(file) for file in files])
    done = subprocess.run(
        [node, "-e", _COMPRESS], input=asked, capture_output=True, text=True, check=True
    )
    sizes: list[int] = json.loads(done.stdout)
    return sizes


def link_end(page: bytes) -> int:
    """Where the link to the oEmbed answer of a page ends; 0 without one."""
    found = page.find(DISCOVERY)
    return page.find(b">", found) + 1 if found >= 0 else 0


def _discovery(site: Path) -> int:
    pages = (file.with_name("index.html") for file in site.rglob("oembed.json"))
    return max(link_end(page.read_bytes()) or 10**9 for page in pages)


def node_program() -> str:
    """The Node.js that the set-up chose."""
    return shutil.which("node", path=f"{VENV / 'bin'}{os.pathsep}{os.environ['PATH']}") or "node"
