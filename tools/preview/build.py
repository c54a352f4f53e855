"""`python -m tools.preview.build FOLDER`: the site as a pull request would make it, drafts too."""

import json
import os
import re
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

from tools.build.builder import PUBLISHING, ROOT, BuildError, build
from tools.preview.marks import mark_pages, take_out

# The site as it was built, before cards are taken out: the next build goes on from it.
_SITE = ROOT / ".cache" / "preview"
_COMMIT = re.compile(r"[0-9a-f]{40}\Z")
_NUMBER = re.compile(r"[1-9][0-9]{0,8}\Z")
_HOW_TO_LOOK = """\
To look at this preview, open a terminal in this folder and type:

    python3 -m http.server

Then open http://127.0.0.1:8000/{name}/ in a browser.
Cards for other sites are left out of previews, so links to them lead nowhere.
"""


def main(arguments: list[str], environment: Mapping[str, str]) -> int:
    """The exit code: 1 when the preview could not be built."""
    folder = Path(arguments[0])
    number, commit = environment["PULL_REQUEST"], environment["HEAD_COMMIT"]
    if not _NUMBER.match(number) or not _COMMIT.match(commit):
        print("PULL_REQUEST is no number, or HEAD_COMMIT no commit.", file=sys.stderr)
        return 1
    name = f"pr-{number}"
    try:
        built = build(
            PUBLISHING,
            _SITE,
            SITEURL=f"/{name}",
            # No address of a preview is anything to share.
            KNOWLEDGE_PUBLIC_ADDRESS=f"https://preview.invalid/{name}",
            KNOWLEDGE_DRAFTS=True,
            KNOWLEDGE_ERRORS_FATAL=False,
            KNOWLEDGE_STYLE_PAGES=False,
            KNOWLEDGE_PREVIEWS=False,
        )
    except BuildError as error:
        print(error, file=sys.stderr)
        return 1
    shutil.rmtree(folder / name, ignore_errors=True)
    shutil.copytree(_SITE, folder / name)
    take_out(folder / name)
    mark_pages(folder / name)
    about = {"number": int(number), "commit": commit}
    (folder / "about.json").write_text(json.dumps(about) + "\n", encoding="utf-8")
    (folder / "how-to-look.txt").write_text(_HOW_TO_LOOK.format(name=name), encoding="utf-8")
    print(f"Built {built.pages} pages for a look.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], os.environ))
