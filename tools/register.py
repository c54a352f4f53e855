"""`python -m tools.register`: writes down what the site will publish for other sites.

New addresses go into embed-registry.csv, this year's and next year's order of tips into
embed-daily.csv, and the heights of cards, where a browser is there to measure, into
embed-heights.csv. No address is ever taken out.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from knowledge.embeds.registering import with_new_rows
from tools.browser import browser_candidates
from tools.build.builder import ROOT, WRITING, BuildError, build


def main() -> int:
    """The exit code: 1 when the site cannot be built, and so nothing was written."""
    browser = next(iter(browser_candidates()), "")
    with TemporaryDirectory() as folder:
        output = Path(folder) / "site"
        try:
            built = build(
                WRITING,
                output,
                KNOWLEDGE_KEPT=None,
                KNOWLEDGE_DRAFTS=False,
                KNOWLEDGE_BROWSER=browser,
            )
        except BuildError as error:
            print(f"{error}\nNothing was written.", file=sys.stderr)
            return 1
        scripts = [f"/embed/{file.name}" for file in sorted((output / "embed").glob("*.js"))]
    if not browser:
        print("No Chromium was found, so new cards have no height of their own yet.")
    library, heights = built.settings["KNOWLEDGE_LIBRARY"], built.settings["KNOWLEDGE_CARD_HEIGHTS"]
    today = built.settings["KNOWLEDGE_TODAY"]
    for name, text in with_new_rows(library, scripts, heights, today).items():
        print(_written(ROOT / name, text))
    return 0


def _written(file: Path, text: str) -> str:
    """Writes a table if it changed, and says how many lines are new."""
    old = file.read_text("utf-8") if file.is_file() else ""
    if old == text:
        return f"{file.name} is up to date."
    file.write_text(text, "utf-8")
    new = len(set(text.splitlines()) - set(old.splitlines()))
    return f"{file.name}: {new} {'line is' if new == 1 else 'lines are'} new."


if __name__ == "__main__":
    sys.exit(main())
