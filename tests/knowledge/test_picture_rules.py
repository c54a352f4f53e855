"""Picture rules: one test for each, with the whole message."""

import pytest
from pictures import exif, placed, saved
from written import PICTURE, Files, Messages, Project, case_study, picture, tip

from knowledge import open_library
from knowledge.picture_rules import MOST_BYTES

A, B = "content/tips/a.md", "content/tips/b.md"
LOAF = "content/images/loaf.png"
BESIDE = f"{LOAF}.yml"
STORY = "content/case-studies/m.md"
STRIP = "Take that out: make strip-pictures"


def shown(path: str = LOAF) -> Files:
    """A tip that shows a picture."""
    return {A: tip("A", f"![A loaf](../images/{path.rpartition('/')[2]})")}


def test_picture_that_tells_nothing_and_whose_maker_is_known_is_right(messages: Messages) -> None:
    assert messages({**shown(), **picture(LOAF)}) == []


def test_folder_may_hold_hidden_files_and_files_without_an_ending(messages: Messages) -> None:
    assert messages({"content/images/.DS_Store": "x", "content/images/README": "x"}) == []


@pytest.mark.parametrize(("ending", "form"), [("jpg", "JPEG"), ("jpeg", "JPEG"), ("webp", "WEBP")])
def test_other_types_that_are_right(messages: Messages, ending: str, form: str) -> None:
    path = f"content/images/loaf.{ending}"
    assert messages({**shown(path), **picture(path, saved(form))}) == []


def test_hidden_details_are_named_in_one_line(messages: Messages) -> None:
    path = "content/images/loaf.jpg"
    told = exif({0x013B: "Gwen"}, {0xA431: "123"})
    assert messages({**shown(path), **picture(path, saved("JPEG", exif=told))}) == [
        f"{path}:1: The picture holds the name of a person and the number of the camera. {STRIP}"
    ]
    assert messages({**shown(path), **picture(path, saved("JPEG", exif=placed()))}) == [
        f"{path}:1: The picture holds the place where it was taken. {STRIP}"
    ]


@pytest.mark.parametrize(
    ("extra", "told"),
    [
        (0, []),
        (
            1,
            [
                f"{LOAF}:1: The picture has 501 KB; the most is 500 KB. "
                "Make it smaller: make strip-pictures"
            ],
        ),
    ],
)
def test_picture_of_more_than_500_kilobytes(
    messages: Messages, extra: int, told: list[str]
) -> None:
    data = PICTURE + b"\0" * (MOST_BYTES - len(PICTURE) + extra)
    assert messages({**shown(), **picture(LOAF, data)}) == told


@pytest.mark.parametrize("name", ["loaf.svg", "loaf.gif", "loaf.heic", "loaf.txt"])
def test_type_that_is_not_shown(messages: Messages, name: str) -> None:
    path, ending = f"content/images/{name}", name.removeprefix("loaf")
    assert messages({**shown(path), **picture(path, b"x")}) == [
        f"{path}:1: '{ending}' is no type of picture that this site shows. "
        "Save it as one of: .jpg, .jpeg, .png, .webp."
    ]


def test_ending_in_capital_letters(messages: Messages) -> None:
    path = "content/images/loaf.PNG"
    assert messages({**shown(path), **picture(path)}) == [
        f"{path}:1: '.PNG' has capital letters. Name it loaf.png"
    ]


def test_name_that_says_another_type_than_the_file_holds(messages: Messages) -> None:
    assert messages({**shown(), **picture(LOAF, saved("JPEG"))}) == [
        f"{LOAF}:1: Its name says PNG, but it holds a JPEG picture. Save it as PNG anew."
    ]
    assert messages({**shown(), **picture(LOAF, b"<svg/>")}) == [
        f"{LOAF}:1: Its name says PNG, but it holds no such picture. Save it as PNG anew."
    ]


def test_picture_that_nobody_gave_leave_for(messages: Messages) -> None:
    assert messages({**shown(), LOAF: PICTURE}) == [
        f"{LOAF}:1: Nothing says who made this picture and that we may use it. "
        f"Write {BESIDE} with made_by, permission and people."
    ]


def test_file_beside_a_picture_that_lacks_something(messages: Messages) -> None:
    assert messages({**shown(), LOAF: PICTURE, BESIDE: "made_by: \npeople: no\nwho: me\n"}) == [
        f"{BESIDE}:1: 'made_by' needs text. Write it after the colon: made_by: your text",
        f"{BESIDE}:1: 'permission' is missing. Add a line: permission: ...",
        f"{BESIDE}:3: 'who' is not a field of a picture. "
        "It may hold: made_by, permission, people, consent.",
    ]
    assert messages({**shown(), **picture(LOAF, permission="")}) == [
        f"{BESIDE}:2: 'permission' is empty. Write it after the colon: permission: your text"
    ]
    assert messages({**shown(), **picture(LOAF, people="maybe")}) == [
        f"{BESIDE}:3: 'people' needs true or false. Write people: true, or people: false"
    ]


def test_file_beside_a_picture_that_cannot_be_read(messages: Messages) -> None:
    assert messages({**shown(), LOAF: PICTURE, BESIDE: "made_by: A: b\n"}) == [
        f"{BESIDE}:1: The text after 'made_by' holds a colon, which YAML reads as a new field. "
        'Put the text in quotes: made_by: "A: b"'
    ]


def test_file_beside_no_picture(messages: Messages) -> None:
    assert messages({BESIDE: "made_by: A\n"}) == [
        f"{BESIDE}:1: There is no picture '{LOAF}'. Put it beside this file, or take this file out."
    ]


def test_picture_that_nothing_shows(messages: Messages) -> None:
    assert messages(dict(picture(LOAF))) == [
        f"{LOAF}:1: No entry shows this picture. Show it in one, or take it out."
    ]


def test_picture_of_a_draft_may_wait(messages: Messages) -> None:
    files = {A: tip("A", "![A](../images/loaf.png)", status="draft"), **picture(LOAF)}
    assert messages(files, drafts=False) == []
    assert messages(files) == []


@pytest.mark.parametrize(
    "body",
    [
        "![A loaf](../images/loaf.png)",
        "![A loaf](<../images/loaf.png>)",
        "[The loaf](../images/loaf.png)",
        "[The loaf](/images/loaf.png)",
        '<img alt="A loaf" src="/images/loaf.png">',
    ],
)
def test_ways_of_showing_a_picture(messages: Messages, body: str) -> None:
    assert [m for m in messages({A: tip("A", body), **picture(LOAF)}) if "No entry" in m] == []


CONSENT = {
    "reference": "2026-014",
    "release_date": "2026-01-01",
    "review_by": "2027-12-31",
    "credit_as": "A baker",
    "photo": "faces",
}


def story(**consent: object) -> str:
    """A person's own story, with a picture in it."""
    given = {"own_story": True, "consent": {**CONSENT, **consent}}
    body = (
        "## The problem\n\n![Gwen bakes](../images/loaf.png)\n\n## What people did together\n\n"
        "## What changed\n\n## What was learned\n"
    )
    return case_study("M", body, **given)


def seen(**more: object) -> Files:
    """A picture of people: people on line 3, consent on line 4."""
    return picture(LOAF, people=True, **more)


def test_person_who_agreed_to_be_seen_on_this_page(messages: Messages) -> None:
    assert messages({STORY: story(), **seen(consent="2026-014")}) == []


def test_people_without_consent(messages: Messages) -> None:
    assert messages({**shown(), **seen()}) == [
        f"{BESIDE}:3: People can be recognised, and no consent is named. "
        "Add a line with the reference of their consent: consent: 2026-014"
    ]


def test_consent_that_no_entry_has(messages: Messages) -> None:
    assert messages({STORY: story(), **seen(consent="2026-015")}) == [
        f"{BESIDE}:4: No entry has the consent '2026-015'. Did you mean '2026-014'?"
    ]
    assert messages({**shown(), **seen(consent="7")}) == [
        f"{BESIDE}:4: No entry has the consent '7'. Write the reference that the entry has."
    ]


@pytest.mark.parametrize("photo", ["none", "no-faces"])
def test_consent_without_faces(messages: Messages, photo: str) -> None:
    assert messages({STORY: story(photo=photo), **seen(consent="2026-014")}) == [
        f"{BESIDE}:4: The consent '2026-014' allows no faces, and people can be recognised. "
        "Use another picture, or ask them."
    ]


def test_consent_is_for_its_own_page_alone(messages: Messages) -> None:
    assert messages({STORY: story(), **shown(), **seen(consent="2026-014")}) == [
        f"{BESIDE}:4: {A} shows this picture without the consent '2026-014'. "
        "Take the picture out there."
    ]


def test_faults_of_pictures_are_told_by_their_rule(project: Project) -> None:
    _library, problems = open_library(project({**shown(), LOAF: b"x", BESIDE: "people: 7\n"}))
    assert {problem.rule for problem in problems} == {"picture", "picture-file"}
