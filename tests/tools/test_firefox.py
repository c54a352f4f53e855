"""The Firefox that tests of cards ask as well: the first that is here and can be driven."""

from pathlib import Path

import pytest

from tools.firefox import find_firefox


def program(folder: Path, name: str, text: str = "\x7fELF") -> str:
    file = folder / name
    file.write_text(text, "utf-8")
    return str(file)


@pytest.mark.parametrize(
    ("there", "chosen"),
    [
        ((), ""),
        (("firefox",), "firefox"),
        (("firefox", "firefox-esr"), "firefox-esr"),
    ],
)
def test_long_term_release_comes_first(there: tuple[str, ...], chosen: str, tmp_path: Path) -> None:
    paths = {name: program(tmp_path, name) for name in there}
    assert find_firefox(paths.get, ()) == paths.get(chosen, "")


def test_snap_cannot_be_driven(tmp_path: Path) -> None:
    snap = program(tmp_path, "firefox", "#!/bin/sh\nexec /snap/bin/firefox\n")
    assert find_firefox({"firefox": snap}.get, ()) == ""


def test_firefox_of_a_mac_is_found_where_it_lies(tmp_path: Path) -> None:
    lies = program(tmp_path, "in-a-bundle")
    assert find_firefox({}.get, (str(tmp_path / "nowhere"), lies)) == lies
