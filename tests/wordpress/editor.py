"""What an administrator does in the block editor of WordPress, by hand."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page

from tests.wordpress.installation import Post, WordPress
from tests.wordpress.sight import SIZES, picture

NO_WELCOME = """() => {
  const guide = wp.data.select("core/edit-post").isFeatureActive("welcomeGuide");
  if (guide) wp.data.dispatch("core/edit-post").toggleFeature("welcomeGuide");
}"""
SAVE = """async () => {
  wp.data.dispatch("core/editor").editPost({ status: "publish" });
  await wp.data.dispatch("core/editor").savePost();
  const editor = wp.data.select("core/editor");
  return {
    id: editor.getCurrentPostId(),
    address: editor.getPermalink(),
    kept: editor.getEditedPostContent(),
  };
}"""
BLOCKS = "() => wp.data.select('core/block-editor').getBlocks().map((block) => block.name)"


class BlockEditor:
    """The editor, open on a new post."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def title(self, text: str) -> None:
        """Writes the title; Enter leads to the first empty paragraph."""
        heading = self.page.get_by_role("textbox", name="Add title")
        heading.fill(text)
        heading.press("Enter")

    def embed_block(self, address: str) -> None:
        """Adds a block for embeds, gives it the address and waits for its preview.

        An address that begins with https turns into this block when it is pasted.
        """
        self._add("embed", "Embed")
        self.page.get_by_role("textbox", name="Embed URL").fill(address)
        self.page.get_by_role("button", name="Embed", exact=True).click()
        self.page.wait_for_selector(".wp-block-embed__wrapper iframe")

    def html_block(self, code: str) -> None:
        """Adds a block for HTML by its short name and fills it in."""
        self._add("html", "Custom HTML")
        self.page.get_by_role("textbox", name="HTML", exact=True).fill(code)

    def _add(self, name: str, shown: str) -> None:
        self.page.keyboard.type(f"/{name}")
        self.page.get_by_role("option", name=shown, exact=True).click()

    def blocks(self) -> list[str]:
        """The kinds of block that the post has by now."""
        names: list[str] = self.page.evaluate(BLOCKS)
        return names

    def publish(self, shot: str) -> Post:
        """Publishes the post and leaves a picture of the editor."""
        picture(self.page, shot)
        return Post(**self.page.evaluate(SAVE))


@contextmanager
def block_editor(browser: Browser, site: WordPress) -> Iterator[BlockEditor]:
    """The editor of a new post, for the administrator."""
    context = browser.new_context(viewport=SIZES["column of 650 px"], reduced_motion="reduce")
    context.set_default_timeout(20_000)
    page = context.new_page()
    try:
        page.goto(f"{site.address}/wp-login.php")
        page.fill("#user_login", "administrator")
        page.fill("#user_pass", site.password)
        page.click("#wp-submit")
        page.goto(f"{site.address}/wp-admin/post-new.php", wait_until="load")
        page.wait_for_function("() => window.wp?.data?.select('core/editor')?.getCurrentPostId()")
        page.evaluate(NO_WELCOME)
        yield BlockEditor(page)
    finally:
        context.close()
