"""Problems that are looked for only where the same has not been looked at before."""

from __future__ import annotations

import json
from collections.abc import Iterable

from playbook.memo import Memo
from playbook.problems import Problem, packed, unpacked
from playbook.program import program_version


def remembered(memo: Memo, rule: str, inputs: Iterable[str], problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """What a rule found in these inputs before; else the problems, which are only now gone through."""
    kept = memo.remember("check", [program_version(), rule, *inputs], lambda: json.dumps(packed(problems)).encode())
    return unpacked(json.loads(kept))
