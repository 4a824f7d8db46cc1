"""A handbook of any size for measuring: `python benchmarks/corpus.py FOLDER --pages 1000`. The same bytes for the same number.

Pages lie in sections of about 25, four sections to a part. Each has about 600 words: front matter, headings, lists, task items,
bold and code, three links to other pages, and in every third page a table.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

NOUNS = [
    "network",
    "contact",
    "introduction",
    "referral",
    "favour",
    "trust",
    "event",
    "guest",
    "agenda",
    "note",
    "client",
    "partner",
    "buyer",
    "supplier",
    "chamber",
    "club",
    "fair",
    "speech",
    "card",
    "promise",
    "answer",
    "question",
    "meeting",
    "week",
    "month",
    "trade",
    "firm",
    "owner",
    "adviser",
    "budget",
    "region",
    "harbour",
    "workshop",
    "ledger",
    "invoice",
]
VERBS = [
    "ask",
    "offer",
    "call",
    "write",
    "visit",
    "thank",
    "invite",
    "introduce",
    "remember",
    "plan",
    "measure",
    "prune",
    "share",
    "follow",
    "keep",
    "return",
    "promise",
    "list",
]
ADJECTIVES = [
    "useful",
    "honest",
    "early",
    "local",
    "patient",
    "brief",
    "steady",
    "weak",
    "strong",
    "distant",
    "new",
    "old",
    "regular",
    "modest",
    "practical",
    "quiet",
]
SENTENCES = (
    "The {a} {n} is worth more than a {b} {m}.",
    "{V} the {n} in writing, and {v} the {m} within a week.",
    "Before you {v}, ask who needs the {n}.",
    "A **{a} {n}** is not the same as a *{b} {m}*.",
    "Write `{n}-{m}` beside the {n}.",
    'Most people {v} the {n}, yet few "{v}" the {m}.',
)
A_SECTION = 25


def sentence(chance: random.Random) -> str:
    """One sentence of the handbook's own few words."""
    verb, words = chance.choice(VERBS), {"n": NOUNS, "m": NOUNS, "a": ADJECTIVES, "b": ADJECTIVES}
    picked = {key: chance.choice(known) for key, known in words.items()}
    return chance.choice(SENTENCES).format(v=verb, V=verb.capitalize(), **picked)


def paragraph(chance: random.Random, sentences: int) -> str:
    return " ".join(sentence(chance) for _ in range(sentences))


def place(number: int) -> str:
    """Where a page lies below `content/`."""
    section = number // A_SECTION
    return f"guides/part-{section // 4:02}/section-{section:03}/page-{number:05}.md"


def page(number: int, pages: int) -> str:
    """The Markdown of one page."""
    chance = random.Random(number)
    links = []
    for other in chance.sample(range(pages), min(3, pages)):
        links.append(f"See [page {other}](../../../{place(other)}).")
    head = (
        f"---\ntitle: Page {number} of the {chance.choice(NOUNS)}\nsummary: {sentence(chance).replace('*', '').replace('`', '')}\n"
    )
    parts = [f"{head}tags: [{chance.choice(NOUNS)}]\norder: {number}\n---\n".replace('"', "")]
    for part in range(5):
        parts += [f"## {chance.choice(ADJECTIVES).capitalize()} {chance.choice(NOUNS)} {part}", paragraph(chance, 5)]
        parts += ["\n".join(f"- {sentence(chance)}" for _ in range(4)), links[part] if part < len(links) else paragraph(chance, 3)]
    parts.append("\n".join(f"- [ ] {sentence(chance)}" for _ in range(5)))
    if number % 3 == 0:
        rows = [f"| {chance.choice(NOUNS)} | {chance.randint(1, 90)} |" for _ in range(6)]
        parts.append("\n".join(["| What | Days |", "| --- | ---: |", *rows]))
    return "\n\n".join(parts) + "\n"


def write(folder: Path, pages: int) -> Path:
    """Write the handbook; return a page in its middle."""
    for number in range(pages):
        file = folder / "content" / place(number)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(page(number, pages), encoding="utf-8")
    (folder / "playbook.yml").write_text('title: Bench\nsite_url: "https://example.org/"\n', encoding="utf-8")
    return folder / "content" / place(pages // 2)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=1000)
    arguments = parser.parse_args()
    write(arguments.folder, arguments.pages)


if __name__ == "__main__":
    main()
