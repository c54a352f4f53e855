"""The command. It asks first whether there is anything to do: loading the engine takes longer."""

import argparse
import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import tools.build
from tools.build.seal import ROOT, Seal

if TYPE_CHECKING:
    from tools.build.builder import Built


def main(arguments: list[str]) -> int:
    """The exit code: 1 when the build failed, or was told to publish content with problems."""
    parser = argparse.ArgumentParser(prog="python -m tools.build", description=tools.build.__doc__)
    parser.add_argument("--publish", action="store_true", help="build for the world")
    parser.add_argument("--pdfs", action="store_true", help="stop if PDFs cannot be made")
    parser.add_argument("--clean", action="store_true", help="forget what earlier builds learned")
    parser.add_argument("--explain", action="store_true", help="say why each file was made anew")
    parser.add_argument("--output", type=Path, default=ROOT / "output", help="the folder to write")
    chosen = parser.parse_args(arguments)
    output = chosen.output.resolve()
    seal = Seal([str(chosen.publish), str(chosen.pdfs)], output)
    if not chosen.clean and (told := seal.told()):
        said, complained = told
        print(f"Nothing changed since the last build. {said}")
        if complained:
            print(complained, file=sys.stderr)
        return 0
    seal.lift()
    return _build(chosen, output, seal)


def _build(chosen: argparse.Namespace, output: Path, seal: Seal) -> int:
    from knowledge import report
    from tools.browser import browser_candidates
    from tools.build.builder import PUBLISHING, WRITING, Builder, BuildError
    from tools.pdf import complaint

    lacking = complaint() if chosen.publish else ""
    if chosen.pdfs and lacking:
        print(lacking, file=sys.stderr)
        return 1
    print("Building the site ...", flush=True)
    settings = PUBLISHING if chosen.publish else WRITING
    browser = next(iter(browser_candidates()), "") if chosen.publish else ""
    has_pdfs = chosen.publish and not lacking
    try:
        builder = Builder(settings, output, has_pdfs, KNOWLEDGE_BROWSER=browser)
        if chosen.clean:
            builder.forget()
        built = builder.build()
    except BuildError as error:
        print(f"{error}\nThe build stopped; {_shown(output)} is as it was.", file=sys.stderr)
        return 1
    complained = report(built.problems) if built.problems else ""
    if complained:
        print(complained, file=sys.stderr)
    if chosen.explain:
        _explain(built)
    place = f"The site of {built.pages} pages is in {_shown(output)}"
    print(f"{place}: {_made(built)} in {built.seconds:.1f} s.")
    if chosen.publish:
        _say_what_is_missing(built)
        if lacking:
            print(f"The pages for print have no PDFs. {lacking}")
    # Once it can be had, a browser or the library for PDFs makes another site of the same files.
    if not chosen.publish or (browser and has_pdfs):
        seal.write(f"{place}.", complained)
    return 0


def _made(built: "Built") -> str:
    made = len(built.made)
    gone = f", took {len(built.removed)} away" if built.removed else ""
    return f"made {made} {'file' if made == 1 else 'files'}{gone}"


def _explain(built: "Built") -> None:
    for made in built.made:
        print(f"  {made.name}: {made.why}")
    for name in built.removed:
        print(f"  {name}: taken away, as nothing makes it any more")


def _say_what_is_missing(built: "Built") -> None:
    site = built.settings["KNOWLEDGE_LIBRARY"].site
    has_address = built.settings["KNOWLEDGE_PUBLIC_ADDRESS"]
    missing = [name for name in site.missing() if name != "address" or not has_address]
    if missing:
        print(f"Not set in site.yml, so what needs it is left out: {', '.join(missing)}.")


def _shown(path: Path) -> str:
    return os.path.relpath(path) if path.is_relative_to(Path.cwd()) else str(path)


if __name__ == "__main__":
    code = main(sys.argv[1:])
    # Python would look through all that a build made for rings, before it throws it away.
    gc.freeze()
    sys.exit(code)
