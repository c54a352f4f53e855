"""However a site came to be what it is, its output is that of a clean build, byte for byte.

A step is the name of an edit and a number that chooses what is edited, so a sequence that fails
can be pasted into `STORIES` as it is printed.
"""

import contextlib
from collections.abc import Callable
from itertools import cycle
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from tests.incremental.conftest import SEED, SEQUENCES
from tests.incremental.edits import EDITS
from tests.incremental.project import Project
from tests.incremental.rooms import Proof

Step = tuple[str, int]

LIVING, FRESH, ALTERNATING = (False,), (True,), (True, False, False)
"""Whether each next build begins in a process of its own, over and over."""

SEQUENCE = st.lists(
    st.tuples(st.sampled_from(sorted(EDITS)), st.integers(0, 999)), min_size=4, max_size=6
)
PARTS = 4
"""Into how many sequences the edits are cut when each is to be tried once."""

STORIES: dict[str, list[Step]] = {
    "a page is edited while another file stops the build": [
        ("broken_site", 10),
        ("broken_style", 20),
        ("mended", 0),
    ],
    "a word goes, and comes back under the links to it": [
        ("file_deleted", 0),
        ("body_of_word", 21),
        ("file_restored", 0),
    ],
}


def prove(
    project: Project,
    steps: list[Step],
    begins: tuple[bool, ...],
    publishes: bool = False,
    at_once: int = 1,
) -> None:
    """Does the edits, and builds after each, or after so many at once.

    Every other edit finds broken files mended, so that a fault stays for a build or two.
    """
    proof = Proof(project, publishes)
    with contextlib.closing(proof):
        assert proof.step().error == ""
        proof.assert_as_stock()
        parts = [steps[first : first + at_once] for first in range(0, len(steps), at_once)]
        for part, is_fresh in zip(parts, cycle(begins), strict=False):
            if is_fresh:
                proof.close()
            for name, choice in part:
                if choice % 2:
                    project.mend()
                EDITS[name](project, choice)
            proof.step()
        project.mend()
        if not proof.step().error:
            proof.assert_as_stock()


Test = Callable[[Path, list[Step]], None]


def sequences(count: int) -> Callable[[Test], Callable[[Path], None]]:
    """So many random sequences; the same ones each time, unless SEED says otherwise.

    Only then is a sequence that fails made shorter, as that takes minutes.
    """
    phases = (Phase.generate, Phase.shrink) if SEED else (Phase.generate,)

    def decorate(test: Test) -> Callable[[Path], None]:
        slow = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
        chosen = settings(
            max_examples=count,
            deadline=None,
            database=None,
            phases=phases,
            suppress_health_check=slow,
        )
        drawn = given(steps=SEQUENCE)(test)
        return seed(SEED)(chosen(drawn))

    return decorate


@sequences(SEQUENCES // 3)
def test_builder_that_lives_on(place: Path, steps: list[Step]) -> None:
    """As `make serve` builds: one process."""
    prove(Project(place), steps, LIVING)


@sequences(SEQUENCES // 3)
def test_command_after_command(place: Path, steps: list[Step]) -> None:
    """As `make html` builds: all that a build knows of the last is what was kept."""
    prove(Project(place), steps, FRESH)


@sequences(SEQUENCES // 3)
def test_builders_that_take_turns(place: Path, steps: list[Step]) -> None:
    """As a project is built on many days: some builds go on where one left off, some begin."""
    prove(Project(place), steps, ALTERNATING)


@sequences(max(1, SEQUENCES // 20))
def test_published_site(place: Path, steps: list[Step]) -> None:
    """With all that is only made for the world, and with the pages of every component."""
    project = Project(place)
    project.overrides |= {"KNOWLEDGE_STYLE_PAGES": True, "KNOWLEDGE_PREVIEWS": True}
    prove(project, steps[:4], FRESH, publishes=True)


@pytest.mark.parametrize("part", range(PARTS))
def test_each_edit_once(project: Project, part: int) -> None:
    """What few random sequences may leave out; some at once, unless there is time."""
    steps = [(name, 7 * number + SEED) for number, name in enumerate(EDITS)]
    own = steps[part * len(steps) // PARTS : (part + 1) * len(steps) // PARTS]
    begins = LIVING if part % 2 else ALTERNATING
    prove(project, own, begins, at_once=1 if SEED else 3)


@pytest.mark.parametrize("story", STORIES)
def test_story(project: Project, story: str) -> None:
    """Sequences that are worth trying every time."""
    prove(project, STORIES[story], LIVING)
