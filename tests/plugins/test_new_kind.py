"""A new kind of entry takes one declaration and one template, and nothing else."""

import re
import shutil
from pathlib import Path

import pytest

from knowledge import KINDS, Kind
from knowledge.fields import Text
from knowledge.kinds import TOPIC, EntryFields
from tests.plugins.conftest import Site
from tests.plugins.mini_site import PAGES, ROOT, Output, markdown, settings_page


class RecipeFields(EntryFields):
    """How to bake one thing."""

    minutes: int
    tin: Text | None = None


RECIPE = Kind(
    "recipe",
    "Recipe",
    "Recipes",
    "recipes",
    "/recipes/{slug}/",
    "recipe",
    RecipeFields,
    facets=(TOPIC,),
    headings=("Method",),
)
TEMPLATE = """
{% extends "entry.html" %}
{% block body %}
<p class="recipe__minutes">{{ fields.minutes }} minutes</p>
{{ prose({"html": page.content | safe}) }}
{% endblock %}
"""
FILES = {
    **PAGES,
    "site.yml": settings_page(sections={}),
    "content/definitions/bread.md": markdown("Bread"),
    "content/recipes/plain-loaf.md": markdown(
        "A plain loaf",
        "Bread for every day.\n\n## Method\n\nBake it.",
        minutes=50,
        topics=["heat"],
        reviewed="2026-01-02",
        moved_from=["/recipes/loaf/"],
    ),
}


@pytest.fixture
def baked(site: Site, tmp_path: Path) -> Output:
    theme = tmp_path / "theme"
    shutil.copytree(ROOT / "theme", theme)
    (theme / "templates" / "recipe.html").write_text(TEMPLATE)
    (tmp_path / "node_modules").symlink_to(ROOT / "node_modules")
    return site(
        FILES,
        publish=True,
        THEME=str(theme),
        THEME_TEMPLATES_OVERRIDES=[str(theme / "components")],
        KNOWLEDGE_KINDS=(*KINDS, RECIPE),
    )


def test_entry_has_a_page_made_by_its_template_with_terms_linked(baked: Output) -> None:
    page = baked.soup("/recipes/plain-loaf/")
    assert page.h1.get_text(strip=True) == "A plain loaf"
    assert page.select_one(".recipe__minutes").get_text() == "50 minutes"
    assert page.select_one("a[data-term=bread]")["href"] == "/base/definitions/bread/"


def test_kind_has_its_index_its_filter_and_its_moved_addresses(baked: Output) -> None:
    for address in ("/recipes/", "/recipes/topic/heat/"):
        links = [a["href"] for a in baked.soup(address).select("main a")]
        assert "/base/recipes/plain-loaf/" in links
    assert "url=/base/recipes/plain-loaf/" in baked.read("/recipes/loaf/")


def test_kind_is_found_fed_mapped_counted_and_listed(baked: Output) -> None:
    paths = [path for path in baked.paths() if re.match(r"search/.*\.js$", path)]
    searched = "".join(map(baked.read, paths))
    assert '["/base/recipes/plain-loaf/","A plain loaf","About a plain loaf.",' in searched
    assert '["recipe","Recipe","Recipes",' in searched
    assert "A plain loaf" in baked.read("/feeds/recipes.atom.xml")
    assert "/base/recipes/plain-loaf/</loc>" in baked.read("/sitemap.xml")
    assert "/base/recipes/" in [a["href"] for a in baked.soup("/").select("main a")]
    assert "A plain loaf" in baked.soup("/a-to-z/").select_one("main").get_text()
    used_in = baked.soup("/definitions/bread/").select("main a")
    assert "/base/recipes/plain-loaf/" in [a["href"] for a in used_in]


def test_fields_of_the_kind_are_checked_like_all_others(site: Site) -> None:
    text = markdown("A loaf", "## Method\n\nx", minutes="long", tinn="round")
    output = site({"content/recipes/loaf.md": text}, KNOWLEDGE_KINDS=(*KINDS, RECIPE))
    minutes, tinn, count = output.messages()[0].split("\n")
    assert minutes.startswith("content/recipes/loaf.md:4: 'minutes' needs a whole number.")
    assert tinn == (
        "content/recipes/loaf.md:5: 'tinn' is not a field of a recipe. Did you mean 'tin'?"
    )
    assert count == "2 problems found."
