"""Every link of the real site leads where it says."""

from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlsplit
from xml.etree import ElementTree

from bs4 import Tag

from tests.site.conftest import Page, Pages

ADDRESSES = ("href", "src", "action", "formaction", "poster", "data", "cite", "background")
NAMES_AN_ID = ("aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "for", "list")
LOADS_NOTHING = {"canonical", "license", "alternate"}


def addresses_of(page: Page) -> Iterator[tuple[Tag, str]]:
    """Each address on a page with the element that holds it."""
    for tag in page.soup.find_all(True):
        for name in ADDRESSES:
            if tag.has_attr(name):
                yield tag, str(tag[name])
        for candidate in str(tag.get("srcset", "")).split(","):
            if candidate.strip():
                yield tag, candidate.split()[0]


def test_every_local_address_leads_to_a_file(pages: Pages) -> None:
    lost = {
        f"{page.address} -> {address}"
        for page in pages
        for _tag, address in addresses_of(page)
        if (target := pages.leads_to(page, address)) and not pages.site.file_at(target.address)
    }
    assert lost == set()


def test_every_link_to_a_place_on_a_page_finds_it(pages: Pages) -> None:
    lost = set()
    for page in pages:
        for tag, address in addresses_of(page):
            target = pages.leads_to(page, address)
            if not target or not target.place or tag.name != "a":
                continue
            if target.place not in pages.by_address[target.address].ids:
                lost.add(f"{page.address} -> {address}")
    assert lost == set()


def test_local_addresses_stay_under_the_base_path(pages: Pages) -> None:
    stray = {
        f"{page.address} -> {address}"
        for page in pages
        for _tag, address in addresses_of(page)
        if address.startswith("/") and not address.startswith(f"{pages.site.base}/")
    }
    assert stray == set()


def test_ids_stand_once_on_a_page(pages: Pages) -> None:
    twice = {
        f"{page.address}#{name}"
        for page in pages
        for name, count in Counter(page.ids).items()
        if count > 1
    }
    assert twice == set()


def test_labels_descriptions_and_controls_name_an_id_on_the_page(pages: Pages) -> None:
    lost = {
        f"{page.address}: <{tag.name} {name}={wanted!r}>"
        for page in pages
        for name in NAMES_AN_ID
        for tag in page.soup.find_all(attrs={name: True})
        for wanted in str(" ".join(tag.get_attribute_list(name))).split()
        if wanted not in page.ids
    }
    assert lost == set()


def test_other_hosts_are_linked_to_and_never_asked(pages: Pages) -> None:
    asked = {
        f"{page.address}: <{tag.name}> {address}"
        for page in pages
        for tag, address in addresses_of(page)
        if urlsplit(address).netloc and tag.name != "a" and not loads_nothing(tag)
    }
    assert asked == set()


def loads_nothing(tag: Tag) -> bool:
    """Whether a <link> only states something."""
    return tag.name == "link" and set(tag.get_attribute_list("rel")) <= LOADS_NOTHING


def test_links_use_web_and_mail_addresses_only(pages: Pages) -> None:
    schemes = {
        urlsplit(address).scheme
        for page in pages
        for tag, address in addresses_of(page)
        if tag.name == "a" and urlsplit(address).scheme
    }
    assert schemes <= {"https", "http", "mailto"}


def test_every_page_is_reached_from_the_home_page(pages: Pages) -> None:
    reached, waiting = {"/"}, ["/"]
    while waiting:
        page = pages.by_address[waiting.pop()]
        for tag, address in addresses_of(page):
            target = pages.leads_to(page, address)
            if tag.name not in ("a", "form") or not target or target.address in reached:
                continue
            if target.address in pages.by_address:
                reached.add(target.address)
                waiting.append(target.address)
    only_by_chance = {page.address for page in pages if page.is_moved or page.is_withdrawn}
    only_by_chance.add("/404.html")
    for_others = {page.address for page in pages if page.is_style or page.is_card}
    assert set(pages.by_address) - reached - for_others == only_by_chance


def test_canonical_addresses_are_the_pages_own(pages: Pages) -> None:
    wrong = {}
    for page in pages:
        link = page.soup.find("link", rel="canonical")
        if page.is_for_readers and page.address != "/404.html":
            wrong[page.address] = link and link["href"]
    assert wrong == {address: pages.site.public_address + address for address in wrong}


def test_cards_and_moved_pages_name_the_page_they_stand_for(pages: Pages) -> None:
    named = {
        page.address: target.address
        for page in pages
        if (page.is_card or page.is_moved)
        and (link := page.soup.find("link", rel="canonical"))
        and (target := pages.leads_to(page, str(link["href"])))
    }
    assert set(named) == {page.address for page in pages if page.is_card or page.is_moved}
    assert all(pages.by_address[address].is_for_readers for address in named.values())


def test_the_sitemap_lists_every_page_for_readers(pages: Pages) -> None:
    tree = ElementTree.parse(pages.site.folder / "sitemap.xml")
    listed = [place.text for place in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    expected = [page.address for page in pages if page.is_for_readers]
    expected.remove("/404.html")
    assert sorted(str(address) for address in listed) == sorted(
        pages.site.public_address + address for address in expected
    )


def test_feeds_lead_to_pages_of_the_site(pages: Pages) -> None:
    feeds = sorted((pages.site.folder / "feeds").glob("*.xml"))
    assert feeds
    links = [
        str(link.get("href"))
        for feed in feeds
        for link in ElementTree.parse(feed).iter("{http://www.w3.org/2005/Atom}link")
    ]
    home = pages.by_address["/"]
    targets = {link: pages.leads_to(home, link) for link in links}
    lost = {link for link, to in targets.items() if not to or not pages.site.file_at(to.address)}
    assert links
    assert lost == set()
