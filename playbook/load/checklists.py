"""A checklist's rendered Markdown → groups of items. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from playbook.load.links import Places, mask_code
from playbook.load.markdown import ITEM_ID, text_of
from playbook.model.checklist import Checklist, ChecklistGroup, ChecklistItem
from playbook.problems import Problem

_HEADING = re.compile(r'<h2 id="([^"]*)">(.*?)</h2>', re.S)
_LIST = re.compile(r"<ul>\s*(?:<li data-item=.*?</li>\s*)+</ul>", re.S)
_ITEM = re.compile(r'<li data-item="([^"]*)">(.*?)</li>', re.S)
_SOURCE_ITEM = re.compile(r"^[ \t]*[-*+][ \t]+\[[ xX]\][ \t]+(?P<text>.*)$", re.M)
_ID = re.compile(r"[a-z][a-z0-9-]*")


def parse_checklist(body: str, html: str, places: Places) -> tuple[Checklist, list[Problem]]:
    """The checklist in a rendered body, its items with the places where they stand in the source."""
    if nested := next((match for match in _SOURCE_ITEM.finditer(mask_code(body)) if match[0][0] in " \t"), None):
        hint = "Start its line with '- [ ]', without spaces before."
        return Checklist("", (), ""), [Problem(places.at(nested.start("text")), "an item inside another item", hint)]
    sites = [places.at(match.start("text")) for match in _SOURCE_ITEM.finditer(mask_code(body))]
    problems: list[Problem] = []
    seen: dict[str, int] = {}
    items: list[ChecklistItem] = []
    made = _ITEM.findall(html)
    for found, where in zip(made, sites, strict=False):
        item_id, words = found[0], re.sub(r"^<p>|</p>$", "", found[1].strip())
        if problem := _id_problem(item_id, words, seen, where.line):
            problems.append(Problem(where, *problem))
        seen.setdefault(item_id or _suggested_id(words, seen), where.line)
        items.append(ChecklistItem(item_id, words, where))
    if not sites:
        problems.append(Problem(places.at(0), "a checklist without items", "Write each as '- [ ] One action. {#its-id}'."))
    if len(made) > len(sites):
        hint = "Write each at the start of a line of its own, as '- [ ] One action. {#its-id}'."
        problems.append(Problem(places.at(0), "an item stands in a quotation, or in HTML", hint))
        return Checklist("", (), ""), problems
    if sites and len(items) != len(sites):
        where = sites[min(len(items), len(sites) - 1)]
        problems.append(Problem(where, "this item is not in a plain list", "Put an empty line before the list."))
    return _assembled(html, iter(items)), problems


def _id_problem(item_id: str, words: str, seen: dict[str, int], line: int) -> tuple[str, str] | None:
    suggestion = _suggested_id(words, seen)
    if not item_id:
        return "this item has no id", f"Add {{#{suggestion}}} at the end of the line: readers' ticks hang on it."
    if not _ID.fullmatch(item_id):
        return f"the id '{item_id}' does not have the right form", f"Small letters, digits and -, a letter first: {{#{suggestion}}}"
    if item_id in seen:
        return f"the id '{item_id}' is used twice", f"The item on line {seen[item_id]} has it: write {{#{suggestion}}} here."
    return None


def _suggested_id(words: str, seen: dict[str, int]) -> str:
    plain = re.findall(r"[a-z0-9]+", ITEM_ID.sub("", text_of(words)).lower())
    while plain and not plain[0][0].isalpha():
        plain = plain[1:]
    base = "-".join(plain[:3]) or "item"
    number, suggestion = 2, base
    while suggestion in seen:
        suggestion, number = f"{base}-{number}", number + 1
    return suggestion


def _assembled(html: str, items: Iterator[ChecklistItem]) -> Checklist:
    """The text cut at its headings, and each part at its list."""
    opening, *rest = _HEADING.split(html)
    first = _group("", "", opening, items)
    groups = [_group(text_of(title).strip(), anchor, text, items) for anchor, title, text in _threes(rest)]
    if first.items:
        groups.insert(0, replace(first, before=""))
    if not groups:
        return Checklist(first.before, (), "")
    last = groups.pop()
    return Checklist(first.before, (*groups, replace(last, after="")), last.after)


def _threes(parts: list[str]) -> Iterator[tuple[str, ...]]:
    return zip(parts[0::3], parts[1::3], parts[2::3], strict=True)


def _group(title: str, anchor: str, text: str, items: Iterator[ChecklistItem]) -> ChecklistGroup:
    """One part of the text: what stands before its first list, all its items, and what comes after."""
    lists = list(_LIST.finditer(text))
    if not lists:
        return ChecklistGroup(title, anchor, text.strip(), (), "")
    found = tuple(next(items) for each in lists for _ in _ITEM.findall(each[0]))
    after = _LIST.sub("", text[lists[0].end() :]).strip()
    return ChecklistGroup(title, anchor, text[: lists[0].start()].strip(), found, after)
