"""Truth before speed: whatever was edited, a build that remembers makes what a clean build makes, byte for byte."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from functools import cache

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule, run_state_machine_as_test

from playbook import starter
from playbook.model.source import SourceFile, stem_of
from playbook.render.templates import Templates
from tests.editing import SETTINGS, PageEditing, titles
from tests.records import ASSESSMENT, DATASET, PROFILE, READINGS, SEARCHES, abroad, table


class Editing(PageEditing):
    """Somebody edits a handbook in any way, and builds now and then."""

    @rule(word=st.sampled_from(["weak tie", "somebody", "welcome"]), means=st.sampled_from(["One.", "Two."]))
    def save_glossary(self, word: str, means: str) -> None:
        terms = f"- {{id: word, term: {word}, means: {means}}}"
        self.write("glossary.yml", f"title: Words\nsummary: Words.\nterms:\n{terms}\n")

    @rule(title=titles)
    def save_sources(self, title: str) -> None:
        entry = f"- {{id: study, kind: research, title: {title}, says: Something.}}"
        self.write("sources.yml", f"title: Sources\nsummary: Sources.\nsources:\n{entry}\n")

    @rule(question=st.sampled_from(["How is it?", "Is it well?"]), minutes=st.integers(1, 3), high=st.integers(40, 41))
    def save_assessment(self, question: str, minutes: int, high: int) -> None:
        self.save_sources("Study")
        self.write("assessments/mood.yaml", ASSESSMENT.format(question=question, minutes=minutes, high=high))

    @rule(trade=st.sampled_from(["bakers", "roasters"]), title=titles, code=st.sampled_from(["1071", "4724"]),
          note=st.sampled_from(["", "Ring at six.", "Ring at ten."]), high=st.sampled_from([0, 50, 60]),
          data=st.data())  # fmt: skip
    def save_profile(self, trade: str, title: str, code: str, note: str, high: int, data: st.DataObject) -> None:
        """What a trade says on checklists, of assessments, and of who buys from it."""
        self.save_sources("Study")
        cards = [name for name in self.shown() if name.startswith("checklists/") and not name.endswith("index.md")]
        notes = [f"{stem_of(name).removeprefix('checklists/')}: {note}" for name in cards if note]
        own = f"mood: {{because: So it is., scores: {{total: {{low: 0, high: {high}}}}}}}"
        others = [f"industries/{each}.yaml" for each in ("bakers", "roasters") if each != trade]
        known = [name.removeprefix("industries/").removesuffix(".yaml") for name in others if name in self.texts]
        step = stem_of(data.draw(st.sampled_from(self.shown())))
        text = PROFILE.format(
            id=trade,
            title=title,
            code=code,
            buyer=known[0] if known else f"{{title: Anybody, codes: {{uk_sic2007: ['{code}']}}}}",
            note=", ".join(notes),
            step=step,
            threshold=own if high and "assessments/mood.yaml" in self.texts else "",
        )
        self.write(f"industries/{trade}.yaml", text + "".join(f"# ({name})\n" for name in cards if note))

    @rule(year=st.sampled_from([2023, 2024]), counts=st.lists(st.sampled_from([30, 100, 400]), min_size=2, max_size=4))
    def save_figures(self, year: int, counts: list[int]) -> None:
        self.write("statistics/firms.csv", table(counts))
        self.write("statistics/firms.yaml", DATASET.format(year=year))

    @rule(counts=st.lists(st.sampled_from([30, 100, 400]), min_size=3, max_size=3), bought=st.sampled_from([0, 20, 90]),
          fit=st.sampled_from(["exact", "partial"]))  # fmt: skip
    def save_figures_abroad(self, counts: list[int], bought: int, fit: str) -> None:
        """Who buys from whom, so that a page shows numbers of others; and whose buyers are known where these are not."""
        for name, text in abroad(counts, bought, fit).items():
            self.write(name, text)

    @precondition(lambda self: any(name.endswith("firms.csv") for name in self.texts))
    @rule(data=st.data(), small=st.sampled_from([10, 100, 350]))
    def save_one_row(self, data: st.DataObject, small: int) -> None:
        """One number of one industry."""
        name = data.draw(st.sampled_from([each for each in sorted(self.texts) if each.endswith("firms.csv")]))
        head, *rows = self.texts[name].splitlines()
        at = data.draw(st.integers(0, len(rows) - 1))
        rows[at] = ",".join([*rows[at].split(",")[:2], str(small), "20", "5", str(small + 25)])
        self.write(name, "\n".join([head, *rows]) + "\n")

    @precondition(lambda self: self.pages())
    @rule(data=st.data(), title=titles)
    def retitle_page(self, data: st.DataObject, title: str) -> None:
        """A page keeps all that it says but its name: readings, trades and lists may lead to it."""
        name = data.draw(st.sampled_from(self.pages()))
        self.write(name, re.sub(r"(?m)^title: .*$", f"title: {title}", self.texts[name], count=1))

    @precondition(lambda self: "industries/bakers.yaml" in self.texts)
    @rule(code=st.sampled_from(["1071", "1072", "4724", "9999"]), abroad=st.sampled_from(["", "311811", "722511"]))
    def recode_profile(self, code: str, abroad: str) -> None:
        """Another industry's page names the trade, and the one before does not."""
        text = self.texts["industries/bakers.yaml"]
        codes = f'codes: {{uk_sic2007: ["{code}"]' + (f', naics2022: ["{abroad}"]}}' if abroad else "}")
        self.write("industries/bakers.yaml", re.sub(r"(?m)^codes: .*$", codes, text))

    @rule(least=st.sampled_from([10, 80, 95]), title=titles, data=st.data())
    def save_readings(self, least: int, title: str, data: st.DataObject) -> None:
        helper = stem_of(data.draw(st.sampled_from(self.shown())))
        self.write("industries/readings.yaml", READINGS.format(least=least, title=title, helper=helper))

    @rule(word=st.sampled_from(["tie", "welcome"]), other=st.sampled_from(["bond", "greeting"]))
    def save_searches(self, word: str, other: str) -> None:
        self.write("search.yml", SEARCHES.format(word=word, other=other))

    @rule(
        names=st.sampled_from(
            [
                ("search.yml",),
                ("industries/readings.yaml",),
                ("statistics/firms.csv", "statistics/firms.yaml"),
                tuple(abroad([30, 30, 30], 0, "exact")),
            ]
        )
    )
    def delete_record(self, names: tuple[str, ...]) -> None:
        for name in names if names[0] in self.texts else ():
            (self.book.root / "content" / name).unlink()
            del self.texts[name]
            self.stale = True

    @rule(title=titles, accent=st.sampled_from(["#0f5c63", "#663399"]), trust=st.booleans(), country=st.sampled_from(["GB", "US"]),
          industries=st.sampled_from(["", "none", "[GB]", "[US]", "[GB, US]", "[US, GB]"]))  # fmt: skip
    def save_settings(self, title: str, accent: str, trust: bool, industries: str, country: str) -> None:
        lines = [
            f"title: {title}",
            'site_url: "https://example.org/book/"',
            f'accent: "{accent}"',
            f"trust_html: {str(trust).lower()}",
        ]
        lines += [f"country: {country}"]
        lines += [f"industries: {industries}"] if industries and self._has_figures(industries) else []
        self.write("playbook.yml", "\n".join(lines) + "\n")

    def _has_figures(self, industries: str) -> bool:
        """Whether these countries may be wanted: one without figures would only leave the last good site."""
        known = {"GB": "statistics/firms.csv", "US": "statistics/us-firms.csv"}
        return all(known[country] in self.texts for country in known if country in industries)

    @rule(
        name=st.sampled_from(
            [
                "components/footer.html",
                "components/sidebar.html",
                "components/figures.html",
                "pages/prose.html",
                "assets/css/base.css",
            ]
        ),
        sign=st.integers(0, 2),
    )
    def save_template(self, name: str, sign: int) -> None:
        text = (starter.TEMPLATES / name).read_text(encoding="utf-8")
        self.write(
            f"templates/{name}",
            text.replace("<ul>", f'<ul class="s{sign}">') + ("" if name.endswith("html") else f"\n/* {sign} */\n"),
        )


@cache
def compiled(key: tuple[tuple[str, str, str], ...]) -> Templates:
    return Templates([SourceFile(path, text, digest, "templates") for path, text, digest in key])


@pytest.mark.slow
def test_what_is_remembered_never_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Compiling templates is most of a small build, and is done once for each set of them here."""

    def once(sources: Iterable[SourceFile]) -> Templates:
        return compiled(tuple((each.path, each.text, each.digest) for each in sources))

    monkeypatch.setattr("playbook.render.site.Templates", once)
    histories = int(os.environ.get("HISTORIES", "200"))
    run_state_machine_as_test(
        Editing,
        settings=settings(max_examples=histories, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck)),
    )


def page_of(title: str, text: str = "Something.") -> str:
    return f"---\ntitle: {title}\nsummary: What {title} says.\n---\n\n{text}\n"


def test_what_a_page_shows_of_others_is_never_old() -> None:
    """One edit after the other of all that home, trades and the atlas show from outside their own sources."""
    editing = Editing()
    editing.start()
    table_of = {"statistics/firms.csv": table([30, 100, 400]), "statistics/firms.yaml": DATASET.format(year=2023)}
    trade = {
        "id": "bakers",
        "title": "Bakers",
        "code": "1071",
        "buyer": "bakers",
        "note": "card: Ring at six.",
        "step": "guides/first",
    }
    own = "mood: {because: So it is., scores: {total: {low: 0, high: 50}}}"
    questions = "questions:\n  - {label: How is it?, to: assessments/mood.yaml}\n  - {label: What now?, to: checklists/card.md}\n"
    files = {
        "index.md": f"---\ntitle: Home\nsummary: All.\nkind: home\n{questions}---\n\nWelcome.\n",
        "sources.yml": "title: Sources\nsummary: All.\nsources:\n- {id: study, kind: research, title: Study, says: Something.}\n",
        "assessments/mood.yaml": ASSESSMENT.format(question="How is it?", minutes=2, high=40),
        "checklists/card.md": page_of("Card", "- [ ] Do it. {#do-it}"),
        "guides/first.md": page_of("First"),
        "guides/helper.md": page_of("Helper"),
        "industries/bakers.yaml": PROFILE.format(**trade, threshold=own),
        "industries/readings.yaml": READINGS.format(least=10, title="Small", helper="guides/helper"),
        **table_of,
        **abroad([30, 100, 400], 20, "exact"),
    }
    codes = 'codes: {uk_sic2007: ["1071"]}'
    edits = {
        "guides/first.md": page_of("First of all"),
        "guides/helper.md": page_of("Another helper"),
        "checklists/card.md": page_of("Another card", "- [ ] Do it. {#do-it}"),
        "industries/readings.yaml": READINGS.format(least=10, title="Very small", helper="guides/helper"),
        "statistics/firms.csv": table([40, 100, 400]),
        "statistics/firms.yaml": DATASET.format(year=2024),
        "assessments/mood.yaml": ASSESSMENT.format(question="Is it well?", minutes=3, high=41),
        "industries/bakers.yaml": PROFILE.format(**{**trade, "title": "Bread", "note": "card: Ring at ten."}, threshold=own),
    }
    later = [
        ("assessments/mood.yaml", ASSESSMENT.format(question="Is it well?", minutes=1, high=41)),
        ("checklists/card.md", page_of("Another card", "- [ ] Do it. {#do-it}\n- [ ] And this. {#and-this}")),
        ("industries/bakers.yaml", files["industries/bakers.yaml"].replace("bakers people", "people who bake")),
        *((name, abroad([30, 100, 350], 20, "exact")[name]) for name in ["statistics/us-firms.csv"]),  # a buyer's number
        *((name, abroad([30, 100, 350], 90, "exact")[name]) for name in ["statistics/us-trade.csv"]),  # who buys most
        *((name, abroad([30, 100, 350], 90, "partial")[name]) for name in ["statistics/uk-us.csv"]),
        ("industries/bakers.yaml", files["industries/bakers.yaml"].replace(codes, 'codes: {uk_sic2007: ["4724"]}')),
        ("industries/bakers.yaml", files["industries/bakers.yaml"].replace(codes, 'codes: {naics2022: ["722511"]}')),
        ("playbook.yml", SETTINGS + "industries: [US, GB]\n"),
        ("playbook.yml", SETTINGS + "industries: [US]\n"),
        ("playbook.yml", SETTINGS + "industries: none\n"),
    ]
    for name, text in files.items():
        editing.write(name, text)
    editing.build()
    for name, text in (*edits.items(), *later):
        editing.write(name, text)
        assert not editing.book.check()[1].fails()
        editing.build()
    editing.teardown()
