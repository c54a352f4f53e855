"""`python -m tools.bench_build.project SIZE FOLDER`: a project of its own with so many pages.

It has our code, theme and settings, and content made like ours. So whatever works here works
there: `python -m tools.build`, `python -m tools.serve`, `python -m knowledge check`. Writing it
again renews the code and the content, and leaves what builds kept.
"""

import shutil
import sys
from pathlib import Path

from knowledge import open_library, report
from tools.bench_build.content import write

ROOT = Path(__file__).resolve().parents[2]
CODE = ("knowledge", "plugins", "theme", "tools")
FILES = ("pelicanconf.py", "publishconf.py", "site.yml")


def write_project(folder: Path, size: int) -> None:
    """Writes the project. Its content has no problem, or this raises ValueError with all."""
    for name in (*CODE, "content"):
        shutil.rmtree(folder / name, ignore_errors=True)
    for name in CODE:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in FILES:
        shutil.copy(ROOT / name, folder)
    modules = folder / "node_modules"
    if not modules.is_symlink():
        modules.symlink_to(ROOT / "node_modules")
    library, _problems = open_library(ROOT)
    if library is None:
        raise ValueError("site.yml cannot be read. `make check` says why.")
    write(library, folder, size)
    _library, problems = open_library(folder)
    if problems:
        raise ValueError(report(problems))


def main(arguments: list[str]) -> int:
    """The exit code."""
    if len(arguments) != 2 or not arguments[0].isdecimal():
        print("Usage: python -m tools.bench_build.project SIZE FOLDER", file=sys.stderr)
        return 2
    folder = Path(arguments[1])
    try:
        write_project(folder, int(arguments[0]))
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"Wrote a project of {int(arguments[0]):,} pages into {folder}.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
