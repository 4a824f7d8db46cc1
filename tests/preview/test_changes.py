"""What the preview makes of each change, and how it tells the tabs."""

from __future__ import annotations

import errno
import time
from contextlib import ExitStack
from typing import Any

import pytest

import playbook.serve
from tests.preview.conftest import PAGE, Make


def test_a_saved_page_is_told_to_its_tab_and_no_other(previewed: Make) -> None:
    running = previewed()
    with running.stream("/start/") as start, running.stream("/plan/") as plan:
        first, other = start(), plan()
        assert first["problems"] == []
        assert f'data-page="{first["page"]}"' in running.text()
        running.book.write({"start.md": PAGE.format("Two.")})
        assert start()["page"] != first["page"]
        assert plan() == other
    running.until_shown("Two.")


def test_a_tab_that_comes_late_hears_what_is_true(previewed: Make) -> None:
    running = previewed()
    before = running.text()
    running.book.write({"start.md": PAGE.format("Two.")})
    running.until_shown("Two.")
    with running.stream() as heard:
        assert f'data-page="{heard()["page"]}"' not in before


def test_fifty_tabs_hear_of_a_change(previewed: Make) -> None:
    running = previewed()
    with ExitStack() as tabs:
        streams = [tabs.enter_context(running.stream()) for _ in range(50)]
        first = {heard()["page"] for heard in streams}
        running.book.write({"start.md": PAGE.format("Two.")})
        assert first.isdisjoint({heard()["page"] for heard in streams})
        assert running.ask("/start/")[0] == 200


def test_of_twenty_saves_the_last_is_served(previewed: Make) -> None:
    running = previewed()
    for number in range(20):
        running.book.write({"start.md": PAGE.format(f"Number {number}.")})
        time.sleep(0.02)
    running.until_shown("Number 19.")
    assert len(running.told) <= 21


def test_the_same_text_saved_again_is_no_change(previewed: Make) -> None:
    running = previewed()
    builds = len(running.told)
    for _ in range(3):
        running.book.write({"start.md": PAGE.format("One.")})
    (running.book.root / "content" / "plan.md").touch()
    (running.book.root / "notes.txt").write_text("Nothing that a build reads.", encoding="utf-8")
    running.book.write({"last.md": PAGE.format("Last.")})
    running.until_shown("Last.", "/last/")
    running.until(lambda: len(running.told) > builds, "told")
    assert len(running.told) == builds + 1


def test_reading_sets_off_no_build(previewed: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    running = previewed()
    seen: list[object] = []
    build = running.preview._workshop.build
    monkeypatch.setattr(running.preview._workshop, "build", lambda touched: seen.append(touched) or build(touched))
    for _ in range(5):
        for path in (running.book.root / "content").iterdir():
            path.read_bytes()
    running.book.write({"last.md": PAGE.format("Last.")})
    running.until_shown("Last.", "/last/")
    running.until(lambda: not running.preview._wanted.is_set(), "rest")
    builds = len(seen)
    running.text("/plan/")
    assert not running.preview._wanted.wait(0.5), "a build that nothing asked for"
    assert len(seen) == builds


def test_new_moved_and_deleted_files_take_effect(previewed: Make) -> None:
    running = previewed()
    content = running.book.root / "content"
    running.book.write({"inner/deep/new.md": PAGE.format("New.")})
    running.until_shown("New.", "/inner/deep/new/")
    (content / "inner" / "deep" / "new.md").rename(content / "moved.md")
    running.until_shown("New.", "/moved/")
    running.until(lambda: running.ask("/inner/deep/new/")[0] == 404, "the old address is gone")
    (content / "moved.md").unlink()
    running.until(lambda: running.ask("/moved/")[0] == 404, "the page is gone")


def test_a_file_put_in_place_by_a_rename_is_seen(previewed: Make) -> None:
    running = previewed()
    for number in range(3):
        staged = running.book.root / "content" / ".start.md.swap"
        staged.write_text(PAGE.format(f"Saved {number}."), encoding="utf-8")
        staged.replace(running.book.root / "content" / "start.md")
        running.until_shown(f"Saved {number}.")
    outside = running.book.root / "outside.md"
    outside.write_text(PAGE.format("From elsewhere."), encoding="utf-8")
    outside.replace(running.book.root / "content" / "start.md")
    running.until_shown("From elsewhere.")


def test_templates_styles_scripts_and_settings_take_effect(previewed: Make) -> None:
    running = previewed()
    with running.stream() as heard:
        first = heard()
        running.book.write({"templates/assets/css/own.css": ".own { color: red; }"})
        told = heard()
        assert (told["page"], told["rest"]) == (first["page"], first["rest"])
        assert told["style"] != first["style"]
        assert ".own { color: red; }" in running.text("/assets/style.css")
        running.book.write({"templates/assets/js/own.js": "export {}\n"})
        told = heard()
        assert told["rest"] != first["rest"]
    running.book.write({"templates/components/footer.html": "<footer>Our own foot</footer>"})
    running.until_shown("Our own foot")
    running.book.write({"playbook.yml": "title: Another name\n"})
    running.until_shown("Another name")


def test_polling_sees_changes_too(previewed: Make) -> None:
    running = previewed(poll=True)
    running.book.write({"start.md": PAGE.format("Two."), "inner/new.md": PAGE.format("New.")})
    running.until_shown("Two.")
    running.until_shown("New.", "/inner/new/")


def test_a_full_table_of_watches_falls_back_to_polling(previewed: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    class Full(playbook.serve.PollingObserver):
        def schedule(self, handler: Any, path: str, *, recursive: bool = False, **options: Any) -> Any:
            if recursive:
                raise OSError(errno.ENOSPC, "inotify watch limit reached")
            return super().schedule(handler, path, recursive=recursive, **options)

    monkeypatch.setattr(playbook.serve, "Observer", lambda: Full())
    monkeypatch.setattr(playbook.serve, "PollingObserver", _Polling)
    running = previewed()
    assert "looking for changes twice a second instead" in running.preview.sentence
    running.book.write({"start.md": PAGE.format("Two.")})
    running.until_shown("Two.")


class _Polling(playbook.serve.PollingObserver):
    pass


def test_nothing_is_written_but_the_memo(previewed: Make) -> None:
    running = previewed()
    running.book.write({"start.md": PAGE.format("Two.")})
    running.until_shown("Two.")
    assert sorted(path.name for path in running.book.root.iterdir()) == ["content", "playbook.yml"]
