"""Fields: every fault of one field is told on its own line, in words that can be followed."""

import pytest

from knowledge.fields import Cites, Refers, Source, declared, validate
from knowledge.frontmatter import Document, read_markdown
from knowledge.kinds import (
    CaseStudyFields,
    DefinitionFields,
    EntryFields,
    MilestoneFields,
    PageFields,
    ResourceFields,
    TipFields,
)


def read(fields: str) -> Document:
    """The document of title (line 2), short (line 3) and these fields (from line 4)."""
    return read_markdown("a.md", f"---\ntitle: A\nshort: b\n{fields}\n---\n".encode())


def messages(model: type[EntryFields], fields: str) -> list[str]:
    document = read(fields)
    assert document.problems == ()
    return [str(problem) for problem in validate(document, model, "tip")[1]]


TIP_FIELDS = (
    "title, short, status, reviewed, topics, note, senses, term_links, unlinked_terms, sources, "
    "credits, moved_from, set, number, try_this, terms"
)
NO_DATE = "Write year-month-day, with a day that exists"
NOT_TEXT = "needs text, and YAML reads fields here. If it is text with a colon or a brace, "
NO_ADDRESS = "not an address here. Start it with one slash: /"
NO_WEB = "not a web address. Start it with https:// or leave the field out."
NO_ROUGH_DATE = "not a date of this site. Write 1969, 1970s, 2013-11 or 2013-11-05."
DIGITS = "needs a whole number. Write only digits after the colon."


@pytest.mark.parametrize(
    ("model", "fields", "message"),
    [
        # a field that the kind does not have
        (TipFields, "trythis: x", "4: 'trythis' is not a field of a tip. Did you mean 'try_this'?"),
        (TipFields, "Number: 3", "4: 'Number' is not a field of a tip. Did you mean 'number'?"),
        (TipFields, "zzz: x", f"4: 'zzz' is not a field of a tip. It may hold: {TIP_FIELDS}."),
        (
            DefinitionFields,
            "views:\n  - who: A\n    view: B\n    yaer: 2012",
            "7: 'yaer' is not a field of 'views'. Did you mean 'year'?",
        ),
        (
            DefinitionFields,
            "views:\n  - who: A\n    view: B\n    zzz: c",
            "7: 'zzz' is not a field of 'views'. It may hold: who, view, year, official, sources.",
        ),
        (
            DefinitionFields,
            "views:\n  - who: A\n    view: B\n    sources:\n      - title: C\n        ulr: d",
            "9: 'ulr' is not a field of 'sources'. Did you mean 'url'?",
        ),
        # a field that is missing
        (
            DefinitionFields,
            "not_the_same_as:\n  - difference: B",
            "5: 'term' is missing. Add a line: term: ...",
        ),
        (
            TipFields,
            "sources:\n  - id-of-one\n  - year: 2012",
            "6: 'title' is missing. Add a line: title: ...",
        ),
        # text
        (
            TipFields,
            "note:\n  - a\n  - b",
            "4: 'note' needs text. Write it after the colon: note: your text",
        ),
        (
            TipFields,
            "note: yes",
            "4: 'note' is yes without quotes, which YAML reads as true or false. "
            'Put it in quotes: note: "yes"',
        ),
        (
            DefinitionFields,
            "aliases:\n  - a\n  - No",
            "6: 'aliases' is No without quotes, which YAML reads as true or false. "
            'Put it in quotes: "No"',
        ),
        (
            CaseStudyFields,
            "place: A\nyears: B\nsources: c\nfigures:\n  - Cost: 5 pounds",
            f"8: 'figures' {NOT_TEXT}put it in quotes: \"Cost: 5 pounds\"",
        ),
        (TipFields, "note: {you}", f"4: 'note' {NOT_TEXT}put it in quotes: note: \"your text\""),
        (TipFields, "note: {}", f"4: 'note' {NOT_TEXT}put it in quotes: note: \"your text\""),
        (TipFields, "topics:\n  - a\n  -", "6: 'topics' needs text. Write some, or take it out."),
        (TipFields, "sources: [[a]]", "4: 'sources' needs text. Write some, or take it out."),
        (
            TipFields,
            "sources: off",
            "4: 'sources' is off without quotes, which YAML reads as true or false. "
            'Put it in quotes: sources: "off"',
        ),
        # numbers, choices, parts
        (TipFields, "number: one", f"4: 'number' {DIGITS}"),
        (TipFields, "number: yes", f"4: 'number' {DIGITS}"),
        (TipFields, "number: 1.5", f"4: 'number' {DIGITS}"),
        (TipFields, "number: [1]", f"4: 'number' {DIGITS}"),
        (TipFields, f"number: {'9' * 5000}", f"4: 'number' {DIGITS}"),
        (
            DefinitionFields,
            "auto_link: maybe",
            "4: 'auto_link' needs true or false. Write auto_link: true, or auto_link: false",
        ),
        (
            TipFields,
            "status: Draft",
            "4: 'status' is 'Draft'. Write one of: 'published' or 'draft'.",
        ),
        (TipFields, "status: no", "4: 'status' is 'no'. Write one of: 'published' or 'draft'."),
        (
            DefinitionFields,
            "views: A says so",
            "4: 'views' needs fields of its own. See 'views' in docs/authoring.md.",
        ),
        (
            PageFields,
            "path:\n  - a",
            "5: 'path' needs fields of its own. See 'path' in docs/authoring.md.",
        ),
        # dates
        *(
            (
                TipFields,
                f"reviewed: {written}",
                f"4: 'reviewed' is '{written}', which is not a date. {NO_DATE}{end}",
            )
            for written, end in [
                ("22/11/2026", ": 2026-11-22."),
                ("1.2.2026", ": 2026-02-01."),
                ("11/22/2026", ", such as 2026-11-22."),
                ("31/02/2026", ", such as 2026-11-22."),
                ("2026-02-30", ", such as 2026-11-22."),
                ("November", ", such as 2026-11-22."),
                ("yes", ", such as 2026-11-22."),
            ]
        ),
        (
            TipFields,
            "reviewed: [2026-11-22]",
            "4: 'reviewed' needs one value. Write it after the colon: reviewed: ...",
        ),
        *(
            (
                MilestoneFields,
                f"id: a\ndate: {written}",
                f"5: 'date' is '{written}', which is {NO_ROUGH_DATE}",
            )
            for written in ("69", "1970's", "2013-13", "2013-1", "05/11/2013", "about 1970")
        ),
        (
            MilestoneFields,
            "id: a\ndate: 2026-02-30",
            f"5: 'date' is '2026-02-30', which is not a date. {NO_DATE}, such as 2026-11-22.",
        ),
        # addresses
        *(
            (PageFields, f"address: {written}", f"4: 'address' is '{written}', {NO_ADDRESS}")
            for written in ("404", "about/", "//host/", "https://a.example/", "yes")
        ),
        (TipFields, "moved_from: [/a/, b]", f"4: 'moved_from' is 'b', {NO_ADDRESS}"),
        *(
            (ResourceFields, f"id: a\nurl: {written}", f"5: 'url' is '{written}', {NO_WEB}")
            for written in ("www.a.example", "ftp://a.example", "https://", "5", "javascript:x")
        ),
    ],
)
def test_fault_is_told_on_its_line(model: type[EntryFields], fields: str, message: str) -> None:
    assert messages(model, fields) == [f"a.md:{message}"]


def test_every_fault_of_a_file_is_told_at_once() -> None:
    assert messages(CaseStudyFields, "plaec: Leeds\nconfidence: sure") == [
        "a.md:2: 'sources' is missing. Add a line: sources: ...",
        "a.md:2: 'place' is missing. Add a line: place: ...",
        "a.md:2: 'years' is missing. Add a line: years: ...",
        "a.md:5: 'confidence' is 'sure'. Write one of: 'high', 'medium' or 'low'.",
        "a.md:4: 'plaec' is not a field of a tip. Did you mean 'place'?",
    ]


@pytest.mark.parametrize(
    ("model", "fields", "name", "value"),
    [
        (TipFields, "note:", "note", None),
        (TipFields, "note: '  a b  '", "note", "a b"),
        (TipFields, "note: 007", "note", "007"),
        (TipFields, "note: 2012", "note", "2012"),
        (TipFields, "topics: heat", "topics", ("heat",)),
        (TipFields, "topics: [heat, 5]", "topics", ("heat", "5")),
        (TipFields, "topics:", "topics", ()),
        (TipFields, 'number: "3"', "number", 3),
        (DefinitionFields, "auto_link: no", "auto_link", False),
        (MilestoneFields, "id: a\ndate: 1969", "date", "1969"),
        (MilestoneFields, "id: a\ndate: 1970s", "date", "1970s"),
        (MilestoneFields, "id: a\ndate: 2013-11", "date", "2013-11"),
        (MilestoneFields, "id: a\ndate: 2013-11-05", "date", "2013-11-05"),
        (PageFields, "address: /404.html", "address", "/404.html"),
        (ResourceFields, "id: a\nurl: http://a.example", "url", "http://a.example"),
    ],
)
def test_value_is_taken_as_meant(
    model: type[EntryFields], fields: str, name: str, value: object
) -> None:
    found, problems = validate(read(fields), model, "tip")
    assert problems == []
    assert getattr(found, name) == value


def test_date_is_a_day() -> None:
    found, _ = validate(read("reviewed: 2026-11-22"), TipFields, "tip")
    assert found is not None
    assert found.reviewed is not None
    assert found.reviewed.isoformat() == "2026-11-22"


def test_source_may_be_named_or_written_in_place() -> None:
    found, problems = validate(read("sources:\n  - an-id\n  - {title: B}"), TipFields, "tip")
    assert problems == []
    assert found is not None
    assert found.sources == ("an-id", Source(title="B"))


def test_marked_values_are_found_wherever_they_stand() -> None:
    fields = "see_also: [a, b]\nviews:\n  - {who: A, view: B, sources: [one, {title: C}]}"
    found, _ = validate(read(f"{fields}\nsources: two"), DefinitionFields, "tip")
    assert found is not None
    assert [(path, value) for path, value, _ in declared(found, Refers)] == [
        (("see_also", 0), "a"),
        (("see_also", 1), "b"),
    ]
    assert [(path, value) for path, value, _ in declared(found, Cites)] == [
        (("sources", 0), "two"),
        (("views", 0, "sources", 0), "one"),
        (("views", 0, "sources", 1), Source(title="C")),
    ]
