"""Markdown extension: links and pictures named by file get their address; wide tables scroll.

A link that leads nowhere loses its `href` and keeps its words.
"""

from collections.abc import Callable
from urllib.parse import urlsplit, urlunsplit
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import STX

DECORATIVE = "decorative"


class DocumentExtension(Extension):
    """`resolve` turns a target as written into the address that readers use, or None."""

    def __init__(self, resolve: Callable[[str], str | None]) -> None:
        super().__init__()
        self.resolve = resolve

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        """Registers at 4: after `toc` (5) gave headings their ids."""
        md.treeprocessors.register(_Documents(md, self.resolve), "documents", 4)


class _Documents(Treeprocessor):
    def __init__(self, md: Markdown, resolve: Callable[[str], str | None]) -> None:
        super().__init__(md)
        self.resolve = resolve

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.tag == "a":
                href = self._resolved(element.get("href", ""))
                element.attrib = {"href": href} if href else {}
            elif element.tag == "img":
                element.set("src", self._resolved(element.get("src", "")) or "")
                element.set("loading", "lazy")
                if element.get("alt") == DECORATIVE:
                    element.set("alt", "")
        self._box_tables(root)

    def _resolved(self, target: str) -> str | None:
        if target.startswith(STX):  # an e-mail address, which Markdown hides from robots
            return target
        parts = urlsplit(target)
        if parts.scheme or parts.netloc or not parts.path:
            return target
        path = self.resolve(parts.path)
        return None if path is None else urlunsplit(parts._replace(path=path))

    def _box_tables(self, parent: Element) -> None:
        """Each table in a box that scrolls sideways by itself, named by the heading above it."""
        heading = None
        for place, child in enumerate(list(parent)):
            if child.tag in ("h2", "h3", "h4"):
                heading = child.get("id")
            if child.tag != "table":
                continue
            box = Element("div", {"class": "table-scroll", "role": "region", "tabindex": "0"})
            name = {"aria-labelledby": heading} if heading else {"aria-label": "Table"}
            box.attrib.update(name)
            box.tail, child.tail = child.tail, None
            parent.remove(child)
            parent.insert(place, box)
            SubElement(box, "table").extend(list(child))
