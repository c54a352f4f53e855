"""The addresses by which a text leaves the form, to the byte."""

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

PROGRAM = """
import { bytes, mail, newFile, newIssue } from "./theme/components/contribute-form/handing-over.js";
const ways = { newFile, newIssue, mail: ({ hasMore, ...letter }) => mail(letter, hasMore) };
function answer({ way, told }) {
  const found = ways[way](told);
  return { ...found, bytes: bytes(found.address) };
}
"""
Ask = Callable[..., dict[str, Any]]

FILE = {
    "repository": "https://github.com/owner/name",
    "branch": "main",
    "path": "content/case-studies/a-story.md",
}
LETTER = {"contact": "hello@bakery.example", "subject": "A", "steps": "Attach the file."}


@pytest.fixture(scope="module")
def ask(program: Any) -> Ask:
    run = program(PROGRAM)
    return lambda way, **told: run({"way": way, "told": told})


def exactly(ask: Ask, wanted: int, **told: Any) -> dict[str, Any]:
    """The address for a text that makes it so many bytes long, if it stands in it whole."""
    short = ask("newFile", **told, text="")["bytes"]
    return ask("newFile", **told, text="a" * (wanted - short))


@pytest.mark.parametrize(
    ("wanted", "is_whole"),
    [(6499, True), (6500, True), (6501, False), (8191, False), (8192, False)],
)
def test_an_address_of_at_most_6500_bytes_has_the_text_in_it(
    wanted: int, is_whole: bool, ask: Ask
) -> None:
    found = exactly(ask, wanted, **FILE)
    assert found["isWhole"] is is_whole
    place = "https://github.com/owner/name/new/main?filename=content/case-studies/a-story.md"
    assert found["address"].startswith(f"{place}&value=aaa") is is_whole
    assert found["bytes"] == (wanted if is_whole else len(place))
    assert is_whole or found["address"] == place


@pytest.mark.parametrize("text", ["ŵ & ŷ = 1 + 1", "🚌 # ? %\n\n---\n", "مرحبا \"x\" 'y'", "a+b c"])
def test_github_gets_the_very_text(text: str, ask: Ask) -> None:
    found = ask("newFile", **{**FILE, "branch": "next/one two"}, text=text)
    parts = urlsplit(found["address"])
    assert parts.path == "/owner/name/new/next/one%20two"
    assert parse_qs(parts.query) == {"filename": [FILE["path"]], "value": [text]}
    assert found["bytes"] == len(found["address"])


@pytest.mark.parametrize("end", ["", "/", ".git", ".git/"])
def test_the_address_of_the_repository_may_end_as_people_copy_it(end: str, ask: Ask) -> None:
    found = ask("newFile", **{**FILE, "repository": FILE["repository"] + end}, text="x")
    assert found["address"].startswith("https://github.com/owner/name/new/main?")


def test_a_correction_opens_an_issue_with_the_same_guard(ask: Ask) -> None:
    told = {"repository": FILE["repository"], "title": "A mistake: /tips/wait/"}
    short = ask("newIssue", **told, text="It says & “now”.\n")
    assert parse_qs(urlsplit(short["address"]).query) == {
        "title": ["A mistake: /tips/wait/"],
        "body": ["It says & “now”.\n"],
    }
    long = ask("newIssue", **told, text="ŵ" * 1100)
    assert (short["isWhole"], long["isWhole"]) == (True, False)
    assert parse_qs(urlsplit(long["address"]).query) == {"title": ["A mistake: /tips/wait/"]}


def test_an_email_has_the_text_with_the_line_ends_that_mail_has(ask: Ask) -> None:
    found = ask("mail", **LETTER, text="ŵ & ŷ?\n\nYes = yes", hasMore=False)
    address, _, query = found["address"].partition("?")
    assert address == "mailto:hello@bakery.example"
    subject, body = (unquote(part.partition("=")[2]) for part in query.split("&"))
    assert (subject, body) == ("A", "ŵ & ŷ?\r\n\r\nYes = yes")


@pytest.mark.parametrize(("wanted", "is_whole"), [(1799, True), (1800, False)])
def test_an_email_is_under_1800_signs_whole_or_asks_for_the_file(
    wanted: int, is_whole: bool, ask: Ask
) -> None:
    short = ask("mail", **LETTER, text="", hasMore=False)["bytes"]
    found = ask("mail", **LETTER, text="a" * (wanted - short), hasMore=False)
    assert found["isWhole"] is is_whole
    assert found["address"].endswith("aaa" if is_whole else "body=Attach%20the%20file.")


def test_an_email_for_more_than_words_asks_for_the_file(ask: Ask) -> None:
    found = ask("mail", **LETTER, text="Short.", hasMore=True)
    assert (found["isWhole"], "Short" in found["address"]) == (False, False)
