"""A few industries made by hand, with everything that figures can be: whole, rounded, partial, withheld, too few, without buyers.

Numbers of accountancy, machine shops and wineries are the publishers'; the rest is made up, and so are all ranks and buyers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from playbook.model.figures import Band, Figures, Measure, Partner, Percentile, Places, Sizes, Status, Trade
from playbook.model.site import Site
from playbook.model.statistics import Dataset, Group, Industry, Match, Statistics

BANDS = ("0-4", "5-9", "10-19", "20-49", "50-99", "100-249", "250+")
REGIONS = (
    "North East", "North West", "Yorkshire and The Humber", "East Midlands", "West Midlands", "East", "London", "South East",
    "South West", "Wales", "Scotland", "Northern Ireland",
)  # fmt: skip


def dataset(name: str, topic: str, country: str, year: int, unit: str, **more: object) -> Dataset:
    codes = "UK SIC 2007" if country == "GB" else "NAICS 2022"
    publisher = "Office for National Statistics" if country == "GB" else "US Census Bureau"
    words = {"title": f"{unit.capitalize()} by industry, {year}", "publication": f"A publication of {year}", "publisher": publisher}
    rest = {"licence": "A licence", "attribution": f"Source: {publisher}, under a licence"}
    return Dataset.model_validate(
        {"id": name, "topic": topic, "country": country, "year": year, "unit": unit, "codes": codes, **words, **rest, **more}
    )


DATASETS = {
    each.id: each
    for each in (
        dataset("uk-sizes", "sizes", "GB", 2024, "enterprises", rounded_to=5, table="table 4", url="https://example.org/uk"),
        dataset("uk-sizes-before", "sizes", "GB", 2021, "enterprises", rounded_to=5),
        dataset("uk-places", "places", "GB", 2024, "local units", rounded_to=5, notes=("Registered firms only.",)),
        dataset("us-largest", "concentration", "US", 2022, "firms"),
        dataset("us-sizes", "sizes", "US", 2012, "establishments"),
        dataset("us-trade", "trade", "US", 2017, "millions of dollars"),
    )
}


def measure(name: str, amount: float | None, of: str, status: Status = "known", rank: float | None = None) -> Measure:
    return Measure(name, amount, status, of, Percentile(rank, 600) if rank is not None else None)


def by_id(*measures: Measure) -> dict[str, Measure]:
    return {each.id: each for each in measures}


def sizes(
    numbers: Sequence[float | None], growths: Sequence[float | None], *, small: bool = False, status: Status = "rounded"
) -> Sizes:
    total = sum(number or 0 for number in numbers)
    bands = tuple(
        Band(
            label,
            number,
            status if number is not None else "withheld",
            None if small or number is None else 100 * number / total,
            growth,
        )
        for label, number, growth in zip(BANDS, numbers, growths, strict=True)
    )
    return Sizes("uk-sizes", total, bands, small, "uk-sizes-before")


def places(numbers: Sequence[float | None], quotients: Sequence[float | None], disclosed: float = 100) -> Places:
    total = sum(number or 0 for number in numbers)
    shares = [100 * number / total if number and quotient else None for number, quotient in zip(numbers, quotients, strict=True)]
    statuses: list[Status] = ["withheld" if number is None else "rounded" for number in numbers]
    codes = tuple(f"E1200000{index}" for index in range(len(REGIONS)))
    return Places("uk-places", total, disclosed, REGIONS, codes, tuple(numbers), tuple(statuses), tuple(shares), tuple(quotients))


LAW = Group("69", "Legal and accounting activities")
PROFESSIONS = Group("M", "Professional, scientific and technical activities")
NONE_GROWN = (None,) * 7
ACCOUNTANCY = Industry(
    country="gb",
    codes="UK SIC 2007",
    code="6920",
    official_title="Accounting, bookkeeping and auditing activities; tax consultancy",
    title="Accounting, bookkeeping and auditing; tax consultancy",
    division=LAW,
    sector=PROFESSIONS,
    figures=Figures(
        measures=by_id(
            measure("firms", 39_965, "uk-sizes", "rounded", 97.4),
            measure("sites", 44_570, "uk-places", "rounded"),
            measure("under_5", 78.4, "uk-sizes", rank=55.2),
            measure("under_10", 90.6, "uk-sizes", rank=52.1),
            measure("growth", -6.0, "uk-sizes", rank=31.0),
            measure("top3_places", 50.4, "uk-places", rank=61.5),
            measure("krugman", 0.15, "uk-places", rank=22.0),
        ),
        sizes=sizes((31_335, 4_875, 2_240, 1_055, 260, 130, 70), (-8.1, 1.2, 3.9, 4.0, 6.1, None, None)),
        places=places(
            (1_020, 4_465, 2_940, 2_720, 3_150, 4_430, 10_400, 7_600, 3_640, 1_490, 2_630, 1_085),
            (0.70, 1.0, 0.8, 0.82, 0.85, 1.03, 1.25, 1.10, 0.90, 0.78, 0.86, 0.63),
        ),
    ),
    matches=(
        Match("NAICS 2022", "541211", "Offices of certified public accountants", "partial"),
        Match("NACE Rev. 2", "69.20", "Accounting, bookkeeping and auditing activities; tax consultancy", "exact"),
    ),
)
SOLICITORS = replace(
    ACCOUNTANCY, code="6910", official_title="Legal activities", title="Legal activities", matches=(), figures=Figures()
)
FEW = replace(
    ACCOUNTANCY,
    code="0230",
    official_title="Gathering of wild growing non-wood products",
    title="Gathering of wild growing non-wood products",
    division=Group("02", "Forestry and logging"),
    sector=Group("A", "Agriculture, forestry and fishing"),
    matches=(),
    figures=Figures(
        measures=by_id(measure("firms", 40, "uk-sizes", "rounded")),
        sizes=sizes((35, 5, 0, 0, 0, 0, 0), NONE_GROWN, small=True),
        places=places((0, 5, None, None, 5, 0, 0, 5, 5, None, 15, 0), (None,) * 12, 60),
    ),
)
OFFICES = Industry(
    country="us",
    codes="NAICS 2022",
    code="541211",
    official_title="Offices of Certified Public Accountants",
    title="Offices of certified public accountants",
    division=Group("541", "Professional, scientific, and technical services"),
    sector=Group("54", "Professional, scientific, and technical services"),
    figures=Figures(
        measures=by_id(
            measure("firms", 44_000, "us-largest", rank=90),
            measure("under_10", 80.2, "us-sizes", rank=64),
            measure("cr4", 47.7, "us-largest", rank=78),
            measure("cr8", 53.1, "us-largest"),
            measure("cr20", 58.0, "us-largest"),
            measure("cr50", 63.2, "us-largest"),
            measure("cr4_change", 4.9, "us-largest"),
            measure("hhi", 602, "us-largest", rank=70),
            measure("to_industries", 71.0, "us-trade"),
            measure("to_households", 20.5, "us-trade"),
            measure("to_own", 8.5, "us-trade"),
        ),
        trade=Trade(
            "us-trade",
            "541200",
            "Accounting, tax preparation, bookkeeping, and payroll services",
            "partial",
            tuple(
                Partner(code, title, share, codes, top4)
                for code, title, share, codes, top4 in (
                    ("622000", "Hospitals <and> clinics", 5.1, ("622110", "622210"), None),
                    ("332710", "Machine shops", 4.0, ("332710",), 2.0),
                    ("550000", "Management of companies and enterprises, with a title that is too long for a bar", 3.5, (), None),
                )
            ),
            (Partner("531ORE", "Other real estate", 22.0, (), None), Partner("332710", "Machine shops", 9.0, ("332710",), 2.0)),
        ),
        not_joined=("uk-sizes-before",),
    ),
    matches=(Match("UK SIC 2007", "6920", "Accounting and tax", "partial"), Match("ISIC Rev. 4", "6920", "Accounting", "exact")),
)
MACHINE_SHOPS = replace(
    OFFICES,
    code="332710",
    official_title="Machine Shops",
    title="Machine shops",
    division=Group("332", "Fabricated metal product manufacturing"),
    sector=Group("31-33", "Manufacturing"),
    matches=(),
    figures=Figures(
        measures=by_id(
            measure("under_10", 70.4, "us-sizes", rank=40),
            measure("cr4", 2.0, "us-largest", rank=3),
            measure("hhi", 4, "us-largest", rank=2),
        ),
        trade=Trade("us-trade", "332710", "Machine shops", "exact", (), ()),
    ),
)
WINERIES = replace(
    MACHINE_SHOPS,
    code="312130",
    official_title="Wineries",
    title="Wineries",
    division=Group("312", "Beverage and tobacco product manufacturing"),
    figures=Figures(
        measures=by_id(
            measure("cr4", None, "us-largest", "withheld"),
            measure("cr8", 52.3, "us-largest"),
            measure("hhi", 963, "us-largest", "partial", 80),
        ),
    ),
)
INDUSTRIES = (ACCOUNTANCY, SOLICITORS, FEW, OFFICES, MACHINE_SHOPS, WINERIES)
STATISTICS = Statistics(
    datasets=DATASETS,
    industries={
        country: {each.code: each for each in sorted(INDUSTRIES, key=lambda each: each.code) if each.country == country}
        for country in ("gb", "us")
    },
)


def with_figures(site: Site) -> Site:
    """The site with these industries and no others."""
    return replace(site, statistics=STATISTICS)
