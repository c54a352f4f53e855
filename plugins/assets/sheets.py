"""Which style sheets there are, and what each is made of."""

import re
from pathlib import Path, PurePath

LAYERS = ("tokens", "reset", "elements", "layouts")
"""The style sheets before the components'; `utilities` comes last."""

APART = {
    "scripted.css": ("read-aloud", "search-suggestions", "term-definition"),
    "settings-form.css": ("reading-ruler", "reading-settings"),
}
"""What shows only once a script has run: a script fetches these styles."""

_NAMED = re.compile(r'\{%-?\s*(?:extends|from|import|include)\s+"([^"]+)"')
"""The templates that a template is made of."""

_OPENS = re.compile(r"([^{};]*)([{};])")

SELDOM = re.compile(r"@media ?(print|\(forced-colors: ?active\)|\(max-width: ?15em\))")
"""What a first look at a page seldom needs; browsers fetch the sheet of these last."""

SELDOM_MEDIA = "print, (forced-colors: active), (max-width: 15em)"


def style_sheets(theme: Path) -> dict[str, list[Path]]:
    """The sources of each sheet, in the order of the cascade's layers.

    site.css has what every page is made of. What one template alone is made of stands in a
    sheet with the name of the template, so that no reader loads the styles of all pages.
    The page that shows one component by itself needs a sheet of that: part-<component>.css.
    """
    css = theme / "static" / "css"
    apart = {
        sheet: [theme / "components" / name / f"{name}.css" for name in names]
        for sheet, names in APART.items()
    }
    named = {file for files in apart.values() for file in files}
    shared = [sheet for sheet in _components(theme, "base.html") if sheet not in named]
    named.update(shared)
    layers = [css / f"{layer}.css" for layer in LAYERS]
    site = [*layers, css / "fonts.css", *shared, css / "utilities.css"]
    sheets = {"site.css": site, **apart}
    files = sorted((theme / "templates").glob("*.html"))
    parts = {name for file in files for name in _named_in(file)}
    for file in files:
        own = [sheet for sheet in _components(theme, file.name) if sheet not in named]
        if own and file.name not in parts:
            sheets[f"{file.stem}.css"] = own
    for folder in sorted((theme / "components").iterdir()):
        parts_of = _components(theme, f"{folder.name}/template.html")
        sheets[f"part-{folder.name}.css"] = [each for each in parts_of if each not in shared]
    return {name: sources for name, sources in sheets.items() if sources}


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


def is_of_template(sheet: str) -> bool:
    """Whether a sheet is one that a template links to, and no script or page of one component."""
    return sheet not in APART and not sheet.startswith("part-")


def parted(sheet: str) -> tuple[str, str]:
    """A sheet without its seldom needed rules, and a sheet of these alone, each in its layer."""
    often, seldom = [], []
    around: list[str] = []
    place = 0
    while found := _OPENS.match(sheet, place):
        rule, mark = found[1].strip(), found[2]
        end = found.end()
        if mark == "{" and SELDOM.match(rule):
            end = _end_of_block(sheet, end)
            seldom += [*(f"{each}{{" for each in around), sheet[place:end], "}" * len(around)]
        else:
            often.append(found[0])
        if mark == "{" and not SELDOM.match(rule):
            around.append(rule)
        elif mark == "}":
            around.pop()
        place = end
    return "".join(often) + sheet[place:], "".join(seldom)


def _end_of_block(sheet: str, start: int) -> int:
    """The place after the brace that closes what was opened before `start`."""
    depth = 1
    for found in re.compile("[{}]").finditer(sheet, start):
        depth += 1 if found[0] == "{" else -1
        if not depth:
            return found.end()
    return len(sheet)
