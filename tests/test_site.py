"""The documentation site: built from docs/ and the code, loading nothing from elsewhere."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from doors.api import open_router, router
from doors.writing import writing
from ingest.catalogue import catalogue
from tests.processes import ROOT

LOADING = {"script": "src", "img": "src", "link": "href", "iframe": "src", "source": "src"}


class Told(HTMLParser):
    """A page's text, what it loads, where its links lead, its anchors."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.text = ""
        self.loads: list[str] = []
        self.links: list[str] = []
        self.anchors: set[str | None] = set()
        self.feed(page.read_text("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self.anchors.add(told.get("id"))
        if tag in LOADING and told.get("rel") != "canonical":
            self.loads.append(told.get(LOADING[tag]) or "")
        if tag == "a":
            self.links.append(told.get("href") or "")

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built as `make site` builds it: every warning is an error."""
    target = tmp_path_factory.mktemp("site")
    words = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "-d", str(target)]
    quiet = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(words, cwd=ROOT, env=quiet, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return target


def test_every_document_has_its_page(site: Path) -> None:
    sources = {path.relative_to(ROOT / "docs") for path in (ROOT / "docs").rglob("*.md")}
    wanted = {site / path.with_suffix(".html") for path in sources if path.name != "README.md"}
    wanted |= {site / f"{name}.html" for name in ("index", "data", "changelog", "api", "mcp")}
    assert len(wanted) > 30 and not [page for page in wanted if not page.exists()]
    assert not list(site.rglob("*.py"))


def test_both_languages_are_there_and_can_be_searched(site: Path) -> None:
    home = Told(site / "index.html")
    assert "three people and their plan" in home.text.lower() and "三个人和一份规划" in home.text
    index = json.loads((site / "search" / "search_index.json").read_text("utf-8"))
    found = {each["location"].partition("#")[0] for each in index["docs"] if _holds(each["text"])}
    assert "guide.zh.html" in found


def _holds(words: str) -> bool:
    """A Chinese word, cut as the search cuts it."""
    return "\u200b人工\u200b判断\u200b" in words


def test_it_loads_nothing_from_elsewhere_and_no_link_is_dead(site: Path) -> None:
    pages = {page: Told(page) for page in site.rglob("*.html") if page.name != "404.html"}
    for page, told in pages.items():
        assert not [each for each in told.loads if re.match(r"(?:https?:)?//", each)], page
        for link in (each for each in told.links if "://" not in each and each != "."):
            path, _, anchor = link.partition("#")
            there = (page.parent / path).resolve() if path else page
            assert there.exists(), (page.name, link)
            if anchor and there in pages and not anchor.startswith("__"):
                assert anchor in pages[there].anchors, (page.name, link)


def test_the_references_come_from_the_code(site: Path) -> None:
    api, mcp = Told(site / "api.html").text, Told(site / "mcp.html").text
    for route in (each for one in (open_router, router, writing) for each in one.routes):
        address = str(getattr(route, "path", "")).replace(":path", "")
        assert f"{next(iter(getattr(route, 'methods', ())))} {address}" in api
    names = [key.rpartition(".")[2] for key in catalogue() if key.startswith("mcp.tool.")]
    assert len(names) == 8 and all(name in mcp for name in names)
