"""The engine builds what stock Pelican builds, and of that only what is no longer as it was."""

import logging
import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest
from pelican import Pelican, signals

import tools.build.builder
from knowledge import Entry, forking, ledger
from knowledge.linking import Rendering
from plugins.glossary_linking.rendering import Renderer
from tests.plugins.conftest import Site
from tests.plugins.mini_site import PAGES, Output, markdown, settings_page, write_files
from tools.build.builder import WRITING, Builder, BuildError

REVIEWED = date(2026, 3, 4)
FILES = {
    **PAGES,
    "content/definitions/bread.md": markdown(
        "Bread", "Flour and water.", aliases=["loaf"], reviewed=REVIEWED
    ),
    "content/tips/knead.md": markdown("Knead", "The loaf is bread."),
    "content/tips/fold.md": markdown("Fold", "Do it twice."),
    "content/tips/secale.md": markdown("Bake", "Some call it secale."),
}
OTHER = {"content/tips/knead.md": markdown("Knead", "The bread is a loaf.")}

Kept = Callable[..., Output]


@pytest.fixture
def kept(site: Site, tmp_path: Path) -> Kept:
    """Builds in a process that knows nothing but what the build before kept."""

    def build(files: dict[str, str] | None = None, **settings: Any) -> Output:
        return site(files or {}, **{"KNOWLEDGE_KEPT": tmp_path / "kept", **settings})

    return build


def made(built: Output) -> set[str]:
    return set(built.settings["KNOWLEDGE_MADE"])


def bytes_of(built: Output) -> dict[str, bytes]:
    return {path: built.file(path).read_bytes() for path in built.paths()}


def test_nothing_is_made_when_nothing_changed(kept: Kept) -> None:
    first = kept(FILES)
    before = bytes_of(first)
    assert made(first) == before.keys()
    second = kept()
    assert made(second) == set()
    assert list(second.settings["KNOWLEDGE_REMOVED"]) == []
    assert bytes_of(second) == before


def test_only_what_changed_is_made(kept: Kept) -> None:
    kept(FILES)
    found = made(kept(OTHER))
    assert "tips/knead/index.html" in found
    assert not found & {"tips/fold/index.html", "index.html", "a-to-z/index.html"}


def test_stock_pelican_builds_the_same_bytes(kept: Kept) -> None:
    kept(FILES)
    built = bytes_of(found := kept(OTHER))
    shutil.rmtree(found.folder)
    assert bytes_of(kept(PELICAN_CLASS=Pelican)) == built


def test_words_that_are_wanted_follow_the_language(kept: Kept) -> None:
    """Long words are looked for in English only."""
    page = markdown("Wanted", "Tell us.", template="words-we-still-need")
    tips = {
        f"content/tips/{verb}.md": markdown(verb.title(), f"The {verb} partnership {verb}.")
        for verb in ("ask", "hear", "join")
    }
    files = {**FILES, **tips, "content/pages/words-we-still-need.md": page}
    assert "partnership" in kept(files).read("/words-we-still-need/")
    found = kept({"site.yml": settings_page(language="fr")})
    assert "partnership" not in found.read("/words-we-still-need/")


def test_what_is_kept_and_damaged_is_made_anew(kept: Kept, tmp_path: Path) -> None:
    before = bytes_of(kept(FILES))
    [file] = (tmp_path / "kept").glob("*.sqlite")
    data = bytearray(file.read_bytes())
    for start in range(len(data) // 2 // 4096 * 4096, len(data), 4096):
        data[start : start + 64] = b"\xff" * 64
    file.write_bytes(data)
    assert bytes_of(kept()) == before


def test_nothing_is_kept_where_nothing_may_be(kept: Kept, tmp_path: Path) -> None:
    first = kept(FILES, KNOWLEDGE_KEPT=None)
    second = kept(KNOWLEDGE_KEPT=None)
    assert made(second) == made(first) == bytes_of(second).keys()
    assert not (tmp_path / "kept").exists()


def test_file_that_somebody_changed_is_made_again(kept: Kept) -> None:
    first = kept(FILES)
    before = bytes_of(first)
    first.file("tips/fold/").write_text("somebody's")
    first.file("tips/knead/").unlink()
    (first.folder / "theirs.txt").write_text("somebody's")
    second = kept()
    assert made(second) == {"tips/fold/index.html", "tips/knead/index.html"}
    assert list(second.settings["KNOWLEDGE_REMOVED"]) == ["theirs.txt"]
    assert bytes_of(second) == before


@pytest.mark.parametrize("body", ["Push.", "Push.\n\n## Easy Read\n\nPush the bread.\n"])
def test_entry_that_goes_takes_its_files_along(kept: Kept, tmp_path: Path, body: str) -> None:
    page = {"content/tips/gone.md": markdown("Gone", body)}
    before = bytes_of(kept(FILES))
    kept(page)
    (tmp_path / "content/tips/gone.md").unlink()
    assert bytes_of(kept()) == before


def test_error_that_is_logged_leaves_the_output_alone(kept: Kept) -> None:
    before = bytes_of(first := kept(FILES))

    def complain(_generators: object) -> None:
        logging.getLogger("bakery").error("No flour.")

    signals.all_generators_finalized.connect(complain)
    try:
        with pytest.raises(Exception, match="No flour"):
            kept(OTHER)
    finally:
        signals.all_generators_finalized.disconnect(complain)
    assert bytes_of(first) == before
    assert "The bread is a loaf" not in first.read("tips/knead/")
    assert "tips/knead/index.html" in made(kept())


def test_plugin_that_hears_of_pages_hears_of_each(kept: Kept) -> None:
    kept(FILES)
    heard: list[str] = []

    def hear(path: str, context: object) -> None:
        heard.append(Path(path).parent.name)

    signals.content_written.connect(hear)
    try:
        built = kept()
    finally:
        signals.content_written.disconnect(hear)
    assert {"knead", "fold"} <= set(heard)
    assert any("Every page is built anew" in message for message in built.messages())
    assert any("hear" in message for message in built.messages())


def builder(root: Path) -> Builder:
    """A process that lives on and builds what `kept` builds."""
    own = {"KNOWLEDGE_STYLE_PAGES": False, "KNOWLEDGE_PREVIEWS": False}
    places = {"PATH": str(root / "content"), "KNOWLEDGE_KEPT": root / "kept"}
    return Builder(WRITING, root / "output", **own, **places)


def test_builder_that_lives_on_over_midnight_knows_the_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_files(tmp_path, {"site.yml": settings_page(), **FILES})
    living = builder(tmp_path)
    days = [living.build().settings["KNOWLEDGE_TODAY"]]
    later = datetime.now(UTC) + timedelta(days=2)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(later.timestamp()))
    days.append(living.build().settings["KNOWLEDGE_TODAY"])
    monkeypatch.setattr(tools.build.builder, "date", Mock(today=lambda: later.date()))
    days.append(living.build().settings["KNOWLEDGE_TODAY"])
    assert days[0] == days[1] < days[2]


def test_builder_that_lives_on_knows_the_name_of_the_site(tmp_path: Path) -> None:
    write_files(tmp_path, {"site.yml": settings_page(), **FILES})
    living = builder(tmp_path)
    living.build()
    write_files(tmp_path, {"site.yml": settings_page(name="Crust", tagline="all about bark")})
    living.build()
    feed = (tmp_path / "output" / "feeds" / "all.atom.xml").read_text("utf-8")
    assert "<title>Crust</title>" in feed
    assert "<subtitle>all about bark</subtitle>" in feed


def test_builders_of_one_folder_take_turns(tmp_path: Path) -> None:
    """As `make serve`, which lives on, and `make html` beside it."""
    write_files(tmp_path, {"site.yml": settings_page(), **FILES})
    builder(tmp_path).build()
    living = builder(tmp_path)
    living.build()
    page = tmp_path / "output/tips/knead/index.html"
    before = page.read_bytes()
    write_files(tmp_path, OTHER)
    builder(tmp_path).build()
    assert page.read_bytes() != before
    write_files(tmp_path, FILES)
    living.build()
    assert page.read_bytes() == before


def test_error_that_a_copy_logs_fails_the_build_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ledger, "_MANY", 2)
    monkeypatch.setattr(forking, "_processors", lambda: 2)
    render = Renderer.render

    def complain(renderer: Renderer, entry: Entry) -> Rendering:
        if entry.slug == "knead":
            logging.getLogger("bakery").error("No flour.")
        return render(renderer, entry)

    monkeypatch.setattr(Renderer, "render", complain)
    write_files(tmp_path, {"site.yml": settings_page(), **FILES})
    with pytest.raises(BuildError, match="No flour"):
        builder(tmp_path).build()
    assert not (tmp_path / "output").exists()
