"""The US Bureau of Economic Analysis: input-output Use tables before redefinitions, in producers' prices, millions of dollars.

Three layouts: the publisher's workbooks of detail (one sheet, ~400 industries) and summary (a sheet a year, ~70), and an export to
CSV that needs its lists of codes and its crosswalk to NAICS beside it. A row is a commodity, named as the industry that mainly
makes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from playbook.importers import bea_csv, bea_workbook
from playbook.importers.bea_use import UseTable
from playbook.importers.reading import OfficialFile, Watch, described
from playbook.importers.tidy import Tidy
from playbook.model.columns import NO_SALES, PAIRS, SALES
from playbook.model.statistics import Dataset

FINAL = {"F01": "households", "F02": "investment", "F03": "stocks", "F04": "exports", "F05": "imports"}
"""Columns of final use by the first signs of their code; F06 to F10 are government."""
GOVERNMENT = "government"
USES = (*SALES, *NO_SALES)


def recognises(file: OfficialFile) -> bool:
    """Whether this is a Use table, or one of the lists that belong to the CSV export."""
    return bea_csv.recognises(file) or bea_workbook.recognises(file)


def read(files: Sequence[OfficialFile], watch: Watch) -> list[Tidy]:
    """Who buys from whom, and which NAICS industries are meant, for each Use table. NotImportedError where one is not whole."""
    books = [file for file in files if file.workbook is not None]
    texts = [file for file in files if file.workbook is None]
    found = [bea_workbook.read(file) for file in watch("Reading Use tables", books, len(books))]
    if texts:
        found.append(bea_csv.read(texts))
    return [tidy for table in found for tidy in _tables(table)]


def _tables(table: UseTable) -> Iterable[Tidy]:
    """The flows, the industries that they are between, and editions of NAICS where the files compare them."""
    made = _dataset(table, id=f"us-trade-{table.year}", title=f"Who buys from whom in the United States, {table.year}")
    yield Tidy(made, *_flows(table))
    codes = {"topic": "correspondence", "unit": "pairs of codes", "notes": _PAIR_NOTES}
    joined = {"id": f"us-trade-codes-{table.year}", "title": f"Input-output industries and NAICS, {table.year}"}
    yield _pairs(_dataset(table, **codes, **joined, other_codes=table.vintage), table.naics)
    if table.earlier:
        steps = {"id": "us-naics-2012-to-2017", "title": "NAICS 2012 and NAICS 2017", "table": "Crosswalk of industries"}
        yield _pairs(_dataset(table, **codes, **steps, codes="NAICS 2012", other_codes="NAICS 2017"), table.earlier)


def _flows(table: UseTable) -> tuple[tuple[str, ...], list[list[str]]]:
    """Header and rows of the flows: sellers down, buyers across, then final uses; nothing stands for no flow."""
    industries = [code for code in table.columns if not code.startswith("F")]
    kept = [code for code in industries if any(cells.get(code) for cells in table.cells.values())]
    rows = []
    for code, cells in table.cells.items():
        uses = dict.fromkeys(USES, 0)
        for column, amount in cells.items():
            if column.startswith("F"):
                uses[FINAL.get(column[:3], GOVERNMENT)] += amount
        amounts = [*(cells.get(column) for column in kept), *uses.values()]
        rows.append([code, table.titles.get(code, code), *(str(amount or "") for amount in amounts)])
    only_buy = [code for code in kept if code not in table.cells]
    rows += [[code, table.titles.get(code, code), *([""] * (len(kept) + len(USES)))] for code in only_buy]
    return ("code", "title", *kept, *USES), rows


def _pairs(dataset: Dataset, pairs: Mapping[tuple[str, str], str]) -> Tidy:
    return Tidy(dataset, PAIRS, [[*pair, fit] for pair, fit in sorted(pairs.items())])


def _dataset(table: UseTable, /, **keys: object) -> Dataset:
    """What the datasets of one Use table have in common, and the keys that set one apart."""
    common: dict[str, object] = {
        "topic": "trade",
        "country": "US",
        "year": table.year,
        "unit": "millions of dollars",
        "codes": table.codes,
        "publisher": "US Bureau of Economic Analysis",
        "publication": "Input-Output Accounts: The Use of Commodities by Industries",
        "table": f"Before redefinitions, producers' prices, {table.level}, {table.year}",
        "licence": "Public domain (work of the US government)",
        "attribution": f"Source: US Bureau of Economic Analysis, input-output accounts, {table.year}",
        "notes": _NOTES,
    }
    return described(table.files, **(common | keys))


_NOTES = (
    "Millions of dollars, producers' prices. A row is what is sold: a commodity, named as the industry that mainly makes it.",
    "A trade that only handles goods is shown by its margin. Imports are negative.",
    "Industries are wider than those of NAICS: see which of them each one means.",
)
_PAIR_NOTES = ("'partial': one of the two codes means more, or they only overlap.",)
