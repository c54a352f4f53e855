"""The tip of the day: which tip a date has, from the order that was frozen for its year."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

Orders = Mapping[int, Sequence[str]]


def shuffled(slugs: Iterable[str], year: int) -> tuple[str, ...]:
    """The slugs in an order of their own for each year, the same on every machine."""
    return tuple(sorted(slugs, key=lambda slug: hashlib.sha256(f"{year} {slug}".encode()).digest()))


def order_of(orders: Orders, year: int) -> Sequence[str]:
    """The order of a year; where none was frozen, that of the last year before it, or the first."""
    before = [each for each in orders if each <= year]
    return orders[max(before) if before else min(orders)] if orders else ()


def tip_of(day: date, orders: Orders, there: Iterable[str]) -> str | None:
    """The slug of a day's tip; when that tip is no longer there, the next one that is.

    A tip that is added later changes no day, as it is in no order yet; only when all of the order
    are gone do the others take their places. None without any tip.
    """
    known = set(there)
    order = order_of(orders, day.year)
    if not known.intersection(order):
        order = shuffled(known, day.year)
    start = day.timetuple().tm_yday - 1
    turns = (order[(start + step) % len(order)] for step in range(len(order)))
    return next((slug for slug in turns if slug in known), None)


def coming(first: date, days: int, orders: Orders, there: Iterable[str]) -> Iterator[str]:
    """The tips of so many days, beginning with the first."""
    known = set(there)
    for day in range(days):
        if slug := tip_of(first + timedelta(day), orders, known):
            yield slug
