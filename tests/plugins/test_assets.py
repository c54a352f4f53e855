"""Styles, scripts and pictures: bundled in their order, named by their content, allowed by hash."""

import base64
import hashlib
import json
import re
import shutil
import subprocess
from pathlib import Path
from tempfile import gettempdir
from typing import Any

import pytest

from plugins.assets import Assets, build_assets, bundling
from plugins.assets.bundling import SCRIPTS, AssetError
from plugins.assets.sheets import LAYERS, style_sheets
from tests.conftest import node
from tests.plugins.conftest import Site
from tests.plugins.mini_site import ROOT, Output, markdown
from tools.build.builder import BuildError

THEME = ROOT / "theme"


@pytest.fixture
def theme(tmp_path: Path) -> Path:
    """A copy of the theme that a test may change."""
    copy = tmp_path / "theme"
    shutil.copytree(THEME, copy)
    (tmp_path / "node_modules").symlink_to(ROOT / "node_modules")
    return copy


def use(theme: Path) -> dict[str, Any]:
    """The settings that put another theme in the real one's place."""
    components = [str(theme / "components")]
    return {"THEME": str(theme), "THEME_TEMPLATES_OVERRIDES": components}


def sha256(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def policy(output: Output, path: str) -> dict[str, str]:
    meta = output.soup(path).select_one('meta[http-equiv="Content-Security-Policy"]')
    rules = (rule.partition(" ") for rule in meta["content"].split("; "))
    return {name: allowed for name, _, allowed in rules}


def test_policy_allows_the_script_that_is_printed_and_no_other(bread: Output) -> None:
    pages = [path for path in bread.pages() if not path.startswith("embed/")]
    for path in pages:
        printed = [s.string for s in bread.soup(path).select("script:not([src])")]
        assert policy(bread, path)["script-src"].split() == [
            "'self'",
            *(sha256(script) for script in printed or [assets_of(bread).inline["early.js"]]),
        ], path
        assert policy(bread, path)["default-src"] == "'none'"
        assert policy(bread, path)["style-src"] == "'self'"
        assert "unsafe" not in bread.read(path)


def assets_of(output: Output) -> Assets:
    found: Assets = output.settings["JINJA_GLOBALS"]["assets"]
    return found


def test_pages_have_no_style_and_no_handler_in_their_elements(bread: Output) -> None:
    for path in bread.pages():
        for element in bread.soup(path).find_all(True):
            names = [name for name in element.attrs if name == "style" or name.startswith("on")]
            assert names == [], (path, element)


def test_every_file_is_named_by_what_is_in_it(bread: Output) -> None:
    files = [path for path in bread.paths() if path.startswith("theme/")]
    assert {re.sub(r"-[0-9a-f]{8}\.", ".", path) for path in files} == {
        f"theme/{name}" for name in assets_of(bread).names
    }
    for path in files:
        digest = hashlib.sha256(bread.file(path).read_bytes()).hexdigest()[:8]
        assert f"-{digest}." in path


def test_another_style_gives_the_sheet_another_name_and_leaves_the_script(theme: Path) -> None:
    before = build_assets(theme, "", minify=True)
    sheet = theme / "static" / "css" / "utilities.css"
    sheet.write_text(sheet.read_text("utf-8") + "@layer utilities { .new { color: red } }")
    after = build_assets(theme, "", minify=True)
    changed = [name for name in before.names if before.names[name] != after.names[name]]
    assert changed == ["site.css"]


def test_addresses_stand_under_the_base_path() -> None:
    found = build_assets(THEME, "/base", minify=False)
    every = [
        *found.styles("tip.html"),
        *found.scripts,
        *found.search_scripts.values(),
        *found.settings_form.values(),
        found.image("favicon.svg"),
    ]
    assert [address for address in every if not address.startswith("/base/theme/")] == []
    assert len(set(every)) == 10


def test_layers_of_the_cascade_are_named_first_and_in_order() -> None:
    sheet = build_assets(THEME, "", minify=True).files
    text = next(data.decode() for name, data in sheet.items() if name.startswith("site-"))
    assert text.startswith("@layer tokens,reset,elements,layouts,components,utilities;")
    named = list(dict.fromkeys(re.findall(r"@layer ([\w]+)\s*\{", text)))
    assert named == [*LAYERS, "components", "utilities"]


def test_sheet_of_every_page_holds_its_components_between_the_layouts_and_the_utilities() -> None:
    shared = [file.relative_to(THEME).as_posix() for file in style_sheets(THEME)["site.css"]]
    layers = [f"static/css/{layer}.css" for layer in LAYERS]
    assert shared[: len(layers)] == layers
    assert shared[-1] == "static/css/utilities.css"
    assert "components/site-header/site-header.css" in shared
    assert "components/site-menu/site-menu.css" in shared  # the header's template names it


def test_sheet_of_a_template_holds_the_components_that_only_it_is_made_of() -> None:
    sheets = style_sheets(THEME)
    own = {sheet: {file.stem for file in files} for sheet, files in sheets.items()}
    assert {"tip-card", "try-this", "prose", "pager"} <= own["tip.css"]
    assert {"milestone", "timeline-decade"} <= own["timeline.css"]
    assert "milestone" not in own["tip.css"]
    assert not own["tip.css"] & own["site.css"]
    assert not own.keys() & {"base.css", "entry.css", "moved.css", "card.css"}


def test_form_that_a_script_fetches_has_a_sheet_of_its_own() -> None:
    sheets = style_sheets(THEME)
    apart = sheets["settings-form.css"]
    assert [file.stem for file in apart] == ["reading-ruler", "reading-settings"]
    # Beside it, only the pages of the style page, each of one component alone.
    others = {name: files for name, files in sheets.items() if not name.startswith("part-")}
    del others["settings-form.css"]
    elsewhere = {file for files in others.values() for file in files}
    assert set(apart) & elsewhere == set()


def test_page_of_the_settings_loads_what_the_form_needs_and_marks_it(bread: Output) -> None:
    wanted = assets_of(bread).settings_form
    marked = bread.soup("reading-settings/index.html").select("head [data-settings]")
    assert [(tag.name, tag.get("href") or tag.get("src")) for tag in marked] == [
        ("link", wanted["style"]),
        ("script", wanted["script"]),
    ]
    assert marked[1].has_attr("defer")


@pytest.mark.parametrize("minify", [True, False])
def test_styles_find_the_fonts_beside_them_by_their_published_names(minify: bool) -> None:
    found = build_assets(THEME, "/base", minify)
    sheet = found.files[found.names["site.css"]].decode()
    linked = re.findall(r'src: ?url\("?\./([^)"]+)"?\)', sheet)
    fonts = [name for name in found.files if name.endswith(".woff2")]
    assert sorted(linked) == sorted(fonts)
    assert len(fonts) == 2
    for font in fonts:
        assert found.files[font].startswith(b"wOF2")


def test_another_font_gives_the_sheet_another_name(theme: Path) -> None:
    before = build_assets(theme, "", minify=True)
    sheet = theme / "static" / "css" / "fonts.css"
    (theme / "static" / "css" / "own.woff2").write_bytes(b"one")
    rule = '@font-face { font-family: "Own"; src: url("./own.woff2"); }'
    sheet.write_text(sheet.read_text("utf-8") + rule)
    one = build_assets(theme, "", minify=True)
    (theme / "static" / "css" / "own.woff2").write_bytes(b"other")
    other = build_assets(theme, "", minify=True)
    assert len({each.names["site.css"] for each in (before, one, other)}) == 3
    changed = {name for name in one.names if one.names[name] != other.names[name]}
    assert changed == {"own.woff2", "site.css"}


def test_same_theme_gives_the_same_files(theme: Path) -> None:
    once, again = (build_assets(theme, "", minify=False) for _time in range(2))
    assert once == again
    assert gettempdir().encode() not in b"".join(once.files.values())


def test_every_component_stands_in_some_sheet() -> None:
    sheets = style_sheets(THEME)
    used = {name: files for name, files in sheets.items() if not name.startswith("part-")}
    found = {file for files in used.values() for file in files}
    assert sorted(set(THEME.glob("components/*/*.css")) - found) == []


def test_sheet_of_a_component_holds_what_it_is_made_of_and_nothing_of_every_page() -> None:
    sheets = style_sheets(THEME)
    parts = {file.stem for file in sheets["part-story-facts.css"]}
    assert parts == {"story-facts", "fact-list"}
    assert "part-site-menu.css" not in sheets
    found = build_assets(THEME, "/base", minify=False)
    [address] = found.component_styles("story-facts")
    assert address.startswith("/base/theme/part-story-facts-")
    assert found.component_styles("site-menu") == []


def test_published_files_are_smaller_than_those_for_writing() -> None:
    small, large = (build_assets(THEME, "", minify=minify) for minify in (True, False))
    for name in ("site.css", *SCRIPTS):
        assert len(small.files[small.names[name]]) < len(large.files[large.names[name]])


@pytest.mark.parametrize("fault", [".a { color: red", ".a { widht: 1px }", '@import "./gone.css";'])
def test_fault_in_a_style_stops_the_build_and_names_the_file_and_the_line(
    site: Site, theme: Path, fault: str
) -> None:
    sheet = theme / "components" / "tip-card" / "tip-card.css"
    sheet.write_text(f"{fault}\n")
    with pytest.raises(BuildError) as stopped:
        site({"content/tips/a.md": markdown("A", "Do.")}, **use(theme))
    told = str(stopped.value)
    assert told.startswith("The theme's styles or scripts hold a fault.\n")
    assert "components/tip-card/tip-card.css:" in told


def test_fault_in_a_script_stops_the_build_and_names_the_file_and_the_line(
    site: Site, theme: Path
) -> None:
    (theme / "static" / "js" / "site.js").write_text("// fine\nlet = ;\n")
    with pytest.raises(BuildError) as stopped:
        site({"content/tips/a.md": markdown("A", "Do.")}, **use(theme))
    assert str(stopped.value).startswith("The theme's styles or scripts hold a fault.\n")
    assert "static/js/site.js:2:6:" in str(stopped.value)


def test_missing_esbuild_is_told_with_the_command_that_brings_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(bundling, "__file__", str(tmp_path / "plugins" / "assets" / "x.py"))
    with pytest.raises(AssetError) as stopped:
        build_assets(THEME, "", minify=False)
    message = re.sub(r"@esbuild/[\w-]+/", "@esbuild/.../", str(stopped.value))
    assert message == "node_modules/@esbuild/.../bin/esbuild is missing. Run: make setup"


def test_pages_name_the_search_and_load_nothing_of_it(bread: Output) -> None:
    scripts_of = assets_of(bread).search_scripts
    for path in bread.pages():
        scripts = bread.soup(path).select("script[src]")
        if not scripts:  # a card, or an address that moved
            continue
        form = [tag for tag in scripts if tag.has_attr("data-settings")]
        # The pages of cards show one in a frame, as a host would.
        host = [tag for tag in scripts if tag["src"].endswith("/embed/v1.js")]
        others = [tag["src"] for tag in scripts if tag not in [*form, *host]]
        assert others == assets_of(bread).scripts, path
        assert len(host) == path.startswith("embed/")
        shown = ("reading-settings/", "style/reading-settings/", "style/reading-ruler/")
        assert len(form) == (path.removesuffix("index.html") in shown)
        wanted = scripts_of["page" if path == "search/index.html" else "search"]
        assert scripts[0]["data-search"] == wanted
        assert scripts[0]["data-engine"] == scripts_of["engine"]
        assert bread.soup(path).select("link[rel=preload], link[rel=modulepreload]") == []


def test_scripts_are_classic_so_that_pages_opened_from_a_folder_run_them(bread: Output) -> None:
    named = assets_of(bread).names
    for name in SCRIPTS:
        text = bread.read(f"theme/{named[name]}")
        assert not re.search(r"^\s*(import|export)\b", text, re.MULTILINE)
    home = bread.soup("index.html").select_one("script[src]")
    assert home.has_attr("defer")
    assert not home.has_attr("type")


def brotli(texts: list[bytes]) -> int:
    """How many bytes these weigh together, each compressed by itself."""
    program = (
        'const { brotliCompressSync } = require("zlib");'
        'const files = JSON.parse(require("fs").readFileSync(0, "utf8"));'
        "console.log(files.reduce((sum, file) => sum + brotliCompressSync(file).length, 0));"
    )
    told = json.dumps([text.decode() for text in texts])
    done = subprocess.run(
        [node(), "-e", program], input=told, capture_output=True, text=True, check=True
    )
    return int(done.stdout)


@pytest.mark.parametrize(("script", "most"), [("search.js", 12_000), ("search-page.js", 12 * 1024)])
def test_search_with_lunr_weighs_at_most_twelve_kilobytes(script: str, most: int) -> None:
    small = build_assets(THEME, "", minify=True)
    assert brotli([small.files[small.names[name]] for name in (script, "search-engine.js")]) <= most
