"""Styles, scripts and pictures of the theme: bundled by esbuild, named by their content."""

import base64
import hashlib
import json
import os
import platform
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory
from typing import Any

from jinja2 import pass_context
from markupsafe import Markup
from pelican import signals
from pelican.generators import Generator

SCRIPTS = ("site.js", "search.js", "search-page.js", "search-engine.js", "search-signs.js")
"""What every page has, and what a browser fetches once a reader goes into a search field."""

LAYERS = ("tokens", "reset", "elements", "layouts")
"""The style sheets before the components'; `utilities` comes last."""

_NAMED = re.compile(r'\{%-?\s*(?:extends|from|import|include)\s+"([^"]+)"')
"""The templates that a template is made of."""

TARGETS = "chrome100,firefox100,safari15"

FAULTS = ("css-syntax-error", "unsupported-css-property")
"""What esbuild only warns of, as a browser would pass over it; here it stops the build."""


class AssetError(Exception):
    """The theme's styles or scripts cannot be bundled; the message is esbuild's."""


@dataclass(frozen=True)
class Assets:
    """What templates link to and put in line, and the policy that allows just that."""

    base: str
    files: dict[str, bytes]
    names: dict[str, str]
    inline: dict[str, str]

    def styles(self, template: str) -> list[str]:
        """The addresses of a template's style sheets: every page's, and what only it needs."""
        own = template.replace(".html", ".css")
        return [self._url(name) for name in ("site.css", own) if name in self.names]

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

    def image(self, name: str) -> str:
        """The address of a picture of the theme. KeyError for one that is not there."""
        return self._url(name)

    def inline_script(self, name: str) -> Markup:
        """A script element with the whole script in it."""
        return Markup("<script>{}</script>").format(Markup(self.inline[name]))

    def inline_style(self, name: str) -> Markup:
        """A style element with the whole sheet in it."""
        return Markup("<style>{}</style>").format(Markup(self.inline[name]))

    @property
    def policy(self) -> str:
        """The Content-Security-Policy of every page."""
        script = f"'self' {_hash(self.inline['early.js'])}"
        return (
            f"default-src 'none'; script-src {script}; style-src 'self'; img-src 'self' data:; "
            "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'"
        )

    @property
    def card_policy(self) -> str:
        """The Content-Security-Policy of a card: its own style and nothing else."""
        style = _hash(self.inline["card.css"])
        return f"default-src 'none'; style-src {style}; base-uri 'none'; form-action 'none'"

    def _url(self, name: str) -> str:
        return f"{self.base}/theme/{self.names[name]}"


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def build_assets(theme: Path, base: str, minify: bool) -> Assets:
    """The assets of a theme folder. Raises AssetError when esbuild refuses a file."""
    bundles = _bundles(theme, minify)
    inline = {
        "early.js": _transformed(theme / "templates" / "early.js", minify=True),
        "card.css": _transformed(theme / "templates" / "card.css", minify=True),
    }
    images = {file.name: file.read_bytes() for file in (theme / "static" / "images").iterdir()}
    files, names = {}, {}
    for name, data in {**bundles, **images}.items():
        names[name] = _named(name, data)
        files[names[name]] = data
    return Assets(base, files, names, inline)


def _named(name: str, data: bytes) -> str:
    stem, _, ending = name.rpartition(".")
    return f"{stem}-{hashlib.sha256(data).hexdigest()[:8]}.{ending}"


def _bundles(theme: Path, minify: bool) -> dict[str, bytes]:
    scripts = [theme / "static" / "js" / name for name in SCRIPTS]
    with TemporaryDirectory() as folder:
        sheets = Path(folder)
        for name, sources in style_sheets(theme).items():
            imports = (f"@import {json.dumps(source.as_posix())};\n" for source in sources)
            (sheets / name).write_text("".join(imports), "utf-8")
        out = sheets / "out"
        entries = [str(file) for file in (*scripts, *sorted(sheets.glob("*.css")))]
        # Classic scripts run in a worker of any browser, and in pages opened from a folder.
        options = ["--bundle", "--format=iife", "--entry-names=[name]", f"--outdir={out}"]
        _esbuild(theme, [*entries, *options], minify)
        # Unless it makes them small, esbuild tells each sheet's folder, which is new each time.
        own_name = re.compile(rb"/\* [^*]*%b/[^*]*\*/\n" % os.fsencode(sheets.name))
        return {file.name: own_name.sub(b"", file.read_bytes()) for file in sorted(out.iterdir())}


def style_sheets(theme: Path) -> dict[str, list[Path]]:
    """The sources of each sheet, in the order of the cascade's layers.

    site.css has what every page is made of. What one template alone is made of stands in a
    sheet with the name of the template, so that no reader loads the styles of all pages.
    """
    css = theme / "static" / "css"
    shared = _components(theme, "base.html")
    sheets = {"site.css": [*(css / f"{layer}.css" for layer in LAYERS), *shared]}
    sheets["site.css"].append(css / "utilities.css")
    files = sorted((theme / "templates").glob("*.html"))
    parts = {name for file in files for name in _named_in(file)}
    for file in files:
        own = [sheet for sheet in _components(theme, file.name) if sheet not in shared]
        if own and file.name not in parts:
            sheets[f"{file.stem}.css"] = own
    return sheets


def _components(theme: Path, template: str) -> list[Path]:
    """The sheets of the components that a template is made of."""
    parts = {template}
    waiting = [template]
    while waiting:
        name = waiting.pop()
        folder = theme / ("components" if "/" in name else "templates")
        named = _named_in(folder / name) - parts
        parts |= named
        waiting += named
    folders = sorted({theme / "components" / PurePath(part).parent for part in parts})
    sheets = (folder / f"{folder.name}.css" for folder in folders)
    return [sheet for sheet in sheets if sheet.is_file()]


def _named_in(template: Path) -> set[str]:
    return set(_NAMED.findall(template.read_text("utf-8")))


def _transformed(file: Path, minify: bool) -> str:
    loader = f"--loader={file.suffix[1:]}"
    return _esbuild(file.parent, [loader], minify, file.read_text("utf-8")).strip()


def _esbuild(folder: Path, options: list[str], minify: bool, source: str | None = None) -> str:
    command = [*esbuild_command(), *options, f"--target={TARGETS}", "--log-level=error"]
    command += [f"--log-override:{fault}=error" for fault in FAULTS]
    if minify:
        command.append("--minify")
    done = subprocess.run(command, cwd=folder, input=source, capture_output=True, text=True)
    if done.returncode:
        raise AssetError(f"The theme's styles or scripts hold a fault.\n{done.stderr.strip()}")
    return done.stdout


def esbuild_command() -> list[str]:
    """esbuild's own program, which needs no Node to run."""
    system = platform.system().lower()
    machine = {"x86_64": "x64", "amd64": "x64", "aarch64": "arm64"}
    arch = machine.get(platform.machine().lower(), platform.machine().lower())
    modules = Path(__file__).parent.parent / "node_modules"
    program = modules / "@esbuild" / f"{system}-{arch}" / "bin" / "esbuild"
    if not os.access(program, os.X_OK):
        raise AssetError(f"{program.relative_to(modules.parent)} is missing. Run: make setup")
    return [str(program)]


class AssetsGenerator(Generator):
    """Writes the theme's files."""

    def generate_output(self, _writer: Any) -> None:
        """Each asset under theme/ in the output."""
        assets: Assets = self.settings["JINJA_GLOBALS"]["assets"]
        folder = Path(self.output_path) / "theme"
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in assets.files.items():
            (folder / name).write_bytes(data)


def make_assets(pelican: Any) -> type[Generator]:
    """Builds the assets before any template needs their names."""
    settings = pelican.settings
    minify = settings["KNOWLEDGE_IS_PUBLISHING"]
    assets = build_assets(Path(settings["THEME"]), settings["SITEURL"], minify)
    settings["JINJA_GLOBALS"] = {
        **settings["JINJA_GLOBALS"],
        "assets": assets,
        "csp": assets.policy,
        "styles": pass_context(lambda context: assets.styles(context.name)),
        "inline_script": assets.inline_script,
        "inline_style": assets.inline_style,
    }
    return AssetsGenerator


def register() -> None:
    """Called by Pelican."""
    signals.get_generators.connect(make_assets)
