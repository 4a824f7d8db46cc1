"""Pure pieces of the page: colours, stars, glossary words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.model.colour import PAPER, TEXT_CONTRAST, contrast, mixed, readable
from playbook.model.reference import Term
from playbook.render.constellation import around, sky
from playbook.render.terms import explain, glossary_of

colours = st.from_regex(r"#[0-9a-f]{6}", fullmatch=True)
TERMS = [
    Term(id="weak-tie", term="weak tie", also=("weak ties",), means="Somebody you know a little."),
    Term(id="tie", term="tie", means="A link."),
]


def test_contrast_is_the_published_ratio() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@given(colour=colours)
def test_any_accent_becomes_readable_on_both_papers(colour: str) -> None:
    for paper in PAPER.values():
        assert contrast(readable(colour, paper), paper) >= TEXT_CONTRAST


@given(colour=colours, paper=colours)
def test_mixing_ends_at_the_two_colours(colour: str, paper: str) -> None:
    assert mixed(colour, paper, 1) == colour
    assert mixed(colour, paper, 0) == paper


def test_the_first_use_of_a_word_is_explained_and_headings_and_links_are_left_alone() -> None:
    html = '<h2>Weak ties</h2><p>A <a href="x">weak tie</a>, <em>weak ties</em>, a tie and a weak tie: necktie, tie-in.</p>'
    found, used = explain(html, glossary_of(TERMS), set())
    assert [term.id for term in used] == ["weak-tie", "tie"]
    assert found == (
        '<h2>Weak ties</h2><p>A <a href="x">weak tie</a>, <em><button type="button" class="term" popovertarget="word-weak-tie">'
        'weak ties</button></em>, a <button type="button" class="term" popovertarget="word-tie">tie</button>'
        " and a weak tie: necktie, tie-in.</p>"
    )


def test_without_a_glossary_nothing_is_explained() -> None:
    assert explain("<p>weak tie</p>", glossary_of([]), set()) == ("<p>weak tie</p>", [])


@given(names=st.lists(st.from_regex(r"[a-z]{1,8}", fullmatch=True), unique=True, max_size=20))
def test_every_sky_stays_inside_its_frame(names: list[str]) -> None:
    links = dict.fromkeys(names, names[:3])
    for drawn in (around("here/", names), sky(links, names[:2])):
        for star in drawn.stars:
            assert 0 <= star.x <= drawn.width
            assert 0 <= star.y <= drawn.height
    assert sky(links, names[:2]) == sky(links, names[:2])


def test_a_word_that_only_looks_like_a_term_is_left_alone() -> None:
    """Comparing without case, Python takes a dotless ı for an i; the glossary does not."""
    term = Term(id="tie", term="tie", means="Somebody you know.")
    assert explain("<p>A tıe.</p>", glossary_of([term]), set()) == ("<p>A tıe.</p>", [])
