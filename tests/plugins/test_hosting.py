"""What hosts are told: which headers each address of the site is sent."""

import re
from collections.abc import Iterator

import pytest

from plugins.hosting.headers_file import headers_file, refusals
from plugins.hosting.table import Rule
from tests.plugins.conftest import Site
from tests.plugins.hosts import HOSTS, Host, Sent, base, nginx
from tests.plugins.mini_site import PAGES, Output, markdown

POLICY = "Content-Security-Policy"
UNFRAMED = "; frame-ancestors 'none'"
SHORT = "max-age=600, stale-while-revalidate=86400"
FOR_EVER = "max-age=31536000, immutable"
CARDS = "/embed/v1/"
STRANGE = ["/no-such-page/", "/tips/gone/", "/embed/gone/", "/embed/v1/tip/gone/", "/embed/v2.js"]


@pytest.fixture(params=HOSTS.values(), ids=HOSTS)
def host(request: pytest.FixtureRequest) -> Host:
    return request.param


@pytest.fixture(params=["bread", "bread_at_root"])
def built(request: pytest.FixtureRequest) -> Output:
    """The golden site under a sub-path and at the root of a domain."""
    return request.getfixturevalue(request.param)


def addresses(output: Output) -> Iterator[str]:
    """Every address that the site answers, without its base."""
    for path in output.paths():
        yield f"/{path}"
        if path.endswith("index.html"):
            yield f"/{path.removesuffix('index.html')}"


def policy(output: Output, page: str) -> str:
    """What a page says of itself."""
    return output.soup(page).select_one(f"meta[http-equiv={POLICY}]")["content"]


def everywhere(sent: Sent) -> Sent:
    """The headers that have nothing to do with which address it is, after a look at them."""
    off = sent["Permissions-Policy"][0].split(", ")
    assert {"camera=()", "geolocation=()", "microphone=()", "payment=()", "usb=()"} <= set(off)
    assert all(feature.endswith("=()") for feature in off)
    assert not [feature for feature in off if feature.startswith("clipboard")], "We copy snippets."
    assert sent["X-Content-Type-Options"] == ["nosniff"]
    assert sent["Referrer-Policy"] == ["strict-origin-when-cross-origin"]
    names = ("Permissions-Policy", "X-Content-Type-Options", "Referrer-Policy")
    return {name: sent[name] for name in names}


def test_no_address_is_sent_a_header_twice(built: Output, host: Host) -> None:
    """Cloudflare would join the two with a comma, and of two policies the stricter one wins."""
    for address in (*addresses(built), *STRANGE):
        sent = host(built, base(built) + address)
        assert {name: values for name, values in sent.items() if len(values) != 1} == {}, address


def test_every_page_is_sent_its_own_policy(built: Output, host: Host) -> None:
    pages = [path for path in built.pages() if not f"/{path}".startswith(CARDS)]
    assert len(pages) > 30
    for page in pages:
        address = f"/{page.removesuffix('index.html')}"
        sent = host(built, base(built) + address)
        assert sent == {POLICY: [policy(built, f"/{page}") + UNFRAMED], **everywhere(sent)}, page


def test_cards_and_nothing_else_may_be_framed(built: Output, host: Host) -> None:
    cards = 0
    for address in addresses(built):
        if address == "/_headers":
            continue  # hosts read it and do not send it
        sent = host(built, base(built) + address)
        is_card = address.startswith(CARDS)
        cards += is_card
        assert sent.get(POLICY, [""])[0].endswith(UNFRAMED) is not is_card, address
        assert "X-Frame-Options" not in sent
    assert cards > 0


@pytest.mark.parametrize(
    "address", ["/embed/v1/tip/wait/", "/embed/v1/tip/wait/dark/", "/embed/v1/tip-of-the-day/"]
)
def test_cards_open_where_a_page_isolates_itself(built: Output, host: Host, address: str) -> None:
    sent = host(built, base(built) + address)
    assert sent == {
        "Cross-Origin-Embedder-Policy": ["require-corp"],
        "Cross-Origin-Resource-Policy": ["cross-origin"],
        "X-Robots-Tag": ["noindex"],
        "Cache-Control": [SHORT],
        **everywhere(sent),
    }


def builder_policy(output: Output) -> str:
    """What the pages about embedding say of themselves: they show our own cards in frames."""
    text = output.settings["JINJA_GLOBALS"]["assets"].builder_policy
    assert "frame-src 'self'" in text
    return text


@pytest.mark.parametrize("address", ["/embed/", "/embed/tip/wait/", "/embed/tip-of-the-day/"])
def test_pages_about_embedding_may_show_our_own_cards(
    built: Output, host: Host, address: str
) -> None:
    sent = host(built, base(built) + address)
    assert sent == {POLICY: [builder_policy(built) + UNFRAMED], **everywhere(sent)}


@pytest.mark.parametrize(("name", "kept"), [("v1.js", SHORT), ("v1.0.0.js", FOR_EVER)])
def test_scripts_may_be_loaded_by_other_sites(
    built: Output, host: Host, name: str, kept: str
) -> None:
    assert built.has(f"/embed/{name}")
    sent = host(built, f"{base(built)}/embed/{name}")
    assert sent == {
        POLICY: [builder_policy(built) + UNFRAMED],
        "Access-Control-Allow-Origin": ["*"],
        "Cross-Origin-Resource-Policy": ["cross-origin"],
        "Cache-Control": [kept],
        **everywhere(sent),
    }


@pytest.mark.parametrize("page", ["/tips/wait/", "/definitions/bread/"])
def test_oembed_answers_may_be_read_by_other_sites(built: Output, host: Host, page: str) -> None:
    assert built.has(f"{page}oembed.json")
    sent = host(built, f"{base(built)}{page}oembed.json")
    assert sent == {
        POLICY: [policy(built, "/") + UNFRAMED],
        "Access-Control-Allow-Origin": ["*"],
        "Cache-Control": ["max-age=3600"],
        **everywhere(sent),
    }


def test_files_named_by_their_content_are_kept(built: Output, host: Host) -> None:
    file = next(path for path in built.paths() if path.startswith("theme/site-"))
    sent = host(built, f"{base(built)}/{file}")
    assert sent == {
        POLICY: [policy(built, "/") + UNFRAMED],
        "Cache-Control": [FOR_EVER],
        **everywhere(sent),
    }


@pytest.mark.parametrize("address", ["/feeds/all.atom.xml", "/sitemap.xml"])
def test_browsers_may_show_xml_as_they_do(built: Output, host: Host, address: str) -> None:
    """The policy of the pages would leave a reader who opens a feed with a heap of words."""
    assert built.has(address)
    sent = host(built, base(built) + address)
    policy = f"default-src 'none'; style-src 'unsafe-inline'; img-src data:{UNFRAMED}"
    assert sent == {POLICY: [policy], **everywhere(sent)}


def test_pictures_of_entries_may_be_shown_by_other_sites(built: Output) -> None:
    address = f"{base(built)}/pictures/tip/wait.png"
    for name, host in HOSTS.items():
        assert host(built, address)["Cross-Origin-Resource-Policy"] == ["cross-origin"], name


def test_nginx_is_strict_with_addresses_that_are_not_there(built: Output) -> None:
    for address in STRANGE:
        sent = nginx(built, base(built) + address)
        assert (POLICY in sent) is not address.startswith(CARDS), address


@pytest.mark.parametrize(
    "address", ["/embed/v1.js.map", "/embed/v1-0-0xjs", "/tips/wait/oembed.json.old", "/themes/"]
)
def test_addresses_that_only_look_alike_are_pages(built: Output, host: Host, address: str) -> None:
    names = {"Access-Control-Allow-Origin", "Cross-Origin-Resource-Policy", "Cache-Control"}
    assert names.isdisjoint(host(built, base(built) + address))


def test_nginx_says_nothing_of_other_sites_beside_ours(bread: Output) -> None:
    for address in ("/", "/other/", "/base-line/", "/embed/v1/tip/wait/"):
        assert nginx(bread, address) == {}


def test_nginx_does_not_keep_an_error_for_a_year(built: Output) -> None:
    server = built.read("/hosting/nginx-headers-server.conf")
    sometimes = re.findall(r"^add_header (\S+) \S+;$", server, re.MULTILINE)
    always = re.findall(r"^add_header (\S+) \S+ always;$", server, re.MULTILINE)
    assert sometimes == ["Cache-Control"]
    assert POLICY in always


def test_no_part_for_nginx_hides_the_headers_of_the_server(built: Output) -> None:
    for path in built.paths():
        if path.startswith("hosting/"):
            blocks = re.findall(r"\{.*?^\}", built.read(path), re.DOTALL | re.MULTILINE)
            assert [block for block in blocks if "add_header" in block] == [], path


def test_files_for_hosts_can_be_read_by_hosts(built: Output) -> None:
    text = built.read("/_headers")
    assert refusals(text) == []
    patterns = [line for line in text.splitlines() if line.startswith("/")]
    assert len(patterns) == len(set(patterns)), "Of two blocks for a pattern one would be lost."
    assert all(pattern.startswith(f"{base(built)}/") for pattern in patterns)
    assert not [pattern for pattern in patterns if "*" in pattern[:-1]]


def test_what_a_host_would_not_read_is_told() -> None:
    names = [f"page-{number}/index.html" for number in range(120)]
    rules = (Rule(("/embed/v1/*",), {POLICY: ""}), Rule(("/*",), {POLICY: "x" * 2000}))
    assert refusals(headers_file(rules, "", names)) == [
        "_headers: 121 rules, and Cloudflare Pages reads 100. "
        "Move pages into fewer folders at the top of the site.",
        "_headers: a line of 2027 characters, and Cloudflare Pages reads 2000. "
        "Shorten the header in plugins/hosting/table.py.",
    ]


def test_site_with_too_many_folders_is_built_with_a_warning(site: Site) -> None:
    pages = {f"content/pages/loaf-{n}.md": markdown(f"Loaf {n}", "Eat.") for n in range(90)}
    output = site({**PAGES, **pages})
    (warning,) = [each for each in output.messages() if each.startswith("_headers: ")]
    assert re.fullmatch(
        r"_headers: \d{3} rules, and Cloudflare Pages reads 100\. "
        r"Move pages into fewer folders at the top of the site\.",
        warning,
    )
    assert output.has("/loaf-89/")


def test_later_rules_name_the_parts_that_earlier_ones_do_not_speak_of() -> None:
    folders = [f"{name}/x" for name in ("embed/v1", "embed/tip", "embed-news", "tips")]
    names = [*folders, "embed/index.html", "embed/v1.js", "index.html", "404.html"]
    rules = (
        Rule(("/embed/v1/*",), {"A": ""}),
        Rule(("/embed/*",), {"A": "1"}),
        Rule(("/tips/:slug/x.json",), {"C": "4"}),
        Rule(("/*",), {"A": "2", "B": "3"}),
    )
    assert headers_file(rules, "/base", names).split("\n\n")[1:] == [
        "/base/embed/\n  A: 1",
        "/base/embed/index.html\n  A: 1",
        "/base/embed/tip/*\n  A: 1",
        "/base/embed/v1.js\n  A: 1",
        "/base/tips/:slug/x.json\n  C: 4",
        "/base/\n  A: 2",
        "/base/404.html\n  A: 2",
        "/base/404\n  A: 2",
        "/base/embed-news/*\n  A: 2",
        "/base/index.html\n  A: 2",
        "/base/tips/*\n  A: 2",
        "/base/*\n  B: 3\n",
    ]


def test_rule_for_a_folder_that_was_not_written_names_the_folder_alone() -> None:
    rules = (Rule(("/embed/v1/*",), {"A": ""}), Rule(("/embed/*",), {"A": "1"}))
    assert headers_file(rules, "", []).split("\n\n")[1:] == ["/embed/\n  A: 1\n"]


def test_site_without_an_address_has_headers_and_no_endpoint(
    bread_without_address: Output,
) -> None:
    files = [path for path in bread_without_address.paths() if path.startswith("hosting/")]
    assert files == ["hosting/nginx-headers-server.conf", "hosting/nginx-headers.conf"]
    assert bread_without_address.has("/_headers")
