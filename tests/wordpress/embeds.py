"""Cases a and b: only the address is in the post, and WordPress makes a card of it."""

from playwright.sync_api import Browser, Page, expect

from tests.wordpress.cards import Pasted
from tests.wordpress.editor import block_editor
from tests.wordpress.installation import Post, WordPress
from tests.wordpress.report import Report
from tests.wordpress.sight import SIZES, Sight, look, picture, reading

LEAST = 200
"""Pixels; WordPress makes no embed lower than that."""
ASK_AGAIN = """() => {
  const frame = document.querySelector("iframe.wp-embedded-content");
  window.heard = [];
  const secret = frame.dataset.secret;
  frame.contentWindow.postMessage({ message: "ready", secret }, "*");
  return secret;
}"""
IS_ANSWERED = "(secret) => heard.find((one) => one.message === 'height' && one.secret === secret)"


def classic_paragraph(site: WordPress, tip: Pasted, author: str = "administrator") -> Post:
    """Case a: the address alone in a paragraph of the classic editor."""
    text = f"Words above.\n\n{tip.address}\n\nWords below."
    return site.publish("Classic paragraph", text, author)


def embed_block(browser: Browser, site: WordPress, tip: Pasted, report: Report) -> Post:
    """Case b: the address in the embed block, put there by hand in the block editor."""
    with block_editor(browser, site) as editor:
        editor.title("Embed block")
        editor.embed_block(tip.address)
        sight = look(editor.page)
        report.check(sight.fits(LEAST), "preview in the editor fits its card", sight)
        post = editor.publish("b embed block, editor")
    block = '"providerNameSlug":"equal-voice"'
    report.check(block in post.kept, "the block names the provider", block)
    return post


def check_embed(
    browser: Browser, site: WordPress, case: str, post: Post, tip: Pasted, report: Report
) -> None:
    """All that must hold for a card that WordPress found by itself."""
    for name, size in SIZES.items():
        with reading(browser, post.address, size) as page:
            _check_sight(report, name, look(page))
            picture(page, f"{case}, {name}")
            if name == next(iter(SIZES)):
                _check_protocol(page, tip, report)
    _check_memory(site, post, tip, report)
    _check_without_script(browser, case, post, tip, report)


def _check_sight(report: Report, name: str, sight: Sight) -> None:
    report.check(sight.fits(LEAST), f"{name}, the frame is as tall as its card", sight)
    report.check(sight.overflow <= 0, f"{name}, nothing sticks out sideways", sight.overflow)
    report.check(
        sight.is_in_column(), f"{name}, the frame is in the column", f"left {sight.left} px"
    )
    report.check(not sight.is_quote_seen, f"{name}, the quotation with the link is hidden")
    report.check(sight.sandbox == "allow-scripts", f"{name}, the frame's sandbox", sight.sandbox)


def _check_protocol(page: Page, tip: Pasted, report: Report) -> None:
    """The card answers WordPress, and lets it open the link."""
    secret = page.evaluate(ASK_AGAIN)
    answer = page.wait_for_function(IS_ANSWERED, arg=secret).json_value()
    report.check(answer["value"] > 0, "the card answers `ready` with its secret", answer["value"])
    page.frame_locator("iframe.wp-embedded-content").get_by_role("link").click()
    page.wait_for_url(tip.address)
    report.check(page.url == tip.address, "the card's link opens the tip in this window")
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def _check_memory(site: WordPress, post: Post, tip: Pasted, report: Report) -> None:
    kept = site.ask("remembered", id=post.id)
    report.check(len(kept) == 1, "WordPress keeps one oEmbed answer with the post", len(kept))
    for part in ("<blockquote", f'title="{tip.title}"', 'width="100%"'):
        is_kept = part in tip.html and all(part in html for html in kept)
        report.check(is_kept, "our html is in it, with", part)


def _check_without_script(
    browser: Browser, case: str, post: Post, tip: Pasted, report: Report
) -> None:
    size = SIZES["column of 650 px"]
    with reading(browser, post.address, size, script=False) as page:
        link = page.get_by_role("link", name=tip.title)
        report.check(link.is_visible(), "without script, the link in the quotation is seen")
        picture(page, f"{case}, no script")
        link.click()
        page.wait_for_url(tip.address)
        report.check(page.url == tip.address, "without script, it leads to the tip")
