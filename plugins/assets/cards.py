"""What a card has in line: its script, and one small sheet for each theme."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from plugins.assets.bundling import transformed

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_BLOCK = re.compile(r"([^{};]*)\{([^{}]*)\}")
_ROLE = re.compile(r"(--[\w-]+):\s*([^;]+);")
_USED = re.compile(r"var\((--[\w-]+)")

SCHEMES: Mapping[str, str] = {"": "light dark", "light": "light", "dark": "dark", "plain": "light"}
"""What each theme tells the browser of its colours; the first follows the reader's device."""


@dataclass(frozen=True, slots=True)
class CardAssets:
    """The sheet of each theme and what it tells of its colours, and the one script."""

    styles: Mapping[str, str]
    schemes: Mapping[str, str]
    script: str


def card_assets(theme: Path) -> CardAssets:
    """What the cards of a theme folder need, small enough to stand in each of them."""
    sheet = transformed(theme / "templates" / "card.css", minify=True)
    tokens = (theme / "static" / "css" / "tokens.css").read_text("utf-8")
    styles = {name: f"{colours}{sheet}" for name, colours in _colours(tokens, sheet).items()}
    return CardAssets(styles, SCHEMES, transformed(theme / "templates" / "card.js", minify=True))


def _colours(tokens: str, sheet: str) -> dict[str, str]:
    """The roles that the sheet names, with the values that they have in the site's themes.

    A plain card has the colours that the tokens give to forced colours: the browser's own.
    """
    blocks = [(m[1], m[2]) for m in _BLOCK.finditer(_COMMENT.sub("", tokens))]
    used = set(_USED.findall(sheet))
    light = _roles(blocks, ":root", used)
    dark = _roles(blocks, '[data-theme="dark"]', used)
    forced = next(_declared(body, used) for _selector, body in blocks if "CanvasText" in body)
    where_forced = f"@media (forced-colors:active){{{_root(forced)}}}"
    schemes = {
        "": _root(light) + f"@media (prefers-color-scheme:dark){{{_root(dark)}}}",
        "light": _root(light),
        "dark": _root({**light, **dark}),
        "plain": _root({**light, **forced}),
    }
    return {
        name: f":root{{color-scheme:{SCHEMES[name]}}}{roots}{where_forced}"
        for name, roots in schemes.items()
    }


def _roles(blocks: list[tuple[str, str]], selector: str, used: set[str]) -> dict[str, str]:
    """What is declared for one selector; what comes later wins."""
    found: dict[str, str] = {}
    for selectors, body in blocks:
        if selector in (each.strip() for each in selectors.split(",")):
            found.update(_declared(body, used))
    return found


def _declared(body: str, used: set[str]) -> dict[str, str]:
    return {name: value for name, value in _ROLE.findall(body) if name in used}


def _root(roles: Mapping[str, str]) -> str:
    return f":root{{{';'.join(f'{name}:{value}' for name, value in roles.items())}}}"
