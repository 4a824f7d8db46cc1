"""The search index beside the pages. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterator

from playbook.memo import Memo
from playbook.model.artifact import Artifact
from playbook.model.site import Site
from playbook.search.documents import Document, collect
from playbook.search.index import index
from playbook.search.weights import RULES, Weights, weigh

SEARCH = "search/"
"""Where the index lies below the site's root."""
PARTS = f"{SEARCH}parts/"
"""Files whose names change with what is in them."""


def search_artifacts(site: Site, memo: Memo) -> Iterator[Artifact]:
    """Every file of the index; the manifest, which names the others, last."""

    def weights(document: Document) -> Weights:
        made = memo.remember("search", (RULES, repr(document)), lambda: json.dumps(weigh(document)).encode())
        return json.loads(made)  # type: ignore[no-any-return]

    for path, data in index(collect(site), weights).items():
        yield Artifact(SEARCH + path, data)
