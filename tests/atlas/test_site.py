"""The atlas of the handbook that ships: every page there, every link alive, every number out of a cell of a table."""

from __future__ import annotations

import csv
import gzip
import json
import random
import re
import subprocess
from collections import Counter
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from playbook.model.site import Site
from playbook.render.host import host_artifacts
from playbook.render.templates import Templates
from playbook.render.terms import glossary_of
from playbook.render.view import View
from tests.atlas.page_parts import Shown, sections
from tests.atlas.test_charts import charts_equal_table, number
from tests.conftest import ROOT
from tests.test_site import MODULES, NODE, loaded, zipped

TABLES = ROOT / "content" / "statistics"
COUNTRIES = {"gb": 615, "us": 899}
PAGE = 30_000
"""Bytes, gzip, of a page of the atlas with its stylesheet and scripts."""
Cells = dict[str, dict[str, str]]


def sample(site: Site, count: int, seed: int = 20261121) -> list[str]:
    """Addresses of industries, chosen by seed: as many from each country as it has of all."""
    urls = sorted(each.url for country in COUNTRIES for each in site.statistics.of_country(country))
    return random.Random(seed).sample(urls, count)


def page(site_dir: Path, url: str) -> str:
    return (site_dir / url / "index.html").read_text(encoding="utf-8")


def test_every_industry_has_its_page(site_dir: Path, shipped: Site) -> None:
    for country, count in COUNTRIES.items():
        industries = list(shipped.statistics.of_country(country))
        assert len(industries) == count
        for each in industries:
            assert (site_dir / each.url / "index.html").is_file(), each.url
        divisions = {each.division.code for each in industries}
        found = {path.parent.name for path in (site_dir / "atlas" / country).glob("*/index.html")}
        assert found == divisions | {each.code for each in industries}
        names = json.loads((site_dir / "atlas" / country / "names.json").read_text(encoding="utf-8"))
        assert [code for code, _, _ in names] == [each.code for each in industries]


def test_the_sitemap_lists_every_page_of_the_atlas(site_dir: Path, shipped: Site) -> None:
    site = replace(shipped, settings=shipped.settings.model_copy(update={"site_url": "https://example.org/book/"}))
    view = View(site, Templates(site.templates), glossary_of(site.terms), "assets/")
    sitemap = next(each.data.decode() for each in host_artifacts(view, "assets/") if each.path == "sitemap.xml")
    listed = re.findall(r"<loc>https://example\.org/book/(atlas/[^<]*)</loc>", sitemap)
    assert sorted(listed) == sorted(f"{path.parent.relative_to(site_dir)}/" for path in site_dir.glob("atlas/**/index.html"))


def test_every_link_of_the_atlas_leads_somewhere(site_dir: Path) -> None:
    anchors: dict[Path, set[str]] = {}
    for path in [*site_dir.glob("atlas/**/*.html"), *site_dir.glob("industries/*/index.html")]:
        html = path.read_text(encoding="utf-8")
        anchors[path] = set(re.findall(r'\sid="([^"]+)"', html))
    for path in anchors:
        for href in set(re.findall(r'<a [^>]*?href="([^":]+)"', path.read_text(encoding="utf-8"))):
            link = urlsplit(href)
            target = (path.parent / link.path).resolve()
            file = target / "index.html" if target.is_dir() else target
            assert file.is_file(), (path, href)
            if link.fragment and file in anchors:
                assert link.fragment in anchors[file], (path, href)


def test_buyers_abroad_are_named_unless_they_are_the_lesser_part(site_dir: Path) -> None:
    """Of the three American industries that overlap with electrical installation, only road building has known buyers."""
    for code, named in (("4211", True), ("4321", False)):
        assert ('id="buyers"' in (site_dir / f"atlas/gb/{code}/index.html").read_text(encoding="utf-8")) is named, code


@pytest.mark.slow
def test_a_sample_is_valid_html(site_dir: Path, shipped: Site) -> None:
    program, rules = MODULES / "html-validate" / "bin" / "html-validate.mjs", ROOT / "tests" / "htmlvalidate.json"
    urls = [*sample(shipped, 40), "atlas/", "atlas/gb/", "atlas/us/", "atlas/gb/69/", "atlas/compare/", "industries/accountancy/"]
    files = [str(site_dir / url / "index.html") for url in urls]
    done = subprocess.run([*NODE, str(program), "--config", str(rules), *files], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]


def test_every_page_of_the_atlas_is_small(site_dir: Path) -> None:
    assets = next((site_dir / "assets").iterdir())
    shared = zipped((assets / "style.css").read_bytes())
    for path in site_dir.glob("atlas/**/index.html"):
        data = path.read_bytes()
        scripts = loaded(assets / "js", re.findall(r'<script[^>]* src="[^"]*/js/([^"]+)"', data.decode()))
        code = sum(zipped((assets / "js" / name).read_bytes()) for name in scripts)
        assert len(gzip.compress(data, 6)) + shared + code <= PAGE, path
    for path in site_dir.glob("atlas/*/names.json"):
        assert zipped(path.read_bytes()) <= 20_000, path


def test_charts_equal_their_tables(site_dir: Path, shipped: Site) -> None:
    shown = [part for url in sample(shipped, 120) for part in sections(page(site_dir, url))]
    for part in shown:
        charts_equal_table(part)
    assert Counter(part.name for part in shown).keys() >= {"size", "place", "largest", "sales", "buyers", "suppliers", "standing"}


def cells(dataset: str) -> Cells:
    """A table as Python's own reader has it: by code, then by column."""
    with (TABLES / f"{dataset}.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: row for row in csv.DictReader(file)}


def by_hand(part: Shown, row: list[str], head: str, code: str, tables: dict[str, Cells]) -> float | None:
    """What a cell of a page must say, worked out anew from the tables; None where this test does not know it."""
    if part.name == "size" and code.isdigit() and head != "Share":
        now = tables["now"][code]
        if head.startswith("Change"):
            before = tables["before"][code]
            return 100 * (float(now[row[0]]) - float(before[row[0]])) / float(before[row[0]])
        return float(now[row[0]])
    if part.name == "size":
        now = tables["now"][code]
        bands = [float(value) for column, value in now.items() if re.fullmatch(r"\d+(-\d+|\+)", column)]
        return 100 * float(now[row[0]]) / sum(bands)
    own, whole = tables["places"][code], tables["places"].get("total")
    numbers = {name: float(own[name]) for name in own if name not in ("code", "title", "total") and own[name]}
    if head == "Share":
        return 100 * numbers[row[0]] / sum(numbers.values())
    if head == "Location quotient":
        assert whole is not None
        part_of_all = float(whole[row[0]]) / sum(float(whole[name]) for name in numbers)
        return numbers[row[0]] / sum(numbers.values()) / part_of_all
    return numbers[row[0]]


def test_two_hundred_numbers_come_from_the_tables(site_dir: Path, shipped: Site) -> None:
    """Chosen by seed, and worked out a second time from the files, without the program's own reader and measures."""
    tables = {
        "gb": {"now": cells("gb-enterprises-2024"), "before": cells("gb-enterprises-2021"), "places": cells("gb-sites-2024")},
        "us": {"now": cells("us-establishments-2012"), "places": cells("us-states-2011")},
    }
    found = []
    for url in sample(shipped, 300):
        _, country, code = url.strip("/").split("/")
        for part in sections(page(site_dir, url)):
            if part.name in ("size", "place"):
                found += [
                    (url, tables[country], part, row, at, code)
                    for row in part.rows
                    for at in range(1, len(row))
                    if number(row[at]) is not None
                ]
    for url, known, part, row, at, code in random.Random(7).sample(found, 200):
        expected = by_hand(part, row, part.heads[at], code, known)
        assert expected is not None
        digits = len(row[at].rstrip("%").partition(".")[2])
        assert number(row[at]) == pytest.approx(expected, abs=0.51 * 10**-digits), (url, part.name, row, part.heads[at])


def test_measures_of_concentration_are_the_publishers(site_dir: Path, shipped: Site) -> None:
    table = cells("us-concentration-2022")
    columns = {"cr4": "largest 4 (%)", "cr8": "largest 8 (%)", "cr20": "largest 20 (%)", "cr50": "largest 50 (%)", "firms": "firms"}
    tried = Counter[str]()
    for url in sample(shipped, 200):
        _, country, code = url.strip("/").split("/")
        rows = dict(re.findall(r'data-measure="(\w+)"><th scope="row">[^<]*</th><td class="end">([^<]*)<', page(site_dir, url)))
        for name, column in columns.items() if country == "us" and code in table else ():
            written = table[code][column]
            if not re.fullmatch(r"[\d.]+", written):
                assert rows[name] in ("withheld", "not published"), (url, name)
            else:
                assert number(rows[name]) == pytest.approx(float(written)), (url, name)
            tried[name] += 1
    assert min(tried.values()) > 80


def test_no_number_stands_where_one_is_withheld(site_dir: Path) -> None:
    rows = {code for code, row in cells("us-concentration-2022").items() if not re.match(r"\d", row["HHI of the 50 largest"])}
    assert len(rows) > 200
    for code in sorted(rows):
        shown = re.search(
            r'data-measure="hhi"><th scope="row">[^<]*</th><td class="end">([^<]*)<', page(site_dir, f"atlas/us/{code}")
        )
        assert shown
        assert re.fullmatch(r"at least [\d,]+|withheld", shown[1]), code


def test_the_screen_gets_the_pages_own_figures(site_dir: Path) -> None:
    html = page(site_dir, "atlas/us/541211")
    link = re.search(r'<a class="btn" href="([^"]*industry-screen/[^"]*)"', html)
    assert link
    given = parse_qs(urlsplit(link[1].replace("&amp;", "&")).query)
    assert given == {"industry": ["us/541211"], "top3": ["47.7@2022"], "fit": [given["fit"][0]]}
    share = re.search(r'data-measure="under_10"><th scope="row">[^<]*</th><td class="end">([\d.]+)%<', html)
    assert share
    assert given["fit"] == [f"{share[1]}@2012"]
    regions = re.findall(r'<li><a href="[^"]*possible=(\d+)@2024&amp;place=([^"]*)"', page(site_dir, "atlas/gb/6920"))
    assert len(regions) == 12
    assert (cells("gb-sites-2024")["6920"]["London"], "London") in regions


def test_profiles_and_their_industries_point_at_each_other(site_dir: Path) -> None:
    profile = page(site_dir, "industries/accountancy")
    assert 'href="../../atlas/gb/6920/"' in profile
    assert 'href="../../atlas/us/541211/"' in profile
    assert [part.name for part in sections(profile)].count("size") == 2
    ids = re.findall(r'\sid="([^"]+)"', profile)
    assert len(ids) == len(set(ids))
    assert 'href="../../../industries/accountancy/"' in page(site_dir, "atlas/gb/6920")
    assert 'href="../../us/541211/"' in page(site_dir, "atlas/gb/6920")


def test_readings_name_their_numbers(site_dir: Path, shipped: Site) -> None:
    assert shipped.readings
    html = page(site_dir, "atlas/us/541211")
    readings = re.findall(r'<div class="reading".*?</div>', html, flags=re.DOTALL)
    assert readings
    for each in readings:
        assert re.search(r"From: .*\(20\d\d\)", each)
        assert re.search(r'<a href="\.\./', each)
