"""The publishers' own files, where somebody keeps them beside the repository: layouts that do not ship."""

from __future__ import annotations

import pytest

from playbook.build import unwatched
from playbook.importers.recognise import read_files
from tests.test_statistics import OFFICIAL, real

DETAIL = "bea/IOUse_Before_Redefinitions_PRO_2007_Detail.xlsx"
SUMMARY = "bea/IOUse_Before_Redefinitions_PRO_1997-2015_Summary.xlsx"
EXPORT = "CBP2021.CB2100CBP-Data.csv"


@real
@pytest.mark.parametrize(
    ("name", "dataset", "rows", "cell", "value"),
    [
        (DETAIL, "us-trade-2007", 389 + 4, ("1111A0", "1111B0"), "265"),
        (SUMMARY, "us-trade-2015", 73, ("22", "111CA"), "4860"),
        (EXPORT, "us-establishments-2021", 21, ("total", "total"), "8148606"),
        (EXPORT, "us-establishments-2021", 21, ("11", "1000+"), "withheld"),
        ("cbp12us.txt", "us-establishments-2012", 979, ("total", "total"), "7431808"),
        ("ukbusinessworkbook2021.xlsx", "gb-sites-2021", 616, ("total", "London"), "595225"),
    ],
)
def test_a_file_gives_its_numbers(name: str, dataset: str, rows: int, cell: tuple[str, str], value: str) -> None:
    found = {tidy.dataset.id: tidy for tidy in read_files([OFFICIAL / name], unwatched)}[dataset]
    assert len(found.rows) == rows
    row = next(row for row in found.rows if row[0] == cell[0])
    assert row[found.header.index(cell[1])] == value


@real
@pytest.mark.parametrize(
    "name", ["sbs_na_sca_r2.tsv.gz", "codes/anzsic_2006.csv", "codes/sic2007summaryofstructurtcm6.xls", "PROVENANCE.md"]
)
def test_files_of_other_kinds_are_refused(name: str) -> None:
    with pytest.raises(Exception, match="no importer knows this file"):
        read_files([OFFICIAL / name], unwatched)
