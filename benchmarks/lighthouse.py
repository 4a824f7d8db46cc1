"""Lighthouse on one page of each kind, as on a phone and on a desk: `python benchmarks/lighthouse.py [--pages start search]`.

Builds the handbook, serves it on this machine with gzip and the headers of its `_headers`, over HTTP/1.1, and prints a table.
Lighthouse comes from npm into `.bench/lighthouse/`; the site and the reports go there too. The speeds are Lighthouse's own estimate
for a slow line and a slow device (mobile) and for fast ones (desktop), from what this machine did: a busy one gets lower figures.
Needs the test extra and Chromium.
"""

from __future__ import annotations

import argparse
import gzip
import http.server
import json
import os
import re
import subprocess
import sys
import threading
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from playbook import starter
from playbook.build import Handbook, build_handbook
from playbook.memo import Memo
from tests.conftest import chromium

ROOT = Path(__file__).parent.parent
WORK = ROOT / ".bench/lighthouse"
VERSION = "13.5.0"
PAGES = {
    "start": "",
    "principle": "principles/honesty/",
    "checklist": "checklists/follow-up/",
    "assessment": "assessments/event-audit/",
    "trade": "industries/accountancy/",
    "industry": "atlas/us/541211/",
    "finder": "atlas/",
    "results": "search/?q=referral",
}
PRESETS: dict[str, list[str]] = {"mobile": [], "desktop": ["--preset=desktop"]}
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
HEADS = ("Page", "Preset", *CATEGORIES, "first paint, s", "largest paint, s", "shift", "KB")


class Host(http.server.SimpleHTTPRequestHandler):
    """Serves a folder as a host that packs text and knows `_headers`."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        body = gzip.compress(path.read_bytes(), 6, mtime=0)
        self.send_response(200)
        for name, value in self.rules():
            self.send_header(name, value)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def rules(self) -> list[tuple[str, str]]:
        """The headers for the address asked for."""
        blocks = re.split(r"\n(?=/)", (Path(self.directory) / "_headers").read_text(encoding="utf-8"))
        found = [block for block in blocks if self.path.startswith(block.split("\n")[0].rstrip("*"))]
        return [(name, value) for block in found for name, value in re.findall(r"^\s+([\w-]+): (.*)$", block, re.M)]

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", nargs="+", choices=PAGES, default=list(PAGES))
    pages = parser.parse_args().pages
    WORK.mkdir(parents=True, exist_ok=True)
    (WORK / "package.json").write_text(json.dumps({"private": True, "dependencies": {"lighthouse": VERSION}}), encoding="utf-8")
    node("--npm", "install", "--no-audit", "--no-fund", "--loglevel=error")
    handbook = Handbook(starter.ROOT, starter.TEMPLATES, date(2026, 11, 22))
    if build_handbook(handbook, WORK / "site", Memo(starter.ROOT / ".playbook")).fails():
        sys.exit("The handbook has errors: run 'playbook check'")
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Host, directory=str(WORK / "site")))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(f"Lighthouse {VERSION}\n\n| {' | '.join(HEADS)} |\n| --- | --- |{' --: |' * (len(HEADS) - 2)}")
    for page in pages:
        for preset in PRESETS:
            told = audit(f"http://127.0.0.1:{server.server_port}/{PAGES[page]}", f"{page}-{preset}", preset)
            print(f"| {page} | {preset} | {' | '.join(row(told))} |", flush=True)


def audit(address: str, name: str, preset: str) -> dict[str, Any]:
    """Lighthouse's report."""
    path = WORK / f"{name}.json"
    options = ["--quiet", "--output=json", f"--output-path={path}", f"--chrome-flags={FLAGS}", *PRESETS[preset]]
    node("node_modules/lighthouse/cli/index.js", address, *options)
    return dict(json.loads(path.read_text(encoding="utf-8")))


def row(told: dict[str, Any]) -> list[str]:
    """Scores of 100, seconds, layout shift, and kilobytes over the line."""
    audits = {name: each.get("numericValue", 0) for name, each in told["audits"].items()}
    scores = [f"{100 * told['categories'][name]['score']:.0f}" for name in CATEGORIES]
    paints = [f"{audits[name] / 1000:.1f}" for name in ("first-contentful-paint", "largest-contentful-paint")]
    return [*scores, *paints, f"{audits['cumulative-layout-shift']:.3f}", f"{audits['total-byte-weight'] / 1000:.0f}"]


def node(*arguments: str) -> None:
    command = [sys.executable, str(ROOT / "tools/node.py"), *arguments]
    subprocess.run(command, cwd=WORK, check=True, stdout=subprocess.DEVNULL, env={**os.environ, "CHROME_PATH": chromium()})


if __name__ == "__main__":
    main()
