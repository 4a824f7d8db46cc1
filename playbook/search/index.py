"""A collection → the files of its index. Pure; docs/search.md says what is in them."""

from __future__ import annotations

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, lru_cache
from itertools import chain
from typing import Any

from playbook.search.documents import Collection, Document, Passage
from playbook.search.numbers import Range, number
from playbook.search.shards import MOST, MOST_OF_START, MOST_OF_STOP_WORD, Entry, best, best_of, file_name, parts
from playbook.search.weights import LEVELS, Weights, weigh
from playbook.search.words import STOP, forms, stem, typed

FORMAT = 2
"""Grows when a browser's older script could not read the index."""
MANIFEST = "index.json"
SHORTEST_CORRECTED = 4
"""Letters of a word that a typing error can lead to."""
_NOTABLE = 8
"""The level from which one document is enough to make a word known to the correction of errors: that of a heading."""
_ONE_FILE = 64_000
"""Bytes of all records up to which they are one file, which is then fetched once."""
_SHIFT = 3
"""Above that, so many numbers share a file, as a power of two."""
_PASSAGE_LENGTH = 3_000
"""Characters of a passage that snippets are taken from."""


@lru_cache(maxsize=2)
def index(collection: Collection, weights: Callable[[Document], Weights] = weigh) -> Mapping[str, bytes]:
    """Every file of the index by its path below `search/`; the manifest last. `weights` may remember those of before."""
    ranges, numbers = number(collection.documents)
    entries = _entries(numbers, weights)
    synonyms = _synonyms(collection)
    shift, groups = _records(numbers)
    records = {f"records/{group}.json": data for group, data in groups.items()}
    shards = {"w": _word_files(entries), **_spelling_files(entries, synonyms, numbers)}
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


def _spelling_files(
    entries: Mapping[str, Entry], synonyms: Mapping[str, list[str]], numbers: Mapping[int, Document]
) -> dict[str, dict[str, bytes]]:
    """The words that errors are corrected to, by their first letters and by their last.

    Each with the size of its frequency, and with the ending that makes it a word as pages write it: `purchas3ing`.
    """
    known = {
        word: min(9, entry.frequency.bit_length())
        for word, entry in entries.items()
        if entry.frequency > 1 or max(entry.levels) >= _NOTABLE
    }
    known |= {word: known.get(word, 1) for word in synonyms if " " not in word}
    known = {word: size for word, size in known.items() if len(word) >= SHORTEST_CORRECTED and word.isalpha()}
    endings = dict(_endings(known, entries, numbers))
    files = {}
    for name, turn in (("a", 1), ("z", -1)):
        turned = {word[::turn]: f"{word}{size}{endings.get(word, '')}" for word, size in known.items()}
        said = parts({word: len(text) + 1 for word, text in turned.items()}, deepest=2)
        files[name] = {part.start: _json(" ".join(turned[word] for word in part.words)) for part in said}
    return files


def _endings(known: Iterable[str], entries: Mapping[str, Entry], numbers: Mapping[int, Document]) -> Iterator[tuple[str, str]]:
    """The endings that words mostly have in titles, names and headings, else in the passage where they count most."""
    documents = numbers.values()
    headings = (passage.heading for each in documents for passage in each.passages)
    shown = forms(chain(headings, *((each.title, *each.names) for each in documents)))
    below = cache(lambda place, number: forms([numbers[place].passages[number].text]))
    for word in known:
        found = shown.get(word)
        if not found and word in entries:
            entry = entries[word]
            at = entry.levels.index(max(entry.levels))
            found = below(entry.numbers[at], entry.weights[at] // len(LEVELS)).get(word)
        form = min(found, key=lambda form: (-found[form], len(form), form)) if found else word
        if form.startswith(word):
            yield word, form[len(word) :]


def _records(numbers: Mapping[int, Document]) -> tuple[int, dict[int, bytes]]:
    """How many numbers share a file, as a power of two, and the files: one where that is small enough."""
    records = {place: _record(document) for place, document in numbers.items()}
    whole = _json(records)
    if len(whole) <= _ONE_FILE:
        return max(numbers, default=0).bit_length(), {0: whole}
    groups: dict[int, dict[int, list[Any]]] = defaultdict(dict)
    for place, record in records.items():
        groups[place >> _SHIFT][place] = record
    return _SHIFT, {group: _json(said) for group, said in groups.items()}


def _record(document: Document) -> list[Any]:
    return [document.url, document.title, document.anchor, *(_heading(passage) for passage in document.passages[1:])]


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
    for one, others in collection.synonyms:
        key = " ".join(map(stem, typed(one)))
        for other in others:
            words = " ".join(typed(other))
            if key and words and words not in found[key]:
                found[key].append(words)
    return dict(sorted(found.items()))


def _industries(collection: Collection, numbers: Mapping[int, Document]) -> dict[str, list[Any]]:
    places = {document.key: place for place, document in numbers.items()}
    return {name: [title, [places[key] for key in keys if key in places]] for name, title, keys in sorted(collection.industries)}


def _json(said: Any) -> bytes:
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()
