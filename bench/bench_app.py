"""The app in a browser: how long from a click until the reader sees its answer.

    python -m bench.bench_app [ROUNDS]

Prints milliseconds (p50, p95) for each deed on the plan that ships, and how
many times that is a bare rerun: the same server and browser answering a click
on a page that asks the graph for nothing new (the language switch).
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import cycle
from pathlib import Path

from graph.load import load
from graph.plans import keep
from graph.store import open_store
from ingest.pipeline import read_plan
from tests import browser
from views import matrix

PLAN = Path(__file__).resolve().parent.parent / "data" / "hangzhou-west-corridor-14fyp.txt"
Times = Iterator[float]


def main(rounds: int = 20) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder, browser.chromium() as chromium:
        home = Path(folder)
        with open_store(home=home) as store:
            extraction = read_plan(PLAN)
            load(store, extraction)
        _kept(home, extraction.document.id)
        began = time.perf_counter()
        with browser.app(chromium, home) as app, app.reader() as reader:
            reader.open(lang="zh")
            first = time.perf_counter() - began
            print(f"{PLAN.name}, {rounds} rounds")
            print(f"  from the command to the first page  {first:8.1f} s (engine, server, page)")
            base = _told("bare rerun (language)", _languages(reader), rounds, 0.0)
            _told("cell to evidence", _cells(reader, home), rounds, base)
            _told("question to answer", _questions(reader, home), rounds, base)
            _told("expand a node", _expansions(reader, home), rounds, base)
            _told("judgement to graph", _judgements(reader, home), rounds, base)


def _kept(home: Path, document_id: str) -> None:
    os.environ["INNOGRAPH_HOME"] = str(home)
    keep(PLAN, document_id)


def _told(name: str, times: Times, rounds: int, base: float) -> float:
    """Take ``rounds`` times and print them; the median, in milliseconds."""
    found = sorted(1000 * next(times) for _ in range(rounds))
    middle, late = statistics.median(found), found[int(0.95 * (len(found) - 1))]
    ratio = f"{middle / base:6.2f} × bare rerun" if base else ""
    print(f"  {name:34}  p50 {middle:6.0f} ms   p95 {late:6.0f} ms   {ratio}")
    return middle


def _timed(deed: Callable[[], object], seen: Callable[[], object]) -> float:
    began = time.perf_counter()
    deed()
    seen()
    return time.perf_counter() - began


def _languages(reader: browser.Reader) -> Times:
    words = {"English": "Gaps in chains", "中文": "产业链缺口"}
    reader.open("gaps", lang="zh", look="chains")
    for name, title in cycle(words.items()):
        button = reader.page.get_by_role("radio", name=name)
        heading = reader.page.get_by_role("heading", name=title)
        yield _timed(button.click, heading.wait_for)
        reader.settle()


def _cells(reader: browser.Reader, home: Path) -> Times:
    """Cells of the heat map's first page, clicked one after the other."""
    fields = browser.query(home, "list_fields")
    cells = matrix.cells(browser.query(home, "app_supports"))
    rows = [row["id"] for row in matrix.institutions(cells)[:12]]
    columns = [field["id"] for field in fields]
    reader.open(lang="zh")
    chart = reader.page.get_by_test_id("stEChartsChart")
    for cell in cycle([each for each in cells if each.institution["id"] in rows]):
        across, down = columns.index(cell.field["id"]), rows.index(cell.institution["id"])
        title = f"{cell.institution['name']} → {cell.field['name']}"
        heading = reader.page.get_by_role("heading", name=title, exact=True)
        click = partial(browser.click_cell, chart, across, down, len(columns))
        yield _timed(click, heading.wait_for)
        reader.settle()


def _questions(reader: browser.Reader, home: Path) -> Times:
    """Questions that were not asked before: each field, then with each kind of institution."""
    names = [field["name"] for field in browser.query(home, "list_fields")]
    kinds = ("", "高校", "企业", "实验室", "科研院所", "医院")
    reader.open("ask", lang="zh")
    box = reader.page.get_by_role("searchbox")
    for kind, name in cycle([(kind, name) for kind in kinds for name in names]):
        box.fill(f"哪些{kind or '机构'}在做{name}？")
        answered = reader.page.get_by_text(f"领域 = {name}").first
        yield _timed(partial(box.press, "Enter"), answered.wait_for)
        reader.settle()


def _expansions(reader: browser.Reader, home: Path) -> Times:
    """The best connected things, each expanded from one of its neighbours."""
    found = browser.query(home, "app_connected", "types=University,Area", "limit=12")
    for row in cycle(found):
        near = browser.query(home, "entity_relations", f"id={row['id']}", "limit=1")[0]["other"]
        reader.open("explore", lang="zh", entity=near, pick=row["id"])
        button = reader.page.get_by_role("button", name="展开")
        graph = reader.page.locator(".graph")
        before = graph.evaluate("g => g.cy.nodes().length")
        yield _timed(button.click, partial(_grown, reader, before))


def _judgements(reader: browser.Reader, home: Path) -> Times:
    """Laboratories rejected one after the other, until the page no longer has them; the first,
    for which the plan is read, does not count."""
    labs = browser.query(home, "list_entities", "types=Laboratory")
    reader.open("review", lang="en", look="entities")
    who = reader.page.get_by_label("Who judges")
    who.fill("bench")
    who.press("Enter")
    for number, lab in enumerate(labs):
        reader.open("review", lang="en", look="entities", pick=lab["id"])
        who.fill("bench")
        who.press("Enter")
        reader.settle()
        heading = reader.page.get_by_role("heading", name=lab["name"])
        reject = reader.page.get_by_role("button", name="Reject", exact=True)
        taken = _timed(reject.click, partial(heading.wait_for, state="detached"))
        reader.settle()
        if number:
            yield taken


def _grown(reader: browser.Reader, before: int) -> None:
    graph = reader.page.locator(".graph")
    while graph.evaluate("g => g.cy.nodes().length") <= before:
        reader.page.wait_for_timeout(10)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
