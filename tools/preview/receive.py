"""`python3 -m tools.preview.receive FILE.zip FOLDER`: a preview, checked and put in its place.

The zip holds whatever a pull request made of it. So every name is held against a list of
allowed ones before anything is written, and nothing in it is ever run.
Standard library alone: nothing is installed where this runs.
"""

import json
import os
import re
import shutil
import stat
import sys
import zlib
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import BadZipFile, ZipFile, ZipInfo

from tools.preview.marks import mark_pages, mark_root, take_out

MOST_FILES = 20_000
MOST_BYTES = 200_000_000
MOST_BYTES_OF_A_FILE = 20_000_000

_ABOUT, _HOW_TO_LOOK = "about.json", "how-to-look.txt"
_MOST_BYTES_OF_ABOUT = 1_000
_PART = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,199}\Z")
_ENDING = re.compile(
    r".*\.(atom|avif|css|csv|docx|gif|gz|html|ico|ics|jpe?g|js|json|jsonld|map|pdf|png|svg|ttl|txt"
    r"|webp|woff2|xml)\Z"
)


class Refused(Exception):
    """The preview is not what a build makes; the message says what is odd."""


def receive(archive: Path, folder: Path, number: int, commit: str) -> Path:
    """The folder of the preview of this pull request, in the place of the one before it.

    Raises Refused, with nothing written, when the zip is for another pull request or commit,
    or holds anything but plain files of a site.
    """
    name = f"pr-{number}"
    try:
        with ZipFile(archive) as box:
            _check(box, name)
            _check_about(box, number, commit)
            with TemporaryDirectory(dir=folder) as fresh:
                _unpack(box, name, Path(fresh))
                _put(Path(fresh, name), folder / name)
    except (BadZipFile, NotImplementedError, RuntimeError, EOFError, zlib.error) as error:
        raise Refused(f"The file is no zip that can be read: {error}") from error
    mark_root(folder)
    return folder / name


def _put(site: Path, place: Path) -> None:
    take_out(site)
    mark_pages(site)
    shutil.rmtree(place, ignore_errors=True)
    site.rename(place)


def _check(box: ZipFile, name: str) -> None:
    items = box.infolist()
    if len(items) > MOST_FILES or sum(item.file_size for item in items) > MOST_BYTES:
        raise Refused("It holds too much.")
    names = [item.filename.casefold() for item in items]
    if len(set(names)) != len(names):
        raise Refused("It holds a name twice.")
    for item in items:
        _check_item(item, name)


def _check_item(item: ZipInfo, name: str) -> None:
    kind = stat.S_IFMT(item.external_attr >> 16)
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise Refused(f"{item.filename!r} is no plain file.")
    if item.filename in (_ABOUT, _HOW_TO_LOOK):
        return
    first, *rest = item.filename.removesuffix("/").split("/")
    if first != name or not all(_PART.match(part) for part in rest):
        raise Refused(f"{item.filename!r} is no name of a page.")
    if not item.is_dir() and not (rest and _ENDING.match(rest[-1])):
        raise Refused(f"{item.filename!r} is no sort of file that a site has.")
    if item.file_size > MOST_BYTES_OF_A_FILE:
        raise Refused(f"{item.filename!r} is too large.")


def _check_about(box: ZipFile, number: int, commit: str) -> None:
    """The zip says itself what it is for, and must say what GitHub says."""
    if _ABOUT not in box.namelist() or box.getinfo(_ABOUT).file_size > _MOST_BYTES_OF_ABOUT:
        raise Refused(f"It has no {_ABOUT}.")
    try:
        about = json.loads(box.read(_ABOUT))
    except ValueError as error:
        raise Refused(f"{_ABOUT} cannot be read.") from error
    if about != {"number": number, "commit": commit}:
        raise Refused(f"{_ABOUT} is about another pull request or commit.")


def _unpack(box: ZipFile, name: str, folder: Path) -> None:
    """Writes the pages; zipfile itself refuses a file that is not as long as it says."""
    (folder / name).mkdir()
    for item in box.infolist():
        if item.filename.startswith(f"{name}/") and not item.is_dir():
            file = folder / item.filename
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(box.read(item))


def main(arguments: list[str], environment: Mapping[str, str]) -> int:
    """The exit code: 1 when the preview was refused."""
    archive, folder = map(Path, arguments)
    number, commit = int(environment["PULL_REQUEST"]), environment["HEAD_COMMIT"]
    try:
        place = receive(archive, folder, number, commit)
    except Refused as error:
        print(f"The preview was refused. {error}", file=sys.stderr)
        return 1
    print(f"Put the preview into {place.name}.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], os.environ))
