"""Why this number: each score traced to the answers and scores that made it. Pure; `scoring-trace.js` does the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from playbook.model.amount import SCALE
from playbook.model.conditions import holds
from playbook.scoring.evaluate import worker
from playbook.scoring.reading import Workings
from playbook.scoring.rules import last_reached
from playbook.scoring.totals import score_keys, votes_of
from playbook.scoring.values import printed

Spec = Mapping[str, Any]
Part = dict[str, Any]
"""What a score was made from: `{ref, label, text}`, and `row`, where the row was given (from 0)."""
Told = tuple[list[Part], str]
"""The parts of a score, and the reason in words."""


def trace(definition: Spec, answers: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Each score of the result: `{id, label, text, from: parts, words}`; the words are `71% because 8.5 hours of 12 hours`."""
    teller = Teller(definition, worker(definition)(answers))
    return [teller.entry(rule, key) for rule in definition["scores"] for key in score_keys(rule)]


def labels_of(definition: Spec) -> dict[str, tuple[str, str | None]]:
    """What every ref is called and how it is shown; columns and row scores as `<ledger>.<column>`."""
    found: dict[str, tuple[str, str | None]] = {}
    for asked in definition["ask"]:
        name = asked["id"]
        found[name] = asked["label"], _show(asked)
        if asked["kind"] == "ledger":
            found[f"{name}.rows"] = asked["label"], "count"
            for column in asked["columns"]:
                found[f"{name}.{column['id']}"] = column["label"], _show(column)
            for rule in asked.get("row_scores", ()):
                found[f"{name}.{rule['id']}"] = rule["label"], rule.get("show")
    for rule in definition["scores"]:
        found[rule["id"]] = rule["label"], rule.get("show")
        for group, label in rule.get("groups", {}).items():
            found[f"{rule['id']}.{group}"] = label, rule["show"]
        for outcome in rule.get("outcomes", ()):
            found[f"{rule['id']}.{outcome['id']}"] = outcome["label"], "count"
    return found


def times_words(factor: list[int]) -> str:
    """A factor `[n, d]` as it is written after a sum: ` × 100`, ` ÷ 365`, nothing for 1."""
    top, bottom = factor
    return (f" × {top:,}".replace("-", "−") if top != 1 else "") + (f" ÷ {bottom:,}" if bottom != 1 else "")


def _show(asked: Spec) -> str:
    return str(asked["kind"]) if asked["kind"] in SCALE else "count"


class Teller:
    """Tells of one set of workings, score by score."""

    def __init__(self, definition: Spec, found: Workings) -> None:
        self._definition, self._found = definition, found
        self._labels, self._sign = labels_of(definition), definition.get("sign", "")

    def entry(self, rule: Spec, key: str) -> dict[str, Any]:
        """What is told of one key of the result."""
        parts, reason = _TELL[rule["rule"]](self, rule, key)
        text = self._text(rule, key)
        return {"id": key, "label": self._labels[key][0], "text": text, "from": parts, "words": f"{text} because {reason}"}

    def _text(self, rule: Spec, key: str) -> str:
        value = self._found.values[key]
        if isinstance(value, list):
            if rule["rule"] == "rank":
                return self._rows(self._found.places[rule["of"]][number] for number in value)
            return ", ".join(self._labels[f"{key}.{outcome}"][0] for outcome in value)
        return str(rule["labels"][value]) if isinstance(value, str) else printed(value, self._labels[key][1], self._sign)

    def _rows(self, places: Iterable[int]) -> str:
        names = [str(place + 1) for place in places]
        return ("row " if len(names) == 1 else "rows ") + ", ".join(names) if names else "no row"

    def _part(self, ref: str, value: Any = None, row: int | None = None) -> Part:
        label, show = self._labels[ref]
        text = printed(self._found.values[ref] if row is None else value, show, self._sign)
        return {"ref": ref, "label": label, "text": text, **({} if row is None else {"row": row})}

    def _calculated(self, refs: list[str], value: Any, reason: Callable[..., str], otherwise: str = "it is too large") -> Told:
        """A rule that needs nothing but values: unknown where one of them is."""
        parts = [self._part(ref) for ref in refs]
        missing = [part["label"] for part, ref in zip(parts, refs, strict=True) if self._found.values[ref] is None]
        if value is None:
            return parts, f"“{'”, “'.join(missing)}” is unknown" if missing else otherwise
        return parts, reason(*(part["text"] for part in parts))

    def ratio(self, rule: Spec, key: str) -> Told:
        """Part of whole, or part ÷ whole."""
        factor, zero = rule["factor"], self._found.values[rule["whole"]] == 0
        of = factor == [100, 1] and rule["show"] == "percent"

        def reason(part: str, whole: str) -> str:
            return f"{part} of {whole}" if of else f"{part} ÷ {whole}{times_words(factor)}"

        otherwise = f"“{self._labels[rule['whole']][0]}” is 0" if zero else "it is too large"
        return self._calculated([rule["part"], rule["whole"]], self._found.values[key], reason, otherwise)

    def scale(self, rule: Spec, key: str) -> Told:
        """One value times another."""
        words = times_words(rule["factor"])
        return self._calculated([rule["value"], rule["by"]], self._found.values[key], lambda one, by: f"{one} × {by}{words}")

    def add(self, rule: Spec, key: str) -> Told:
        """Terms with their signs; the floor where it holds the sum up."""
        plus, minus, floor = rule["plus"], rule.get("minus", []), rule.get("floor")
        values = self._found.values

        def reason(*texts: str) -> str:
            words = " + ".join(texts[: len(plus)]) + "".join(f" − {text}" for text in texts[len(plus) :])
            if floor is not None and sum(values[ref] for ref in plus) - sum(values[ref] for ref in minus) < floor:
                words += f", and not below {printed(floor, rule['show'], self._sign)}"
            return words

        return self._calculated([*plus, *minus], values[key], reason)

    def least(self, rule: Spec, key: str) -> Told:
        """The smallest of all."""
        return self._calculated(rule["of"], self._found.values[key], lambda *texts: f"it is the least of {', '.join(texts)}")

    def bandpoints(self, rule: Spec, key: str) -> Told:
        """The step that the value has reached."""
        label, show = self._labels[rule["of"]]
        value = self._found.values[rule["of"]]
        if value is None and "if_unknown" in rule:
            return [self._part(rule["of"])], f"“{label}” is unknown"
        starts = [start for start, _ in rule["steps"]]
        reached = last_reached(starts, value)

        def reason(text: str) -> str:
            if reached == 0 and len(starts) > 1:
                return f"{text} is below {printed(starts[1], show, self._sign)}"
            return f"{text} is {printed(starts[reached or 0], show, self._sign)} or more"

        otherwise = f"“{label}” is below {printed(starts[0], show, self._sign)}"
        return self._calculated([rule["of"]], self._found.values[key], reason, otherwise)

    def lookup(self, rule: Spec, key: str) -> Told:
        """The two values that lead to the cell."""
        rows, cols = (self._labels[rule[name]][0] for name in ("rows", "cols"))

        def reason(row: str, col: str) -> str:
            return f"“{rows}” is {row} and “{cols}” is {col}"

        refs = [rule["rows"], rule["cols"]]
        return self._calculated(refs, self._found.values[key], reason, "a value is below the table")

    def points(self, rule: Spec, key: str) -> Told:
        """The points of the answered questions out of the most they could give."""
        group, scales = key.partition(".")[2], self._definition["scales"]
        parts, total, most = [], 0, 0
        for asked in self._definition["ask"]:
            value = self._found.values.get(asked["id"])
            if asked["kind"] == "scale" and (not group or asked.get("group") == group) and value is not None:
                weight = asked.get("weight", 1)
                parts.append(self._part(asked["id"]))
                total += weight * value
                most += weight * max(scales[asked["scale"]]["points"])
        if len(parts) < rule["need"]:
            return parts, f"{len(parts)} of {rule['need']} answers are there"
        return parts, f"{printed(total, 'count')} of {printed(most, 'count')} points"

    def sum(self, rule: Spec, key: str) -> Told:
        """The cells that were added up."""
        ledger, column = rule["of"].split(".")
        rows = self._counted(ledger, rule.get("where"))
        parts = [self._part(rule["of"], row[column], place) for place, row in rows if row[column] is not None]
        if parts:
            return parts, " + ".join(part["text"] for part in parts)
        return [], f"“{self._labels[rule['of']][0]}” is unknown" if rows else "no row counts"

    def count(self, rule: Spec, key: str) -> Told:
        """The rows that count."""
        rows = self._counted(rule["of"].split(".")[0], rule.get("where"))
        return [], f"of {self._rows(place for place, _ in rows)}"

    def rank(self, rule: Spec, key: str) -> Told:
        """What the rows are ordered by."""
        label = self._labels[f"{rule['of']}.{rule['by']}"][0]
        places, rows = self._found.places[rule["of"]], self._found.rows[rule["of"]]
        first = self._found.values[key]
        parts = [self._part(f"{rule['of']}.{rule['by']}", rows[number][rule["by"]], places[number]) for number in first]
        return parts, f"of “{label}”"

    def match(self, rule: Spec, key: str) -> Told:
        """The rows that have a partner."""
        tags = {row[rule["on"]] for _, row in self._counted(rule["right"], rule.get("right_where"))} - {None}
        mine = self._counted(rule["left"], rule.get("left_where"))
        return [], f"of {self._rows(place for place, row in mine if row[rule['on']] in tags)}"

    def tally(self, rule: Spec, key: str) -> Told:
        """The votes of the chosen options: for the winners, or for one outcome."""
        choices = [asked for asked in self._definition["ask"] if asked["kind"] == "choice"]
        chosen = [(asked["id"], votes_of(asked, rule).get(self._found.ids.get(asked["id"], ""))) for asked in choices]
        cast = [(name, votes) for name, votes in chosen if votes]
        outcome = key.partition(".")[2]
        if outcome:
            counted = [(name, votes[outcome]) for name, votes in cast if outcome in votes]
            parts = [{"ref": name, "label": self._labels[name][0], "text": printed(count, "count")} for name, count in counted]
            return parts, " + ".join(part["text"] for part in parts) or "no answer votes for it"
        winners = self._found.values[key]
        if winners is None:
            return [], f"{len(cast)} of {rule['need']} answers are there"
        parts = [self._part(f"{key}.{winner}") for winner in winners]
        return parts, f"of {', '.join(part['text'] for part in parts)} votes"

    def _counted(self, ledger: str, where: Any) -> list[tuple[int, Mapping[str, Any]]]:
        """The rows that satisfy a `where`, each with its place."""
        rows = zip(self._found.places[ledger], self._found.rows[ledger], strict=True)
        return [(place, row) for place, row in rows if where is None or holds(where, row, row)]


_TELL: dict[str, Callable[[Teller, Spec, str], Told]] = {
    "ratio": Teller.ratio,
    "scale": Teller.scale,
    "add": Teller.add,
    "least": Teller.least,
    "bandpoints": Teller.bandpoints,
    "lookup": Teller.lookup,
    "points": Teller.points,
    "sum": Teller.sum,
    "count": Teller.count,
    "rank": Teller.rank,
    "match": Teller.match,
    "tally": Teller.tally,
}
