"""Consent rules: nobody's own story stands here without their leave, or after it ended.

Consent is given twice: to tell the story, and to the finished text.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from knowledge.library import Entry, Library
from knowledge.problems import Problem

MOST_MONTHS = 24
"""The longest time from the release of a story to the day when somebody asks again."""

SOON = timedelta(days=60)

_RULE = "consent"
_REFERENCE = re.compile(r"(?=.*[0-9])[A-Za-z0-9]+(?:[-/][A-Za-z0-9]+)*\Z")
_WORD = re.compile(r"[A-Za-z]{3,}\Z")


def consent_problems(entry: Entry, library: Library) -> Iterator[Problem]:
    """What is wrong with the consent of an entry, or that it has none."""
    for path, what, mend in _faults(entry, library.today):
        yield Problem(entry.path, entry.line(path), what, mend, _RULE)


def ending_consents(library: Library) -> Iterator[Problem]:
    """Consents that end soon, the first to end first."""
    found = []
    for entry in library.entries:
        consent = getattr(entry.fields, "consent", None)
        if consent and library.today <= consent.review_by <= library.today + SOON:
            days = (consent.review_by - library.today).days
            left = "today" if not days else "in 1 day" if days == 1 else f"in {days} days"
            what = f"The consent '{consent.reference}' ends {left}, on {consent.review_by}."
            mend = "Ask again, then write the new day, or withdraw the story."
            line = entry.line(("consent", "review_by"))
            found.append((consent.review_by, Problem(entry.path, line, what, mend)))
    yield from (problem for _day, problem in sorted(found))


_Fault = tuple[tuple[str, ...], str, str]


def _faults(entry: Entry, today: date) -> Iterator[_Fault]:
    consent = getattr(entry.fields, "consent", None)
    is_own = getattr(entry.fields, "own_story", False)
    if not consent:
        if is_own:
            what = "This is a person's own story, and nothing says that they agreed."
            yield ("own_story",), what, "Add consent: see docs/personal-stories.md."
        return
    if not is_own:
        what = "There is consent, but nothing says that this is a person's own story."
        yield ("consent",), what, "Add a line: own_story: true"
    yield from _reference_faults(consent.reference)
    yield from _release_faults(consent.release_date, consent.review_by, today, entry.is_draft)
    if consent.review_by < today:
        what = f"The consent ended on {consent.review_by}."
        mend = f"Ask again, then write the new day, or: make withdraw ref={consent.reference}"
        yield ("consent", "review_by"), what, mend


def _reference_faults(reference: str) -> Iterator[_Fault]:
    """A reference must tell nothing of the person to those who do not keep the papers."""
    path = ("consent", "reference")
    if "@" in reference:
        what = "The reference of a consent looks like an e-mail address."
    elif not _REFERENCE.match(reference) or len(_words(reference)) > 1:
        what = f"'{reference}' is no reference that keeps a person's name out."
    else:
        return
    yield path, what, "Use the number of the papers, with letters, digits, - and / only: 2026-014"


def _words(reference: str) -> list[str]:
    """The parts that may be names: two of them are what a first and a last name look like."""
    return [part for part in re.split("[-/]", reference) if _WORD.match(part)]


def _release_faults(
    released: date | None, review_by: date, today: date, is_draft: bool
) -> Iterator[_Fault]:
    path = ("consent", "release_date")
    if released is None:
        if not is_draft:
            what = "The story is published, and nobody agreed to the finished text."
            mend = "Show it to the person, then add release_date; until then: status: draft"
            yield path, what, mend
        return
    if released > today:
        what = f"The person agrees to the finished text only on {released}, which is to come."
        yield path, what, "Write the day on which they did, or leave the line out of a draft."
    if released > review_by:
        what = f"'release_date' is after 'review_by', which is {review_by}."
        yield path, what, "Correct one of the two."
    elif review_by > _later(released):
        what = f"'review_by' is more than {MOST_MONTHS} months after 'release_date'."
        yield ("consent", "review_by"), what, f"Write {_later(released)}, or a day before it."


def _later(day: date) -> date:
    """The same day so many months on; the last of February stands in for the 29th."""
    year = day.year + MOST_MONTHS // 12
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)
