"""What a card costs the page that holds it, and what it leaves behind there: nothing."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext

from knowledge.embeds import OF_THE_DAY, THEMES, Card, oembed_address
from tests.conftest import node
from tests.embeds.conftest import SCRIPT, Embeds
from tests.site.test_budgets import COMPRESS, KIB

KEPT = """async () => [
  document.cookie, localStorage.length, sessionStorage.length,
  (await indexedDB.databases()).length, (await caches.keys()).length,
  (await navigator.serviceWorker.getRegistrations()).length,
]"""
NOTHING = ["", 0, 0, 0, 0, 0]


def file_of(embeds: Embeds, address: str) -> Path:
    file = embeds.site.file_at(address)
    assert file is not None, f"There is nothing at {address}."
    return file


def compressed(files: list[Path]) -> dict[Path, int]:
    """The sizes in bytes, as a server sends them with brotli."""
    told = json.dumps([str(file) for file in files])
    command = [node(), "-e", COMPRESS]
    done = subprocess.run(command, input=told, capture_output=True, text=True, check=True)
    return {Path(file): size for file, size in json.loads(done.stdout).items()}


@pytest.fixture(scope="module")
def files(embeds: Embeds) -> list[Path]:
    """The file of every card in every theme."""
    names = [*embeds.cards, OF_THE_DAY]
    return [file_of(embeds, Card(name).address(theme)) for name in names for theme in THEMES]


def test_every_card_weighs_3_kilobytes_at_most(files: list[Path]) -> None:
    assert {str(file): size for file, size in compressed(files).items() if size > 3 * KIB} == {}


def test_every_card_is_8_7_kilobytes_long_at_most(files: list[Path]) -> None:
    sizes = {str(file): file.stat().st_size for file in files}
    assert {file: size for file, size in sizes.items() if size > 8.7 * KIB} == {}


def test_script_for_hosts_weighs_1_kilobyte_at_most(embeds: Embeds) -> None:
    file = file_of(embeds, SCRIPT)
    assert compressed([file])[file] <= KIB


def test_every_answer_to_oembed_is_2_kilobytes_long_at_most(embeds: Embeds) -> None:
    pages = {card.page for card in embeds.cards.values() if card.entry}
    sizes = {page: file_of(embeds, oembed_address(page)).stat().st_size for page in pages}
    assert sizes
    assert {page: size for page, size in sizes.items() if size > 2 * KIB} == {}


def test_every_page_names_its_answer_in_its_first_16_kilobytes(embeds: Embeds) -> None:
    """Programs that look for it read the beginning of a page only."""
    late = []
    for page in {card.page for card in embeds.cards.values() if card.entry}:
        start = file_of(embeds, page).read_bytes()[: 16 * KIB].decode("utf-8", "ignore")
        head = start.partition("</head>")[0]
        address = f'href="{embeds.site.public_address}{oembed_address(page)}"'
        if 'type="application/json+oembed"' not in head or address not in head:
            late.append(page)
    assert late == []


@pytest.mark.browser
def test_every_card_is_one_request_and_keeps_and_says_nothing(
    context: Callable[..., BrowserContext], embeds: Embeds
) -> None:
    profile = context()
    page = profile.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda line: said.append(line.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    addresses = [embeds.root + Card(name).address() for name in [*embeds.cards, OF_THE_DAY]]
    kept = []
    for address in addresses:
        page.goto(address, wait_until="load")
        kept.append(page.evaluate(KEPT))
    assert asked == addresses
    assert said == []
    assert kept == [NOTHING] * len(addresses)
    assert profile.storage_state() == {"cookies": [], "origins": []}
