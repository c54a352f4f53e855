"""A session: which files are read and when, files that are lost, and sites of other sorts."""

from pathlib import Path
from typing import Any

import pytest

from tests.search.bakery import (
    BAKERY,
    PAGE,
    WORD,
    Site,
    answer,
    document,
    made_up,
    table,
    titles,
    write,
)


def test_each_file_is_read_once_in_a_session(town: Site) -> None:
    ask = {"typed": "rye flour"}
    steps = [("search", ask), ("search", {**ask, "from": 1}), ("search", {**ask, "kind": "tip"})]
    steps += [("excerpts", {**ask, "numbers": [2, 8]}), ("search", {"typed": "sourdogh"})]
    reads = town.asked(("open", {}), *steps, *steps)["reads"]
    assert reads[0] == "manifest.js"
    assert len(reads) == len({*reads})
    assert {name[0] for name in reads} == {*"mtdfwe"}


def test_opening_reads_no_more_than_every_question_needs(site: Site) -> None:
    assert site.asked(("open", {}))["reads"] == ["manifest.js"]


def test_answers_do_not_depend_on_what_was_asked_before(town: Site) -> None:
    """What is in memory already must not be found where it was not asked for."""
    words = [word.lower() for each in made_up(6) for word in each.title.split()[:2]]
    typed = [part for each in BAKERY for part in (each.title, each.title[:5], each.title[:4] + "x")]
    typed += [part for word in words for part in (word[:3], word[:5], word[:8])]
    typed += [word[:4] + word[5:] for word in words]
    for typing in (False, True):
        steps = [("search", {"typed": each, "typing": typing}) for each in typed]
        alone = town.asked(*(part for step in steps for part in (("begin", 0), step)))["answers"]
        backwards = town.asked(*reversed(steps))["answers"]
        assert [*reversed(backwards)] == alone


def names_of(site: Site, letter: str) -> list[str]:
    return sorted(file.name for file in site.folder.glob(f"{letter}*.js") if file.name[:2] != "ma")


RYE = ("search", {"typed": "rye"})


@pytest.mark.parametrize("letter", ["t", "d"])
def test_lost_file_is_an_error_after_one_look_at_the_manifest(town: Site, letter: str) -> None:
    found = town.asked(("open", {}), ("lose", names_of(town, letter)), RYE, RYE)
    _opened, *failed = found["answers"]
    assert all(each["failed"].startswith(f"Error: lost {letter}") for each in failed)
    assert found["reads"].count("manifest.js") == 1
    assert found["reads"].count("manifest.js again") == 2


def test_search_goes_on_when_a_lost_file_is_back(town: Site) -> None:
    """A net that was away for a moment is no fault for ever."""
    lost = names_of(town, "t")
    found = town.asked(("open", {}), ("lose", lost), RYE, ("find", lost), RYE)
    assert "failed" in found["answers"][1]
    assert titles(found["answers"][2]) == ["Pay the miller", "About us", "Starter"]


def test_site_published_anew_while_a_page_is_open_is_searched_anew(
    town: Site, engine: Any, tmp_path: Path
) -> None:
    rolls = document(PAGE, "Rye rolls", "New, and of rye.")
    newer = write(tmp_path / "search", [*BAKERY, rolls, *made_up(300)])
    ask = ("search", {"typed": "rye rolls"})
    found = town.asked(("search", {"typed": "oven"}), ("move", str(newer)), ask, ask, ("open", {}))
    assert [titles(each) for each in found["answers"][:3]] == [
        ["Community oven", "Who pays"],
        *[["Rye rolls", "|", "Pay the miller", "About us", "Starter"]] * 2,
    ]
    assert [name for name in found["reads"] if name.startswith("m")] == [
        "manifest.js",
        "manifest.js again",
    ]


def test_search_opens_later_when_it_could_not_at_first(site: Site) -> None:
    found = site.asked(("lose", ["manifest.js"]), ("open", {}), RYE, ("find", ["manifest.js"]), RYE)
    assert ["failed" in each for each in found["answers"]] == [True, True, False]


FEW = {
    "nothing": ([], "bread"),
    "no word long enough for a slip": ([document(WORD, "Go", "It is up.")], "upp goo bread"),
}


@pytest.mark.parametrize("name", FEW)
def test_site_with_little_to_find_finds_it_or_nothing(
    engine: Any, tmp_path: Path, name: str
) -> None:
    documents, typed = FEW[name]
    site = Site(engine, write(tmp_path / "search", documents))
    for more in ({}, {"typing": True}, {"signs": "signs.js"}):
        found = [each | {"missing": ""} for each in site.answers(typed.split(), **more)]
        assert found == [answer([], 0, 0)] * len(typed.split())


def test_welsh_words_are_found_mutated_without_accents_and_are_never_left_out(
    engine: Any, tmp_path: Path
) -> None:
    pages = [
        document(WORD, "Tŷ bara", "Lle i bobl."),
        document(WORD, "Pobl y pentref", "Mae'r pentref yn fach."),
        document(WORD, "I a ni", "Amdanom ni."),
    ]
    site = Site(engine, write(tmp_path / "search", pages, "cy"))
    found = {
        "tŷ": ["Tŷ bara"],
        "ty": ["Tŷ bara"],
        "pobl": ["Pobl y pentref", "Tŷ bara"],
        "i": ["I a ni", "Tŷ bara"],
        "mae'r": ["Pobl y pentref"],
    }
    assert table(site, found) == found
