"""The graph view by itself in a browser: made-up graphs of any size, no app and no engine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from random import Random
from typing import Any

from playwright.sync_api import Browser, Page, Route

from graph.schema import RELATIONS, TYPES
from ingest.catalogue import text
from tests.browser import COMPONENT, WIDE
from views.network import FAMILY, SIGNED, WORDS

HOST = "http://view.test/"
THINGS = ("University", "Laboratory", "Enterprise", "ResearchInstitute", "TechField", "Project")
PLACES = "云岭 高原 海岳 明湖 青川 松浦 白石 望江 临港 南溪 北麓 东屏".split()
TRADES = "智能计算 量子信息 生物医药 新型材料 集成电路 空天信息 绿色能源 精密仪器".split()
ENDINGS = {
    "University": "大学",
    "Laboratory": "重点实验室",
    "Enterprise": "科技股份有限公司",
    "ResearchInstitute": "研究院",
    "TechField": "",
    "Project": "产业化基地建设项目",
}
PAGE = """<!doctype html><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><style>
body {{ margin: 0; padding: 8px; }} :root {{ --st-font: sans-serif; --st-text-color: #222;
--st-background-color: #fff; --st-primary-color: #1f6f8b; --st-gray-color: #8a94a0;
--st-border-color: #ddd; }}</style><style>{css}</style><main>{html}</main>
<script type="module">import mount from "/graph.bundle.js";
window.told = [];
window.draw = (data) => mount({{ data, parentElement: document.querySelector('main'),
  setTriggerValue: (name, value) => window.told.push([name, value]) }});
window.ready = true;</script>"""


def made_up(nodes: int, edges: int, lang: str = "zh", **more: Any) -> dict[str, Any]:
    """What the graph view takes: ``nodes`` things tied by ``edges`` relations, always the same;
    a few are tied to many, as in a plan."""
    chance = Random(nodes)
    things = [_thing(number, chance) for number in range(nodes)]
    ties = [_tie(number, things, chance) for number in range(edges)]
    words = {word: text(f"app.graph.{word}", lang) for word in WORDS}
    words |= {word: text(f"app.graph.{word}", lang, n="{n}") for word in SIGNED}
    return {
        "centre": things[0]["id"],
        "selected": "",
        "height": 2000,
        "nodes": things,
        "edges": ties,
        "types": _legend(TYPES, things, lang),
        "relations": _legend(RELATIONS, ties, lang),
        "grounds": [],
        "title": "图谱",
        "source": "来源",
        "words": words,
        **more,
    }


def _thing(number: int, chance: Random) -> dict[str, Any]:
    kind = chance.choice(THINGS)
    name = f"{chance.choice(PLACES)}{chance.choice(TRADES)}{ENDINGS[kind]}{number}"
    family, color = FAMILY.get(kind, "organisation"), TYPES[kind].color
    told = {"search": name, "told": name, "family": family, "color": color}
    return {"id": f"{kind}:{name}", "name": name, "type": kind, **told}


def _tie(number: int, things: list[dict[str, Any]], chance: Random) -> dict[str, Any]:
    """Each thing first to one before it, then any two; the earlier the more."""
    last = number + 1 if number + 1 < len(things) else chance.randrange(1, len(things))
    first = int(last * chance.random() ** 2)
    kind = chance.choice(list(RELATIONS))
    ends = {"source": things[last]["id"], "target": things[first]["id"]}
    told = {"caption": RELATIONS[kind].zh, "told": kind, "weak": False}
    return {"id": f"e{number}", "type": kind, "basis": chance.choice(BASES), **ends, **told}


BASES = ("stated", "derived", "table", "prose")


def _legend(known: Any, things: list[dict[str, Any]], lang: str) -> list[dict[str, Any]]:
    counts = {kind: sum(each["type"] == kind for each in things) for kind in known}
    return [
        {
            "type": kind,
            "caption": info.caption(lang),
            "many": "{n} × " + info.caption(lang),
            "count": counts[kind],
            "color": getattr(info, "color", ""),
            "family": FAMILY.get(kind, "organisation") if kind in TYPES else "",
        }
        for kind, info in known.items()
        if counts[kind]
    ]


#: The names have found their places.
DRAWN = "document.querySelector('.graph').dataset.spread"


@contextmanager
def view(
    chromium: Browser, data: dict[str, Any], size: tuple[int, int] = WIDE, **context: Any
) -> Iterator[Page]:
    """A page that shows ``data``; ``window.told`` has what it would tell the app."""
    kept = chromium.new_context(viewport={"width": size[0], "height": size[1]}, **context)
    try:
        page = kept.new_page()
        page.route(f"{HOST}**", _answer)
        page.goto(HOST)
        page.wait_for_function("window.ready")
        page.evaluate("data => { draw(data); }", data)
        page.wait_for_function(DRAWN)
        yield page
    finally:
        kept.close()


def _answer(route: Route) -> None:
    if route.request.url.endswith(".js"):
        route.fulfill(path=COMPONENT / "graph.bundle.js", content_type="text/javascript")
        return
    parts = {kind: (COMPONENT / f"graph.{kind}").read_text("utf-8") for kind in ("css", "html")}
    route.fulfill(body=PAGE.format(**parts), content_type="text/html")
