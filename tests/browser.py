"""The app in a real browser: Debian's Chromium through Playwright, on the embedded engine.

Nothing of it leaves the machine: every request of a page that is not the
app's own is written down, as is everything that the page's console complains
about.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from filelock import FileLock
from platformdirs import user_cache_dir
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

from tests import processes
from tests.neo4j_server import _free_port
from views import matrix

COMPONENT = processes.ROOT / "views" / "component"
QUIET = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync"
).split()
PATIENCE = 20_000
WIDE, NARROW = (1440, 900), (390, 844)
#: Streamlit is at work, or shows something that the next run will replace.
BUSY = (
    "[data-test-script-state=running], [data-test-script-state=rerunRequested],"
    " [data-stale=true], [data-testid=stSkeleton]"
)
#: What a reader sees: the words, and where the nodes of a graph stand (not yet drawn: never twice
#: the same).
SEEN = """() => JSON.stringify([location.href, document.body.innerText,
  [...document.querySelectorAll('.graph')].map(g => g.cy ? [g.getBoundingClientRect(),
    g.cy.nodes(':visible').map(n => [n.id(), n.renderedPosition()])] : Math.random())
])"""
COMPLAINTS = ("error", "warning")
#: A page that a busy machine did not show in time is opened anew, twice at most; nothing else is.
RETRIED = pytest.mark.flaky(reruns=2, only_rerun=["TimeoutError", "does not come to rest"])


def missing() -> str:
    """What this machine lacks; empty when nothing."""
    return "" if executable() else "no chromium on PATH"


def executable() -> str | None:
    """The browser's program."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


def axe_missing() -> str:
    """What is lacking for the accessibility checks; empty when nothing."""
    return "" if shutil.which("npm") else "no npm on PATH"


@dataclass
class Reader:
    """A person's tab: its page, and all that went wrong or went elsewhere."""

    page: Page
    base: str
    complaints: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.set_default_timeout(PATIENCE)
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self._asked(request.url))
        self.page.on("websocket", lambda socket: self._asked(socket.url))

    def _said(self, message: Any) -> None:
        if message.type in COMPLAINTS:
            self.complaints.append(f"{message.type}: {message.text}")

    def _asked(self, url: str) -> None:
        own = (self.base, self.base.replace("http", "ws", 1), "data:", "blob:")
        if not url.startswith(own):
            self.elsewhere.append(url)

    def open(self, screen: str = "", **params: str | list[str]) -> None:
        """Go to a page of the app and wait until it stands still."""
        self.page.goto(f"{self.base}/{screen}?{urlencode(params, doseq=True)}")
        self.page.wait_for_selector("h1")
        self.settle()

    def settle(self) -> None:
        """Wait until nothing changes any more."""
        still, seen = 0, ""
        end = time.monotonic() + PATIENCE / 1000
        while still < 3 and time.monotonic() < end:
            before, seen = seen, self.page.evaluate(SEEN)
            rests = before == seen and not self.page.locator(BUSY).count()
            still = still + 1 if rests else 0
            self.page.wait_for_timeout(60)
        assert still == 3, "the page does not come to rest"

    def until(self, read: Callable[[], Any], wanted: Any) -> None:
        """Wait until ``read()`` gives ``wanted``: a click is answered by a run of the page."""
        end = time.monotonic() + PATIENCE / 1000
        while (found := read()) != wanted and time.monotonic() < end:
            self.page.wait_for_timeout(60)
        assert found == wanted

    def main(self) -> str:
        """All that the page's main part says."""
        return self.page.get_by_test_id("stMain").inner_text()

    def says(self, words: str) -> None:
        """Wait until the main part says ``words``."""
        expect(self.page.get_by_test_id("stMain")).to_contain_text(words, timeout=PATIENCE)

    def follow(self, name: str) -> None:
        """Click the first link of the main part that is called ``name``."""
        main = self.page.get_by_test_id("stMain")
        main.get_by_role("link", name=name).first.click()
        self.settle()

    def is_at(self, part: str) -> None:
        """Wait until the address holds ``part``: a page may still be turning."""
        self.page.wait_for_url(lambda url: part in url, timeout=PATIENCE, wait_until="commit")

    def fine(self) -> None:
        """Nothing went wrong, nothing went elsewhere, no exception is on the page."""
        assert self.complaints == []
        assert self.elsewhere == []
        assert self.page.get_by_test_id("stException").count() == 0


@dataclass(frozen=True)
class App:
    """A running app: its address, its data folder, the browser that readers use."""

    base: str
    home: Path
    browser: Browser

    @contextmanager
    def reader(self, scheme: str = "light", size: tuple[int, int] = WIDE) -> Iterator[Reader]:
        """A new person with nothing remembered."""
        context = self.browser.new_context(
            color_scheme="dark" if scheme == "dark" else "light",
            viewport={"width": size[0], "height": size[1]},
        )
        try:
            yield Reader(context.new_page(), self.base)
        finally:
            context.close()


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser."""
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=executable(), args=QUIET)
        yield found
        found.close()


@contextmanager
def app(browser: Browser, home: Path) -> Iterator[App]:
    """The app over the graph in ``home``."""
    port = _free_port()
    served = subprocess.Popen(_innograph("serve", "--port", str(port)), env=_env(home))
    base = f"http://127.0.0.1:{port}"
    try:
        assert processes.wait_until(lambda: _answers(base), 60), "the app does not answer"
        yield App(base, home, browser)
    finally:
        served.terminate()
        served.wait(30)


def axe() -> str:
    """The text of axe-core, of the version that the graph view's lock pins."""
    lock = (COMPONENT / "package-lock.json").read_bytes()
    name = f"axe-{hashlib.sha256(lock).hexdigest()[:12]}"
    folder = Path(user_cache_dir("innograph-tests")) / name
    script = folder / "node_modules" / "axe-core" / "axe.min.js"
    folder.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(f"{folder}.lock"):
        if not script.exists():
            _fetch(folder)
    return script.read_text("utf-8")


def _fetch(folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    for each in ("package.json", "package-lock.json"):
        shutil.copy(COMPONENT / each, folder / each)
    command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    subprocess.run(command, cwd=folder, check=True, timeout=300)


def click_cell(chart: Locator, across: int, down: int, fields: int) -> None:
    """Click a cell of the heat map by its column and row."""
    box = chart.bounding_box()
    assert box
    left = 136 if box["width"] <= 720 else 200
    x = left + (box["width"] - left - 8) / fields * (across + 0.5)
    chart.click(position={"x": x, "y": matrix.HEAD + matrix.ROW * (down + 0.5)})


def query(home: Path, name: str, *params: str) -> list[dict[str, Any]]:
    """Rows of a named query, as the command line gives them."""
    given = [part for param in params for part in ("--param", param)]
    command = _innograph("query", name, *given, "--json")
    found = subprocess.run(command, env=_env(home), check=True, capture_output=True, timeout=60)
    rows: list[dict[str, Any]] = json.loads(found.stdout)
    return rows


def _innograph(*words: str) -> list[str]:
    return [sys.executable, "-m", "cli", *words]


def _env(home: Path) -> dict[str, str]:
    return processes.environment(home) | {"LANG": os.environ.get("LANG", "C.UTF-8")}


def _answers(base: str) -> bool:
    with suppress(OSError):
        return bool(urllib.request.urlopen(f"{base}/_stcore/health", timeout=1).status == 200)
    return False
