"""SKOS: what the documents say, read back by a library that is not ours."""

import json
from collections.abc import Mapping
from typing import Any

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import DCTERMS, RDF, SKOS, XSD

from knowledge.skos import document, json_ld, turtle

SCHEMA = "https://schema.org/"
SCHEME = URIRef("https://example.org/definitions/")
SITE = {
    "name": "Crumb",
    "short": "All about bread.",
    "language": "en-GB",
    "copyright": "the bakers",
    "licence": {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"},
}
EMPTY: Mapping[str, Any] = {
    "short": "A word.",
    "aliases": [],
    "forms": [],
    "acronym": None,
    "sense": None,
    "part_of": [],
    "see_also": [],
    "not_the_same_as": [],
    "welsh": None,
    "note": None,
    "sources": [],
    "reviewed": None,
}


def word(slug: str, **values: Any) -> dict[str, Any]:
    address = f"https://example.org/definitions/{slug}/"
    return {**EMPTY, "slug": slug, "address": address, "title": slug.capitalize(), **values}


def read(*records: dict[str, Any], **site: Any) -> Graph:
    """The graph of the Turtle file, which must be that of the JSON-LD file too."""
    made = document({**SITE, **site}, str(SCHEME), records)
    graph = Graph().parse(data=turtle(made), format="turtle")
    assert isomorphic(graph, Graph().parse(data=json_ld(made), format="json-ld"))
    return graph


def at(slug: str) -> URIRef:
    return URIRef(f"https://example.org/definitions/{slug}/")


def texts(graph: Graph, slug: str, role: URIRef) -> list[tuple[str, str | None]]:
    found = [o for o in graph.objects(at(slug), role) if isinstance(o, Literal)]
    return sorted((str(literal), literal.language) for literal in found)


def links(graph: Graph, slug: str, role: URIRef) -> set[str]:
    start, end = "https://example.org/definitions/", "/"
    return {str(o).removeprefix(start).removesuffix(end) for o in graph.objects(at(slug), role)}


FULL = word(
    "bread",
    short='Flour & water, "baked" \\ once.\nThen eaten.',
    aliases=["loaf", "bara brith"],
    acronym="BRD",
    forms=["loaves"],
    sense="as food",
    not_the_same_as=[{"term": "cake", "difference": "Cake is sweet."}],
    welsh="bara",
    note="Nobody knows who baked first.",
    sources=[
        {"title": "Loaves", "url": "https://example.org/loaves"},
        {"title": "A book", "url": None},
    ],
    reviewed="2026-03-01",
)


def test_every_field_has_its_place_in_skos() -> None:
    graph = read(FULL, word("cake"))
    assert (at("bread"), RDF.type, SKOS.Concept) in graph
    assert texts(graph, "bread", SKOS.prefLabel) == [("Bread", "en-GB"), ("bara", "cy")]
    assert texts(graph, "bread", SKOS.altLabel) == [
        ("BRD", "en-GB"),
        ("bara brith", "en-GB"),
        ("loaf", "en-GB"),
    ]
    assert texts(graph, "bread", SKOS.hiddenLabel) == [("loaves", "en-GB")]
    assert texts(graph, "bread", SKOS.definition) == [
        ('Flour & water, "baked" \\ once.\nThen eaten.', "en-GB")
    ]
    assert texts(graph, "bread", SKOS.scopeNote) == [
        ("Cake is sweet.", "en-GB"),
        ("as food", "en-GB"),
    ]
    assert texts(graph, "bread", SKOS.note) == [("Nobody knows who baked first.", "en-GB")]
    assert list(graph.objects(at("bread"), DCTERMS.source)) == [
        URIRef("https://example.org/loaves")
    ]
    day = Literal("2026-03-01", datatype=XSD.date)
    assert list(graph.objects(at("bread"), DCTERMS.modified)) == [day]


def test_glossary_tells_its_name_its_licence_and_its_words() -> None:
    graph = read(FULL, word("rye", part_of=["bread"]))
    assert (SCHEME, RDF.type, SKOS.ConceptScheme) in graph
    assert graph.value(SCHEME, DCTERMS.title) == Literal("Crumb", lang="en-GB")
    licence = URIRef("https://creativecommons.org/licenses/by/4.0/")
    assert graph.value(SCHEME, DCTERMS.license) == licence
    assert set(graph.subjects(SKOS.inScheme, SCHEME)) == {at("bread"), at("rye")}
    assert set(graph.objects(SCHEME, SKOS.hasTopConcept)) == {at("bread")}
    assert set(graph.subjects(SKOS.topConceptOf, SCHEME)) == {at("bread")}


def test_each_word_is_a_defined_term_of_schema_org_too() -> None:
    graph = read(FULL)
    schema = {
        str(p).removeprefix(SCHEMA): str(o)
        for p, o in graph.predicate_objects(at("bread"))
        if str(p).startswith(SCHEMA) and not str(p).endswith("alternateName")
    }
    assert schema == {
        "name": "Bread",
        "description": 'Flour & water, "baked" \\ once.\nThen eaten.',
        "termCode": "bread",
        "url": "https://example.org/definitions/bread/",
        "inDefinedTermSet": "https://example.org/definitions/",
    }
    assert (at("bread"), RDF.type, URIRef(f"{SCHEMA}DefinedTerm")) in graph
    assert (SCHEME, RDF.type, URIRef(f"{SCHEMA}DefinedTermSet")) in graph
    assert set(graph.objects(SCHEME, URIRef(f"{SCHEMA}hasDefinedTerm"))) == {at("bread")}


def test_wider_and_narrower_are_said_from_both_sides() -> None:
    graph = read(word("bread"), word("rye", part_of=["bread"]))
    assert links(graph, "rye", SKOS.broader) == {"bread"}
    assert links(graph, "bread", SKOS.narrower) == {"rye"}


def test_related_is_said_from_both_sides_once() -> None:
    graph = read(word("a", see_also=["b", "a", "b"]), word("b", see_also=["a"]), word("c"))
    assert (links(graph, "a", SKOS.related), links(graph, "b", SKOS.related)) == ({"b"}, {"a"})
    assert links(graph, "c", SKOS.related) == set()


@pytest.mark.parametrize(
    "records",
    [
        (word("a", see_also=["b"]), word("b", part_of=["a"])),
        (word("a", part_of=["b"]), word("b", part_of=["c"]), word("c", see_also=["a"])),
        (word("a", part_of=["b"], see_also=["b"]), word("b", part_of=["a"], see_also=["a"])),
        (word("a", part_of=["a"], see_also=["a"]), word("b", see_also=["a"])),
    ],
)
def test_nothing_is_both_related_and_above_or_below(records: tuple[dict[str, Any], ...]) -> None:
    """Condition S27 of SKOS; a loop of wider words ends too."""
    graph = read(*records)
    for concept in graph.subjects(RDF.type, SKOS.Concept):
        above = set(graph.transitive_objects(concept, SKOS.broader)) - {concept}
        assert not above & set(graph.objects(concept, SKOS.related))
        assert not above & set(graph.subjects(SKOS.related, concept))
        assert (concept, SKOS.related, concept) not in graph
        assert (concept, SKOS.broader, concept) not in graph


@pytest.mark.parametrize("language", ["en-GB", "cy", "cy-GB"])
def test_a_word_has_one_preferred_label_in_a_language_and_no_label_has_two_roles(
    language: str,
) -> None:
    """Conditions S13 and S14 of SKOS."""
    labels = {"aliases": ["Bread", "loaf", "loaf", "bara"], "forms": ["loaf", "Bread", "loaves"]}
    graph = read(word("bread", **labels, acronym="loaf", welsh="bara"), language=language)
    preferred = texts(graph, "bread", SKOS.prefLabel)
    other = texts(graph, "bread", SKOS.altLabel)
    hidden = texts(graph, "bread", SKOS.hiddenLabel)
    tags = [tag for _text, tag in preferred]
    assert len(tags) == len(set(tags))
    assert ("Bread", language) in preferred
    assert not set(preferred) & set(other) | set(other) & set(hidden) | set(preferred) & set(hidden)
    assert hidden == [("loaves", language)]
    assert "bara" in [text for text, _tag in preferred + other]


@pytest.mark.parametrize(
    "text",
    [
        '"',
        "\\",
        "\\u0041",
        "a\tb\r\nc\x0b\x00\x1f\x7f",
        "ŵ 日本 🍞 \u2028 \u202e",
        '""" .\n<x> <y> "z',
        "'@en",
    ],
)
def test_any_text_comes_back_as_it_was(text: str) -> None:
    graph = read(word("bread", title=f"x{text}", short=text, aliases=[f"y{text}"]))
    assert texts(graph, "bread", SKOS.definition) == [(text, "en-GB")]
    assert texts(graph, "bread", SKOS.prefLabel) == [(f"x{text}", "en-GB")]
    assert texts(graph, "bread", SKOS.altLabel) == [(f"y{text}", "en-GB")]


def test_signs_that_no_address_may_hold_are_written_in_percent() -> None:
    source = {"title": "X", "url": 'https://example.org/a b<c>"d"\\{}|^`é'}
    graph = read(word("bread", sources=[source]))
    assert list(graph.objects(at("bread"), DCTERMS.source)) == [
        URIRef("https://example.org/a%20b%3Cc%3E%22d%22%5C%7B%7D%7C%5E%60é")
    ]


def test_language_that_is_no_language_tag_is_told_as_unknown() -> None:
    graph = read(word("bread"), language='English" .')
    assert texts(graph, "bread", SKOS.prefLabel) == [("Bread", "und")]


def test_empty_properties_are_left_out() -> None:
    made = document(SITE, str(SCHEME), [word("bread")])
    assert sorted(made["@graph"][1]) == [
        "@id",
        "@type",
        "definition",
        "description",
        "inDefinedTermSet",
        "inScheme",
        "name",
        "prefLabel",
        "termCode",
        "topConceptOf",
        "url",
    ]


def test_same_words_give_the_same_bytes() -> None:
    first, second = (document(SITE, str(SCHEME), [FULL, word("rye")]) for _time in range(2))
    assert (turtle(first), json_ld(first)) == (turtle(second), json_ld(second))


def test_json_ld_can_be_read_without_knowing_rdf() -> None:
    made = json.loads(json_ld(document(SITE, str(SCHEME), [FULL])))
    bread = made["@graph"][1]
    assert bread["prefLabel"] == {"en-GB": "Bread", "cy": "bara"}
    assert bread["altLabel"] == {"en-GB": ["loaf", "bara brith", "BRD"]}
    assert bread["definition"] == {"en-GB": FULL["short"]}
    assert bread["modified"] == "2026-03-01"
