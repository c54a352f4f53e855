"""What people do to a project between two builds, by name.

An edit takes a number that chooses what it is done to, so that a list of names and numbers
tells a whole story and can be told again.
"""

import os
import shutil
from collections.abc import Callable
from datetime import date

import yaml

from tests.incremental.project import SITE, TODAY, Project, pick
from tests.knowledge.pictures import saved

Edit = Callable[[Project, int], None]
EDITS: dict[str, Edit] = {}
KINDS = ("definitions", "tips", "hints", "case-studies", "pages")
SOURCES, RESOURCES, TIMELINE, WITHDRAWN = (
    f"content/{name}.yml" for name in ("sources", "resources", "timeline", "withdrawn")
)
PICTURE, NEW_PICTURE = "content/images/pot.png", "content/images/cup.png"
BODIES = (
    "A stronger brew in the teapot. Tea for two, and a pot for later.",
    "Nothing here is explained anywhere.",
    "The kettle sings, and the infusion waits. An LWR of two.\n\n### Steeping\n\nA steeped leaf.",
    "See [the word](../definitions/tea.md) and [the tip](../tips/wait.md#top).",
    "An <em>infusion</em> of leaves, `tea` in code and a coat for the tea cosy.\n\n- one\n- two",
    "See [what is not there](../definitions/nowhere.md). Steep the leaves in the samovar.",
)
TITLES = ("Another name", "Tea & more <tea>", "Zest", "A first", "Samovar")
WORDS = ("steeping", "samovar", "leaf", "water")
BROKEN_FIELDS = "---\ntitle: [Tea\n---\n"


def edit(does: Edit) -> Edit:
    """Adds an edit to those that are tried."""
    EDITS[does.__name__] = does
    return does


def anyone(project: Project, choice: int) -> str:
    """A Markdown file; each kind is as likely as any other."""
    kinds = [kind for kind in KINDS if project.named(kind)]
    return pick(project.named(pick(kinds, choice)), choice // len(kinds))


def one_of(project: Project, kind: str, choice: int) -> str | None:
    """A file of a kind, if there is any."""
    names = project.named(kind)
    return pick(names, choice) if names else None


def turned(value: list[str], other: str) -> list[str]:
    """A list without the value if it was there, or with it if it was not."""
    return [one for one in value if one != other] if other in value else [*value, other]


def listed(project: Project, name: str, field: str) -> list[str]:
    """The value of a field as a list."""
    value = project.fields[name].get(field, [])
    return [value] if isinstance(value, str) else list(value)


@edit
def body(project: Project, choice: int) -> None:
    name = anyone(project, choice)
    if not name.startswith(("content/hints/", "content/case-studies/")):
        project.rebody(name, pick(BODIES, choice))
    else:
        project.rebody(name, f"{pick(BODIES, choice)}\n\n{project.bodies[name]}")


@edit
def body_of_word(project: Project, choice: int) -> None:
    if name := one_of(project, "definitions", choice):
        project.rebody(name, pick(BODIES, choice // 7))


@edit
def title(project: Project, choice: int) -> None:
    project.change(anyone(project, choice), title=pick(TITLES, choice))


@edit
def short(project: Project, choice: int) -> None:
    project.change(anyone(project, choice), short=f"Said in other words, {choice} of them.")


@edit
def short_of_word(project: Project, choice: int) -> None:
    if name := one_of(project, "definitions", choice):
        project.change(name, short=f"The tea of {choice} friends.")


@edit
def tips_of_story(project: Project, choice: int) -> None:
    name = one_of(project, pick(["hints", "case-studies"], choice), choice // 2)
    tip = one_of(project, "tips", choice)
    if name and tip:
        slug = tip.rpartition("/")[2].removesuffix(".md")
        project.change(name, tips=turned(listed(project, name, "tips"), slug))


@edit
def terms(project: Project, choice: int) -> None:
    name = one_of(project, pick(["tips", "hints", "case-studies"], choice), choice // 3)
    if name:
        word = pick(["tea", "teapot", "infusion", "tea-cosy", "nothing-like-it"], choice)
        project.change(name, terms=turned(listed(project, name, "terms"), word))


@edit
def sources_of_entry(project: Project, choice: int) -> None:
    name = anyone(project, choice)
    source = pick(["leaf-report", "water-film"], choice)
    project.change(name, sources=turned(listed(project, name, "sources"), source))


@edit
def groups(project: Project, choice: int) -> None:
    if name := one_of(project, "case-studies", choice):
        group = pick(["hosts", "beginners", "nobody"], choice // 2)
        project.change(name, groups=turned(listed(project, name, "groups"), group))


@edit
def topics(project: Project, choice: int) -> None:
    name = anyone(project, choice)
    topic = pick(["water", "leaves"], choice)
    project.change(name, topics=turned(listed(project, name, "topics"), topic))


@edit
def number(project: Project, choice: int) -> None:
    if name := one_of(project, "tips", choice):
        project.change(name, set="first-pot", number=1 + choice % 4)


@edit
def out_of_set(project: Project, choice: int) -> None:
    if name := one_of(project, "tips", choice):
        project.change(name, set=None, number=None)


@edit
def status(project: Project, choice: int) -> None:
    name = anyone(project, choice)
    is_draft = project.fields[name].get("status") == "draft"
    project.change(name, status=None if is_draft else "draft")


@edit
def reviewed(project: Project, choice: int) -> None:
    project.change(anyone(project, choice), reviewed=date(2026, 1 + choice % 11, 7))


@edit
def see_also(project: Project, choice: int) -> None:
    if name := one_of(project, "definitions", choice):
        word = pick(["tea", "kettle", "steeping", "tea-cosy"], choice // 2)
        project.change(name, see_also=turned(listed(project, name, "see_also"), word))


@edit
def part_of(project: Project, choice: int) -> None:
    if name := one_of(project, "definitions", choice):
        word = pick(["tea", "teapot"], choice)
        project.change(name, part_of=turned(listed(project, name, "part_of"), word))


@edit
def thanked(project: Project, choice: int) -> None:
    credits = [{"name": f"Friend {choice % 3}", "role": pick(["wrote", "found"], choice)}]
    project.change(anyone(project, choice), credits=credits)


@edit
def moved(project: Project, choice: int) -> None:
    project.change(anyone(project, choice), moved_from=[f"/old/{choice % 5}/"])


@edit
def links_of_page(project: Project, choice: int) -> None:
    name = anyone(project, choice)
    project.change(name, term_links=pick(["none", "every", "section", None], choice))


@edit
def unlinked(project: Project, choice: int) -> None:
    name = anyone(project, choice)
    project.change(name, unlinked_terms=turned(listed(project, name, "unlinked_terms"), "tea"))


@edit
def word_added(project: Project, choice: int) -> None:
    word = pick(WORDS, choice)
    name = f"content/definitions/{word}.md"
    project.add(name, pick(BODIES, choice), title=word.title(), short=f"What {word} means here.")


@edit
def word_renamed(project: Project, choice: int) -> None:
    if name := one_of(project, "definitions", choice):
        fields, body = project.fields[name], project.bodies[name]
        project.remove(name)
        project.add(name.replace(".md", "-too.md"), body, **fields)


@edit
def word_removed(project: Project, choice: int) -> None:
    if name := one_of(project, "definitions", choice):
        project.remove(name)


@edit
def alias(project: Project, choice: int) -> None:
    if name := one_of(project, "definitions", choice):
        label = pick(["friends", "cup", "leaves", "brew"], choice // 2)
        project.change(name, aliases=turned(listed(project, name, "aliases"), label))


@edit
def without_aliases(project: Project, choice: int) -> None:
    names = [name for name in project.named("definitions") if "aliases" in project.fields[name]]
    if names:
        project.change(pick(names, choice), aliases=None)


@edit
def word_not_linked(project: Project, choice: int) -> None:
    if name := one_of(project, "definitions", choice):
        is_off = project.fields[name].get("auto_link") is False
        project.change(name, auto_link=None if is_off else False)


@edit
def tip_added(project: Project, choice: int) -> None:
    name = f"content/tips/pour-{choice % 3}.md"
    project.add(name, "Pour the tea slowly.", title=f"Pour {choice % 3} times", terms=["tea"])


@edit
def tip_removed(project: Project, choice: int) -> None:
    if name := one_of(project, "tips", choice):
        project.remove(name)


@edit
def story_added(project: Project, choice: int) -> None:
    if like := one_of(project, "case-studies", choice):
        fields = {**project.fields[like], "title": f"The story of {choice % 4} cups"}
        name = f"content/case-studies/cups-{choice % 4}.md"
        project.add(name, project.bodies[like], **fields)


@edit
def story_removed(project: Project, choice: int) -> None:
    if name := one_of(project, "case-studies", choice):
        project.remove(name)


@edit
def page_added(project: Project, choice: int) -> None:
    name = f"content/pages/about-{choice % 3}.md"
    project.add(name, pick(BODIES, choice), title=f"About {choice % 3}", short="About us.")


@edit
def page_removed(project: Project, choice: int) -> None:
    names = [name for name in project.named("pages") if "template" not in project.fields[name]]
    if names:
        project.remove(pick(names, choice))


@edit
def source(project: Project, choice: int) -> None:
    sources = project.data[SOURCES]
    slug = pick(["leaf-report", "water-film", "pot-book"], choice)
    sources.setdefault(slug, {})["title"] = f"What the book said, part {choice % 6}"
    project.save(SOURCES)


@edit
def source_removed(project: Project, choice: int) -> None:
    sources = project.data[SOURCES]
    if len(sources) > 1:
        sources.pop(pick(sorted(sources), choice))
        project.save(SOURCES)


@edit
def resource(project: Project, choice: int) -> None:
    rows = project.data[RESOURCES]
    if choice % 3 == 0:
        rows.append({"id": f"r{len(rows)}", "title": f"Guide {choice}", "short": "All of tea."})
    elif choice % 3 == 1 and len(rows) > 1:
        rows.pop(choice % len(rows))
    else:
        pick(rows, choice)["short"] = f"A guide to the teapot, {choice}."
    project.save(RESOURCES)


@edit
def milestone(project: Project, choice: int) -> None:
    row = pick(project.data[TIMELINE], choice)
    row[pick(["short", "why_it_matters"], choice // 2)] = f"It was about a kettle, {choice}."
    row["date"] = str(1960 + choice % 50)
    project.save(TIMELINE)


@edit
def easy_read(project: Project, choice: int) -> None:
    if name := one_of(project, "definitions", choice):
        before = project.bodies[name].partition("\n## Easy read")[0].strip()
        row = f"![]({pick(['home', 'clock'], choice)}) Tea is good, {choice % 3}."
        is_there = "## Easy read" in project.bodies[name]
        goes = is_there and choice % 3 == 0
        project.rebody(name, before if goes else f"{before}\n\n## Easy read\n\n{row}")


@edit
def template_comment(project: Project, choice: int) -> None:
    name = pick(["base.html", "entry.html", "definition.html", "card.html"], choice)
    _append(project, f"theme/templates/{name}", f"{{# {choice} #}}")


@edit
def template_words(project: Project, choice: int) -> None:
    """Words in the middle of a template, where every page of it shows them."""
    name = pick(["definition", "tip", "index", "home", "timeline", "search"], choice)
    file = f"theme/templates/{name}.html"
    text = project.read(file).decode()
    project.write(file, text.replace("</", f"<!-- seen {choice} --></", 1))


@edit
def component_words(project: Project, choice: int) -> None:
    name = pick(["site-footer", "card-list", "tip-card", "source-list", "use-list"], choice)
    file = f"theme/components/{name}/template.html"
    text = project.read(file).decode()
    project.write(file, text.replace("</", f"<!-- part {choice} --></", 1))


@edit
def style(project: Project, choice: int) -> None:
    name = pick(["components/tip-card/tip-card.css", "templates/card.css"], choice)
    _append(project, f"theme/{name}", f".none-{choice} {{ color: red; }}")


@edit
def script(project: Project, choice: int) -> None:
    _append(project, "theme/templates/early.js", f'document.title += "{choice % 4}";')


@edit
def drawing(project: Project, choice: int) -> None:
    file = f"theme/static/pictures/{pick(['home', 'clock'], choice)}.svg"
    text = project.read(file).decode()
    project.write(file, text.replace("</svg>", f'<path d="M{choice % 9} 0"/></svg>'))


def _append(project: Project, name: str, text: str) -> None:
    project.write(name, f"{project.read(name).decode()}\n{text}\n")


@edit
def setting(project: Project, choice: int) -> None:
    """A setting given beside the file; giving it a second time takes it back."""
    name, value = pick(
        [
            ("KNOWLEDGE_PUBLIC_ADDRESS", "https://other.example.org/base"),
            ("KNOWLEDGE_DRAFTS", False),
            ("KNOWLEDGE_TODAY", date(2027, 2, 3)),
            ("SITEURL", "/base"),
            ("KNOWLEDGE_HAS_PDFS", True),
        ],
        choice,
    )
    is_given = project.overrides.get(name) == value
    project.overrides = {**project.overrides, name: value}
    if is_given:
        project.overrides.pop(name)
    project.overrides.setdefault("KNOWLEDGE_TODAY", TODAY)


@edit
def settings_file(project: Project, choice: int) -> None:
    lines = ('TIMEZONE = "Asia/Tokyo"', "# nothing new", 'SITEURL = "/tea"')
    _append(project, "pelicanconf.py", pick(lines, choice))


@edit
def site(project: Project, choice: int) -> None:
    values = project.data[SITE]
    name, value = pick(
        [
            ("name", f"Kettle {choice}"),
            ("short", f"Tea, {choice} times."),
            ("contact", None),
            ("repository", None),
            ("definition", "teapot"),
            ("term_links", "every"),
            ("language", "en-US"),
            ("known_words", ["four minutes"]),
            ("address", f"https://example.org/{choice}"),
        ],
        choice,
    )
    values[name] = value
    project.save(SITE)


@edit
def label(project: Project, choice: int) -> None:
    vocabularies = project.data[SITE]["vocabularies"]
    vocabulary = pick(
        ["nations", "stages", "sets", "groups", "topics", "types", "pictures"], choice
    )
    value = pick(sorted(vocabularies[vocabulary]), choice // 7)
    vocabularies[vocabulary][value] = f"Called {choice}"
    project.save(SITE)


@edit
def navigation(project: Project, choice: int) -> None:
    menu = project.data[SITE][pick(["navigation", "footer"], choice)]
    menu.append({"title": f"Way {choice}", "address": pick(["/embed/", "/nowhere/"], choice // 2)})
    project.save(SITE)


@edit
def section(project: Project, choice: int) -> None:
    sections = project.data[SITE]["sections"]
    pick(list(sections.values()), choice)["title"] = f"Part {choice}"
    project.save(SITE)


@edit
def withdrawn(project: Project, choice: int) -> None:
    rows = [row for row in project.data.get(WITHDRAWN, []) if choice % 3]
    rows.append({"address": f"/tips/gone-{choice % 4}/", "date": date(2026, 5, 1 + choice % 9)})
    project.data[WITHDRAWN] = [row for n, row in enumerate(rows) if row not in rows[:n]]
    project.save(WITHDRAWN)


@edit
def picture(project: Project, choice: int) -> None:
    project.write(PICTURE, saved("PNG", (12 + choice % 5, 8)))


@edit
def picture_facts(project: Project, choice: int) -> None:
    text = f"made_by: Friend {choice}\npermission: They said so\npeople: false\n"
    project.write(f"{PICTURE}.yml", text)


@edit
def picture_added(project: Project, choice: int) -> None:
    project.write(NEW_PICTURE, saved("PNG", (9, 9 + choice % 5)))
    project.write(f"{NEW_PICTURE}.yml", "made_by: We\npermission: Ours\npeople: false\n")
    name = anyone(project, choice)
    project.rebody(name, f"![A cup](../images/cup.png)\n\n{project.bodies[name]}")


@edit
def picture_removed(project: Project, choice: int) -> None:
    project.remove(pick([NEW_PICTURE, PICTURE], choice))
    if choice % 2:
        project.remove(f"{PICTURE}.yml")


@edit
def daily_tips(project: Project, choice: int) -> None:
    tips = ["wait", "share-it", "warm-the-pot"]
    order = tips[choice % 3 :] + tips[: choice % 3]
    project.write("embed-daily.csv", f"year,tips\n2026,{' '.join(order)}\n")


@edit
def file_deleted(project: Project, choice: int) -> None:
    project.remove(anyone(project, choice))


@edit
def file_restored(project: Project, choice: int) -> None:
    """A file that was deleted comes back, as it does from git."""
    names = sorted(name for name in project.removed if name not in project.fields)
    if names:
        name = pick(names, choice)
        data = project.removed.pop(name)
        if name.endswith(".md"):
            _, fields, text = data.decode().split("---\n", 2)
            project.add(name, text.strip(), **yaml.safe_load(fields))
        else:
            project.write(name, data)


@edit
def touched(project: Project, choice: int) -> None:
    """A file is saved without a change."""
    name = anyone(project, choice)
    project.write(name, project.read(name))


@edit
def clock_back(project: Project, choice: int) -> None:
    """A change that came with an old date, as from an archive."""
    body(project, choice)
    _redate(project, -(10**9))


@edit
def clock_forward(project: Project, choice: int) -> None:
    """A change by a computer whose clock is a month ahead."""
    body(project, choice)
    _redate(project, 30 * 24 * 3600)


def _redate(project: Project, seconds: int) -> None:
    for file in project.written:
        if file.exists():
            now = file.stat().st_mtime
            os.utime(file, (now + seconds, now + seconds))


@edit
def same_size_and_date(project: Project, choice: int) -> None:
    """A change that neither the size nor the date of the file gives away."""
    name = anyone(project, choice)
    file = project.folder / name
    before = file.stat()
    letters = project.bodies[name].translate(str.maketrans("aeiou", "eioua"))
    project.rebody(name, letters)
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


@edit
def replaced(project: Project, choice: int) -> None:
    """A save as some editors do it: a new file takes the place of the old."""
    name = anyone(project, choice)
    project.rebody(name, f"{project.bodies[name]}\n\nSaved {choice} times, with tea.")
    file = project.folder / name
    beside = file.with_suffix(".swap")
    file.rename(beside)
    file.write_bytes(beside.read_bytes())
    beside.unlink()


@edit
def output_deleted(project: Project, choice: int) -> None:
    """Somebody deletes a page of the site by hand."""
    output = project.folder.with_name("output")
    files = sorted(output.rglob("*.*"))
    if files:
        pick(files, choice * 7).unlink()


@edit
def output_folder_deleted(project: Project, choice: int) -> None:
    """Somebody deletes a folder of pages by hand."""
    output = project.folder.with_name("output")
    name = pick(["definitions", "search", "theme", "embed"], choice)
    shutil.rmtree(output / name, ignore_errors=True)


@edit
def broken_front_matter(project: Project, choice: int) -> None:
    project.break_file(anyone(project, choice), BROKEN_FIELDS)


@edit
def broken_site(project: Project, choice: int) -> None:
    body(project, choice)
    project.break_file(SITE, "name: [Kettle\n")


@edit
def broken_style(project: Project, choice: int) -> None:
    body(project, choice)
    project.break_file("theme/static/css/reset.css", "a { color: red")


@edit
def broken_template(project: Project, choice: int) -> None:
    body(project, choice)
    project.break_file("theme/templates/tip.html", "{{ no.such.thing }}")


@edit
def mended(project: Project, _choice: int) -> None:
    project.mend()
