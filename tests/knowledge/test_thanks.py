"""Thanks: who is named, for what, and in which order."""

from written import SITE, Messages, Reading, definition, slugs, the, tip

from knowledge.thanks import credits_of, thanks
from knowledge.views import CreditView

ROLES = "  roles: {talked: Talked with us, translated: Translated}\n"
ANN = {"name": "Ann", "role": "talked", "link": "https://ann.example/"}


def told(found: object) -> list[tuple[str, str | None, list[tuple[str | None, list[str]]]]]:
    """Name, link and deeds of everyone, entries by their slugs."""
    assert isinstance(found, tuple)
    return [(t.name, t.link, [(d.role, slugs(d.entries)) for d in t.deeds]) for t in found]


def test_nobody_is_credited_yet(library: Reading) -> None:
    assert thanks(library({"content/tips/a.md": tip("A")})) == ()


def test_credits_of_an_entry_are_told_in_the_words_of_readers(library: Reading) -> None:
    text = tip("A", credits=["A group", ANN, {"name": "Bo"}])
    found = library({"site.yml": SITE + ROLES, "content/tips/a.md": text})
    assert credits_of(the(found, "tip", "a"), found.site) == (
        CreditView("A group"),
        CreditView("Ann", "Talked with us", "https://ann.example/"),
        CreditView("Bo"),
    )


def test_everyone_stands_once_with_each_deed_and_its_pages(library: Reading) -> None:
    found = library(
        {
            "site.yml": SITE + ROLES,
            "content/tips/a.md": tip("A", credits=[{"name": "ANN", "role": "talked"}]),
            "content/tips/b.md": tip("B", credits=[ANN, ANN, "Ann"]),
            "content/definitions/rye.md": definition(
                "Rye", credits=[{"name": "Ann", "role": "translated"}]
            ),
        }
    )
    assert told(thanks(found)) == [
        (
            "Ann",
            "https://ann.example/",
            [
                ("Translated", ["rye"]),
                ("Talked with us", ["a", "b"]),
                (None, ["b"]),
            ],
        )
    ]


def test_names_come_in_the_order_of_the_sites_alphabet(library: Reading) -> None:
    names = ["Dyfed", "Ddafydd", "a carer", "\u00c9lan", "Zoe", "7 friends"]
    english = library({"content/tips/a.md": tip("A", credits=names)})
    assert [each.name for each in thanks(english)] == [
        "a carer",
        "Ddafydd",
        "Dyfed",
        "\u00c9lan",
        "Zoe",
        "7 friends",
    ]
    welsh = library({"site.yml": SITE.replace("en-GB", "cy")})
    assert [each.name for each in thanks(welsh)][1:3] == ["Dyfed", "Ddafydd"]


def test_name_that_is_taken_out_of_its_file_is_gone(library: Reading) -> None:
    assert told(thanks(library({"content/tips/a.md": tip("A", credits="Ann")}))) == [
        ("Ann", None, [(None, ["a"])])
    ]
    assert thanks(library({"content/tips/a.md": tip("A")})) == ()


def test_role_that_the_site_does_not_have(messages: Messages) -> None:
    text = tip("A", credits=[{"name": "Ann", "role": "talk"}])
    assert messages({"site.yml": SITE + ROLES, "content/tips/a.md": text}) == [
        "content/tips/a.md:3: unknown value 'talk' in credits. Did you mean 'talked'?"
    ]
