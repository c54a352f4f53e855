"""A story that was withdrawn: nothing of it is left in what is built, and a page says so."""

import gzip
import io
import zipfile
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest
from pelican import Pelican

from knowledge import open_library
from tests.plugins.conftest import Site
from tests.plugins.mini_site import PAGES, Output, markdown, settings_page
from tools.withdraw import main

Publish = Callable[[Mapping[str, str | bytes]], Output]

REFERENCE = "2026-014"
SLUG = "quillwort-lantern"
PICTURE = "snowdrop-kettle"
WORDS = {
    "title": "Zephyrine",
    "short": "Wobblestone",
    "body": "Umbershoot",
    "credit": "Thistlequick",
    "credit_as": "Marrowfield",
    "easy read": "Plimsolly",
    "source": "Gannetsward",
    "maker of the picture": "Bramblewick",
    "words for the picture": "Copperdown",
    "organisation": "Fennelgate",
    "figure": "Larkspurrow",
    "place": "Nettlecombe",
}
"""A word for each part of the story that no other page has."""

PNG = (
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\0\0\0\0:~\x9bU\0\0\0\nIDATx\x9cc`\0\0\0\2\0"
    b"\1H\xaf\xa4q\0\0\0\0IEND\xaeB`\x82"
)
STORY = markdown(
    f"{WORDS['title']} and the dough",
    f"## The problem\n\n{WORDS['body']} was hungry.\n\n## What people did together\n\n"
    f"![{WORDS['words for the picture']}](../images/{PICTURE}.png)\n\n## What changed\n\nIt rose."
    f"\n\n## What was learned\n\nWait.\n\n## Easy read\n\n![](bread) {WORDS['easy read']} baked.",
    short=f"{WORDS['short']} told us.",
    place=WORDS["place"],
    years="2012",
    nation="wales",
    stages="mix",
    groups="beginners",
    topics="heat",
    organisations=WORDS["organisation"],
    figures=f"7 {WORDS['figure']}",
    tips="wait",
    terms="bread",
    sources=["gannet", "mill"],
    credits=[{"name": WORDS["credit"], "role": "told"}],
    moved_from="/case-studies/lantern-of-old/",
    reviewed="2026-11-20",
    own_story=True,
    consent={
        "reference": REFERENCE,
        "release_date": "2026-01-01",
        "review_by": "2027-12-31",
        "credit_as": WORDS["credit_as"],
        "photo": "faces",
    },
)
BODY = "## The problem\n\n## What people did together\n\n## What changed\n\n## What was learned\n"
SITE = settings_page(
    repository="https://git.example.org/bakers/crumb",
    vocabularies={
        "nations": {"wales": "Wales"},
        "stages": {"mix": "Mix together"},
        "sets": {"first-loaf": "Your first loaf"},
        "groups": {"beginners": "Beginners"},
        "topics": {"flour": "Flour", "heat": "Heat"},
        "formats": {"guide": "Guide"},
        "types": {"idea": "Idea"},
        "roles": {"told": "Told us their story"},
        "pictures": {"bread": "A loaf"},
    },
    contact="bakers@example.org",
)
CONTENT = {
    **PAGES,
    "site.yml": SITE,
    "content/pages/start-here.md": markdown(
        "Start here",
        f"Begin, or read [their story](../case-studies/{SLUG}.md).",
        template="start-here",
        path=[
            {"entry": "definitions/bread", "why": "It is the word."},
            {"entry": f"case-studies/{SLUG}", "why": "It is true."},
        ],
    ),
    "content/pages/thanks.md": markdown("Thank you", "To all.", template="credits"),
    "content/definitions/bread.md": markdown("Bread", short="Baked dough.", topics="heat"),
    "content/tips/wait.md": markdown("Wait", "Wait.", reviewed="2026-11-20", sources=["mill"]),
    "content/case-studies/mill.md": markdown(
        "The mill", BODY, place="Leeds", years="2012", nation="wales", sources=["mill"]
    ),
    f"content/case-studies/{SLUG}.md": STORY,
    f"content/images/{PICTURE}.png": PNG,
    f"content/images/{PICTURE}.png.yml": (
        f"made_by: {WORDS['maker of the picture']}\npermission: They agreed\npeople: true\n"
        f"consent: {REFERENCE}\n"
    ),
    "content/sources.yml": (f"mill:\n  title: A mill\n\ngannet:\n  title: {WORDS['source']}\n"),
}
ADDRESSES = (
    f"/case-studies/{SLUG}/",
    f"/case-studies/{SLUG}/easy-read/",
    "/case-studies/lantern-of-old/",
    "/case-studies/lantern-of-old/easy-read/",
)
TOMBSTONES = {f"{address.strip('/')}/index.html" for address in ADDRESSES}
TITLE_OF_SLUG = SLUG.replace("-", " ")
SECRETS = [*WORDS.values(), PICTURE, REFERENCE, SLUG, TITLE_OF_SLUG, "lantern-of-old"]


def texts(name: str, data: bytes) -> Iterator[tuple[str, str]]:
    """A file's name and all that can be read in it, archives opened."""
    if data[:2] == b"\x1f\x8b":
        data = gzip.decompress(data)
    if data[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for member in archive.namelist():
                yield from texts(f"{name}/{member}", archive.read(member))
    else:
        yield name, data.decode("utf-8", "ignore").casefold()


def traces(folder: Path) -> dict[str, list[str]]:
    """Each file below a folder that holds a secret, in its name or in what it says."""
    found: dict[str, list[str]] = {}
    for file in sorted(file for file in folder.rglob("*") if file.is_file()):
        path = file.relative_to(folder).as_posix()
        for name, text in texts(path, file.read_bytes()):
            told = [s for s in SECRETS if s.casefold() in text or s.casefold() in name.casefold()]
            if told:
                found.setdefault(path, []).extend(told)
    return found


def kept_by_builds(root: Path) -> str:
    """The file in which builds keep what they know."""
    [file] = (root / ".cache" / "kept").glob("*.sqlite")
    return file.relative_to(root).as_posix()


@pytest.fixture
def publish(site: Site, tmp_path: Path) -> Publish:
    """Publishes these files, and keeps for the next build what the real site keeps."""
    cache = tmp_path / ".cache"
    kept = {
        "KNOWLEDGE_PREVIEWS": True,
        "KNOWLEDGE_TODAY": date(2026, 11, 23),
        "KNOWLEDGE_KEPT": cache / "kept",
        "KNOWLEDGE_KEPT_HEIGHTS": cache / "card-heights.json",
    }

    def build(files: Mapping[str, str | bytes]) -> Output:
        cache.mkdir(exist_ok=True)
        return site(files, publish=True, **kept)

    return build


@pytest.fixture
def before(publish: Publish) -> Output:
    """The site with the story."""
    return publish(CONTENT)


@pytest.fixture
def after(publish: Publish, before: Output, monkeypatch: pytest.MonkeyPatch) -> Output:
    """The same site after the command, published again."""
    with monkeypatch.context() as patched:
        patched.chdir(before.folder.parent)
        assert main([REFERENCE]) == 0
    return publish({"site.yml": SITE})


def test_story_was_everywhere_before(before: Output) -> None:
    """So that the test below would notice a place it does not look at."""
    found = traces(before.folder)
    told = {secret for secrets in found.values() for secret in secrets}
    root = before.folder.parent
    assert WORDS["body"] in traces(root)[kept_by_builds(root)]
    unpublished = {REFERENCE, WORDS["credit_as"], WORDS["maker of the picture"], TITLE_OF_SLUG}
    assert told == set(SECRETS) - unpublished
    places = " ".join(found)
    for place in (
        "feeds/all.atom.xml",
        "feeds/case-studies.atom.xml",
        "sitemap.xml",
        f"images/{PICTURE}.png",
        f"pictures/case-study/{SLUG}.png",
        "search/",
        "thanks/",
        "start-here/",
        "a-to-z/",
        "case-studies/place/wales/",
        "case-studies/who/beginners/",
        "case-studies/topic/heat/",
        "definitions/bread/",
        *TOMBSTONES,
    ):
        assert place in places


def test_nothing_of_a_withdrawn_story_is_left_anywhere(after: Output) -> None:
    """Only the names of the folders of its addresses, and the list that keeps these, hold any."""
    assert after.problems == ()
    root = after.folder.parent
    found = traces(root)
    kept = kept_by_builds(root)
    lists = {"content/withdrawn.yml", kept}
    assert set(found) == {*lists, *(f"output/{path}" for path in TOMBSTONES)}
    for path in TOMBSTONES:
        assert not any(s.casefold() in after.read(path).casefold() for s in SECRETS)
    for path in lists:
        assert set(found[path]) == {SLUG, "lantern-of-old"}, path
    assert open_library(root, drafts=True, today=date(2026, 11, 23))[1] == []


def test_page_in_its_place_says_so_and_leads_on(after: Output) -> None:
    for address in ADDRESSES:
        page = after.soup(address)
        assert [h.get_text() for h in page.select("h1")] == ["This page was taken down"]
        assert page.title
        assert page.title.get_text() == "This page was taken down \u2013 Crumb"
        assert page.select_one('meta[name="robots"]')["content"] == "noindex"
        assert page.select('link[rel="canonical"], meta[property="og:url"]') == []
        assert page.select("meta[http-equiv=refresh]") == []
        main_words = " ".join(page.select_one("main").get_text().split())
        assert "The people who told this story asked us to take it down" in main_words
        assert [a["href"] for a in page.select("main a")] == ["/base/case-studies/"]
    assert after.has("/case-studies/mill/")


def test_withdrawn_address_is_in_no_list(publish: Publish) -> None:
    rows = "- address: /case-studies/gone-one/\n  date: 2026-11-23\n"
    bread = markdown("Bread", short="Baked dough.")
    files = {**PAGES, "content/definitions/bread.md": bread, "content/withdrawn.yml": rows}
    output = publish(files)
    assert output.has("/case-studies/gone-one/")
    listed = [
        path
        for path in output.paths()
        if path.endswith((".xml", ".json", ".js", ".html", ".txt"))
        and "gone-one" in output.read(path)
    ]
    assert listed == []
    page = output.soup("/case-studies/gone-one/")
    # No other case study is left to lead on to.
    assert [a["href"] for a in page.select("main a")] == ["/base/"]


def test_address_that_is_listed_twice_has_one_page(site: Site) -> None:
    row = "- address: /tips/gone/\n  date: 2026-11-23\n"
    output = site({**PAGES, "content/withdrawn.yml": row * 2}, PELICAN_CLASS=Pelican)
    assert output.has("/tips/gone/")


def test_story_that_takes_a_withdrawn_address_is_told_and_shown_while_writing(site: Site) -> None:
    rows = "- address: /tips/wait/\n  date: 2026-11-23\n"
    files = {"content/withdrawn.yml": rows, "content/tips/wait.md": markdown("Wait", "Wait.")}
    output = site(files)
    assert [problem.what for problem in output.problems] == [
        "'/tips/wait/' was withdrawn on 2026-11-23, and is never used again."
    ]
    assert output.soup("/tips/wait/").h1.get_text() == "Wait"


def test_pictures_are_published_only_with_an_entry_that_shows_them(
    site: Site, publish: Publish
) -> None:
    """A draft's pictures, and the files beside pictures, stay where they are."""
    beside = "made_by: A baker\npermission: Agreed\npeople: false\n"
    pictures = {f"content/images/{name}.png": PNG for name in ("shown", "kept")}
    pictures |= {f"{path}.yml": beside for path in pictures}
    files = {
        "content/tips/a.md": markdown("A", "![A loaf](../images/shown.png)"),
        "content/tips/b.md": markdown("B", "![A loaf](../images/kept.png)", status="draft"),
        **pictures,
    }
    published = [path for path in publish(files).paths() if path.startswith("images/")]
    assert published == ["images/shown.png"]
    written = [path for path in site(files).paths() if path.startswith("images/")]
    assert written == ["images/kept.png", "images/shown.png"]


def test_consent_is_judged_by_the_day_of_the_build(site: Site) -> None:
    early = site(CONTENT, KNOWLEDGE_TODAY=date(2027, 12, 31))
    assert early.problems == ()
    late = site(CONTENT, KNOWLEDGE_TODAY=date(2028, 1, 1))
    assert [problem.what for problem in late.problems] == ["The consent ended on 2027-12-31."]
