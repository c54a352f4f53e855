"""Styles, scripts and fonts, bundled by esbuild."""

import json
import os
import platform
import re
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from plugins.assets.sheets import is_of_template, parted, style_sheets

SCRIPTS = (
    "site.js",
    "search.js",
    "search-page.js",
    "search-engine.js",
    "search-signs.js",
    "settings-form.js",
    "read-aloud.js",
    "embed-builder.js",
    "contribute-form.js",
    "contribute-word.js",
)
"""What every page has, and what a browser fetches once a reader wants to use it."""

TARGETS = "chrome100,firefox100,safari15"

FAULTS = ("css-syntax-error", "unsupported-css-property")
"""What esbuild only warns of, as a browser would pass over it; here it stops the build."""


class AssetError(Exception):
    """The theme's styles or scripts cannot be bundled; the message is esbuild's."""


def bundles(theme: Path, minify: bool) -> dict[str, bytes]:
    """Each file by its plain name. Raises AssetError when esbuild refuses a source."""
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
        fonts = ["--loader:.woff2=file", "--asset-names=[name]"]
        _esbuild(theme, [*entries, *options, *fonts], minify)
        # Unless it makes them small, esbuild tells each sheet's folder, which is new each time.
        own_name = re.compile(rb"/\* [^*]*%b/[^*]*\*/\n" % os.fsencode(sheets.name))
        files = sorted(out.iterdir())
        return _with_seldom({file.name: own_name.sub(b"", file.read_bytes()) for file in files})


def _with_seldom(files: dict[str, bytes]) -> dict[str, bytes]:
    """The files, with the seldom needed rules of each template's sheets in one more sheet."""
    templates = [name for name in files if name.endswith(".css") and is_of_template(name)]
    parts = {name: parted(files[name].decode()) for name in templates}
    often = {name: first.encode() for name, (first, _rest) in parts.items()}
    shared = parts["site.css"][1]
    seldom = {
        f"seldom-{name}": (shared + (rest if name != "site.css" else "")).encode()
        for name, (_first, rest) in parts.items()
    }
    return {**files, **often, **seldom}


def transformed(file: Path, minify: bool) -> str:
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
    modules = Path(__file__).parents[2] / "node_modules"
    program = modules / "@esbuild" / f"{system}-{arch}" / "bin" / "esbuild"
    if not os.access(program, os.X_OK):
        raise AssetError(f"{program.relative_to(modules.parent)} is missing. Run: make setup")
    return [str(program)]
