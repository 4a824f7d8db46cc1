"""Tables as `content/statistics/` keeps them: text of the CSV and of the YAML beside it, the same for the same input."""

from __future__ import annotations

import csv
import io
import json
import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from playbook.model.statistics import Dataset

_IMPORTED = re.compile(r"^imported: .*\n", re.M)


@dataclass(frozen=True)
class Tidy:
    """A dataset on its way to disk."""

    dataset: Dataset
    header: tuple[str, ...]
    rows: Sequence[Sequence[str]]


def csv_text(tidy: Tidy) -> str:
    """The table, with line feeds only."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([tidy.header, *tidy.rows])
    return out.getvalue()


def yaml_text(dataset: Dataset, imported: date) -> str:
    """The description, key by key in the model's order; keys that say nothing are left out."""
    lines = ["# yaml-language-server: $schema=../.schema/dataset.json"]
    for name, value in dataset.model_dump(mode="json").items():
        if name == "imported":
            lines.append(f"imported: {imported.isoformat()}")
        elif isinstance(value, list) and value:
            lines += [f"{name}:", *(f"  - {_scalar(each)}" for each in value)]
        elif isinstance(value, dict) and value:
            lines += [f"{name}:", *(f"  {_scalar(key)}: {_scalar(each)}" for key, each in value.items())]
        elif value not in (None, [], {}, ()):
            lines.append(f"{name}: {value if name in ('id', 'topic') else _scalar(value)}")
    return "\n".join(lines) + "\n"


def _scalar(value: object) -> str:
    """A value as YAML: JSON's strings are YAML's double-quoted ones."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_scalar(each)}" for key, each in value.items()) + "}"
    return json.dumps(value, ensure_ascii=False)


def write(tables: Sequence[Tidy], folder: Path, today: date) -> list[Path]:
    """Write all tables and their descriptions, each file whole, after all are staged; return the files that changed.

    A dataset that comes out as it is already keeps its day of import: the same file gives the same bytes.
    """
    folder.mkdir(parents=True, exist_ok=True)
    changed = []
    with tempfile.TemporaryDirectory(prefix=".import-", dir=folder) as staging:
        for tidy in tables:
            texts = {".csv": csv_text(tidy), ".yaml": yaml_text(tidy.dataset, today)}
            for suffix, text in texts.items():
                target = folder / f"{tidy.dataset.id}{suffix}"
                if not (target.is_file() and _undated(target.read_text(encoding="utf-8", errors="replace")) == _undated(text)):
                    (Path(staging) / target.name).write_text(text, encoding="utf-8", newline="\n")
                    changed.append(target)
        for target in changed:
            (Path(staging) / target.name).replace(target)
    return changed


def _undated(text: str) -> str:
    return _IMPORTED.sub("", text)
