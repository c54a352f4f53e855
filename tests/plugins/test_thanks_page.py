"""The page of thanks, and the thanks at the foot of each page."""

from tests.plugins.conftest import Site
from tests.plugins.mini_site import PAGES, SITE, markdown, settings_page

ROLES = {**SITE["vocabularies"], "roles": {"talked": "Talked with us"}}
THANKS = {
    **PAGES,
    "site.yml": settings_page(vocabularies=ROLES),
    "content/pages/thanks.md": markdown("Thank you", "To all.", template="credits"),
}
ANN = {"name": "Ann <b>", "role": "talked", "link": "https://ann.example/?a=1&b=2"}


def words(element: object) -> str:
    return " ".join(element.get_text().split())  # type: ignore[attr-defined]


def test_everyone_is_named_with_what_they_did_and_where(site: Site) -> None:
    files = {
        **THANKS,
        "content/tips/wait.md": markdown("Wait", "Wait.", credits=[ANN, "The bakers"]),
        "content/tips/rest.md": markdown("Rest", "Rest.", credits=[ANN]),
    }
    page = site(files).soup("/thanks/").select_one("main")
    people = [words(div) for div in page.select("dl > div")]
    assert people == ["Ann <b> Talked with us: Rest, Wait", "The bakers Wait"]
    assert [a["href"] for a in page.select("dl a")] == [
        "https://ann.example/?a=1&b=2",
        "/tips/rest/",
        "/tips/wait/",
        "/tips/wait/",
    ]


def test_page_without_any_name_says_how_to_be_named(site: Site) -> None:
    page = site(THANKS).soup("/thanks/").select_one("#everyone").parent
    assert words(page) == (
        "Everyone so far No page names anyone yet. You could be the first: take part, "
        "and tell us the name you would like to see here."
    )
    assert [a["href"] for a in page.select("a")] == ["/contribute/"]


def test_foot_of_a_page_thanks_with_role_and_link(site: Site) -> None:
    files = {**THANKS, "content/tips/wait.md": markdown("Wait", "Wait.", credits=["A group", ANN])}
    foot = site(files).soup("/tips/wait/").select_one(".page-end")
    assert "Thanks to: A group, Ann <b> (Talked with us)." in words(foot)
    assert "https://ann.example/?a=1&b=2" in [a["href"] for a in foot.select("a")]
