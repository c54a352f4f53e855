"""A body becomes HTML that is safe in a page, whatever its author wrote."""

import html as html_module
import re
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from knowledge import KINDS, Entry, Library, Site, load
from knowledge.frontmatter import read_markdown
from knowledge.linking import Rendering
from plugins.glossary_linking.rendering import Renderer
from tests.plugins.mini_site import SITE

KIND = {kind.name: kind for kind in KINDS}
PICTURES = ("content/images/loaf.png", "content/images/my loaf.png")


def entry(kind: str, slug: str, title: str = "x", body: str = "", **more: object) -> Entry:
    path = f"content/{KIND[kind].folder}/{slug}.md"
    fields = KIND[kind].fields.model_validate({"title": title, "short": "x", **more})
    return Entry(KIND[kind], slug, fields, read_markdown(path, f"---\n---\n{body}".encode()))


@cache
def empty_library() -> Library:
    with TemporaryDirectory() as folder:
        for picture in PICTURES:
            file = Path(folder) / picture
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(b"")
        return load(Path(folder), Site.model_validate(dict(SITE)))


def library(*entries: Entry) -> Library:
    return replace(empty_library(), entries=entries)


def rendered(
    body: str, base: str = "", kind: str = "hint", slug: str = "own", **fields: object
) -> Rendering:
    page = entry(kind, slug, body=body, **fields)
    others = (entry("definition", "rye", "Rye"), entry("tip", "knead", "Knead"))
    entries = {(each.kind, each.slug): each for each in (*others, page)}
    return Renderer(library(*entries.values()), base).render(page)


def html(body: str, base: str = "") -> str:
    return rendered(body, base).html


DANGEROUS = re.compile(r"(javascript|vbscript|data|file|blob):", re.IGNORECASE)
NEVER = {
    *("script", "style", "form", "input", "button", "textarea", "select", "iframe", "frame"),
    *("object", "embed", "svg", "math", "meta", "base", "link", "template", "noscript", "audio"),
    *("video", "source", "title", "head", "body", "html", "applet", "portal", "dialog", "slot"),
}


class _Faults(HTMLParser):
    """Whatever in a piece of HTML could run, load or ask for something."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in NEVER:
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            text = re.sub(r"\A[\x00-\x20]+|[\t\n\r]", "", html_module.unescape(value or ""))
            if name.startswith("on") or name in (
                "style",
                "srcdoc",
                "srcset",
                "formaction",
                "target",
            ):
                self.found.append(name)
            if name in ("href", "src", "cite", "action") and DANGEROUS.match(text):
                self.found.append(f"{name}={value}")


def faults(markup: str) -> list[str]:
    parser = _Faults()
    parser.feed(markup)
    parser.close()
    return parser.found


ATTACKS = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "before <script>alert(1)</script> after",
    "<scr<script>ipt>alert(1)</script>",
    '<p onclick="alert(1)">press</p>',
    "<b onmouseover=alert(1)>x</b>",
    "<b/onclick=alert(1)>x</b>",
    '<p style="position:fixed">x</p>',
    "<style>body { display: none }</style>",
    '<form action="/x"><input name="q"><button formaction="javascript:alert(1)">x</button></form>',
    '<iframe src="https://evil.example/"></iframe>',
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    '<object data="x.swf"></object><embed src="x.swf">',
    "<svg onload=alert(1)><script>alert(1)</script></svg>",
    "<svg><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
    "<math><mtext><img src=x onerror=alert(1)></mtext></math>",
    '<meta http-equiv="refresh" content="0;url=https://evil.example/">',
    '<base href="https://evil.example/">',
    '<link rel="stylesheet" href="https://evil.example/x.css">',
    "<img src=x onerror=alert(1)>",
    "<img src=x alt='' onerror=alert(1)//",
    '<img src="javascript:alert(1)" alt="">',
    '<img src="data:image/svg+xml,<svg onload=alert(1)>" alt="">',
    '<img srcset="https://evil.example/x.png 1x" src="x" alt="">',
    '<a href="javascript:alert(1)">x</a>',
    '<a href="JaVaScRiPt:alert(1)">x</a>',
    '<a href=" javascript:alert(1)">x</a>',
    '<a href="java\tscript:alert(1)">x</a>',
    '<a href="java&#10;script:alert(1)">x</a>',
    '<a href="&#106;&#97;vascript:alert(1)">x</a>',
    '<a href="&#x6A;avascript&colon;alert(1)">x</a>',
    '<a href="\x01javascript:alert(1)">x</a>',
    '<a href="vbscript:msgbox(1)">x</a>',
    '<a href="data:text/html,<script>alert(1)</script>">x</a>',
    '<a href="DATA:text/html;base64,PHNjcmlwdD4=">x</a>',
    '<a href="/x" target="_blank">x</a>',
    "[x](javascript:alert(1))",
    "[x](JAVASCRIPT:alert(1))",
    "[x](<javascript:alert(1)>)",
    "[x](< javascript:alert(1)>)",
    "[x](java\\script:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](java&Tab;script:alert(1))",
    "[x](vbscript:msgbox(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x][1]\n\n[1]: javascript:alert(1)",
    "[x][1]\n\n[1]: <data:text/html,x>",
    "<javascript:alert(1)>",
    "![x](javascript:alert(1))",
    "![x](data:image/svg+xml;base64,PHN2Zz4=)",
    '[x](https://example.org/ "\\" onclick=\\"alert(1)")',
    "[x](https://example.org/ '\" onclick=\"alert(1)')",
    '[x](https://example.org/"onclick="alert(1))',
    '![" onerror="alert(1)](x.png)',
    "![x](x.png '\" onerror=\"alert(1)')",
    '![x](x.png"onerror="alert(1))',
    '## Title {: onclick="alert(1)" }',
    '``` "><script>alert(1)</script>\nx\n```',
    "| <script>alert(1)</script> |\n|---|\n| <img src=x onerror=alert(1)> |",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<!--><script>alert(1)</script>-->",
    "<details open ontoggle=alert(1)><summary>x</summary></details>",
    "<template><script>alert(1)</script></template>",
]


@pytest.mark.parametrize("body", ATTACKS)
def test_nothing_that_could_run_or_load_comes_through(body: str) -> None:
    assert faults(html(body)) == []


def test_the_finder_of_faults_finds_them() -> None:
    bad = "<script>x</script><b onclick=x>y</b><a href='java\tscript:x'>z</a><img src='data:x'>"
    assert faults(bad) == ["<script>", "onclick", "href=java\tscript:x", "src=data:x"]


@given(st.lists(st.sampled_from([*ATTACKS, "*", "`", "\n", "\n\n", "> ", "- ", '"', ">"])))
@settings(max_examples=60, deadline=None)
def test_attacks_mixed_together_do_not_come_through_either(pieces: list[str]) -> None:
    assert faults(html("".join(pieces))) == []


def test_words_around_what_is_taken_out_stay() -> None:
    assert html("Knead <script>alert(1)</script> well.") == "<p>Knead  well.</p>"
    assert html('<p onclick="x">Knead well.</p>') == "<p>Knead well.</p>"


def test_what_an_author_may_write_comes_through_whole() -> None:
    body = (
        "## A heading\n\nSome *soft* and **strong** words, `code`.\n\n> A quote.\n\n"
        "3. three\n4. four\n\n- one\n- two\n\n***\n\n```\na < b\n```"
    )
    assert html(body) == (
        '<h2 id="a-heading">A heading</h2>\n'
        "<p>Some <em>soft</em> and <strong>strong</strong> words, <code>code</code>.</p>\n"
        "<blockquote>\n<p>A quote.</p>\n</blockquote>\n"
        '<ol start="3">\n<li>three</li>\n<li>four</li>\n</ol>\n'
        "<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n<hr>\n<pre><code>a &lt; b\n</code></pre>"
    )


@pytest.mark.parametrize("base", ["", "/base"])
@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("../tips/knead.md", "{base}/tips/knead/"),
        ("../tips/knead.md#why", "{base}/tips/knead/#why"),
        ("../tips/knead.md?a=1", "{base}/tips/knead/?a=1"),
        ("../../content/tips/knead.md", "{base}/tips/knead/"),
        ("own.md", "{base}/hints/own/"),
        ("./own.md#steps", "{base}/hints/own/#steps"),
        ("/a-to-z/", "{base}/a-to-z/"),
        ("/tips/#knead", "{base}/tips/#knead"),
        ("/", "{base}/"),
        ("#steps", "#steps"),
        ("https://example.org/x?a=1&b=2#c", "https://example.org/x?a=1&b=2#c"),
        ("//example.org/x", "//example.org/x"),
        ("mailto:oven@example.org", "mailto:oven@example.org"),
        ("tel:+440000", "tel:+440000"),
    ],
)
def test_links_lead_where_readers_find_the_entry(written: str, address: str, base: str) -> None:
    soup = BeautifulSoup(html(f"[go]({written})", base), "html.parser")
    assert soup.a["href"] == address.format(base=base)
    soup = BeautifulSoup(html(f"[go][1]\n\n[1]: {written}", base), "html.parser")
    assert soup.a["href"] == address.format(base=base)


def test_term_links_stand_under_the_base_path() -> None:
    found = rendered("Mix rye.", base="/base")
    assert found.html == '<p>Mix <a data-term="rye" href="/base/definitions/rye/">rye</a>.</p>'
    assert found.terms == ("rye",)


def test_definition_does_not_link_its_own_word_but_a_tip_of_that_name_does() -> None:
    assert rendered("Rye.", kind="definition", slug="rye").terms == ()
    assert rendered("Rye.", kind="tip", slug="rye").terms == ("rye",)


def test_link_that_leads_nowhere_keeps_its_words() -> None:
    assert html("See [the *old* way](../tips/nowhere.md#x).") == (
        "<p>See <span>the <em>old</em> way</span>.</p>"
    )


def test_link_to_a_definition_is_a_term_link_and_one_to_a_place_in_it_is_not() -> None:
    assert html("[This](../definitions/rye.md)", "/base") == (
        '<p><a data-term="rye" href="/base/definitions/rye/">This</a></p>'
    )
    assert rendered("[This](/definitions/rye/)").terms == ("rye",)
    assert rendered("[This](../definitions/rye.md#sources)").terms == ()


RYE = '<a href="/base/definitions/rye/" data-term="rye">{}</a>'


def test_prose_links_in_the_order_of_the_page_together_with_the_body() -> None:
    made = rendered("Rye again.", "/base", short="First rye.", note="And rye.")
    assert made.prose == {"short": f"First {RYE.format('rye')}.", "note": "And rye."}
    assert made.html == "<p>Rye again.</p>"
    made = rendered("Mix rye.", short="First.", note="And rye.")
    assert made.prose == {"short": "First.", "note": "And rye."}
    assert made.terms == ("rye",)


def test_every_field_of_prose_is_rendered_under_the_name_of_its_place() -> None:
    made = rendered(
        "",
        kind="definition",
        base="/base",
        avoid="Rye.",
        say_instead="Oats.",
        what_they_share="Grain.",
        views=[{"who": "Rye", "view": "Corn."}, {"who": "B", "view": "Barley & rye."}],
        not_the_same_as=[{"term": "rye", "difference": "Wheat."}],
    )
    assert made.prose == {
        "short": "x",
        "avoid": f"{RYE.format('Rye')}.",
        "say_instead": "Oats.",
        "what_they_share": "Grain.",
        "views.0.view": "Corn.",
        "views.1.view": "Barley &amp; rye.",
        "not_the_same_as.0.difference": "Wheat.",
    }
    assert [type(text) for text in made.prose.values()] == [Markup] * 7


def test_fields_after_the_body_are_a_section_of_their_own() -> None:
    often = {"short": "Rye.", "note": "Rye.", "term_links": "section"}
    assert len(rendered("Rye.\n\n## More\n\nRye.", **often).mentions) == 3


@pytest.mark.parametrize("text", ["<b>rye</b> & <script>x</script>", "\"rye\" 'x' *y*", "a\nrye"])
def test_prose_is_plain_text(text: str) -> None:
    made = rendered("", short=text).prose["short"]
    assert BeautifulSoup(made, "html.parser").get_text() == text
    assert [found.name for found in BeautifulSoup(made, "html.parser").find_all()] == ["a"]


@pytest.mark.parametrize("name", ["textarea", "title", "iframe", "noscript", "xmp", "noembed"])
def test_no_markup_of_ours_shows_as_text(name: str) -> None:
    made = html(f"x <{name}>rye</{name}> y")
    assert BeautifulSoup(made, "html.parser").get_text() == "x rye y"


@pytest.mark.parametrize("name", ["script", "style", "template"])
def test_what_is_taken_out_uses_no_first_use_up(name: str) -> None:
    assert html(f"x <{name}>rye</{name}> rye") == (
        '<p>x  <a data-term="rye" href="/definitions/rye/">rye</a></p>'
    )


def text_of(html: str) -> str:
    """Every letter of a page. BeautifulSoup would make one line of several that hold nothing."""
    texts: list[str] = []
    reader = HTMLParser()
    reader.handle_data = texts.append
    reader.feed(html)
    reader.close()
    return "".join(texts)


@given(st.lists(st.sampled_from([*ATTACKS, "rye", "Rye", " ", "*", "`", "\n", "\n\n", "> ", ">"])))
@settings(max_examples=60, deadline=None)
def test_linking_changes_nothing_that_is_read(pieces: list[str]) -> None:
    body = "".join(pieces)
    every, none = (text_of(rendered(body, term_links=how).html) for how in ("every", "none"))
    assert every == none


@pytest.mark.parametrize("base", ["", "/base"])
@pytest.mark.parametrize("written", ["<oven@example.org>", "<https://example.org/a?b=c&d=e>"])
def test_addresses_in_angle_brackets_lead_there(written: str, base: str) -> None:
    soup = BeautifulSoup(html(f"Write to {written}.", base), "html.parser")
    target = written.strip("<>")
    assert soup.get_text() == f"Write to {target}."
    assert soup.a["href"] == (f"mailto:{target}" if "@" in target else target)


@pytest.mark.parametrize("base", ["", "/base"])
@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("../images/loaf.png", "/images/loaf.png"),
        ("../images/my%20loaf.png", "/images/my%20loaf.png"),
    ],
)
def test_picture_named_by_file_gets_its_address_and_its_words(
    written: str, address: str, base: str
) -> None:
    assert html(f'![A "round" loaf]({written})', base) == (
        f'<p><img alt="A &quot;round&quot; loaf" loading="lazy" src="{base}{address}"></p>'
    )


def test_picture_that_only_decorates_has_empty_words() -> None:
    assert html("![decorative](../images/loaf.png)") == (
        '<p><img alt="" loading="lazy" src="/images/loaf.png"></p>'
    )


TABLE = "| Grain | Hours |\n|---|---|\n| Oats | 3 |"
PLAIN_TABLE = (
    "<table>\n<thead>\n<tr>\n<th>Grain</th>\n<th>Hours</th>\n</tr>\n</thead>\n"
    "<tbody>\n<tr>\n<td>Oats</td>\n<td>3</td>\n</tr>\n</tbody>\n</table>"
)


def box(markup: str) -> dict[str, object]:
    found = BeautifulSoup(markup, "html.parser").select("div.table-scroll")
    assert len(found) == 1
    return dict(found[0].attrs)


def test_table_stands_in_a_box_that_scrolls_and_can_be_reached_by_keyboard() -> None:
    assert box(html(TABLE)) == {
        "class": ["table-scroll"],
        "role": "region",
        "tabindex": "0",
        "aria-label": "Table",
    }
    inside = BeautifulSoup(html(TABLE), "html.parser").select("div > table tr > *")
    assert [cell.get_text() for cell in inside] == ["Grain", "Hours", "Oats", "3"]


def test_table_is_named_by_the_heading_above_it() -> None:
    markup = html(f"## How long\n\nHours:\n\n{TABLE}")
    assert box(markup)["aria-labelledby"] == "how-long"
    assert "aria-label" not in box(markup)


def test_two_tables_have_a_box_each_and_the_words_between_stay() -> None:
    soup = BeautifulSoup(html(f"{TABLE}\n\nThen:\n\n{TABLE}\n\nDone."), "html.parser")
    assert [element.name for element in soup.find_all(recursive=False)] == ["div", "p", "div", "p"]
    assert len(soup.select("div > table")) == 2


def test_columns_that_are_set_to_the_right_need_no_style() -> None:
    assert "style" not in html("| a | b |\n|--:|:-:|\n| 1 | 2 |")


def test_rendering_again_gives_the_same_and_leaves_nothing_behind() -> None:
    first = entry("hint", "a", body="## Rye\n\nRye. <code>\n\n## Rye")
    second = entry("hint", "b", body="## Rye\n\nMore rye.\n\n[x][1]")
    rye = entry("definition", "rye", "Rye")
    renderer = Renderer(library(rye, first, second), "")
    once = [renderer.render(page) for page in (first, second)]
    assert [renderer.render(page) for page in (second, first)] == once[::-1]
    assert once[1].terms == ("rye",)
    assert 'id="rye"' in once[1].html
