"""The form and `check` come to the same verdict on what is needed and how long it may be."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from knowledge import KINDS, Library, open_library
from knowledge.form_rules import answers as answers_of
from knowledge.schemas import schema
from tests.conftest import ROOT

PROGRAM = """
import { fileText } from "./theme/components/contribute-form/file.js";
import { hints, wordCount } from "./theme/components/contribute-form/rules.js";
function answer({ samples = [], counted = [] }) {
  return {
    hints: samples.map(({ schema, answers, needed }) => hints(schema, answers, needed)),
    files: samples.filter(({ questions }) => questions).map((sample) =>
      fileText({ ...sample, slug: "a" }).replace("status: draft\\n", "")),
    counted: counted.map(wordCount),
  };
}
"""
Ask = Callable[..., dict[str, Any]]

SOURCE = {"title": "A report", "publisher": "", "year": "", "url": ""}
EMPTY = {"title": "", "publisher": "", "year": "", "url": ""}
LONG = "x" * 31
STORY = {
    "title": "Riders and their bus",
    "short": "Riders planned their bus.",
    "place": "Sampleton",
    "years": "2020",
    "sources": [SOURCE],
    "The problem": "No bus.",
    "What people did together": "They met.",
    "What changed": "A bus came.",
    "What was learned": "Ask riders.",
}
TIP = {"title": "Wait", "body": "Wait for people. They will speak."}
WORD = {"title": "Shared bread", "short": "Bread that belongs to all."}

SAMPLES: list[tuple[str, dict[str, Any]]] = [
    ("case-study", STORY),
    *(("case-study", {**STORY, name: ""}) for name in ("title", "short", "place", "years")),
    ("case-study", {**STORY, "title": " \t\n "}),
    ("case-study", {**STORY, "sources": []}),
    ("case-study", {**STORY, "sources": [EMPTY]}),
    ("case-study", {**STORY, "short": "word " * 30}),
    ("case-study", {**STORY, "short": "word " * 31}),
    ("case-study", {**STORY, "short": "two\nlines " * 16}),
    ("case-study", {**STORY, "title": LONG, "short": LONG}),
    ("tip", TIP),
    ("tip", {**TIP, "title": ""}),
    ("tip", {**TIP, "body": ""}),
    ("tip", {**TIP, "body": "one " * 45}),
    ("tip", {**TIP, "body": "one " * 46}),
    ("tip", {**TIP, "body": "- one\n- two\n- three\n\n" + "four " * 42}),
    ("tip", {**TIP, "body": "- one\n- two\n- three\n\n" + "four " * 43}),
    ("tip", {**TIP, "title": "a " * 40}),
    ("tip", {**TIP, "title": "a " * 40 + "bc"}),
    ("tip", {**TIP, "title": "ŵ" * 30}),
    ("tip", {**TIP, "title": "ŵ" * 31}),
    ("tip", {**TIP, "title": "🚌" * 30}),
    ("tip", {**TIP, "body": f"Now {LONG} is here."}),
    ("tip", {**TIP, "body": ("abcdefghij" * 2 + " ") * 19}),
    ("tip", {**TIP, "body": ("abcdefghij" * 2 + " ") * 20}),
    ("definition", WORD),
    ("definition", {"title": "Empty bread", "short": ""}),
    ("definition", {"title": "Wordy bread", "short": "a " * 31}),
    ("definition", {"title": "Wide bread", "short": f"A {LONG}."}),
    ("definition", {"title": "Tall bread", "short": ("abcdefghij" * 2 + " ") * 20}),
]

FAULTS = {
    r"'(?P<field>\w+)' is (?:empty|missing)\.": "needed",
    r"A .* needs at least one (?P<field>source)\.": "needed",
    r"The .* has no text\.": "needed",
    r"'(?P<field>\w+)' has \d+ words; .*": "words",
    r"The .* has \d+ words; .*": "words",
    r"This has \d+ letters and signs; .*": "letters",
    r"'.*' is too long for a line of a card\.": "long-word",
}


@pytest.fixture(scope="module")
def ask(program: Any) -> Ask:
    return lambda **question: program(PROGRAM)(question)


@pytest.fixture(scope="module")
def rules(library: Library) -> dict[str, dict[str, Any]]:
    """The schema of each kind that a form makes."""
    kinds = {kind.name: kind for kind in library.kinds}
    names = {name for name, _answers in SAMPLES}
    return {name: schema(kinds[name], library.site, library) for name in names}


def questions(kind: str, told: dict[str, Any]) -> list[dict[str, Any]]:
    """The questions that those answers are to, and all that a form has to ask."""
    known = answers_of(kind, KINDS)
    return [
        {"name": name, "ask": name, "control": known[name].control, "isNeeded": answer.is_needed}
        for name, answer in known.items()
        if (name in told or answer.is_needed) and answer.control != "consent"
    ]


def told_by_check(text: str, problem: str) -> tuple[str, str]:
    for pattern, code in FAULTS.items():
        if match := re.match(pattern, problem):
            field = match.groupdict().get("field") or "?"
            return code, {"source": "sources"}.get(field, field)
    raise AssertionError(f"{problem}\n{text}")


def test_form_and_check_agree(ask: Ask, rules: dict[str, Any], tmp_path: Path) -> None:
    shutil.copy(ROOT / "site.yml", tmp_path)
    samples = []
    for kind, told in SAMPLES:
        asked = questions(kind, told)
        needed = [question["name"] for question in asked if question["isNeeded"]]
        one = {"schema": rules[kind], "answers": told, "needed": needed, "questions": asked}
        samples.append(one)
    found = ask(samples=samples)
    folders = {kind.name: tmp_path / "content" / kind.folder for kind in KINDS}
    paths = []
    for number, ((kind, _told), text) in enumerate(zip(SAMPLES, found["files"], strict=True)):
        folders[kind].mkdir(parents=True, exist_ok=True)
        paths.append(folders[kind] / f"sample-{number}.md")
        paths[-1].write_text(text, "utf-8")
    _library, problems = open_library(tmp_path)
    for (kind, told), path, text, hinted in zip(
        SAMPLES, paths, found["files"], found["hints"], strict=True
    ):
        own = [p.what for p in problems if p.path == path.relative_to(tmp_path).as_posix()]
        by_check = {told_by_check(text, what) for what in own}
        by_form = {
            (hint["code"], hint["field"])
            for hint in hinted
            if hint["code"] in ("needed", "words", "letters", "long-word")
        }
        codes = {code for code, _field in by_check}
        assert {code for code, _field in by_form} == codes, (kind, told, own, hinted)
        assert {each for each in by_check if each[1] != "?"} <= by_form, (kind, told)


def test_samples_break_every_rule(ask: Ask, rules: dict[str, Any]) -> None:
    """Else two empty verdicts would agree."""
    asked = [{"schema": rules[kind], "answers": told} for kind, told in SAMPLES]
    found = {hint["code"] for hints in ask(samples=asked)["hints"] for hint in hints}
    assert {"needed", "words", "letters", "long-word"} <= found


def hints(ask: Ask, rule: Any, told: dict[str, Any], **more: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = ask(samples=[{"schema": rule, "answers": told, **more}])["hints"][
        0
    ]
    return found


def test_counts_are_told_beside_what_there_is_room_for(ask: Ask, rules: dict[str, Any]) -> None:
    told = {**STORY, "short": "word " * 34}
    found = hints(ask, rules["case-study"], told)
    assert {"field": "short", "code": "words", "count": 34, "most": 30} in found


def test_values_that_the_form_does_not_offer_are_told(ask: Ask, rules: dict[str, Any]) -> None:
    told = {**STORY, "nation": ["wales", "mars"]}
    expected = [{"field": "nation", "code": "choice", "found": "mars"}]
    assert hints(ask, rules["case-study"], told) == expected


@pytest.mark.parametrize(
    ("day", "is_one"),
    [("2026-11-23", True), ("23/11/2026", False), ("2026-13-01", False), ("2026-00-01", False)],
)
def test_dates_are_looked_at(day: str, is_one: bool, ask: Ask, rules: dict[str, Any]) -> None:
    found = hints(ask, rules["case-study"], {**STORY, "reviewed": day})
    assert found == ([] if is_one else [{"field": "reviewed", "code": "date", "found": day}])


def test_sources_are_looked_at_row_by_row(ask: Ask, rules: dict[str, Any]) -> None:
    rows = [
        {"title": "A", "publisher": "B", "year": "2020", "url": "e.example/a"},
        {"title": "", "publisher": "B", "year": "about 2020", "url": "on paper"},
    ]
    place = {"field": "sources", "row": 2}
    assert hints(ask, rules["case-study"], {**STORY, "sources": rows}) == [
        {**place, "code": "source-title"},
        {**place, "code": "year", "found": "about 2020"},
        {**place, "code": "web-address", "found": "on paper"},
    ]


def test_words_to_avoid_are_named_with_what_to_say(ask: Ask, rules: dict[str, Any]) -> None:
    told = {**STORY, "The problem": "Nobody asked the service users."}
    (found,) = hints(ask, rules["case-study"], told)
    assert (found["field"], found["code"], found["found"]) == (
        *("The problem", "wording"),
        "service users",
    )
    assert "service users" in found["what"]
    assert found["mend"]


@pytest.mark.parametrize("quote", ['"service users"', "“service users”", "‘service users’"])
def test_other_peoples_words_are_left_alone(quote: str, ask: Ask, rules: dict[str, Any]) -> None:
    told = {**STORY, "The problem": f"The letter said {quote} to us."}
    assert hints(ask, rules["case-study"], told) == []


def test_long_sentences_are_told_once(ask: Ask, rules: dict[str, Any]) -> None:
    told = {**STORY, "What changed": f"{'word ' * 25}. {'word ' * 26}. {'word ' * 30}."}
    (found,) = hints(ask, rules["case-study"], told)
    assert found == {"field": "What changed", "code": "sentence", "count": 30, "most": 25}


def test_without_rules_only_what_is_needed_is_known(ask: Ask) -> None:
    told = {"title": "x" * 200, "short": ""}
    expected = [{"field": "short", "code": "needed"}]
    assert hints(ask, None, told, needed=["title", "short"]) == expected
