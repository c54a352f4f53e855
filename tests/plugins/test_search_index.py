"""The files of the search as a build writes them. How they are asked: tests/search/."""

import gzip
import json
from typing import Any

import pytest

from tests.plugins.conftest import Site
from tests.plugins.mini_site import Output, build_site, markdown


def content(output: Output, name: str) -> Any:
    """What a file of the search gives to the browser."""
    text = output.read(f"/search/{name}")
    assert text.startswith("searchFile(")
    return json.loads(text.removeprefix("searchFile(").removesuffix(")").rstrip())


def files(output: Output) -> list[str]:
    """The names of the files of the search, without the search page and the compressed copies."""
    names = [path.removeprefix("search/") for path in output.paths() if path.startswith("search/")]
    return [name for name in names if not name.endswith((".html", ".gz"))]


def shown(output: Output) -> list[list[Any]]:
    """What results show: address, title, short text, other names and whether there is more."""
    names = [name for name in files(output) if name.startswith("d")]
    return [row for name in sorted(names, key=_number) for row in content(output, name)]


def test_every_result_leads_to_a_page_and_says_what_it_is(bread: Output) -> None:
    assert len(shown(bread)) == 14
    for address, title, short, *_more in shown(bread):
        path, _, anchor = address.removeprefix("/base").partition("#")
        assert address.startswith("/base/")
        assert bread.has(path)
        assert not anchor or bread.soup(path).select_one(f"#{anchor}")
        assert title
        assert short


def test_every_section_of_a_text_is_a_place_on_its_page(bread: Output) -> None:
    rows = shown(bread)
    places = [
        (rows[_number(name)][0].removeprefix("/base").partition("#")[0], anchor)
        for name in files(bread)
        if name.startswith("f")
        for anchor, _heading, _text in content(bread, name)
        if anchor
    ]
    assert places
    assert [(path, anchor) for path, anchor in places if not bread.soup(path).find(id=anchor)] == []


def _number(name: str) -> int:
    return int(name[1:].partition("-")[0])


def test_pages_that_only_lead_to_others_stay_out(bread: Output) -> None:
    addresses = {address for address, *_rest in shown(bread)}
    assert "/base/start-here/" in addresses
    left_out = {"/", "/search/", "/a-to-z/", "/timeline/", "/404.html", "/reading-settings/"}
    assert addresses & {f"/base{address}" for address in left_out} == set()
    assert "crumb-shot" not in " ".join(addresses)
    assert "/embed/" not in " ".join(addresses)


def test_drafts_stay_out_even_while_writing(site: Site) -> None:
    output = site(
        {
            "content/tips/secret.md": markdown("Secret", "Not yet.", status="draft"),
            "content/tips/open.md": markdown("Open", "Now."),
        }
    )
    assert [title for _address, title, *_rest in shown(output)] == ["Open"]
    assert "secret" not in "".join(output.read(f"/search/{name}") for name in files(output))


def test_the_larger_published_files_have_compressed_copies(bread: Output) -> None:
    letters = content(bread, "manifest.js")["gzip"]
    assert letters == "d"
    copies = {path for path in bread.paths() if path.startswith("search/") and path.endswith(".gz")}
    assert copies == {f"search/{name}.gz" for name in files(bread) if name[0] in letters}
    for copy in copies:
        plain = bread.file(copy.removesuffix(".gz")).read_bytes()
        assert gzip.decompress(bread.file(copy).read_bytes()) == plain


def test_while_writing_there_are_no_copies(site: Site) -> None:
    output = site({"content/tips/open.md": markdown("Open", "Now.")})
    assert content(output, "manifest.js")["gzip"] == ""
    assert [path for path in output.paths() if path.endswith(".gz")] == []


def test_edit_in_the_same_folder_leads_to_the_files_of_a_clean_build(
    site: Site, tmp_path_factory: pytest.TempPathFactory
) -> None:
    texts = {
        "content/tips/mix.md": markdown("Mix", "Use a stand-mixer."),
        "content/tips/rest.md": markdown("Rest", "Sit down."),
        **{f"content/tips/{name}.md": markdown(name, "Wait.") for name in ("one", "two", "six")},
    }
    site(texts)
    texts["content/tips/rest.md"] = markdown("Rest", "Sit by the stand mixer.")
    edited = site(texts)
    clean = build_site(tmp_path_factory.mktemp("clean"), texts)
    assert files(edited) == files(clean)
    assert all(
        edited.read(f"/search/{name}") == clean.read(f"/search/{name}") for name in files(clean)
    )


def test_site_with_nothing_to_find_has_a_manifest(site: Site) -> None:
    output = site({})
    assert files(output) == ["manifest.js"]
    assert content(output, "manifest.js")["count"] == 0
