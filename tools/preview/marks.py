"""Marks that keep previews out of searches, and their cards off other sites.

Standard library alone: whoever receives a preview has nothing installed.
"""

import re
import shutil
from pathlib import Path

NOINDEX = '<meta name="robots" content="noindex, nofollow">'

_HEAD = re.compile(rb"<head(?:\s[^>]*)?>", re.IGNORECASE)
_NOT_FOR_PREVIEWS = ("embed", "feeds", "hosting", "_headers", "robots.txt", "sitemap.xml")
_AT_THE_ROOT = {
    ".nojekyll": "",
    "robots.txt": "User-agent: *\nDisallow: /\n",
    "_headers": "/*\n  X-Robots-Tag: noindex, nofollow\n",
}


def take_out(site: Path) -> None:
    """Removes the cards, feeds and settings of hosts: nobody may come to rely on a preview."""
    for name in _NOT_FOR_PREVIEWS:
        shutil.rmtree(site / name) if (site / name).is_dir() else (site / name).unlink(True)
    for file in site.rglob("oembed.json"):
        file.unlink()


def mark_pages(site: Path) -> None:
    """Tells search engines on every page to leave it out."""
    for page in site.rglob("*.html"):
        page.write_bytes(marked(page.read_bytes()))


def marked(page: bytes) -> bytes:
    """The page with the mark first in its head, or at its very start when it has none."""
    head = _HEAD.search(page)
    place = head.end() if head else 0
    mark = NOINDEX.encode()
    return page if page.startswith(mark, place) else page[:place] + mark + page[place:]


def mark_root(folder: Path) -> None:
    """Tells whoever asks at the root of all previews to leave them out."""
    for name, text in _AT_THE_ROOT.items():
        (folder / name).write_text(text, encoding="utf-8")
