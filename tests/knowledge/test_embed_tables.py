"""The tables of what was promised to other sites: what is read, and what is wrong with them."""

from datetime import date

import pytest
from written import Messages, Reading, definition, tip

from knowledge.embed_tables import Promise
from knowledge.embeds.registering import with_new_rows

HEAD = "address,first_published,status,instead\n"
CARD = "/embed/v1/tip/a/"
SCRIPT = "/embed/v1.js"


def registry(*rows: str) -> str:
    return HEAD + "".join(f"{row}\n" for row in rows)


def themes(name: str) -> list[str]:
    return [f"/embed/v1/{name}/{theme}" for theme in ("", "light/", "dark/", "plain/")]


TIPS = {"content/tips/a.md": tip("A"), "content/tips/b.md": tip("B")}
REGISTERED = registry(
    *(
        f"{address},2026-01-01,live,"
        for name in ("tip/a", "tip/b", "tip-of-the-day")
        for address in themes(name)
    )
)


def test_tables_are_read_as_they_stand(library: Reading) -> None:
    files = {
        **TIPS,
        "embed-registry.csv": "\ufeff" + REGISTERED,
        "embed-daily.csv": "year,tips\n2026,b a\n",
        "embed-heights.csv": "card,narrow,wide\ntip/a,312,250\n",
    }
    embeds = library(files).embeds
    assert embeds.promises
    assert embeds.promises[0] == Promise(CARD, "2026-01-01", "live", "", 2)
    assert embeds.daily == {2026: ("b", "a")}
    assert embeds.heights == {"tip/a": (312, 250)}


def test_where_nothing_was_registered_nothing_is_missing(library: Reading) -> None:
    assert library(TIPS).embeds.promises is None


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        (
            "embed-registry.csv",
            "page,since\n",
            "embed-registry.csv:1: The first line does not name the columns of this table. "
            "Write: address,first_published,status,instead",
        ),
        (
            "embed-registry.csv",
            registry("/embed/v1.js,2026-01-01,live"),
            "embed-registry.csv:2: This line has 3 values; the table has 4 columns. "
            "Write one value for each of address, first_published, status, instead.",
        ),
        (
            "embed-registry.csv",
            registry("embed/v1.js,2026-01-01,live,"),
            "embed-registry.csv:2: 'embed/v1.js' is no address of this site. Begin it with /",
        ),
        (
            "embed-registry.csv",
            registry(f"{SCRIPT},2026-01-01,withdrwn,"),
            "embed-registry.csv:2: unknown status 'withdrwn'. Did you mean 'withdrawn'?",
        ),
        (
            "embed-registry.csv",
            registry(f"{SCRIPT},last week,live,"),
            "embed-registry.csv:2: 'last week' is no date. Write it as 2026-11-23.",
        ),
        (
            "embed-registry.csv",
            registry(f"{SCRIPT},2026-01-01,live,https://evil.example/"),
            "embed-registry.csv:2: 'https://evil.example/' is no address of this site. "
            "Begin it with / or leave it empty.",
        ),
        (
            "embed-registry.csv",
            registry(f"{SCRIPT},2026-01-01,live,", f"{SCRIPT},2026-02-01,live,"),
            "embed-registry.csv:3: '/embed/v1.js' stands on line 2 as well. Keep the older line.",
        ),
        (
            "embed-daily.csv",
            "year,tips\nnext,a b\n",
            "embed-daily.csv:2: 'next' is no number. A year is written as 2027.",
        ),
        (
            "embed-heights.csv",
            "card,narrow,wide\ntip/a,312,tall\n",
            "embed-heights.csv:2: 'tall' is no number. A height is written as 312.",
        ),
    ],
)
def test_line_that_cannot_be_used_is_named(
    name: str, text: str, message: str, messages: Messages
) -> None:
    assert messages({name: text}) == [message]


def test_published_card_that_is_gone_is_a_problem(messages: Messages) -> None:
    rows = registry(*(f"{address},2026-01-01,live," for address in themes("tip/gone")))
    assert messages({"embed-registry.csv": rows}) == [
        "embed-registry.csv:2: '/embed/v1/tip/gone/' was published and is gone; other sites show "
        "it. Bring it back, list its old page under moved_from of the entry that took its place, "
        "or write withdrawn as its status."
    ]


def test_entry_made_a_draft_again_is_gone_too(messages: Messages) -> None:
    files = {
        "content/definitions/rye.md": definition("Rye", status="draft"),
        "embed-registry.csv": registry("/embed/v1/definition/rye/,2026-01-01,live,"),
    }
    for drafts in (True, False):
        (message,) = messages(files, drafts=drafts)
        assert "'/embed/v1/definition/rye/' was published and is gone" in message


def test_entry_that_cannot_be_read_has_a_problem_of_its_own(messages: Messages) -> None:
    files = {
        "content/tips/a.md": "no front matter",
        "embed-registry.csv": registry(f"{CARD},2026-01-01,live,"),
    }
    (message,) = messages(files)
    assert message.startswith("content/tips/a.md:1:")


def test_moved_card_is_not_gone(messages: Messages) -> None:
    files = {
        "content/tips/b.md": tip("B", moved_from=["/tips/a/"]),
        "embed-registry.csv": registry(
            f"{CARD},2026-01-01,live,", "/embed/v1/tip/b/,2026-02-01,live,"
        ),
    }
    assert messages(files) == []


def test_card_that_is_withdrawn_and_there_is_a_problem(messages: Messages) -> None:
    rows = REGISTERED.replace(f"{CARD},2026-01-01,live", f"{CARD},2026-01-01,withdrawn")
    assert messages({**TIPS, "embed-registry.csv": rows}) == [
        "embed-registry.csv:2: '/embed/v1/tip/a/' is withdrawn, but it is there. "
        "Write live, or take it out."
    ]


def test_new_card_is_to_be_written_down_once_there_is_a_registry(messages: Messages) -> None:
    files = {**TIPS, "content/tips/c.md": tip("C"), "embed-registry.csv": REGISTERED}
    assert messages(files) == [
        "content/tips/c.md:2: Its card, /embed/v1/tip/c/, is not in embed-registry.csv. "
        "Run: make register"
    ]


def test_drafts_need_not_be_written_down(messages: Messages) -> None:
    draft = tip("C", status="draft")
    assert messages({**TIPS, "content/tips/c.md": draft, "embed-registry.csv": REGISTERED}) == []


def test_registering_writes_every_address_once(library: Reading) -> None:
    tables = with_new_rows(library(TIPS), [SCRIPT], {"tip/a": (312, 250)}, date(2026, 1, 1))
    assert sorted(tables["embed-registry.csv"].splitlines()) == sorted(
        [*REGISTERED.splitlines(), f"{SCRIPT},2026-01-01,live,"]
    )
    assert tables["embed-heights.csv"] == "card,narrow,wide\ntip/a,312,250\n"
    years = [line.partition(",")[0] for line in tables["embed-daily.csv"].splitlines()]
    assert years == ["year", "2026", "2027"]


def test_registering_again_changes_no_line_that_stands(library: Reading) -> None:
    files = {
        **TIPS,
        "embed-registry.csv": REGISTERED,
        "embed-daily.csv": "year,tips\n2026,a\n2027,a\n",
        "embed-heights.csv": "card,narrow,wide\ntip/a,312,250\n",
    }
    later = with_new_rows(library(files), [], {}, date(2026, 12, 1))
    assert {name: files[name] for name in later} == later


# What is too long for a card.


@pytest.mark.parametrize(
    ("files", "message"),
    [
        (
            {"content/tips/a.md": tip("A", f"Do {'it ' * 3}{'x' * 31} now.")},
            f"content/tips/a.md:4: '{'x' * 31}' is too long for a line of a card. "
            "Use a shorter word, or put hyphens in it.",
        ),
        (
            {"content/tips/a.md": tip("A long title " * 7)},
            "content/tips/a.md:2: This has 90 letters and signs; a card has room for 80. "
            "Use fewer or shorter words.",
        ),
        (
            {"content/tips/a.md": tip("A", " ".join(["abcdefghij"] * 40))},
            "content/tips/a.md:4: This has 439 letters and signs; a card has room for 400. "
            "Use fewer or shorter words.",
        ),
        (
            {"content/tips/a.md": tip("A", "word " * 46)},
            "content/tips/a.md:4: The tip has 46 words; the most is 45. "
            "Take out 1 so that it fits on a card.",
        ),
    ],
)
def test_words_that_do_not_fit_a_card_are_named(
    files: dict[str, str], message: str, messages: Messages
) -> None:
    assert message in messages(files)
