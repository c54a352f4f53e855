"""Settings for writing: problems are told, drafts are shown, nothing is minified."""

import logging
import os
import sys
import time
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from jinja2 import FileSystemBytecodeCache

ROOT = Path(__file__).parent
sys.path.insert(0, str(ROOT))

from knowledge import KINDS  # noqa: E402 (after the path is set)
from plugins.build_engine import KnowledgePelican  # noqa: E402

# The path under which the site lives: empty at a domain's root, "/base" under a sub-path.
SITEURL = ""
TIMEZONE = "Europe/London"
DEFAULT_LANG = "en"

PATH = str(ROOT / "content")
OUTPUT_PATH = str(ROOT / "output")
THEME = str(ROOT / "theme")
THEME_TEMPLATES_OVERRIDES = [str(ROOT / "theme" / "components")]
THEME_STATIC_PATHS: list[str] = []
# Compiled templates are kept, each by the hash of its text: half a second less for every build.
COMPILED_TEMPLATES = ROOT / ".cache" / "templates"
COMPILED_TEMPLATES.mkdir(parents=True, exist_ok=True)
JINJA_ENVIRONMENT = {
    "autoescape": True,
    "trim_blocks": True,
    "lstrip_blocks": True,
    "bytecode_cache": FileSystemBytecodeCache(str(COMPILED_TEMPLATES)),
}
PLUGINS = [
    "plugins.content_validation",
    "plugins.assets",
    "plugins.site_pages",
    "plugins.glossary_linking",
    "plugins.search_index",
    "plugins.tip_cards",
    "plugins.feeds",
    "plugins.contribution_forms",
    "plugins.open_data",
    "plugins.previews",
    "plugins.print_pages",
    "plugins.style_page",
    "plugins.hosting",
    "plugins.template_modules",
]
# What is as it was in the last build is not made again; what is known of that is kept here.
PELICAN_CLASS = KnowledgePelican
KNOWLEDGE_KEPT: Path | None = ROOT / ".cache" / "kept"
KNOWLEDGE_KINDS = KINDS
KNOWLEDGE_DRAFTS = True
KNOWLEDGE_ERRORS_FATAL = False
KNOWLEDGE_STYLE_PAGES = True
KNOWLEDGE_IS_PUBLISHING = False
# Whether the pages for paper link to PDFs; `make publish` makes these where it can.
KNOWLEDGE_HAS_PDFS = False
# A Chromium that measures cards, or nothing; `make publish` looks for one. What it said is kept.
KNOWLEDGE_BROWSER = ""
KNOWLEDGE_KEPT_HEIGHTS = ROOT / ".cache" / "card-heights.json"
# The day on which the tip of the day begins; SOURCE_DATE_EPOCH makes a build that can be repeated.
KNOWLEDGE_TODAY = datetime.fromtimestamp(
    float(os.environ.get("SOURCE_DATE_EPOCH") or time.time()), ZoneInfo(TIMEZONE)
).date()
# Whether each page has a picture for previews elsewhere; nobody shares one that is being written.
KNOWLEDGE_PREVIEWS = False
# Where readers find the site, with the host; while writing, the address of `make serve`.
KNOWLEDGE_PUBLIC_ADDRESS = f"http://127.0.0.1:{os.environ.get('PORT') or 8000}"

# Every kind is a Pelican page; `plugins.content_validation` fills in these, and their pictures.
PAGE_PATHS: list[str] = []
STATIC_PATHS: list[str] = []
# Nothing of Pelican's own blog is used.
ARTICLE_PATHS: list[str] = []
DIRECT_TEMPLATES: list[str] = []
AUTHOR_SAVE_AS = CATEGORY_SAVE_AS = TAG_SAVE_AS = ARCHIVES_SAVE_AS = ""
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
PAGE_TRANSLATION_ID = ARTICLE_TRANSLATION_ID = None
# A picture marked as decorative has no words on purpose.
LOG_FILTER = [(logging.WARNING, "Empty alt attribute for image %s in %s")]
