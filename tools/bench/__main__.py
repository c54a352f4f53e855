"""`python -m tools.bench`: prints what the build, linking and checking cost, as ratios."""

import sys

from knowledge import open_library
from tools.bench import build, checking, report


def main() -> int:
    """Prints each comparison in turn."""
    library, _problems = open_library(build.ROOT)
    if library is None:
        print("site.yml cannot be read; `make check` says why.", file=sys.stderr)
        return 1
    build.compare()
    report.compare(library)
    checking.compare()
    return 0


if __name__ == "__main__":
    sys.exit(main())
