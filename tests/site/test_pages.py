"""What holds for every page of the real site."""

import base64
import hashlib
import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path, PurePath

import pytest
from bs4 import Tag

from knowledge import Glossary, Library
from tests.conftest import node
from tests.site.conftest import Page, Pages

HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6"]
LANDMARKS = {
    "aside": "complementary",
    "footer": "contentinfo",
    "header": "banner",
    "main": "main",
    "nav": "navigation",
}
PROSE = """
.page-title__short, .prose, .hint-sheet, .tip-card__text, .try-this__text, .path-list__why,
.doubt-note > p:last-child, .fact-list dd, .difference-list dd, .opinion-list p,
section[aria-labelledby=take-care] > p, section[aria-labelledby=who-says-so] > p
"""
"""Where a page speaks in sentences of its own, and so where its words link."""
NAMES = {"Where", "When", "Organisations", "Also called"}
LEFT_ALONE = {"a", "blockquote", "caption", "cite", "code", "h1", "h2", "h3", "h4", "pre", "q"}
TEMPLATE_LEFTOVERS = re.compile(r"\{\{|\{%|\{filename\}|\bNone\b|\bundefined\b|Markup\(|%[nq]\b")
HTML_VALIDATE = Path("node_modules/html-validate/bin/html-validate.mjs")


def test_every_page_has_one_main_heading_and_one_main_part(pages: Pages) -> None:
    """A card has none of both: it is a part of the page around it."""
    counts = {
        page.address: (len(page.soup.find_all("h1")), len(page.soup.find_all("main")))
        for page in pages
        if not page.is_card
    }
    assert {address: count for address, count in counts.items() if count != (1, 1)} == {}


def test_titles_are_unique(pages: Pages) -> None:
    """A card has one title in all its themes, and at its old address."""
    titles = {page.address: page.soup.title.get_text() for page in pages if not page.is_card}
    twice = {title for title, count in Counter(titles.values()).items() if count > 1}
    assert twice == set()
    assert all(title.strip() for title in titles.values())


def test_titles_begin_with_the_heading_of_the_page(pages: Pages, library: Library) -> None:
    other = {
        page.address
        for page in pages
        if page.address != "/"
        and not page.is_card
        and not page.soup.title.get_text().startswith(page.soup.h1.get_text(strip=True))
    }
    assert other == set()
    assert pages.by_address["/"].soup.title.get_text().startswith(library.site.name)


def test_every_page_says_its_language_and_its_width(pages: Pages, library: Library) -> None:
    wrong = {
        page.address
        for page in pages
        if page.soup.html.get("lang") != library.site.language
        or not page.soup.find("meta", attrs={"name": "viewport"})
    }
    assert wrong == set()


def test_every_page_for_readers_has_a_description(pages: Pages) -> None:
    missing = set()
    for page in filter(lambda page: page.is_for_readers, pages):
        meta = page.soup.find("meta", attrs={"name": "description"})
        if not meta or not meta["content"].strip():
            missing.add(page.address)
    assert missing == set()


def test_pages_not_for_readers_stay_out_of_search_engines(pages: Pages) -> None:
    found = {
        page.address
        for page in pages
        if page.soup.find("meta", attrs={"name": "robots", "content": "noindex"})
    }
    assert found == {page.address for page in pages if not page.is_for_readers}


def shown(tag: Tag) -> bool:
    """Whether an element is more than a pattern for a script to copy."""
    return tag.find_parent("template") is None


def test_headings_begin_at_the_top_and_skip_no_level(pages: Pages) -> None:
    skipped = set()
    for page in pages:
        level = 1 if page.is_card else 0
        for heading in filter(shown, page.soup.find_all(HEADINGS)):
            if int(heading.name[1]) > level + 1:
                skipped.add(f"{page.address}: <{heading.name}> {heading.get_text(strip=True)}")
            level = int(heading.name[1])
    assert skipped == set()


def test_headings_links_and_buttons_have_words(pages: Pages) -> None:
    empty = {
        f"{page.address}: {tag}"
        for page in pages
        for tag in filter(shown, page.soup.find_all([*HEADINGS, "a", "button", "summary"]))
        if not tag.get_text(strip=True) and not tag.get("aria-label")
    }
    assert empty == set()


def test_pictures_have_words_or_say_that_they_need_none(pages: Pages) -> None:
    silent = {
        f"{page.address}: {tag.name}"
        for page in pages
        for tag in page.soup.find_all(["img", "svg"])
        if (tag.name == "img" and not tag.has_attr("alt"))
        or (tag.name == "svg" and tag.get("aria-hidden") != "true" and not tag.get("aria-label"))
    }
    assert silent == set()


def landmarks(page: Page) -> Iterator[tuple[str, str]]:
    """The role and the name of every landmark of a page."""
    for tag in page.soup.find_all(True):
        role = tag.get("role") or LANDMARKS.get(tag.name, "")
        name = str(tag.get("aria-label", ""))
        if tag.get("aria-labelledby"):
            label = page.soup.find(id=str(tag["aria-labelledby"]))
            name = label.get_text(" ", strip=True) if label else ""
        if tag.name == "section" and name:
            role = "region"
        if role in {*LANDMARKS.values(), "region", "search"}:
            yield str(role), name


def test_landmarks_of_one_kind_are_told_apart_by_their_names(pages: Pages) -> None:
    alike = {
        f"{page.address}: {role} {name!r}"
        for page in pages
        for (role, name), count in Counter(landmarks(page)).items()
        if count > 1
    }
    assert alike == set()


def test_navigations_and_regions_have_names(pages: Pages) -> None:
    nameless = {
        f"{page.address}: {role}"
        for page in pages
        for role, name in landmarks(page)
        if role in ("navigation", "region") and not name
    }
    assert nameless == set()


def policy(page: Page) -> str:
    """The page's own Content-Security-Policy; empty if it has none."""
    meta = page.soup.find("meta", attrs={"http-equiv": "Content-Security-Policy"})
    return str(meta["content"]) if meta else ""


def fingerprint(text: str) -> str:
    """How a policy names a script or style that stands in the page."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_the_policy_stands_before_all_that_it_governs(pages: Pages) -> None:
    late = set()
    for page in pages:
        first = page.soup.find(["script", "style", "link", "img"])
        found = page.soup.find("meta", attrs={"http-equiv": "Content-Security-Policy"})
        if not found or (first and found not in first.find_all_previous("meta")):
            late.add(page.address)
    assert late == set()


def test_the_policy_allows_nothing_from_elsewhere_and_nothing_unsafe(pages: Pages) -> None:
    policies = {policy(page) for page in pages}
    assert all(found.startswith("default-src 'none';") for found in policies)
    assert not any(re.search(r"unsafe|https?:|\*", found) for found in policies)


def test_scripts_and_styles_in_the_page_are_those_of_the_policy(pages: Pages) -> None:
    unknown = {
        f"{page.address}: <{tag.name}>"
        for page in pages
        for tag in page.soup.find_all(["script", "style"])
        if not tag.get("src") and fingerprint(tag.string or "") not in policy(page)
    }
    assert unknown == set()


def test_no_element_carries_a_style_or_a_handler(pages: Pages) -> None:
    carried = {
        f"{page.address}: <{tag.name} {name}>"
        for page in pages
        for tag in page.soup.find_all(True)
        for name, value in tag.attrs.items()
        if name == "style" or name.startswith("on") or "javascript:" in str(value).lower()
    }
    assert carried == set()


def test_no_working_of_the_templates_is_shown(pages: Pages) -> None:
    leftovers = {
        f"{page.address}: {found[0]}"
        for page in pages
        # A style page tells builders which signs a part fills in.
        if not page.is_style and (found := TEMPLATE_LEFTOVERS.search(page.soup.get_text(" ")))
    }
    assert leftovers == set()


def has_heading(page: Page, words: str) -> bool:
    """Whether the page has just that heading of the second level."""
    return any(heading.get_text(strip=True) == words for heading in page.soup.find_all("h2"))


def with_heading(pages: Pages, words: str) -> set[str]:
    """The addresses of the pages that have just that heading."""
    return {page.address for page in pages if has_heading(page, words)}


def naming_and_named(library: Library, field: str) -> tuple[set[str], set[str]]:
    """The addresses of the definitions that name others in a field, and of those they name."""
    pairs = [
        (entry.address, other.address)
        for entry in library.of_kind("definition")
        for other in library.linked(entry, field)
    ]
    return {address for address, _other in pairs}, {other for _address, other in pairs}


def test_definitions_name_their_parts_in_the_agreed_words(pages: Pages, library: Library) -> None:
    said = {entry.address for entry in library.of_kind("definition") if entry.fields.views}
    contrasting, contrasted = naming_and_named(library, "not_the_same_as")
    parts, wholes = naming_and_named(library, "part_of")
    leading, led_to = naming_and_named(library, "see_also")
    assert said
    assert with_heading(pages, "Who says so") == said
    assert contrasted - contrasting
    assert with_heading(pages, "Not the same as") == contrasting | contrasted
    assert parts - leading
    kin = with_heading(pages, "See also")
    assert parts | wholes | leading <= kin <= parts | wholes | leading | led_to


def test_pages_with_sources_list_them(pages: Pages, library: Library) -> None:
    expected = {
        entry.address
        for entry in library.entries
        if entry.template
        and (entry.fields.sources or any(v.sources for v in getattr(entry.fields, "views", ())))
    }
    # The sources of the timeline's rows have a page of their own, as they are many.
    dates = {entry.address for entry in library.entries if entry.template == "timeline-sources"}
    assert dates
    assert expected
    assert with_heading(pages, "Sources") == expected | dates


def term_links(page: Page) -> list[str]:
    """The terms that a page's words link by themselves, in reading order."""
    return [str(link["data-term"]) for link in page.soup.select("main a[data-term]")]


def test_pages_with_linked_words_list_them_and_are_listed(pages: Pages, library: Library) -> None:
    entries = {e.address: e for e in library.entries if e.template not in ("", "home")}
    links = {page.address: term_links(page) for page in pages if page.address in entries}
    linking = {address for address, terms in links.items() if terms}
    used = {f"/definitions/{term}/" for terms in links.values() for term in terms}
    assert linking
    assert with_heading(pages, "Words on this page") == linking
    assert with_heading(pages, "Where this word is used") >= used


def test_a_linked_word_leads_to_its_own_definition(pages: Pages) -> None:
    wrong = {
        f"{page.address}: {link}"
        for page in pages
        for link in page.soup.select("a[data-term]")
        if link["href"] != f"{pages.site.base}/definitions/{link['data-term']}/"
        or page.address == f"/definitions/{link['data-term']}/"
    }
    assert wrong == set()


def test_a_word_is_linked_once_on_a_page(pages: Pages) -> None:
    again = {
        f"{page.address}: {term}"
        for page in pages
        for term, count in Counter(term_links(page)).items()
        if count > 1
    }
    assert again == set()


def runs(part: Tag) -> Iterator[str]:
    """The stretches of words in which terms are looked for, with the links on terms undone."""
    run = ""
    for child in part.children:
        if isinstance(child, Tag) and not child.has_attr("data-term"):
            yield run
            run = ""
            if child.name not in LEFT_ALONE:
                yield from runs(child)
        else:
            run += child.get_text()
    yield run


def test_the_first_use_of_every_term_is_linked(pages: Pages, library: Library) -> None:
    glossary = Glossary.of(library)
    missed = {}
    for entry in library.entries:
        page = pages.by_address.get(entry.address)
        if page is None or entry.fields.term_links == "none" or not entry.template:
            continue
        parts = filter(is_prose, page.main.select(PROSE))
        found = (match for part in parts for run in runs(part) for match in glossary.find(run))
        used = (match.term for match in found if match.links)
        own = entry.slug if entry.kind.name == "definition" else ""
        expected = list(dict.fromkeys(term for term in used if term != own))
        if term_links(page) != expected:
            missed[entry.address] = (term_links(page), expected)
    assert missed == {}


def is_prose(part: Tag) -> bool:
    """Whether a part is no part of another one, and no list of names and dates."""
    fact = part.find_parent(class_="fact-list__fact")
    label = fact.dt.get_text() if fact and fact.dt else ""
    return not part.find_parent(class_="prose") and label not in NAMES


def test_every_style_that_a_page_needs_is_in_a_sheet_it_loads(pages: Pages) -> None:
    sheets = {file.name: classes(file) for file in pages.site.folder.glob("theme/*.css")}
    styled = set().union(*sheets.values())
    bare = {}
    for page in pages:
        links = [str(link["href"]) for link in page.soup.select("link[rel=stylesheet]")]
        links += [str(script["data-style"]) for script in page.soup.select("script[data-style]")]
        loaded = set().union(*(sheets[PurePath(link).name] for link in links))
        used = {each for tag in page.soup.select("[class]") for each in tag["class"]}
        if not page.is_card and used & styled - loaded:
            bare[page.address] = used & styled - loaded
    assert bare == {}


def classes(sheet: Path) -> set[str]:
    """The classes that a style sheet names."""
    return set(re.findall(r"\.(-?[a-zA-Z_][\w-]*)", sheet.read_text("utf-8")))


@pytest.mark.parametrize(
    ("config", "is_style"), [("html-validate.mjs", False), ("html-validate-style.mjs", True)]
)
def test_every_page_is_valid_html(config: str, is_style: bool, pages: Pages) -> None:
    chosen = (page.address for page in pages if page.is_style == is_style)
    files = [file for address in chosen if (file := pages.site.file_at(address))]
    own = Path(__file__).with_name(config)
    command = [node(), HTML_VALIDATE, "--config", own, "--formatter", "text", *files]
    assert files
    done = subprocess.run(command, capture_output=True, text=True, cwd=pages.site.project)
    assert done.stdout + done.stderr == ""
    assert done.returncode == 0
