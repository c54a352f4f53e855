"""Styles, scripts, fonts and pictures of the theme: bundled by esbuild, named by their content."""

import base64
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import pass_context
from markupsafe import Markup
from pelican import signals
from pelican.generators import Generator

from knowledge.facts import note
from knowledge.ledger import Ledger
from plugins.assets.bundling import bundles, transformed
from plugins.assets.cards import CardAssets, card_assets
from plugins.assets.pictures import sprite
from plugins.assets.sheets import SELDOM_MEDIA


@dataclass(frozen=True)
class Assets:
    """What templates link to and put in line, and the policy that allows just that."""

    base: str
    files: dict[str, bytes]
    names: dict[str, str]
    inline: dict[str, str]
    cards: CardAssets

    def styles(self, template: str) -> list[str]:
        """The addresses of a template's style sheets: every page's, and what only it needs."""
        own = template.replace(".html", ".css")
        note(f"asset:{own}")
        return [self._url(name) for name in ("site.css", own) if name in self.names]

    def seldom_styles(self, template: str) -> str:
        """The address of what a first look at a template's pages seldom needs: print and such."""
        own = f"seldom-{template.replace('.html', '.css')}"
        note(f"asset:{own}")
        return self._url(own if own in self.names else "seldom-site.css")

    def component_styles(self, component: str) -> list[str]:
        """The address of what a component needs beside every page's sheet, if it needs more."""
        note(f"asset:part-{component}.css")
        return [self._url(name) for name in [f"part-{component}.css"] if name in self.names]

    @property
    def scripts(self) -> list[str]:
        """The addresses of the scripts of every page."""
        return [self._url("site.js")]

    @property
    def search_scripts(self) -> dict[str, str]:
        """The addresses that the script of every page needs once a reader wants to search."""
        return {
            "search": self._url("search.js"),
            "page": self._url("search-page.js"),
            "engine": self._url("search-engine.js"),
            "signs": self._url("search-signs.js"),
        }

    @property
    def scripted_style(self) -> str:
        """The address of the styles of what only a script shows."""
        return self._url("scripted.css")

    @property
    def settings_form(self) -> dict[str, str]:
        """The addresses that the form of the reading settings needs wherever it is shown."""
        return {"style": self._url("settings-form.css"), "script": self._url("settings-form.js")}

    @property
    def pictures(self) -> str:
        """The address of the file that holds all drawings, each by its name after a #."""
        return self._url("pictures.svg")

    @property
    def read_aloud(self) -> str:
        """The address of the script that reads a page aloud, for the button that asks for it."""
        return self._url("read-aloud.js")

    @property
    def embed_builder(self) -> str:
        """The address of the script of the page where a card is chosen for another site."""
        return self._url("embed-builder.js")

    @property
    def contribute_form(self) -> str:
        """The address of the script of the pages where people write something for the site."""
        return self._url("contribute-form.js")

    @property
    def contribute_word(self) -> str:
        """The address of the script that reads a Word file, for the form that asks for it."""
        return self._url("contribute-word.js")

    def image(self, name: str) -> str:
        """The address of a picture of the theme. KeyError for one that is not there."""
        return self._url(name)

    def inline_script(self, name: str) -> Markup:
        """A script element with the whole script in it."""
        note(f"asset:{name}")
        return Markup("<script>{}</script>").format(Markup(self.inline[name]))

    @property
    def policy(self) -> str:
        """The Content-Security-Policy of every page."""
        script = f"'self' {_hash(self.inline['early.js'])}"
        return (
            f"default-src 'none'; script-src {script}; style-src 'self'; img-src 'self' data:; "
            "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'"
        )

    @property
    def builder_policy(self) -> str:
        """The Content-Security-Policy of the page that shows our own cards in frames."""
        return f"{self.policy}; frame-src 'self'"

    def card_policy(self, theme: str) -> str:
        """The Content-Security-Policy of a card: its own style and script, and nothing else."""
        style, script = _hash(self.cards.styles[theme]), _hash(self.cards.script)
        return (
            f"default-src 'none'; style-src {style}; script-src {script}; "
            "base-uri 'none'; form-action 'none'"
        )

    def state(self, name: str) -> object:
        """What templates can see of a file, by its plain name."""
        return self.base, self.names.get(name), self.inline.get(name)

    def _url(self, name: str) -> str:
        note(f"asset:{name}")
        return f"{self.base}/theme/{self.names[name]}"


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def build_assets(theme: Path, base: str, minify: bool) -> Assets:
    """The assets of a theme folder. Raises AssetError when esbuild refuses a file."""
    bundled = bundles(theme, minify)
    inline = {"early.js": transformed(theme / "templates" / "early.js", minify=True)}
    images = {file.name: file.read_bytes() for file in (theme / "static" / "images").iterdir()}
    images["pictures.svg"] = sprite(theme / "static" / "pictures")
    fonts = {name: data for name, data in bundled.items() if name.endswith(".woff2")}
    files: dict[str, bytes] = {}
    names: dict[str, str] = {}
    # Fonts first, as styles name them: a sheet with another font in it is another sheet.
    for name, data in {**fonts, **bundled, **images}.items():
        content = _pointed(data, fonts, names)
        names[name] = _named(name, content)
        files[names[name]] = content
    return Assets(base, files, names, inline, card_assets(theme))


def _pointed(data: bytes, fonts: Iterable[str], names: Mapping[str, str]) -> bytes:
    """A file with each font called by its published name, beside which the file will lie."""
    for font in fonts:
        if font in names:
            data = data.replace(f"./{font}".encode(), f"./{names[font]}".encode())
    return data


def _named(name: str, data: bytes) -> str:
    stem, _, ending = name.rpartition(".")
    return f"{stem}-{hashlib.sha256(data).hexdigest()[:8]}.{ending}"


class AssetsGenerator(Generator):
    """Writes the theme's files."""

    def generate_output(self, _writer: Any) -> None:
        """Each asset under theme/ in the output."""
        assets: Assets = self.settings["JINJA_GLOBALS"]["assets"]
        ledger: Ledger = self.settings["KNOWLEDGE_LEDGER"]
        for name, data in assets.files.items():
            ledger.put(f"theme/{name}", data)


def _sources(theme: Path, ledger: Ledger) -> list[tuple[str, bytes]]:
    """The state of every file that assets are made of: all of the theme but its HTML."""
    files = sorted(file for file in theme.rglob("*") if file.suffix not in ("", ".html", ".yaml"))
    locked = theme.parent / "package-lock.json"
    return [(file.name, ledger.states.digest(file)) for file in (*files, locked)]


def make_assets(pelican: Any) -> type[Generator]:
    """Builds the assets before any template needs their names."""
    settings = pelican.settings
    minify, base = settings["KNOWLEDGE_IS_PUBLISHING"], settings["SITEURL"]
    theme, ledger = Path(settings["THEME"]), settings["KNOWLEDGE_LEDGER"]
    inputs = {"the theme": _sources(theme, ledger), "a setting": (minify, base)}
    assets = ledger.recall("assets", inputs, lambda: build_assets(theme, base, minify))
    ledger.tell("asset", "{} of the theme", assets.state)
    settings["JINJA_GLOBALS"] = {
        **settings["JINJA_GLOBALS"],
        "assets": assets,
        "csp": assets.policy,
        "styles": pass_context(lambda context: assets.styles(context.name)),
        "seldom_styles": pass_context(lambda context: assets.seldom_styles(context.name)),
        "seldom_media": SELDOM_MEDIA,
        "inline_script": assets.inline_script,
    }
    return AssetsGenerator


def register() -> None:
    """Called by Pelican."""
    signals.get_generators.connect(make_assets)
