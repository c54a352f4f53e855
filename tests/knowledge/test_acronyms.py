"""Acronyms: which words in capitals are one, and whether the text explains it."""

import pytest

from knowledge.acronyms import acronyms, is_initials


def found(text: str) -> list[tuple[str, bool]]:
    return [(acronym.letters, acronym.is_explained) for acronym in acronyms(text)]


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("The NHS and the UK.", ["NHS", "UK"]),
        ("Two GPs, a GP's day, the GPs\u2019 day", ["GP", "GP", "GP"]),
        ("COVID-19, P3P, non-NHS, ex-GP", ["COVID", "P3P", "NHS", "GP"]),
        ("at A&E or in R&D", ["A&E", "R&D"]),
        ("NHS.", ["NHS"]),
        # no acronyms
        ("A loaf. I like it. O!", []),
        ("Henry VIII, part II, chapter XIV, 19th and XX", []),
        ("PhD, iPhone, McKay, NHSx", []),
        ("A4, 1970s, M25, B12", []),
        ("#NHS @NHS NHS.uk a.NHS /NHS_x &NHS", []),
        ("NOTHING ABOUT US WITHOUT US", []),
        ("DO NOT\nOPEN", []),
        ("", []),
    ],
)
def test_acronyms_are_told_from_other_capitals(text: str, letters: list[str]) -> None:
    assert [acronym for acronym, _explained in found(text)] == letters


def test_place_is_that_of_the_first_letter() -> None:
    assert [acronym.start for acronym in acronyms("In the NHS")] == [7]


@pytest.mark.parametrize(
    "text",
    [
        "An Integrated Care System (ICS) plans care.",
        "an integrated care system (ICS)",
        "The Social Care Institute for Excellence (SCIE) says",
        "Think Local, Act Personal (TLAP)",
        "the ICS (integrated care system) plans",
        "accident and emergency (A&E)",
    ],
)
def test_long_form_beside_it_explains_an_acronym(text: str) -> None:
    assert [explained for _letters, explained in found(text)] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "The ICS plans.",
        "The plan (ICS) is new.",
        "care (ICS)",
        "ICS (2022 to 2026)",
        "ICS (in Leeds)",
        "an integrated care system (the ICS)",
        "(ICS)",
        "An integrated care system was there long before people began to talk of it (ICS)",
    ],
)
def test_other_words_beside_it_do_not(text: str) -> None:
    assert [explained for _letters, explained in found(text)] == [False]


def test_long_form_must_begin_with_the_first_letter() -> None:
    assert found("magic system (ICS)") == [("ICS", False)]
    assert found("inner magic system (ICS)") == [("ICS", True)]


@pytest.mark.parametrize(
    ("letters", "title", "expected"),
    [
        ("DP", "Direct payment", True),
        ("SCIE", "Social Care Institute for Excellence", True),
        ("SCIFE", "Social Care Institute for Excellence", True),
        ("AE", "Local area coordination in Derby", False),
        ("DP", "Direct", False),
    ],
)
def test_initials_of_a_title(letters: str, title: str, expected: bool) -> None:
    assert is_initials(letters, title) is expected
