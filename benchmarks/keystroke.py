"""Milliseconds from a keystroke to the updated result, in Chromium slowed down four times: `keystroke.py [--keys 40]`.

Builds the shipped handbook into a temporary folder and fills in each self-assessment's first example. The time is that of the
page's own handler for `input` (score, trace, draw), by performance.now(); the frame that follows is not in it.
"""

from __future__ import annotations

import argparse
import functools
import http.server
import statistics
import sys
import tempfile
import threading
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from playwright.sync_api import Page, sync_playwright

from playbook import starter
from playbook.build import Handbook, build_handbook, check_handbook
from playbook.memo import Memo
from playbook.model.assessment import Assessment
from tests.browser.conftest import ARGUMENTS
from tests.browser.sheets import fill
from tests.conftest import chromium

TIMED = """keys => {
    const fields = [...document.querySelectorAll('[data-form] [data-ask]:not([hidden]) :is(input, textarea):not([type=date])')]
    const times = []
    for (let key = 0; key < keys; key++) {
        const field = fields[key % fields.length]
        if (['radio', 'checkbox'].includes(field.type)) field.checked = !field.checked
        else field.value = String(key + 1)
        const before = performance.now()
        field.dispatchEvent(new Event('input', {bubbles: true}))
        times.push(performance.now() - before)
    }
    return times
}"""
"""Every key changes an answer: an unchanged form is not scored again."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--keys", type=int, default=40)
    keys = parser.parse_args().keys
    handbook = Handbook(starter.ROOT, starter.TEMPLATES, date(2026, 11, 21))
    site, _ = check_handbook(handbook)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        build_handbook(handbook, Path(folder) / "site", Memo(starter.ROOT / ".playbook"))
        handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=f"{folder}/site")
        handler.func.log_message = lambda *_: None  # type: ignore[method-assign]
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        for page in site.pages.values():
            if isinstance(page.body, Assessment) and page.body.examples:
                tab = browser.new_page()
                tab.goto(f"http://127.0.0.1:{server.server_port}/{page.url}")
                report(tab, page.body, keys)
                tab.close()
        browser.close()
        server.shutdown()
        server.server_close()


def report(tab: Page, test: Assessment, keys: int) -> None:
    fill(tab, test, test.examples[0].given)
    tab.context.new_cdp_session(tab).send("Emulation.setCPUThrottlingRate", {"rate": 4})
    times = sorted(tab.evaluate(TIMED, keys))
    print(f"{test.id:20} median {statistics.median(times):5.1f} ms, worst {times[-1]:5.1f} ms of {keys}")


if __name__ == "__main__":
    main()
