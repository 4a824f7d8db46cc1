"""`content/statistics/*.csv` with their `.yaml` → Statistics, with every mistake at its line and column. Pure.

The tables' columns are described in docs/statistics.md: an association may write its own country's by hand.
"""

from __future__ import annotations

import functools
import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from playbook.load.located import read_yaml
from playbook.load.schema import place_of, validate
from playbook.load.table_rules import RULES
from playbook.load.tables import Cells, numbers_of, read_cells
from playbook.measures.assemble import Listed, assemble_statistics
from playbook.model.columns import TOTAL
from playbook.model.source import SourceFile, digest_of, stem_of
from playbook.model.statistics import Dataset, Pair, Statistics, Table
from playbook.problems import Location, Problem, did_you_mean


@dataclass
class _Read:
    """What the sources hold, dataset by dataset."""

    datasets: dict[str, Dataset] = field(default_factory=dict)
    places: dict[str, Location] = field(default_factory=dict)
    """Where each dataset's year stands."""
    tables: dict[str, Table] = field(default_factory=dict)
    lists: dict[str, tuple[Listed, ...]] = field(default_factory=dict)
    pairs: dict[str, tuple[Pair, ...]] = field(default_factory=dict)
    cells: dict[str, Cells] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


@functools.lru_cache(maxsize=2)
def read_statistics(sources: tuple[SourceFile, ...], unreadable: tuple[str, ...] = ()) -> tuple[Statistics, tuple[Problem, ...]]:
    """The figures of these tables and descriptions, and what is wrong with them; a dataset with mistakes is left out.

    Files that are `unreadable` are there, and have been told. The last results are kept: a preview asks for the same figures at
    each change of a page.
    """
    read = _Read()
    by_stem: dict[str, list[SourceFile]] = {}
    for source in sources:
        by_stem.setdefault(stem_of(source.path), []).append(source)
    broken = {stem_of(path) for path in unreadable}
    for stem, files in by_stem.items():
        if stem in broken:
            continue
        _take(stem, {posixpath.splitext(file.path)[1]: file for file in files}, read)
    read.problems += _same_year_problems(read)
    read.problems += _unknown_codes(read)
    wrong = {problem.where.path for problem in read.problems}
    bad = {
        name for name in read.datasets if any(path.endswith((f"/{name}.csv", f"/{name}.yaml", f"/{name}.yml")) for path in wrong)
    }
    good = {name: dataset for name, dataset in read.datasets.items() if name not in bad}
    found = assemble_statistics(good, read.tables, read.lists, read.pairs)
    digest = digest_of(*(f"{each.path} {each.digest}" for each in sources), *unreadable)
    return replace(found, digest=digest), tuple(read.problems)


def _take(stem: str, files: Mapping[str, SourceFile], read: _Read) -> None:
    """One dataset: its description, then its table."""
    name = posixpath.basename(stem)
    table, description = files.get(".csv"), files.get(".yaml") or files.get(".yml")
    if description is None:
        first = next(iter(files.values()))
        hint = f"Write {name}.yaml: docs/statistics.md says what it holds."
        read.problems.append(Problem(first.at(), "a table without its description", hint))
        return
    document = read_yaml(description)
    dataset, problems = validate(Dataset, document)
    read.problems += [*document.problems, *problems]
    if dataset is None:
        return
    if dataset.id != name:
        hint = f"Write 'id: {name}', or rename both files to {dataset.id}."
        read.problems.append(Problem(place_of(document, "id"), f"the id '{dataset.id}' is not the file's name", hint))
    if dataset.country is None and dataset.topic != "correspondence":
        read.problems.append(Problem(place_of(document, "topic"), "the key 'country' is missing"))
    if table is None:
        hint = f"Put {name}.csv beside it, or delete it."
        read.problems.append(Problem(description.at(), "a description without its table", hint))
        return
    read.datasets[name], read.places[name] = dataset, place_of(document, "year")
    read.cells[name] = cells = read_cells(table)
    if len(cells.header) > 1:
        _fill(name, dataset, cells, read)
    read.problems += cells.problems


def _fill(name: str, dataset: Dataset, cells: Cells, read: _Read) -> None:
    """The rows of a table whose header is sound, by its topic."""
    rule = RULES[dataset.topic]
    rule.header(cells, dataset)
    if any(problem.where.line == 1 for problem in cells.problems):
        return
    if dataset.topic == "correspondence":
        read.pairs[name] = tuple(Pair(row[0], row[1], "exact" if row[2] == "exact" else "partial") for _, row in cells.rows)
    elif dataset.topic == "industries":
        read.lists[name] = tuple(Listed(*row) for _, row in cells.rows)
    else:
        first = 2 if "title" in cells.header else 1
        rows, marks, lines = numbers_of(cells, first, 0.0 if dataset.topic == "trade" else None)
        titles = {row[0]: row[1] for _, row in cells.rows} if first == 2 else {}
        read.tables[name] = Table(dataset, cells.header[first:], rows, marks, titles, lines)
        if not cells.problems:
            rule.rows(cells, read.tables[name])
    rule.codes(cells)


def _same_year_problems(read: _Read) -> Iterable[Problem]:
    """Two tables that would answer the same question for the same year."""
    seen: dict[tuple[object, ...], str] = {}
    for name, dataset in read.datasets.items():
        key = (dataset.topic, dataset.country, dataset.year, dataset.codes, dataset.other_codes, dataset.unit)
        first = seen.setdefault(key, name)
        if first != name:
            message = f"{first} has {dataset.topic} of {dataset.country or dataset.codes} for {dataset.year} already"
            yield Problem(read.places[name], message, "Keep one of the two, or mend the year.")


def _unknown_codes(read: _Read) -> Iterable[Problem]:
    """Codes that the country's own list of the same edition does not have."""
    lists = {
        (dataset.country, dataset.codes): (name, {each.code for each in read.lists[name]})
        for name, dataset in sorted(read.datasets.items(), key=lambda each: each[1].year)
        if name in read.lists
    }
    for name, table in read.tables.items():
        listed = lists.get((table.dataset.country, table.dataset.codes))
        if listed is None or table.dataset.topic == "trade":
            continue
        cells = read.cells[name]
        before = len(cells.problems)
        for code, line in table.lines.items():
            if code not in listed[1] and code != TOTAL:
                whole = [known for known in listed[1] if known.lstrip("0") == code]
                hint = f"Spreadsheets drop zeros: write {whole[0]}, and keep that column as text." if whole else ""
                cells.tell(line, 0, f"{listed[0]} has no code '{code}'", hint or did_you_mean(code, listed[1]))
        yield from cells.problems[before:]
