"""A folder for each engine with all that it serves, made from the same stored documents."""

import json
import subprocess
import sys
from collections.abc import Iterable
from html import escape
from pathlib import Path

from knowledge.search import SearchDocument
from plugins.assets.bundling import TARGETS, esbuild_command
from tools.bench_search.stock_lunr import whole_index
from tools.bench_search.stored import stored, written

ROOT = Path(__file__).resolve().parents[2]
ENGINES = ("ours", "Lunr", "Pagefind")
"""The names of the engines in reading order; their folders have the same, in small letters."""

_HERE = Path(__file__).parent
_ENTRY = ROOT / "theme" / "static" / "js" / "search-engine.js"
_DOCUMENTS = "documents.jsonl"


def documents_file(site: Path) -> Path:
    """The documents of a site, which every engine starts from."""
    return site / _DOCUMENTS


def ours_command(site: Path, language: str) -> list[str]:
    """Writes our index from the stored documents, as a process of its own."""
    module = "tools.bench_search.write_index"
    return [sys.executable, "-m", module, str(documents_file(site)), str(site / "ours"), language]


def pagefind_command(site: Path) -> list[str]:
    """Writes Pagefind's index from the HTML, by its own program and not by its Node wrapper."""
    folders = ["--site", str(site / "html"), "--output-path", str(site / "pagefind")]
    return [str(pagefind_program()), *folders]


def pagefind_program() -> Path | None:
    """Pagefind's program: npm installs the one that fits the system, if there is one."""
    found = ROOT.glob("node_modules/@pagefind/*/bin/pagefind_extended")
    return next(found, None)


def write_html(site: Path, language: str) -> None:
    """A page for each document: what Pagefind indexes."""
    for document in stored(documents_file(site)):
        file = site / "html" / page_address(document.address).strip("/") / "index.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(html(document, language), "utf-8")


def page_address(address: str) -> str:
    """The address of a document's own page, where ours is a place on a longer one."""
    before, anchor, name = address.partition("#")
    return f"{before}{name}/" if anchor else before


def html(document: SearchDocument, language: str) -> str:
    """The least page that holds all of a document: title, names, headings with ids, text."""
    also = "".join(f"<p>{escape(name)}</p>" for name in (*document.names, *document.forms))
    parts = [f"<h1>{escape(document.title)}</h1>", f"<p>{escape(document.short)}</p>", also]
    for anchor, heading, text in document.sections:
        name = f' id="{escape(anchor)}"' if anchor else ""
        parts += [f"<h2{name}>{escape(heading)}</h2>"] if heading else []
        parts += [f"<p>{escape(text)}</p>"]
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        f"<title>{escape(document.title)}</title></head>"
        f"<body><main>{''.join(parts)}</main></body></html>"
    )


def write_lunr(site: Path) -> None:
    """The whole index of Lunr as it comes, and the address of each document in it."""
    documents = list(stored(documents_file(site)))
    texts = [(document.title, " ".join(written(document))) for document in documents]
    whole = {"index": whole_index(texts), "addresses": [each.address for each in documents]}
    (site / "lunr").mkdir(exist_ok=True)
    (site / "lunr" / "index.json").write_text(json.dumps(whole), "utf-8")


def is_together(site: Path) -> bool:
    """Whether our whole index stands in one file, as it does on a small site."""
    return not any((site / "ours").glob("t*.js"))


def bundle_code(site: Path) -> None:
    """Our engine in one small script, as the site publishes it."""
    options = ["--bundle", "--minify", f"--target={TARGETS}", "--format=iife"]
    _esbuild([str(_ENTRY), *options, f"--outfile={site / 'ours' / _ENTRY.name}"])


def bundle_asker(engine: str, folder: Path) -> Path:
    """The program that asks an engine, for Node."""
    program = folder / f"ask-{engine.lower()}.mjs"
    alias = f"--alias:engine={_HERE / 'engines' / engine.lower()}.mjs"
    options = ["--bundle", "--platform=node", "--format=esm", alias, f"--outfile={program}"]
    _esbuild([str(_HERE / "engines" / "ask.mjs"), *options])
    return program


def _esbuild(arguments: Iterable[str]) -> None:
    subprocess.run([*esbuild_command(), *arguments, "--log-level=error"], cwd=ROOT, check=True)
