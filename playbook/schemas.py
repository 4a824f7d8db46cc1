"""JSON Schemas of the YAML formats, so that an editor's program completes and checks keys as they are typed."""

from __future__ import annotations

import json
import re
from pathlib import Path

from playbook.config import Settings
from playbook.load.records import SCHEMAS, schema_for
from playbook.model.schema import Schema

FORMATS: dict[str, type[Schema]] = {"settings": Settings, **SCHEMAS}
FOLDER = ".schema"
"""Below `content/`; hidden, so that no build reads it."""

_MODELINE = re.compile(r"\A# yaml-language-server: \$schema=\S+\n")


def schema_text(name: str) -> str:
    """The JSON Schema (draft 2020-12) of a format."""
    schema = FORMATS[name].model_json_schema(by_alias=True)
    return json.dumps({"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}, ensure_ascii=False, indent=2) + "\n"


def write_schemas(root: Path) -> list[Path]:
    """Write the schemas beside a handbook's content and point its YAML files to them; return the files that changed."""
    wanted = {root / "content" / FOLDER / f"{name}.json": schema_text(name) for name in FORMATS}
    for file in sorted((root / "content").rglob("*.y*ml")):
        path = file.relative_to(root / "content")
        if name := schema_for(path.as_posix()):
            wanted[file] = _pointed(file, f"{'../' * (len(path.parts) - 1)}{FOLDER}/{name}.json")
    settings = root / "playbook.yml"
    if settings.is_file():
        wanted[settings] = _pointed(settings, f"content/{FOLDER}/settings.json")
    changed = [file for file, text in wanted.items() if not file.is_file() or file.read_text(encoding="utf-8") != text]
    for file in changed:
        file.parent.mkdir(parents=True, exist_ok=True)
        staged = file.with_name(f".{file.name}.new")
        staged.write_text(wanted[file], encoding="utf-8")
        staged.replace(file)
    return changed


def _pointed(file: Path, schema: str) -> str:
    """A YAML file's text with the line that names its schema on top."""
    return f"# yaml-language-server: $schema={schema}\n" + _MODELINE.sub("", file.read_text(encoding="utf-8"))
