"""`python -m tools.bench`: prints what the build costs and what linking adds, as ratios.

With `--large`, linking is measured on 10,000 pages too, which takes some minutes.
"""

import sys

from knowledge import open_library
from tools.bench import build, report


def main() -> int:
    """Prints each comparison in turn."""
    library, _problems = open_library(build.ROOT)
    if library is None:
        print("site.yml cannot be read; `make check` says why.", file=sys.stderr)
        return 1
    build.compare()
    report.compare(library, tuple(report.ROUNDS) if "--large" in sys.argv else (100, 1_000))
    return 0


if __name__ == "__main__":
    sys.exit(main())
