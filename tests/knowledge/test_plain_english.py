"""Plain English: what gets a hint, what does not, and that browsers find the same."""

import json
import re
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from written import CASE_BODY, SITE, Reading, case_study, definition, entry, tip

from knowledge import Entry, Library, open_library
from knowledge.editorial import advice
from knowledge.kinds import CaseStudyFields
from knowledge.passages import own_passages
from knowledge.plain_english import (
    MANY_PASSIVES,
    MOST_OF_A_SORT,
    Hinter,
    hint_rules,
    hints,
    passive_entries,
)
from knowledge.readability import hard_entries, long_sentences
from tests.conftest import node

A = "content/tips/a.md"
ROOT = Path(__file__).parents[2]
WORDS = """\
known_words: [NHS]
definition: bread
words_to_avoid:
  - {word: "the old", instead: older bakers, why: They are people.}
  - {word: "hard to reach", instead: not reached yet}
  - {word: "utilise, utilised", instead: use, why: A short word says it.}
  - {word: "it's", instead: it is}
  - {word: "service user", instead: nothing at all}
"""
DEFINITIONS = {
    "content/definitions/service-user.md": definition(
        "Service user",
        aliases=["punter"],
        avoid="Many dislike it.",
        say_instead="People who eat.",
        not_in=["service user pension"],
    ),
    "content/definitions/bread.md": definition("Bread", avoid="Some do.", say_instead="Loaf."),
    "content/definitions/oven.md": definition("Oven", acronym="OVN", avoid="It is hot."),
}


Told = Callable[[str], list[str]]


@pytest.fixture
def told(library: Reading) -> Told:
    """Gives what is said of a tip's body."""

    def tell(body: str) -> list[str]:
        found = library({"site.yml": SITE + WORDS, **DEFINITIONS, A: tip("A", body)})
        return [each.what for each in hints(_tip(found), found)]

    return tell


def _tip(library: Library) -> Entry:
    return library.of_kind("tip")[0]


PASSIVES = {
    "It was decided.": "was decided",
    "It was then quietly decided.": "was then quietly decided",
    "The loaf was baked by six people.": "was baked",
    "We have been told.": "been told",
    "It is being built.": "being built",
    "People were not asked.": "were not asked",
    "It was\nshown to all.": "was shown",
    "Was written down by us.": "Was written",
}
NO_PASSIVES = [
    "They decided.",
    "We were tired and she was worried.",
    "People with learning needs are involved.",
    "It is based in Leeds.",
    "It is a need that we have.",
    "The oven is red.",
    "She is our led light.",
    "It was bed time.",
    "We are the cast-iron people.",
    "They were paid for their time.",
    "## What was learned",
    'He said "it was decided".',
    "He said \u201cit was decided\u201d.",
    "He said \u2018it was decided\u2019.",
    "He said 'it was decided'.",
    "> It was decided.",
    "`it was decided`",
]


@pytest.mark.parametrize("text", PASSIVES)
def test_passive_gets_a_hint(told: Told, text: str) -> None:
    assert told(text) == [f"'{PASSIVES[text]}' does not say who did it, or says so last."]


@pytest.mark.parametrize("text", NO_PASSIVES)
def test_state_or_quote_gets_no_hint(told: Told, text: str) -> None:
    assert told(text) == []


AVOIDED = {
    "A hard-to-reach baker.": "'hard-to-reach' is a word to avoid.",
    "Hard to reach bakers.": "'Hard to reach' is a word to avoid.",
    "We utilised flour.": "'utilised' is a word to avoid. A short word says it.",
    "It\u2019s hot.": "'It\u2019s' is a word to avoid.",
    "Bread for the old.": "'the old' is a word to avoid. They are people.",
    "The old and the young.": "'The old' is a word to avoid. They are people.",
    "Two service users.": "'service users' is a word to avoid. Many dislike it.",
    "Punters came.": "'Punters' is a word to avoid. Many dislike it.",
    "A\u00a0service-user came.": "'service-user' is a word to avoid. Many dislike it.",
}
FINE = [
    "The old bakers came.",
    "The reach is hard to bear.",
    "Brutilise it.",
    "Bread is good.",
    "The oven is hot.",
    "A service user pension.",
    "We met the Service User Group.",
    "We met Hard to Reach Bakers.",
    '"Service users" is what they said.',
    "[Bread](https://example.org/service-user)",
]


@pytest.mark.parametrize("text", AVOIDED)
def test_word_to_avoid_gets_a_hint(told: Told, text: str) -> None:
    assert told(text) == [AVOIDED[text]]


@pytest.mark.parametrize("text", FINE)
def test_name_quote_or_other_word_gets_no_hint(told: Told, text: str) -> None:
    assert told(text) == []


def test_hint_says_what_one_might_write(library: Reading) -> None:
    found = library({"site.yml": SITE + WORDS, **DEFINITIONS, A: tip("A", "One.\nUtilise it.")})
    [hint] = hints(_tip(found), found)
    assert str(hint) == (
        f"{A}:5: 'Utilise' is a word to avoid. A short word says it. You might write: use."
    )


def test_definition_may_speak_of_its_own_word(library: Reading) -> None:
    texts = {"content/definitions/service-user.md": definition(
        "Service user", "A service user eats.", avoid="Many dislike it.", say_instead="Eaters."
    )}  # fmt: skip
    found = library(texts)
    assert hints(found.of_kind("definition")[0], found) == []


def test_letters_that_nobody_explains_get_one_hint(told: Told) -> None:
    assert told("The DWP and the DWP.") == ["'DWP' is not explained here."]


@pytest.mark.parametrize(
    "text",
    [
        "The NHS.",
        "An OVN.",
        "A LOUDLY word.",
        "The Department for Work and Pensions (DWP). The DWP.",
    ],
)
def test_letters_that_are_known_or_explained_get_none(told: Told, text: str) -> None:
    assert told(text) == []


def test_long_sentence_gets_a_hint_but_quotes_do_not_count(told: Told) -> None:
    assert told("bread " * 26 + ".") == ["The text has a sentence of 26 words; 25 is a good most."]
    assert told('He said "' + "bread " * 26 + '".') == []


def test_no_more_than_a_few_hints_of_a_sort(told: Told) -> None:
    assert len(told("It was decided. " * 6 + "We utilise it. " * 6)) == 2


def test_hints_of_many_lines_are_the_first(told: Told) -> None:
    lines = "\n".join(f"It was {word}." for word in ("baked", "sold", "eaten", "broken"))
    assert len(told(lines)) == MOST_OF_A_SORT


# A person's own story.

WORST = "It was decided by the service users of the DWP. " + "International organisations " * 60


def test_personal_story_gets_no_hint_and_no_grade(library: Reading) -> None:
    """The same text gets all of them when it is not a person's own."""
    body = f"{CASE_BODY}\n{WORST}"
    site = {"site.yml": SITE + WORDS, **DEFINITIONS}
    other = library({**site, "content/case-studies/a.md": case_study("A", body)})
    study = other.of_kind("case-study")[0]
    assert hints(study, other)
    assert long_sentences(other)
    assert hard_entries(other)
    own = _as_own_story(other, study)
    assert hints(own.entries[0], own) == []
    assert list(own_passages(own.entries[0])) == []
    assert long_sentences(own) == []
    assert hard_entries(own) == []


def _as_own_story(library: Library, study: Entry) -> Library:
    assert isinstance(study.fields, CaseStudyFields)
    fields = study.fields.model_copy(update={"own_story": True})
    return replace(library, entries=(replace(study, fields=fields),))


# For editors.


def test_editors_are_told_of_words_and_of_pages_with_many_passives(library: Reading) -> None:
    many = "It was sold.\n" * MANY_PASSIVES
    texts = {A: tip("A", many), "content/tips/b.md": tip("B", "It was sold. We utilise it.")}
    found = library({"site.yml": SITE + WORDS, **texts})
    reports = {each.title: [str(item) for item in each.items] for each in advice(found)}
    assert reports["Words to avoid"] == [
        "content/tips/b.md:4: 'utilise' is a word to avoid. A short word says it. "
        "You might write: use."
    ]
    assert reports["Pages with many passives"] == [
        f"{A}:4: The text has 4 passives, on the lines 4, 5, 6, 7. "
        "Say who did what, where you know it."
    ]


def test_passive_is_a_rule_for_english_only(library: Reading) -> None:
    found = library({"site.yml": SITE.replace("en-GB", "cy"), A: tip("A", "It was sold. " * 9)})
    assert passive_entries(found) == []


# In a browser.


def test_rules_are_read_by_browsers_as_they_are_here(library: Reading) -> None:
    found = library({"site.yml": SITE + WORDS, **DEFINITIONS})
    texts = [
        *PASSIVES,
        *NO_PASSIVES,
        *AVOIDED,
        *FINE,
        "na\u00efve w\u0175as told",
    ]
    _same_in_a_browser(found, texts)


def test_our_own_words_are_read_by_browsers_as_they_are_here() -> None:
    found, _problems = open_library(ROOT, drafts=True)
    assert found
    texts = [passage.text for each in found.entries for passage in own_passages(each)]
    words = [word for each in found.site.words_to_avoid for word in each.word.split(",")]
    _same_in_a_browser(found, [*texts, *words])


def test_every_word_to_avoid_of_ours_is_found(library: Reading) -> None:
    ours, _problems = open_library(ROOT, drafts=True)
    assert ours
    hinter = Hinter(ours)
    body = "\n\n".join(
        f"We say {form.strip()}."
        for each in ours.site.words_to_avoid
        for form in each.word.split(",")
    )
    page = library({"content/pages/a.md": entry(body, title="A", short="B.")}).entries[0]
    lines = {hint.line for hint in hinter.avoided(page)}
    assert lines == {5 + 2 * n for n in range(body.count("\n\n") + 1)}


SCRIPT = """
const { rules, texts } = JSON.parse(require("fs").readFileSync(0, "utf-8"));
const found = rules.map((pattern) => {
  const regex = new RegExp(pattern, "giu");
  return texts.map((text) => [...text.matchAll(regex)].map((match) => match[0]));
});
process.stdout.write(JSON.stringify(found));
"""


def _same_in_a_browser(library: Library, texts: list[str]) -> None:
    rules = [rule.pattern for rule in hint_rules(library)]
    given = json.dumps({"rules": rules, "texts": texts})
    done = subprocess.run(
        [node(), "-e", SCRIPT], input=given, capture_output=True, text=True, check=True
    )
    for pattern, matches in zip(rules, json.loads(done.stdout), strict=True):
        here = re.compile(pattern, re.IGNORECASE | re.ASCII)
        assert [[match[0] for match in here.finditer(text)] for text in texts] == matches, pattern
