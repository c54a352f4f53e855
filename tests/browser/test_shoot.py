"""The sheet of pictures for reviewers shows what it says."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from tests.browser.conftest import LOOKS
from tests.browser.shoot import SIZES
from tests.conftest import ROOT

pytestmark = pytest.mark.browser

SHOOT = """
import sys
from pathlib import Path
from tests.browser.shoot import shoot
shoot(["home", "card"], Path(sys.argv[1]))
"""


def test_two_templates_are_shown_in_every_theme_and_width(tmp_path: Path) -> None:
    # In a process of its own, as one process has one Playwright.
    subprocess.run([sys.executable, "-c", SHOOT, str(tmp_path)], cwd=ROOT, check=True)
    named = re.findall(r'src="([^"]+)"', (tmp_path / "index.html").read_text("utf-8"))
    assert len(named) == 2 * len(SIZES) * (len(LOOKS) + 1)
    assert sorted(named) == sorted(file.name for file in tmp_path.glob("*.jpeg"))
    for name in named:
        with Image.open(tmp_path / name) as picture:
            assert picture.size in SIZES
    # Each theme of the home page has a picture of its own; the card knows only light and dark.
    home = {(tmp_path / name).read_bytes() for name in named if name.startswith("home-320-")}
    assert len(home) == len({"light", "dark", "cream", "high contrast", "forced colours"})
