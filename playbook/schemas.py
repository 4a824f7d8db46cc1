"""JSON Schemas of the YAML formats, so that an editor's program completes and checks keys as they are typed."""

from __future__ import annotations

import json
import re
from pathlib import Path

from playbook.config import Settings
from playbook.load.records import SCHEMAS, schema_for
from playbook.model.schema import Schema
from playbook.output.files import write_whole

FORMATS: dict[str, type[Schema]] = {"settings": Settings, **SCHEMAS}
FOLDER = ".schema"
"""Below `content/`; hidden, so that no build reads it."""

_MODELINE = re.compile(r"\A# yaml-language-server: \$schema=\S+\r?\n")


def schema_text(name: str) -> str:
    """The JSON Schema (draft 2020-12) of a format."""
    schema = FORMATS[name].model_json_schema(by_alias=True)
    return json.dumps({"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}, ensure_ascii=False, indent=2) + "\n"


def write_schemas(root: Path) -> list[Path]:
    """Write the schemas beside a handbook's content and point its YAML files to them; return the files that changed.

    A file that is not UTF-8 stays as it is: the check tells of it.
    """
    content = root / "content"
    wanted = {content / FOLDER / f"{name}.json": schema_text(name).encode() for name in FORMATS}
    for file in sorted(content.rglob("*.y*ml")):
        path = file.relative_to(content)
        if name := schema_for(path.as_posix()):
            wanted |= _pointed(file, f"{'../' * (len(path.parts) - 1)}{FOLDER}/{name}.json")
    wanted |= _pointed(root / "playbook.yml", f"content/{FOLDER}/settings.json")
    return [file for file, data in wanted.items() if write_whole(file, data)]


def _pointed(file: Path, schema: str) -> dict[Path, bytes]:
    """A YAML file, where it can be read, with the line that names its schema on top; its line ends stay."""
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return {}
    end = "\r\n" if "\r\n" in text else "\n"
    return {file: f"# yaml-language-server: $schema={schema}{end}{_MODELINE.sub('', text)}".encode()}
