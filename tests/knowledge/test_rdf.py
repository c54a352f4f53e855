"""SKOS of others: what is taken from it, and what is refused."""

import json
import logging
import socket
import time
from typing import Any

import pytest

from knowledge.rdf import FORMATS, read_skos
from knowledge.word_lists import WordList

HEAD = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
HEAD += "@prefix dct: <http://purl.org/dc/terms/> .\n@prefix : <https://v.example/> .\n"
SKOS = "http://www.w3.org/2004/02/skos/core#"
XML = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
    f'xmlns:skos="{SKOS}">\n%s\n</rdf:RDF>'
)


@pytest.fixture(autouse=True)
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever tries to reach another machine fails the test."""

    def refuse(*_arguments: object, **_options: object) -> None:
        raise AssertionError("Something was fetched.")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)


def turtle(text: str, language: str = "en-GB") -> WordList:
    return read_skos(HEAD + text, "turtle", language)


def values(found: WordList) -> list[dict[str, Any]]:
    assert list(found.faults) == []
    return [{name: value for name, value in row.values.items() if value} for row in found.rows]


def faults(found: WordList) -> list[str]:
    return [f"{line}: {what} {mend}" for line, what, mend in found.faults]


def test_concept_whole() -> None:
    found = turtle(
        """
        :bread a skos:Concept ; skos:prefLabel "Bread"@en, "Bara"@cy, "Brot"@de ;
            skos:altLabel "Loaf"@en, "BRD"@en, "Laib"@de ; skos:hiddenLabel "loaves"@en ;
            skos:definition "Baked food."@en, "Gebackenes."@de ;
            skos:scopeNote "Of grain."@en ; skos:example "Rye bread."@en ;
            skos:note "Who baked first?"@en ;
            dct:source <https://e.example/book>, "A talk" ;
            skos:broader :food ; skos:related :butter .
        :food skos:prefLabel "Food"@en .
        :butter skos:prefLabel "Butter"@en ; skos:narrower :rye .
        :rye skos:prefLabel "Rye"@en .
        """
    )
    assert values(found) == [
        {
            "title": "Bread",
            "short": "Baked food.",
            "aliases": ["Loaf"],
            "forms": ["loaves"],
            "acronym": "BRD",
            "part_of": ["Food"],
            "see_also": ["Butter"],
            "welsh": "Bara",
            "note": "Who baked first?",
            "sources": [
                {"title": "A talk"},
                {"title": "https://e.example/book", "url": "https://e.example/book"},
            ],
            "text": "Of grain.\n\nRye bread.",
        },
        {"title": "Butter", "see_also": ["Bread"]},
        {"title": "Food"},
        {"title": "Rye", "part_of": ["Butter"]},
    ]
    assert list(found.notes) == []


@pytest.mark.parametrize(
    ("labels", "title"),
    [
        ('"A"@en, "B"@en-GB, "C"', "B"),
        ('"A"@en, "C", "D"@en-us', "A"),
        ('"C", "D"@en-us, "E"@de', "D"),
        ('"C", "E"@de', "C"),
        ('"B"@EN-gb', "B"),
    ],
)
def test_label_is_in_the_language_of_the_site_or_as_near_as_there_is(
    labels: str, title: str
) -> None:
    assert values(turtle(f":a skos:prefLabel {labels} ."))[0]["title"] == title


def test_concept_without_a_label_in_the_language_is_told() -> None:
    found = turtle(':a skos:prefLabel "Brot"@de .\n:b a skos:Concept .\n:c skos:prefLabel "C" .')
    assert sorted(faults(found)) == [
        "1: The concept <https://v.example/a> has no prefLabel in 'en-gb'. Give it one.",
        "1: The concept <https://v.example/b> has no prefLabel in 'en-gb'. Give it one.",
    ]


def test_site_in_welsh_takes_welsh_for_the_title() -> None:
    found = turtle(':a skos:prefLabel "Bread"@en, "Bara"@cy .', language="cy")
    assert values(found) == [{"title": "Bara"}]


def test_scope_note_stands_in_for_a_missing_definition() -> None:
    found = turtle(':a skos:prefLabel "A" ; skos:scopeNote "Of grain." .')
    assert values(found) == [{"title": "A", "short": "Of grain."}]


@pytest.mark.parametrize("label", ["NHS", "EbE", "TLAP", "3D", "X1"])
def test_only_capitals_with_a_first_letter_are_an_acronym(label: str) -> None:
    (word,) = values(turtle(f':a skos:prefLabel "A" ; skos:altLabel "{label}" .'))
    is_acronym = label in ("NHS", "EbE", "TLAP")
    assert word == {"title": "A", **({"acronym": label} if is_acronym else {"aliases": [label]})}


def test_address_of_our_own_form_tells_the_slug() -> None:
    found = turtle(
        """
        <https://e.example/base/definitions/my-bread/> skos:prefLabel "Bread" ; skos:related :x .
        :x skos:prefLabel "X" .
        """
    )
    assert values(found) == [
        {"title": "Bread", "slug": "my-bread", "see_also": ["X"]},
        {"title": "X", "see_also": ["my-bread"]},
    ]


def test_schemes_and_collections_are_no_words() -> None:
    found = turtle(
        """
        :s a skos:ConceptScheme ; skos:prefLabel "Scheme" .
        :c a skos:Collection ; skos:prefLabel "Some" .
        :a skos:prefLabel "A" .
        """
    )
    assert values(found) == [{"title": "A"}]


def test_links_that_lead_out_of_the_file_are_counted() -> None:
    found = turtle(':a skos:prefLabel "A" ; skos:broader :x, :y ; skos:related :a, :z .')
    assert values(found) == [{"title": "A"}]
    assert list(found.notes) == ["3 links to concepts that are not in the file are left out."]


def test_file_without_concepts_is_told() -> None:
    assert faults(turtle(':a dct:title "A" .')) == [
        "1: This file holds no list of words. "
        "The words must be concepts of SKOS, with a prefLabel each."
    ]


def test_order_does_not_depend_on_the_file() -> None:
    lines = [f':c{n} skos:prefLabel "C{n}"; skos:altLabel "y{n}", "x{n}" .\n' for n in range(9)]
    assert turtle("".join(lines)) == turtle("".join(reversed(lines)))


def document(context: Any, **more: Any) -> str:
    return json.dumps({"@context": context, "@id": "https://v.example/a", **more})


FORMS = {
    "xml": XML % '<skos:Concept rdf:about="a"><skos:prefLabel>A</skos:prefLabel></skos:Concept>',
    "nt": f'<https://v.example/a> <{SKOS}prefLabel> "A" .',
    "turtle": f'{HEAD}:a skos:prefLabel "A" .',
    "json-ld": document({"skos": SKOS}, **{"skos:prefLabel": "A"}),
}


@pytest.mark.parametrize("form", sorted(set(FORMATS.values())))
def test_every_form_is_read(form: str) -> None:
    assert values(read_skos(FORMS[form], form, "en")) == [{"title": "A"}]


DOCUMENT_TYPE = (
    "1: The file has a document type (<!DOCTYPE), which can do harm. "
    "Save it without one, or as Turtle (.ttl)."
)


@pytest.mark.parametrize(
    "start",
    [
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE a SYSTEM "http://e.example/a.dtd">',
        '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        "<!doctype a>",
    ],
)
def test_xml_with_a_document_type_is_refused(start: str) -> None:
    assert faults(read_skos(start + FORMS["xml"], "xml", "en")) == [DOCUMENT_TYPE]


@pytest.mark.parametrize(
    "text",
    [
        document("https://schema.org", name="A"),
        document([{"skos": SKOS}, "http://e.example/c"], **{"skos:prefLabel": "A"}),
        document({"@import": "http://e.example/c"}),
        document({"skos": SKOS}, **{"skos:related": [{"@context": "c.jsonld", "@id": "x"}]}),
        document({"x": {"@id": f"{SKOS}related", "@context": "file:///etc/passwd"}}, x={}),
    ],
)
def test_json_ld_that_would_have_to_fetch_is_refused(text: str) -> None:
    assert faults(read_skos(text, "json-ld", "en")) == [
        "1: Its @context is kept on another site, and this command fetches nothing. "
        "Save it with the context written out, or as Turtle (.ttl)."
    ]


@pytest.mark.parametrize(
    ("text", "form", "line"),
    [
        (f'{HEAD}:a skos:prefLabel "A" "B" .', "turtle", 4),
        (f"{HEAD}\n:a skos:prefLabel x:y .", "turtle", 5),
        ("Bread,Food", "turtle", 1),
        ("Bread", "nt", 1),
        (XML % "<skos:Concept>", "xml", 3),
        (XML % '<skos:Concept rdf:about="x" rdf:ID="y"/>', "xml", 2),
        ("", "xml", 1),
        (document(5), "json-ld", 1),
        ('"A"', "json-ld", 1),
        (document({"s": "http://s/"}, **{"s:x": {"@value": {}, "@language": 7}}), "json-ld", 1),
    ],
)
def test_file_that_is_not_what_it_says_is_told(text: str, form: str, line: int) -> None:
    assert faults(read_skos(text, form, "en")) == [
        f"{line}: This file cannot be read from here on. "
        "Check it with the program that made it, and save it again."
    ]


def test_things_within_things_without_end_are_told() -> None:
    deep = f'{HEAD}:a skos:prefLabel {"[ :p " * 9000}"A"{" ]" * 9000} .'
    assert faults(read_skos(deep, "turtle", "en")) == [
        "1: Things stand within things here, deeper than any word list needs. "
        "Save it as a flat list of concepts."
    ]


def test_odd_values_leave_no_trace_on_the_screen(
    capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    date = "<http://www.w3.org/2001/XMLSchema#date>"
    found = turtle(f':a skos:prefLabel "A" ; dct:modified "soon"^^{date} ; dct:x <a b> .')
    assert values(found) == [{"title": "A"}]
    assert (caplog.records, capsys.readouterr().err) == ([], "")
    assert logging.getLogger("rdflib").level == logging.NOTSET


def test_loops_of_wider_words_end() -> None:
    start = time.perf_counter()
    found = turtle(
        ':a skos:prefLabel "A" ; skos:broader :b .\n:b skos:prefLabel "B" ; skos:broader :a .'
    )
    assert [word["part_of"] for word in values(found)] == [["B"], ["A"]]
    assert time.perf_counter() - start < 5
