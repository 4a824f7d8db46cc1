"""What the preview shows while something is wrong."""

from __future__ import annotations

import shutil

import pytest

from tests.preview.conftest import PAGE, Make


@pytest.mark.parametrize(
    ("name", "text", "problem", "line"),
    [
        ("start.md", "---\ntitle: [\n---\n", "content/start.md:3:1", "---"),
        ("start.md", PAGE.format("See [a](gone.md)."), "content/start.md:6:9: no page at gone.md", "See [a](gone.md)."),
        ("start.md", b"\xff\xfeS\0", "content/start.md:1:1: the file is UTF-16, not UTF-8", ""),
        ("glossary.yml", "terms:\n  - {id: a", "content/glossary.yml:", ""),
        ("playbook.yml", "titel: Test\n", "playbook.yml:1:1", "titel: Test"),
        ("templates/pages/prose.html", "{% block %}", "prose.html:1:1: the template has a mistake", "{% block %}"),
        ("templates/pages/prose.html", "\n{{ nothing.at.all }}", "pages/prose.html:2:1: the template", "{{ nothing.at.all }}"),
        ("templates/components/footer.html", "{{ nothing }}", "footer.html:1:1: the template", "{{ nothing }}"),
        (
            "templates/pages/prose.html",
            "{{ 1 / 0 }}",
            "prose.html:1:1: the template has a mistake: division by zero",
            "{{ 1 / 0 }}",
        ),
    ],
)
def test_a_mistake_leaves_the_last_good_page_until_it_is_mended(
    previewed: Make, name: str, text: str | bytes, problem: str, line: str
) -> None:
    running = previewed()
    with running.stream() as heard:
        first = heard()
        running.book.write({name: text})
        note = running.until_problem(problem)
        assert note["line"] == line or not line
        assert heard()["page"] == first["page"]
        assert "One." in running.text()
        good = {"start.md": PAGE.format("One."), "playbook.yml": 'title: Test\nsite_url: "https://example.org/book/"\n'}
        if name in good:
            running.book.write({name: good[name]})
        else:
            (running.book.root / ("content" if name == "glossary.yml" else "") / name).unlink()
        running.until(lambda: not running.problems, "no problem any more")
        while (told := heard())["problems"]:
            pass
        assert told["page"] == first["page"]


def test_a_template_that_fails_one_page_is_found_before_anybody_looks(previewed: Make) -> None:
    running = previewed()
    running.until(lambda: not running.preview.busy, "every page tried")
    bad = "<html><head></head><body>Own look {% if title == 'Plan' %}{{ nothing }}{% endif %}</body></html>"
    running.book.write({"templates/pages/prose.html": bad})
    running.until_problem("templates/pages/prose.html:1:1: the template has a mistake: 'nothing' is undefined")
    assert "One." in running.text()
    builds = len(running.told)
    running.book.write({"start.md": PAGE.format("Two.")})
    running.until(lambda: len(running.told) >= builds + 2 and running.problems, "built, and found broken again")
    assert "One." in running.text()
    (running.book.root / "templates" / "pages" / "prose.html").unlink()
    running.until_shown("Two.")
    assert running.problems == []


def test_a_handbook_that_starts_with_a_mistake_shows_it_and_then_the_page(previewed: Make) -> None:
    running = previewed({"start.md": PAGE.format("See [a](gone.md).")})
    status, _, text = running.ask("/start/")
    assert status == 503
    assert "/.preview/preview.js" in text
    with running.stream() as heard:
        assert [problem["place"] for problem in heard()["problems"]] == ["content/start.md:6:9"]
        running.book.write({"start.md": PAGE.format("Good.")})
        while heard()["problems"]:
            pass
    running.until_shown("Good.")


def test_a_deleted_content_folder_is_told_and_found_again(previewed: Make) -> None:
    running = previewed()
    for number in range(2):
        shutil.rmtree(running.book.root / "content")
        running.until_problem("there is no folder content/ here")
        assert "<p>" in running.text()
        running.book.write({"start.md": PAGE.format(f"Again {number}.")})
        running.until_shown(f"Again {number}.")
        running.book.write({"start.md": PAGE.format(f"And again {number}.")})
        running.until_shown(f"And again {number}.")
