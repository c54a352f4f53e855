"""The style page: the tokens of every theme, and every example of every component in each."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from markupsafe import Markup
from pelican import signals
from pelican.generators import Generator

from knowledge.ledger import Ledger
from knowledge.views import Link

DEVICE = "device"
"""The theme of a page whose reader chose none: light or dark, as the device is set."""

GROUNDS = {"on-panel": "panel", "seat": "panel", "on-solid": "solid", "on-mark": "mark"}
"""What a role stands on; every other one stands on paper."""

TRUSTED = "Trusted HTML"
"""How the explanation begins of an option whose text is HTML; inside lists it is named html."""

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_THEME = re.compile(r'\[data-theme="(\w+)"\]\s*\{([^}]*)\}')
_COLOUR = re.compile(r"--((?:color|focus)-[\w-]+):\s*(#[0-9a-f]{6})\b")
_STEP = re.compile(r"--(text|space)-(\w+):")
_FILES = re.compile(r'(<use\b[^>]* href=")[^"#]+(?=#)|(<img\b[^>]* src=")[^"]*')
_ROW = re.compile(r"\s*<li[\s>]")
_SCRIPTED = re.compile(r"<template\b|<[^>]* hidden[\s>]")
_ID = re.compile(r' id="([^"]+)"')
_NAMES_IDS = re.compile(
    r'( (?:id|for|form|list|data-list|aria-(?:labelledby|describedby|controls|owns))=")([^"]+)'
)
_LINK = re.compile(r'(<(?:a|use)\b[^>]*? href=")([^"]*)')
_LEAVES = ("http:", "https:", "mailto:")


@dataclass(frozen=True, slots=True)
class StylePage:
    """What the frame of a page asks for, and the component that the page shows, if it is one's."""

    address: str
    component: str = ""


@dataclass(frozen=True, slots=True)
class Colour:
    """A role in one theme: its value, and its contrast with what it stands on."""

    variable: str
    value: str
    ground: str
    contrast: str

    @property
    def role(self) -> str:
        """The name that the design gives it."""
        return self.variable.removeprefix("color-")


@dataclass(frozen=True, slots=True)
class Copy:
    """An example as it looks in one theme."""

    theme: str
    html: Markup


@dataclass(frozen=True, slots=True)
class Example:
    """A use of a component, in every theme."""

    name: str
    anchor: str
    copies: tuple[Copy, ...]


class StyleGenerator(Generator):
    """Reads only the theme, so what it writes changes with the theme alone."""

    def generate_output(self, writer: Any) -> None:
        """style/, and style/<component>/ for every component."""
        theme = Path(self.settings["THEME"])
        ledger: Ledger = self.settings["KNOWLEDGE_LEDGER"]
        files = (file for file in sorted(theme.rglob("*.*")) if file.is_file())
        inputs = {"the theme": [ledger.states.digest(file) for file in files]}
        ledger.files("style pages", inputs, lambda: self._pages(theme, writer))

    def _pages(self, theme: Path, writer: Any) -> tuple[()]:
        sheet = (theme / "static" / "css" / "tokens.css").read_text("utf-8")
        colours = palettes(sheet)
        components = sorted(folder.name for folder in (theme / "components").iterdir())
        pictures = sorted(file.stem for file in (theme / "static" / "pictures").glob("*.svg"))
        data = {"colours": colours, "steps": steps(sheet), "pictures": pictures}
        links = [Link(name, f"/style/{name}/") for name in components]
        self._write(writer, "style", StylePage("/style/"), **data, components=links)
        for link in links:
            self._write_component(writer, theme, link, [DEVICE, *colours])
        return ()

    def _write_component(self, writer: Any, theme: Path, link: Link, themes: list[str]) -> None:
        file = theme / "components" / link.title / "examples.yaml"
        told = yaml.load(file.read_bytes(), _LOADER)
        safe = {each["name"] for each in told["options"] if each["what"].startswith(TRUSTED)}
        uses = [{**each, "params": trusting(each["params"], safe)} for each in told["examples"]]
        examples = list(self._examples(link.title, uses, themes))
        page = StylePage(link.address, link.title)
        data = {"options": told["options"], "examples": examples}
        scripted = any(_SCRIPTED.search(each.copies[0].html) for each in examples)
        self._write(writer, "style-component", page, **data, is_scripted=scripted)

    def _examples(
        self, name: str, examples: list[dict[str, Any]], themes: list[str]
    ) -> Iterator[Example]:
        assets = self.settings["JINJA_GLOBALS"]["assets"]
        macro = getattr(self.env.get_template(f"{name}/template.html").module, macro_name(name))
        for number, example in enumerate(examples, 1):
            anchor = f"example-{number}"
            html = housed(macro(example["params"]))
            html = with_real_files(html, assets.pictures, assets.image("favicon.svg"))
            copies = (Copy(each, copied(html, f"-{number}-{each}", anchor)) for each in themes)
            yield Example(example["name"], anchor, tuple(copies))

    def _write(self, writer: Any, template: str, page: StylePage, **data: Any) -> None:
        name = f"{page.address.strip('/')}/index.html"
        writer.write_file(
            name, self.get_template(template), self.context, url=page.address, index=page, **data
        )


def macro_name(component: str) -> str:
    """The name of the macro in a component's template."""
    return component.replace("-", "_")


def trusting(value: Any, safe: set[str], name: str = "") -> Any:
    """The params of an example, with the texts marked that a page would hand over as HTML."""
    if isinstance(value, dict):
        return {key: trusting(each, safe, key) for key, each in value.items()}
    if isinstance(value, list):
        return [trusting(each, safe, name) for each in value]
    is_html = isinstance(value, str) and (name == "html" or name in safe)
    return Markup(value) if is_html else value


def housed(html: str) -> str:
    """An example in what it cannot do without: rows in a list, a choice of its own in a form."""
    if _ROW.match(html):
        return f'<ol class="theme-copies__list">{html}</ol>'
    # Of all radio buttons of one name outside of forms, a page lets only one be chosen.
    alone = 'type="radio"' in html and "<form" not in html
    return f'<form method="dialog">{html}</form>' if alone else html


def with_real_files(html: str, pictures: str, image: str) -> str:
    """The same HTML, with files of the theme in place of those that an example makes up."""
    return _FILES.sub(lambda m: m[1] + pictures if m[1] else m[2] + image, html)


def copied(html: str, mark: str, anchor: str) -> Markup:
    """One of several copies of an example on a page: `mark` ends its ids, and what names them.

    An example's links lead to pages that are not there. In a copy they lead to the example's
    own heading, whose id is `anchor`, unless they stay in the copy or leave the site.
    """
    own = set(_ID.findall(html))

    def renamed(match: re.Match[str]) -> str:
        return match[1] + " ".join(f"{each}{mark}" for each in match[2].split())

    def led(match: re.Match[str]) -> str:
        target = match[2]
        if target.startswith("#") and target[1:] in own:
            return f"{match[1]}{target}{mark}"
        stays = target.startswith(_LEAVES) or match[1].startswith("<use")
        return match[0] if stays else f"{match[1]}#{anchor}"

    return Markup(_LINK.sub(led, _NAMES_IDS.sub(renamed, html)))


def palettes(sheet: str) -> dict[str, list[Colour]]:
    """The colours of every theme in a sheet of tokens: its own, and otherwise the light ones."""
    named = {theme: dict(_COLOUR.findall(block)) for theme, block in _THEME.findall(sheet)}
    whole = {theme: {**named["light"], **own} for theme, own in named.items()}
    return {theme: [_colour(role, own) for role in own] for theme, own in whole.items()}


def _colour(variable: str, values: dict[str, str]) -> Colour:
    ground = GROUNDS.get(variable.removeprefix("color-"), "paper")
    value = values[variable]
    return Colour(variable, value, ground, f"{contrast(value, values[f'color-{ground}']):.1f}")


def contrast(one: str, other: str) -> float:
    """How far two colours stand apart, from 1 to 21, as WCAG 2.2 reckons it."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def steps(sheet: str) -> dict[str, list[str]]:
    """The names of the steps of `text` and `space`, in the order of the sheet, each once."""
    found: dict[str, dict[str, None]] = {"text": {}, "space": {}}
    for scale, name in _STEP.findall(sheet):
        found[scale][name] = None
    return {scale: list(names) for scale, names in found.items()}


def add_generator(pelican: Any) -> type[Generator] | None:
    """Hands Pelican our generator, on sites that want the pages."""
    return StyleGenerator if pelican.settings["KNOWLEDGE_STYLE_PAGES"] else None


def register() -> None:
    """Called by Pelican."""
    signals.get_generators.connect(add_generator)
