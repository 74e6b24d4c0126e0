"""The app as people meet it: a real browser, the real plan, the embedded engine."""

from __future__ import annotations

import json
import os
import re
import signal
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from xml.etree import ElementTree

import pytest
from docx import Document
from playwright.sync_api import Browser, Locator, expect

from tests import browser, engines, processes
from tests.builders import LINES
from views import matrix

pytestmark = [pytest.mark.timeout(300), browser.RETRIED]
LAB, UNI = "Laboratory:之江实验室", "University:浙江大学"
#: Every page, as it is first met and with something open.
PAGES: dict[str, tuple[str, dict[str, str]]] = {
    "overview": ("", {}),
    "cell": ("", {"institution": UNI, "field": "quantum"}),
    "ask": ("ask", {}),
    "answer": ("ask", {"q": "谁在做量子科技？"}),
    "reworded": ("ask", {"q": "浙江大学有哪些国家重点实验室", "as": "graph"}),
    "explore": ("explore", {}),
    "graph": ("explore", {"entity": LAB}),
    "profiles": ("profile", {}),
    "profile": ("profile", {"id": LAB}),
    "field": ("profile", {"id": "quantum"}),
    "source": ("source", {"line": "3334", "colours": "1"}),
    "raw": ("source", {"page": "22", "raw": "1", "colours": "1"}),
    "gaps": ("gaps", {}),
    "bridges": ("gaps", {"look": "bridges", "pick": UNI}),
    "review": ("review", {}),
    "entity to judge": ("review", {"look": "entities", "pick": LAB}),
    "relations to judge": ("review", {"look": "relations", "entity": LAB}),
    "adding": ("review", {"look": "add", "line": "3318", "add": "relation"}),
    "console": ("console", {"query": "bridges"}),
    "typed": ("console", {"cypher": "MATCH (n:University) RETURN n LIMIT 3", "as": "graph"}),
    "export": ("export", {"by": "field", "field": "quantum"}),
    "intake": ("intake", {}),
    "about": ("about", {}),
}
LOOKS = [
    ("zh", "light", browser.WIDE),
    ("en", "dark", browser.NARROW),
    ("zh", "dark", browser.NARROW),
    ("en", "light", browser.WIDE),
]
PLAN = processes.ROOT / "data" / "hangzhou-west-corridor-14fyp.txt"
#: The ids of the nodes that a graph shows.
VISIBLE = "g => g.cy.nodes(':visible').map(node => node.id()).sort()"
NASTY = [
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "') MATCH (n) DETACH DELETE n //",
    "[x](http://elsewhere.example) ![y](http://elsewhere.example/y.png)",
    "量" * 10_000,
]


@pytest.fixture(scope="module")
def app(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[browser.App]:
    """The app over the plan, which somebody has read in on the page that an empty graph shows."""
    with browser.app(chromium, tmp_path_factory.mktemp("app-home")) as running:
        with running.reader() as reader:
            reader.open(lang="en")
            reader.says("No plan in the graph yet")
            reader.page.get_by_role("button", name="Read the plan").click()
            filled = reader.page.get_by_role("heading", name="Institutions and fields")
            expect(filled).to_be_visible(timeout=90_000)
            reader.settle()
            reader.fine()
        yield running


@pytest.fixture
def reader(app: browser.App) -> Iterator[browser.Reader]:
    """Somebody who reads Chinese, on a wide bright screen; at the end nothing may be amiss."""
    with app.reader() as found:
        yield found
        found.fine()


@pytest.mark.parametrize(("lang", "scheme", "size"), LOOKS)
def test_every_page_stands(app: browser.App, lang: str, scheme: str, size: tuple[int, int]) -> None:
    """No complaint, no request to elsewhere, nothing wider than the window, open to everybody."""
    engines.require(browser.axe_missing())
    found: dict[str, list[str]] = {}
    with app.reader(scheme, size) as reader:
        for name, (screen, params) in PAGES.items():
            reader.open(screen, lang=lang, **params)
            reader.fine()
            width = reader.page.evaluate("document.documentElement.scrollWidth")
            assert width <= size[0], f"{name} is {width} px wide"
            assert reader.page.get_by_test_id("stAlertContentError").count() == 0, name
            found[name] = serious(reader)
    assert {name: rules for name, rules in found.items() if rules} == {}


def serious(reader: browser.Reader) -> list[str]:
    """Serious findings of axe-core: rule, and where. The list of pages is Streamlit's own."""
    reader.page.evaluate(browser.axe())
    found = reader.page.evaluate(
        "axe.run({exclude: [['[data-testid=stSidebarNavItems]']]}, {resultTypes: ['violations']})"
    )
    return [
        f"{each['id']}: {node['html'][:200]}"
        for each in found["violations"]
        if each["impact"] in ("serious", "critical")
        for node in each["nodes"]
    ]


def test_the_first_page_answers_to_its_name(reader: browser.Reader) -> None:
    reader.open("overview", lang="zh", institution=UNI, field="quantum")
    reader.says("浙江大学 → 量子科技")
    assert "not found" not in reader.page.locator("body").inner_text()


def test_a_click_on_the_heat_map_shows_the_evidence(app: browser.App, reader: Any) -> None:
    reader.open(lang="zh")
    rows = browser.query(app.home, "app_supports")
    cells = matrix.cells(rows)
    first = matrix.institutions(cells)[0]
    fields = browser.query(app.home, "list_fields")
    field = next(f for f in fields if any(c.key == (first["id"], f["id"]) for c in cells))
    browser.click_cell(
        reader.page.get_by_test_id("stEChartsChart"), fields.index(field), 0, len(fields)
    )
    reader.says(f"{first['name']} → {field['name']}")
    reader.settle()
    assert "行" in reader.page.get_by_role("link", name="页 · 第").first.inner_text()
    reader.is_at(f"field={field['id']}")


def test_the_dial_and_the_types_narrow_the_table(reader: browser.Reader) -> None:
    reader.open(lang="zh")
    heading = reader.page.get_by_role("heading", name="全部")
    before = heading.inner_text()
    reader.page.get_by_role("radio", name="仅文中写明").click()
    expect(heading).not_to_have_text(before)
    fewer = heading.inner_text()
    assert count(fewer) < count(before)
    reader.settle()
    reader.page.get_by_test_id("stMain").get_by_role("button", name="高校").click()
    expect(heading).not_to_have_text(fewer)
    assert count(heading.inner_text()) < count(fewer)
    reader.is_at("show=stated")
    reader.is_at("type=University")


def count(words: str) -> int:
    return int("".join(sign for sign in words if sign.isdigit()))


def test_a_question_is_answered_with_its_place_in_the_text(reader: browser.Reader) -> None:
    reader.open("ask", lang="zh")
    field = reader.page.get_by_role("searchbox")
    field.fill("谁在做量子科技？")
    field.press("Enter")
    reader.says("之江实验室")
    reader.settle()
    row = reader.page.get_by_test_id("stExpander").filter(has_text="浙江工业大学（高校）")
    row.get_by_text("浙江工业大学（高校）").click()
    row.get_by_role("link", name="页 · 第").first.click()
    reader.settle()
    reader.is_at("/source")
    expect(reader.page.locator(".passage.target")).to_contain_text("量子科技产业")


def test_a_chip_of_the_reading_asks_again(reader: browser.Reader) -> None:
    reader.open("ask", lang="zh", q="谁在做量子科技？")
    main = reader.page.get_by_test_id("stMain")
    main.get_by_role("button", name="高校", exact=True).click()
    reader.settle()
    expect(reader.page.get_by_role("searchbox")).to_have_value("哪些高校支撑量子科技")
    reader.says("浙江工业大学（高校）")
    assert "之江实验室（" not in reader.main()
    main.get_by_role("button", name="高校", exact=True).click()
    reader.settle()
    reader.says("之江实验室（")


def test_what_the_plan_does_not_hold_is_refused(reader: browser.Reader) -> None:
    reader.open("ask", lang="en", q="who won the world cup?")
    assert reader.page.get_by_test_id("stDataFrame").count() == 0
    reader.says("come nearest, but may not be about it")


def test_the_graph_draws_nodes_and_tells_about_the_clicked_one(reader: browser.Reader) -> None:
    reader.open("explore", lang="zh", entity=LAB)
    graph = reader.page.locator(".graph")
    drawn = graph.evaluate("g => g.cy.nodes().length")
    assert drawn > 10
    other = other_node(graph)
    click_node(graph, other)
    reader.settle()
    reader.is_at("pick=")
    name = graph.evaluate("(g, id) => g.cy.getElementById(id).data('name')", other)
    expect(reader.page.get_by_role("heading", name=name)).to_be_visible()
    reader.page.get_by_role("button", name="展开").click()
    reader.page.wait_for_url("**open=**")
    reader.settle()
    assert graph.evaluate("g => g.cy.nodes().length") >= drawn


def test_a_click_meets_its_node_after_scrolling(app: browser.App) -> None:
    with app.reader(size=(1440, 700)) as reader:
        reader.open("explore", lang="zh", entity=LAB)
        graph = reader.page.locator(".graph")
        other = other_node(graph)
        click_node(graph, LAB)  # so that the canvas has looked where it stands
        reader.settle()
        reader.page.mouse.move(1300, 500)
        reader.page.mouse.wheel(0, 260)
        reader.page.wait_for_timeout(500)
        place = graph.evaluate("(g, id) => g.cy.getElementById(id).renderedPosition()", other)
        box = graph.locator(".canvas").bounding_box()
        assert box
        reader.page.mouse.click(box["x"] + place["x"], box["y"] + place["y"])
        reader.page.wait_for_function(
            "id => location.search.includes(encodeURIComponent(id))", arg=other
        )
        reader.fine()


def test_the_view_is_saved_as_a_drawing(reader: browser.Reader, tmp_path: Path) -> None:
    reader.open("explore", lang="zh", entity=LAB)
    names = reader.page.locator(".graph").evaluate("g => g.cy.nodes().map(n => n.data('name'))")
    read = ElementTree.parse(downloaded(reader, "矢量图", tmp_path)).getroot()
    said = {"".join(text.itertext()) for text in read.findall(".//{*}text")}
    assert len(said & set(names)) > len(names) / 2
    (source,) = [words for words in said if words.startswith("来源：杭州城西科创大走廊")]
    assert "年" in source


def test_what_the_graph_is_narrowed_to_is_counted(reader: browser.Reader) -> None:
    reader.open("explore", lang="zh", entity=UNI)
    reader.page.get_by_role("button", name="筛选").click()
    reader.settle()
    reader.page.get_by_role("combobox", name="依据").click()
    offered = reader.page.get_by_role("option").all_inner_texts()
    assert offered and all(re.fullmatch(r"\S+（[1-9]\d*）", each) for each in offered)
    reader.page.get_by_role("option", name="文中写明").click()
    reader.is_at("basis=stated")
    reader.settle()
    graph = reader.page.locator(".graph")
    assert set(graph.evaluate("g => g.cy.edges().map(e => e.data('basis'))")) == {"stated"}


def test_a_ground_is_switched_off_in_the_key(reader: browser.Reader) -> None:
    reader.open("explore", lang="zh", entity=UNI)
    graph = reader.page.locator(".graph")
    graph.locator(".grounds .kind", has_text="据文推得").click()
    reader.is_at("off=derived")
    seen = "g => g.cy.edges(':visible').map(e => e.data('ground'))"
    assert "derived" not in graph.evaluate(seen) and graph.evaluate(seen)


def test_an_address_keeps_notes_pins_and_what_alone_is_shown(app: browser.App) -> None:
    with app.reader() as one:
        one.open("explore", lang="zh", entity=LAB)
        graph = one.page.locator(".graph")
        other = other_node(graph)
        click_node(graph, other)
        one.settle()
        graph.locator(".canvas").focus()
        one.page.keyboard.press("l")
        one.is_at("pin=")
        one.settle()
        one.page.get_by_role("button", name="批注").click()
        one.page.keyboard.type("下周走访")
        one.page.keyboard.press("Enter")
        one.is_at("note=")
        one.settle()
        graph.locator(".canvas").focus()
        one.page.keyboard.press("x")
        one.page.keyboard.press("k")
        one.is_at("only=")
        one.settle()
        address, where = one.page.url, graph.evaluate(PLACED, other)
        one.fine()
    with app.reader() as two:
        two.page.goto(address)
        two.settle()
        graph = two.page.locator(".graph")
        two.until(lambda: graph.evaluate(VISIBLE), [other])
        assert graph.evaluate(PLACED, other) == where
        two.fine()


#: Where a node stands, and the note on it.
PLACED = """(g, id) => { const n = g.cy.getElementById(id), at = n.position();
  return [Math.round(at.x), Math.round(at.y), n.data('note')]; }"""


def test_on_a_narrow_screen_the_panel_slides_over_the_drawing(app: browser.App) -> None:
    with app.reader(size=browser.NARROW) as reader:
        reader.open("explore", lang="zh", entity=LAB)
        canvas = reader.page.locator(".canvas").bounding_box()
        assert canvas and canvas["x"] <= 1 and canvas["width"] >= 388
        assert canvas["y"] < 340 and canvas["height"] >= 320
        reader.open("explore", lang="zh", entity=LAB, pick=LAB)
        panel = reader.page.locator(".st-key-panel")
        box = panel.bounding_box()
        assert box and box["y"] > 300 and round(box["y"] + box["height"]) == 844
        reader.page.get_by_role("button", name="关闭").click()
        expect(panel).to_have_count(0)
        reader.fine()


def other_node(graph: Locator) -> str:
    """A node that is not the centre, and has no other one near."""
    found: str = graph.evaluate(
        "g => g.cy.nodes('[!anchor]:visible').max(n => n.renderedPosition('y')).ele.id()"
    )
    return found


def click_node(graph: Locator, id: str) -> None:
    place = graph.evaluate("(g, id) => g.cy.getElementById(id).renderedPosition()", id)
    graph.locator(".canvas").click(position=place)


def press_for(reader: browser.Reader, id: str, button: str) -> None:
    """Click a node of the graph, then a button of the bar above it."""
    click_node(reader.page.locator(".graph"), id)
    reader.settle()
    reader.page.get_by_role("button", name=button).click()


def test_an_edge_tells_its_relation_and_quotes(reader: browser.Reader) -> None:
    reader.open("explore", lang="zh", entity=LAB)
    edge = reader.page.locator(".graph").evaluate(
        "g => g.cy.edges('[type = \"HOSTED_BY\"]')[0].id()"
    )
    reader.open("explore", lang="zh", entity=LAB, pick=edge)
    reader.says("—依托单位→")
    reader.says("见于表格")


def test_the_keyboard_walks_the_graph(reader: browser.Reader) -> None:
    reader.open("explore", lang="zh", entity=LAB)
    reader.page.locator(".canvas").focus()
    reader.page.keyboard.press("n")
    reader.page.wait_for_url("**pick=**")
    reader.settle()
    graph = reader.page.locator(".graph")
    reader.until(lambda: graph.evaluate("g => g.cy.$('.chosen').length"), 1)


def test_an_address_restores_what_was_done_in_the_view(app: browser.App) -> None:
    with app.reader() as one:
        one.open("explore", lang="zh", entity=LAB)
        graph = one.page.locator(".graph")
        kind = graph.locator(".kind").nth(1)
        off = kind.get_attribute("data-kind") or ""
        kind.click()
        one.is_at(f"off={off}")
        one.settle()
        lost = other_node(graph)
        press_for(one, lost, "隐藏")
        one.is_at("hidden=")
        one.settle()
        address, seen = one.page.url, graph.evaluate(VISIBLE)
        one.fine()
    with app.reader() as two:
        two.page.goto(address)
        graph = two.page.locator(".graph")
        expect(graph.locator(f"[data-kind={off}]")).to_have_attribute("aria-pressed", "false")
        two.settle()
        two.until(lambda: graph.evaluate(VISIBLE), seen)
        two.page.get_by_role("button", name="撤销").click()
        two.page.wait_for_url(lambda url: "hidden=" not in url)
        two.until(lambda: graph.evaluate(VISIBLE), sorted([*seen, lost]))
        two.fine()


def test_expanding_is_undone(reader: browser.Reader) -> None:
    reader.open("explore", lang="zh", entity="Facility:智能计算研究设施")
    graph = reader.page.locator(".graph")
    before = graph.evaluate(VISIBLE)
    press_for(reader, LAB, "展开")
    reader.is_at("open=")
    reader.until(lambda: set(graph.evaluate(VISIBLE)) > set(before), True)
    reader.settle()
    reader.page.get_by_role("button", name="撤销").click()
    reader.page.wait_for_url(lambda url: "open=" not in url)
    reader.until(lambda: graph.evaluate(VISIBLE), before)


def test_another_centre_is_undone_and_what_was_hidden_stays_so(reader: browser.Reader) -> None:
    reader.open("explore", lang="zh", entity=LAB)
    graph = reader.page.locator(".graph")
    lost = other_node(graph)
    press_for(reader, lost, "隐藏")
    reader.is_at("hidden=")
    reader.settle()
    before = graph.evaluate(VISIBLE)
    assert lost not in before
    press_for(reader, other_node(graph), "设为中心")
    reader.page.wait_for_url(lambda url: "hidden=" not in url)
    reader.until(lambda: graph.evaluate(VISIBLE) == before, False)
    reader.settle()
    reader.page.get_by_role("button", name="撤销").click()
    reader.is_at("hidden=")
    reader.until(lambda: graph.evaluate(VISIBLE), before)
    reader.settle()
    reader.page.get_by_role("button", name="撤销").click()
    reader.page.wait_for_url(lambda url: "hidden=" not in url)
    reader.until(lambda: graph.evaluate(VISIBLE), sorted([*before, lost]))


def test_the_language_turns_and_the_page_stays(reader: browser.Reader) -> None:
    reader.open("gaps", lang="zh", look="chains")
    reader.page.get_by_role("radio", name="English").click()
    expect(reader.page.get_by_role("heading", name="Gaps in chains")).to_be_visible()
    reader.settle()
    reader.is_at("lang=en")
    reader.is_at("look=chains")
    assert not [sign for sign in reader.main() if sign in "，。：；"]


@pytest.mark.parametrize("screen", ["explore", "profile"])
def test_an_old_link_says_so_and_offers_the_search(reader: browser.Reader, screen: str) -> None:
    name = "entity" if screen == "explore" else "id"
    reader.open(screen, lang="en", **{name: "Laboratory:nothing"})
    reader.says("the link may be old")
    expect(reader.page.get_by_test_id("stMain").get_by_label("Find", exact=True)).to_be_visible()


#: Page, language, what is typed → what is found first, and words that say why.
FOUND = [
    ("ask", "zh", "之江试验室", "之江实验室", "是不是要找"),
    ("ask", "zh", "zju", "浙江大学", "英文名 ZJU"),
    ("", "en", "zhejiang daxue", "Zhejiang University", "pinyin"),
    ("profile", "zh", "zjsys", "之江实验室", "拼音首字母"),
]


@pytest.mark.parametrize(("screen", "lang", "typed", "right", "why"), FOUND)
def test_the_key_to_the_box_and_what_it_finds(
    reader: browser.Reader, screen: str, lang: str, typed: str, right: str, why: str
) -> None:
    reader.open(screen, lang=lang)
    reader.page.keyboard.press("/")
    reader.page.keyboard.type(typed)
    hits = reader.page.locator("[class*=st-key-hits]")
    expect(hits.get_by_role("link").first).to_have_text(re.compile(f"{right}$"))
    expect(reader.page.locator("[class*=st-key-find-]").locator("xpath=../..")).to_contain_text(why)
    hits.get_by_role("link").first.click()
    reader.is_at("/profile")
    reader.settle()
    expect(reader.page.get_by_role("heading", level=1)).to_contain_text(right)


def test_fields_speak_the_language_of_the_page(reader: browser.Reader) -> None:
    reader.open("console", lang="zh")
    field = reader.page.get_by_test_id("stMain").get_by_role("combobox").first
    field.click()
    field.fill("qqqq")
    reader.page.wait_for_timeout(300)
    assert "No results" not in reader.page.locator("body").inner_text()
    assert "View" not in reader.page.get_by_test_id("stSidebar").inner_text()
    reader.open("explore", lang="zh", entity=LAB)
    reader.page.get_by_role("button", name="筛选").click()
    reader.page.get_by_role("combobox", name="只要这些依据").click()
    reader.page.wait_for_timeout(300)
    assert "Select all" not in reader.page.locator("body").inner_text()


@pytest.mark.parametrize(
    "params",
    [{"line": "99999999"}, {"line": "²"}, {"page": "-1"}, {"page": "x", "line": "1e9"}],
)
def test_no_address_breaks_the_source(reader: browser.Reader, params: dict[str, str]) -> None:
    reader.open("source", lang="zh", **params)
    assert reader.page.locator(".passage").count() > 0
    reader.says("已略去")


@pytest.mark.parametrize("words", NASTY, ids=["script", "cypher", "markdown", "long"])
def test_nothing_typed_is_taken_for_more_than_words(reader: browser.Reader, words: str) -> None:
    reader.open("source", lang="zh", find=words[:2000])
    assert reader.page.locator("img[src=x], a[href*=elsewhere]").count() == 0
    reader.open("ask", lang="zh")
    field = reader.page.get_by_role("searchbox")
    field.fill(words)
    field.press("Enter")
    reader.settle()
    assert reader.page.locator("img[src=x], a[href*=elsewhere]").count() == 0


def test_the_console_reads_and_refuses_to_write(reader: browser.Reader) -> None:
    reader.open("console", lang="en", mode="typed")
    type_cypher(reader, "MATCH (n:TechField) RETURN count(n) AS fields")
    reader.says("Rows: 1")
    type_cypher(reader, "MATCH (n) DETACH DELETE n")
    expect(reader.page.get_by_test_id("stAlertContentError")).to_be_visible()
    type_cypher(reader, "MATCH (n:Entity) RETURN count(n) AS things")
    reader.says("Rows: 1")


def type_cypher(reader: browser.Reader, cypher: str) -> None:
    reader.page.get_by_role("textbox", name="Cypher statement").fill(cypher)
    reader.page.get_by_role("button", name="Run", exact=True).click()
    reader.settle()


def test_a_slow_statement_can_be_stopped(reader: browser.Reader) -> None:
    reader.open("console", lang="en", mode="typed")
    reader.page.get_by_role("textbox", name="Cypher statement").fill(
        "MATCH (a:Entity), (b:Entity), (c:Entity), (d:Entity) "
        "WHERE a.name + b.name = c.name + d.name RETURN count(*) AS total"
    )
    reader.page.get_by_role("button", name="Run", exact=True).click()
    reader.page.get_by_role("button", name="Stop").click()
    expect(reader.page.get_by_test_id("stAlertContentError")).to_be_visible(timeout=15_000)


def test_a_named_query_asks_for_what_it_needs(reader: browser.Reader) -> None:
    reader.open("console", lang="zh", query="field_supports")
    reader.says("还需填写")
    reader.open("console", lang="zh", query="field_supports", **{"p.field": "quantum"})
    expect(reader.page.get_by_text(re.compile(r"^\d+ 行$"))).to_be_visible()


def test_from_a_field_to_a_file_for_gephi(reader: browser.Reader, tmp_path: Path) -> None:
    reader.open("profile", lang="en", id="quantum")
    reader.follow("Show in the graph")
    reader.follow("Export graph")
    path = downloaded(reader, "Download GEXF", tmp_path)
    read = ElementTree.parse(path).getroot()
    nodes = {node.get("id"): node.get("label") for node in read.findall(".//{*}node")}
    assert nodes["quantum"] and len(nodes) > 5
    assert len(read.findall(".//{*}edge")) > 5


def downloaded(reader: browser.Reader, button: str, folder: Path) -> Path:
    with reader.page.expect_download() as waiting:
        reader.page.get_by_role("button", name=button).click()
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


@pytest.mark.parametrize("kind", ["json", "csv", "svg"])
def test_other_formats_come_whole(reader: browser.Reader, tmp_path: Path, kind: str) -> None:
    reader.open("export", lang="zh", by="entity", entity=LAB, format=kind)
    path = downloaded(reader, f"下载 {kind.upper()}", tmp_path)
    if kind == "json":
        assert LAB in {node["id"] for node in json.loads(path.read_text("utf-8"))["nodes"]}
    elif kind == "csv":
        assert len(zipfile.ZipFile(path).namelist()) >= 2
    else:
        assert path.read_text("utf-8").rstrip().endswith("</svg>")


def test_from_a_question_to_a_brief(reader: browser.Reader, tmp_path: Path) -> None:
    """Policy staff: ask in English, only universities, open a reason, take the answer along."""
    reader.open("ask", lang="en", q="who works on quantum")
    main = reader.page.get_by_test_id("stMain")
    main.get_by_role("button", name="University", exact=True).click()
    asked = reader.page.get_by_role("searchbox")
    expect(asked).to_have_value("which universities support Quantum technology")
    reader.settle()
    reader.page.get_by_text("Zhejiang University of Technology (University)").click()
    reader.says("p. 53 · line 3334")
    written = Document(str(downloaded(reader, "Brief (Word)", tmp_path)))
    told = [paragraph.text for paragraph in written.paragraphs]
    assert "quantum technology" in told[0].lower() and told[0] != asked.input_value()
    (sheet,) = written.sections
    assert sheet.page_width and sheet.page_height
    assert (round(sheet.page_width.mm), round(sheet.page_height.mm)) == (210, 297)
    assert "PAGE" in sheet.footer._element.xml and told[0] in sheet.header.paragraphs[0].text
    (table,) = written.tables
    kinds = {row.cells[1].text for row in table.rows[1:]}
    assert kinds == {"University"} and len(table.rows) >= 4
    assert "之江实验室" not in "".join(told) and "浙江工业大学" in "".join(told)
    text = downloaded(reader, "Brief (Markdown)", tmp_path).read_text("utf-8")
    assert "## Sources" in text and "line 3334" in text and "## Derived" in text
    reader.page.get_by_role("radio", name="One page", exact=True).click()
    reader.settle()
    text = downloaded(reader, "Brief (Markdown)", tmp_path).read_text("utf-8")
    assert "## Sources" not in text and "What the plan says" in text


def test_a_field_has_a_brief_too(reader: browser.Reader, tmp_path: Path) -> None:
    reader.open("profile", lang="en", id="quantum")
    word = zipfile.ZipFile(downloaded(reader, "Brief (Word)", tmp_path))
    assert "浙江大学" in word.read("word/document.xml").decode("utf-8")


@pytest.mark.parametrize(
    ("question", "chip", "instead", "now"),
    [
        ("浙江大学支持哪些领域", "高校", "西湖大学", "西湖大学支持哪些领域"),
        ("集成电路产业链有哪些高校？", "类型", "企业", "集成电路产业链有哪些企业？"),
    ],
)
def test_what_a_question_says_is_changed_by_a_chip(
    reader: browser.Reader, question: str, chip: str, instead: str, now: str
) -> None:
    reader.open("ask", lang="zh", q=question)
    reader.page.get_by_role("combobox", name=chip).click()
    reader.page.get_by_role("option", name=instead, exact=True).click()
    reader.settle()
    expect(reader.page.get_by_role("searchbox")).to_have_value(now)
    reader.is_at(urlencode({"q": now}))


def test_an_answer_goes_on_to_gephi(reader: browser.Reader, tmp_path: Path) -> None:
    reader.open("ask", lang="en", q="who works on quantum")
    reader.page.get_by_test_id("stMain").get_by_role("radio", name="Graph").click()
    reader.settle()
    reader.is_at("as=graph")
    drawn = set(reader.page.locator(".graph").evaluate("g => g.cy.nodes().map(n => n.id())"))
    assert {"quantum", UNI} <= drawn
    reader.follow("Export for Gephi")
    reader.is_at("by=question")
    read = ElementTree.parse(downloaded(reader, "Download GEXF", tmp_path)).getroot()
    assert {node.get("id") for node in read.findall(".//{*}node")} == drawn


def test_from_a_laboratory_to_the_source(reader: browser.Reader) -> None:
    """A researcher: a laboratory, a facility that it hosts, where the text says so."""
    reader.open("explore", lang="zh", entity=LAB)
    main = reader.page.get_by_test_id("stMain")
    main.get_by_role("button", name="智能计算研究设施").first.click()
    reader.is_at("pick=Facility")
    expect(main.get_by_role("heading", name="智能计算研究设施")).to_be_visible()
    reader.settle()
    reader.follow("打开档案")
    reader.is_at("/profile")
    row = reader.page.get_by_test_id("stExpander").filter(has_text="之江实验室（实验室）").first
    row.get_by_text("之江实验室（实验室）").click()
    row.get_by_role("link", name="页 · 第").first.click()
    reader.settle()
    expect(reader.page.locator(".passage.target")).to_contain_text("之江实验室")


def test_the_line_is_marked_within_its_paragraph(reader: browser.Reader) -> None:
    reader.open("source", lang="zh", line="3334")
    shown = "".join(reader.page.locator(".passage.target .here").all_inner_texts())
    assert shown == PLAN.read_text("utf-8").splitlines()[3333].strip()


def test_a_name_in_the_source_opens_its_profile(reader: browser.Reader) -> None:
    reader.open("source", lang="zh", line="3334")
    reader.page.locator(".target .name", has_text="浙江大学").first.click()
    reader.page.wait_for_url("**/profile**")
    reader.settle()
    reader.says("支撑的领域")


def test_the_text_is_searched(reader: browser.Reader) -> None:
    reader.open("source", lang="zh")
    field = reader.page.get_by_role("searchbox")
    field.fill("量子密钥分发")
    field.press("Enter")
    reader.says("找到")
    reader.follow("页 · 第")
    expect(reader.page.locator(".hit").first).to_have_text("量子密钥分发")


def test_two_people_do_not_mix(app: browser.App) -> None:
    with app.reader() as one, app.reader("dark") as two:
        one.open("ask", lang="zh", q="谁在做量子科技？")
        two.open("ask", lang="en", q="who works on future networks")
        one.open("ask", lang="zh")
        assert "谁在做量子科技" not in two.main()
        assert "future networks" not in one.main()


def test_the_way_between_two_things_has_a_quote_for_each_step(reader: browser.Reader) -> None:
    reader.open("explore", lang="zh", entity=LAB, to="University:西湖大学")
    reader.says("最短路径")
    graph = reader.page.locator(".graph")
    assert graph.evaluate("g => g.cy.getElementById('University:西湖大学').length") == 1
    assert graph.evaluate("g => g.cy.edges('[?way]:visible').length") >= 2
    steps = reader.page.get_by_test_id("stExpander").first
    steps.locator("summary").click()
    reader.settle()
    assert steps.get_by_role("link").count() >= 2
    assert graph.evaluate("g => g.cy.elements('[?way].dim').length") == 0


def test_of_several_shortest_ways_each_can_be_chosen(reader: browser.Reader) -> None:
    reader.open("explore", lang="zh", entity=LAB, to="University:西湖大学", way="2")
    graph = reader.page.locator(".graph")
    marked = "g => g.cy.edges('[?way]').map(e => e.id()).sort().join()"
    second = graph.evaluate(marked)
    reader.open("explore", lang="zh", entity=LAB, to="University:西湖大学")
    reader.says("条一样短的路径")
    assert graph.evaluate(marked) != second


#: What is drawn: how much of it in the address. The names that are shown are measured.
WRITTEN = """g => { const { cy } = g, z = cy.zoom();
  const shown = cy.nodes(':visible').filter(n => !n.hasClass('mute') && !n.hasClass('dim'));
  const only = { includeNodes: false, includeEdges: false, includeLabels: true,
    includeOverlays: false, includeUnderlays: false };
  const boxes = shown.map(n => n.renderedBoundingBox(only));
  const size = b => (b.x2 - b.x1) * (b.y2 - b.y1);
  let worst = 0;
  boxes.forEach((a, i) => boxes.slice(0, i).forEach(b => {
    const w = Math.min(a.x2, b.x2) - Math.max(a.x1, b.x1);
    const h = Math.min(a.y2, b.y2) - Math.max(a.y1, b.y1);
    if (w > 0 && h > 0) worst = Math.max(worst, w * h / Math.min(size(a), size(b)));
  }));
  return [shown.length, Math.min(...shown.map(n => n.numericStyle('font-size') * z)), worst]; }"""


@pytest.mark.parametrize(
    "params",
    [{}, {"hops": "2", "most": "200"}, {"hops": "2", "most": "500", "show": "weaker"}],
    ids=["near", "two steps", "most"],
)
def test_names_can_be_read_at_every_size(reader: browser.Reader, params: dict[str, str]) -> None:
    reader.open("explore", lang="zh", entity=LAB, **params)
    reader.page.wait_for_timeout(400)
    shown, smallest, worst = reader.page.locator(".graph").evaluate(WRITTEN)
    assert shown > 5 and smallest >= 11 and worst <= 0.1


#: How much of a word on an edge lies over a node, at worst.
EDGE_WORDS = """g => { const only = { includeNodes: false, includeEdges: false, includeLabels: true,
    includeOverlays: false, includeUnderlays: false };
  const words = g.cy.edges('.near, .chosen, [?way]').filter(':visible')
    .filter(e => !e.hasClass('mute') && !e.hasClass('dim'));
  let worst = 0;
  words.forEach(e => { const a = e.renderedBoundingBox(only);
    g.cy.nodes(':visible').filter(n => !n.hasClass('dim')).forEach(n => {
      const p = n.renderedPosition(), r = n.renderedWidth() / 2;
      const w = Math.min(a.x2, p.x + r) - Math.max(a.x1, p.x - r);
      const h = Math.min(a.y2, p.y + r) - Math.max(a.y1, p.y - r);
      if (w > 0 && h > 0) worst = Math.max(worst, w * h / Math.max(a.w * a.h, 1)); }); });
  return [words.length, worst]; }"""


def test_no_word_of_a_relation_lies_on_a_node(reader: browser.Reader) -> None:
    reader.open("explore", lang="zh", entity=UNI)
    reader.page.wait_for_timeout(400)
    shown, worst = reader.page.locator(".graph").evaluate(EDGE_WORDS)
    assert shown and worst <= 0.1


def test_many_small_things_are_one_that_opens(reader: browser.Reader) -> None:
    reader.open("explore", lang="zh", entity=UNI)
    graph = reader.page.locator(".graph")
    groups = graph.evaluate("g => g.cy.nodes('[?group]').map(n => [n.id(), n.data('name')])")
    assert groups
    id, name = groups[0]
    before = graph.evaluate(VISIBLE)
    graph.evaluate("(g, id) => g.cy.getElementById(id).emit('tap')", id)
    reader.is_at("unfolded=")
    count = int(name.split()[0])
    reader.until(lambda: len(set(graph.evaluate(VISIBLE)) - set(before)), count)
    reader.settle()
    opened = graph.evaluate(VISIBLE)
    assert id not in opened
    reader.page.reload()
    reader.settle()
    reader.until(lambda: graph.evaluate(VISIBLE), opened)


@pytest.mark.parametrize("layout", ["columns", "concentric"])
def test_a_layout_keeps_things_apart(reader: browser.Reader, layout: str) -> None:
    reader.open("explore", lang="zh", entity=UNI, hops="2", most="200")
    graph = reader.page.locator(".graph")
    graph.locator("select").select_option(layout)
    reader.page.wait_for_timeout(400)
    assert graph.evaluate(WRITTEN)[2] <= 0.1
    assert graph.evaluate(LAID[layout])


#: Whether a column holds one type, and whether what is tied to the centre is nearest to it.
LAID = {
    "columns": """g => { const seen = new Map(); return g.cy.nodes(':visible').every(n => {
      const x = Math.round(n.position('x')), type = n.data('type');
      if (!seen.has(x)) seen.set(x, type);
      return seen.get(x) === type; }); }""",
    "concentric": """g => { const c = g.cy.nodes('[?anchor]'), at = c.position();
      const far = n => Math.hypot(n.position('x') - at.x, n.position('y') - at.y);
      const near = c.neighborhood('node:visible');
      const rest = g.cy.nodes(':visible').difference(near).difference(c);
      return rest.empty() || Math.max(...near.map(far)) <= Math.min(...rest.map(far)) + 1; }""",
}


def test_the_drawing_takes_the_screen_by_a_key(reader: browser.Reader) -> None:
    reader.open("explore", lang="en", entity=LAB)
    canvas = reader.page.locator(".canvas")
    before = canvas.bounding_box()
    canvas.focus()
    reader.page.keyboard.press("f")
    reader.page.wait_for_timeout(500)
    after = canvas.bounding_box()
    assert before and after and after["width"] > 1.5 * before["width"]
    assert before["width"] >= 760 and before["height"] >= 500
    reader.page.get_by_role("button", name="Full screen").click()
    reader.page.wait_for_timeout(500)
    again = canvas.bounding_box()
    assert again and (again["width"], again["height"]) == (before["width"], before["height"])


def test_the_quote_is_marked_whole_with_its_ends_told_apart(reader: browser.Reader) -> None:
    reader.open("ask", lang="zh", q="谁在做量子科技？")
    row = reader.page.get_by_test_id("stExpander").filter(has_text="浙江工业大学（高校）")
    row.get_by_text("浙江工业大学（高校）").click()
    reader.settle()
    quote = row.locator("mark, [style*=background], .stMarkdownColoredBackground").first
    words = quote.inner_text()
    row.get_by_role("link", name="页 · 第").first.click()
    reader.is_at("/source")
    reader.settle()
    shown = "".join(reader.page.locator(".passage.target .here").all_inner_texts())
    assert shown == words
    assert (
        reader.page.locator(".passage.target .name[data-end='1']").first.inner_text()
        == "浙江工业大学"
    )


def test_a_typed_query_asks_for_its_parameters_and_tells_misspelt_labels(
    reader: browser.Reader,
) -> None:
    reader.open("console", lang="en", mode="typed")
    type_cypher(reader, "MATCH (n:Labratory) WHERE n.name = $name RETURN n.name AS name")
    field = reader.page.get_by_role("textbox", name="Parameter name")
    field.fill("之江实验室")
    field.press("Enter")
    reader.says("Did you mean Laboratory?")
    reader.page.get_by_role("button", name="Write Laboratory").click()
    reader.says("Rows: 1")
    reader.is_at("Laboratory")


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("english.txt", b"Nothing of a plan in here.\n" * 40, "不像中文规划文本"),
        ("program.exe", b"MZ" + bytes(200), "不支持的文件类型"),
        ("packed.zip", b"PK" + bytes(200), "不支持的文件类型"),
    ],
)
def test_a_file_that_is_no_plan_is_refused_with_the_reason(
    reader: browser.Reader, tmp_path: Path, name: str, content: bytes, why: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    reader.open("intake", lang="zh")
    give(reader, path, "读入")
    refused = reader.page.get_by_test_id("stAlertContentError")
    expect(refused).to_contain_text(name)
    expect(refused).to_contain_text(why)
    assert str(tmp_path) not in refused.inner_text()


@pytest.mark.parametrize(
    ("screen", "params", "megabytes"), [("intake", {}, 20), ("review", {"look": "decided"}, 5)]
)
def test_what_is_too_large_is_refused_in_the_pages_own_words(
    reader: browser.Reader, tmp_path: Path, screen: str, params: dict[str, str], megabytes: int
) -> None:
    path = tmp_path / "large.txt"
    path.write_bytes(b"x" * (megabytes * 1_000_000 + 1))
    reader.open(screen, lang="zh", **params)
    field = reader.page.get_by_test_id("stFileUploaderDropzone")
    expect(field.get_by_role("button", name="选择文件")).to_be_visible()
    reader.page.locator("input[type=file]").set_input_files(path)
    reader.says(f"large.txt 超过 {megabytes} MB")
    assert reader.page.get_by_role("button", name=re.compile("^(读入|并入)$")).count() == 0


def test_a_plan_of_ones_own_is_read_beside_the_other(
    app: browser.App, reader: browser.Reader, tmp_path: Path
) -> None:
    path = tmp_path / "样例.txt"
    path.write_text("样例发展规划\n" + "\n".join(LINES), "utf-8")
    before = {row["id"] for row in browser.query(app.home, "documents")}
    reader.open("intake", lang="en")
    give(reader, path, "Read it")
    reader.says("Read 样例发展规划")
    reader.settle()
    assert len({row["id"] for row in browser.query(app.home, "documents")} - before) == 1
    reader.follow("Source")
    reader.says(LINES[1])


def give(reader: browser.Reader, path: Path, button: str) -> None:
    """Hand a file over and have it read."""
    reader.page.locator("input[type=file]").set_input_files(path)
    reader.page.get_by_role("button", name=button, exact=True).click()


def test_an_engine_that_dies_is_said_and_comes_back(app: browser.App) -> None:
    """Stands last: what came before is not to wait for the new engine."""
    with app.reader() as reader:
        reader.open(lang="en")
        engine = processes.engine_pid(app.home)
        os.kill(engine, signal.SIGKILL)
        assert processes.wait_until(lambda: not processes.alive(engine))
        reader.open("gaps", lang="en", look="hosts")
        again = reader.page.get_by_role("button", name="Try again")
        if again.count():
            again.click()
        found = reader.page.get_by_role("heading", name="Without a host")
        expect(found).to_be_visible(timeout=30_000)
        reader.fine()
