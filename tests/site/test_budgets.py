"""What every page of the real site weighs, compressed with brotli, and what it asks for."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.conftest import BuiltSite, node
from tests.site.conftest import Page, Pages

KIB = 1024
COMPRESS = """
const { readFileSync } = require("fs");
const { brotliCompressSync } = require("zlib");
const files = JSON.parse(readFileSync(0, "utf8"));
const sizes = files.map((file) => [file, brotliCompressSync(readFileSync(file)).length]);
console.log(JSON.stringify(Object.fromEntries(sizes)));
"""


@pytest.fixture(scope="module")
def weights(built_site: BuiltSite) -> dict[Path, int]:
    """The compressed size of every page, style sheet, script and picture, in bytes."""
    files = [
        file
        for file in built_site.folder.rglob("*")
        if file.suffix in (".html", ".css", ".js", ".svg")
    ]
    done = subprocess.run(
        [node(), "-e", COMPRESS],
        input=json.dumps([str(file) for file in files]),
        capture_output=True,
        text=True,
        check=True,
    )
    return {Path(file): size for file, size in json.loads(done.stdout).items()}


def files_of(pages: Pages, page: Page, selector: str, attribute: str) -> list[Path]:
    """The files that a page loads through the elements of a selector."""
    targets = (pages.leads_to(page, str(tag[attribute])) for tag in page.soup.select(selector))
    files = (pages.site.file_at(target.address) for target in targets if target)
    return [file for file in files if file]


def own_file(pages: Pages, page: Page) -> Path:
    """The page's own HTML file."""
    file = pages.site.file_at(page.address)
    assert file is not None
    return file


def test_html_and_styles_of_every_page_fit_in_14_kilobytes(
    pages: Pages, weights: dict[Path, int]
) -> None:
    """What the first paint waits for; sheets for paper and the like come after it."""
    totals = {}
    for page in pages:
        styles = files_of(pages, page, "link[rel=stylesheet]:not([media])", "href")
        totals[page.address] = sum(weights[file] for file in [own_file(pages, page), *styles])
    assert {address: size for address, size in totals.items() if size > 14 * KIB} == {}


def test_scripts_of_every_page_fit_in_12_kilobytes(pages: Pages, weights: dict[Path, int]) -> None:
    """A page with a form is written on, and not only read: its scripts have 60."""
    totals, written_on = {}, []
    for page in pages:
        scripts = files_of(pages, page, "script[src]", "src")
        has_form = bool(page.soup.select("form-place"))
        written_on += [page.address] * has_form
        totals[page.address] = sum(weights[file] for file in scripts) - has_form * 48 * KIB
    assert {address: size for address, size in totals.items() if size > 12 * KIB} == {}
    assert len(written_on) == 4


def test_cards_fit_in_3_kilobytes_and_load_nothing_more(
    pages: Pages, weights: dict[Path, int]
) -> None:
    cards = [page for page in pages if page.is_card]
    heavy = [page.address for page in cards if weights[own_file(pages, page)] > 3 * KIB]
    loading = [page.address for page in cards if page.soup.select("[src], link[rel=stylesheet]")]
    assert cards
    assert (heavy, loading) == ([], [])


def test_pictures_of_every_page_fit_in_10_kilobytes(pages: Pages, weights: dict[Path, int]) -> None:
    """Those that a page is sent with its words, each counted once."""
    totals = {}
    for page in pages:
        files = {*files_of(pages, page, "img[src]", "src"), *files_of(pages, page, "use", "href")}
        totals[page.address] = sum(weights[file] for file in files)
    assert max(totals.values()) > 0
    assert {address: size for address, size in totals.items() if size > 10 * KIB} == {}
