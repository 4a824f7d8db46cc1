"""An index of which a file is damaged, of another shape, or missing: the browser tells it."""

from __future__ import annotations

from pathlib import Path

import pytest

from playbook.model.site import Site
from playbook.search.documents import collect
from playbook.search.index import index
from tests.search.support import in_node, written


@pytest.mark.slow
@pytest.mark.parametrize("damage", [b"", b"{", b'{"referral":"\x7f"}', b'{"referral":"#"}', b"null"])
def test_a_damaged_file_is_told(damage: bytes, shipped: Site, tmp_path: Path) -> None:
    files = dict(index(collect(shipped)))
    part = next(path for path, data in files.items() if path.startswith("parts/w") and b'"referral":' in data)
    site = written(files | {part: damage}, tmp_path)
    (answer,) = in_node("find", [["referral", {}]], site)
    assert answer["error"] == "SearchError"


@pytest.mark.slow
@pytest.mark.parametrize("shape", [b"[]", b"3", b'"referral"', b"null"])
@pytest.mark.parametrize("part", ["index.json", "parts/w", "parts/a", "parts/i", "records/"])
def test_a_file_of_another_shape_is_told(part: str, shape: bytes, shipped: Site, tmp_path: Path) -> None:
    if part == "parts/a" and shape == b'"referral"':
        shape = b"{}"
    files = {path: shape if path.startswith(part) else data for path, data in index(collect(shipped)).items()}
    (answer,) = in_node("find", [["refferal", {}]], written(files, tmp_path))
    assert answer["error"] == "SearchError"


@pytest.mark.slow
@pytest.mark.parametrize("missing", ["index.json", "parts/w", "parts/i", "records/"])
def test_a_missing_file_is_told(missing: str, shipped: Site, tmp_path: Path) -> None:
    files = {path: data for path, data in index(collect(shipped)).items() if not path.startswith(missing)}
    (answer,) = in_node("find", [["referral", {}]], written(files, tmp_path))
    assert answer["error"] == "SearchError"
