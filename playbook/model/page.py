"""A page: what every kind of page has, and the bodies that make kinds differ."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Literal, get_args

from playbook.model.assessment import Assessment
from playbook.model.checklist import Checklist
from playbook.model.profile import Profile
from playbook.model.readings import ReadingBook
from playbook.model.reference import GlossaryBook, SourceBook
from playbook.model.source import digest_of
from playbook.problems import Location

WrittenKind = Literal["home", "section", "principle", "alliance", "checklist", "guide", "statement"]
"""What a page in Markdown may be."""
Kind = Literal[WrittenKind, "profile", "assessment", "glossary", "sources"]
WRITTEN_KINDS: tuple[WrittenKind, ...] = get_args(WrittenKind)


@dataclass(frozen=True)
class Link:
    """A reference from a source to another source, to a heading, or to the world outside."""

    where: Location
    written: str
    """As the editor wrote it."""
    target: str
    """The path from `content/`, with its suffix (a Markdown link) or without (a YAML reference); empty for the
    page itself and for other sites."""
    anchor: str = ""
    text: str = ""
    image: bool = False

    @property
    def scheme(self) -> str:
        """`https`, `mailto` and the like; empty for a link inside the handbook."""
        head = self.written.partition(":")[0]
        return head.lower() if head != self.written and head.replace("+", "").replace("-", "").isalnum() else ""


@dataclass(frozen=True)
class Heading:
    """A heading of a page's body."""

    level: int
    id: str
    text: str


@dataclass(frozen=True)
class LongSentence:
    """A sentence that is hard to read aloud."""

    where: Location
    words: int
    start: str
    """Its first words."""


@dataclass(frozen=True)
class Prose:
    """A body of text: safe HTML made from Markdown."""

    html: str
    lead: str = ""
    """The first paragraph's inner HTML, shown large; empty where the page does not open with one."""


@dataclass(frozen=True)
class Action:
    """A button or a card of the home page: words, and the address below the site's root that they lead to."""

    label: str
    url: str
    say: str = ""


@dataclass(frozen=True)
class Home:
    """The home page's parts, around its text."""

    prose: Prose
    eyebrow: str = ""
    actions: tuple[Action, ...] = ()
    questions: tuple[Action, ...] = ()
    routes: tuple[Action, ...] = ()


Body = Prose | Checklist | Home | Profile | Assessment | GlossaryBook | SourceBook | ReadingBook


@dataclass(frozen=True)
class Page:
    """One page of the site, complete when parsed: nothing in it depends on another file."""

    path: str
    """Its source, relative to `content/`; a section without an `index.md` has the path that file would have."""
    url: str
    """Below the site's root, ending in a slash; home is the empty string."""
    kind: Kind
    title: str
    body: Body
    short: str = ""
    """The words for lists and navigation, where the title is long."""
    summary: str = ""
    sources: tuple[str, ...] = ()
    related: tuple[Link, ...] = ()
    tags: tuple[str, ...] = ()
    order: int = 1000
    reviewed: date | None = None
    owner: str = ""
    draft: bool = False
    key: int | None = None
    """Which of the ten keys this principle is, from 1."""
    links: tuple[Link, ...] = ()
    """Every reference in the source, `related` among them, in source order."""
    headings: tuple[Heading, ...] = ()
    anchors: frozenset[str] = frozenset()
    """Every id that a link to this page may name."""
    words: int = 0
    grade: float = 0.0
    """Flesch–Kincaid grade of the text; 0 where there is none."""
    long_sentences: tuple[LongSentence, ...] = ()
    places: dict[str, Location] = field(default_factory=dict)
    """Where each front matter key stands, and each item of a list as `sources/0`; the top of the file is the empty key. Of a YAML
    source, everything: `bands/0/levels/2`."""

    digest: str = ""
    """SHA-256 of its source; empty for a page without one."""

    @cached_property
    def name(self) -> str:
        """Changes with what a link to the page shows: its path stands for its address."""
        return digest_of(self.path, self.title, self.short, self.kind, str(self.key))

    @cached_property
    def face(self) -> str:
        """Changes with what a card shows of the page: its summary too."""
        return digest_of(self.name, self.summary)

    @cached_property
    def card(self) -> str:
        """Changes with what a section's card shows of the page: of a record more than its face."""
        match self.body:
            case Checklist() as card:
                return digest_of(self.face, str(card.when), str(card.minutes), str(len(card.items)))
            case Assessment() as test:
                return digest_of(self.face, test.question, str(test.minutes))
            case Profile() as trade:
                return digest_of(self.face, *trade.also_called)
        return self.face

    @cached_property
    def takes_figures(self) -> bool:
        """Whether it is a self-assessment that official figures can fill in."""
        return isinstance(self.body, Assessment) and any(asked.figure for asked in self.body.ask)

    @cached_property
    def has_related(self) -> bool:
        """Whether it names pages to read next."""
        return bool(self.related)

    @cached_property
    def form(self) -> str:
        """The name of its body's class: known without unpacking the body."""
        return type(self.body).__name__

    @cached_property
    def pointers(self) -> tuple[str, ...]:
        """What the page's links lead to, once each: a path from `content/`, with `#anchor` where a link names one."""
        inside = (link for link in self.links if not link.scheme and not link.written.startswith("//"))
        return tuple(dict.fromkeys(f"{link.target}#{link.anchor}" if link.anchor else link.target for link in inside))

    @property
    def label(self) -> str:
        """What lists and navigation call the page."""
        return self.short or self.title

    def place(self, key: str) -> Location:
        """Where a key of the front matter stands; the top of the file where it is absent."""
        return self.places.get(key) or self.places.get("") or Location(self.path)
