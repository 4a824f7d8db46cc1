"""What the search tests share: indexes in folders, the JavaScript search under node, and documents by the thousand."""

from __future__ import annotations

import gzip
import json
import random
import subprocess
from collections.abc import Mapping, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any

from playbook.search.documents import Collection, Document, Passage
from tests.conftest import ROOT
from tests.scoring.support import NODE, SCRIPTS


def in_node(what: str, jobs: Sequence[Any], site: Path = ROOT) -> list[Any]:
    """What the JavaScript search says of each job; a job that fails gives {error, message}."""
    run = subprocess.run(
        [NODE, ROOT / "tests" / "search" / "run.mjs", SCRIPTS, site],
        input=json.dumps({"what": what, "jobs": jobs}).encode(), capture_output=True, check=True,
    )  # fmt: skip
    result: list[Any] = json.loads(run.stdout)
    return result


def written(files: Mapping[str, bytes], site: Path) -> Path:
    """The files of an index below a site's root."""
    for path, data in files.items():
        file = site / "search" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    return site


def zipped(data: bytes) -> int:
    return len(gzip.compress(data, 9))


def syllables(chance: random.Random) -> str:
    return "".join(chance.choice("bcdfglmnprstv") + chance.choice("aeiou") for _ in range(chance.randint(2, 4)))


def many(count: int, seed: int = 1) -> Collection:
    """Made-up pages of 250 words: a few words in most of them, as in any language (Zipf), and rare ones."""
    chance = random.Random(seed)
    words = list(dict.fromkeys(syllables(chance) for _ in range(20_000)))
    shares = [1 / (rank + 8) for rank in range(len(words))]
    steps = list(accumulate(shares))
    documents = []
    for number in range(count):
        text = chance.choices(words, cum_weights=steps, k=250)
        title, heading = " ".join(text[:5]), " ".join(text[5:9])
        kind, section = ("guide", "guides/") if number % 3 else ("principle", "principles/")
        passages = (Passage("", "", " ".join(text[9:80])), Passage(heading.replace(" ", "-"), heading, " ".join(text[80:])))
        documents.append(Document(f"{section}{text[0]}/{text[1]}-{number}/", title, kind, section, passages))
    return Collection(tuple(documents), (("", "Home"), ("guides/", "Guides"), ("principles/", "Principles")), ())
