"""Jargon: which words want an entry, in which order and with which places."""

import pickle
from collections.abc import Callable
from dataclasses import replace

import pytest
from written import SITE, Reading, case_study, definition, entry, tip

from knowledge import Entry, Glossary, Library
from knowledge.jargon import FEWEST_ENTRIES, Jargon, Seen, Survey

WORD = (
    "A partnership rose.",
    "We praise the partnership here.",
    "Ask each partnership about it.",
)
"""Three texts that use one long word, each between other neighbours."""

PHRASE = (
    "Set some ground rules.",
    "Your ground rules are dear.",
    "Write ground rules, then bake.",
)


def tips(*bodies: str) -> dict[str, str]:
    """A tip for each body: content/tips/0.md, content/tips/1.md and so on."""
    named = enumerate(bodies)
    return {f"content/tips/{number}.md": tip(f"T{number}", body) for number, body in named}


def survey(library: Library) -> Survey:
    return Survey(library, Glossary.of(library))


def jargon(library: Library) -> list[Jargon]:
    return survey(library).jargon()


def words(library: Library) -> list[tuple[str, int]]:
    return [(word.label, len(word.uses)) for word in jargon(library)]


def known(*written: str) -> dict[str, str]:
    return {"site.yml": f"{SITE}known_words:\n" + "".join(f"  - {word}\n" for word in written)}


def test_words_of_most_entries_come_first_equal_ones_by_name(library: Reading) -> None:
    found = library(tips(*WORD, *PHRASE, "The AB and the CD.", "One CD more."))
    assert words(found) == [("ground rules", 3), ("partnership", 3), ("CD", 2), ("AB", 1)]


def test_what_was_seen_before_is_not_looked_for_again(library: Reading) -> None:
    files = tips(*WORD, *PHRASE, "The AB (All Bread) and a crumb.")
    files["content/definitions/crumb.md"] = definition("Crumb")
    found = library(files)
    kept: dict[Entry, bytes] = {}

    def keep(look: Callable[[Entry], Seen]) -> dict[Entry, Seen]:
        kept.update((entry, pickle.dumps(look(entry))) for entry in found.entries)
        return recall(look)

    def recall(_look: Callable[[Entry], Seen]) -> dict[Entry, Seen]:
        return {entry: pickle.loads(data) for entry, data in kept.items()}

    first, again = (Survey(found, Glossary.of(found), each) for each in (keep, recall))
    assert again.jargon() == first.jargon() == jargon(found)
    assert again.used_terms == first.used_terms == {"crumb"}


def test_order_of_the_entries_does_not_change_what_is_found(library: Reading) -> None:
    found = library(tips(*WORD, *PHRASE, "The partnerships' AB.", "An AB."))
    turned = replace(found, entries=tuple(reversed(found.entries)))
    assert words(turned) == words(found)


def test_first_use_in_each_entry_is_told_in_the_order_of_the_library(library: Reading) -> None:
    found = library(
        {
            **tips("No.", "One.\n\nAn AB\nand an AB."),
            "content/definitions/rye.md": definition("Rye", "The AB.", note="With AB."),
        }
    )
    [word] = jargon(found)
    assert [(use.entry.slug, use.line) for use in word.uses] == [("rye", 4), ("1", 6)]


def test_plural_used_first_is_the_first_use_all_the_same(library: Reading) -> None:
    found = library(tips("Two partnerships.\nA partnership.", *WORD[1:]))
    assert [use.line for use in jargon(found)[0].uses] == [4, 4, 4]


def test_long_word_counts_from_three_entries_on(library: Reading) -> None:
    assert len(WORD) == FEWEST_ENTRIES
    assert words(library(tips(*WORD))) == [("partnership", 3)]
    assert words(library(tips(WORD[0] + WORD[1], "Nothing.", WORD[2]))) == []


def test_short_word_is_never_told(library: Reading) -> None:
    assert words(library(tips("A baker rose.", "We like the baker.", "Ask each baker now."))) == []


def test_forms_of_a_word_count_together_under_the_one_that_is_written_most(
    library: Reading,
) -> None:
    found = library(tips("Two agencies.", "An agency.", "The agencies' way.", "All agencies sing."))
    assert words(found) == [("agencies", 4)]


def test_name_is_no_jargon(library: Reading) -> None:
    assert words(library(tips(*(text.replace("partner", "Partner") for text in WORD)))) == []


@pytest.mark.parametrize(("times_apart", "found"), [(7, [("ground rules", 3)]), (8, [])])
def test_words_that_stand_together_for_much_of_the_time_are_a_phrase(
    library: Reading, times_apart: int, found: list[tuple[str, int]]
) -> None:
    apart = ["Wet ground, old rules."] * times_apart
    assert words(library(tips(*PHRASE, *apart))) == found


@pytest.mark.parametrize(
    "texts",
    [
        ("Grounds rules rise.", "A grounds rules.", "See grounds rules!"),
        ("Ground. Rules rise.", "A ground, rules.", "See ground (rules)!"),
        ("Ground\n\nrules rise.", "A ground 2 rules.", "- See ground\n- rules!"),
        ("Ground the rules.", "A ground of rules.", "See ground and rules!"),
    ],
    ids=["plural inside", "punctuation between", "other gap", "plain word between"],
)
def test_other_neighbours_are_no_phrase(library: Reading, texts: tuple[str, ...]) -> None:
    assert words(library(tips(*texts))) == []


def test_phrase_may_run_over_a_line_end(library: Reading) -> None:
    broken = (text.replace("ground rules", "ground\nrules") for text in PHRASE)
    assert words(library(tips(*broken))) == [("ground rules", 3)]


def test_part_that_is_used_only_within_a_longer_phrase_is_not_told_as_well(
    library: Reading,
) -> None:
    texts = (
        "Set partnership ground rules.",
        "Your partnership ground rules are dear.",
        "Write partnership ground rules, then bake.",
    )
    assert words(library(tips(*texts))) == [("partnership ground rules", 3)]


def test_word_of_a_part_that_is_not_told_is_told_when_it_has_more_entries(
    library: Reading,
) -> None:
    texts = (
        "Set partnership ground rules. A partnership ground rose.",
        "Your partnership ground rules are dear. One partnership ground sank.",
        "Write partnership ground rules, then bake. We like partnership ground.",
        "Any partnership bakes.",
    )
    assert words(library(tips(*texts))) == [("partnership", 4), ("partnership ground rules", 3)]


def test_sentence_that_is_repeated_word_for_word_is_no_phrase(library: Reading) -> None:
    assert words(library(tips(*["It is the ground rules here."] * 3))) == []


def test_term_and_all_its_forms_are_explained(library: Reading) -> None:
    rye = definition("Partnership", aliases=["ground rules"], acronym="AB")
    found = library({"content/definitions/rye.md": rye, **tips(*WORD, *PHRASE, "AB, partnerships")})
    assert words(found) == []


def test_words_of_a_draft_need_no_second_entry(library: Reading) -> None:
    rye = definition("Partnership", aliases=["ground rules"], acronym="AB", status="draft")
    files = {"content/definitions/rye.md": rye, **tips(*WORD, *PHRASE, "AB")}
    assert words(library(files, drafts=True)) == []


def test_acronym_counts_at_once_with_its_plural(library: Reading) -> None:
    assert words(library(tips("Two ABs and an AB."))) == [("AB", 1)]


def test_acronym_in_the_name_of_an_organisation_is_a_name(library: Reading) -> None:
    view = {"who": "ABE Guild", "view": "Good."}
    files = {
        **tips("AB, ABC, ABD, ABE and XY."),
        "content/case-studies/m.md": case_study(
            "M", organisations=["ABC Mill"], sources=[{"title": "XY", "publisher": "AB Press"}]
        ),
        "content/resources.yml": "- {id: a, title: XY, short: a, publisher: ABD Trust}\n",
        "content/definitions/rye.md": definition("Rye", views=[view]),
    }
    assert words(library(files)) == [("XY", 1)]


def test_publisher_of_a_shared_source_is_a_name(library: Reading) -> None:
    files = {
        "content/tips/a.md": tip("A", "AB says.", sources="book"),
        "content/sources.yml": "book: {title: Book, publisher: The AB Press}\n",
    }
    assert words(library(files)) == []


def test_word_in_capitals_is_no_acronym_unless_it_is_as_short_as_one(library: Reading) -> None:
    found = library(tips("Just BAKE it: bake. BAKERS: a baker, bakers. She asked WHO, who asked."))
    assert words(found) == [("WHO", 1)]


def test_acronym_explained_in_some_entries_says_in_how_many(library: Reading) -> None:
    explained = "An Alpha Beta (AB) rose. The AB sank."
    [word] = jargon(library(tips("The AB rose.", explained)))
    assert (word.label, len(word.uses), word.explained) == ("AB", 2, 1)
    assert words(library(tips(explained, explained))) == []


def test_title_of_its_entry_explains_an_acronym(library: Reading) -> None:
    text = definition("Alpha beta", note="Some people shorten it to AB.")
    assert words(library({"content/definitions/a.md": text})) == []


def test_titles_code_and_link_targets_are_not_read(library: Reading) -> None:
    text = entry("Use `AB`. See [it](/AB/).", title="AB", short="a", sources=[{"title": "AB"}])
    assert words(library({"content/pages/a.md": text})) == []


def test_known_words_are_left_out_in_all_their_forms(library: Reading) -> None:
    files = {**known("partnerships", "ground rule", "AB"), **tips(*WORD, *PHRASE, "Two ABs")}
    assert words(library(files)) == []


def test_known_word_does_not_settle_a_phrase_that_holds_it(library: Reading) -> None:
    assert words(library({**known("ground"), **tips(*PHRASE)})) == [("ground rules", 3)]


def test_known_words_that_nothing_uses_are_told_with_their_line(library: Reading) -> None:
    rye = definition("Rye")
    files = {
        **known("AB", "partnership", "oven", "rye", "CD"),
        "content/definitions/rye.md": rye,
        **tips("AB, two partnerships, some rye."),
    }
    assert survey(library(files)).unused_known_words() == [(20, "oven"), (21, "rye"), (22, "CD")]


def test_known_word_without_letters_is_unused(library: Reading) -> None:
    files = {**known('""', '"-"'), **tips("A - b.")}
    assert [word for _line, word in survey(library(files)).unused_known_words()] == ["", "-"]


def test_terms_used_in_other_entries_are_told(library: Reading) -> None:
    found = library(
        {
            "content/definitions/rye.md": definition("Rye", "Rye is rye."),
            "content/definitions/oat.md": definition("Oat", auto_link=False),
            "content/definitions/emmer.md": definition("Emmer", "Like oats."),
        }
    )
    assert survey(found).used_terms == {"oat"}


def test_entries_of_one_data_file_are_one_page(library: Reading) -> None:
    rows = ("- {id: a, title: A, short: An AB.}", "- {id: b, title: B, short: An AB.}")
    found = library({"content/resources.yml": "\n".join(rows), **tips("An AB.")})
    [word] = jargon(found)
    assert [page.slug for page in word.pages] == ["0", "a"]
    assert len(word.uses) == 3


def test_text_in_another_language_is_searched_for_acronyms_only(library: Reading) -> None:
    welsh = SITE.replace("language: en-GB", "language: cy")
    assert words(library({"site.yml": welsh, **tips(*WORD, *PHRASE, "AB")})) == [("AB", 1)]


def test_library_without_words_wants_none(library: Reading) -> None:
    assert words(library({})) == []
