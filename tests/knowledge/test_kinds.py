"""Kinds are declared once; declaring one more is all it takes to have it read and checked."""

from pathlib import Path
from typing import Annotated

import pytest
from written import Project, definition, entry

from knowledge import KINDS, Kind, open_library
from knowledge.fields import Choice, Refers, Text, Texts
from knowledge.indexes import index_views
from knowledge.kinds import TOPIC, EntryFields
from knowledge.presenter import Presenter
from knowledge.views import AdviceView


class RecipeFields(EntryFields):
    """A kind that the project does not have."""

    serves: int
    terms: Annotated[Texts, Refers("definition")] = ()
    nation: Annotated[Text | None, Choice("nations")] = None


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
    words=10,
)


def test_new_kind_is_read_related_and_shown_with_no_other_change(project: Project) -> None:
    root = project(
        {
            "content/definitions/rye.md": definition("Rye", see_also=[]),
            "content/recipes/rye-loaf.md": entry(
                "## Method\n\nBake it.",
                title="Loaf",
                short="A.",
                serves=4,
                terms="rye",
                topics="heat",
            ),
            "content/recipes/rye-roll.md": entry(
                "## Method", title="Roll", short="A.", serves=2, terms="rye"
            ),
        }
    )
    library, problems = open_library(root, (*KINDS, RECIPE))
    assert problems == []
    assert library is not None
    loaf, roll = library.of_kind("recipe")
    assert (loaf.address, loaf.template, loaf.fields.serves) == ("/recipes/rye-loaf/", "recipe", 4)
    assert library.find("recipes/rye-loaf") is loaf
    assert library.related(loaf)[0].slug in ("rye", "rye-roll")
    view = Presenter(library, {}).page(roll)
    assert isinstance(view, AdviceView)
    assert [term.slug for term in view.terms] == ["rye"]
    addresses = [index.address for index in index_views(library)]
    assert addresses == ["/definitions/", "/recipes/", "/recipes/topic/heat/"]


def test_new_kind_is_held_to_its_own_rules(project: Project) -> None:
    body = "One two three four five six seven eight nine ten eleven."
    fields = {"title": "Loaf", "short": "A.", "serves": 4, "terms": "ryee", "nation": "mars"}
    root = project(
        {
            "content/definitions/rye.md": definition("Rye"),
            "content/recipes/loaf.md": entry(body, **fields),
            "content/recipes/roll.md": entry("## Method", title="Roll", short="A.", sevres=4),
        }
    )
    assert [str(problem) for problem in open_library(root, (*KINDS, RECIPE))[1]] == [
        "content/recipes/loaf.md:5: unknown definition 'ryee' in terms. Did you mean 'rye'?",
        "content/recipes/loaf.md:6: unknown value 'mars' in nation. "
        "Use one of wales, uk, or add it to nations in site.yml.",
        "content/recipes/loaf.md:8: The heading 'Method' is missing. Add a line: ## Method",
        "content/recipes/loaf.md:8: The recipe has 11 words; the most is 10. "
        "Take out 1 so that it fits on a card.",
        "content/recipes/roll.md:2: 'serves' is missing. Add a line: serves: ...",
        "content/recipes/roll.md:4: 'sevres' is not a field of a recipe. Did you mean 'serves'?",
    ]


@pytest.mark.parametrize(
    ("name", "index_address", "section", "is_file"),
    [
        ("definition", "/definitions/", "definitions", False),
        ("tip", "/tips/", "tips", False),
        ("hint", "/hints/", "hints", False),
        ("case-study", "/case-studies/", "case-studies", False),
        ("resource", "/resources/", "resources", True),
        ("milestone", "/timeline/", "timeline", True),
        ("page", "", "pages", False),
    ],
)
def test_kind_knows_its_list_and_its_section(
    name: str, index_address: str, section: str, is_file: bool
) -> None:
    kind = next(kind for kind in KINDS if kind.name == name)
    assert (kind.index_address, kind.section, kind.is_file) == (index_address, section, is_file)


def test_filters_name_real_fields() -> None:
    for kind in KINDS:
        for facet in kind.facets:
            assert facet.field in kind.fields.model_fields, (kind.name, facet.name)


def test_no_kind_and_no_rule_names_a_subject() -> None:
    """Names of the subject belong in site.yml, content/ and theme/."""
    folder = Path(__file__).parents[2] / "knowledge"
    naming = [file.name for file in folder.glob("*.py") if "co-prod" in file.read_text().lower()]
    assert naming == []
