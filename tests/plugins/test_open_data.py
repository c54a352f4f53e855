"""Open data: what a build writes for other programs."""

import csv
import io
import json

from rdflib import Graph, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import RDF, SKOS

from tests.plugins.conftest import Site
from tests.plugins.mini_site import Output, markdown

BASE = "https://example.org/base"
FORMS = {"glossary.ttl": "turtle", "glossary.jsonld": "json-ld"}


def graph(output: Output, name: str, base: str = BASE) -> Graph:
    address = f"/api/v1/{name}"
    return Graph().parse(data=output.read(address), publicID=base + address, format=FORMS[name])


def test_words_are_written_in_every_form_and_drafts_in_none(bread: Output) -> None:
    assert [path for path in bread.paths() if path.startswith("api/")] == [
        "api/v1/definitions.csv",
        "api/v1/definitions.json",
        "api/v1/definitions/bread.json",
        "api/v1/definitions/sourdough.json",
        "api/v1/definitions/starter.json",
        "api/v1/glossary.jsonld",
        "api/v1/glossary.ttl",
    ]


def test_drafts_stay_out_of_a_build_that_shows_them(site: Site) -> None:
    files = {
        "content/definitions/rye.md": markdown("Rye", see_also=["oat"]),
        "content/definitions/oat.md": markdown("Oat", status="draft"),
    }
    output = site(files)
    assert output.has("/definitions/oat/")
    assert not output.has("/api/v1/definitions/oat.json")
    for name in ("definitions.json", "definitions.csv", *FORMS):
        assert "oat" not in output.read(f"/api/v1/{name}").lower()


def test_addresses_are_whole_and_lead_to_pages(bread: Output) -> None:
    words = json.loads(bread.read("/api/v1/definitions.json"))["definitions"]
    addresses = [word["address"] for word in words]
    assert addresses[0] == f"{BASE}/definitions/bread/"
    for address in addresses:
        assert bread.has(address.removeprefix(BASE))
    concepts = set(graph(bread, "glossary.ttl").subjects(RDF.type, SKOS.Concept))
    assert concepts == {URIRef(address) for address in addresses}
    schemes = set(graph(bread, "glossary.ttl").objects(None, SKOS.inScheme))
    assert schemes == {URIRef(f"{BASE}/definitions/")}
    assert bread.has("/definitions/")


def test_turtle_and_json_ld_say_the_same(bread: Output) -> None:
    first, second = (graph(bread, name) for name in FORMS)
    assert len(first) > 50
    assert isomorphic(first, second)


def test_without_an_address_the_words_are_told_all_the_same(
    bread: Output, bread_without_address: Output
) -> None:
    """Addresses in the files then begin with a slash, and are whole where they are fetched."""
    word = json.loads(bread_without_address.read("/api/v1/definitions/bread.json"))
    assert word["definition"]["address"] == "/definitions/bread/"
    fetched = graph(bread_without_address, "glossary.ttl", base="https://other.example")
    assert URIRef("https://other.example/definitions/bread/") in set(fetched.subjects())


def test_spreadsheet_holds_one_row_for_each_word(bread: Output) -> None:
    text = bread.file("/api/v1/definitions.csv").read_bytes().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [row["title"] for row in rows] == ["Bread", "Sourdough", "Starter"]
    assert rows[1]["acronym"] == "SD"


def test_building_again_gives_the_same_bytes(site: Site) -> None:
    files = {"content/definitions/rye.md": markdown("Rye", aliases=["b", "a"])}
    output = site(files)
    first = {path: output.file(path).read_bytes() for path in output.paths() if "api/" in path}
    again = site({})
    assert first == {path: again.file(path).read_bytes() for path in first}
    assert len(first) == 5
