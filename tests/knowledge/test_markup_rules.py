"""Markup rules: what is told of HTML that readers never get, just as the cleaner takes it out."""

import time
from collections.abc import Callable
from dataclasses import replace

import pytest
import yaml
from written import SITE, Messages, entry, tip

from knowledge import KINDS, Entry, Library, Site
from knowledge.frontmatter import read_markdown
from knowledge.markup_rules import ATTRIBUTES, EVERY_TAG, SCHEMES, TAGS, markup_problems
from plugins.glossary_linking.rendering import Renderer

KIND = next(kind for kind in KINDS if kind.name == "tip")
A = "content/tips/a.md"
GONE = "is not allowed here, so readers never get it."
SAFE = "Use an address that begins with https://, or the name of a file here."
TAKE = "Take it out."
LEAVE = "is not allowed here. Take it out and leave the rest of the tag."
LINK = "Link to it in its place: [its name](https://...)"
TEXT = "If it is text and no tag, write &lt; for the sign <."

TOLD = {
    "a script": ("<script>alert(1)</script>", [f"4: The tag <script> {GONE} {TAKE}"]),
    "capitals": ("<SCRIPT>alert(1)</SCRIPT>", [f"4: The tag <script> {GONE} {TAKE}"]),
    "a frame": ('Look.\n\n<iframe src="https://a.example"></iframe>', [
        f"6: The tag <iframe> {GONE} {LINK}"
    ]),
    "a form": ("<form>x</form>", [
        f"4: The tag <form> {GONE} "
        "Take it out. If people should fill in a form, link to the page where it is."
    ]),
    "a first heading": ("<h1>Big</h1>", [
        f"4: The tag <h1> {GONE} Write a heading with two hashes: ## Its words"
    ]),
    "colours": ("A <font color=red>red</font> word", [
        f"4: The tag <font> {GONE} Take the tag out and leave its words."
    ]),
    "a gap to fill in": ("Write to <your name>.", [f"4: The tag <your> {GONE} {TEXT}"]),
    "a tag over two lines": ("One\ntwo <svg\nonload=x>", [f"5: The tag <svg> {GONE} {TAKE}"]),
    "a stray end": ("</script>", [f"4: The tag <script> {GONE} {TAKE}"]),
    "a handler": ("<p onclick='x()'>Hi</p>", [
        f"4: 'onclick' in the tag <p> {LEAVE}"
    ]),
    "a style": ('<p lang="cy" style="color: red">Hi</p>', [
        f"4: 'style' in the tag <p> {LEAVE}"
    ]),
    "a declaration": ("<?php echo 1 ?>", [f"4: '<?php echo 1 ?>' {GONE} {TAKE}"]),
    "a link to a script": ("[x](javascript:alert(1))", [
        f"4: A link or picture that begins with 'javascript:' is not allowed here. {SAFE}"
    ]),
    "a link in disguise": ("[x](JaVa&#115;cript&#58;alert(1))", [
        f"4: A link or picture that begins with 'javascript:' is not allowed here. {SAFE}"
    ]),
    "a link that is defined below": ("[x][1]\n\n[1]: javascript:x", [
        f"6: A link or picture that begins with 'javascript:' is not allowed here. {SAFE}"
    ]),
    "a link in HTML": ('<a href="data:text/html,x">x</a>', [
        f"4: A link that begins with 'data:' is not allowed here. {SAFE}"
    ]),
    "a link in brackets": ("<ftp://a.example>", [
        f"4: A link that begins with 'ftp:' is not allowed here. {SAFE}"
    ]),
    "a file on someone's own disk": ("[x](C:/Documents/x.doc)", [
        f"4: A link or picture that begins with 'c:' is not allowed here. {SAFE}"
    ]),
}  # fmt: skip

LEFT_ALONE = {
    "Markdown": "# A\n\n**b** [c](https://a.example) - d",
    "signs": "5 < 6 and 7 > 3, a <b and c",
    "letters that stand for signs": "&lt;script&gt;",
    "a comment": "<!-- a note\n<script> -->",
    "code": "`<script>`",
    "code with more ticks": "``a ` <script>``",
    "code over two lines": "`a\n<script>`",
    "a block of code": "```html\n<script>\n```",
    "a block of code with waves": "~~~\n<iframe>\n~~~",
    "code set in": "Look:\n\n    <script>\n\n    <form>\n",
    "an address": "<https://a.example/x?y=z>",
    "an e-mail address": "<a@b.example>",
    "other safe addresses": "[a](mailto:a@b.example) [b](tel:+441) [c](#d) [e](/f/)",
    "a note with a colon": "[^1]: Note: this is text",
    "allowed tags": '<p lang="cy">H<sub>2</sub>O<br/></p>',
}


@pytest.mark.parametrize("name", TOLD)
def test_what_readers_never_get_is_told(messages: Messages, name: str) -> None:
    body, told = TOLD[name]
    found = messages({A: tip("A", body)})
    assert [line.removeprefix(f"{A}:") for line in found if "not allowed" in line] == told


@pytest.mark.parametrize("name", LEFT_ALONE)
def test_what_readers_get_is_left_alone(messages: Messages, name: str) -> None:
    found = messages({A: tip("A", LEFT_ALONE[name])})
    assert [line for line in found if "not allowed" in line] == []


def test_text_below_an_item_of_a_list_is_no_code(messages: Messages) -> None:
    found = messages({A: tip("A", "- One\n\n    <script>x</script>")})
    assert found == [f"{A}:6: The tag <script> {GONE} {TAKE}"]


def test_easy_read_is_read_too(messages: Messages) -> None:
    body = "Hello.\n\n## Easy read\n\nOne.\n\n<form>x</form>"
    page = entry(body, title="A", short="B.")
    [told] = messages({"content/pages/a.md": page})
    assert told.startswith(f"content/pages/a.md:11: The tag <form> {GONE}")


_TAG_NAMES = """
a abbr address applet area article aside audio b base bdi bdo big blockquote body br button canvas
caption center cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em
embed fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header
hgroup hr html i iframe img input ins kbd label legend li link main map mark marquee math menu meta
meter nav noscript object ol optgroup option output p param picture plaintext portal pre progress q
rp rt ruby s samp script search section select slot small source span strike strong style sub
summary sup svg table tbody td template textarea tfoot th thead time title tr track tt u ul var
video wbr xmp my-element your
"""
ALL_TAGS = _TAG_NAMES.split()

AROUND = {
    **dict.fromkeys(("caption", "thead", "tbody", "tfoot", "tr"), "<table>{}</table>"),
    **dict.fromkeys(("td", "th"), "<table><tr>{}</tr></table>"),
}
"""A part of a table means nothing outside of one."""

Cleaned = Callable[[str], tuple[str, bool]]


@pytest.fixture(scope="module")
def one() -> Entry:
    """A tip without a body."""
    document = read_markdown(A, tip("A", "").encode())
    return Entry(KIND, "a", KIND.fields.model_validate(document.values), document)


@pytest.fixture(scope="module")
def nothing() -> Library:
    """A library without entries."""
    none: frozenset[str] = frozenset()
    site = Site.model_validate(yaml.safe_load(SITE))
    return Library(site, (KIND,), (), {}, {}, none, none, none, ())


def with_body(one: Entry, body: str) -> Entry:
    return replace(one, document=replace(one.document, body=body))


@pytest.fixture
def cleaned(one: Entry, nothing: Library) -> Cleaned:
    """Gives the HTML of a body as readers get it, and whether the rules say anything of it."""
    renderer = Renderer(nothing, "")

    def clean(body: str) -> tuple[str, bool]:
        page = with_body(one, body)
        return renderer.render(page).html, any(markup_problems(page, nothing))

    return clean


@pytest.mark.parametrize("tag", ALL_TAGS)
def test_rules_speak_up_when_the_cleaner_takes_a_tag_out(cleaned, tag: str) -> None:
    body = AROUND.get(tag, "{}").format(f"<{tag}>x</{tag}>")
    html, is_told = cleaned(body)
    assert is_told == (f"<{tag}" not in html)
    assert is_told == (tag not in TAGS)


NO_ATTRIBUTES = ("onclick", "style", "class", "id", "srcset", "target", "title", "name", "value")
ALL_ATTRIBUTES = sorted({*NO_ATTRIBUTES, *EVERY_TAG, *frozenset().union(*ATTRIBUTES.values())})


@pytest.mark.parametrize("tag", sorted(TAGS - set(AROUND)))
def test_rules_speak_up_when_the_cleaner_takes_an_attribute_out(cleaned: Cleaned, tag: str) -> None:
    for attribute in ALL_ATTRIBUTES:
        html, is_told = cleaned(f'<{tag} {attribute}="1">x</{tag}>')
        assert is_told == (f'{attribute}="1"' not in html), attribute


@pytest.mark.parametrize("scheme", [*sorted(SCHEMES), "javascript", "data", "ftp", "file", "c"])
def test_rules_speak_up_when_the_cleaner_takes_an_address_out(cleaned, scheme: str) -> None:
    html, is_told = cleaned(f"[x]({scheme}:y)")
    assert is_told == (f'href="{scheme}:y"' not in html)
    html, is_told = cleaned(f'<img alt="a" src="{scheme}:y">')
    assert is_told == (f'src="{scheme}:y"' not in html)


@pytest.mark.parametrize("part", ['<a "', "<a b='", "[a](", "` `` ", "[a]:", "<x", "~~~\n<"])
def test_hostile_text_takes_no_longer_than_its_length(
    one: Entry, nothing: Library, part: str
) -> None:
    """Ten times the text takes about ten times as long, and never a hundred times."""
    seconds = []
    for count in (2_000, 20_000):
        page = with_body(one, part * count)
        start = time.perf_counter()
        list(markup_problems(page, nothing))
        seconds.append(time.perf_counter() - start)
    assert seconds[1] < max(40 * seconds[0], 0.5)
