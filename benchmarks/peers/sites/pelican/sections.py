"""A plugin of Pelican: each page gets the list of its folder, and the pages before and after it."""

from collections import defaultdict
from typing import Any

from pelican import signals


def finish(generator: Any) -> None:
    folders = defaultdict(list)
    for page in sorted(generator.pages, key=lambda page: int(page.metadata.get("weight", 0))):
        folders[page.url.rpartition("/")[0]].append(page)
    for pages in folders.values():
        for page, before, after in zip(pages, [None, *pages], [*pages[1:], None], strict=False):
            page.section, page.before, page.after = pages, before, after


def register() -> None:
    signals.page_generator_finalized.connect(finish)
