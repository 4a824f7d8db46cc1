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
        made = memo.remember("search", (RULES, *_weighed(document)), lambda: json.dumps(weigh(document)).encode())
        return json.loads(made)  # type: ignore[no-any-return]

    for path, data in index(collect(site), weights).items():
        yield Artifact(SEARCH + path, data)


def _weighed(document: Document) -> Iterator[str]:
    """What a document's weights depend on; their lengths first, so that no two documents say the same."""
    passages = (text for passage in document.passages for text in (passage.heading, passage.text))
    texts = (document.title, *document.names, *document.codes, *passages)
    yield f"{document.weight} {len(document.names)} {len(document.codes)} {' '.join(map(str, map(len, texts)))}"
    yield from texts
