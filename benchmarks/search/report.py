"""Figures of a run: by engine, by set of queries and by class, as JSON and as Markdown."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from benchmarks.search.metrics import ndcg, success_at_1

Row = Mapping[str, Any]
"""A judged query: its text, its class, the grades by address."""
Found = Mapping[str, Sequence[str]]
"""The addresses an engine found, best first, by query."""


@dataclass(frozen=True)
class Sizes:
    """Gzip bytes that a fresh window loads: to open an engine and rank one query, to show its first results, for a next query."""

    ranked: int
    shown: int
    following: int


@dataclass(frozen=True)
class Costs:
    """What an engine costs a reader: gzip bytes from an empty cache, milliseconds in a warm window. Median and worst."""

    ranked_bytes: tuple[float, float]
    first_bytes: tuple[float, float]
    next_bytes: tuple[float, float]
    ms: tuple[float, float]
    slowest: str

    @classmethod
    def of(cls, sizes: Sequence[Sizes], queries: Sequence[str], passes: Sequence[Sequence[float]]) -> Costs:
        """Of the passes over the queries each query's median counts."""
        times = [statistics.median(each) for each in zip(*passes, strict=True)]
        return cls(
            _spread([size.ranked for size in sizes]),
            _spread([size.ranked + size.shown for size in sizes]),
            _spread([size.following for size in sizes]),
            _spread(times),
            queries[times.index(max(times))],
        )


def _spread(figures: Sequence[float]) -> tuple[float, float]:
    return statistics.median(figures), max(figures)


def summary(queries: Mapping[str, Sequence[Row]], ranked: Mapping[str, Found], costs: Mapping[str, Costs]) -> dict[str, Any]:
    """Quality by set, engine and class, each query's outcome in the set for tuning alone, and costs."""
    return {
        "quality": {name: {engine: by_class(rows, found) for engine, found in ranked.items()} for name, rows in queries.items()},
        "queries": {
            engine: [
                {"query": row["query"], "class": row["class"], "ndcg": round(ndcg(found[row["query"]], row["judged"]), 4)}
                | {"found": {url: row["judged"].get(url, 0) for url in found[row["query"]]}}
                for row in queries["tune"]
            ]
            for engine, found in ranked.items()
        },
        "costs": {engine: asdict(cost) for engine, cost in costs.items()},
    }


def by_class(rows: Sequence[Row], found: Found) -> dict[str, dict[str, float]]:
    classes = ["all", *dict.fromkeys(row["class"] for row in rows)]
    return {name: figures([row for row in rows if name in ("all", row["class"])], found) for name in classes}


def figures(rows: Sequence[Row], found: Found) -> dict[str, float]:
    def mean(of: Callable[[Sequence[str], Mapping[str, int]], float]) -> float:
        return round(statistics.fmean(of(found[row["query"]], row["judged"]) for row in rows), 4)

    return {"queries": len(rows), "ndcg": mean(ndcg), "success": mean(success_at_1), "zero": mean(lambda urls, _: not urls)}


MEASURES = {"ndcg": "nDCG@10", "success": "Success@1", "zero": "No result at all"}


def markdown(told: Mapping[str, Any]) -> str:
    """Tables for a reader: quality by set and class, then costs, then failures."""
    lines = [", ".join(f"{name} {version}" for name, version in told["versions"].items()), ""]
    for name, engines in told["quality"].items():
        classes = next(iter(engines.values()))
        for measure, title in MEASURES.items():
            lines += [f"**{title}**, {name}", "", *_table(["", *(f"{each} ({classes[each]['queries']})" for each in classes)])]
            lines += [_row([engine, *(f"{given[each][measure]:.3f}" for each in classes)]) for engine, given in engines.items()]
            lines.append("")
    lines += ["**Costs**, median and worst", ""]
    lines += _table(["", "KB until ranked", "KB until the first five results show", "KB of a next query", "ms a query", "slowest"])
    for engine, cost in told["costs"].items():
        sizes = (f"{cost[key][0] / 1000:.1f}, {cost[key][1] / 1000:.1f}" for key in ("ranked_bytes", "first_bytes", "next_bytes"))
        lines.append(_row([engine, *sizes, f"{cost['ms'][0]:.2f}, {cost['ms'][1]:.1f}", cost["slowest"]]))
    failures = [f"- {failure}" for failure in told["failures"]]
    return "\n".join([*lines, "", f"Failures: {len(failures)}", *failures]) + "\n"


def _table(heads: Sequence[str]) -> list[str]:
    return [_row(heads), _row(["---", *("--:" for _ in heads[1:])])]


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
