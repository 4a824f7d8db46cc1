"""What can be printed of a site, and what of it is printed already. Wires sheets, style and printer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from playbook.crew import ALONE, Crew
from playbook.load.fonts import discover_faces
from playbook.memo import Memo
from playbook.model.assessment import Assessment
from playbook.model.handout import Edition, Handout, Printed, Wanted
from playbook.model.page import Page
from playbook.model.profile import Profile
from playbook.model.site import Site
from playbook.model.source import digest_of
from playbook.model.statistics import Industry
from playbook.output.pdf import NoEngineError
from playbook.printing import Printer, notes
from playbook.program import program_version
from playbook.render.book import BOOK_PATH, book, pack, pack_path
from playbook.render.handouts import KINDS, Setting, handout, handout_path
from playbook.render.industry_sheets import industry_handout
from playbook.render.print_style import print_style, signs_of
from playbook.render.templates import Templates
from playbook.render.terms import glossary_of
from playbook.render.view import View

_RECORDS = (Profile.__name__, Assessment.__name__)
"""Pages of which others show more than their face on paper: buyers' codes, questions."""


@dataclass(frozen=True)
class Prints:
    """One edition of everything that a site can be printed as."""

    site: Site
    edition: Edition
    memo: Memo
    crew: Crew = ALONE

    @cached_property
    def printer(self) -> Printer:
        """Prints this edition."""
        return Printer(self.edition, print_style(self.site, discover_faces(), self.edition, self.memo), self.memo, self.crew)

    @cached_property
    def _setting(self) -> Setting:
        view = View(self.site, Templates(self.site.templates), glossary_of(self.site.terms), assets="")
        return Setting(view, signs_of(discover_faces(), self.memo), self.memo)

    def of_page(self, page: Page) -> Wanted:
        """A page's own sheet, which shows no more than the names of the pages that it leads to."""
        named = self.site.pages_at(pointer.partition("#")[0] for pointer in page.pointers)
        parts = [self._whole(page), *(each.name for each in named), *(self._records if page.form in _RECORDS else ())]
        return self._wanted(handout_path(page.url), parts, lambda: handout(self._setting, page))

    def of_industry(self, industry: Industry) -> Wanted:
        """The sheet of an atlas page."""
        return self._wanted(handout_path(industry.url), self._records, lambda: industry_handout(self._setting, industry))

    def of_trade(self, page: Page) -> Wanted:
        """The book of one trade, by its profile."""
        return self._wanted(pack_path(page), (page.url, *self._everything), lambda: pack(self._setting, page))

    def whole(self) -> Wanted:
        """The book of everything."""
        return self._wanted(BOOK_PATH, self._everything, lambda: book(self._setting))

    def sheets(self) -> Iterator[Wanted]:
        """The sheets of all pages that have one, in reading order."""
        return (self.of_page(page) for page in self.site.pages.values() if page.kind in KINDS)

    def trades(self) -> list[Page]:
        """The pages that a pack can be made for."""
        return [page for page in self.site.pages.values() if page.kind == "profile"]

    def industries(self) -> list[Industry]:
        """Those with an atlas page; their sheets are printed one by one, when asked for."""
        statistics = self.site.statistics
        return [each for country in statistics.industries for each in statistics.of_country(country)]

    def kept(self, there: Mapping[str, str]) -> Iterator[Printed]:
        """What was printed before and is still current; without its bytes where it is `there`, by its path with its SHA-256."""
        if printed := notes(self.edition, self.memo):
            every = chain(
                self.sheets(), (self.whole(),), map(self.of_trade, self.trades()), map(self.of_industry, self.industries())
            )
            yield from (found for each in every if each.path in printed and (found := self.printer.kept(each, there)))

    def _wanted(self, path: str, parts: Iterable[str], make: Callable[[], Handout]) -> Wanted:
        return Wanted(path, digest_of(self._common, path, *parts), make)

    @cached_property
    def _common(self) -> str:
        """What every sheet is made from, the style of the edition apart."""
        site = self.site
        templates = (f"{source.path} {source.digest}" for source in site.templates if source.path.endswith((".html", ".svg")))
        media = (f"{media.path} {media.digest}" for media in site.media)
        sources = (source.model_dump_json() for source in site.sources.values())
        return digest_of(program_version(), site.settings.model_dump_json(), *templates, "→", *media, "→", *sources)

    def _whole(self, page: Page) -> str:
        """All that its source says, where it is, and when it last changed."""
        return f"{page.face} {page.digest} {self.site.changed.get(page.path, '')}"

    @cached_property
    def _records(self) -> tuple[str, ...]:
        """What sheets with official figures are made from: the figures, what is read in them, and the pages that they lead to."""
        site, pages = self.site, self.site.pages.values()
        read = site.readings.digest if site.readings else ""
        said = (self._whole(page) if page.form in _RECORDS else page.face for page in pages)
        return (digest_of(site.statistics.digest, read, *said),)

    @cached_property
    def _everything(self) -> tuple[str, ...]:
        """What a book is made from."""
        terms = (term.model_dump_json() for term in self.site.terms)
        return (*self._records, digest_of(*map(self._whole, self.site.pages.values()), "→", *terms))


def kept_prints(site: Site, memo: Memo, there: Mapping[str, str]) -> tuple[Printed, ...]:
    """The PDFs of the site's own edition that were printed before and are still current; none without the engine.

    Those that are `there`, by their paths with their SHA-256, come without their bytes.
    """
    try:
        return tuple(Prints(site, Edition(site.settings.paper), memo).kept(there))
    except NoEngineError:
        return ()
