"""Plans of withdrawals: what goes, what is written, what a person is told."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from written import CASE_BODY, SITE, Files, Project, case_study, definition, entry, picture, tip

from knowledge import open_library
from knowledge.withdrawing import Plan, WithdrawalError, plan_withdrawal
from knowledge.withdrawn import REMARK, WITHDRAWN_FILE

TODAY = date(2026, 11, 23)
CONSENT = {
    "reference": "2026-014",
    "release_date": "2026-01-01",
    "review_by": "2027-12-31",
    "credit_as": "A baker in Leeds",
    "photo": "faces",
}
OVEN, MILL = "content/case-studies/oven.md", "content/case-studies/mill.md"
OVEN_ROW = "- address: /case-studies/oven/\n  date: 2026-11-23\n"
SITE_ADDRESS = "address: https://bread.example/base\n"

Planning = Callable[..., Plan]


def story(title: str = "Oven", body: str = CASE_BODY, **fields: object) -> str:
    """A person's own story."""
    return case_study(title, body, own_story=True, consent=CONSENT, **fields)


@pytest.fixture
def plan(project: Project) -> Planning:
    """Writes files and plans a withdrawal of what a reference names."""

    def make(files: Files, reference: str = "2026-014") -> Plan:
        root = project(files)
        before = contents(root)
        found, _problems = open_library(root, drafts=True, today=TODAY)
        assert found is not None
        made = plan_withdrawal(found, root, reference)
        assert contents(root) == before
        return made

    return make


def contents(root: Path) -> dict[str, bytes]:
    """Every file of a folder."""
    return {str(file): file.read_bytes() for file in root.rglob("*") if file.is_file()}


def test_entry_goes_and_its_address_stays_as_withdrawn(plan: Planning) -> None:
    made = plan({OVEN: story()})
    assert made.addresses == ("/case-studies/oven/",)
    assert made.deletes == (OVEN,)
    assert made.writes == {WITHDRAWN_FILE: REMARK + OVEN_ROW}
    assert made.notes == ()


@pytest.mark.parametrize(
    "reference",
    ["case-studies/oven", "content/case-studies/oven.md", "/case-studies/oven/", " 2026-014 "],
)
def test_ways_to_name_what_goes(plan: Planning, reference: str) -> None:
    assert plan({OVEN: story()}, reference).deletes == (OVEN,)


def test_all_entries_of_a_consent_go_drafts_and_other_languages_too(plan: Planning) -> None:
    files = {
        OVEN: story(),
        MILL: story("Mill", status="draft"),
        "content/case-studies/oven.cy.md": story("Popty"),
        "content/case-studies/oven-2.md": case_study("Another"),
    }
    made = plan(files)
    assert made.deletes == (MILL, "content/case-studies/oven.cy.md", OVEN)


def test_every_address_that_it_had_stays_withdrawn(plan: Planning) -> None:
    body = f"{CASE_BODY}\n## Easy read\n\n![](bread) It rose.\n"
    made = plan({OVEN: story(body=body, moved_from=["/case-studies/old/"])})
    assert made.addresses == (
        "/case-studies/oven/",
        "/case-studies/oven/easy-read/",
        "/case-studies/old/",
        "/case-studies/old/easy-read/",
    )
    assert made.writes[WITHDRAWN_FILE].count("- address: ") == 4


def test_addresses_that_were_withdrawn_before_stay_so(plan: Planning) -> None:
    before = "- address: /tips/a/\n  date: 2025-01-01\n"
    made = plan({OVEN: story(), WITHDRAWN_FILE: before})
    assert made.writes[WITHDRAWN_FILE] == REMARK + OVEN_ROW + before


def test_pictures_that_only_it_shows_go_with_the_files_beside_them(plan: Planning) -> None:
    body = f"{CASE_BODY}\n![One](../images/own.png) ![Two](../images/shared.png)\n"
    files = {
        OVEN: story(body=body),
        "content/tips/a.md": tip("A", "![Two](../images/shared.png)"),
        **picture("content/images/own.png"),
        **picture("content/images/shared.png"),
    }
    assert plan(files).deletes == (OVEN, "content/images/own.png", "content/images/own.png.yml")


def test_pictures_of_the_person_go_wherever_they_are_shown(plan: Planning) -> None:
    files = {
        OVEN: story(),
        "content/tips/a.md": tip("A", "![Gwen](../images/gwen.png)"),
        **picture("content/images/gwen.png", people=True, consent="2026-014"),
    }
    made = plan(files)
    assert made.deletes == (OVEN, "content/images/gwen.png", "content/images/gwen.png.yml")
    assert made.notes == ("content/tips/a.md:4 still says 'gwen.png'. Read it and decide.",)


def test_sources_that_only_it_cites_go(plan: Planning) -> None:
    sources = "both: {title: Both}\n\nown:\n  title: Own\n\nother: {title: Other}\n"
    files = {
        OVEN: story(sources=["own", "both"]),
        "content/tips/a.md": tip("A", sources=["both", "other"]),
        "content/sources.yml": sources,
    }
    assert plan(files).writes["content/sources.yml"] == (
        "both: {title: Both}\n\nother: {title: Other}\n"
    )


def test_file_that_cannot_be_read_keeps_what_it_names(plan: Planning) -> None:
    body = f"{CASE_BODY}\n![One](../images/own.png)\n"
    files = {
        OVEN: story(body=body, sources=["own"]),
        "content/tips/a.md": "sources: own ![](../images/own.png)",
        "content/sources.yml": "own: {title: Own}\n",
        **picture("content/images/own.png"),
    }
    made = plan(files)
    assert made.deletes == (OVEN,)
    assert "content/sources.yml" not in made.writes


def test_lists_and_links_of_others_lose_it_and_keep_their_words(plan: Planning) -> None:
    steps = [
        {"entry": "case-studies/oven", "why": "Warm."},
        {"entry": "tips/a", "why": "Small."},
    ]
    body = (
        "See [the story](../case-studies/oven.md#start), [it](/case-studies/oven/), [old]"
        "(/case-studies/old) and [all](https://bread.example/base/case-studies/oven/), not "
        "[this](/case-studies/oven-2/), [that](oven.md) or [those](https://x.example/case-studies/"
        "oven/)."
    )
    files = {
        "site.yml": SITE + SITE_ADDRESS,
        OVEN: story(moved_from=["/case-studies/old/"]),
        "content/pages/start.md": entry(body, title="S", short="s", path=steps),
        "content/tips/a.md": tip("A"),
    }
    made = plan(files)
    assert made.writes["content/pages/start.md"] == (
        '---\ntitle: "S"\nshort: "s"\npath:\n  - entry: tips/a\n    why: Small.\n---\n'
        "See the story, it, old and all, not [this](/case-studies/oven-2/), [that](oven.md) or "
        "[those](https://x.example/case-studies/oven/)."
    )


def test_word_goes_from_the_lists_of_entries_and_data_files(plan: Planning) -> None:
    oat = (
        "---\ntitle: Oat\nshort: b\nsee_also:\n  - rye\nnot_the_same_as:\n  - term: rye\n"
        "    difference: Dark.\n  - term: emmer\n    difference: Old.\n---\n"
    )
    resources = "- id: book\n  title: B\n  short: b\n  terms:\n    - oat\n    - rye\n"
    made = plan(
        {
            "content/definitions/rye.md": definition("Rye"),
            "content/definitions/emmer.md": definition("Emmer"),
            "content/definitions/oat.md": oat,
            "content/resources.yml": resources,
        },
        "definitions/rye",
    )
    assert made.writes["content/definitions/oat.md"] == (
        "---\ntitle: Oat\nshort: b\nnot_the_same_as:\n  - term: emmer\n    difference: Old.\n---\n"
    )
    assert made.writes["content/resources.yml"] == resources.replace("    - rye\n", "")


REGISTRY = (
    "address,first_published,status,instead\n"
    "/embed/v1/tip/a/,2026-01-01,live,\n"
    "/embed/v1/tip/a/dark/,2026-01-01,live,\n"
    "/embed/v1/tip/ab/,2026-01-01,live,\n"
    "/embed/v1/tip/old/,2026-01-01,live,\n"
)


def test_cards_on_other_sites_say_that_it_is_gone(plan: Planning) -> None:
    made = plan(
        {
            "content/tips/a.md": tip("Crust", moved_from="/tips/old/"),
            "content/tips/ab.md": tip("Second"),
            "embed-registry.csv": REGISTRY,
            "embed-heights.csv": "card,narrow,wide\ntip/a,100,90\ntip/ab,100,90\n",
            "embed-daily.csv": "year,tips\n2026,ab a\n",
        },
        "tips/a",
    )
    assert made.writes["embed-registry.csv"] == (
        "address,first_published,status,instead\n"
        "/embed/v1/tip/a/,2026-01-01,withdrawn,/tips/\n"
        "/embed/v1/tip/a/dark/,2026-01-01,withdrawn,/tips/\n"
        "/embed/v1/tip/ab/,2026-01-01,live,\n"
        "/embed/v1/tip/old/,2026-01-01,withdrawn,/tips/\n"
    )
    assert made.writes["embed-heights.csv"] == "card,narrow,wide\ntip/ab,100,90\n"
    assert made.notes == (
        "Other sites may show /embed/v1/tip/a/: it stays, and says that it is no longer here.",
        "Other sites may show /embed/v1/tip/old/: it stays, and says that it is no longer here.",
        "embed-daily.csv still holds 'a', so that no day changes its tip.",
    )


def test_entry_that_shares_the_consent_is_named_when_it_stays(plan: Planning) -> None:
    other = CONSENT | {"credit_as": "A miller"}
    files = {OVEN: story(), MILL: case_study("Mill", own_story=True, consent=other)}
    made = plan(files, "case-studies/oven")
    assert made.notes == (f"{MILL} has the same consent, 2026-014, and stays.",)


def test_lines_that_still_tell_of_it_are_named(plan: Planning) -> None:
    files = {
        OVEN: story("The blue oven"),
        "content/tips/a.md": tip("A", "As in the BLUE oven.\n\nOvens. Ask a baker in Leeds."),
        "content/pages/p.md": entry("[oven]: ../case-studies/oven.md", title="P", short="p"),
    }
    assert plan(files).notes == (
        "content/pages/p.md:5 still says 'oven'. Read it and decide.",
        "content/tips/a.md:4 still says 'the BLUE oven'. Read it and decide.",
        "content/tips/a.md:6 still says 'a baker in Leeds'. Read it and decide.",
    )


def test_bytes_that_are_no_text_are_left_as_they_are(plan: Planning) -> None:
    broken = b"---\ntitle: A\n---\n\xff [it](../case-studies/oven.md)\n"
    text = plan({OVEN: story(), "content/tips/a.md": broken}).writes["content/tips/a.md"]
    assert text.encode("utf-8", "surrogateescape") == b"---\ntitle: A\n---\n\xff it\n"


@pytest.mark.parametrize(
    ("reference", "message"),
    [
        (
            "2026-041",
            "There is no consent and no entry '2026-041'. Did you mean '2026-014'?",
        ),
        (
            "case-studies/ovens",
            "There is no consent and no entry 'case-studies/ovens'. "
            "Did you mean 'case-studies/oven'?",
        ),
        (
            "zzz",
            "There is no consent and no entry 'zzz'. "
            "Write the reference of a consent, or folder/slug: case-studies/our-garden",
        ),
        (
            "pages/p",
            "'pages/p' stands in content/pages/p.md. Take it out there by hand.",
        ),
    ],
)
def test_what_cannot_be_withdrawn(plan: Planning, reference: str, message: str) -> None:
    files = {OVEN: story(), "content/pages/p.md": entry(title="P", short="p")}
    with pytest.raises(WithdrawalError) as told:
        plan(files, reference)
    assert str(told.value) == message


def test_item_of_a_data_file_is_taken_out_by_hand(plan: Planning) -> None:
    resources = "- {id: book, title: B, short: b}\n"
    with pytest.raises(WithdrawalError) as told:
        plan({"content/resources.yml": resources}, "resources.yml/book")
    assert str(told.value) == (
        "'resources.yml/book' stands in content/resources.yml. Take it out there by hand."
    )
