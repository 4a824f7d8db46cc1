"""The scoring done by hand: lettered steps from the rules, as plain data that holds the words and what they mean. Pure.

An operand is `{letter}` (an earlier step), `{answer}` or `{rows}` (a question's number on the form), or `{column}` (an id); each
has `ref` and `show`. Numbers are in stored units; `show` says how they are written. `by_hand.py` follows the same data.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from playbook.scoring.paper_words import Words
from playbook.scoring.totals import votes_of
from playbook.scoring.trace import labels_of
from playbook.scoring.wording import letter_of

Spec = Mapping[str, Any]
Step = dict[str, Any]
_PAIRS = {"ratio": ("part", "whole"), "scale": ("value", "by"), "bandpoints": ("of",), "lookup": ("rows", "cols")}
_COPIED = ("factor", "steps", "if_unknown", "row_steps", "col_steps", "table", "labels", "floor", "top", "need", "show", "over")


def paper(definition: Spec) -> dict[str, Any]:
    """`{form, notes, keys, steps, finds, checks}`; each step, find and check has its `words`."""
    sheet = _Sheet(definition)
    sheet.add_steps()
    words = sheet.words
    finds = [sheet.find(bands) for bands in definition.get("bands", ())]
    checks = [sheet.check(flag) for flag in definition.get("flags", ())]
    return {
        "form": sheet.form,
        "notes": words.notes(sheet.steps),
        "keys": words.keys(),
        "steps": sheet.steps,
        "finds": finds,
        "checks": checks,
    }


class _Sheet:
    """Lays out one sheet: gives letters to steps in their order, and finds them again."""

    def __init__(self, definition: Spec) -> None:
        self._definition = definition
        self.form: list[Step] = [
            {**self._with_points(asked), "number": number} for number, asked in enumerate(definition["ask"], 1)
        ]
        self._numbers = {asked["id"]: asked["number"] for asked in self.form}
        self._letters: dict[str, str] = {}
        self.steps: list[Step] = []
        self._labels = labels_of(definition)
        self.words = Words(definition, self.form, self._labels)

        for asked in self.form:
            if "when" in asked:
                asked["when"] = self._conditions(asked["when"])
                asked["only"] = f"Only if {self.words.condition(asked['when'])}"

    def _with_points(self, asked: Spec) -> Step:
        """A question or column with the points of its levels."""
        points = self._definition["scales"][asked["scale"]]["points"] if "scale" in asked else None
        columns = [self._with_points(column) for column in asked.get("columns", ())]
        return {**asked, **({"points": points} if points else {}), **({"columns": columns} if columns else {})}

    def add_steps(self) -> None:
        """Row scores first, then the scores of the page."""
        for asked in self._definition["ask"]:
            for rule in asked.get("row_scores", ()):
                self._add(f"{asked['id']}.{rule['id']}", self._calculated(rule, asked) | {"row_of": self._numbers[asked["id"]]})
        for rule in self._definition["scores"]:
            _LAY_OUT.get(rule["rule"], _Sheet._plain)(self, rule)

    def _add(self, key: str, step: Step) -> None:
        letter = letter_of(len(self.steps))
        made = {"letter": letter, "id": key, **step}
        self.steps.append({**made, "words": f"{letter}. {self.words.step(made)}"})
        self._letters[key] = letter

    def _operand(self, ref: str, ledger: Spec | None = None) -> dict[str, Any]:
        """What a ref is called on the sheet, and how it is written; in a row, its columns and row scores come first."""
        inside = f"{ledger['id']}.{ref}" if ledger else ""
        if ledger and ref in [column["id"] for column in ledger["columns"]]:
            return {"column": ref, **self._named(inside)}
        key = inside if inside in self._letters else ref
        if key in self._letters:
            return {"letter": self._letters[key], **self._named(key)}
        if ref.endswith(".rows"):
            return {"rows": self._numbers[ref.removesuffix(".rows")], **self._named(ref)}
        return {"answer": self._numbers[ref], **self._named(ref)}

    def _named(self, ref: str) -> dict[str, Any]:
        return {"ref": ref, "show": self._labels[ref][1]}

    def _conditions(self, when: Any, ledger: Spec | None = None) -> list[list[Any]] | None:
        """Comparisons with operands in place of refs."""
        if when is None:
            return None
        return [
            [self._operand(ref, ledger), op, self._operand(bound, ledger) if isinstance(bound, str) and op != "is" else bound]
            for ref, op, bound in when
        ]

    def _calculated(self, rule: Spec, ledger: Spec | None = None) -> Step:
        step = {"op": rule["rule"], **{key: rule[key] for key in _COPIED if key in rule}}
        if rule["rule"] in ("add", "least"):
            plus = rule["plus"] if rule["rule"] == "add" else rule["of"]
            step["plus"] = [self._operand(ref, ledger) for ref in plus]
            step["minus"] = [self._operand(ref, ledger) for ref in rule.get("minus", ())]
        for name in _PAIRS.get(rule["rule"], ()):
            step[name] = self._operand(rule[name], ledger)
        return step

    def _plain(self, rule: Spec) -> None:
        self._add(rule["id"], self._calculated(rule))

    def _points(self, rule: Spec) -> None:
        for group in rule.get("groups", {"": ""}):
            items = [
                [asked["number"], asked.get("weight", 1), max(self._definition["scales"][asked["scale"]]["points"])]
                for asked in self.form
                if asked["kind"] == "scale" and (not group or asked.get("group") == group)
            ]
            key = f"{rule['id']}.{group}" if group else rule["id"]
            step = {
                "op": "points",
                "items": items,
                "percent": rule.get("as") == "percent",
                "need": rule["need"],
                "show": rule["show"],
            }
            self._add(key, step)

    def _ledger(self, name: str) -> Spec:
        return next(asked for asked in self.form if asked["id"] == name)

    def _sum(self, rule: Spec) -> None:
        name, column = rule["of"].split(".")
        ledger = self._ledger(name)
        where = self._conditions(rule.get("where"), ledger)
        of = self._operand(column, ledger)
        self._add(rule["id"], {"op": "sum", "of": of, "ledger": ledger["number"], "where": where, "show": rule["show"]})

    def _count(self, rule: Spec) -> None:
        ledger = self._ledger(rule["of"].split(".")[0])
        where = self._conditions(rule.get("where"), ledger)
        self._add(rule["id"], {"op": "count", "ledger": ledger["number"], "where": where, "show": rule["show"]})

    def _rank(self, rule: Spec) -> None:
        ledger = self._ledger(rule["of"])
        by = [self._operand(rule[key], ledger) for key in ("by", "then") if key in rule]
        self._add(rule["id"], {"op": "rank", "ledger": ledger["number"], "by": by, "top": rule["top"]})

    def _match(self, rule: Spec) -> None:
        sides = {}
        for side in ("left", "right"):
            ledger = self._ledger(rule[side])
            where = self._conditions(rule.get(f"{side}_where"), ledger)
            sides[side] = {"ledger": ledger["number"], "where": where, "on": self._operand(rule["on"], ledger)}
        self._add(rule["id"], {"op": "match", **sides, "show": rule["show"]})

    def _tally(self, rule: Spec) -> None:
        ballots = {asked["number"]: votes_of(asked, rule) for asked in self.form if asked["kind"] == "choice"}
        ballots = {number: votes for number, votes in ballots.items() if votes}
        letters = []
        for outcome in rule["outcomes"]:
            name = outcome["id"]
            votes = {
                number: {key: each[name] for key, each in ballot.items() if name in each} for number, ballot in ballots.items()
            }
            votes = {number: each for number, each in votes.items() if each}
            self._add(f"{rule['id']}.{name}", {"op": "votes", "votes": votes, "label": outcome["label"], "show": "count"})
            letters.append([self._letters[f"{rule['id']}.{name}"], name, outcome["label"]])
        voters = {number: list(ballot) for number, ballot in ballots.items()}
        self._add(rule["id"], {"op": "winners", "letters": letters, "voters": voters, "need": rule["need"], "top": rule["top"]})

    def find(self, bands: Spec) -> Step:
        """The line that turns a score into a band."""
        levels = [{key: level[key] for key in ("from", "id", "label")} for level in bands["levels"]]
        made = {"letter": self._letters[bands["score"]], "levels": levels, "score": bands["score"], **self._named(bands["score"])}
        return {**made, "ranges": self.words.find_ranges(made), "words": self.words.find(made)}

    def check(self, flag: Spec) -> Step:
        """The line of a flag: when it holds, and which bands it changes."""
        made: Step = {"flag": flag["id"], "when": self._conditions(flag["when"]), "say": flag["say"]}
        for key in ("cap", "lift"):
            made[key] = {score: [self._letters[score], band] for score, band in flag.get(key, {}).items()}
        made["hide"] = {score: self._letters[score] for score in flag.get("hide", ())}
        return {**made, "words": self.words.check(made)}


_LAY_OUT: dict[str, Callable[[_Sheet, Spec], None]] = {
    "points": _Sheet._points,
    "sum": _Sheet._sum,
    "count": _Sheet._count,
    "rank": _Sheet._rank,
    "match": _Sheet._match,
    "tally": _Sheet._tally,
}
