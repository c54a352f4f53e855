"""The report on links, as an editor reads it."""

from pathlib import Path

import pytest

from tests.plugins.mini_site import markdown, settings_page, write_files
from tools.links_report import main

CONTENT = {
    "site.yml": settings_page(),
    "content/definitions/rye.md": markdown("Rye", "It is no oat.", short="A dark grain."),
    "content/definitions/oat.md": markdown("Oat", short="A pale grain.", auto_link=False),
    "content/definitions/proof-heat.md": markdown("Proof", short="Heat.", sense="in baking"),
    "content/definitions/proof-law.md": markdown("Proof", short="Law.", sense="in law"),
    "content/definitions/crust.md": markdown("Crust", short="The outside."),
    "content/tips/sow.md": markdown("Sow", "Wait. Sow **rye**\nand rye. Then rest."),
    "content/tips/eat.md": markdown("Eat", "## The crust\n\nAll proof.", unlinked_terms="rye"),
    "content/tips/bake.md": markdown("Bake", "Rye and proof.", unlinked_terms="rye"),
    "content/tips/rest.md": markdown("Rest", "Rye.", term_links="none"),
}


def test_links_come_with_their_sentences_and_the_rest_with_the_reason(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_files(tmp_path, CONTENT)
    assert main(tmp_path) == 0
    assert (
        capsys.readouterr().out
        == """\
content/tips/sow.md: rye: Sow [[rye]] and rye.

Used and not linked:
content/tips/eat.md:7: crust: 'crust' stands only where nothing links: \
in a heading, a quotation, a link or code.
content/definitions/rye.md:6: oat: 'oat' never links by itself (auto_link: false).
content/tips/bake.md:7: proof-heat: 'proof' has several meanings, \
and the page does not say which.
content/tips/eat.md:9: proof-heat: 'proof' has several meanings, \
and the page does not say which.
content/tips/bake.md:7: rye: 'Rye' must not link on this page (unlinked_terms).
content/tips/rest.md:7: rye: 'Rye' stands on a page without links (term_links: none).

Links: 1, on 1 of 9 pages.
Definitions that are linked: 1. Not linked: crust, oat, proof-heat, proof-law.
"""
    )


def test_content_without_a_word_that_links(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_files(tmp_path, {"site.yml": settings_page(), "content/tips/a.md": markdown("A", "Do.")})
    assert main(tmp_path) == 0
    assert capsys.readouterr().out == (
        "\nLinks: 0, on 0 of 1 pages.\nDefinitions that are linked: 0. Not linked: none.\n"
    )


def test_site_that_cannot_be_read_is_told_and_nothing_else(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(tmp_path) == 1
    assert capsys.readouterr().out == (
        "site.yml:1: This file is missing. Bring it back from git.\n1 problem found.\n"
    )
