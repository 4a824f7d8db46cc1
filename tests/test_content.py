"""The handbook that ships: every page there, long enough, easy to read, and like no other."""

from __future__ import annotations

import re
from collections import defaultdict

import pytest

from playbook.load.located import read_yaml
from playbook.load.markdown import text_of
from playbook.load.readability import grade, sentences_in, words_in
from playbook.model.assessment import Assessment
from playbook.model.checklist import Checklist
from playbook.model.page import Page, Prose
from playbook.model.profile import Profile
from playbook.model.reference import GlossaryBook
from playbook.model.site import Site
from playbook.model.source import SourceFile
from tests.conftest import ROOT

PRINCIPLES = """
what-networking-is reasons-to-network exchange long-term-strategy relationships-and-trust purposeful
be-honest-about-events return-on-effort screen-your-industry target-by-scale bigger-partners face-to-face-first
research elevator-speech weak-links listen-and-help honesty implicit-contract follow-through stories prune manage
good-referrals anti-patterns what-decides-the-value
"""
KEYS = [
    "research",
    "elevator-speech",
    "weak-links",
    "listen-and-help",
    "honesty",
    "implicit-contract",
    "follow-through",
    "stories",
    "prune",
    "manage",
]
ALLIANCES = """
what-an-alliance-is joint-bids joint-purchasing joint-research joint-marketing licensing schools projects new-markets
new-ventures communication goal-and-role-clarity measures-and-motivation agreement-outline
"""
CHECKLISTS = """
before-an-event at-the-event follow-up choose-next-event find-their-events research-a-person elevator-speech
three-stories listen-and-help join-an-association leave-an-association wants-and-haves-round host-a-small-event
ask-for-an-introduction give-and-ask-for-a-referral weekly-fifteen-minutes quarterly-prune wake-up-dormant-ties
screen-your-industry big-partner-due-diligence alliance-kick-off alliance-review joint-purchasing-start trade-fair
meet-the-buyer-day online-networking-that-works networking-plan-on-a-page
"""
ASSESSMENTS = """
why-network industry-screen event-audit ten-keys three-principles wants-haves big-partner alliance-chooser
alliance-health membership pruning elevator-speech effort-return
"""
INDUSTRIES = """
management-consultants web-and-software house-builders electricians-and-plumbers bakeries restaurants hair-and-beauty
accountancy solicitors machine-shops structural-metal wineries farms-selling-direct travel childcare estate-agents
surveyors-and-mapping design photographers road-haulage dentists translators cleaning-and-facilities independent-shops
marketing-and-pr
"""
ADDRESSES = [
    *(f"{folder}/{name}/" for folder, names in [
        ("principles", PRINCIPLES), ("alliances", ALLIANCES), ("checklists", CHECKLISTS),
        ("assessments", ASSESSMENTS), ("industries", INDUSTRIES),
    ] for name in names.split()),
    "", "start-here/", "glossary/", "sources/", "for-advisers/", "accessibility/", "privacy/",
]  # fmt: skip
FEWEST_WORDS = {"principle": 350, "alliance": 350, "checklist": 120, "guide": 350, "statement": 200}
MOST_WORDS = {"principle": 750, "alliance": 800}


def texts_of(page: Page) -> list[str]:
    """The blocks of text that a reader reads on a page."""
    match page.body:
        case Prose() as prose:
            return text_of(f"<p>{prose.lead}</p>{prose.html}").split("\n")
        case Checklist() as card:
            return [text_of(item.html) for item in card.items] + text_of(card.lead + card.outro).split("\n")
        case Profile() | Assessment() | GlossaryBook() as record:
            return list(strings_in(record.model_dump()))
        case _:
            return []


def strings_in(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else ()
    return [text for each in inner for text in strings_in(each)]


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_page_of_the_plan_is_there(shipped: Site, address: str) -> None:
    assert address in shipped.pages
    page = shipped.pages[address]
    assert page.summary
    assert len(page.summary) <= 160
    assert page.reviewed
    assert page.sources or page.kind in ("glossary", "sources", "statement")


def test_pages_are_neither_thin_nor_endless(shipped: Site) -> None:
    wrong = {
        page.url: page.words
        for page in shipped.pages.values()
        if page.words < FEWEST_WORDS.get(page.kind, 0) or page.words > MOST_WORDS.get(page.kind, 10**6)
    }
    assert wrong == {}


def test_every_page_can_be_read_by_a_tired_owner(shipped: Site) -> None:
    texts = {page.url: texts_of(page) for page in shipped.pages.values() if page.kind not in ("glossary", "section")}
    grades = {url: grade([words_in(each) for each in sentences_in(found)]) for url, found in texts.items()}
    assert {url: found for url, found in grades.items() if found > 8} == {}


def test_no_two_pages_share_a_paragraph_or_a_sentence(shipped: Site) -> None:
    where: dict[str, set[str]] = defaultdict(set)
    for page in shipped.pages.values():
        for sentence in sentences_in(texts_of(page)):
            if len(words_in(sentence)) >= 8:
                where[" ".join(words_in(sentence)).casefold()].add(page.url)
    assert {sentence: urls for sentence, urls in where.items() if len(urls) > 1} == {}


def test_no_sentence_is_copied_from_an_article(shipped: Site) -> None:
    folder = ROOT.parent / "shared" / "sources"
    articles = " ".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))).casefold()
    run = " ".join(words_in(articles))
    for page in shipped.pages.values():
        words = [word for text in texts_of(page) for word in words_in(text.casefold())]
        for start in range(len(words) - 8):
            assert " ".join(words[start : start + 9]) not in run or not articles, f"{page.url}: {words[start : start + 9]}"


def test_principles_have_their_parts(shipped: Site) -> None:
    for name in PRINCIPLES.split():
        page = shipped.pages[f"principles/{name}/"]
        titles = {heading.text for heading in page.headings}
        assert {"Do this week", "Words to say", "The usual mistakes", "Check yourself"} <= titles, name
        assert isinstance(page.body, Prose)
        assert "<blockquote>" in page.body.html or name == "reasons-to-network", name
        assert any(link.target.startswith("assessments/") for link in page.links), name


def test_the_ten_keys_are_numbered_in_order(shipped: Site) -> None:
    keys = [(page.key, page.url) for page in shipped.pages.values() if page.key]
    assert keys == [(number, f"principles/{name}/") for number, name in enumerate(KEYS, 1)]


def test_checklists_fit_a_card(shipped: Site) -> None:
    for name in CHECKLISTS.split():
        page = shipped.pages[f"checklists/{name}/"]
        assert isinstance(page.body, Checklist)
        assert 8 <= len(page.body.items) <= 20, name
        assert page.body.when, name
        assert page.body.minutes, name
        assert page.body.pages == 1, name
        assert page.words <= 340, name
        for item in page.body.items:
            assert len(sentences_in([text_of(item.html).replace(":", ",").replace(";", ",")])) <= 2, f"{name}#{item.id}"


def test_the_glossary_explains_words_that_are_used(shipped: Site) -> None:
    assert len(shipped.terms) >= 50
    text = " ".join(block for page in shipped.pages.values() if page.kind != "glossary" for block in texts_of(page)).casefold()
    used = [term.id for term in shipped.terms if any(form.casefold() in text for form in (term.term, *term.also))]
    assert len(used) >= 45  # the others belong to the official figures


def test_research_is_cited_where_it_is_used(shipped: Site) -> None:
    """A page that names a study in its text lists it among its sources."""
    for page in shipped.pages.values():
        cited = {link.anchor for link in page.links if link.target == "sources.yml" and link.anchor}
        assert cited <= set(page.sources) | {""}, page.url


def test_profiles_have_every_field_and_a_month_of_their_own(shipped: Site) -> None:
    plans = set()
    for name in INDUSTRIES.split():
        trade = shipped.pages[f"industries/{name}/"].body
        assert isinstance(trade, Profile)
        assert trade.niche, name
        assert trade.alliance_idea, name
        assert trade.sales_cycle_note, name
        assert len(trade.checklist_notes) >= 3, name
        assert len(trade.first_month) == 4, name
        assert trade.code_note or trade.code_fit == "exact", name
        plans.add(tuple(step.do for step in trade.first_month))
    assert len(plans) == len(INDUSTRIES.split())


def test_official_codes_exist() -> None:
    """Codes against the official lists, where those lie beside the project."""
    listed = ROOT.parent / "shared" / "data" / "codes" / "uk_sic2007_class_to_naics2017_via_isic4.csv"
    if not listed.exists():
        return
    uk = set(re.findall(r"^(\d{4}),", listed.read_text(encoding="utf-8"), re.M))
    for path in sorted((ROOT / "content" / "industries").glob("*.yaml")):
        if path.name == "readings.yaml":
            continue
        data = read_yaml(SourceFile(path.name, path.read_text(encoding="utf-8"), "")).data
        assert set(data["codes"].get("uk_sic2007", [])) <= uk, path.name
