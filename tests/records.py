"""Small records for handbooks made on the spot: a trade, a test of its trade, figures, readings, searches."""

from __future__ import annotations

PROFILE = """id: {id}
title: {title}
summary: How {title} sell.
also_called: [{id} people]
codes: {{uk_sic2007: ["{code}"]}}
code_fit: exact
reach: local
sales_cycle_weeks: {{low: 1, high: 4, basis: estimate}}
dominated_by: {{kind: none, note: Nobody is large.}}
buyer_industries: [{buyer}]
buyers_gather_at: [a market]
low_yield_events: [a party]
refers_to_you: [cafés]
you_refer_to: [florists]
associations: [a guild]
alliance_kinds: []
partnership_cautions: [Ask for the price.]
give_first: [a loaf]
wants: [flour]
haves: [bread]
checklist_notes: {{{note}}}
first_month: [{{week: 1, do: {step}, why: Begin here.}}]
thresholds: {{{threshold}}}
evidence: editorial
sources: [study]
reviewed: 2026-11-21
# ({step}.md)
"""

ASSESSMENT = """schema: assessment/1
id: mood
version: 1
question: {question}
title: {question}
summary: How it goes.
minutes: {minutes}
sources: [study]
repeat: quarterly
reviewed: 2026-11-21
related: [index]
ask:
  - {{id: well, kind: choice, label: Does it go well?, options: [{{id: "yes", label: "Yes"}}, {{id: "no", label: "No"}}]}}
  - {{id: small, kind: percent, label: Small firms, figure: {{of: under_10, say: What the figures say.}}}}
scores: [{{id: total, rule: add, plus: [small]}}]
bands:
  - score: total
    levels: [{{from: 0, id: low, tone: red, say: Low.}}, {{from: {high}, id: high, tone: green, say: High.}}]
examples:
  - {{name: One, given: {{well: "yes", small: "3"}}, expect: {{band.total: low}}}}
  - {{name: Two, given: {{well: "no", small: "90"}}, expect: {{band.total: high}}}}
"""

DATASET = """id: firms
title: Firms by industry and size, {year}
topic: sizes
country: GB
year: {year}
unit: firms
codes: UK SIC 2007
publisher: An office
publication: A survey
licence: By permission
attribution: "Source: an office"
"""
_ABROAD = """id: {id}
title: {title}
topic: {topic}
country: US
year: {year}
unit: {unit}
codes: {codes}
publisher: Another office
publication: Another survey
licence: Public domain
attribution: "Source: another office"
"""

READINGS = """readings:
  - id: small
    about: sizes
    when: {{under_10: {{at_least: {least}}}}}
    title: {title}
    text: "{{under_10}} of firms were small in {{under_10.year}}."
    act: Talk to two of them.
    do: [{helper}]
    caveat: This counts firms.
# ({helper}.md)
"""

SEARCHES = """synonyms: [[{word}, {other}]]
expect: [{{someone_types: {other}, finds: index}}]
"""


def table(counts: list[int]) -> str:
    """A table of sizes: two industries of one division, and as many more as there are counts."""
    codes = ("1071", "1072", "4724", "6920")
    rows = [f"{code},Trade {code},{small},20,5,{small + 25}" for code, small in zip(codes, counts, strict=False)]
    return "\n".join(["code,title,0-4,5-9,10+,total", *rows]) + "\n"


def abroad(counts: list[int], bought: int, fit: str) -> dict[str, str]:
    """Another country's figures: three industries, who buys from whom among them, and which of them are whose in the first list.

    Bakers sell to grocers and restaurants, `bought` to the first and 50 to the others.
    """
    codes = ("311811", "445110", "722511")
    sizes = [f"{code},Business {code},{small},20,5,{small + 25}" for code, small in zip(codes, counts, strict=True)]
    uses = "households,investment,government,exports,imports,stocks"
    described = [
        ("us-firms", "Firms abroad", "sizes", "firms", "NAICS 2022", ["code,title,0-4,5-9,10+,total", *sizes]),
        ("us-trade", "Trade abroad", "trade", "millions of dollars", "BEA 2022", [
            f"code,title,B,G,R,{uses}", f"B,Bakers,,{bought},50,9,,,,,", "G,Grocers,,,,9,,,,,", "R,Restaurants,,,,9,,,,,"]),
        ("us-codes", "Codes abroad", "correspondence", "pairs of codes", "BEA 2022\nother_codes: NAICS 2022", [
            "code,other code,fit", *(f"{letter},{code},exact" for letter, code in zip("BGR", codes, strict=True))]),
        ("uk-us", "Codes at home and abroad", "correspondence", "pairs of codes", "UK SIC 2007\nother_codes: NAICS 2022", [
            "code,other code,fit", f"1071,311811,{fit}", "4724,445110,partial"]),
    ]  # fmt: skip
    found = {}
    for name, title, topic, unit, listed, lines in described:
        found[f"statistics/{name}.csv"] = "\n".join(lines) + "\n"
        found[f"statistics/{name}.yaml"] = _ABROAD.format(id=name, title=title, topic=topic, unit=unit, codes=listed, year=2022)
    return found
