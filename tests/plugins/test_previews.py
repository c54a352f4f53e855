"""The pictures that other sites show where someone shares the address of a page."""

from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from pelican.settings import read_settings
from PIL import Image

from knowledge import Library
from plugins.previews.canvas import colours
from plugins.previews.fonts import Fonts
from plugins.previews.layout import Block, fitted, parts, widest
from plugins.previews.painting import GROUNDS, MARGIN, SPACE, Painter, laid_out
from plugins.previews.posters import Foot, NoFoot, Poster, Undrawable, plain, poster
from plugins.previews.studio import FONTS, Studio
from tests.plugins.conftest import Site
from tests.plugins.mini_site import ADDRESS, PAGES, ROOT, Output, markdown, settings_page
from tools.build.builder import PUBLISHING, WRITING

FILES = {
    **PAGES,
    "content/definitions/bread.md": markdown("Bread", short="It is **baked**.", acronym="BRD"),
    "content/tips/weigh.md": (
        "---\ntitle: Weigh & wait\nset: first-loaf\nnumber: 1\n---\n\n"
        'Cups [lie](wait.md), "so" *weigh*.\n'
    ),
    "content/tips/wait.md": "---\ntitle: Wait\nset: first-loaf\nnumber: 2\n---\n\nLonger.\n",
    "content/case-studies/mill.md": markdown(
        "Can a mill be shared?",
        "## The problem\n\nA.\n\n## What people did together\n\nB.\n\n## What changed\n\nC.\n\n"
        "## What was learned\n\nD.\n",
        short="Yes, with rules.",
        place="Bangor",
        years="2020",
        stages=["bake"],
        sources=[{"title": "Mills", "publisher": "Millers", "year": 2020}],
    ),
}
TOKENS = (ROOT / "theme" / "static" / "css" / "tokens.css").read_text("utf-8")
FOOT = Foot.of("Crumb", ADDRESS)
LONG_WORD = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"
LONG = {
    "45 long words under a title of 60 letters": Poster(
        "tip", "Tip 10 of 10", "Understanding responsibilities takes everyone " + "x" * 14,
        " ".join(["responsibilities"] * 45), 10, (10,), "10",
    ),
    "one very long word": Poster("mark", "Definition", LONG_WORD, f"It is {LONG_WORD}."),
    "one endless word": Poster("people", "", "w" * 150, "w" * 150),
    "a long title beside stages": Poster(
        "stages", "Case study", "What twelve mills and their neighbours did about flour " * 2,
        "It took years. " * 10, 4, (1, 2),
    ),
}  # fmt: skip


def built(site: Site, files: dict[str, str] | None = None, **settings: object) -> Output:
    return site(files or FILES, publish=True, KNOWLEDGE_PREVIEWS=True, **settings)


def pictures(output: Output) -> dict[str, bytes]:
    return {
        path: output.file(path).read_bytes()
        for path in output.paths()
        if path.startswith("pictures/")
    }


def tags(output: Output, path: str) -> dict[str, str]:
    """What a page tells of its picture, and the language of its words."""
    found = output.soup(path).select("head meta[property], head meta[name^=twitter]")
    named = {tag.get("property") or tag["name"]: tag["content"] for tag in found}
    return {name: said for name, said in named.items() if ":image" in name or "twitter" in name}


def test_pictures_drawn_together_are_those_drawn_one_by_one(tmp_path: Path) -> None:
    many = [Poster("mark", "Definition", f"Loaf {number}", "Bread.") for number in range(20)]
    many.append(Poster("mark", "Definition", "\u4e00", "No font has it."))
    together, alone = (Studio(ROOT / "theme", FOOT, tmp_path / name) for name in "ab")
    together.prepare(many)
    assert len(list((tmp_path / "a").iterdir())) == 20
    assert [together.picture(each) for each in many[:20]] == [alone.picture(e) for e in many[:20]]
    with pytest.raises(Undrawable):
        together.picture(many[20])


@cache
def painter() -> Painter:
    return Painter(Fonts(FONTS), colours(TOKENS), FOOT)


def opened(drawn: bytes) -> Image.Image:
    return Image.open(BytesIO(drawn))


def one(text: str, _weight: int) -> float:
    """Letters that are all as wide as high, so that widths can be counted."""
    return len(text)


def test_each_page_of_an_entry_has_a_picture_of_the_right_size_and_weight(site: Site) -> None:
    output = built(site)
    library: Library = output.settings["KNOWLEDGE_LIBRARY"]
    drawn = pictures(output)
    assert list(drawn) == sorted(
        f"pictures/{entry.kind.name}/{entry.slug}.png" for entry in library.entries
    )
    for data in drawn.values():
        picture = opened(data)
        assert (picture.format, picture.size, picture.mode) == ("PNG", (1200, 630), "P")
        assert len(data) < 40_000
    assert len(set(drawn.values())) == len(drawn)


def test_page_tells_its_own_picture_and_what_it_says(site: Site) -> None:
    output = built(site)
    assert tags(output, "tips/weigh/") == {
        "og:image": f"{ADDRESS}/pictures/tip/weigh.png",
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": 'Tip 1 of 2: Weigh & wait. Cups lie, "so" weigh.',
        "twitter:card": "summary_large_image",
    }
    assert 'alt" content="Tip 1 of 2: Weigh &amp; wait. Cups lie, &#34;so&#34;' in output.read(
        "tips/weigh/"
    )
    locale = output.soup("tips/weigh/").select_one('meta[property="og:locale"]')
    assert locale["content"] == "en_GB"
    assert list(output.soup("tips/weigh/").head.children)[-2] == output.soup(
        "tips/weigh/"
    ).select_one('meta[name="twitter:card"]'), "Nothing of use waits for the picture."
    for path in ("", "tips/", "definitions/"):
        assert tags(output, path)["og:image"] == f"{ADDRESS}/pictures/page/home.png"
        assert tags(output, path)["og:image:alt"] == "Bread for all. About bread for all."


def test_pictures_are_the_same_bytes_each_time_with_and_without_kept_ones(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = pictures(built(site))
    kept = tmp_path / ".cache" / "previews"
    files = sorted(kept.iterdir())
    assert {file.read_bytes() for file in files} == set(first.values())
    (kept / "old.png").write_bytes(b"from long ago")
    files[0].write_bytes(files[0].read_bytes()[:-1])

    def count(self: Painter, wanted: Poster, draw: Callable[..., bytes] = Painter.picture) -> bytes:
        drawn.append(wanted)
        return draw(self, wanted)

    drawn: list[Poster] = []
    monkeypatch.setattr(Painter, "picture", count)
    assert pictures(built(site)) == first
    assert len(drawn) == 1, "What was cut short is drawn again, and nothing else."
    assert sorted(kept.iterdir()) == files, "What nobody asks for is removed."
    for file in files:
        file.unlink()
    assert pictures(built(site)) == first


def test_pictures_are_drawn_for_publishing_and_not_while_writing() -> None:
    settings = (read_settings(str(file)) for file in (PUBLISHING, WRITING))
    assert [found["KNOWLEDGE_PREVIEWS"] for found in settings] == [True, False]


def test_sites_without_pictures_say_nothing_of_any(site: Site) -> None:
    for output in (
        site(FILES, KNOWLEDGE_PREVIEWS=False),
        site(FILES, publish=True, KNOWLEDGE_PREVIEWS=True, address=None),
    ):
        assert pictures(output) == {}
        assert tags(output, "tips/weigh/") == {}
    homeless = {name: text for name, text in FILES.items() if "pages/home" not in name}
    output = built(site, {**homeless, "content/pages/home.md": markdown("Home")})
    assert tags(output, "tips/") == {}
    assert tags(output, "tips/weigh/")["og:image"] == f"{ADDRESS}/pictures/tip/weigh.png"


def test_letter_that_no_font_has_is_told_and_stops_no_build(site: Site) -> None:
    files = {
        "content/definitions/roti.md": markdown("Roti रोटी"),
        "content/definitions/bara.md": markdown("Bara", short="Bread in Wales: b\u00e2ra \u2192."),
        "content/tips/wait.md": "---\ntitle: Wait\n---\n\nLonger.\nMuch \U0001f35e longer.\n",
    }
    output = built(site, {**FILES, **files})
    mend = "Use other letters, or let it be: its page has the picture of the home page."
    assert [str(problem) for problem in output.problems] == [
        "content/definitions/bara.md:3: The preview picture cannot show '→': its font has no such "
        f"letter. {mend}",
        "content/definitions/roti.md:2: The preview picture cannot show 'र': its font has no such "
        f"letter. {mend}",
        "content/tips/wait.md:6: The preview picture cannot show '\U0001f35e': its font has no "
        f"such letter. {mend}",
    ]
    assert tags(output, "tips/wait/")["og:image"] == f"{ADDRESS}/pictures/page/home.png"
    assert "pictures/tip/wait.png" not in pictures(output)


def test_words_that_find_no_room_are_told(site: Site) -> None:
    files = {"content/pages/contribute.md": markdown("Write " * 400, short="To us.")}
    assert [str(problem) for problem in built(site, {**FILES, **files}).problems] == [
        "content/pages/contribute.md:2: The words are too many for a preview picture. Shorten "
        "them, or let it be: its page has the picture of the home page."
    ]


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("ब", "Preview pictures cannot show 'ब', so there are none."),
        (
            "Crumb" * 30,
            "The site's name and address do not fit on preview pictures, so there are none.",
        ),
    ],
)
def test_site_that_no_foot_can_name_has_no_pictures(site: Site, name: str, what: str) -> None:
    output = built(site, {**FILES, "site.yml": settings_page(name=name)})
    assert [str(problem) for problem in output.problems] == [
        f"site.yml:1: {what} Change the name, or let it be."
    ]
    assert pictures(output) == {}
    assert tags(output, "tips/weigh/") == {}


@pytest.mark.parametrize("wanted", LONG.values(), ids=LONG)
def test_long_words_are_whole_and_inside_the_picture(wanted: Poster) -> None:
    measure = painter().fonts.width
    words = laid_out(wanted, measure)
    for block, text in ((words.title, wanted.title), (words.text, wanted.text)):
        assert "".join(block.lines).replace(" ", "") == text.replace(" ", ""), "Nothing is cut."
        assert block.width(measure) <= GROUNDS[wanted.look].width
        assert block.size >= 16
    picture = opened(painter().picture(wanted)).convert("RGB")
    ground = picture.getpixel((1, 1))
    for box in ((0, 0, MARGIN, 530), (1200 - 56, 0, 1200, 530), (0, 0, 1200, 20)):
        assert picture.crop(box).getcolors() == [((box[2] - box[0]) * (box[3] - box[1]), ground)]
    under = picture.crop((GROUNDS[wanted.look].left, 530 - SPACE // 2, 660, 530))
    assert len(under.getcolors()) == 1, "The last line is above the foot."


def test_short_words_are_as_large_as_a_poster() -> None:
    words = laid_out(Poster("tip", "Tip", "Wait", "Longer."), painter().fonts.width)
    assert (words.title.size, words.text.size) == (92, 42)


def test_lines_are_as_few_as_can_be_and_even() -> None:
    words = fitted("aa bb cc dd ee", "", 11 * 92, 1000, one)
    assert words
    assert words.title == Block(("aa bb cc", "dd ee"), 92, 750, 1.12)
    assert words.text.lines == ()
    assert words.gap == 0


def test_words_shrink_until_they_fit_and_then_there_is_no_room() -> None:
    sizes = [
        words and words.title.size
        for height in (300, 150, 60, 20)
        for words in [fitted("aaaa bbbb", "cc dd", 500, height, one)]
    ]
    assert sizes == [92, 52, 22, None]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("short", ["short"]),
        ("co-production", ["co-", "product", "ion"]),
        ("abcdefghijklmnop", ["abcdefg", "hijklmn", "op"]),
    ],
)
def test_word_is_broken_after_its_hyphen_or_where_it_must(word: str, expected: list[str]) -> None:
    assert list(parts(word, 400, 7, one)) == expected


def test_texts_side_by_side_take_the_largest_size_that_fits() -> None:
    texts = (("abc", 1), ("de", 1))
    assert widest(texts, range(9, 4, -1), 41, one) == 8
    assert widest(texts, range(9, 4, -1), 24, one) == 0


def test_welsh_letters_come_from_the_font_that_has_them() -> None:
    fonts = painter().fonts
    letters = list(fonts.letters("dŵr", 40, 400))
    assert [sign for _left, sign, _font in letters] == ["d", "ŵ", "r"]
    assert len({id(font) for _left, _sign, font in letters}) == 2
    assert plain("w\u0302y\u0302 \u00adco\u200b") == "ŵŷ co"
    with pytest.raises(Undrawable, match="ब"):
        fonts.width("aब", 400)


def test_foot_is_never_cut() -> None:
    with pytest.raises(NoFoot):
        Painter(Fonts(FONTS), colours(TOKENS), Foot("x" * 99, "y" * 99)).picture(
            LONG["one very long word"]
        )


@pytest.mark.parametrize(
    ("ink", "paper"),
    [
        *((getattr(g, role), g.paper) for g in GROUNDS.values() for role in ("ink", "label")),
        ("text", "paper"),
        ("quiet", "paper"),
    ],
)
def test_words_stand_out_from_their_ground(ink: str, paper: str) -> None:
    light = sorted((luminance(colours(TOKENS)[role]) for role in (ink, paper)), reverse=True)
    assert (light[0] + 0.05) / (light[1] + 0.05) >= 7


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = (value / 255 for value in bytes.fromhex(colour[1:]))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_each_kind_of_page_has_its_own_words_and_table(site: Site) -> None:
    library: Library = site(FILES).settings["KNOWLEDGE_LIBRARY"]
    found = {entry.slug: poster(entry, library) for entry in library.entries}
    assert found["bread"] == Poster("mark", "Definition", "Bread (BRD)", "It is baked.")
    assert found["wait"] == Poster("tip", "Tip 2 of 2", "Wait", "Longer.", 2, (2,), "2")
    assert found["mill"] == Poster(
        "stages", "Case study", "Can a mill be shared?", "Yes, with rules.", 2, (2,)
    )
    assert found["home"] == Poster("people", "", "Bread for all", "About bread for all.")
    assert found["timeline"].look == "mark"
    assert found["mill"].alt == "Case study: Can a mill be shared? Yes, with rules."
