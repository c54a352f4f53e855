"""Kept search: brought up to date, it has the very files of one that is made anew."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.search import (
    KeptSearch,
    SearchDocument,
    SearchKind,
    Section,
    document_files,
    files,
    keeping,
)
from knowledge.search import pieces as pieces_module
from knowledge.search.index import Shards
from knowledge.search.keeping import Found
from knowledge.search.site_words import WordPieces

KINDS = (SearchKind("word", "Word", "Words"), SearchKind("page", "Page", "Pages"))

ENGLISH = """
co op coop co-op co-ops Co-op's CO\u2011OP (co) op, ops a-co op-b pay as you go payasyougo
pay-as-you-go bread breads baker café cafe cafés café-bar cafébar easy read easy-read easyread
the of mill flour 2012 b2b \u2014 ?! ﬁrst 𐐨 \ufa0e noon level
"""
WELSH = """
pobl bobl phobl mhobl pont bont cyd cyd-gynhyrchu gyd-gynhyrchu cynhyrchu gynhyrchu cydgynhyrchu
gydgynhyrchu cyd gynhyrchu tŷ dŷ nhŷ ty gwlad wlad ngwlad afal hafal mam fam dref tref o'r a'i yr
"""

Site = dict[str, SearchDocument]
Edit = tuple[int, SearchDocument | None]


class Folder:
    """The folder of the search, as a build leaves it for the next one."""

    def __init__(self, language: str = "en", has_gzip: bool = False) -> None:
        self.language, self.has_gzip = language, has_gzip
        self.kept: dict[str, bytes] = {}
        self.files: dict[str, bytes] = {}
        self.made: list[str] = []
        self.written: set[str] = set()

    def update(self, site: Site) -> None:
        """Builds, and keeps the files that are told to be as they were."""
        found = KeptSearch(self.kept).update(self.found(site), self.language, self.has_gzip)
        told = dict(found)
        self.written = {name for name, data in told.items() if data is not None}
        self.files = {
            name: self.files[name] if data is None else data for name, data in told.items()
        }

    def found(self, site: Site) -> Iterator[Found]:
        self.made = []
        for name, document in in_order(site):
            yield name, str(hash(document)), partial(self._make, document)

    def _make(self, document: SearchDocument) -> SearchDocument:
        self.made.append(document.address)
        return document

    def is_clean(self, site: Site) -> bool:
        documents = [document for _name, document in in_order(site)]
        return self.files == dict(files(documents, self.language, self.has_gzip))


def in_order(site: Site) -> list[tuple[str, SearchDocument]]:
    return sorted(site.items(), key=lambda row: (KINDS.index(row[1].kind), row[0]))


def text(words: str, most: int) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(words.split()), max_size=most).map(" ".join)


def documents(words: str) -> st.SearchStrategy[SearchDocument]:
    names = st.lists(text(words, 3), max_size=2).map(tuple)
    sections = st.builds(Section, st.just(""), text(words, 2), text(words, 8))
    return st.builds(
        SearchDocument,
        address=st.just("/"),
        kind=st.sampled_from(KINDS),
        title=text(words, 3),
        short=text(words, 5),
        names=names,
        forms=names,
        sections=st.lists(sections, max_size=3).map(tuple),
    )


def edits(words: str) -> st.SearchStrategy[list[Edit]]:
    """Documents by their numbers: another or a new one, or none any more."""
    edit = st.tuples(st.integers(0, 9), st.none() | documents(words))
    return st.lists(edit, min_size=1, max_size=3)


def edited(site: Site, changes: Iterable[Edit]) -> Site:
    """The site after edits. A document keeps its kind, as its address has it in its name."""
    after = dict(site)
    for number, document in changes:
        name = f"/{number}/"
        if document is None:
            after.pop(name, None)
        else:
            after[name] = replace(document, address=name, kind=KINDS[number // 5])
    return after


Steps = list[list[Edit]]


@pytest.fixture
def tiny(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Few words fill many pieces, a site of six pages is a large one, and nothing begins anew."""
    monkeypatch.setattr(Shards, "wanted", 60)
    monkeypatch.setattr(WordPieces, "wanted", 16)
    monkeypatch.setattr(keeping, "FEW", 5)
    monkeypatch.setattr(keeping, "TOGETHER", 600)
    monkeypatch.setattr(keeping, "MOST_CHANGED", 9)
    monkeypatch.setattr(document_files, "FEW", 5)
    monkeypatch.setattr(document_files, "_IN_A_FILE", 2)
    return monkeypatch


def check_steps(steps: Steps, language: str, has_gzip: bool = False) -> None:
    folder, site = Folder(language, has_gzip), Site()
    for changes in steps:
        site = edited(site, changes)
        folder.update(site)
        assert folder.is_clean(site)


many = partial(
    settings,
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@many()
@given(st.lists(edits(ENGLISH), min_size=2, max_size=7), st.booleans())
def test_edits_lead_to_the_files_of_a_clean_build(
    tiny: pytest.MonkeyPatch, steps: Steps, has_gzip: bool
) -> None:
    check_steps(steps, "en-GB", has_gzip)


@many()
@given(st.lists(edits(WELSH), min_size=2, max_size=7))
def test_welsh_edits_lead_to_the_files_of_a_clean_build(
    tiny: pytest.MonkeyPatch, steps: Steps
) -> None:
    check_steps(steps, "cy")


def page(name: str, title: str, text: str = "") -> SearchDocument:
    sections = (Section("", "", text),) if text else ()
    return SearchDocument(name, KINDS[1], title, "", sections=sections)


def pages(count: int) -> Site:
    """Pages of common words and of a word of their own."""
    return {
        f"/{place:04}/": page(f"/{place:04}/", f"Loaf {place}", f"bread word{place % 50} x{place}")
        for place in range(count)
    }


@pytest.fixture
def folder() -> Folder:
    """A folder with a large site in it."""
    folder = Folder()
    folder.update(pages(400))
    assert len(folder.made) == 400
    return folder


def test_nothing_is_made_or_written_when_nothing_changed(folder: Folder) -> None:
    kept = dict(folder.kept)
    folder.update(pages(400))
    assert (folder.made, folder.written) == ([], set())
    assert folder.kept == kept
    assert folder.is_clean(pages(400))


def test_one_edit_makes_one_document_and_writes_few_files(folder: Folder) -> None:
    kept = dict(folder.kept)
    site = {**pages(400), "/0123/": page("/0123/", "Loaf 123", "butter and bread")}
    folder.update(site)
    assert folder.made == ["/0123/"]
    assert folder.is_clean(site)
    assert len(folder.written) < 20 < len(folder.files)
    assert sum(kept.get(name) != value for name, value in folder.kept.items()) < 20


def test_page_after_all_others_moves_none(folder: Folder) -> None:
    kept = dict(folder.kept)
    site = {**pages(400), "/9/": page("/9/", "Last loaf", "butter")}
    folder.update(site)
    assert folder.is_clean(site)
    assert folder.made == ["/9/"]
    assert sum(kept.get(name) != value for name, value in folder.kept.items()) < 20


def test_other_digest_of_the_same_document_writes_nothing(folder: Folder) -> None:
    found = [(name, "other", make) for name, _digest, make in folder.found(pages(400))][:1]
    rest = [*folder.found(pages(400))][1:]
    told = dict(KeptSearch(folder.kept).update([*found, *rest], "en"))
    assert set(told.values()) == {None}
    assert folder.made == ["/0000/"]
    again = dict(KeptSearch(folder.kept).update([*found, *rest], "en"))
    assert again == told


def test_many_changes_are_made_anew(folder: Folder) -> None:
    site = {name: replace(each, short="butter") for name, each in pages(400).items()}
    folder.update(site)
    assert folder.written == {*folder.files}
    assert len(folder.made) == 400
    assert folder.is_clean(site)


def test_documents_in_another_order_are_made_anew(folder: Folder) -> None:
    found = [*folder.found(pages(400))][::-1]
    documents = [*pages(400).values()][::-1]
    assert dict(KeptSearch(folder.kept).update(found, "en")) == dict(files(documents, "en"))


def test_other_language_or_compressed_copies_are_made_anew(folder: Folder) -> None:
    for folder.language, folder.has_gzip in (("cy", False), ("cy", True), ("en", False)):
        folder.update(pages(400))
        assert folder.written == {*folder.files}
        assert folder.is_clean(pages(400))


def test_what_is_damaged_or_lost_is_made_anew() -> None:
    """One of each sort in turn, whether this build needs it or not, and all that it needs."""
    site = pages(160)
    whole = Folder()
    whole.update(site)
    after = {**site, "/0007/": page("/0007/", "Rye-bread", "word1 word2 butter")}
    wanted = dict(files(after.values(), "en"))
    sorts = {name[:1]: name for name in whole.kept} | {"7": "d:/0007/"}
    assert len(sorts) == 7
    for name in sorts.values():
        for damage in (None, b"", b"abc", whole.kept[name][:-1] + b"~"):
            folder = Folder()
            folder.kept, folder.files = dict(whole.kept), dict(whole.files)
            if damage is None:
                del folder.kept[name]
            else:
                folder.kept[name] = damage
            folder.update(after)
            assert folder.files == wanted


def test_nothing_is_kept_that_no_build_needs(folder: Folder) -> None:
    clean = Folder()
    clean.update(pages(30))
    site = {**pages(400), "/0123/": page("/0123/", "Butter")}
    for step in (site, pages(300), pages(30)):
        folder.update(step)
    assert folder.kept.keys() == clean.kept.keys()
    assert {*folder.files} == {*clean.files}


@many()
@given(st.lists(edits(ENGLISH), min_size=2, max_size=7))
def test_edits_lead_to_the_same_files_when_hashes_clash(
    tiny: pytest.MonkeyPatch, steps: Steps
) -> None:
    """Hashes are cut short. That two are equal is as good as impossible, but not quite."""
    tiny.setattr(pieces_module, "mark", lambda text: f"{len(text) % 40:05}")
    check_steps(steps, "en")
