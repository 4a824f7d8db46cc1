"""Site → what can be found: a document for each page, and one for each word of the glossary and each source. Pure."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass

from playbook.model.assessment import Assessment
from playbook.model.checklist import Checklist
from playbook.model.page import Home, Page, Prose
from playbook.model.profile import Buyer, Codes, Profile
from playbook.model.reference import GlossaryBook, SourceBook
from playbook.model.site import Site
from playbook.model.statistics import Industry

_ANCHOR = re.compile(r'<a class="anchor".*?</a>', re.S)
_END = re.compile(r"</(?:p|li|h[1-6]|t[dhr]|d[dt]|blockquote|figcaption)>|<br>")
_TAG = re.compile(r"<[^>]*>")
_HEADING = re.compile(r'<h[1-6][^>]*? id="([^"]*)"[^>]*>(.*?)</h[1-6]>', re.S)
_LISTS = {"uk_sic2007": "SIC", "naics2022": "NAICS", "nace2": "NACE", "isic4": "ISIC"}
_WEIGHTS = {"profile": 1.1, "section": 0.8, "home": 0.8, "statement": 0.8, "glossary": 0.75, "sources": 0.7}
"""How much a kind of page counts beside the others, which count 1."""
TERM, SOURCE, INDUSTRY = 0.5, 0.3, 0.2
"""How much a word of the glossary, a source, and an industry's page of figures count beside a page that is about it."""
ATLAS = "atlas/"


@dataclass(frozen=True)
class Passage:
    """A heading of a page and the text below it; the first passage of a page has no heading."""

    anchor: str
    heading: str
    text: str


@dataclass(frozen=True)
class Document:
    """One thing to find."""

    url: str
    """Below the site's root."""
    title: str
    kind: str
    section: str
    """Address of the top section; empty for the pages beside the sections."""
    passages: tuple[Passage, ...]
    anchor: str = ""
    """Where on its page it stands, if it is a part of one."""
    names: tuple[str, ...] = ()
    """Other words for the title."""
    codes: tuple[str, ...] = ()
    """Codes of official lists, with the lists' names."""
    weight: float = 1.0
    """How much it counts beside other documents with the same words."""

    @property
    def key(self) -> str:
        """What no other document has."""
        return f"{self.url}#{self.anchor}" if self.anchor else self.url


@dataclass(frozen=True)
class Collection:
    """Everything that a site's index is made of."""

    documents: tuple[Document, ...]
    sections: tuple[tuple[str, str], ...]
    """Address and title of each top section; the empty address is that of the pages beside the sections."""
    industries: tuple[tuple[str, str, tuple[str, ...]], ...]
    """Id and title of each trade that has a profile, and the keys of the documents that concern it."""
    synonyms: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """What else is looked for where something is typed."""


def collect(site: Site) -> Collection:
    """The documents of a site, in its order."""
    pages = (document for page in site.pages.values() for document in page_documents(page, section_of(site, page)))
    atlas = (document for each in atlas_of(site) for document in atlas_documents(each))
    return Collection((*pages, *atlas), sections_of(site), tuple(trades_of(site)), site.search.book.synonym_pairs)


def sections_of(site: Site) -> tuple[tuple[str, str], ...]:
    """Address and title of each top section; home stands for the pages beside the sections."""
    pages = (site.root.page, *(section.page for section in site.root.sections))
    atlas = [(ATLAS, "Industries in figures")] if any(atlas_of(site)) else []
    return (*((page.url, page.label) for page in pages), *atlas)


def atlas_of(site: Site) -> Iterator[Industry]:
    """The industries of the countries carried."""
    return (each for country in site.statistics.industries for each in site.statistics.of_country(country))


def atlas_documents(industry: Industry) -> Iterator[Document]:
    """An industry of the atlas: its title, official title, and code. Its numbers are not searched."""
    names = (industry.official_title,) if industry.official_title != industry.title else ()
    codes = (industry.code, f"{industry.codes.rsplit(' ', 1)[0]} {industry.code}")
    yield Document(industry.url, industry.title, "industry", ATLAS, (Passage("", "", ""),), "", names, codes, INDUSTRY)


def section_of(site: Site, page: Page) -> str:
    """The address of the top section that a page is in; empty for the pages beside the sections."""
    trail = site.trail[page.url]
    top = trail[1].url if len(trail) > 1 else page.url
    return top if site.section_of[page.url].page is not site.root.page else ""


def trades_of(site: Site) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Each trade that has a profile: id, title, and the addresses of its own page and of those that its profile picks."""
    for page in site.pages.values():
        if page.form == Profile.__name__:
            picked = {each.url for each in site.pages_at(pointer.partition("#")[0] for pointer in page.pointers)}
            yield posixpath.basename(page.url[:-1]), page.label, (page.url, *sorted(picked - {page.url}))


def page_documents(page: Page, section: str) -> Iterator[Document]:
    """A page as documents: itself, and the entries of a reference book."""
    names: tuple[str, ...] = (page.short, posixpath.basename(page.url.rstrip("/")), *page.tags)
    codes: tuple[str, ...] = ()
    match page.body:
        case Profile() as trade:
            names, codes = (*names, *trade.also_called), tuple(_codes(trade.codes))
            passages = _profile(trade)
        case Assessment() as test:
            names, passages = (*names, "self-assessment"), tuple(_assessment(test))
        case GlossaryBook() as book:
            yield from _terms(page, book, section)
            passages = (Passage("", "", book.intro or ""),)
        case SourceBook() as book:
            yield from _sources(page, book, section)
            passages = (Passage("", "", book.intro or ""),)
        case Checklist() as card:
            names, passages = (*names, "checklist"), tuple(_checklist(card))
        case Home() as home:
            said = "\n".join(f"{each.label} {each.say}" for each in (*home.questions, *home.routes))
            passages = _prose(home.prose, said)
        case Prose() as prose:
            passages = _prose(prose)
    first = passages[0]
    passages = (Passage("", "", f"{page.summary}\n{first.text}".strip()), *passages[1:])
    yield Document(
        page.url, page.title, page.kind, section, passages, "", tuple(filter(None, names)), codes, _WEIGHTS.get(page.kind, 1.0)
    )


def plain(fragment: str) -> str:
    """The words of an HTML fragment, a line feed where a block ends."""
    return re.sub(r"\s*\n\s*", "\n", html.unescape(_TAG.sub("", _END.sub("\n", _ANCHOR.sub("", fragment))))).strip()


def _prose(prose: Prose, said: str = "") -> tuple[Passage, ...]:
    pieces = _HEADING.split(_ANCHOR.sub("", prose.html))
    lead = "\n".join(filter(None, (plain(prose.lead), said, plain(pieces[0]))))
    rest = zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True)
    return (Passage("", "", lead), *(Passage(html.unescape(anchor), plain(heading), plain(text)) for anchor, heading, text in rest))


def _checklist(card: Checklist) -> Iterator[Passage]:
    lead = plain(card.lead)
    for group in card.groups:
        text = "\n".join(filter(None, map(plain, (group.before, *(item.html for item in group.items), group.after))))
        if not group.id:
            lead = f"{lead}\n{text}".strip()
    yield Passage("", "", "\n".join(filter(None, (card.when, lead, plain(card.outro)))))
    for group in card.groups:
        if group.id:
            text = "\n".join(filter(None, map(plain, (group.before, *(item.html for item in group.items), group.after))))
            yield Passage(group.id, html.unescape(_TAG.sub("", group.title)), text)


def _profile(trade: Profile) -> tuple[Passage, ...]:
    """The headings are those of `templates/pages/profile.html`."""
    buyers = [buyer.title for buyer in trade.buyer_industries if isinstance(buyer, Buyer)]
    parts = [
        ("buyers", "Who buys from you", buyers),
        ("gather", "Where they gather", trade.buyers_gather_at),
        ("low-yield", "Useful, but not networking", trade.low_yield_events),
        ("size", "Who is big", [trade.dominated_by.note, trade.sales_cycle_note or ""]),
        ("plan", "Your first month", [step.why for step in trade.first_month]),
        ("niche", "Find a niche", [trade.niche or ""]),
        ("refer-to-you", "They refer to you", trade.refers_to_you),
        ("you-refer", "You refer to them", trade.you_refer_to),
        ("give-first", "Give first", trade.give_first),
        ("wants", "What people in your trade look for", trade.wants),
        ("haves", "What they can offer", trade.haves),
        ("associations", "Associations worth a look", trade.associations),
        ("alliances", "Alliances that fit", [trade.alliance_idea or ""]),
        ("cautions", "Be careful with", trade.partnership_cautions),
        ("notes", "Your checklists, in your trade", trade.checklist_notes.values()),
    ]
    said = (Passage(anchor, heading, "\n".join(filter(None, lines))) for anchor, heading, lines in parts)
    return (Passage("", "", trade.code_note or ""), *(passage for passage in said if passage.text))


def _codes(codes: Codes) -> Iterator[str]:
    for name, shown in _LISTS.items():
        if found := getattr(codes, name):
            yield " ".join((shown, *found))


def _assessment(test: Assessment) -> Iterator[Passage]:
    yield Passage("", "", test.question)
    for question in test.ask:
        said = [question.hint, question.why, *(option.label for option in question.options)]
        said += [column.label for column in question.columns]
        yield Passage(question.id, question.label, "\n".join(filter(None, said)))


def _terms(page: Page, book: GlossaryBook, section: str) -> Iterator[Document]:
    for term in book.terms:
        names = tuple(each for each in term.also if each.casefold() != term.term.casefold())
        title = term.term[0].upper() + term.term[1:]
        yield Document(page.url, title, "glossary", section, (Passage("", "", term.means),), term.id, names, weight=TERM)


def _sources(page: Page, book: SourceBook, section: str) -> Iterator[Document]:
    for source in book.sources:
        said = filter(None, (source.by, source.year, source.published_in, source.says))
        yield Document(page.url, source.title, "sources", section, (Passage("", "", "\n".join(said)),), source.id, weight=SOURCE)
