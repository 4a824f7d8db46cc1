"""Reading: YAML with its places, links, addresses, checklists, words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urljoin

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from playbook.load.links import Places, links_in
from playbook.load.located import read_yaml
from playbook.load.markdown import _converter, render_markdown
from playbook.load.readability import grade, syllables_in
from playbook.model.checklist import Checklist
from playbook.model.schema import curled
from playbook.model.source import SourceFile, relative_url, url_of
from tests.conftest import Book

segment = st.from_regex(r"[a-z0-9]{1,4}", fullmatch=True)
address = st.lists(segment, max_size=4).map(lambda parts: "".join(f"{part}/" for part in parts))
scalars = st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.text(st.characters(codec="utf-8", exclude_categories=["C"]))
data = st.recursive(
    scalars, lambda inner: st.lists(inner) | st.dictionaries(st.from_regex(r"[a-z]{1,6}", fullmatch=True), inner), max_leaves=12
)


def source(text: str) -> SourceFile:
    return SourceFile("page.md", text, "")


@given(target=address, start=address)
def test_a_relative_link_leads_where_it_should(target: str, start: str) -> None:
    base = "https://example.org/any/where/"
    assert urljoin(base + start, relative_url(target, start)) == base + target


@pytest.mark.parametrize(
    ("path", "url"),
    [
        ("index.md", ""),
        ("start-here.md", "start-here/"),
        ("principles/index.md", "principles/"),
        ("principles/honesty.md", "principles/honesty/"),
        ("glossary.yml", "glossary/"),
    ],
)
def test_an_address_comes_from_the_path_alone(path: str, url: str) -> None:
    assert url_of(path) == url


@given(value=data)
def test_yaml_is_read_as_it_was_written(value: Any) -> None:
    """Against PyYAML's own dump, for everything that the core schema without floats can hold."""
    document = read_yaml(source(yaml.safe_dump(value, allow_unicode=True)))
    if not document.problems:  # the dump repeats equal lists by alias
        assert document.data == value


@pytest.mark.parametrize("text", ["no", "on", "1.10", "1:30", "1_000", "2024-01-01", "0111", "1e3", "NO", "9" * 30])
def test_what_looks_like_something_else_stays_text(text: str) -> None:
    assert read_yaml(source(f"key: {text}")).data == {"key": text}


def test_every_key_and_value_has_its_place() -> None:
    document = read_yaml(source("a: 1\nb:\n  - {c: x}\n"), first_line=1)
    assert str(document.keys[("b", 0, "c")]).count("line=3, column=6")
    assert str(document.places[("b", 0, "c")]).count("line=3, column=9")


@given(text=st.text(max_size=300))
@example("a: &x [*x]")
@example("[" * 60)
@example("%TAG ! !\n--- !x")
def test_no_text_breaks_the_yaml_reader(text: str) -> None:
    read_yaml(source(text))


@given(text=st.text(alphabet="[]()!*_`<>#-{} \n\"'abc.:/", max_size=200))
def test_no_text_breaks_the_markdown_reader(text: str) -> None:
    render_markdown(text, "a/b.md")
    links_in(text, "a/b.md", Places(source(text), text, 1))


def test_links_are_found_where_they_stand_and_nowhere_else() -> None:
    text = (
        'See [one](one.md) and [two *deep*](../two.md#here "title").\n'
        "`[code](not.md)` and\n```\n[fence](not.md)\n```\n<!-- [gone](not.md) -->\n"
        "[![picture](p.png)](three.md) <a href='four.md'>four</a>\n\n[ref]: five.md\n"
    )
    found = [
        (link.where.line, link.where.column, link.target, link.anchor)
        for link in links_in(text, "a/b.md", Places(source(text), text, 1))
    ]
    assert found == [
        (1, 11, "a/one.md", ""),
        (1, 36, "two.md", "here"),
        (7, 13, "a/p.png", ""),
        (7, 21, "a/three.md", ""),
        (7, 40, "a/four.md", ""),
        (9, 8, "a/five.md", ""),
    ]


def test_links_become_relative_addresses_and_tables_keep_classes() -> None:
    html = render_markdown("[a](../c/d.md#x) [b](e.md) ![p](p.png)\n\n| a | b |\n|--|--:|\n| 1 | 2 |\n", "a/b.md").html
    assert 'href="../../c/d/#x"' in html
    assert 'href="../e/"' in html
    assert 'src="../p.png"' in html
    assert '<td class="end">2</td>' in html
    assert "style" not in html


def test_quotation_marks_turn_across_tags_and_stay_straight_in_code() -> None:
    html = render_markdown('He said "*yes*", it\'s `"raw"` so... "go"\n\n- "one"\n', "a.md").html
    assert html == '<p>He said “<em>yes</em>”, it’s <code>"raw"</code> so… “go”</p>\n<ul>\n<li>“one”</li>\n</ul>'


def test_notes_stand_at_the_end_and_headings_have_anchors() -> None:
    made = render_markdown(
        "## 2 ways\n\nText[^1].\n\n!!! note\n    Beware.\n\nWord\n: Meaning\n\n- [ ] Do it\n\n[^1]: A note.\n", "a.md"
    )
    assert made.html.index("A note.") > made.html.index("Meaning")
    assert [heading.id for heading in made.headings] == ["at-2-ways"]
    assert {"at-2-ways", "fn:1", "fnref:1"} <= made.anchors
    for part in ('class="admonition note"', "<dd>Meaning</dd>", '<span class="box"'):
        assert part in made.html


def test_a_checklist_has_groups_notes_and_items(handbook: Callable[..., Book]) -> None:
    text = (
        "---\ntitle: Card\nsummary: A card.\nwhen: today\nminutes: 5\npaper: {pages: 1}\n---\n\nBefore all.\n\n"
        "## Now\n\nA note.\n\n"
        "- [ ] Ring *them*. {#ring}\n- [ ] Write to\n  [her](card.md). {#write}\n\n## Later\n\n- [ ] Wait. {#wait}\n\nThe end.\n"
    )
    site, result = handbook({"checklists/card.md": text}).check()
    assert result.problems == ()
    card = site.pages["checklists/card/"].body
    assert isinstance(card, Checklist)
    assert (card.lead, card.outro, card.when, card.minutes, card.pages) == ("<p>Before all.</p>", "<p>The end.</p>", "today", 5, 1)
    assert [(group.title, group.before, [item.id for item in group.items]) for group in card.groups] == [
        ("Now", "<p>A note.</p>", ["ring", "write"]),
        ("Later", "", ["wait"]),
    ]
    assert card.items[0].html == "Ring <em>them</em>."
    assert card.items[1].html == 'Write to\n  <a href="./">her</a>.'
    assert card.items[2].where.line == 21


@pytest.mark.parametrize(
    ("word", "count"),
    [("networking", 3), ("people", 2), ("tables", 2), ("whole", 1), ("asked", 1), ("wanted", 2), ("changes", 2), ("idea", 3),
     ("client", 2), ("quiet", 2), ("introduction", 4), ("smile", 1), ("business", 3), ("2,500", 1)],
)  # fmt: skip
def test_syllables(word: str, count: int) -> None:
    assert syllables_in(word) == count


def test_grade_is_the_published_formula() -> None:
    assert grade([["The", "cat", "sat", "on", "the", "mat"]]) == pytest.approx(0.39 * 6 + 11.8 * 1 - 15.59)
    assert grade([]) == 0.0


MARKDOWN = [
    "*",
    "_",
    "**",
    "`",
    "[",
    "](b.md)",
    "![",
    "[^1]",
    "\n[^1]: note",
    "<b>",
    "&amp;",
    "\\*",
    "  \n",
    "\n\n",
    "- ",
    "# ",
    "a",
    " b ",
    "|",
]


@given(words=st.lists(st.sampled_from(MARKDOWN), max_size=25))
def test_passing_over_plain_text_changes_no_html(words: list[str]) -> None:
    text = "".join(words)
    ours = _converter(checklist=False)
    stock = _converter.__wrapped__(checklist=False)
    stock.treeprocessors.deregister("plain-text")
    assert ours.reset().convert(text) == stock.convert(text)


@given(text=st.text(alphabet="ab \"'", max_size=30))
def test_curling_leaves_no_straight_quotation_mark_and_nothing_to_do(text: str) -> None:
    once = curled(text)
    assert not {'"', "'"} & set(once)
    assert curled(once) == once
    assert len(once) == len(text)


def test_quotation_marks_turn_the_right_way() -> None:
    assert curled('"I do accounts" isn\'t \'it\' ("no")') == "“I do accounts” isn’t ‘it’ (“no”)"
