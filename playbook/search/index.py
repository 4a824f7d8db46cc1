"""A catalogue → the files of its index. Pure; docs/search.md says what is in them.

What was kept of an index before is brought up to date: files of which nothing changed are named, and not made. The result is the
same, byte for byte, as when nothing had been kept.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from playbook.search import entries
from playbook.search.cards import Catalogue, Item, catalogue_of, compact
from playbook.search.contents import Contents, Recall, difference, renumbered, unpacked
from playbook.search.documents import Collection
from playbook.search.known import Spelling, spelt
from playbook.search.parts import UNKNOWN, Known, Parts, Rows, Word
from playbook.search.postings import levels, read
from playbook.search.records import ONE_FILE, SHIFT, Records
from playbook.search.shards import file_name
from playbook.search.weights import LEVELS
from playbook.search.words import STOP, stem, typed

FORMAT = 2
"""Grows when a browser's older script could not read the index."""
MANIFEST = "index.json"


@dataclass(frozen=True)
class Kept:
    """What was kept of an index before; nothing of the first one."""

    contents: bytes = b""
    rows: Rows = lambda keys: {}
    """By keys; without those that are lost."""
    recall: Recall = lambda name, stamp: ()


@dataclass(frozen=True)
class Index:
    """The files of an index."""

    stamps: Mapping[str, str]
    """By path below `search/`: what changes when the file does. The manifest is the last."""
    contents: bytes
    """To be kept for the next time."""
    changed: Mapping[str, bytes | None]
    """Rows to be kept for the next time instead of those of before; None where one is to go."""
    _files: Mapping[str, Callable[[], bytes]] = field(repr=False)
    _texts: Mapping[str, Item] = field(repr=False)

    def __getitem__(self, path: str) -> bytes:
        """A file. KeyError where there is none, or where it was not made now and is lost."""
        return self._texts[path].text() if path in self._texts else self._files[path]()


def index(collection: Collection) -> Mapping[str, bytes]:
    """Every file of the index by its path below `search/`."""
    made = update(catalogue_of(collection), Kept())
    return {path: made[path] for path in made.stamps}


def update(catalogue: Catalogue, kept: Kept) -> Index:
    """The index of a catalogue. What is kept may be damaged: then KeyError, ValueError, TypeError, IndexError or AttributeError."""
    old = unpacked(kept.contents)
    new = renumbered(old, catalogue)
    found = difference(old, new, catalogue.items, kept.recall)
    synonyms = _synonyms(catalogue)
    single = sorted(word for word in synonyms if " " not in word)
    parts = Parts(old.sizes["w"], kept.rows)
    before = {word: _known(said) for word, said in parts.look_up({*single} ^ {*old.synonyms}).items()}
    words = entries.update(parts, old.told, found.edit)
    spelling = {name: Spelling(name, old.sizes[name], kept.rows) for name in ("a", "z")}
    respelt = _respelt(before, words.known, set(old.synonyms), set(single))
    files = {"w": words.files, **{name: each.update(respelt) for name, each in spelling.items()}}
    records = Records(set(map(int, old.digests["r"])), old.size, kept.rows)
    records.update(found.records)
    files["r"] = {str(group): data for group, data in records.files.items()}
    sizes = {"w": words.sizes, **{name: each.sizes for name, each in spelling.items()}}
    starts = {**sizes, "r": map(str, sorted(records.groups))}
    digests = {name: _digests(old.digests[name], starts[name], files[name]) for name in files}
    contents = replace(new, sizes=sizes, told=words.told, digests=digests, size=records.size, synonyms=single)
    rows = words.rows | {f"{name}{start}": data for name in ("a", "z", "r") for start, data in files[name].items()}
    rows |= {f"{name}{start}": None for name in digests for start in old.digests[name].keys() - digests[name].keys()}
    return _Binding(catalogue, contents, files, kept.rows, synonyms).index(rows)


def _digests(old: Mapping[str, str], starts: Iterable[str], files: Mapping[str, bytes]) -> dict[str, str]:
    return {start: digest_of(files[start]) if start in files else old[start] for start in sorted(starts)}


def digest_of(data: bytes) -> str:
    """What a file's stamp is."""
    return hashlib.sha256(data).hexdigest()[:16]


def _known(said: Word) -> Known:
    frequency, listed = read(said.written)
    return Known(frequency, max(levels(listed)), said.votes)


def _respelt(before: Mapping[str, Known], known: Mapping[str, tuple[Known, Known]], old: Set[str], new: Set[str]) -> dict[str, str]:
    """What the correction of errors is to say otherwise: of words that changed, and of synonyms that came or went."""
    found = {}
    for word in known.keys() | (old ^ new):
        then, now = known.get(word) or (before.get(word, UNKNOWN),) * 2
        said = spelt(word, now, synonym=word in new)
        if said != spelt(word, then, synonym=word in old):
            found[word] = said
    return found


@dataclass
class _Binding:
    """Puts an index together."""

    catalogue: Catalogue
    contents: Contents
    files: Mapping[str, Mapping[str, bytes]]
    """Those that were made now: by table, and by start or number."""
    rows: Rows
    synonyms: Mapping[str, list[str]]

    def index(self, rows: Mapping[str, bytes | None]) -> Index:
        """The index; `rows` are to be kept."""
        stamps: dict[str, str] = {}
        files: dict[str, Callable[[], bytes]] = {}
        texts: dict[str, Item] = {}
        for name, table in self.contents.digests.items():
            for start, digest in table.items():
                path = f"records/{start}.json" if name == "r" else f"parts/{shard_name(name, start, digest[:8])}"
                stamps[path], files[path] = digest, partial(self._part, name, start)
        for item in self.catalogue.items:
            path = f"text/{item.url.rstrip('/') or 'index'}.json"
            stamps[path], texts[path] = item.stamp, item
        rest = compact({"industries": self._industries(), "synonyms": self.synonyms}).encode()
        path = f"parts/{shard_name('i', '', digest_of(rest)[:8])}"
        made = {path: rest, MANIFEST: compact(self._manifest(digest_of(rest))).encode()}
        for path, data in made.items():
            stamps[path], files[path] = digest_of(data), partial(bytes, data)
        return Index(stamps, self.contents.packed(), rows, files, texts)

    def _part(self, name: str, start: str) -> bytes:
        made = self.files[name].get(start)
        data = self.rows([name + start])[name + start].partition(b"\n")[0] if made is None else made
        if digest_of(data) != self.contents.digests[name][start]:
            raise KeyError(name + start)
        return data

    def _manifest(self, rest: str) -> dict[str, Any]:
        contents, titles = self.contents, dict(self.catalogue.sections)
        sections = sorted({each.section for each in contents.ranges})
        whole = contents.size <= ONE_FILE
        numbers = [at for name in contents.items for at in contents.numbers(name).values()] if whole else []
        shift = max(numbers, default=0).bit_length() if whole else SHIFT
        tables = {**{name: contents.digests[name] for name in ("w", "a", "z")}, "i": {"": rest}}
        return {
            "format": FORMAT,
            "documents": contents.documents,
            "levels": LEVELS,
            "stop": " ".join(sorted(STOP)),
            "sections": [[section, titles.get(section, section)] for section in sections],
            "ranges": [[each.kind, sections.index(each.section), each.size] for each in contents.ranges],
            "records": hashlib.sha256(" ".join(contents.digests["r"].values()).encode()).hexdigest()[:8],
            "shift": shift,
            "parts": {name: " ".join(f"{start}:{digest[:8]}" for start, digest in table.items()) for name, table in tables.items()},
        }

    def _industries(self) -> dict[str, list[Any]]:
        wanted = {key for _, _, keys in self.catalogue.industries for key in keys}
        places = {}
        for item in self.catalogue.items:
            if item.url in wanted:
                places[item.url] = self.contents.numbers(item.name).get("")
        return {
            name: [title, [places[key] for key in keys if key in places]] for name, title, keys in sorted(self.catalogue.industries)
        }


def shard_name(name: str, start: str, digest: str) -> str:
    """The file of a part of one of the tables: words (w), beginnings (a) and ends (z) of words to correct, and the rest (i)."""
    return f"{name}-{file_name(start)}-{digest}.json"


def _synonyms(catalogue: Catalogue) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for one, others in catalogue.synonyms:
        key = " ".join(map(stem, typed(one)))
        for other in others:
            words = " ".join(typed(other))
            if key and words and words not in found[key]:
                found[key].append(words)
    return dict(sorted(found.items()))
