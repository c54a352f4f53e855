"""Consent rules: one test for each, with the whole message."""

from collections.abc import Callable
from datetime import date

import pytest
from written import Files, Project, case_study

from knowledge import open_library
from knowledge.editorial import advice

STORY = "content/case-studies/m.md"
TODAY = date(2026, 11, 23)
GIVEN = {
    "reference": "2026-014",
    "release_date": "2026-11-01",
    "review_by": "2028-11-01",
    "credit_as": "A baker",
    "photo": "none",
}
DRAFT = {key: value for key, value in GIVEN.items() if key != "release_date"}

Told = Callable[..., list[str]]


def story(consent: object = None, **fields: object) -> str:
    """A case study with own_story on line 6 and consent on line 7."""
    given = {"consent": consent} if consent else {}
    return case_study("M", **{"own_story": True, **given, **fields})


@pytest.fixture
def told(project: Project) -> Told:
    """Writes one story and returns every message about it on a day."""

    def read(text: str, today: date = TODAY) -> list[str]:
        found, problems = open_library(project({STORY: text}), drafts=True, today=today)
        assert found is not None
        assert found.today == today
        return [str(problem) for problem in problems]

    return read


def lines_of(text: str) -> tuple[int, int]:
    """The lines of own_story and of consent."""
    lines = text.split("\n")
    own = next(n for n, line in enumerate(lines, 1) if line.startswith("own_story"))
    consent = next((n for n, line in enumerate(lines, 1) if line.startswith("consent")), 0)
    return own, consent


def test_consent_that_is_whole_and_lasts_is_right(told: Told) -> None:
    assert told(story(GIVEN)) == []


def test_own_story_without_consent_even_in_a_draft(told: Told) -> None:
    for text in (story(), story(status="draft")):
        assert told(text) == [
            f"{STORY}:{lines_of(text)[0]}: This is a person's own story, and nothing says that "
            "they agreed. Add consent: see docs/personal-stories.md."
        ]


def test_consent_where_nothing_says_that_it_is_an_own_story(told: Told) -> None:
    text = story(GIVEN, own_story=False)
    assert told(text) == [
        f"{STORY}:{lines_of(text)[1]}: There is consent, but nothing says that this is a person's "
        "own story. Add a line: own_story: true"
    ]


def test_published_story_whose_finished_text_nobody_agreed_to(told: Told) -> None:
    text = story(DRAFT)
    assert told(text) == [
        f"{STORY}:{lines_of(text)[1]}: The story is published, and nobody agreed to the finished "
        "text. Show it to the person, then add release_date; until then: status: draft"
    ]


def test_draft_needs_only_the_first_consent(told: Told) -> None:
    assert told(story(DRAFT, status="draft")) == []


def test_consent_that_ended(told: Told) -> None:
    text = story(GIVEN)
    assert told(text, date(2028, 11, 1)) == []
    assert told(text, date(2028, 11, 2)) == [
        f"{STORY}:{lines_of(text)[1]}: The consent ended on 2028-11-01. "
        "Ask again, then write the new day, or: make withdraw ref=2026-014"
    ]


def test_release_on_a_day_to_come(told: Told) -> None:
    text = story(GIVEN | {"release_date": "2026-11-24"})
    assert told(text) == [
        f"{STORY}:{lines_of(text)[1]}: The person agrees to the finished text only on 2026-11-24, "
        "which is to come. Write the day on which they did, or leave the line out of a draft."
    ]


def test_release_after_the_review(told: Told) -> None:
    text = story(GIVEN | {"release_date": "2026-11-23", "review_by": "2026-11-22"})
    assert told(text, date(2026, 11, 22))[0] == (
        f"{STORY}:{lines_of(text)[1]}: 'release_date' is after 'review_by', which is 2026-11-22. "
        "Correct one of the two."
    )


@pytest.mark.parametrize(
    ("released", "latest", "too_late"),
    [("2026-11-01", "2028-11-01", "2028-11-02"), ("2024-02-29", "2026-02-28", "2026-03-01")],
)
def test_review_may_be_two_years_after_the_release(
    told: Told, released: str, latest: str, too_late: str
) -> None:
    today = date.fromisoformat(released)
    assert told(story(GIVEN | {"release_date": released, "review_by": latest}), today) == []
    text = story(GIVEN | {"release_date": released, "review_by": too_late})
    assert told(text, today) == [
        f"{STORY}:{lines_of(text)[1]}: 'review_by' is more than 24 months after 'release_date'. "
        f"Write {latest}, or a day before it."
    ]


@pytest.mark.parametrize(
    "reference", ["2026-014", "7", "EV/2026/14", "story-2026-3", "a1-b2/c3", "CF-CS-2026-1"]
)
def test_reference_of_letters_digits_hyphens_and_slashes(told: Told, reference: str) -> None:
    assert told(story(GIVEN | {"reference": reference})) == []


@pytest.mark.parametrize(
    "reference",
    ["Gwen", "gwen-rees", "gwen-rees-2026", "Gwen Rees 7", "2026_014", "2026--14", "-7", "7/", ""],
)
def test_reference_that_may_be_a_name(told: Told, reference: str) -> None:
    text = story(GIVEN | {"reference": reference})
    assert told(text) == [
        f"{STORY}:{lines_of(text)[1]}: '{reference}' is no reference that keeps a person's name "
        "out. Use the number of the papers, with letters, digits, - and / only: 2026-014"
    ]


def test_reference_that_is_an_address_is_not_told_again(told: Told) -> None:
    text = story(GIVEN | {"reference": "gwen7@example.org"})
    assert told(text) == [
        f"{STORY}:{lines_of(text)[1]}: The reference of a consent looks like an e-mail address. "
        "Use the number of the papers, with letters, digits, - and / only: 2026-014"
    ]


def test_faults_of_consent_are_told_by_their_rule(project: Project) -> None:
    _library, problems = open_library(project({STORY: story()}), drafts=True, today=TODAY)
    assert [problem.rule for problem in problems] == ["consent"]


def ending(project: Project, files: Files, today: date) -> list[str]:
    """What editors are advised of consents."""
    found, _problems = open_library(project(files), drafts=True, today=today)
    assert found is not None
    reports = {each.title: each.items for each in advice(found)}
    return [str(item) for item in reports.get("Consent to ask for again", ())]


def test_consent_that_ends_within_sixty_days_is_told_to_editors_soonest_first(
    project: Project,
) -> None:
    texts = {
        f"content/case-studies/{slug}.md": story(
            GIVEN | {"reference": f"{number}", "review_by": day}
        )
        for number, (slug, day) in enumerate(
            [
                ("a", "2027-01-22"),
                ("b", "2027-01-23"),
                ("c", "2026-11-23"),
                ("d", "2026-11-24"),
                ("e", "2026-11-22"),
            ]
        )
    }
    line = lines_of(texts["content/case-studies/a.md"])[1]
    mend = "Ask again, then write the new day, or withdraw the story."
    assert ending(project, texts, TODAY) == [
        f"content/case-studies/c.md:{line}: The consent '2' ends today, on 2026-11-23. {mend}",
        f"content/case-studies/d.md:{line}: The consent '3' ends in 1 day, on 2026-11-24. {mend}",
        f"content/case-studies/a.md:{line}: The consent '0' ends in 60 days, on 2027-01-22. {mend}",
    ]
