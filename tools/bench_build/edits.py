"""What is edited: a paragraph comes at the end of a page, with a word that is nowhere else."""

from dataclasses import dataclass
from itertools import count, islice
from pathlib import Path

_FOLDER = "content/case-studies"
_NUMBERS = count(1)


@dataclass(frozen=True, slots=True)
class Edit:
    """A page that is edited: its file, from the root of a project."""

    file: str

    @property
    def address(self) -> str:
        """The page's address, the same with every builder."""
        _content, folder, name = self.file.split("/")
        return f"/{folder}/{name.removesuffix('.md')}/"

    def save(self, folder: Path) -> str:
        """Adds a paragraph to the file, and tells the new word in it."""
        word = f"zyx{next(_NUMBERS)}xyz"
        with (folder / self.file).open("a", encoding="utf-8") as page:
            page.write(f"\nSomebody added this {word} just now.\n")
        return word


def edits(project: Path, wanted: int) -> list[Edit]:
    """So many pages of a project, far apart. What is added to each comes at its own address."""
    found = sorted((project / _FOLDER).glob("*.md"))
    # A paragraph at the end of an Easy Read section would come on the page of that section.
    plain = [file for file in found if "## Easy read" not in file.read_text("utf-8")]
    step = max(1, len(plain) // wanted)
    return [Edit(f"{_FOLDER}/{file.name}") for file in islice(plain[::step], wanted)]
