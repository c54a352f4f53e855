"""Pango, the library of the system that draws the text of PDFs.

Standard library alone, as in the rest of the set-up.
"""

from __future__ import annotations

from tools.machine import (
    VENV_PYTHON,
    SetupError,
    can_import,
    install_system_packages,
    may_use_apt,
    say,
)

PACKAGES = ("libpangoft2-1.0-0", "libharfbuzz-subset0")
"""What Debian and Ubuntu call it, with the library that makes the fonts in a PDF small."""

HOW_TO_INSTALL = (
    f"Install it (Debian or Ubuntu: sudo apt-get install {' '.join(PACKAGES)}; "
    "macOS: brew install pango)"
)


def find_pango() -> None:
    """Makes sure that WeasyPrint finds Pango here; root on Debian gets it installed."""
    if can_import(str(VENV_PYTHON), "weasyprint"):
        return
    mend = f"Pango is missing, which draws the text of PDFs. {HOW_TO_INSTALL}, then try again."
    if not may_use_apt():
        raise SetupError(mend)
    say("installing Pango as system packages, about 20 seconds ...")
    install_system_packages(PACKAGES, "installing Pango", mend)
    if not can_import(str(VENV_PYTHON), "weasyprint"):
        raise SetupError(mend)
