"""Markup rules: the HTML, links and pictures of a body that readers are never handed.

What is allowed is what the cleaner of the finished HTML lets pass; a test holds the two together.
"""

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

from knowledge.library import Entry, Library
from knowledge.problems import Problem

_TAG_NAMES = """
a abbr b blockquote br caption cite code dd del div dl dt em figcaption figure h2 h3 h4 h5 h6 hr
i img ins kbd li mark ol p pre q s small span strong sub sup table tbody td tfoot th thead tr ul
"""
TAGS = frozenset(_TAG_NAMES.split())
"""The HTML tags that a body may hold."""

ATTRIBUTES = {
    **{heading: frozenset({"id"}) for heading in ("h2", "h3", "h4", "h5", "h6")},
    "a": frozenset({"href", "hreflang", "data-term"}),
    "abbr": frozenset({"title"}),
    "div": frozenset({"role", "tabindex", "aria-label", "aria-labelledby"}),
    "img": frozenset({"src", "alt", "width", "height", "loading"}),
    "ol": frozenset({"start"}),
    "td": frozenset({"colspan", "rowspan"}),
    "th": frozenset({"colspan", "rowspan", "scope"}),
}
"""The attributes that each tag may have, besides those of every tag."""

EVERY_TAG = frozenset({"lang", "dir"})
SCHEMES = frozenset({"http", "https", "mailto", "tel"})
"""What the address of a link or a picture may begin with, when it is no place on this site."""

_FRAMES = frozenset({"audio", "embed", "frame", "iframe", "object", "video"})
_FORMS = frozenset({"button", "form", "input", "label", "select", "textarea"})
_SHOWN_AS_TEXT = frozenset({"b", "br", "center", "font", "h1", "main", "section", "u"})
_REAL_NAMES = """
address applet area article aside base bdi bdo bgsound big body canvas col colgroup data datalist
details dfn dialog dir fieldset footer frameset head header hgroup html legend link map marquee
math menu meta meter nav noscript optgroup option output param picture plaintext portal progress
rp rt ruby samp script search slot source strike style summary svg template time title tt track
var wbr xmp
"""
_REAL = _FRAMES | _FORMS | _SHOWN_AS_TEXT | frozenset(_REAL_NAMES.split())
"""Tags that browsers know. Any other is most likely text between angle brackets."""

_FENCED = r"^(?P<fence>`{3,}|~{3,}).*?^(?P=fence)[`~]*[ \t]*$"
_TICKED = r"(?<!`)(?P<ticks>`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)(?P=ticks)(?!`)"
_CODE = re.compile(f"{_FENCED}|{_TICKED}", re.DOTALL | re.MULTILINE)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_ITEM = re.compile(r"\s*(?:[-+*]|\d+\.)\s")
# A quoted value ends before the next "<", so that no text takes long to read.
_TAG = re.compile(
    r"<(?P<closing>/?)(?P<name>[a-zA-Z][^\s<>@/]*)(?=[\s/>])"
    r"(?P<rest>(?:\"[^\"<]*\"|'[^'<]*'|[^<>\"'])*)>"
)
_DECLARATION = re.compile(r"^ {0,3}<[?!][^<>]*>", re.MULTILINE)
_ATTRIBUTE = re.compile(r"([^\s\"'<>/=]+)(?:\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'<>=`]+))?")
_AUTOLINK = re.compile(r"<(?:https?|ftps?)://", re.IGNORECASE)
_INLINE_TARGET = r"\]\(\s*<?(?P<target>[^)>]*)"
_DEFINED_TARGET = r"^ {0,3}\[[^\[\]]+\]:[ ]*<?(?P<defined>[^\s>]+)>?[ ]*(?:[\"'(].*)?$"
_TARGET = re.compile(f"{_INLINE_TARGET}|{_DEFINED_TARGET}", re.MULTILINE)
_SCHEME = re.compile(r"[\x00-\x20]*([a-z][a-z0-9+.-]*):", re.IGNORECASE)

_SAFE = "Use an address that begins with https://, or the name of a file here."


class _Fault(NamedTuple):
    """What is not allowed, from which character of the text on, and how to mend it."""

    start: int
    what: str
    mend: str


def markup_problems(entry: Entry, library: Library) -> Iterator[Problem]:
    """Everything in an entry's body that is taken out before readers see it."""
    texts = [(entry.document.body_line, entry.body)]
    if entry.easy_read:
        texts.append((entry.easy_read.line + 1, entry.easy_read.text))
    for first_line, text in texts:
        for fault in _faults(text):
            line = first_line + text.count("\n", 0, fault.start)
            yield Problem(entry.path, line, fault.what, fault.mend, "html")


def _faults(body: str) -> Iterator[_Fault]:
    if not re.search(r"<|\]\(|\]:", body):
        return
    text = _blank(_COMMENT, _without_indented_code(_blank(_CODE, body)))
    for found in _DECLARATION.finditer(text):
        what = f"'{found[0].strip()}' is not allowed here, so readers never get it."
        yield _Fault(found.start(), what, "Take it out.")
    opened: set[str] = set()
    for found in _TAG.finditer(text):
        yield from _tag_faults(found, opened)
    for found in _TARGET.finditer(text):
        target = found["target"] or found["defined"] or ""
        yield from _address_faults(found.start(), "link or picture", target)


def _tag_faults(found: re.Match[str], opened: set[str]) -> Iterator[_Fault]:
    name, start = found["name"].lower(), found.start()
    if _AUTOLINK.match(found[0]):
        yield from _address_faults(start, "link", found[0][1:])
    elif name not in TAGS:
        if not found["closing"] or name not in opened:
            what = f"The tag <{name}> is not allowed here, so readers never get it."
            yield _Fault(start, what, _mend(name))
        opened.add(name)
    elif not found["closing"]:
        allowed = EVERY_TAG | ATTRIBUTES.get(name, frozenset())
        for attribute in _ATTRIBUTE.finditer(found["rest"]):
            key, value = attribute[1].lower(), (attribute[2] or "").strip("\"'")
            if key not in allowed:
                what = f"'{key}' in the tag <{name}> is not allowed here."
                yield _Fault(start, what, "Take it out and leave the rest of the tag.")
            elif key in ("href", "src"):
                yield from _address_faults(start, "link" if key == "href" else "picture", value)


def _mend(name: str) -> str:
    if name == "h1":
        return "Write a heading with two hashes: ## Its words"
    if name in _FRAMES:
        return "Link to it in its place: [its name](https://...)"
    if name in _FORMS:
        return "Take it out. If people should fill in a form, link to the page where it is."
    if name in _SHOWN_AS_TEXT:
        return "Take the tag out and leave its words."
    if name in _REAL:
        return "Take it out."
    return "If it is text and no tag, write &lt; for the sign <."


def _address_faults(start: int, sort: str, address: str) -> Iterator[_Fault]:
    written = re.sub(r"[\t\n\r]", "", html.unescape(address))
    scheme = _SCHEME.match(written)
    if scheme and scheme[1].lower() not in SCHEMES:
        what = f"A {sort} that begins with '{scheme[1].lower()}:' is not allowed here."
        yield _Fault(start, what, _SAFE)


def _blank(pattern: re.Pattern[str], text: str) -> str:
    """The text with what the pattern finds made blank, so that all else keeps its place."""
    return pattern.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)


def _without_indented_code(text: str) -> str:
    """The text without its blocks of code that are set in by four spaces or a tab.

    Below an item of a list such lines go on with the item, and are no code.
    """
    lines, is_code, in_list, after_blank = [], False, False, True
    for line in text.split("\n"):
        is_set_in = line.startswith(("    ", "\t"))
        if line.strip():
            in_list = bool(_ITEM.match(line)) or (in_list and (is_set_in or not after_blank))
            is_code = is_set_in and not in_list and (after_blank or is_code)
            after_blank = False
        else:
            after_blank = True
        lines.append(" " * len(line) if is_code else line)
    return "\n".join(lines)
