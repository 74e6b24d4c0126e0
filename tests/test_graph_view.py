"""The graph view as it is drawn, measured on its own geometry in a real browser."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page

from tests import drawn

pytestmark = pytest.mark.timeout(180)
CY = "document.querySelector('.graph').cy"
SIZES = [(30, 45), (150, 260), (500, 900)]
#: Of the words that are shown: how many names and words on edges, the least height in px, by how
#: much two lie on each other at worst, how many px² of a word on an edge lie on a node at worst.
LEGIBLE = """() => { const { cy } = document.querySelector('.graph'), z = cy.zoom();
  const only = { includeNodes: false, includeEdges: false, includeLabels: true,
    includeOverlays: false, includeUnderlays: false };
  const seen = (one) => !one.hasClass('mute') && !one.hasClass('dim');
  const box = (one) => one.renderedBoundingBox(only);
  const size = (b) => (b.x2 - b.x1) * (b.y2 - b.y1);
  const both = (a, b) => { const w = Math.min(a.x2, b.x2) - Math.max(a.x1, b.x1),
    h = Math.min(a.y2, b.y2) - Math.max(a.y1, b.y1); return w > 0 && h > 0 ? w * h : 0; };
  const names = cy.nodes(':visible').filter(seen);
  const words = cy.edges('.near, .chosen, [?way]').filter(':visible').filter(seen);
  const all = [...names.toArray(), ...words.toArray()];
  const boxes = all.map(box);
  let overlap = 0, over = 0;
  boxes.forEach((a, i) => boxes.slice(0, i).forEach((b) => {
    overlap = Math.max(overlap, both(a, b) / Math.min(size(a), size(b))); }));
  const body = (n) => { const p = n.renderedPosition(), r = n.renderedWidth() / 2;
    return { x1: p.x - r, x2: p.x + r, y1: p.y - r, y2: p.y + r }; };
  words.forEach((word) => cy.nodes(':visible').filter((n) => !n.hasClass('dim')).forEach((n) => {
    over = Math.max(over, both(box(word), body(n))); }));
  return { names: names.length, words: words.length, overlap, over,
    least: Math.min(...all.map((one) => one.numericStyle('font-size') * z)) }; }"""


def legible(page: Page) -> tuple[int, int]:
    """How many names and words on edges are shown; all of them can be read."""
    page.wait_for_function(drawn.DRAWN)
    found = page.evaluate(LEGIBLE)
    assert found["least"] >= 11 and found["overlap"] <= 0.1 and found["over"] <= 1, found
    return found["names"], found["words"]


@pytest.mark.parametrize(("nodes", "edges"), SIZES, ids=lambda n: str(n))
def test_what_is_written_can_be_read(chromium: Browser, nodes: int, edges: int) -> None:
    with drawn.view(chromium, drawn.made_up(nodes, edges)) as page:
        assert legible(page)[0] >= 20
        page.evaluate(f"() => {{ {CY}.nodes(':visible').max(n => n.degree()).ele.emit('tap'); }}")
        assert legible(page)[1] >= 1
        for zoom in (0.5, 2):
            page.evaluate(f"() => {{ {CY}.zoom({zoom}); }}")
            legible(page)


def press(page: Page, keys: str) -> None:
    page.locator(".canvas").focus()
    for key in keys:
        page.keyboard.press(key)


def visible(page: Page) -> set[str]:
    return set(page.evaluate(f"() => {CY}.nodes(':visible').map(n => n.id())"))


def told(page: Page) -> dict[str, list[str]]:
    """What the view last told the app to keep in the address."""
    found: dict[str, list[str]] = page.evaluate(
        "() => window.told.filter(([name]) => name === 'filtered').at(-1)[1]"
    )
    return found


def choose(page: Page, id: str) -> None:
    page.evaluate(f"id => {{ {CY}.getElementById(id).emit('tap'); }}", id)


@pytest.mark.parametrize("how", ["shift", "switch"])
def test_a_box_selects_to_keep_or_to_hide(chromium: Browser, how: str) -> None:
    with drawn.view(chromium, drawn.made_up(30, 45)) as page:
        before = visible(page)
        box = page.locator(".canvas").bounding_box()
        assert box
        if how == "shift":
            page.keyboard.down("Shift")
        else:
            page.locator("[data-do=box]").click()
        page.mouse.move(box["x"] + 5, box["y"] + 5)
        page.mouse.down()
        page.mouse.move(box["x"] + box["width"] / 3, box["y"] + box["height"] / 2)
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] - 5)
        page.mouse.up()
        page.keyboard.up("Shift")
        marked = page.locator(".boxing")
        marked.wait_for(timeout=10_000)
        inside = set(page.evaluate(f"() => {CY}.nodes('.boxed').map(n => n.id())"))
        assert 0 < len(inside) < len(before)
        assert str(len(inside)) in marked.inner_text()
        page.locator("[data-boxed=keep]").click()
        page.wait_for_function(drawn.DRAWN)
        assert visible(page) == inside
        kept = told(page)
        assert set(kept["only"]) == inside or set(kept["hidden"]) == before - inside
        press(page, "u")
        page.wait_for_function(f"n => {CY}.nodes(':visible').length === n", arg=len(before))


def test_what_was_kept_is_kept_again(chromium: Browser) -> None:
    data = drawn.made_up(30, 45)
    only = [node["id"] for node in data["nodes"][:4]]
    with drawn.view(chromium, {**data, "only": only}) as page:
        assert visible(page) == set(only)


def test_notes_and_pins_are_kept_and_restored(chromium: Browser) -> None:
    data = drawn.made_up(30, 45)
    id = data["nodes"][3]["id"]
    where = f"() => {CY}.getElementById({id!r}).position()"
    with drawn.view(chromium, data) as page:
        choose(page, id)
        press(page, "t")
        page.keyboard.type("下周走访")
        page.keyboard.press("Enter")
        page.evaluate(f"() => {{ {CY}.getElementById({id!r}).position({{ x: 40, y: -30 }}); }}")
        press(page, "l")
        kept = told(page)
        assert kept["note"] == [f"下周走访@{id}"]
        assert kept["pin"] == [f"40,-30@{id}"]
    with drawn.view(chromium, {**data, "note": kept["note"], "pin": kept["pin"]}) as page:
        assert page.evaluate(where) == {"x": 40, "y": -30}
        label = page.evaluate(f"() => {CY}.getElementById({id!r}).style('label')")
        assert label.endswith("✎ 下周走访")


def test_the_small_picture_shows_where_one_is_and_leads_elsewhere(chromium: Browser) -> None:
    with drawn.view(chromium, drawn.made_up(60, 90)) as page:
        small = page.locator(".map")
        assert not small.is_visible()
        press(page, "++++++")
        small.wait_for()
        before = page.evaluate(f"() => {CY}.extent().x1")
        small.click(position={"x": 5, "y": 50})
        assert page.evaluate(f"() => {CY}.extent().x1") < before


def test_columns_by_time_go_from_early_to_late(chromium: Browser) -> None:
    data = drawn.made_up(40, 60)
    times = ["2025", "2021–2025", "", "2030"]
    for number, node in enumerate(data["nodes"]):
        node["when"] = times[number % len(times)]
    with drawn.view(chromium, data) as page:
        page.locator(".bar select").select_option("time")
        page.wait_for_function(drawn.DRAWN)
        heads = page.locator(".heads span").all_inner_texts()
        assert heads == ["2021–2025", "2025", "2030", "未注明时间"]
        found = page.evaluate(
            f"() => {CY}.nodes(':visible').map(n => [n.data('when'), n.position('x')])"
        )
        last = {time: max(x for when, x in found if when == time) for time in times}
        first = {time: min(x for when, x in found if when == time) for time in times}
        assert last["2021–2025"] < first["2025"] <= last["2025"] < first["2030"]
        assert last["2030"] < first[""]
    with drawn.view(chromium, drawn.made_up(10, 12)) as page:
        assert page.locator(".bar option[value=time]").count() == 0


#: Milliseconds from frame to frame while the drawing is dragged.
FRAMES = """() => { window.frames = []; let last = performance.now();
  const tick = (now) => {
    window.frames.push(now - last); last = now; requestAnimationFrame(tick); };
  requestAnimationFrame(tick); }"""


def test_a_large_drawing_moves_at_thirty_frames_a_second(chromium: Browser) -> None:
    with drawn.view(chromium, drawn.made_up(2000, 6000)) as page:
        box = page.locator(".canvas").bounding_box()
        assert box
        page.mouse.move(box["x"] + 8, box["y"] + 8)
        page.mouse.down()
        page.evaluate(FRAMES)
        for step in range(90):
            page.mouse.move(box["x"] + 8 + 4 * step, box["y"] + 8 + 2 * step)
        frames = sorted(page.evaluate("() => window.frames"))
        page.mouse.up()
        assert page.evaluate(f"() => {CY}.nodes(':visible').length") == 2000
        assert len(frames) > 30 and frames[len(frames) // 2] <= 1000 / 30


def test_what_a_finger_taps_is_large_enough(chromium: Browser) -> None:
    data = drawn.made_up(60, 90)
    with drawn.view(chromium, data, (390, 844), has_touch=True, is_mobile=True) as page:
        small = page.evaluate(
            "() => [...document.querySelectorAll('.bar button, .bar select, .bar input, .kind')]"
            ".map(e => e.getBoundingClientRect()).filter(b => b.width < 32 || b.height < 32).length"
        )
        assert small == 0
        least = page.evaluate(
            f"() => Math.min(...{CY}.nodes(':visible').map(n => n.renderedWidth()))"
        )
        assert least + 16 >= 31.9  # Cytoscape meets a finger 8 px around a node
        assert legible(page)[0] > 5
        assert page.evaluate("document.documentElement.scrollWidth") <= 390


#: What has the focus, and how its outline looks.
FOCUSED = """() => { const e = document.activeElement, s = getComputedStyle(e);
  const name = e.dataset.do || e.dataset.kind || e.classList[0] || e.tagName;
  return [name, s.outlineWidth, s.outlineStyle]; }"""


def test_every_key_stop_shows_where_it_is(chromium: Browser) -> None:
    with drawn.view(chromium, drawn.made_up(30, 45)) as page:
        page.locator(".find input").focus()
        met = set()
        for _ in range(40):
            page.keyboard.press("Tab")
            name, width, style = page.evaluate(FOCUSED)
            if name == "BODY":
                break
            assert style != "none" and float(width.removesuffix("px")) >= 2, name
            met.add(name)
        assert {"box", "svg", "canvas", "SUPPORTS"} <= met


def test_on_paper_the_drawing_has_a_title_a_key_and_its_source(chromium: Browser) -> None:
    data = drawn.made_up(40, 60)
    grounds = [{"type": "stated", "caption": "文中写明", "count": 9, "line": "stated"}]
    with drawn.view(chromium, {**data, "grounds": grounds}, color_scheme="dark") as page:
        with page.expect_download() as coming:
            page.locator("[data-do=svg]").click()
        root = ElementTree.parse(coming.value.path()).getroot()
        assert (root.attrib["width"], root.attrib["height"]) == ("297mm", "210mm")
        said = {"".join(text.itertext()) for text in root.findall(".//{*}text")}
        assert {"图谱", "文中写明 9"} <= said
        assert any(words.startswith("来源") for words in said)
        (legend,) = root.findall(".//{*}g[@class='legend']")
        key = "".join(legend.itertext())
        assert all(kind["caption"] in key for kind in data["types"])
        with page.expect_download() as coming:
            page.locator("[data-do=png]").click()
        with Image.open(coming.value.path()) as pixels:
            assert pixels.size == (3508, 2480)
            assert round(pixels.info["dpi"][0]) == 300
            assert pixels.convert("L").getpixel((3, 3)) == 255
