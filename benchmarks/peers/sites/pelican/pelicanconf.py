"""Settings of Pelican: pages only, no feeds, its cache of parsed pages on."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import sections

PLUGINS = [sections]
SITENAME = "Bench"
SITEURL = ""
TIMEZONE = "UTC"
PATH = "content"
PAGE_PATHS = [""]
ARTICLE_PATHS: list[str] = []
PATH_METADATA = r"(?P<stem>.*)\.md"
PAGE_URL = PAGE_SAVE_AS = "{stem}.html"
DIRECT_TEMPLATES: list[str] = []
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
THEME = "theme"
IGNORE_FILES: list[str] = []  # with its own pattern ".*" its preview sees no file that has a dot in its name
EXTENSIONS = ("meta", "toc", "tables", "sane_lists")
MARKDOWN = {"extension_configs": {f"markdown.extensions.{name}": {} for name in EXTENSIONS}, "output_format": "html5"}
CACHE_CONTENT = True
LOAD_CONTENT_CACHE = True
CONTENT_CACHING_LAYER = "generator"
CHECK_MODIFIED_METHOD = "mtime"
