"""Validation: one test for each rule, with the whole message."""

import pytest
from written import (
    CASE_BODY,
    HINT_BODY,
    SITE,
    Messages,
    case_study,
    definition,
    entry,
    picture,
    tip,
)

RYE, OAT = "content/definitions/rye.md", "content/definitions/oat.md"
A, B = "content/tips/a.md", "content/tips/b.md"
SOURCES = "content/sources.yml"


@pytest.mark.parametrize(
    ("path", "name", "suggestion"),
    [
        ("content/tips/Start_Small.md", "Start_Small", "start-small"),
        ("content/tips/a.b.md", "a.b", "a-b"),
        ("content/tips/-a--b-.md", "-a--b-", "a-b"),
        ("content/tips/caf\u00e9.md", "caf\u00e9", "caf"),
        ("content/tips/\u03c9.md", "\u03c9", "start-small"),
    ],
)
def test_name_that_cannot_be_an_address(
    messages: Messages, path: str, name: str, suggestion: str
) -> None:
    assert messages({path: tip("A")}) == [
        f"{path}:2: The name '{name}' cannot be an address. "
        f"Use lower-case letters, digits and hyphens only: {suggestion}"
    ]


def test_id_that_cannot_be_an_address(messages: Messages) -> None:
    assert messages({"content/resources.yml": "- {id: A b, title: A, short: a}\n"}) == [
        "content/resources.yml:1: The name 'A b' cannot be an address. "
        "Use lower-case letters, digits and hyphens only: a-b"
    ]


@pytest.mark.parametrize("slug", ["a", "7", "a-b-7", "2026-plan"])
def test_name_of_letters_digits_and_hyphens_is_right(messages: Messages, slug: str) -> None:
    assert messages({f"content/tips/{slug}.md": tip("A")}) == []


def test_empty_field_that_is_needed(messages: Messages) -> None:
    assert messages({A: tip("  "), "content/case-studies/m.md": case_study("M", place="")}) == [
        "content/case-studies/m.md:4: 'place' is empty. Write it after the colon: place: your text",
        f"{A}:2: 'title' is empty. Write it after the colon: title: your text",
    ]


def test_empty_field_may_wait_while_the_entry_is_a_draft(messages: Messages) -> None:
    assert messages({A: tip("", status="draft")}) == []


def test_see_also_that_leads_nowhere(messages: Messages) -> None:
    see_also = ["oat", "ryee", "zzz"]
    assert messages({RYE: definition("Rye"), OAT: definition("Oat", see_also=see_also[1:])}) == [
        f"{OAT}:4: unknown definition 'ryee' in see_also. Did you mean 'rye'?",
        f"{OAT}:4: unknown definition 'zzz' in see_also. Take it out, or write that entry first.",
    ]


def test_line_of_an_item_is_its_own(messages: Messages) -> None:
    text = "---\ntitle: Oat\nshort: b\nsee_also:\n  - rye\n  - ryee\n---\n"
    assert messages({RYE: definition("Rye"), OAT: text}) == [
        f"{OAT}:6: unknown definition 'ryee' in see_also. Did you mean 'rye'?"
    ]


def test_reference_from_within_a_part(messages: Messages) -> None:
    others = [{"term": "ryee", "difference": "x"}]
    steps = [{"entry": "definitions/oats", "why": "w"}, {"entry": "zzz/zzz", "why": "w"}]
    page = "content/pages/p.md"
    assert messages(
        {
            RYE: definition("Rye"),
            OAT: definition("Oat", not_the_same_as=others),
            page: entry(title="P", short="p", path=steps),
        }
    ) == [
        f"{OAT}:4: unknown definition 'ryee' in not_the_same_as. Did you mean 'rye'?",
        f"{page}:4: unknown entry 'definitions/oats' in path. Did you mean 'definitions/oat'?",
        f"{page}:4: unknown entry 'zzz/zzz' in path. Take it out, or write that entry first.",
    ]


def test_reference_to_itself(messages: Messages) -> None:
    assert messages({RYE: definition("Rye", see_also="rye")}) == [
        f"{RYE}:4: 'rye' in see_also is this very entry. Take it out."
    ]


def test_reference_to_what_cannot_be_read_is_not_told_twice(messages: Messages) -> None:
    told = messages({RYE: definition("Rye", see_also="oat"), OAT: "---\ntitle: Oat\n---\n"})
    assert told == [f"{OAT}:2: 'short' is missing. Add a line: short: ..."]


def test_reference_to_a_draft_waits_until_it_is_published(messages: Messages) -> None:
    files = {RYE: definition("Rye", see_also="oat"), OAT: definition("Oat", status="draft")}
    assert messages(files, drafts=False) == []
    assert messages(files) == []


@pytest.mark.parametrize("drafts", [True, False])
def test_link_to_a_draft(messages: Messages, drafts: bool) -> None:
    files = {A: tip("A", "See [b](b.md)."), B: tip("B", "See [a](a.md).", status="draft")}
    assert messages(files, drafts=drafts) == [
        f"{A}:4: The link to 'b.md' leads to a draft. Publish that too, or take the link out."
    ]


def test_value_that_is_not_in_the_vocabulary(messages: Messages) -> None:
    assert messages({A: tip("A", topics=["floor", "zzz"])}) == [
        f"{A}:3: unknown value 'floor' in topics. Did you mean 'flour'?",
        f"{A}:3: unknown value 'zzz' in topics. "
        "Use one of flour, heat, or add it to topics in site.yml.",
    ]


def test_value_of_a_vocabulary_that_is_not_there(messages: Messages) -> None:
    site = SITE.replace("  topics: {flour: Flour, heat: Heat}\n", "")
    assert messages({"site.yml": site, A: tip("A", topics="heat")}) == [
        f"{A}:3: unknown value 'heat' in topics. Add it to topics in site.yml."
    ]


@pytest.mark.parametrize(("words", "told"), [(45, False), (46, True), (50, True)])
def test_longest_tip(messages: Messages, words: int, told: bool) -> None:
    body = "\n\n**One** [two](/tips/)\n" + "more " * (words - 2)
    message = f"{A}:6: The tip has {words} words; the most is 45."
    mend = f"Take out {words - 45} so that it fits on a card."
    assert messages({A: tip("A", body)}) == ([f"{message} {mend}"] if told else [])


@pytest.mark.parametrize(("words", "told"), [(30, False), (31, True), (40, True)])
def test_longest_short(messages: Messages, words: int, told: bool) -> None:
    text = entry(title="Rye", short="word " * words)
    message = f"{RYE}:3: 'short' has {words} words; the most is 30."
    mend = f"Take out {words - 30}: it is for lists, where people skim."
    assert messages({RYE: text}) == ([f"{message} {mend}"] if told else [])


def test_tip_without_text(messages: Messages) -> None:
    assert messages({A: tip("A", " \n\n")}) == [
        f"{A}:4: The tip has no text. Write it below the second line of hyphens."
    ]


def test_case_study_whose_sources_are_missing(messages: Messages) -> None:
    path = "content/case-studies/m.md"
    text = entry(CASE_BODY, title="M", short="m", place="Leeds", years="2012")
    assert messages({path: text}) == [f"{path}:2: 'sources' is missing. Add a line: sources: ..."]


@pytest.mark.parametrize("sources", [[], None])
def test_case_study_whose_sources_are_empty(messages: Messages, sources: object) -> None:
    path = "content/case-studies/m.md"
    assert messages({path: case_study("M", sources=sources)}) == [
        f"{path}:6: A case study needs at least one source. "
        "Say where the facts come from: sources: [an id of content/sources.yml]"
    ]


def test_unknown_source(messages: Messages) -> None:
    views = [{"who": "A", "view": "b", "sources": ["zzz"]}]
    assert messages(
        {
            SOURCES: "a-book: {title: Book}\n",
            A: tip("A", sources=["a-book", "a-boook"]),
            RYE: definition("Rye", views=views),
        }
    ) == [
        f"{RYE}:4: unknown source 'zzz'. Add it to content/sources.yml.",
        f"{A}:3: unknown source 'a-boook'. Did you mean 'a-book'?",
    ]


def test_source_that_nothing_cites(messages: Messages) -> None:
    sources = "a-book: {title: Book}\nb-book: {title: Book}\n"
    assert messages({SOURCES: sources, A: tip("A", sources="a-book")}) == [
        f"{SOURCES}:2: No entry cites the source 'b-book'. Cite it or take it out."
    ]


def test_source_that_only_a_draft_cites_is_let_be(messages: Messages) -> None:
    files = {SOURCES: "a-book: {title: Book}\n", A: tip("A", sources="a-book", status="draft")}
    assert messages(files, drafts=True) == []
    assert messages(files, drafts=False) == []


@pytest.mark.parametrize(
    ("one", "other"), [("url", "url"), ("mirror", "mirror"), ("url", "mirror")]
)
def test_same_web_address_twice(messages: Messages, one: str, other: str) -> None:
    sources = f"a: {{title: A, {one}: https://a.example/}}\n"
    sources += f"b: {{title: B, {other}: https://a.example/}}\n"
    assert messages({SOURCES: sources, A: tip("A", sources=["a", "b"])}) == [
        f"{SOURCES}:2: 'b' has the same web address as 'a'. Keep one, and cite that one everywhere."
    ]


def test_number_that_is_missing_in_a_set(messages: Messages) -> None:
    assert messages({A: tip("A", set="first-five")}) == [
        f"{A}:3: The entry is in the set 'first-five' but has no number. Add a line: number: 1"
    ]


def test_number_that_is_taken(messages: Messages) -> None:
    files = {A: tip("A", set="first-five", number=2), B: tip("B", set="first-five", number=2)}
    assert messages(files) == [
        f"{B}:4: Number 2 of 'first-five' is taken by {A}. Give one of the two another number."
    ]


def test_headings_that_are_missing(messages: Messages) -> None:
    path = "content/hints/h.md"
    body = "Why.\n\n## steps\n\n### Checklist ###\n"
    assert messages({path: entry(body, title="H", short="h")}) == [
        f"{path}:5: The heading 'Steps' is missing. Add a line: ## Steps"
    ]


def test_heading_of_the_first_level(messages: Messages) -> None:
    body = f"{HINT_BODY}\n# More #\n\nEven more\n=========\n\n====\n"
    path = "content/hints/h.md"
    told = "A body must not have a heading of the first level; the title is that."
    assert messages({path: entry(body, title="H", short="h")}) == [
        f"{path}:15: {told} Use two hashes: ## More",
        f"{path}:17: {told} Use two hashes: ## Even more",
    ]


SHOWN = "![A loaf](../images/loaf.png)"
NO_WORDS = (
    "This picture has no words for people who cannot see it. "
    "Write ![what it shows](...), or ![decorative](...) if it only decorates."
)


@pytest.mark.parametrize(
    "shown",
    [
        "![](../images/a.png)",
        "![ ](../images/a.png)",
        "![A loaf](../images/a.png) ![](../images/a.png)",
        '<img src="../images/a.png">',
        '<IMG src="../images/a.png" width="9">',
    ],
)
def test_picture_without_words(messages: Messages, shown: str) -> None:
    files = {A: tip("A", f"Look:\n{shown}\n"), **picture("content/images/a.png")}
    assert messages(files) == [f"{A}:5: {NO_WORDS}"]


@pytest.mark.parametrize(
    "shown",
    [
        "![A loaf](../images/a.png)",
        '![A loaf](../images/a.png "A title")',
        "![decorative](../images/a.png)",
        "![A loaf](../images/of%20rye/b.png)",
        '<img alt="A loaf" src="../images/a.png">',
    ],
)
def test_picture_with_words_is_right(messages: Messages, shown: str) -> None:
    pictures = {
        **picture("content/images/a.png"),
        **picture("content/images/of rye/b.png"),
        B: tip("B", "[All](../images/a.png), [of rye](../images/of%20rye/b.png)."),
    }
    assert messages({A: tip("A", shown), **pictures}) == []


def test_picture_that_is_not_there(messages: Messages) -> None:
    body = "![A](../images/loafs.png)\n![B](https://b.example/b.png)"
    files = {A: tip("A", body), **picture("content/images/loaf.png"), B: tip("B", SHOWN)}
    assert messages(files) == [
        f"{A}:4: There is no picture '../images/loafs.png'. "
        "Did you mean 'content/images/loaf.png'?",
        f"{A}:5: There is no picture 'https://b.example/b.png'. "
        "Put the file in content/images/ and name it from there.",
    ]


def test_link_to_a_file_that_is_not_there(messages: Messages) -> None:
    body = "[b](c.md)\n\n[rye](definitions/rye.md#top) [zzz](/zzz.md)"
    assert messages({A: tip("A", body), RYE: definition("Rye")}) == [
        f"{A}:4: The link to 'c.md' leads to no entry. Did you mean 'content/tips/a.md'?",
        f"{A}:6: The link to '/zzz.md' leads to no entry. "
        "Correct the file name, or take the link out.",
        f"{A}:6: The link to 'definitions/rye.md#top' leads to no entry. "
        "Did you mean 'content/definitions/rye.md'?",
    ]


@pytest.mark.parametrize(
    "link",
    [
        "b.md",
        "b.md#part",
        'b.md "A title"',
        "../tips/b.md",
        "/tips/",
        "#part",
        "https://c.example/d.md",
    ],
)
def test_link_that_leads_somewhere_is_right(messages: Messages, link: str) -> None:
    assert messages({A: tip("A", f"[b]({link})"), B: tip("B")}) == []


@pytest.mark.parametrize("fence", ["```", "~~~"])
def test_code_is_not_looked_into(messages: Messages, fence: str) -> None:
    code = "# One\n\nTwo\n===\n\n![](a.png) [b](zzz.md)\n"
    body = f"{fence}\n{code}{fence}\n\nType `![](a.png)` or `[b](zzz.md)`.\n\n[c](zzz.md)\n"
    assert messages({A: tip("A", body)}) == [
        f"{A}:15: The link to 'zzz.md' leads to no entry. Did you mean 'content/tips/a.md'?"
    ]


def test_heading_inside_code_does_not_count(messages: Messages) -> None:
    path = "content/hints/h.md"
    body = "## Steps\n\n```\n## Checklist\n```\n"
    assert messages({path: entry(body, title="H", short="h")}) == [
        f"{path}:5: The heading 'Checklist' is missing. Add a line: ## Checklist"
    ]


def test_all_problems_come_at_once_in_order(messages: Messages) -> None:
    told = messages(
        {
            SOURCES: "a-book: {title: A}\nb-book: {titel: B}\n",
            "content/tips/z.md": tip("Z", "# One\n\n[a](zzz.md)", topics="zzz"),
            "content/tips/y.md": "---\ntitle: a: b\nshort: “c”\n---\n",
            RYE: definition("Rye", see_also="rye"),
        }
    )
    places = [message.split(": ")[0] for message in told]
    assert places == [
        f"{RYE}:4",
        f"{SOURCES}:2",
        f"{SOURCES}:2",
        "content/tips/y.md:2",
        "content/tips/y.md:3",
        "content/tips/z.md:3",
        "content/tips/z.md:5",
        "content/tips/z.md:7",
    ]


def test_content_in_order_has_no_problems(messages: Messages) -> None:
    assert (
        messages(
            {
                SOURCES: "a-book: {title: Book, year: 2012, url: https://a.example/}\n",
                RYE: definition("Rye", see_also="oat", acronym="RYE", sources="a-book"),
                OAT: definition("Oat", aliases=["oats"], topics="heat"),
                A: tip("A", set="first-five", number=1, terms="rye"),
                "content/hints/h.md": entry(HINT_BODY, title="H", short="h", tips="a"),
                "content/case-studies/m.md": case_study("M", nation="wales", stages=["mix"]),
                "content/pages/p.md": entry(title="P", short="p"),
                "content/resources.yml": "- {id: r, title: R, short: r, format: film}\n",
                "content/timeline.yml": "- {id: t, title: T, short: t, date: 1970s, type: idea}\n",
            }
        )
        == []
    )
