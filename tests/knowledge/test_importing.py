"""Importing: a list of words becomes drafts, all of them or none."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from written import Project, definition

from knowledge import Library, open_library
from knowledge.__main__ import main
from knowledge.exports import files as exported
from knowledge.importing import MOST_BYTES, MOST_WORDS, Import, plan_import, write
from knowledge.kinds import DefinitionFields

Planning = Callable[..., Import]
FIELDS = ("title", "short", "aliases", "forms", "acronym", "sense", "part_of", "see_also", "welsh")
KNOWN = {
    "content/definitions/bread.md": definition("Bread", aliases=["loaf"], acronym="BRD"),
    "content/definitions/oven.md": definition("Oven", status="draft"),
}


@pytest.fixture
def plan(project: Project) -> Planning:
    """Plans an import of a text into a project that has two words."""

    def of(text: str | bytes, name: str = "words.csv", files: Any = KNOWN) -> Import:
        library, _problems = open_library(project(files), drafts=True)
        assert library
        return plan_import(library, name, text if isinstance(text, bytes) else text.encode())

    return of


def messages(plan: Import) -> list[str]:
    """What is wrong; nothing would be written."""
    assert dict(plan.files) == {}
    return [str(problem) for problem in plan.problems]


def test_new_word_becomes_a_draft(plan: Planning) -> None:
    planned = plan(
        "term;meaning;also known as;abbreviation;see also;part of;source\n"
        "Sour dough;Bread: raised slowly.;leaven | levain;SD;LOAF;oven;A book <https://e.org/b>\n"
    )
    assert (planned.problems, planned.notes) == ([], [])
    assert dict(planned.files) == {
        "content/definitions/sour-dough.md": (
            '---\ntitle: Sour dough\nshort: "Bread: raised slowly."\n'
            "# Take this line out when the file is ready for readers.\nstatus: draft\n"
            "aliases:\n  - leaven\n  - levain\nacronym: SD\n"
            "part_of:\n  - oven\nsee_also:\n  - bread\n"
            "sources:\n  - title: A book\n    url: https://e.org/b\n---\n"
        )
    }


def test_words_may_name_each_other_in_any_order_and_spelling(plan: Planning) -> None:
    planned = plan(
        "title,aliases,see_also,slug\n"
        "Rye bread,pumpernickel,rye-flour; Flour of rye; BRD,\n"
        "Flour of rye,,Pumper-nickel,rye-flour\n"
    )
    assert planned.problems == []
    rye, flour = planned.files.values()
    assert "see_also:\n  - rye-flour\n  - bread\n" in rye
    assert "see_also:\n  - rye-bread\n" in flour


@pytest.mark.parametrize(
    ("row", "path"),
    [
        ("Bread,", "bread.md"),
        ("bread,", "bread.md"),
        ("Loaf,", "bread.md"),
        ("BRD,", "bread.md"),
        ("Oven,", "oven.md"),
        ("Baking place,oven", "oven.md"),
    ],
)
def test_word_that_is_there_is_told_and_left_alone(plan: Planning, row: str, path: str) -> None:
    planned = plan(f"title,slug\n{row}\nRye,\n")
    title = row.partition(",")[0]
    assert list(planned.files) == ["content/definitions/rye.md"]
    assert list(planned.notes) == [
        f"words.csv:2: '{title}' is there already and is left alone: content/definitions/{path}",
        "words.csv: New words without a definition: 1. Write it after 'short'.",
    ]


def test_file_that_cannot_be_read_is_left_alone_too(plan: Planning) -> None:
    planned = plan("title\nRye\n", files={"content/definitions/rye.md": "broken"})
    assert dict(planned.files) == {}
    assert list(planned.notes) == [
        "words.csv:2: 'Rye' is there already and is left alone: content/definitions/rye.md"
    ]


def test_references_to_a_word_left_alone_lead_to_the_one_that_is_there(plan: Planning) -> None:
    planned = plan("title,slug,see_also\nLoaf,my-loaf,\nRye,,my-loaf\n")
    assert "see_also:\n  - bread\n" in planned.files["content/definitions/rye.md"]


def test_every_bad_row_is_told_at_once_and_nothing_is_written(plan: Planning) -> None:
    planned = plan(
        "title,definition,synonyms,see also\n"
        ",A grain,,\n"
        f"Rye,{'word ' * 31},,\n"
        "Oat,,loaf,\n"
        "Spelt,,,Bred; Wheat\n"
        "日本,,,\n"
        "Barley,,,\n"
        "barley!,,,\n"
        "Millet,a\tb,x\x00y,\n"
    )
    assert messages(planned) == [
        "words.csv:2: This row has no title. Write the word, or take the row out.",
        "words.csv:3: The definition begins with a sentence of more than 30 words. "
        "Make that sentence shorter: it is what readers see first.",
        "words.csv:5: 'Bred' in see_also is in neither this file nor the site. "
        "Did you mean 'bread'?",
        "words.csv:5: 'Wheat' in see_also is in neither this file nor the site. "
        "Add it, or take it out.",
        "words.csv:6: '日本' cannot be an address. "
        "Give it one in a column 'slug': lower-case letters, digits and hyphens.",
        "words.csv:8: 'barley!' gets the same address as line 7. "
        "Keep one, or give it another name in a column 'slug'.",
        "words.csv:9: This row holds an invisible character that no page can show. "
        "Delete it, or type the text again.",
    ]


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (
            "Oat,loaf\n",
            "words.csv:2: The alias 'loaf' is the alias of content/definitions/bread.md.",
        ),
        ("Oat,Rye\nRye,\n", "words.csv:2: The alias 'Rye' is the title of words.csv:3."),
        ("Oat,sea-salt\nRye,Sea salt\n", "words.csv:3: The alias 'Sea salt' is spelt like the "),
        ("Oat,!!\n", "words.csv:2: The alias '!!' has no letter and no digit, so it is found "),
        (
            "Oat,x\x07y\n",
            "words.csv:2: This row holds an invisible character that no page can show.",
        ),
    ],
)
def test_site_is_checked_as_it_would_be(plan: Planning, rows: str, message: str) -> None:
    (told,) = messages(plan(f"title,aliases\n{rows}"))
    assert told.startswith(message)


def test_problems_that_the_site_has_anyway_do_not_stand_in_the_way(plan: Planning) -> None:
    """Even when a new word is what they might have meant, so that they are told anew."""
    files = {"content/definitions/bread.md": definition("Bread", see_also=["butter"])}
    planned = plan("title,definition\nButters,A grain.\n", files=files)
    assert list(planned.files) == ["content/definitions/butters.md"]
    assert (planned.problems, planned.notes) == ([], [])


def test_problem_that_would_come_up_in_another_file_is_told_there(plan: Planning) -> None:
    (told,) = messages(plan("title,sense\nLoaf,of sugar\n"))
    assert told == (
        "content/definitions/bread.md:4: The alias 'loaf' is the title of words.csv:2. "
        "Keep it in one of the two, or give both a 'sense' if the word has two meanings."
    )


def test_second_meaning_of_a_word_is_taken_when_both_tell_their_sense(plan: Planning) -> None:
    files = {"content/definitions/proof.md": definition("Proof", sense="in law")}
    text = "title,sense,slug\nProof,in baking,proof-in-baking\n"
    assert list(plan(text, files=files).files) == ["content/definitions/proof-in-baking.md"]


def test_long_definition_is_shortened_and_kept_whole_in_the_body(plan: Planning) -> None:
    rest = " ".join(["so"] * 30)
    planned = plan(f"title,definition\nRye,A grain. It is {rest}.\n")
    text = planned.files["content/definitions/rye.md"]
    assert "\nshort: A grain.\n" in text
    assert text.endswith(f"---\n\nA grain. It is {rest}.\n")


def test_fields_of_json_are_checked_like_front_matter(plan: Planning) -> None:
    words = [
        {"title": "Rye", "views": [{"who": "A baker", "veiw": "It is life."}]},
        {"title": "Oat", "short": ["a"], "auto_link": "perhaps", "sources": [{"url": "ftp://x"}]},
        {"title": "Spelt", "aliases": {"a": 1}, "text": "x"},
    ]
    assert messages(plan(json.dumps(words, indent=0), name="words.json")) == [
        "words.json:2: 'veiw' is not a field of 'views'. Did you mean 'view'?",
        "words.json:2: 'view' is missing. Add a line: view: ...",
        "words.json:11: 'auto_link' needs true or false. "
        "Write auto_link: true, or auto_link: false",
        "words.json:11: 'short' needs text. Write it after the colon: short: your text",
        "words.json:11: 'title' is missing. Add a line: title: ...",
        "words.json:11: 'url' is 'ftp://x', not a web address. "
        "Start it with https:// or leave the field out.",
        "words.json:23: 'aliases' needs text, and YAML reads fields here. "
        'If it is text with a colon or a brace, put it in quotes: aliases: "your text"',
    ]


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        (
            "words.xlsx",
            b"PK",
            "words.xlsx:1: A file that ends in '.xlsx' cannot be read. Save it with one of "
            "these endings: .csv, .tsv, .json, .jsonld, .ttl, .nt, .rdf or .xml.",
        ),
        (
            "words.csv",
            "title\nRye\nCafé\n".encode("cp1252"),
            "words.csv:3: This line holds a character that is not saved as UTF-8. "
            "Save the file with the encoding UTF-8; in Excel, choose 'CSV UTF-8'.",
        ),
        (
            "words.json",
            b'[\n{"title": "Rye",}\n]',
            "words.json:2: From here on, the file is not JSON. "
            "Check it with the program that made it, and save it again.",
        ),
        (
            "words.jsonld",
            b"[\n{",
            "words.jsonld:2: From here on, the file is not JSON. "
            "Check it with the program that made it, and save it again.",
        ),
        (
            "words.json",
            b"[" * 100_000,
            "words.json:1: Things stand within things here, deeper than any word list needs. "
            "Save it as a flat list of words.",
        ),
        (
            "words.csv",
            b"title\n" + b"x" * MOST_BYTES,
            "words.csv:1: The file is larger than 5 MB. Divide it into several.",
        ),
        (
            "words.csv",
            b"title\n" + b"x\n" * (MOST_WORDS + 1),
            "words.csv:5002: The file has more than 5000 words. Divide it into several.",
        ),
    ],
)
def test_file_that_cannot_be_read_is_told(
    plan: Planning, name: str, text: bytes, message: str
) -> None:
    assert messages(plan(text, name=name)) == [message]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings_with_a_mark_are_read(plan: Planning, encoding: str) -> None:
    planned = plan("title\tdefinition\r\nŵyl\tA feast.\r\n".encode(encoding), name="Words.TSV")
    assert list(planned.files) == ["content/definitions/wyl.md"]
    assert "title: ŵyl\nshort: A feast.\n" in planned.files["content/definitions/wyl.md"]


LIBRARY = {
    "content/definitions/bread.md": definition(
        "Bread",
        "Most *bread* is baked.\n\nSome is not.\n",
        aliases=["loaf, or cob", "=bun"],
        forms=["loaves", "breads"],
        acronym="BRD",
        see_also=["rye-flour", "starter"],
        welsh="bara",
        not_the_same_as=[{"term": "starter", "difference": "A starter is alive."}],
        views=[{"who": "A baker", "view": "It is life.", "official": True, "year": 1999}],
        case_sensitive=True,
    ),
    "content/definitions/rye-flour.md": definition("Flour of rye", part_of=["starter"]),
    "content/definitions/starter.md": definition('A "live" starter: #1', see_also=["bread"]),
    "content/definitions/proof.md": definition("Proof", sense="in law"),
    "content/definitions/proof-of-dough.md": definition("Proof", sense="in baking"),
    "content/definitions/oat.md": definition("Oat", status="draft"),
}


def there_and_back(project: Project, name: str, files: Any = LIBRARY) -> tuple[Library, Library]:
    """A library, and that of an empty project which imported one of its files."""
    root = project(files)
    first, problems = open_library(root)
    assert first
    assert problems == []
    text = dict(exported(first, "https://example.org/base"))[f"/api/v1/{name}"]
    for file in (root / "content" / "definitions").iterdir():
        file.unlink()
    empty, _problems = open_library(root, drafts=True)
    assert empty
    plan = plan_import(empty, name, text.encode())
    assert [str(problem) for problem in plan.problems] == []
    write(root, plan.files)
    second, problems = open_library(root, drafts=True)
    assert second
    assert problems == []
    return first, second


def facts(library: Library, names: tuple[str, ...]) -> dict[str, dict[str, Any]]:
    return {
        entry.slug: {name: getattr(entry.fields, name) for name in names}
        for entry in library.of_kind("definition")
    }


@pytest.mark.parametrize("name", ["definitions.json", "definitions.csv"])
def test_our_own_tables_and_json_come_back_as_they_were(project: Project, name: str) -> None:
    first, second = there_and_back(project, name)
    assert facts(second, FIELDS) == facts(first, FIELDS)
    assert {entry.is_draft for entry in second.entries} == {True}


def test_our_own_json_brings_all_fields_but_those_to_be_said_anew(project: Project) -> None:
    first, second = there_and_back(project, "definitions.json")
    anew = {"status", "reviewed", "topics", "credits"}
    names = tuple(name for name in DefinitionFields.model_fields if name not in anew)
    assert facts(second, names) == facts(first, names)


@pytest.mark.parametrize("name", ["glossary.ttl", "glossary.jsonld"])
def test_our_own_skos_comes_back_as_far_as_skos_goes(project: Project, name: str) -> None:
    """SKOS keeps no order, says see_also from both sides, and has no place for a sense."""
    files = {path: text for path, text in LIBRARY.items() if "proof" not in path}
    first, second = there_and_back(project, name, files)
    same = ("title", "short", "acronym", "part_of", "welsh")
    assert facts(second, same) == facts(first, same)
    for field in ("aliases", "forms"):
        expected = {slug: sorted(f[field]) for slug, f in facts(first, (field,)).items()}
        assert {slug: sorted(f[field]) for slug, f in facts(second, (field,)).items()} == expected
    assert {slug: f["see_also"] for slug, f in facts(second, ("see_also",)).items()} == {
        "bread": ("rye-flour", "starter"),
        "rye-flour": ("bread",),
        "starter": ("bread",),
    }


def test_files_are_written_whole_or_not_at_all(tmp_path: Path) -> None:
    taken = tmp_path / "content" / "definitions" / "b.md"
    taken.parent.mkdir(parents=True)
    taken.write_text("mine")
    files = {f"content/definitions/{slug}.md": "new" for slug in "abc"}
    with pytest.raises(FileExistsError):
        write(tmp_path, files)
    assert [file.name for file in taken.parent.iterdir()] == ["b.md"]
    assert taken.read_text() == "mine"


@pytest.fixture
def in_project(project: Project, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = project(KNOWN)
    monkeypatch.chdir(root)
    return root


def test_command_writes_drafts_and_says_so(
    in_project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (in_project / "my words.csv").write_text("term,definition,colour\nBread,x,y\nRye,A grain.,y\n")
    assert main(["import-glossary", "--", "my words.csv"]) == 0
    printed = capsys.readouterr()
    assert printed.out == (
        "my words.csv: 'colour' is left out. For the names it may have, see docs/open-data.md.\n"
        "my words.csv:2: 'Bread' is there already and is left alone: content/definitions/bread.md\n"
        "Wrote 1 draft into content/definitions/.\n"
    )
    assert printed.err == ""
    assert main(["check"]) == 0
    assert main(["import-glossary", "--", "my words.csv"]) == 0
    assert capsys.readouterr().out.endswith("Wrote 0 drafts into content/definitions/.\n")


def test_command_tells_every_problem_and_writes_nothing(
    in_project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (in_project / "w.csv").write_text("term,see\nRye,\n,\n,Oat\nOat,Wheat\n")
    assert main(["import-glossary", "w.csv"]) == 1
    assert capsys.readouterr().out == (
        "w.csv: New words without a definition: 2. Write it after 'short'.\n"
        "w.csv:4: This row has no title. Write the word, or take the row out.\n"
        "w.csv:5: 'Wheat' in see_also is in neither this file nor the site. "
        "Add it, or take it out.\n"
        "2 problems found.\nNothing was written.\n"
    )
    files = sorted(file.name for file in (in_project / "content" / "definitions").iterdir())
    assert files == ["bread.md", "oven.md"]


@pytest.mark.parametrize("name", ["", "no.csv", "content", "../../nowhere.csv"])
def test_file_that_is_not_there_is_told(
    in_project: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    assert main(["import-glossary", "--", name]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err == f"There is no file '{name}'. Write: file=my-words.csv\n"


def test_site_that_cannot_be_read_is_told(
    in_project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (in_project / "w.csv").write_text("term\nRye\n")
    (in_project / "site.yml").unlink()
    assert main(["import-glossary", "w.csv"]) == 1
    assert capsys.readouterr().out == (
        "site.yml:1: This file is missing. Bring it back from git.\n1 problem found.\n"
    )


def test_reader_of_skos_is_loaded_for_skos_alone(plan: Planning) -> None:
    for name in [name for name in sys.modules if name.startswith("knowledge.rdf")]:
        del sys.modules[name]
    plan("title\nRye\n")
    assert "knowledge.rdf" not in sys.modules
    planned = plan("@prefix s: <http://www.w3.org/2004/02/skos/core#> . <a> s:prefLabel 'Rye' .",
                   name="words.ttl")  # fmt: skip
    assert list(planned.files) == ["content/definitions/rye.md"]
    assert "knowledge.rdf" in sys.modules
