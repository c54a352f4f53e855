"""How tall each card is in a narrow and in a wide column, as a headless browser draws it."""

import hashlib
import json
import logging
import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from knowledge.embeds import NARROW, WIDE, Height

logger = logging.getLogger(__name__)

NARROWEST = 240
"""Pixels: the narrowest column that cards are made for."""

UNKNOWN = Height(455, 345)
"""For a card that nobody measured: no card of an entry is much taller."""

SECONDS = 60

_ARTICLE = re.compile(r"<article.*</article>", re.DOTALL)
_RESULT = re.compile(r"<pre>(\{.*?\})</pre>", re.DOTALL)
_PAGE = """<!doctype html><meta charset="utf-8"><style>{style}</style>
<body>{cards}<script>
const sizes = {{}};
for (const card of document.querySelectorAll("[data-card]")) {{
  const heights = [{narrow}, {wide}].map((width) => {{
    card.style.width = `${{width}}px`;
    return Math.ceil(card.getBoundingClientRect().height);
  }});
  card.style.width = "{narrowest}px";
  sizes[card.dataset.card] = [...heights, card.scrollWidth > {narrowest}];
}}
const result = document.createElement("pre");
result.textContent = JSON.stringify(sizes);
document.body.replaceChildren(result);
</script>"""


@dataclass(frozen=True, slots=True)
class Heights:
    """The pixels that hold each card; `too_wide` are cards that do not fit a narrow column."""

    known: Mapping[str, tuple[int, int]]
    measured: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    too_wide: frozenset[str] = frozenset()

    def of(self, *names: str) -> Height:
        """What holds each of these cards: measured now, or before, or a guess on the safe side."""
        found = [self._of(name) for name in names]
        return Height(max(each.narrow for each in found), max(each.wide for each in found))

    @property
    def tallest(self) -> int:
        """The most pixels that are offered to any card whose height is known."""
        return max((self.of(name).offered for name in {**self.known, **self.measured}), default=0)

    def _of(self, name: str) -> Height:
        size = self.measured.get(name) or self.known.get(name)
        return Height(*size) if size else UNKNOWN


def measure(
    pages: Mapping[str, str],
    style: str,
    browser: str,
    kept: Path,
    known: Mapping[str, tuple[int, int]],
) -> Heights:
    """The heights of cards, given as whole pages by name.

    `browser` is the path of a Chromium; without one, or when it fails, the `known` heights stand.
    What was measured is kept in the file `kept` for as long as no card changes.
    """
    if not browser:
        return Heights(known)
    cards = "".join(
        f'<div data-card="{name}">{found[0]}</div>'
        for name, page in sorted(pages.items())
        if (found := _ARTICLE.search(page))
    )
    page = _PAGE.format(style=style, cards=cards, narrow=NARROW, wide=WIDE, narrowest=NARROWEST)
    digest = hashlib.sha256(f"{browser}{page}".encode()).hexdigest()
    sizes = _kept(kept, digest) or _drawn(page, browser)
    if not sizes:
        return Heights(known)
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text(json.dumps({"made_from": digest, "sizes": sizes}), "utf-8")
    return Heights(
        known,
        {name: (narrow, wide) for name, (narrow, wide, _) in sizes.items()},
        frozenset(name for name, (_narrow, _wide, is_too_wide) in sizes.items() if is_too_wide),
    )


Sizes = Mapping[str, tuple[int, int, bool]]


def _kept(file: Path, digest: str) -> Sizes:
    """What the file keeps, if it was made from the same cards by the same browser."""
    try:
        kept = json.loads(file.read_text("utf-8"))
    except (FileNotFoundError, json.JSONDecodeError):
        return {}
    sizes: Sizes = kept["sizes"] if kept.get("made_from") == digest else {}
    return sizes


def _drawn(page: str, browser: str) -> Sizes:
    """What one start of the browser says of all cards; nothing when it cannot be started."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "cards.html"
        file.write_text(page, "utf-8")
        flags = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"]
        flags += ["--disable-background-networking", f"--user-data-dir={folder}/profile"]
        command = [browser, *flags, "--dump-dom", file.as_uri()]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS)
        except (OSError, subprocess.TimeoutExpired) as fault:
            logger.warning("The cards were not measured: %s", fault)
            return {}
    found = _RESULT.search(done.stdout)
    if not found:
        logger.warning("The cards were not measured: %s said nothing of them.", browser)
        return {}
    sizes: Sizes = json.loads(found[1])
    return sizes
