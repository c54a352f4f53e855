"""Schemas: what they allow is what `make check` allows."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from written import CASE_BODY, SITE, Messages, Reading, definition, entry, tip

from knowledge import KINDS, Kind, Library
from knowledge.schemas import DIALECT, schema

CASE, TIP, WORD = (f"content/{name}/a.md" for name in ("case-studies", "tips", "definitions"))
OTHERS = {"content/tips/known.md": tip("K"), "content/definitions/known.md": definition("K")}
ROLES = "  roles: {wrote: Wrote}\n"
NEEDED = {"title": "A", "short": "b.", "place": "c", "years": "d", "sources": [{"title": "e"}]}
KEYWORDS = {
    "type",
    "enum",
    "pattern",
    "format",
    "minItems",
    "items",
    "properties",
    "required",
    "additionalProperties",
    "oneOf",
    "$ref",
    "description",
}


def kind(name: str) -> Kind:
    return next(kind for kind in KINDS if kind.name == name)


def is_allowed(value: Any, rules: Mapping[str, Any], whole: Mapping[str, Any]) -> bool:
    """A value by the keywords that our schemas use."""
    if "$ref" in rules:
        return is_allowed(value, whole["$defs"][rules["$ref"].removeprefix("#/$defs/")], whole)
    if "oneOf" in rules:
        return sum(is_allowed(value, each, whole) for each in rules["oneOf"]) == 1
    types = {"string": str, "integer": int, "boolean": bool, "array": list, "object": dict}
    if type(value) is not types[rules["type"]] or value not in rules.get("enum", [value]):
        return False
    if isinstance(value, str):
        return bool(re.search(rules.get("pattern", ""), value)) and _has_format(value, rules)
    if isinstance(value, list):
        many = len(value) >= rules.get("minItems", 0)
        return many and all(is_allowed(item, rules["items"], whole) for item in value)
    if isinstance(value, dict):
        known = rules["properties"]
        return value.keys() <= known.keys() >= set(rules["required"]) and all(
            [name in value for name in rules["required"]]
            + [is_allowed(each, known[name], whole) for name, each in value.items()]
        )
    return True


def _has_format(value: str, rules: Mapping[str, Any]) -> bool:
    if rules.get("format") != "date":
        return True
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def is_short_enough(values: Mapping[str, Any], whole: Mapping[str, Any]) -> bool:
    """What JSON Schema has no keyword for, as a form reads it."""
    words = {name: str(values.get(name, "")).split() for name in ("title", "short", "body")}
    few = all(len(words[name]) <= most for name, most in whole["x-max-words"].items())
    letters = whole["x-max-letters"]
    small = all(len(str(values.get(name, ""))) <= most for name, most in letters.items())
    longest = max((len(word) for name in letters for word in words[name]), default=0)
    return few and small and longest <= whole.get("x-longest-word", longest)


SAMPLES: list[tuple[str, dict[str, Any]]] = [
    ("case-study", {}),
    ("case-study", {"title": " "}),
    ("case-study", {"place": ""}),
    ("case-study", {"sources": []}),
    ("case-study", {"sources": [{"publisher": "P"}]}),
    ("case-study", {"sources": [{"title": "T", "year": 2012, "url": "https://a.example/b"}]}),
    ("case-study", {"sources": [{"title": "T", "year": "twelve"}]}),
    ("case-study", {"sources": [{"title": "T", "url": "www.a.example"}]}),
    ("case-study", {"sources": [{"title": "T", "isbn": "1"}]}),
    ("case-study", {"nation": ["wales", "uk"]}),
    ("case-study", {"nation": ["france"]}),
    ("case-study", {"stages": ["mix"], "groups": ["eaters"], "topics": ["heat"]}),
    ("case-study", {"tips": ["known"], "terms": ["known"]}),
    ("case-study", {"tips": ["unknown"]}),
    ("case-study", {"confidence": "high"}),
    ("case-study", {"confidence": "sure"}),
    ("case-study", {"reviewed": "2026-11-23"}),
    ("case-study", {"reviewed": "2026-02-30"}),
    ("case-study", {"moved_from": ["/case-studies/b/"]}),
    ("case-study", {"moved_from": ["b"]}),
    ("case-study", {"credits": ["A group", {"name": "B", "role": "wrote"}]}),
    ("case-study", {"credits": [{"name": "B", "role": "sang"}]}),
    ("case-study", {"credits": [{"role": "wrote"}]}),
    ("case-study", {"colour": "red"}),
    ("case-study", {"short": "a " * 30}),
    ("case-study", {"short": "a " * 31}),
    ("tip", {}),
    ("tip", {"set": "first-five", "number": 1}),
    ("tip", {"set": "last-five", "number": 1}),
    ("tip", {"set": "first-five", "number": True}),
    ("tip", {"title": "ab " * 26 + "ab"}),
    ("tip", {"title": "ab " * 26 + "abc"}),
    ("tip", {"title": "a" * 31}),
    ("tip", {"body": "a " * 45}),
    ("tip", {"body": "a " * 46}),
    ("tip", {"body": "abcdefghi " * 39 + "abcdefghij"}),
    ("tip", {"body": "abcdefghij " * 40}),
    ("definition", {"not_the_same_as": [{"term": "known", "difference": "d"}]}),
    ("definition", {"not_the_same_as": [{"term": "unknown", "difference": "d"}]}),
    ("definition", {"not_the_same_as": [{"term": "known"}]}),
    ("definition", {"auto_link": False, "case_sensitive": True}),
    ("definition", {"short": "a" * 31}),
]


def written(name: str, values: dict[str, Any]) -> dict[str, str]:
    fields = {key: value for key, value in values.items() if key != "body"}
    if name == "case-study":
        return {CASE: entry(CASE_BODY, **fields)}
    if name == "tip":
        return {TIP: entry(values["body"], **fields)}
    return {WORD: entry(**fields)}


def complete(name: str, values: dict[str, Any]) -> dict[str, Any]:
    least: dict[str, dict[str, Any]] = {
        "case-study": NEEDED,
        "tip": {"title": "A", "body": "Do it."},
        "definition": {"title": "A", "short": "b."},
    }
    return {**least[name], **values}


def name_of(sample: object) -> str | None:
    return str(sample)[:50] if isinstance(sample, dict) else None


@pytest.mark.parametrize(("name", "values"), SAMPLES, ids=name_of)
def test_schema_and_check_agree(
    name: str, values: dict[str, Any], messages: Messages, library: Reading
) -> None:
    whole = schema_of(library, name)
    answers = complete(name, values)
    fields = {key: value for key, value in answers.items() if key != "body"}
    allowed = is_allowed(fields, whole, whole) and is_short_enough(answers, whole)
    found = messages({**OTHERS, "site.yml": SITE + ROLES, **written(name, answers)})
    assert allowed == (found == []), found


def schema_of(library: Reading, name: str) -> dict[str, Any]:
    found: Library = library({**OTHERS, "site.yml": SITE + ROLES})
    return schema(kind(name), found.site, found)


@pytest.mark.parametrize("name", ["case-study", "tip", "definition", "hint", "page"])
def test_shape_is_that_of_draft_2020_12(name: str, library: Reading) -> None:
    """With no checker of schemas at hand, the few keywords that we use are looked at one by one."""
    whole = schema_of(library, name)
    assert whole["$schema"] == DIALECT
    waiting: list[dict[str, Any]] = [
        {key: each for key, each in whole.items() if key in KEYWORDS},
        *whole["$defs"].values(),
    ]
    seen = 0
    while waiting:
        part = waiting.pop()
        seen += 1
        assert part.keys() <= KEYWORDS
        assert ("$ref" in part) + ("oneOf" in part) + ("type" in part) == 1
        assert part.get("$ref", "#/$defs/").removeprefix("#/$defs/") in {"", *whole["$defs"]}
        assert part.get("required", []) == [
            each for each in part.get("required", []) if each in part["properties"]
        ]
        assert part.get("additionalProperties", False) is False
        re.compile(part.get("pattern", ""))
        waiting += [*part.get("properties", {}).values(), *part.get("oneOf", [])]
        waiting += [part["items"]] if "items" in part else []
    assert seen > 10


def test_every_field_is_explained(library: Reading) -> None:
    for name in ("case-study", "tip", "definition", "hint"):
        whole = schema_of(library, name)
        assert list(whole["properties"]) == list(kind(name).fields.model_fields)
        assert all(each["description"] for each in whole["properties"].values())


def test_what_a_kind_asks_of_its_text_goes_along(library: Reading) -> None:
    case = schema_of(library, "case-study")
    assert case["title"] == "Case study"
    assert case["x-folder"] == "content/case-studies"
    assert case["x-headings"] == list(kind("case-study").headings)
    assert (case["x-max-words"], case["x-max-letters"]) == ({"short": 30}, {})
    assert "x-longest-word" not in case
    tips = schema_of(library, "tip")
    assert tips["x-max-words"] == {"short": 30, "body": 45}
    assert (tips["x-max-letters"], tips["x-longest-word"]) == ({"title": 80, "body": 400}, 30)
    assert schema_of(library, "definition")["x-max-letters"] == {"title": 80, "short": 400}
    assert case["x-sentence-words"] == 25


def test_hints_go_along_as_patterns(library: Reading) -> None:
    for hint in schema_of(library, "tip")["x-hints"]:
        assert list(hint) == ["name", "pattern", "what", "mend"]
        re.compile(hint["pattern"], re.IGNORECASE)
    assert schema_of(library, "tip")["x-hints"]


def test_drafts_are_no_values(library: Reading) -> None:
    found = library(
        {"content/tips/a.md": tip("A"), "content/tips/b.md": tip("B", status="draft")}, drafts=True
    )
    assert schema(kind("case-study"), found.site, found)["$defs"]["tip"]["enum"] == ["a"]
