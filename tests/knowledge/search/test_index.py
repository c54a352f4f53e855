"""The index: counts and lengths worked out by hand."""

from typing import NamedTuple

from knowledge.search import SearchDocument, SearchKind, Section, files
from knowledge.search.index import FIELDS, Postings, Shards
from knowledge.search.packing import VALUES, codes, number
from knowledge.search.scripts import content
from knowledge.search.site_words import WordPieces

KIND = SearchKind("word", "Word", "Words")
Counts = dict[str, dict[int, int]]


def document(
    title: str, short: str = "", names: str = "", forms: str = "", **sections: str
) -> SearchDocument:
    """A document with names apart by commas, and a section for each heading."""
    parts = tuple(Section(name, name, text) for name, text in sections.items())
    apart = [tuple(filter(None, each.split(","))) for each in (names, forms)]
    return SearchDocument(f"/{title}/", KIND, title, short, *apart, parts)


class Index(NamedTuple):
    """What the files of a search tell. Of words they tell only about how often they are used."""

    terms: list[str]
    postings: tuple[dict[str, Postings], ...]
    lengths: tuple[list[int], ...]
    words: dict[str, int]


def index(*documents: SearchDocument, language: str = "en") -> Index:
    """The index as it is written."""
    texts = {name: data.decode() for name, data in files(documents, language)}
    manifest = content(texts["manifest.js"])
    shards = [content(text) for name, text in sorted(texts.items()) if name.startswith("t")]
    held = [pair for shard in shards or [manifest["all"]] for pair in Shards().unpacked(shard)]
    words = [content(text) for name, text in texts.items() if name.startswith("w")]
    return Index(
        [term for term, _told in held],
        tuple(
            {term: postings for term, told in held if (postings := told[place])}
            for place in range(len(FIELDS))
        ),
        tuple([VALUES[code] for code in codes(field[-1])] for field in manifest["fields"]),
        {word: VALUES[told] for piece in words for word, told in WordPieces("w").unpacked(piece)},
    )


def counts(built: Index, field: str) -> Counts:
    """For each term of a field, in which documents it stands how often."""
    found = built.postings[[name for name, _boost in FIELDS].index(field)]
    return {
        term: {
            place: VALUES[times] + 1
            for place, times in zip(postings.places(), postings.counts, strict=True)
        }
        for term, postings in found.items()
    }


def test_terms_are_counted_and_lengths_are_sums_of_counts() -> None:
    built = index(
        document("Rye bread", "Bread, bread and breads.", How="Bake the bread", Why="It's rye."),
        document("Oven"),
        document("Mill", "A mill mills rye", names="The Mill,Grinder"),
    )
    assert counts(built, "body") == {
        "bread": {0: 4},
        "and": {0: 1},
        "bake": {0: 1},
        "the": {0: 1},
        "it": {0: 1},
        "rye": {0: 1, 2: 1},
        "a": {2: 1},
        "mill": {2: 2},
    }
    assert counts(built, "headings") == {"how": {0: 1}, "whi": {0: 1}}
    assert counts(built, "title") == {
        "ryebread=": {0: 1},
        "rye": {0: 1},
        "bread": {0: 1},
        "ryebread": {0: 1},
        "oven=": {1: 1},
        "oven": {1: 1},
        "mill=": {2: 1},
        "mill": {2: 2},
        "themill=": {2: 1},
        "the": {2: 1},
        "themil": {2: 1},
        "grinder=": {2: 1},
        "grinder": {2: 1},
    }
    assert built.lengths == ([4, 2, 8], [2, 0, 0], [9, 0, 4])


def test_terms_are_in_the_order_of_javascript() -> None:
    built = index(document("b", "ﬁ 𐐨 \ufa0e é a z"))
    assert built.terms == ["a", "b", "b=", "e", "fi", "z", "é", "𐐨", "\ufa0e"]


def test_compound_is_found_however_it_is_spelt() -> None:
    """The site must write it with a hyphen somewhere; then all its spellings are one."""
    spellings = ["co-op", "coop", "co op", "Co-op's", "CO\u2011OP", "co, op", "(co) op"]
    built = index(*(document("Shop", spelling) for spelling in spellings))
    everywhere = dict.fromkeys(range(len(spellings)), 1)
    assert counts(built, "body") == dict.fromkeys(["co", "op", "coop"], everywhere)
    assert built.lengths[-1] == [3] * len(spellings)


def test_words_that_the_site_never_joins_stay_apart() -> None:
    built = index(document("Shop", "co op"), document("Shop", "coop"))
    assert counts(built, "body") == {"co": {0: 1}, "op": {0: 1}, "coop": {1: 1}}


def test_words_of_other_texts_are_no_neighbours() -> None:
    """A heading is no neighbour of a text. A gap in the punctuation is no wall, though."""
    built = index(document("co", "op"), document("a", co="op"), document("b", "co-op"))
    assert "coop" not in counts(built, "title") | counts(built, "headings")
    assert counts(built, "body")["coop"] == {2: 1}


def test_words_side_by_side_are_joined_in_titles_and_names_alone() -> None:
    """Nobody writes words of one or two letters together with others."""
    built = index(document("Easy read pages", "easy read", names="Plain text", Easy="read"))
    joined = {"easyread", "readpag", "plaintext"}
    assert joined < counts(built, "title").keys()
    assert not joined & (counts(built, "headings").keys() | counts(built, "body").keys())
    assert "pagesplain" not in built.terms
    assert {*index(document("Oven of an inn")).terms} == {"oven", "of", "an", "inn", "ovenofaninn="}


def test_whole_name_counts_once_and_a_form_is_a_name_too() -> None:
    built = index(document("Go", names="GO", forms="went"))
    assert counts(built, "title") == {
        "go=": {0: 1},
        "go": {0: 2},
        "went=": {0: 1},
        "went": {0: 1},
    }


def test_stop_words_are_words() -> None:
    built = index(document("Who we are", "about us"))
    assert counts(built, "title").keys() == {"whoweare=", "who", "we", "ar"}
    assert counts(built, "body").keys() == {"about", "us"}


def test_accents_give_a_second_term() -> None:
    built = index(document("Tŷ", "tŷ ty"), language="cy")
    assert counts(built, "title") == {"ty=": {0: 1}, "tŷ": {0: 1}, "ty": {0: 1}}
    assert counts(built, "body") == {"tŷ": {0: 1}, "ty": {0: 2}}


def test_mutated_welsh_words_are_found_by_the_word_of_the_dictionary() -> None:
    built = index(document("Pobl", "bobl phobl bont"), language="cy")
    assert counts(built, "body") == {
        "bobl": {0: 1},
        "phobl": {0: 1},
        "pobl": {0: 2},
        "bont": {0: 1},
    }


def test_words_against_slips_are_those_of_titles_names_headings_and_two_documents() -> None:
    built = index(
        document("Kneading", "dough dough rare", names="Co-mix", forms="kneaded", Proving="air"),
        document("Oven-ready", "dough 2012 b2b of the airs"),
        document("Tŷ bara", "café"),
    )
    assert built.words == {
        **{"kneading": 1, "mix": 1, "comix": 1, "kneaded": 1, "proving": 1, "dough": 2},
        **{"oven": 1, "ready": 1, "ovenready": 1, "bara": 1},
    }


def test_words_are_counted_by_documents_however_often_one_says_them() -> None:
    built = index(
        document("T1", "Flour flour, flour's. Sieve sieve, sieve."), document("T2", "flour Flour")
    )
    assert built.words == {"flour": 2}


def test_site_without_documents_has_an_empty_index() -> None:
    assert index() == Index([], ({}, {}, {}), ([], [], []), {})


def test_long_gaps_and_many_uses_are_counted() -> None:
    far = index(*(document("x", "deep" if place % 200 == 0 else "") for place in range(401)))
    deep = far.postings[-1]["deep"]
    assert deep.gaps == [number(0), number(199), number(199)]
    often = index(document("x", "deep " * 3000))
    assert often.postings[-1]["deep"].counts == [number(2999)]
    assert often.lengths[-1] == [3000]
