"""The search index beside the pages. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from playbook.model.artifact import Artifact
from playbook.model.site import Site
from playbook.search.documents import collect
from playbook.search.index import index

SEARCH = "search/"
"""Where the index lies below the site's root."""
PARTS = f"{SEARCH}parts/"
"""Files whose names change with what is in them."""


def search_artifacts(site: Site) -> Iterator[Artifact]:
    """Every file of the index; the manifest, which names the others, last."""
    for path, data in index(collect(site)).items():
        yield Artifact(SEARCH + path, data)
