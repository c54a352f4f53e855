"""Programs that put our cards on other sites by oEmbed find the answers of a static site."""

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import micawber
import pyoembed
import pytest
from bs4 import Tag

from knowledge import Library
from knowledge.embeds import card_kinds, oembed_address
from tests.browser.conftest import serve
from tests.conftest import MOVED_FROM, BuiltSite, node
from tests.site.conftest import Page, Pages
from tests.site.endpoint import endpoint

ASK = Path(__file__).with_name("oembed-clients.mjs")
NODE_CLIENTS = ("oembed-extractor", "oembetter", "unfurl.js")
MOST_BYTES_BEFORE_THE_LINK = 16_384

Answers = dict[str, Any]


@pytest.fixture(scope="module")
def asked(pages: Pages, library: Library) -> list[Page]:
    """Every page that has a card, its Easy Read page, and a page that has moved."""
    entries = [entry for kind in card_kinds(library) for entry in library.of_kind(kind.name)]
    addresses = [entry.address for entry in entries]
    easy = [entry.easy_read_address for entry in entries if entry.easy_read]
    return [pages.by_address[address] for address in [*addresses, *easy, MOVED_FROM]]


@pytest.fixture(scope="module")
def answers(built_site: BuiltSite, asked: list[Page]) -> dict[str, Answers]:
    """The answer for each page, by the address of the page."""
    return {page.address: json.loads(answer_file(built_site, page).read_bytes()) for page in asked}


@pytest.fixture(scope="module")
def here(
    built_site: BuiltSite, asked: list[Page], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The address of these pages and answers, served as if this were where the site lives."""
    folder = tmp_path_factory.mktemp("here")
    for address in serve(folder, built_site.base):
        root = address + built_site.base
        for page in asked:
            for file in (own_file(built_site, page), answer_file(built_site, page)):
                copy = folder / file.relative_to(built_site.folder)
                copy.parent.mkdir(parents=True, exist_ok=True)
                text = file.read_text("utf-8").replace(built_site.public_address, root)
                copy.write_text(text, "utf-8")
        yield root


def own_file(site: BuiltSite, page: Page) -> Path:
    file = site.file_at(page.address)
    assert file is not None
    return file


def discovery_link(page: Page) -> Tag:
    """The one link of a page to its answer."""
    links = page.soup.select('head link[rel=alternate][type="application/json+oembed"]')
    assert len(links) == 1, page.address
    return links[0]


def answer_file(site: BuiltSite, page: Page) -> Path:
    """The file with the answer that a page names."""
    address = str(discovery_link(page)["href"])
    file = site.file_at(address.removeprefix(site.public_address))
    assert file is not None, f"{page.address} -> {address}"
    return file


def expected(answers: dict[str, Answers], site: BuiltSite, here: str) -> dict[str, list[str]]:
    """Title and HTML of each page, by its address, as they are served here."""
    return {
        f"{here}{address}": [
            answer[field].replace(site.public_address, here) for field in ("title", "html")
        ]
        for address, answer in answers.items()
    }


def test_clients_for_node_are_told_what_the_file_says(
    asked: list[Page], answers: dict[str, Answers], built_site: BuiltSite, here: str
) -> None:
    addresses = json.dumps([f"{here}{page.address}" for page in asked])
    done = subprocess.run(
        [node(), str(ASK)], input=addresses, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    told: dict[str, dict[str, list[str]]] = {client: {} for client in NODE_CLIENTS}
    for client, page, *answer in json.loads(done.stdout):
        told[client][page] = answer
    pages = expected(answers, built_site, here)
    assert told == dict.fromkeys(NODE_CLIENTS, pages)


def test_client_for_python_is_told_what_the_file_says(
    answers: dict[str, Answers], built_site: BuiltSite, here: str
) -> None:
    pages = expected(answers, built_site, here)
    found = {page: pyoembed.oEmbed(page, maxwidth=300) for page in pages}
    told = {page: [answer["title"], answer["html"]] for page, answer in found.items()}
    assert told == pages


def test_client_that_asks_an_endpoint_is_told_what_the_file_says(
    asked: list[Page], answers: dict[str, Answers], built_site: BuiltSite, library: Library
) -> None:
    """micawber looks for no link in a page; it has to be told of the endpoint."""
    easy_read = {entry.easy_read_address for entry in library.entries}
    own = [page.address for page in asked if page.address not in easy_read]
    pages = {built_site.public_address + address: answers[address] for address in own}
    registry = micawber.ProviderRegistry()
    with endpoint(built_site) as address:
        registry.register(
            rf"{re.escape(built_site.public_address)}/\S+", micawber.Provider(address)
        )
        told = {page: registry.request(page) for page in pages}
        with pytest.raises(micawber.ProviderException):
            registry.request(f"{built_site.public_address}/tips/nobody-wrote-this/")
    assert told == {page: {**answer, "url": page} for page, answer in pages.items()}


def test_address_of_an_answer_is_absolute_and_names_no_other_address(asked: list[Page]) -> None:
    """Drupal resolves no relative address. Mastodon takes one that holds `=http` for a pattern,
    and would show the first card it was told of in place of every other."""
    for page in asked:
        address = str(discovery_link(page)["href"])
        assert urlsplit(address).scheme == "https"
        assert urlsplit(address).query == ""
        assert "=http" not in address


def test_page_names_the_answer_of_its_own_entry(
    asked: list[Page], built_site: BuiltSite, library: Library
) -> None:
    easy_read = {entry.easy_read_address: entry.address for entry in library.entries}
    for page in asked:
        address = easy_read.get(page.address, page.address)
        if page.is_moved:
            canonical = page.soup.select_one("link[rel=canonical]")
            assert canonical is not None
            address = str(canonical["href"]).removeprefix(built_site.public_address)
        expected_link = built_site.public_address + oembed_address(address)
        assert discovery_link(page)["href"] == expected_link


def test_link_to_the_answer_comes_early(asked: list[Page], built_site: BuiltSite) -> None:
    late = {}
    for page in asked:
        before, found, _after = own_file(built_site, page).read_bytes().partition(b"+oembed")
        assert found
        if len(before) > MOST_BYTES_BEFORE_THE_LINK or b"</head>" in before:
            late[page.address] = len(before)
    assert late == {}


def test_version_of_every_answer_is_the_text_that_strict_clients_want(
    answers: dict[str, Answers],
) -> None:
    """A number, or 1, is refused by Drupal and by Mastodon; both need the type too."""
    assert {(answer["version"], answer["type"]) for answer in answers.values()} == {("1.0", "rich")}


def test_only_pages_with_a_card_promise_an_answer(asked: list[Page], pages: Pages) -> None:
    promising = {page.address for page in pages if "+oembed" in page.html}
    assert promising == {page.address for page in asked}
