"""What can be printed of a site, and what of it is printed already. Wires sheets, style and printer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from playbook.load.fonts import discover_faces
from playbook.memo import Memo
from playbook.model.handout import Edition, Handout, Printed
from playbook.model.page import Page
from playbook.model.site import Site
from playbook.model.statistics import Industry
from playbook.output.pdf import NoEngineError
from playbook.printing import Printer
from playbook.render.book import book, pack
from playbook.render.handouts import Setting, handout, handouts
from playbook.render.industry_sheets import industry_handout
from playbook.render.print_style import print_style, signs_of
from playbook.render.templates import Templates
from playbook.render.terms import glossary_of
from playbook.render.view import View

SHEETS = "handouts"
BOOK = "book"
ASKED = "prints"
"""The shelf of the memo on which every product stands that was ever asked for."""


@dataclass(frozen=True)
class Prints:
    """One edition of everything that a site can be printed as."""

    site: Site
    edition: Edition
    memo: Memo
    jobs: int = 1

    @cached_property
    def printer(self) -> Printer:
        """Prints this edition."""
        return Printer(self.edition, print_style(self.site, discover_faces(), self.edition, self.memo), self.memo, self.jobs)

    @cached_property
    def _setting(self) -> Setting:
        view = View(self.site, Templates(self.site.templates), glossary_of(self.site.terms), assets="")
        return Setting(view, signs_of(discover_faces(), self.memo), self.memo)

    def of_page(self, page: Page) -> Handout:
        """A page's own sheet."""
        return handout(self._setting, page)

    def of_industry(self, industry: Industry) -> Handout:
        """The sheet of an atlas page."""
        return industry_handout(self._setting, industry)

    def of_trade(self, page: Page) -> Handout:
        """The book of one trade, by its profile."""
        return pack(self._setting, page)

    def whole(self) -> Handout:
        """The book of everything."""
        return book(self._setting)

    def sheets(self) -> Iterator[Handout]:
        """The sheets of all pages."""
        return handouts(self._setting)

    def trades(self) -> list[Page]:
        """The pages that a pack can be made for."""
        return [page for page in self.site.pages.values() if page.kind == "profile"]

    def industries(self) -> list[Industry]:
        """Those with an atlas page; their sheets are printed one by one, when asked for."""
        statistics = self.site.statistics
        return [each for country in statistics.industries for each in statistics.of_country(country)]

    def kept(self) -> Iterator[Printed]:
        """What was printed before and is still current: of the products that were ever asked for."""
        asked = self.memo.shelf(ASKED)
        wanted: list[Handout] = list(self.sheets()) if SHEETS in asked else []
        wanted += [self.whole()] if BOOK in asked else []
        wanted += [self.of_trade(page) for page in self.trades() if page.url in asked] if asked else []
        wanted += [self.of_industry(each) for each in self.industries() if each.url in asked] if asked else []
        yield from (found for each in wanted if (found := self.printer.kept(each)))

    def ask_for(self, product: str) -> None:
        """Remember that a product was asked for, so that a build looks whether it is still current.

        Products are SHEETS, BOOK, the address of a profile for its pack, and that of an industry for its sheet.
        """
        self.memo.put_on_shelf(ASKED, {product: b""})


def kept_prints(site: Site, memo: Memo) -> tuple[Printed, ...]:
    """The PDFs of the site's own edition that were printed before and are still current; none without the engine."""
    try:
        return tuple(Prints(site, Edition(site.settings.paper), memo).kept())
    except NoEngineError:
        return ()
