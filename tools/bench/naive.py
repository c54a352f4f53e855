"""Linking as it is often done: the finished page into BeautifulSoup, and one regex for each term.

Written to be as quick as that way can be: patterns are compiled once, a page's texts are
gathered once, and a term is done with at its first use.
"""

import re
from collections.abc import Iterable

from bs4 import BeautifulSoup
from bs4.element import NavigableString

from knowledge import Entry
from knowledge.label_tree import labels

_LEFT_ALONE = ["a", "blockquote", "code", "h1", "h2", "h3", "h4", "h5", "h6", "pre"]


class NaiveLinker:
    """Links the first use of each term in a page. Terms with longer names go first."""

    def __init__(self, terms: Iterable[Entry]) -> None:
        found = [(entry.address, [label.text for label in labels(entry)]) for entry in terms]
        found.sort(key=lambda term: -max(map(len, term[1])))
        self._patterns = [(address, _pattern(names)) for address, names in found]

    def link(self, html: str) -> str:
        """The page with its links."""
        soup = BeautifulSoup(html, "html.parser")
        texts = [text for text in soup.find_all(string=True) if not text.find_parent(_LEFT_ALONE)]
        for address, pattern in self._patterns:
            for place, text in enumerate(texts):
                found = pattern.search(text)
                if found:
                    link = soup.new_tag("a", href=address)
                    link.string = found[0]
                    before, after = text[: found.start()], text[found.end() :]
                    around = [NavigableString(before), NavigableString(after)]
                    text.replace_with(around[0], link, around[1])
                    texts[place : place + 1] = around
                    break
        return str(soup)


def _pattern(names: list[str]) -> re.Pattern[str]:
    found = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"\b(?:{found})(?:['\u2019]s|s)?\b", re.IGNORECASE)
