"""The site file: all that another knowledge base would change first."""

from pathlib import Path

import pytest
from written import SITE

from knowledge.site import Site, load_site


def load(folder: Path, text: str | bytes) -> tuple[Site | None, list[str]]:
    file = folder / "site.yml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    site, problems = load_site(file, folder)
    return site, [str(problem) for problem in problems]


def test_site_is_read(tmp_path: Path) -> None:
    site, problems = load(tmp_path, SITE)
    assert problems == []
    assert site is not None
    assert (site.name, site.licence.url, site.branch) == (
        "Bread",
        "https://example.org/licence",
        "main",
    )
    assert site.sections["definitions"].title == "Words"


def test_label_is_the_words_of_the_vocabulary_or_the_value_itself(tmp_path: Path) -> None:
    site, _ = load(tmp_path, SITE)
    assert site is not None
    assert site.label("nations", "uk") == "Across the UK"
    assert site.label("nations", "mars") == "mars"
    assert site.label("planets", "mars") == "mars"


def test_what_only_the_owner_knows_may_be_missing_and_is_named(tmp_path: Path) -> None:
    site, problems = load(tmp_path, SITE + "organisation:\ncontact: a@b.example\n")
    assert problems == []
    assert site is not None
    assert site.missing() == ("organisation", "repository", "address")


def test_known_words_are_read_with_their_lines(tmp_path: Path) -> None:
    site, problems = load(tmp_path, SITE + "known_words:\n  # Names.\n  - NHS\n  - yes sir\n")
    assert problems == []
    assert site is not None
    assert site.known_words == ("NHS", "yes sir")
    assert [site.line(("known_words", n)) for n in (0, 1)] == [19, 20]
    assert site.path == "site.yml"


def test_missing_file_is_told(tmp_path: Path) -> None:
    site, problems = load_site(tmp_path / "site.yml", tmp_path)
    assert site is None
    assert [str(p) for p in problems] == [
        "site.yml:1: This file is missing. Bring it back from git."
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (SITE.replace("name: Bread\n", ""), "1: 'name' is missing. Add a line: name: ..."),
        (
            SITE + "adress: https://a.example\n",
            "17: 'adress' is not a field of a site. Did you mean 'address'?",
        ),
        (
            SITE + "address: a.example\n",
            "17: 'address' is 'a.example', not a web address. "
            "Start it with https:// or leave the field out.",
        ),
        (
            SITE + "navigation:\n  - {title: Tips, address: tips}\n",
            "18: 'address' is 'tips', not an address here. Start it with one slash: /",
        ),
        (
            SITE + "footer:\n  - title: Tips\n    adress: /tips/\n    address: /\n",
            "19: 'adress' is not a field of 'footer'. Did you mean 'address'?",
        ),
        (
            SITE.replace("uk: Across the UK", "uk: no"),
            "10: 'uk' is no without quotes, which YAML reads as true or false. "
            'Put it in quotes: uk: "no"',
        ),
        (
            SITE.replace("  types: {idea: Idea, law: Law}", "  types: idea"),
            "16: 'types' needs another form. See 'types' in docs/authoring.md.",
        ),
        (
            SITE.replace("tagline: all", "tagline: all: all"),
            "2: The text after 'tagline' holds a colon, which YAML reads as a new field. "
            'Put the text in quotes: tagline: "all: all about loaves"',
        ),
        (
            "- a\n",
            "1: These lines are not fields. Write each as 'field: text'. "
            "See 'YAML in five minutes' in docs/authoring.md.",
        ),
    ],
)
def test_fault_is_told_and_there_is_no_site(tmp_path: Path, text: str, message: str) -> None:
    assert load(tmp_path, text) == (None, [f"site.yml:{message}"])


def test_fault_in_the_form_of_the_file_alone_leaves_a_site(tmp_path: Path) -> None:
    site, problems = load(tmp_path, SITE.replace("\n", "\r\n"))
    assert site is not None
    assert problems == [
        "site.yml:1: The lines end the Windows way (CRLF). "
        "Save the file with Unix line ends (LF); most editors show this at the bottom."
    ]
