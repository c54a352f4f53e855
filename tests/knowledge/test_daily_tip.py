"""The tip of a day: the same for everybody, in an order that is frozen for its year."""

from collections import Counter
from datetime import date, timedelta

import pytest

from knowledge.embeds.daily import coming, order_of, shuffled, tip_of

TIPS = [f"tip-{number:02}" for number in range(20)]
ORDERS = {year: shuffled(TIPS, year) for year in (2026, 2027, 2028)}
LEAP_YEAR = [date(2028, 1, 1) + timedelta(day) for day in range(366)]


def test_order_of_a_year_is_the_same_on_every_machine() -> None:
    assert shuffled(["a", "b", "c", "d"], 2026) == shuffled(["d", "c", "b", "a"], 2026)
    assert shuffled(["bread", "butter", "jam", "salt", "tea"], 2026) == (
        "bread",
        "tea",
        "salt",
        "butter",
        "jam",
    )


def test_each_year_has_every_tip_in_an_order_of_its_own() -> None:
    assert {tuple(sorted(order)) for order in ORDERS.values()} == {tuple(TIPS)}
    assert len(set(ORDERS.values())) == len(ORDERS)


def test_every_day_of_a_leap_year_has_a_tip_and_each_tip_its_turn() -> None:
    found = [tip_of(day, ORDERS, TIPS) for day in LEAP_YEAR]
    turns = Counter(found)
    assert set(turns) == set(TIPS)
    assert max(turns.values()) - min(turns.values()) == 1
    assert all(one != other for one, other in zip(found, found[1:], strict=False))


def test_year_begins_with_its_own_first_tip_after_any_last_day() -> None:
    for year in (2027, 2028):
        assert tip_of(date(year, 1, 1), ORDERS, TIPS) == ORDERS[year][0]
    assert tip_of(date(2026, 12, 31), ORDERS, TIPS) == ORDERS[2026][364 % 20]
    assert tip_of(date(2028, 12, 31), ORDERS, TIPS) == ORDERS[2028][365 % 20]


def test_days_round_the_last_of_february_follow_one_another() -> None:
    days = [date(2028, 2, 28), date(2028, 2, 29), date(2028, 3, 1)]
    assert [tip_of(day, ORDERS, TIPS) for day in days] == [
        ORDERS[2028][turn % 20] for turn in (58, 59, 60)
    ]


def test_new_tip_changes_no_day() -> None:
    more = [*TIPS, "a-new-tip", "another"]
    for day in LEAP_YEAR:
        assert tip_of(day, ORDERS, more) == tip_of(day, ORDERS, TIPS)


@pytest.mark.parametrize("gone", TIPS)
def test_day_of_a_withdrawn_tip_has_the_next_and_no_other_day_changes(gone: str) -> None:
    rest = [tip for tip in TIPS if tip != gone]
    order = ORDERS[2028]
    following = order[(order.index(gone) + 1) % len(order)]
    for day in LEAP_YEAR:
        before = tip_of(day, ORDERS, TIPS)
        assert tip_of(day, ORDERS, rest) == (following if before == gone else before)


def test_next_tip_after_several_that_were_withdrawn_is_the_next_that_is_there() -> None:
    order = ORDERS[2026]
    assert tip_of(date(2026, 1, 1), ORDERS, order[3:]) == order[3]
    assert tip_of(date(2026, 1, 20), ORDERS, [order[7]]) == order[7]


def test_year_without_an_order_has_that_of_the_year_before() -> None:
    assert order_of(ORDERS, 2031) == ORDERS[2028]
    assert order_of({2024: ("a",), 2030: ("b",)}, 2029) == ("a",)
    assert tip_of(date(2031, 1, 2), ORDERS, TIPS) == ORDERS[2028][1]


def test_year_before_any_order_has_the_first() -> None:
    assert order_of(ORDERS, 2020) == ORDERS[2026]


def test_without_an_order_and_when_all_of_it_are_gone_each_day_still_has_a_tip() -> None:
    assert tip_of(date(2026, 1, 1), {}, TIPS) == shuffled(TIPS, 2026)[0]
    assert tip_of(date(2026, 1, 2), ORDERS, ["new"]) == "new"


def test_no_tips_give_no_tip() -> None:
    assert tip_of(date(2026, 1, 1), ORDERS, []) is None
    assert list(coming(date(2026, 1, 1), 14, ORDERS, [])) == []


def test_coming_tips_are_those_of_the_days_and_go_over_the_turn_of_the_year() -> None:
    first = date(2026, 12, 25)
    assert list(coming(first, 14, ORDERS, TIPS)) == [
        tip_of(first + timedelta(day), ORDERS, TIPS) for day in range(14)
    ]


def test_what_is_to_come_is_the_same_from_every_day_on_which_it_is_asked() -> None:
    """A site that is built each day tells no other tips than one that is built each fortnight."""
    for start in LEAP_YEAR[:40]:
        for ahead, slug in enumerate(coming(start, 14, ORDERS, TIPS)):
            assert [slug] == list(coming(start + timedelta(ahead), 1, ORDERS, TIPS))
