"""A handbook of any size for measuring: `python benchmarks/corpus.py FOLDER --pages 1000`. The same bytes for the same number.

Pages lie in sections of 25, four sections to a part, below a home page. Each has about 650 words: front matter, headings, lists,
task items, bold and code, three links to other pages, in every third page a table, and a last line that says which page it is.
"""

from __future__ import annotations

import argparse
import random
import re
from pathlib import Path

WORDS = Path(__file__).with_name("words.txt").read_text(encoding="utf-8")
NOUNS, VERBS, ADJECTIVES, TRADES = (paragraph.split() for paragraph in WORDS.split("\n\n"))
RARE = [before + trade for before in ("inter", "cross", "under", "over", "multi", "non", "sub") for trade in TRADES]
"""Words that few pages have: a search index is as large as its words are many."""
SENTENCES = (
    "The {a} {n} is worth more than a {b} {m}.",
    "{V} the {n} in writing, and {v} the {m} within a week.",
    "Before you {v}, ask who needs the {n}.",
    "A **{a} {n}** is not the same as a *{b} {m}*.",
    "Write `{n}-{m}` beside the {n}.",
    'Most people {v} the {n}, yet few "{v}" the {m}.',
)
A_SECTION = 25
A_TAG = 36
"""Tags are the first so many nouns."""
ONE_IN = 6
"""A sixth of the sentences has a rare word."""


def sentence(chance: random.Random) -> str:
    """One sentence; of about 1,500 words in all most are rare."""
    verb, words = chance.choice(VERBS), {"n": NOUNS, "m": NOUNS, "a": ADJECTIVES, "b": ADJECTIVES}
    picked = {key: chance.choice(known) for key, known in words.items()}
    if not chance.randrange(ONE_IN):
        picked["n"] = chance.choice(RARE)
    return chance.choice(SENTENCES).format(v=verb, V=verb.capitalize(), **picked)


def paragraph(chance: random.Random, sentences: int) -> str:
    return " ".join(sentence(chance) for _ in range(sentences))


def place(number: int) -> str:
    """Where a page lies below `content/`."""
    section = number // A_SECTION
    return f"guides/part-{section // 4:02}/section-{section:03}/page-{number:05}.md"


def title(number: int) -> str:
    chance = random.Random(number)
    return f"{chance.choice(ADJECTIVES).capitalize()} {chance.choice(NOUNS)} {number} of the {chance.choice(TRADES)}"


def last_line(number: int, pages: int) -> str:
    """The text with which a page ends, and no other."""
    return f"This was page {number} of {pages}."


def page(number: int, pages: int) -> str:
    """The Markdown of one page."""
    chance = random.Random(number)
    links = [f"See [{title(other)}](../../../{place(other)})." for other in chance.sample(range(pages), min(3, pages))]
    summary = re.sub('[*`"]', "", sentence(chance))
    tag = chance.choice(NOUNS[:A_TAG])
    parts = [f"---\ntitle: {title(number)}\nsummary: {summary}\ntags: [{tag}]\norder: {number + 1}\n---\n"]
    for part in range(5):
        parts += [f"## {chance.choice(ADJECTIVES).capitalize()} {chance.choice(NOUNS)} {part}", paragraph(chance, 5)]
        parts += ["\n".join(f"- {sentence(chance)}" for _ in range(4)), links[part] if part < len(links) else paragraph(chance, 3)]
    parts.append("\n".join(f"- [ ] {sentence(chance)}" for _ in range(5)))
    if number % 3 == 0:
        rows = [f"| {chance.choice(NOUNS)} | {chance.randint(1, 90)} |" for _ in range(6)]
        parts.append("\n".join(["| What | Days |", "| --- | ---: |", *rows]))
    return "\n\n".join([*parts, last_line(number, pages)]) + "\n"


def home(pages: int) -> str:
    first = f"It has {pages} pages. Begin with [the first]({place(0)})."
    return f"---\ntitle: Bench\nsummary: A handbook to measure with.\norder: 0\n---\n\n{first}\n"


def write(folder: Path, pages: int) -> Path:
    """Write the handbook, or write it over; return a page in its middle."""
    content = folder / "content"
    for number in range(pages):
        file = content / place(number)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(page(number, pages), encoding="utf-8")
    (content / "index.md").write_text(home(pages), encoding="utf-8")
    (folder / "playbook.yml").write_text('title: Bench\nsite_url: "https://example.org/"\n', encoding="utf-8")
    return content / place(pages // 2)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=1000)
    arguments = parser.parse_args()
    write(arguments.folder, arguments.pages)


if __name__ == "__main__":
    main()
