"""A handbook that carries one country's figures, or none."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from playbook.model.site import Site
from playbook.render.site import render_sheet, sheets
from playbook.render.templates import Templates
from playbook.render.terms import glossary_of
from playbook.render.view import View
from tests.atlas.test_site import TABLES
from tests.conftest import ROOT, Book


def test_without_figures_there_is_no_atlas_and_no_dead_link(shipped: Site, tmp_path: Path) -> None:
    """`industries: none` of the whole handbook, page by page."""
    book = Book(tmp_path)
    (tmp_path / "content").symlink_to(ROOT / "content")
    (tmp_path / "playbook.yml").write_text("title: Test\nindustries: none\n", encoding="utf-8")
    site, result = book.check()
    assert not result.fails()
    assert site.statistics.industries == {}
    view = View(site, Templates(site.templates), glossary_of(site.terms), "assets/")
    for sheet in sheets(view, "/"):
        assert not sheet.path.startswith("atlas/")
        assert "atlas/" not in render_sheet(view, sheet).data.decode().replace("../../atlas/${", ""), sheet.path
    assert len(shipped.statistics.industries) == 2


def test_one_country_leaves_no_link_to_the_other(handbook: Callable[..., Book]) -> None:
    book = handbook({"playbook.yml": "title: Test\nindustries: [GB]\n"})
    shutil.copytree(TABLES, book.root / "content" / "statistics")
    site, result = book.check()
    assert not result.fails()
    view = View(site, Templates(site.templates), glossary_of(site.terms), "assets/")
    for sheet in sheets(view, "/"):
        assert "atlas/us" not in sheet.path
        if sheet.path == "atlas/gb/6920/index.html":
            html = render_sheet(view, sheet).data.decode()
            assert "/us/" not in html
            assert "Offices of certified public accountants" in html
