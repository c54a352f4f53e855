"""Label rules: one test for each, with the whole message."""

import pytest
from written import Messages, definition, tip

RYE, OAT = "content/definitions/rye.md", "content/definitions/oat.md"
A = "content/tips/a.md"
MEND = "Keep it in one of the two, or give both a 'sense' if the word has two meanings."
SENSES = {RYE: definition("Proof", sense="in baking"), OAT: definition("Proof", sense="in law")}


@pytest.mark.parametrize(
    ("rye", "oat", "path", "what"),
    [
        # its own path comes first only when the other holds the word as its title
        ({"title": "Rye bread"}, {"aliases": ["x", "rye-BREAD"]}, OAT,
         f"4: The alias 'rye-BREAD' is spelt like the title 'Rye bread' of {RYE}."),
        ({"aliases": "oat"}, {"title": "Oat"}, RYE, f"4: The alias 'oat' is the title of {OAT}."),
        ({"aliases": "loaf"}, {"aliases": "Loaf"}, RYE,
         f"4: The alias 'loaf' is the alias of {OAT}."),
        ({"aliases": "co-bake"}, {"forms": "cobake"}, RYE,
         f"4: The alias 'co-bake' is spelt like the form 'cobake' of {OAT}."),
        ({"acronym": "BR"}, {"acronym": "BR"}, RYE,
         f"4: The acronym 'BR' is the acronym of {OAT}."),
        ({"title": "loaf"}, {"title": "Loaf"}, RYE, f"2: The title 'loaf' is the title of {OAT}."),
    ],
)  # fmt: skip
def test_label_that_leads_to_two_terms(
    messages: Messages, rye: dict[str, str], oat: dict[str, str], path: str, what: str
) -> None:
    files = {
        RYE: definition(**{"title": "Rye", **rye}),
        OAT: definition(**{"title": "Oats", **oat}),
    }
    assert messages(files) == [f"{path}:{what} {MEND}"]


@pytest.mark.parametrize(
    ("rye", "oat"),
    [
        ({"aliases": ["rye-bread", "Rye bread"]}, {}),  # told twice in one entry
        ({"acronym": "WHO"}, {"aliases": "who"}),  # capitals are another word
        ({"aliases": "loaves"}, {"aliases": "loaf"}),  # what is written so comes before a rule
        ({"aliases": "oat"}, {"aliases": "oat milk"}),  # one begins like the other
    ],
)
def test_labels_that_are_told_apart(
    messages: Messages, rye: dict[str, str], oat: dict[str, str]
) -> None:
    assert messages({RYE: definition("Rye bread", **rye), OAT: definition("Corn", **oat)}) == []


@pytest.mark.parametrize(
    ("field", "role", "label"),
    [
        ("aliases", "alias", ""),
        ("aliases", "alias", "..."),
        ("forms", "form", "&"),
        ("not_in", "phrase", "-"),
    ],
)
def test_label_without_a_letter(messages: Messages, field: str, role: str, label: str) -> None:
    assert messages({RYE: definition("Rye", **{field: ["a", label]})}) == [
        f"{RYE}:4: The {role} '{label}' has no letter and no digit, so it is found nowhere. "
        "Write a word, or take it out."
    ]


def test_ten_thousand_aliases_are_no_problem(messages: Messages) -> None:
    aliases = [f"rye {number}" for number in range(10_000)]
    assert messages({RYE: definition("Rye", aliases=aliases)}) == []


def test_two_senses_of_one_name_are_let_be_when_both_are_told(messages: Messages) -> None:
    assert messages(SENSES) == []


def test_sense_that_only_one_of_two_tells(messages: Messages) -> None:
    assert messages({**SENSES, OAT: definition("Proof")}) == [
        f"{RYE}:2: The title 'Proof' is the title of {OAT}. {MEND}"
    ]


@pytest.mark.parametrize(
    ("body", "fields", "line"),
    [
        ("Wait.\n\nThe proof is\nin it.", {}, 6),
        ("The proofs differ.", {}, 4),
        ("Not `a proof`, a\nproof.", {}, 5),
        # both are named, so each use must say which
        ("The proof.", {"senses": ["rye", "oat"]}, 5),
    ],
)
def test_use_of_a_word_with_two_senses_must_say_which(
    messages: Messages, body: str, fields: dict[str, str], line: int
) -> None:
    form = "proofs" if "proofs" in body else "proof"
    assert messages({**SENSES, A: tip("A", body, **fields)}) == [
        f"{A}:{line}: '{form}' has several meanings here: oat (in law) or rye (in baking). "
        f"Write senses: oat, or link it: [{form}](../definitions/oat.md)"
    ]


def test_sentence_of_the_front_matter_must_say_which_too(messages: Messages) -> None:
    assert messages({**SENSES, A: tip("A", try_this="Ask for proof.")}) == [
        f"{A}:3: 'proof' has several meanings here: oat (in law) or rye (in baking). "
        "Write senses: oat"
    ]
    assert messages({**SENSES, A: tip("A", try_this="Ask for proof.", senses="rye")}) == []


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ("The proof.", {"senses": "rye"}),
        ("The proof.", {"term_links": "none"}),
        ("The [proof](../definitions/rye.md).", {}),
        ("The [proof](), `proof`, ![proof](x.png).", {}),
        ("> The proof.\n\n## Proof", {}),
        ("The foolproof way.", {}),
    ],
)
def test_use_that_says_which_sense_or_does_not_link(
    messages: Messages, body: str, fields: dict[str, str]
) -> None:
    told = [m for m in messages({**SENSES, A: tip("A", body, **fields)}) if "picture" not in m]
    assert told == []


def test_page_of_a_sense_uses_its_own(messages: Messages) -> None:
    own = definition("Proof", "The proof.", sense="in baking")
    assert messages({**SENSES, RYE: own}) == []


def test_sense_named_on_a_page_must_be_a_definition(messages: Messages) -> None:
    assert messages({**SENSES, A: tip("A", senses="ryes")}) == [
        f"{A}:3: unknown definition 'ryes' in senses. Did you mean 'rye'?"
    ]
