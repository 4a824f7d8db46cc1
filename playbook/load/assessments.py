"""A YAML source → an Assessment, with every mistake that the file alone shows. Pure."""

from __future__ import annotations

from playbook.load.located import Document, read_yaml
from playbook.load.schema import validate
from playbook.model.assessment import Assessment
from playbook.model.source import SourceFile
from playbook.problems import Problem


def read_assessment(source: SourceFile) -> tuple[Assessment | None, Document, list[Problem]]:
    """An assessment with its places, wherever the file lies; None where its structure is not sound."""
    document = read_yaml(source)
    if document.data is None and document.problems:
        return None, document, document.problems
    test, problems = validate(Assessment, document)
    problems = [*document.problems, *problems]
    return test, document, problems
