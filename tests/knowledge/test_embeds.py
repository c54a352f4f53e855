"""Embeds: the address of a card, and what an editor pastes."""

from html.parser import HTMLParser

from written import Reading, definition, tip

from knowledge.embeds import card_address, card_kinds, snippet


class Tags(HTMLParser):
    """Every tag with its attributes, and the words between them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data


def test_only_kinds_with_short_entries_have_cards(library: Reading) -> None:
    files = {"content/tips/a.md": tip("A"), "content/definitions/rye.md": definition("Rye")}
    assert [kind.name for kind in card_kinds(library(files))] == ["tip"]


def test_card_has_an_address_that_names_its_version(library: Reading) -> None:
    (entry,) = library({"content/tips/a.md": tip("A")}).entries
    assert card_address(entry) == "/embed/v1/tip/a/"


def test_snippet_is_a_frame_with_a_link_inside(library: Reading) -> None:
    (entry,) = library({"content/tips/a.md": tip("A")}).entries
    assert snippet(entry, "https://bread.example/base") == (
        '<iframe src="https://bread.example/base/embed/v1/tip/a/" title="Tip: A" width="100%" '
        'height="360" loading="lazy" style="border:0;max-width:40rem">'
        '<a href="https://bread.example/base/tips/a/">Tip: A</a></iframe>'
    )


def test_title_cannot_break_out_of_the_snippet(library: Reading) -> None:
    title = "\"><script>alert(1)</script> & 'more'"
    (entry,) = library({"content/tips/a.md": tip(title)}).entries
    tags = Tags(snippet(entry, "https://bread.example"))
    assert {tag for tag, _ in tags.found} <= {"iframe", "a"}
    assert tags.found[0][1]["title"] == f"Tip: {title}"
