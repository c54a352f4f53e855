"""The A to Z: what is listed, under which letter and in which order."""

from written import SITE, Reading, case_study, definition, entry, tip

from knowledge import Library
from knowledge.letters import letters

WELSH = SITE.replace("language: en-GB", "language: cy")
TITLES = "Cwrw Chwarae Dinas Ddoe Llais Lori Rhannu Rali Theatr Tref"
LETTERS = "A B C Ch D Dd E F Ff G Ng H I J L Ll M N O P Ph R Rh S T Th U W Y"


def listed(library: Library) -> dict[str, list[str]]:
    return {letter.letter: [item.label for item in letter.items] for letter in letters(library)}


def words(*titles: str) -> dict[str, str]:
    return {f"content/definitions/w{n}.md": definition(t) for n, t in enumerate(titles)}


def test_every_letter_is_there_and_says_where_it_stands(library: Reading) -> None:
    found = letters(library(words("Rye", "10 ways")))
    assert [letter.letter for letter in found] == [*"ABCDEFGHIJKLMNOPQRSTUVWXYZ", "#"]
    assert [letter.anchor for letter in found] == [*"abcdefghijklmnopqrstuvwxyz", "other"]


def test_numbers_have_no_place_while_nothing_begins_with_one(library: Reading) -> None:
    assert "#" not in listed(library(words("Rye")))


def test_titles_and_other_names_are_listed_unless_they_begin_like_one_before(
    library: Reading,
) -> None:
    rye = definition("Rye", acronym="RB", aliases=["Dark", "darks", "ryes", "R-ye"])
    files = {
        "content/definitions/rye.md": rye,
        "content/tips/a.md": tip("Zest"),
        "content/tips/b.md": tip("Ask"),
        "content/case-studies/c.md": case_study("Crust"),
        "content/pages/p.md": entry(title="Page", short="p"),
        "content/timeline.yml": "- {id: a, title: Milestone, short: a, date: 1969}\n",
    }
    found = {
        letter.letter: [(item.label, item.entry.slug, item.also) for item in letter.items]
        for letter in letters(library(files))
        if letter.items
    }
    assert found == {
        "A": [("Ask", "b", False)],
        "C": [("Crust", "c", False)],
        "D": [("Dark", "rye", True)],
        "R": [("RB", "rye", True), ("Rye", "rye", False), ("ryes", "rye", True)],
        "Z": [("Zest", "a", False)],
    }


def test_case_accents_and_punctuation_make_no_difference_to_the_order(library: Reading) -> None:
    found = listed(
        library(words("éclair", "Eel", "‘Earth’", "co-op", "Coop week", "COOPER", "e-mail"))
    )
    assert found["E"] == ["‘Earth’", "éclair", "Eel", "e-mail"]
    assert found["C"] == ["co-op", "Coop week", "COOPER"]


def test_numbers_come_last_by_size_and_then_other_signs(library: Reading) -> None:
    found = listed(library(words("100 loaves", "20 loaves", "العربية", "3", "Rye")))
    assert list(found)[-1] == "#"
    assert found["#"] == ["3", "20 loaves", "100 loaves", "العربية"]


def test_welsh_site_lists_welsh_letters_in_their_order(library: Reading) -> None:
    found = listed(library({"site.yml": WELSH, **words(*TITLES.split())}))
    assert list(found) == LETTERS.split()
    assert {letter: labels for letter, labels in found.items() if labels} == {
        "C": ["Cwrw"],
        "Ch": ["Chwarae"],
        "D": ["Dinas"],
        "Dd": ["Ddoe"],
        "L": ["Lori"],
        "Ll": ["Llais"],
        "R": ["Rali"],
        "Rh": ["Rhannu"],
        "T": ["Tref"],
        "Th": ["Theatr"],
    }


def test_letter_that_welsh_only_borrows_is_listed_when_a_word_begins_with_it(
    library: Reading,
) -> None:
    found = listed(library({"site.yml": WELSH, **words("Zebra", "Wy")}))
    assert [letter for letter, labels in found.items() if labels] == ["W", "Z"]
    assert list(found)[-1] == "Z"
