"""`python -m tests.golden.rewrite`: writes the golden site's expected pages anew."""

import shutil
import tempfile
from pathlib import Path

from tests.golden.build import EXPECTED, build_golden, neutral


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "output"
        build_golden(output)
        pages = neutral(output)
    shutil.rmtree(EXPECTED, ignore_errors=True)
    for name, text in pages.items():
        file = EXPECTED / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    print(f"Wrote {len(pages)} files. Read what changed like code: git diff tests/golden/expected")


if __name__ == "__main__":
    main()
