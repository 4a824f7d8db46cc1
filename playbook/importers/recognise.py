"""Which importer reads which file, by what is in it; all files of one command become one set of tables, or none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from playbook.importers import bea, cbp, census_export, concentration, correspondence, ons
from playbook.importers.reading import NotImportedError, OfficialFile, Watch
from playbook.importers.tidy import Tidy
from playbook.problems import Problem


@dataclass(frozen=True)
class Importer:
    """What reads one publication."""

    name: str
    recognises: Callable[[OfficialFile], bool]
    read: Callable[[Sequence[OfficialFile], Watch], list[Tidy]]


IMPORTERS = (
    Importer("ONS UK business: activity, size and location", ons.recognises, ons.read),
    Importer("US Economic Census: concentration of largest firms", concentration.recognises, concentration.read),
    Importer("US County Business Patterns", cbp.recognises, cbp.read),
    Importer("US County Business Patterns from data.census.gov", census_export.recognises, census_export.read),
    Importer("US BEA input-output Use tables", bea.recognises, bea.read),
    Importer("correspondence tables of ISIC with NACE and NAICS", correspondence.recognises, correspondence.read),
)


def read_files(paths: Sequence[Path], watch: Watch) -> list[Tidy]:
    """The tables that the files make. NotImportedError, with all that is wrong, where any of them cannot be read."""
    groups: dict[str, list[OfficialFile]] = {}
    problems: list[Problem] = []
    for file in map(OfficialFile, paths):
        try:
            importer = _importer_of(file)
            groups.setdefault(importer.name, []).append(file)
        except NotImportedError as error:
            problems += error.problems
    tables: list[Tidy] = []
    for importer in IMPORTERS:
        try:
            tables += importer.read(groups.get(importer.name, []), watch) if importer.name in groups else []
        except NotImportedError as error:
            problems += error.problems
    problems += _twice(tables)
    if problems:
        raise NotImportedError(*problems)
    return tables


def _importer_of(file: OfficialFile) -> Importer:
    for importer in IMPORTERS:
        if importer.recognises(file):
            return importer
    hint = "\n".join(["These publications are read:", *(f"- {importer.name}" for importer in IMPORTERS)])
    raise NotImportedError(Problem(file.at(), "no importer knows this file", hint))


def _twice(tables: Sequence[Tidy]) -> Iterable[Problem]:
    """Two files that make the same dataset."""
    seen: dict[str, Tidy] = {}
    for tidy in tables:
        first = seen.setdefault(tidy.dataset.id, tidy)
        if first is not tidy:
            file = OfficialFile(Path(tidy.dataset.files[0].name))
            message = f"this file and {first.dataset.files[0].name} both make {tidy.dataset.id}"
            yield Problem(file.at(), message, "Import one of the two.")
