"""The words of the paper steps. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from playbook.model.amount import PLAIN, SCALE
from playbook.scoring.trace import times_words
from playbook.scoring.values import number, printed
from playbook.scoring.wording import joined, numbers_in_words, times_of

Spec = Mapping[str, Any]
Labels = Mapping[str, tuple[str, str | None]]
ROUNDING = {"money": "Round to two decimals; a half goes up.", "hours": "Round to the minute; a half goes up."}
_COMPARED = {"at_least": "is {} or more", "below": "is below {}", "above": "is above {}"}


class Words:
    """Writes the lines of one sheet."""

    def __init__(self, definition: Spec, form: Sequence[Spec], labels: Labels) -> None:
        self._definition, self._form, self._labels = definition, form, labels
        self._sign = definition.get("sign", "")
        self._ledgers = [asked for asked in form if asked["kind"] == "ledger"]

    def amount(self, value: int, show: str | None) -> str:
        """A number as it is written on the sheet; percents without their sign."""
        return printed(value, "count" if show in PLAIN else show, self._sign)

    def operand(self, operand: Spec) -> str:
        """`A`, `answer 3`, `the number of rows in 3`, `“Hours, with travel”`."""
        if "letter" in operand:
            return str(operand["letter"])
        if "answer" in operand:
            return f"answer {operand['answer']}"
        return f"the number of rows in {operand['rows']}" if "rows" in operand else f"“{self._labels[operand['ref']][0]}”"

    def condition(self, comparisons: Sequence[Sequence[Any]]) -> str:
        """All comparisons, joined with “and”."""
        return " and ".join(self._comparison(*each) for each in comparisons)

    def _comparison(self, left: Spec, op: str, bound: Any) -> str:
        if op == "is":
            return f"{self.operand(left)} is “{self._choice(left['ref'], bound)}”"
        right = self.operand(bound) if isinstance(bound, Mapping) else self.amount(bound, self._labels[left["ref"]][1])
        return f"{self.operand(left)} {_COMPARED[op].format(right)}"

    def _choice(self, ref: str, name: str) -> str:
        """What the form or the table calls an id."""
        head, _, tail = ref.partition(".")
        asked = next((each for each in self._form if each["id"] == head), None)
        if asked and tail:
            parts = [*asked["columns"], *asked.get("row_scores", ())]
            asked = next(each for each in parts if each["id"] == tail)
        source = asked or next(rule for rule in self._definition["scores"] if rule["id"] == ref)
        labels = source.get("labels") or {option["id"]: option["label"] for option in source.get("options", ())}
        return str(labels.get(name, name))

    def ranges(self, starts: Sequence[int], show: str | None) -> list[str]:
        """`0–24`, `25–49`, `50+`; amounts of money and time as `£0 to under £400`, `£400 or more`."""
        found = []
        for start, end in zip(starts, [*starts[1:], None], strict=True):
            name = self.amount(start, show)
            if show not in PLAIN:
                found.append(f"{name} or more" if end is None else f"{name} to under {self.amount(end, show)}")
            elif end is None:
                found.append(f"{name}+")
            else:
                last = self.amount(end - 1, show)
                found.append(name if last == name else f"{name}{' to ' if start < 0 else '–'}{last}")
        return found

    def step(self, step: Spec) -> str:
        """What to do in a step."""
        words: str = getattr(self, f"_{step['op']}")(step)
        return f"In each row of {step['row_of']}, in a column {step['letter']}: {words}" if "row_of" in step else words

    def _rows(self, ledger: int, where: Any, *, named: bool = False) -> str:
        of = f" of {ledger}" if named or len(self._ledgers) > 1 else ""
        return of + (f", only the rows where {self.condition(where)}" if where else "")

    def _sum(self, step: Spec) -> str:
        of = step["of"]
        column = f"column {of['letter']}" if "letter" in of else f"the {self.operand(of)} column"
        return f"Add up {column}{self._rows(step['ledger'], step['where'])}"

    def _count(self, step: Spec) -> str:
        return f"Count the rows{self._rows(step['ledger'], step['where'])}"

    def _rounding(self, show: str) -> str:
        return ROUNDING.get(show, "Round; a half goes up.")

    def _ratio(self, step: Spec) -> str:
        part, whole = self.operand(step["part"]), self.operand(step["whole"])
        return f"{part} ÷ {whole}{times_words(step['factor'])}. {self._rounding(step['show'])} If {whole} is 0, write “–”."

    def _scale(self, step: Spec) -> str:
        product = f"{self.operand(step['value'])} × {self.operand(step['by'])}{times_words(step['factor'])}."
        return product if step["over"] == 1 else f"{product} {self._rounding(step['show'])}"

    def _add(self, step: Spec) -> str:
        words = " + ".join(map(self.operand, step["plus"])) + "".join(f" − {self.operand(each)}" for each in step["minus"])
        floor = self.amount(step["floor"], step["show"]) if "floor" in step else ""
        return f"{words}." + (f" If it is below {floor}, write {floor}." if floor else "")

    def _least(self, step: Spec) -> str:
        return f"The smallest of {joined([self.operand(each) for each in step['plus']])}."

    def _bandpoints(self, step: Spec) -> str:
        of, show = step["of"], self._labels[step["of"]["ref"]][1]
        ranges = self.ranges([start for start, _ in step["steps"]], show)
        gives = [f"{words} gives {self.amount(points, 'count')}" for words, (_, points) in zip(ranges, step["steps"], strict=True)]
        unknown = f" · “–” gives {self.amount(step['if_unknown'], 'count')}" if "if_unknown" in step else ""
        return f"Look up {self.operand(of)}: {' · '.join(gives)}{unknown}."

    def _lookup(self, step: Spec) -> str:
        rows = self.ranges(step["row_steps"], self._labels[step["rows"]["ref"]][1])
        cols = self.ranges(step["col_steps"], self._labels[step["cols"]["ref"]][1])
        names = step.get("labels", {})
        cells = [", ".join(f"{col}: {names.get(cell, cell)}" for col, cell in zip(cols, row, strict=True)) for row in step["table"]]
        table = " · ".join(f"{self.operand(step['rows'])} {row} – {inner}" for row, inner in zip(rows, cells, strict=True))
        return f"Look up {self.operand(step['rows'])}, then {self.operand(step['cols'])}: {table}."

    def _points(self, step: Spec) -> str:
        numbers = [item[0] for item in step["items"]]
        heavy: dict[int, list[int]] = {}
        for each, weight, _ in step["items"]:
            if weight != 1:
                heavy.setdefault(weight, []).append(each)
        times = "".join(
            f"; {numbers_in_words(each)} {'count' if len(each) > 1 else 'counts'} {times_of(weight)}"
            for weight, each in heavy.items()
        )
        words = f"Add up the points of {numbers_in_words(numbers)}{times}."
        if step["percent"]:
            tops = dict.fromkeys(top for _, _, top in step["items"])
            most = joined([f"{top} for {numbers_in_words([item[0] for item in step['items'] if item[2] == top])}" for top in tops])
            words += f" Divide by the most that those you answered could give ({most}{times}), × 100. {self._rounding('percent')}"
        few = "None" if step["need"] == 1 else f"Fewer than {step['need']}"
        return f"{words} {few} answered: write “–”."

    def _rank(self, step: Spec) -> str:
        first, *then = [self.operand(each) for each in step["by"]]
        equals = f"; of equals, the higher {then[0]}" if then else ""
        order = f"the highest {first} first{equals}; else as they stand. Leave rows with “–” out."
        return (
            f"Put the rows{self._rows(step['ledger'], None)} in order, {order} Write the numbers of the first {step['top']} rows."
        )

    def _match(self, step: Spec) -> str:
        left, right = step["left"], step["right"]
        mine, theirs = (
            self._rows(left["ledger"], left["where"], named=True),
            self._rows(right["ledger"], right["where"], named=True),
        )
        return f"Count the rows{mine}, whose {self.operand(left['on'])} also stands in a row{theirs}"

    def _votes(self, step: Spec) -> str:
        parts = []
        for asked, votes in step["votes"].items():
            chosen = [
                f"“{self._choice(self._form[asked - 1]['id'], name)}” {self.amount(count, 'count')}"
                for name, count in votes.items()
            ]
            parts.append(f"answer {asked} {' · '.join(chosen)}")
        return f"Votes for {step['label']}. Add up: {'; '.join(parts)}."

    def _winners(self, step: Spec) -> str:
        letters = joined([letter for letter, _, _ in step["letters"]])
        need = f" Fewer than {step['need']} answers that vote: write “–”."
        return f"The {step['top']} with the most votes among {letters}; of equals, the first.{need}"

    def find_ranges(self, find: Spec) -> list[str]:
        """From where to where each band reaches."""
        return self.ranges([level["from"] for level in find["levels"]], self._labels[find["score"]][1])

    def find(self, find: Spec) -> str:
        """`Find H: 0–24 pretending · 25–49 drifting`."""
        levels = [f"{words} {_small(level['label'])}" for words, level in zip(self.find_ranges(find), find["levels"], strict=True)]
        return f"Find {find['letter']}: {' · '.join(levels)}"

    def check(self, check: Spec) -> str:
        """`Check: if I is below 50 and F is 3 or more, H is at most “Working”: …`."""
        parts = [f"{letter} is at most “{self._band(score, band)}”" for score, (letter, band) in check["cap"].items()]
        parts += [f"{letter} is at least “{self._band(score, band)}”" for score, (letter, band) in check["lift"].items()]
        parts += [f"{letter} has no band yet" for letter in check["hide"].values()]
        result = f", {joined(parts)}" if parts else ""
        return f"Check: if {self.condition(check['when'])}{result}: {check['say']}"

    def _band(self, score: str, band: str) -> str:
        bands = next(each for each in self._definition["bands"] if each["score"] == score)
        return str(next(level["label"] for level in bands["levels"] if level["id"] == band))

    def keys(self) -> list[str]:
        """What the answers count: points of levels and options, and what an empty answer is taken for."""
        lines = []
        for name, scale in self._definition.get("scales", {}).items():
            numbers = [asked["number"] for asked in self._form if asked.get("scale") == name]
            columns = [column["label"] for each in self._ledgers for column in each["columns"] if column.get("scale") == name]
            worth = [f"“{label}” {points}" for label, points in zip(scale["labels"], scale["points"], strict=True)]
            where = [numbers_in_words(numbers)] * bool(numbers) + [f"“{label}”" for label in columns]
            lines.append(f"Points for {joined(where)}: {' · '.join(worth)}")
        for asked in self._form:
            if asked["kind"] in ("choice", "multi") and any("points" in option for option in asked["options"]):
                worth = [f"“{option['label']}” {option.get('points', 0)}" for option in asked["options"]]
                lines.append(f"Points for {asked['number']}: {' · '.join(worth)}")
        return lines + [line for asked in self._form for line in self._empty(asked)]

    def _empty(self, asked: Spec) -> list[str]:
        lines = []
        for each, place in [
            (asked, f"{asked['number']}"),
            *((column, f"“{column['label']}”") for column in asked.get("columns", ())),
        ]:
            taken = each.get("missing")
            if each["kind"] in SCALE and "default" in each:
                taken = number(each["default"], each["kind"], signed=each.get("signed", False))
            if taken is not None:
                lines.append(f"Nothing at {place}: take {self.amount(taken, each['kind'])}")
        return lines

    def notes(self, steps: Sequence[Spec]) -> list[str]:
        """What holds for the whole sheet."""
        lines = ["“–” stands for a number that is not known. A step that needs one gives “–”; a sum of a column leaves it out."]
        shows = {self._labels[step["id"]][1] for step in steps}
        if "hours" in shows or any(asked["kind"] == "hours" for asked in self._form):
            lines.append("Write hours in quarter-hours: 1.25, 1.5, 1.75. Round other times to the minute first.")
        if any("−" in step["words"] for step in steps):
            lines.append("Below 0, a half goes down: −2.5 becomes −3.")
        return lines


def _small(label: str) -> str:
    return label[:1].lower() + label[1:]
