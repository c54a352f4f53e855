"""`python -m tests.browser.shoot`: every template in every theme at three widths, on one page.

The pictures are for a person who reviews a change of the design. They are left in .cache/ and not
kept in git: a picture differs from machine to machine, and the tests say what must hold.
"""

import tempfile
from collections.abc import Iterable
from contextlib import closing
from html import escape
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from knowledge import Library
from tests.browser.conftest import LOOKS, TEMPLATES, serve, visit, wear
from tests.conftest import ROOT, launch
from tools.build.builder import WRITING, build

SHEET = ROOT / ".cache" / "snapshots"
SIZES = ((320, 640), (768, 900), (1280, 800))
FORCED = "forced colours"
TOP = """<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Every page, in every theme</title>
<style>
body { font: 1rem/1.5 sans-serif; margin: 1rem; background: #777; color: #fff; }
ul { display: flex; flex-wrap: wrap; gap: 1rem; padding: 0; list-style: none; }
img { display: block; height: 20rem; }
</style>
"""


def shoot(templates: Iterable[str], folder: Path) -> Path:
    """The page of pictures, which is written into the folder with them."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as built, sync_playwright() as playwright:
        library: Library = build(WRITING, Path(built) / "site", KNOWLEDGE_KEPT=None).settings[
            "KNOWLEDGE_LIBRARY"
        ]
        with closing(serve(Path(built) / "site", "")) as served:
            root = next(served)
            browser = launch(playwright)
            parts = [
                _shoot(browser, name, root + TEMPLATES[name](library), folder) for name in templates
            ]
            browser.close()
    sheet = folder / "index.html"
    sheet.write_text(TOP + "".join(parts), "utf-8")
    return sheet


def _shoot(browser: Browser, template: str, url: str, folder: Path) -> str:
    """The part of the sheet that shows one template; its pictures are written beside it."""
    names = []
    for width, height in SIZES:
        options: dict[str, Any] = {"viewport": {"width": width, "height": height}}
        context = browser.new_context(reduced_motion="reduce", **options)
        page = visit(context.new_page(), url)
        for look in LOOKS:
            wear(page, look)
            names.append(_picture(page, f"{template} {width} {look}", folder))
        wear(page, "light")
        page.emulate_media(forced_colors="active")
        names.append(_picture(page, f"{template} {width} {FORCED}", folder))
        context.close()
    rows = "".join(
        f'<li><a href="{file}"><img src="{file}" alt="" loading="lazy"></a>{escape(name)}</li>\n'
        for name, file in names
    )
    return f"<h2>{escape(template)}</h2>\n<ul>\n{rows}</ul>\n"


def _picture(page: Page, name: str, folder: Path) -> tuple[str, str]:
    file = f"{name.replace(' ', '-')}.jpeg"
    page.screenshot(path=folder / file, type="jpeg", quality=70)
    return name, file


def main() -> None:
    """Shoots all of them and says where they are."""
    print(f"Open {shoot(TEMPLATES, SHEET)}")  # noqa: T201 - it talks to the person who asked


if __name__ == "__main__":
    main()
