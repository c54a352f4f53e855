"""What is left of a snippet after an editor or a filter, in a few words."""

from collections.abc import Iterator

from bs4 import BeautifulSoup, Tag

NAMES = {
    "iframe": "frame",
    "script": "script",
    "tip-card": "element",
    "blockquote": "quotation",
    "ol": "list",
    "img": "picture",
    "p": "paragraph",
}
"""The elements that are told of, in the order in which they are told."""

KEPT = "kept"
LINK_ONLY = "link only"
NOTHING = "nothing left"


def remains(before: str, after: str) -> str:
    """`kept`, `link only`, `nothing left`, or `changed:` and what changed.

    What is added does no harm and is not told, but for the sandbox of a frame.
    """
    old, new = _parsed(before), _parsed(after)
    there = [tag for tag in NAMES if old.find(tag)]
    if not new.get_text(strip=True) and not any(new.find(tag) for tag in there):
        return NOTHING
    changes = [change for tag in there for change in _changes(tag, old, new)]
    if not changes:
        return KEPT
    kept = [tag for tag in there if new.find(tag) or _is_code(tag, new)]
    return f"changed: {', '.join(changes)}" if {*kept} - {"p"} else LINK_ONLY


def holds_link(after: str, address: str, words: str) -> bool:
    """Whether a link to the address is left, with these words or with a picture of them."""
    return any(words in _words(link) for link in _parsed(after).find_all("a", href=address))


def holds_text(after: str, text: str) -> bool:
    """Whether a reader sees the text."""
    return text in _parsed(after).get_text()


def _parsed(html: str) -> BeautifulSoup:
    return BeautifulSoup(f"<body>{html}</body>", "html.parser")


def _words(link: Tag) -> str:
    return link.get_text() + "".join(str(image.get("alt", "")) for image in link.find_all("img"))


def _is_code(tag: str, new: BeautifulSoup) -> bool:
    """Whether readers see the tag itself, as words."""
    text = new.get_text()
    return f"<{tag} " in text or f"<{tag}>" in text


def _changes(tag: str, before: BeautifulSoup, after: BeautifulSoup) -> Iterator[str]:
    name = NAMES[tag]
    old, new = before.find(tag), after.find(tag)
    assert old is not None
    if new is None:
        yield f"{name} {'shown as code' if _is_code(tag, after) else 'removed'}"
        return
    for key in old.attrs:
        if _value(old, key) != _value(new, key):
            yield f"{key} of {name} removed"
    if new.has_attr("sandbox") and not new["sandbox"] and not old.has_attr("sandbox"):
        yield f"empty sandbox added to {name}"


def _value(tag: Tag, key: str) -> object:
    """The value of an attribute; of a style its parts, however they are spaced."""
    if key != "style" or not tag.has_attr("style"):
        return tag.get(key)
    parts = str(tag["style"]).replace(" ", "").split(";")
    return {part for part in parts if part}
