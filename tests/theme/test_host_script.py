"""The script for hosts: a released file never changes, as other sites hold its hash."""

import base64
import hashlib
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "theme" / "embed"
RELEASED = {
    "v1.0.0.js": "2ovzohJrYWLEHfqXQB4wfGYNV6plqX20yzUuY3dFk5g3TwBbgjfocmNwBnuBSMUH",
}
"""Each file that was ever released. To change a script, write a new file and add its hash."""


@pytest.mark.parametrize("name", RELEASED)
def test_released_script_is_as_it_was(name: str) -> None:
    digest = base64.b64encode(hashlib.sha384((FOLDER / name).read_bytes()).digest()).decode()
    assert digest == RELEASED[name]


def test_every_script_for_hosts_is_held_to_its_hash() -> None:
    assert {file.name for file in FOLDER.iterdir()} == set(RELEASED)
