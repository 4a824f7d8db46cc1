"""County Business Patterns by state and county: millions of rows, piece by piece with polars, which only this module loads."""

from __future__ import annotations

import csv
import importlib
import io
from collections.abc import Iterator
from typing import Any

from playbook.importers.reading import NotImportedError, OfficialFile, Watch, decoded
from playbook.problems import Problem

PIECE = 8_000_000
"""Bytes read at a time."""
ROWS = 5_000_000
"""Rows that a file may have: twice what the largest publication has."""
TOTAL = 0
"""The code of all industries, written `------`."""

_COUNTIES = 1000


def sums_by_state(file: OfficialFile, header: list[str], watch: Watch) -> dict[tuple[int, int], int]:
    """Establishments of all legal forms by six-digit code (TOTAL for all) and state, counties added up.

    NotImportedError at a row that is not whole, a cell that is no number, or a row that stands there twice.
    """
    polars = importlib.import_module("polars")
    size = file.path.stat().st_size
    frames = list(watch(f"Reading {file.name}", _frames(polars, file, header), size // PIECE + 1))
    rows = polars.concat(frames) if frames else polars.DataFrame({"key": [], "est": [], "line": []})
    again = rows.filter(polars.col("key").is_duplicated()).sort("key", "line")
    if len(again):
        (key, _, first), (_, _, line) = again.rows()[:2]
        place, code = key % 10**5, key // 10**5
        message = f"{code or 'the total'} stands for place {place // _COUNTIES:02} {place % _COUNTIES:03} on line {first} already"
        raise NotImportedError(Problem(file.at(line), message, "Every industry has one row a place: download the file again."))
    summed = rows.group_by(polars.col("key") // _COUNTIES).agg(polars.col("est").sum()).rows()
    return {(key // 100, key % 100): int(number) for key, number in summed}


def _frames(polars: Any, file: OfficialFile, header: list[str]) -> Iterator[Any]:
    """Frames of key (code, state, county as one number), establishments, and line."""
    wanted = [name for name in ("fipstate", "fipscty", "naics", "lfo", "est") if name in header]
    with file.path.open("rb") as opened:
        first, line = opened.readline(), 2
        while data := opened.read(PIECE):
            data += opened.readline()
            lines = data.count(b"\n") + (not data.endswith(b"\n"))
            if data.count(b",") != lines * (len(header) - 1):
                raise NotImportedError(_wrong_line(file, len(header), data, line))
            if line + lines > ROWS:
                hint = "Is it another file? docs/statistics.md says which ones are read."
                raise NotImportedError(Problem(file.at(ROWS), f"the file has more than {ROWS:,} rows", hint))
            decoded(file, data, line)
            frame = polars.read_csv(io.BytesIO(first + data), columns=wanted, infer_schema=False)
            yield _keyed(polars, file, frame.with_row_index("line", offset=line))
            line += lines


def _keyed(polars: Any, file: OfficialFile, frame: Any) -> Any:
    """The rows that are used: all legal forms, six digits or the total. NotImportedError at a cell that is no number."""
    col = polars.col
    frame = frame.filter(col("naics").str.contains(r"^(\d{6}|-{6})$"))
    if "lfo" in frame.columns:
        frame = frame.filter(col("lfo") == "-")
    county = col("fipscty").cast(polars.Int64, strict=False) if "fipscty" in frame.columns else polars.lit(0)
    state = col("fipstate").cast(polars.Int64, strict=False)
    code = col("naics").str.replace("------", str(TOTAL), literal=True).cast(polars.Int64)
    read = frame.select(
        key=(code * 100 + state) * _COUNTIES + county, est=col("est").cast(polars.Int64, strict=False), line=col("line")
    )
    for name, columns in (("est", ["est"]), ("key", ["fipstate", "fipscty"])):
        wrong = read.get_column(name).is_null()
        if wrong.any():
            cells = frame.filter(wrong).select([each for each in columns if each in frame.columns]).rows()[0]
            message = f"'{' '.join(map(str, cells))}' is no number under {columns[0]}"
            raise NotImportedError(Problem(file.at(read.filter(wrong)["line"][0]), message, "Expected a whole number."))
    return read


def _wrong_line(file: OfficialFile, columns: int, data: bytes, line: int) -> Problem:
    """The first line of a piece that has more or fewer columns than the header."""
    for number, row in enumerate(csv.reader(io.StringIO(decoded(file, data, line))), line):
        if len(row) != columns:
            message = f"this row has {len(row)} columns, but the header has {columns}"
            return Problem(file.at(number), message, "The file may be cut off: download it again.")
    return Problem(file.at(line), "a comma stands inside a cell from here on: this is not the publisher's file")
