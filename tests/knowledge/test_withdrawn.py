"""Withdrawn addresses: how they are kept, and that nothing takes their place."""

from datetime import date

from written import Messages, Reading, tip

from knowledge.withdrawn import WITHDRAWN_FILE, Withdrawn, written

ROWS = "- address: /tips/a/\n  date: 2026-11-23\n"
A = "content/tips/a.md"


def test_address_is_kept_with_its_day(library: Reading) -> None:
    assert library({WITHDRAWN_FILE: ROWS}).withdrawn == (
        Withdrawn("/tips/a/", date(2026, 11, 23), 1),
    )


def test_file_is_written_in_the_order_of_its_addresses() -> None:
    day = date(2026, 11, 23)
    text = written([Withdrawn("/tips/b/", day, 0), Withdrawn("/tips/a/", day, 0)])
    assert text == (
        "# Addresses whose pages were taken down. Each says so, and is never used again.\n"
        "# Written by `make withdraw`. No title, no name, no reason.\n"
        "- address: /tips/a/\n  date: 2026-11-23\n- address: /tips/b/\n  date: 2026-11-23\n"
    )


def test_nothing_else_may_be_told_of_it(messages: Messages) -> None:
    assert messages({WITHDRAWN_FILE: f"{ROWS}  why: She asked\n"}) == [
        f"{WITHDRAWN_FILE}:3: 'why' is not a field of a withdrawn address. "
        "It may hold: address, date."
    ]


def test_withdrawn_address_is_never_used_again(messages: Messages) -> None:
    assert messages({WITHDRAWN_FILE: ROWS, A: tip("A")}) == [
        f"{A}:2: '/tips/a/' was withdrawn on 2026-11-23, and is never used again. "
        "Give the file another name."
    ]


def test_nothing_may_have_moved_from_a_withdrawn_address(messages: Messages) -> None:
    text = tip("B", moved_from=["/tips/c/", "/tips/a/"])
    assert messages({WITHDRAWN_FILE: ROWS, "content/tips/b.md": text}) == [
        "content/tips/b.md:3: '/tips/a/' was withdrawn on 2026-11-23, and is never used again. "
        "Take it out."
    ]
