"""A Markdown table of what was measured: medians, in brackets the least and the most, and how many times ours."""

from __future__ import annotations

import statistics
from typing import Any

from peers.results import Results
from peers.tools import GENERATORS

KINDS = ("cold", "no change", "one edit", "live edit")
OURS = GENERATORS[0].name
TIMES = ("cold, s", "no change, s", "one edit, s", "live edit, ms")
BESIDE = ("largest process, MiB", "all processes, MiB", "cores busy", "page, KiB")


def table(results: Results) -> str:
    """A table for each number of pages, and after them the machine and the versions."""
    sizes = sorted({row["pages"] for row in results.rows if "tool" in row})
    parts = [one_table(results, pages) for pages in sizes]
    return "\n\n".join([*parts, *setting(results)])


def one_table(results: Results, pages: int) -> str:
    head = (f"{pages:,} pages", *TIMES, *BESIDE)
    lines = [f"| {' | '.join(head)} |", "|---|" + "---:|" * (len(head) - 1)]
    for tool in (each.name for each in GENERATORS):
        if results.of(tool, pages, "cold"):
            measured = [cell(results, tool, pages, kind) for kind in KINDS]
            lines.append(f"| {' | '.join([tool, *measured, *beside(results.of(tool, pages, 'cold'))])} |")
    return "\n".join(lines)


def values(rows: list[dict[str, Any]]) -> list[float]:
    """Seconds of each build, or milliseconds of each live edit."""
    good = [row for row in rows if "fault" not in row]
    return [value for row in good for value in row.get("ms", [row.get("wall")])]


def cell(results: Results, tool: str, pages: int, kind: str) -> str:
    rows = results.of(tool, pages, kind)
    for row in rows:
        if "fault" in row:
            return str(row["fault"])
    found = values(rows)
    if not found:
        return "–"
    middle = statistics.median(found)
    places = 0 if kind == "live edit" else 3 if middle < 0.1 else 2
    said = f"{middle:.{places}f} ({min(found):.{places}f}–{max(found):.{places}f})"
    ours = [] if tool == OURS else values(results.of(OURS, pages, kind))
    return f"{said} ×{times(middle / statistics.median(ours))}" if ours else said


def times(ratio: float) -> str:
    """A ratio to two digits, or whole."""
    return f"{ratio:.0f}" if ratio >= 10 else f"{ratio:.{1 if ratio >= 1 else 2}f}"


def beside(cold: list[dict[str, Any]]) -> list[str]:
    """Peak memory, busy cores and the weight of a page, of the cold builds."""
    good = [row for row in cold if "fault" not in row]
    if not good:
        return ["–"] * 4
    cores = statistics.median(row["cpu"] / row["wall"] for row in good)
    memory = [f"{max(row[name] for row in good):.0f}" for name in ("largest", "together")]
    return [*memory, f"{cores:.1f}", f"{good[-1]['kib_a_page']:.0f}"]


def setting(results: Results) -> list[str]:
    """The machine, the versions, the days, and how busy the machine was."""
    begun = results.begun()
    if not begun:
        return ["Nothing was measured yet."]
    versions = [part for row in begun for version in row["versions"].values() for part in version.split(", ")]
    loads = [row["load"] for row in results.rows if "load" in row]
    days = sorted({row["began"][:10] for row in begun})
    busy = f" Load average before the builds: {min(loads):.1f} to {max(loads):.1f}." if loads else ""
    return [
        f"Measured on {' and '.join(days)}: {begun[-1]['machine']}.{busy}",
        f"Versions: {', '.join(dict.fromkeys(versions))}.",
    ]
