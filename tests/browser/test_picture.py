"""The README's picture: the home page as the test run sees it."""

from __future__ import annotations

import pytest

from tests.browser.conftest import OpenPage
from tests.conftest import ROOT


@pytest.mark.slow
def test_picture(open_page: OpenPage, request: pytest.FixtureRequest) -> None:
    page = open_page(color_scheme="light")
    page.wait_for_load_state("networkidle")
    data = page.screenshot(clip={"x": 0, "y": 0, "width": 1280, "height": 800})
    assert data.startswith(b"\x89PNG")
    if request.config.getoption("--take-picture"):
        (ROOT / "docs" / "home.png").write_bytes(data)
