"""A collection → the files of its index. Pure; docs/search.md says what is in them."""

from __future__ import annotations

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from playbook.search.documents import Collection, Document, Passage
from playbook.search.numbers import Range, number
from playbook.search.shards import MOST, MOST_OF_START, MOST_OF_STOP_WORD, Entry, best, best_of, file_name, parts
from playbook.search.weights import LEVELS, Weights, weigh
from playbook.search.words import STOP, terms

FORMAT = 1
"""Grows when a browser's older script could not read the index."""
MANIFEST = "index.json"
SHORTEST_CORRECTED = 4
"""Letters of a word that a typing error can lead to."""
_NOTABLE = 8
"""The level from which one document is enough to make a word known to the correction of errors: that of a heading."""
_PASSAGE_LENGTH = 3_000
"""Characters of a passage that snippets are taken from."""


@lru_cache(maxsize=2)
def index(collection: Collection, weights: Callable[[Document], Weights] = weigh) -> Mapping[str, bytes]:
    """Every file of the index by its path below `search/`; the manifest last. `weights` may remember those of before."""
    ranges, numbers = number(collection.documents)
    shift = _shift(sum(each.size for each in ranges))
    entries = _entries(numbers, weights)
    synonyms = _synonyms(collection)
    records = {f"records/{group}.json": data for group, data in _records(numbers, shift)}
    shards = {"w": _word_files(entries), **_spelling_files(entries, synonyms)}
    shards["i"] = {"": _json({"industries": _industries(collection, numbers), "synonyms": synonyms})}
    files, tables = {}, {}
    for name, group in shards.items():
        tables[name] = {start: hashlib.sha256(data).hexdigest()[:8] for start, data in group.items()}
        files.update({f"parts/{shard_name(name, start, tables[name][start])}": data for start, data in group.items()})
    version = hashlib.sha256(b"".join(records.values())).hexdigest()[:8]
    manifest = _manifest(collection, ranges, tables, {"records": version, "shift": shift})
    return {**files, **records, **_texts(collection), MANIFEST: _json(manifest)}


def shard_name(name: str, start: str, digest: str) -> str:
    """The file of a part of one of the tables: words (w), beginnings (a) and ends (z) of words to correct, and the rest (i)."""
    return f"{name}-{file_name(start)}-{digest}.json"


def _manifest(
    collection: Collection, ranges: list[Range], tables: Mapping[str, Mapping[str, str]], records: Mapping[str, str | int]
) -> dict[str, Any]:
    titles = dict(collection.sections)
    sections = sorted({each.section for each in ranges})
    return {
        "format": FORMAT,
        "documents": len(collection.documents),
        "levels": LEVELS,
        "stop": " ".join(sorted(STOP)),
        "sections": [[section, titles.get(section, section)] for section in sections],
        "ranges": [[each.kind, sections.index(each.section), each.size] for each in ranges],
        **records,
        "parts": {name: " ".join(f"{start}:{digest}" for start, digest in table.items()) for name, table in tables.items()},
    }


def _shift(size: int) -> int:
    """How many numbers share a file of records, as a power of two: eight files at first, later eight numbers a file."""
    shift = 3
    while size <= 2_048 and size >> shift > 8:
        shift += 1
    return shift


def _entries(numbers: Mapping[int, Document], weights: Callable[[Document], Weights]) -> dict[str, Entry]:
    places: dict[str, list[int]] = defaultdict(list)
    found: dict[str, list[int]] = defaultdict(list)
    for place, document in numbers.items():
        for word, weight in weights(document).items():
            places[word].append(place)
            found[word].append(weight)
    return {word: best(word, places[word], found[word], MOST_OF_STOP_WORD if word in STOP else MOST) for word in found}


def _word_files(entries: Mapping[str, Entry]) -> dict[str, bytes]:
    written = {word: entry.written for word, entry in entries.items()}
    sizes = {word: len(word) + 6 + len(text if isinstance(text, str) else str(text[1])) for word, text in written.items()}
    found = list(parts(sizes))
    files = {}
    for part in found:
        said = {word: written[word] for word in part.words}
        if part.cut and part.start:
            below = [entries[word] for each in found if each.start.startswith(part.start) for word in each.words]
            said[f"{part.start}*"] = best_of(f"{part.start}*", below, MOST_OF_START).written
        files[part.start] = _json(said)
    return files


def _spelling_files(entries: Mapping[str, Entry], synonyms: Mapping[str, list[str]]) -> dict[str, dict[str, bytes]]:
    """The words that errors are corrected to, each with the size of its frequency, by their first letters and by their last."""
    known = {
        word: min(9, entry.frequency.bit_length())
        for word, entry in entries.items()
        if entry.frequency > 1 or max(entry.levels) >= _NOTABLE
    }
    known |= {word: known.get(word, 1) for word in synonyms if " " not in word}
    known = {word: size for word, size in known.items() if len(word) >= SHORTEST_CORRECTED and word.isalpha()}
    files = {}
    for name, turn in (("a", 1), ("z", -1)):
        turned = {word[::turn]: f"{word}{size}" for word, size in known.items()}
        said = parts({word: len(text) + 1 for word, text in turned.items()}, deepest=2)
        files[name] = {part.start: _json(" ".join(turned[word] for word in part.words)) for part in said}
    return files


def _records(numbers: Mapping[int, Document], shift: int) -> Iterator[tuple[int, bytes]]:
    groups: dict[int, dict[str, list[Any]]] = defaultdict(dict)
    for place, document in numbers.items():
        headings = (_heading(passage) for passage in document.passages[1:])
        groups[place >> shift][str(place)] = [document.url, document.title, document.anchor, *headings]
    for group, said in groups.items():
        yield group, _json(said)


def _heading(passage: Passage) -> str | list[str]:
    """A heading's words; with its anchor, where that does not follow from them."""
    return passage.heading if passage.anchor == anchor_of(passage.heading) else [passage.heading, passage.anchor]


def anchor_of(heading: str) -> str:
    """The anchor that a plain heading has."""
    return re.sub("[- ]+", "-", re.sub("[^a-z0-9 -]", "", heading.lower()).strip())


def _texts(collection: Collection) -> dict[str, bytes]:
    """What snippets are taken from: a file for each page, its passages by their anchors."""
    pages: dict[str, dict[str, str]] = defaultdict(dict)
    for document in collection.documents:
        for passage in document.passages:
            pages[document.url][passage.anchor or document.anchor] = passage.text[:_PASSAGE_LENGTH]
    return {f"text/{url.rstrip('/') or 'index'}.json": _json(said) for url, said in pages.items()}


def _synonyms(collection: Collection) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for typed, others in collection.synonyms:
        key = " ".join(terms(typed))
        for other in others:
            words = " ".join(terms(other))
            if key and words and words != key and words not in found[key]:
                found[key].append(words)
    return dict(sorted(found.items()))


def _industries(collection: Collection, numbers: Mapping[int, Document]) -> dict[str, list[Any]]:
    places = {document.key: place for place, document in numbers.items()}
    return {name: [title, [places[key] for key in keys if key in places]] for name, title, keys in sorted(collection.industries)}


def _json(said: Any) -> bytes:
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()
