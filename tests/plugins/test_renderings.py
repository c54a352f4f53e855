"""A rendering is made again when its words may link to something else now, and only then."""

from pathlib import Path

import pytest

from knowledge import Entry
from knowledge.ledger import Ledger
from plugins.content_validation import tell_of_bodies
from plugins.glossary_linking.renderings import Renderings
from tests.plugins.test_rendering import entry, library

TIPS = {
    "dark": "Rye is dark.",
    "secale": "Some call it secale.",
    "plain": "Knead well.",
    "by-hand": "See [the word](../definitions/rye.md).",
    "picture": "![A loaf](../images/loaf.png)",
    "link": "See [the tip](other.md).",
}
PICTURE = "content/images/loaf.png"


class Shop:
    """Builds of the same tips beside other definitions; each tells which it made anew."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._ledger = Ledger({})
        self.tips = dict(TIPS)
        self.html: dict[str, str] = {}

    def build(self, *words: Entry, **changes: object) -> set[str]:
        """The slugs of the tips that were made anew; all are as if nothing had been known."""
        entries = (*words, *(entry("tip", slug, body=body) for slug, body in self.tips.items()))
        found = library(*entries)
        for name, value in changes.items():
            object.__setattr__(found, name, value)
        made: set[str] = set()
        self._ledger.begin(self._folder)
        tell_of_bodies(self._ledger, found)
        renderings = Renderings(found, "/base", self._ledger)
        render = renderings._render

        def noticed(each: Entry) -> object:
            made.add(each.slug)
            return render(each)

        renderings._render = noticed  # type: ignore[method-assign, assignment]
        renderings.prepare()
        self.html = {each.slug: renderings[each].html for each in renderings}
        clean = Ledger()
        clean.begin(self._folder)
        anew = Renderings(found, "/base", clean)
        assert self.html == {each.slug: anew[each].html for each in anew}
        self._ledger.end()
        return made & self.tips.keys()


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    return Shop(tmp_path)


def word(slug: str = "rye", **fields: object) -> Entry:
    return entry("definition", slug, slug.title(), **fields)


def secale() -> Entry:
    return word(aliases=["secale"])


def test_nothing_is_made_again_when_nothing_changed(shop: Shop) -> None:
    assert shop.build(word()) == TIPS.keys()
    assert shop.build(word()) == set()


def test_label_that_comes_remakes_the_pages_that_say_it(shop: Shop) -> None:
    shop.build(word())
    assert shop.build(secale()) == {"secale"}
    assert 'data-term="rye"' in shop.html["secale"]


def test_label_that_goes_remakes_the_pages_that_say_it(shop: Shop) -> None:
    shop.build(secale())
    assert shop.build(word()) == {"secale"}
    assert "data-term" not in shop.html["secale"]


def test_label_that_is_told_otherwise_remakes_the_pages_that_say_it(shop: Shop) -> None:
    shop.build(word())
    assert shop.build(word(auto_link=False)) == {"dark"}


def test_label_that_nobody_says_remakes_nothing(shop: Shop) -> None:
    shop.build(word())
    assert shop.build(word(), word("spelt")) == set()


def test_label_that_may_begin_remakes_the_page(shop: Shop) -> None:
    """The rest of it need not be there: few pages are made in vain, and none is missed."""
    shop.build(word())
    assert shop.build(word(), word("spelt", aliases=["knead twice"])) == {"plain"}


def test_labels_go_and_come_back(shop: Shop) -> None:
    for words in (word(), secale(), word(), secale()):
        shop.build(words)
    assert 'data-term="rye"' in shop.html["secale"]


@pytest.mark.parametrize("is_there_first", [False, True])
def test_page_that_changes_together_with_the_labels(shop: Shop, is_there_first: bool) -> None:
    """Its words before tell nothing of what may stand on it next time."""
    first, second = (secale, word) if is_there_first else (word, secale)
    shop.build(first())
    shop.tips["plain"] = "Knead secale well."
    assert shop.build(second()) == {"plain", "secale"}
    assert shop.build(first()) == {"plain", "secale"}


def test_word_that_goes_remakes_the_pages_that_link_it(shop: Shop) -> None:
    shop.build(word())
    assert shop.build() == {"dark", "by-hand"}
    assert shop.build(word()) == {"dark", "by-hand"}


def test_picture_comes_and_goes(shop: Shop) -> None:
    shop.build(word())
    assert shop.build(word(), pictures=frozenset()) == {"picture"}
    assert shop.build(word(), pictures=frozenset({PICTURE})) == {"picture"}


def test_page_that_is_linked_comes_and_goes(shop: Shop) -> None:
    shop.build(word())
    shop.tips["other"] = "Fold."
    assert shop.build(word()) == {"other", "link"}
    del shop.tips["other"]
    assert shop.build(word()) == {"link"}
