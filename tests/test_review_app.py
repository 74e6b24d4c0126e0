"""The page *Review* as people meet it: a real browser, an invented plan, the embedded engine."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from ingest.judging.judgements import Judgement, read_judgements
from queries.reviewing import FILE
from tests import browser, engines, processes
from tests.test_review_command import FIELD, ONE, PLAN, TWO, UNI

TITLE = "海岳科技新区发展“十五五”规划"
pytestmark = [pytest.mark.timeout(180), browser.RETRIED]
#: What others proposed: a name and two ties.
TOLD = "支持滨东理工大学建设飞行控制与导航技术国家重点实验室。"
PROPOSED = "".join(
    "\t".join(("2026-03-01T08:00:00+00:00", "wise @ somewhere <b>", "propose", *row)) + "\n"
    for row in (
        (
            "枫桥航空小城",
            "TechPlatform",
            "",
            "ENTITY",
            "17",
            "建设枫桥航空小镇、枫桥航空小城。",
            TITLE,
        ),
        (TWO, "滨东理工大学", "", "AFFILIATED_WITH", "15", TOLD, TITLE),
        (TWO, FIELD, "it says so", "SUPPORTS", "15", TOLD, TITLE),
    )
)
NASTY = "<img src=x onerror=alert(1)> **b** [x](http://elsewhere.example)"


@pytest.fixture(scope="module")
def app(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[browser.App]:
    home = tmp_path_factory.mktemp("review-home")
    plan = home / "plan.txt"
    plan.write_text(PLAN, "utf-8")
    ingest(home, plan)
    with browser.app(chromium, home) as running:
        yield running


@pytest.fixture
def reader(app: browser.App) -> Iterator[browser.Reader]:
    (app.home / FILE).unlink(missing_ok=True)
    ingest(app.home, app.home / "plan.txt")
    with app.reader() as found:
        yield found
        found.fine()


def ingest(home: Path, plan: Path) -> None:
    env = processes.environment(home) | {"PATH": os.environ["PATH"]}
    command = [sys.executable, "-m", "cli", "ingest", str(plan)]
    subprocess.run(command, cwd=processes.ROOT, env=env, check=True, timeout=120)


def held(app: browser.App) -> tuple[Judgement, ...]:
    return read_judgements(app.home / FILE).rows


def write(reader: browser.Reader, label: str, words: str) -> None:
    field = reader.page.get_by_label(label, exact=True).first
    field.fill(words)
    field.press("Enter")
    reader.settle()


def press(reader: browser.Reader, name: str) -> None:
    reader.page.get_by_role("button", name=name, exact=True).first.click()
    reader.settle()


def test_names_are_judged_side_by_side(app: browser.App, reader: browser.Reader) -> None:
    reader.open("review", lang="zh")
    shown = reader.main()
    assert ONE in shown and TWO in shown and "第 1 页 · 第 15 行" in shown
    press(reader, "不是同一个")
    reader.says("请先写明判断人")
    assert held(app) == ()
    write(reader, "判断人", "林一")
    write(reader, "理由（可不填）", NASTY)
    press(reader, "不是同一个")
    reader.says("已保存")
    (row,) = held(app)
    assert (row.who, row.verdict, row.why) == ("林一", "different", NASTY)
    assert {row.first, row.second} == {ONE, TWO}
    reader.says("没有待判断的名称")
    expect(reader.page.locator("[data-testid=stMain] img")).to_have_count(0)


def test_a_judgement_is_listed_and_undone(app: browser.App, reader: browser.Reader) -> None:
    reader.open("review", lang="en", look="decided")
    reader.says("Nobody has judged anything yet")
    reader.open("review", lang="en")
    write(reader, "Who judges", "Ann")
    press(reader, "Unsure")
    reader.says("unsure:")
    (row,) = held(app)
    reader.open("review", lang="en", look="decided", pick="|".join((row.verdict, *row.pair)))
    write(reader, "Who judges", "Bo")
    press(reader, "Undo")
    reader.says("undone")
    assert held(app) == ()
    assert len((app.home / FILE).read_text("utf-8").splitlines()) == 3


def test_a_support_is_rejected_with_a_reason(app: browser.App, reader: browser.Reader) -> None:
    (field,) = (f for f in browser.query(app.home, "list_fields") if f["name"] == FIELD)
    rows = browser.query(app.home, "field_supports", f"field={field['id']}")
    institution = next(row["institution"] for row in rows if row["name"] == UNI)
    reader.open("profile", lang="en", id=institution)
    reader.page.get_by_text(FIELD).first.click()
    reader.settle()
    reader.page.get_by_test_id("stExpander").get_by_role("link", name="Confirm or reject").click()
    reader.settle()
    write(reader, "Who judges", "Ann")
    write(reader, "Why (may be left empty)", "no proof")
    press(reader, "Reject")
    reader.says("support rejected")
    (row,) = held(app)
    assert (row.verdict, row.first, row.second, row.why) == ("reject", UNI, FIELD, "no proof")
    assert "Weaker hint" not in reader.main()
    for screen, name in (("profile", "id"), ("explore", "entity")):
        reader.open(screen, lang="en", show="weaker", **{name: institution})
        assert "no proof" not in reader.main() and "Rejected" not in reader.main()
    reader.open("review", lang="en", look="decided")
    assert reader.page.get_by_test_id("stDataFrame").count() == 1


def test_the_queue_goes_on_after_each_word_and_keeps_no_reason(
    app: browser.App, reader: browser.Reader
) -> None:
    reader.open("review", lang="en", look="queue", of="relations")
    first = title(reader)
    reader.page.keyboard.press("n")
    reader.until(lambda: title(reader) != first, True)
    reader.page.keyboard.press("p")
    reader.until(lambda: title(reader), first)
    write(reader, "Who judges", "Ann")
    write(reader, "Why (may be left empty)", "only a list")
    reader.page.get_by_test_id("stMain").get_by_role("button", name=re.compile("^Reject")).click()
    reader.settle()
    reader.says("rejected")
    second = title(reader)
    assert second != first
    expect(reader.page.get_by_label("Why (may be left empty)")).to_have_value("")
    reader.page.keyboard.press("a")
    reader.until(
        lambda: [(row.verdict, row.why) for row in held(app)],
        [
            ("reject", "only a list"),
            ("accept", ""),
        ],
    )


def title(reader: browser.Reader) -> str:
    return reader.page.get_by_test_id("stMain").get_by_role("heading", level=3).first.inner_text()


def test_a_file_that_holds_no_judgement_is_an_error(reader: browser.Reader) -> None:
    reader.open("review", lang="zh", look="decided")
    file = {"name": "wrong.txt", "mimeType": "text/plain", "buffer": "一段别的文字\n".encode()}
    reader.page.locator("input[type=file]").set_input_files(file)  # type: ignore[arg-type]
    expect(reader.page.get_by_test_id("stAlertContentError")).to_contain_text("没有判断")
    expect(reader.page.get_by_role("button", name="并入", exact=True)).to_have_count(0)


def test_the_hour_of_a_judgement_is_the_readers(app: browser.App, reader: browser.Reader) -> None:
    (app.home / FILE).write_text(
        f"2026-03-01T20:30:00+00:00\tAnn\tunsure\t{ONE}\t{TWO}\t\n", "utf-8"
    )
    context = app.browser.new_context(
        timezone_id="Asia/Shanghai", viewport={"width": 1440, "height": 900}
    )
    tab = browser.Reader(context.new_page(), app.base)
    tab.open("review", lang="en")
    tab.says("2026-03-02")
    context.close()


def test_a_rejected_entity_is_gone_from_every_page_at_once(
    app: browser.App, reader: browser.Reader
) -> None:
    lab = f"Laboratory:{TWO}"
    reader.open("profile", lang="en", id=lab)
    reader.follow("Confirm or reject")
    reader.says(TWO)
    write(reader, "Who judges", "Ann")
    press(reader, "Reject")
    reader.says(f"entity rejected: {TWO}")
    reader.open("profile", lang="en", id=lab)
    reader.says("The graph has nothing under this address")
    reader.open("explore", lang="en", entity=lab)
    reader.says("The graph has nothing under this address")
    ingest(app.home, app.home / "plan.txt")
    assert TWO not in {row["name"] for row in browser.query(app.home, "list_entities")}
    pick = "|".join(("reject", *held(app)[0].pair, "ENTITY"))
    reader.open("review", lang="en", look="decided", pick=pick)
    write(reader, "Who judges", "Ann")
    press(reader, "Undo")
    reader.says("entity undone")
    reader.open("profile", lang="en", id=lab)
    reader.says(TWO)


def test_what_the_reader_missed_is_added_from_its_line(
    app: browser.App, reader: browser.Reader
) -> None:
    reader.open("source", lang="zh", line="15")
    reader.follow("据第 15 行补充内容")
    reader.says("依托海岳大学建设飞行控制技术国家重点实验室")
    write(reader, "判断人", "林一")
    write(reader, "名称", "枫桥风洞")
    choose(reader, "类别", "重大科技设施")
    reader.page.get_by_role("button", name="补充", exact=True).last.click()
    reader.settle()
    reader.says("补充实体：枫桥风洞")
    (row,) = held(app)
    assert (row.what, row.lines, row.second) == ("ENTITY", "15", "Facility")
    reader.open("profile", lang="zh", id="Facility:枫桥风洞")
    reader.says("人工补充")
    reader.says("第 15 行")
    reader.open("review", lang="zh", look="add", line="15", add="relation")
    write(reader, "判断人", "林一")
    choose(reader, "哪种关系", "依托单位")
    choose(reader, "起点", "枫桥风洞")
    choose(reader, "终点", UNI)
    reader.page.get_by_role("button", name="补充", exact=True).last.click()
    reader.says("补充关系“依托单位”：枫桥风洞")
    rows = browser.query(app.home, "review/relations", "type=HOSTED_BY")
    assert ("枫桥风洞", UNI) in {(row["head_name"], row["tail_name"]) for row in rows}


def choose(reader: browser.Reader, label: str, option: str) -> None:
    field = reader.page.get_by_test_id("stMain").get_by_label(label).first
    field.fill(option)
    reader.page.get_by_role("option", name=option).first.click()
    reader.settle()


@pytest.mark.parametrize("line", ["0", "99999", "x", "1-99", NASTY])
def test_a_line_that_is_none_is_told(reader: browser.Reader, line: str) -> None:
    reader.open("review", lang="en", look="add", line=line)
    reader.says("The plan has no such line")


def test_judgements_leave_and_come_as_a_file(
    app: browser.App, reader: browser.Reader, tmp_path: Path
) -> None:
    theirs = f"2026-03-01T08:00:00+00:00\tBo\treject\t{TWO}\tLaboratory\t\tENTITY\nno line\n"
    reader.open("review", lang="en", look="decided")
    file = {"name": "theirs.tsv", "mimeType": "text/plain", "buffer": theirs.encode()}
    reader.page.locator("input[type=file]").set_input_files(file)  # type: ignore[arg-type]
    reader.says("Taking it over: 1 new.")
    reader.says("will be left out: 2")
    assert held(app) == ()
    press(reader, "Take over")
    reader.says("1 judgements taken over; lines that could not be read: 1")
    assert held(app)[0].who == "Bo"
    assert TWO not in {row["name"] for row in browser.query(app.home, "list_entities")}
    with reader.page.expect_download() as download:
        reader.page.get_by_test_id("stDownloadButton").get_by_role("button").click()
    download.value.save_as(tmp_path / "ours.tsv")
    assert read_judgements(tmp_path / "ours.tsv").rows == held(app)


def test_proposals_wait_and_are_judged_one_by_one_or_all_at_once(
    app: browser.App, reader: browser.Reader
) -> None:
    (app.home / FILE).write_text(PROPOSED, "utf-8")
    reader.open("review", lang="en", look="proposed")
    reader.says("枫桥航空小城 · ")
    reader.says("建设枫桥航空小镇、枫桥航空小城。")
    reader.says("wise @ somewhere <b>")
    reader.follow("p. 1 · line 17")
    reader.open("review", lang="en", look="proposed", kind="TechPlatform")
    write(reader, "Who judges", "Ann")
    press(reader, "Confirm")
    reader.says("entity added: 枫桥航空小城")
    assert "枫桥航空小城" in {row["name"] for row in browser.query(app.home, "list_entities")}
    reader.open("review", lang="en", look="proposed")
    write(reader, "Who judges", "Ann")
    reader.page.get_by_text("Judge all 2 at once").click()
    press(reader, "Reject all 2")
    reader.says("2 proposals rejected")
    reader.says("No proposal waits")
    assert [row.verdict for row in held(app)] == ["add", "reject", "reject"]


def test_damaged_lines_are_told(app: browser.App, reader: browser.Reader) -> None:
    (app.home / FILE).write_text("what is this\n", "utf-8")
    reader.open("review", lang="en")
    reader.says("line 1: not readable as a judgement")


@pytest.mark.parametrize(
    ("lang", "scheme", "size"), [("zh", "light", browser.WIDE), ("en", "dark", browser.NARROW)]
)
@pytest.mark.parametrize(
    "look", ["names", "queue", "relations", "supports", "proposed", "add", "decided"]
)
def test_the_page_is_open_to_everybody(
    app: browser.App, look: str, lang: str, scheme: str, size: tuple[int, int]
) -> None:
    engines.require(browser.axe_missing())
    (app.home / FILE).write_text(
        f"2026-03-01T08:00:00+00:00\tAnn\tunsure\t{ONE}\t{TWO}\tnot sure\n{PROPOSED}", "utf-8"
    )
    with app.reader(scheme, size) as reader:
        reader.open("review", lang=lang, look=look)
        reader.fine()
        assert reader.page.evaluate("document.documentElement.scrollWidth") <= size[0]
        reader.page.evaluate(browser.axe())
        found = reader.page.evaluate(
            "axe.run({exclude: [['[data-testid=stSidebarNavItems]']]},"
            " {resultTypes: ['violations']})"
        )
        serious = [v["id"] for v in found["violations"] if v["impact"] in ("serious", "critical")]
        assert serious == []


def test_a_plan_without_fields_and_likenesses_has_nothing_to_judge(
    chromium: Browser, tmp_path: Path
) -> None:
    plan = tmp_path / "plan.txt"
    plan.write_text(
        "　　云川规划\n\n　　第一章 平台\n\n　　依托云川大学建设星槎实验室。\n", "utf-8"
    )
    ingest(tmp_path, plan)
    with browser.app(chromium, tmp_path) as running, running.reader() as reader:
        for look, told in (
            ("names", "没有待判断"),
            ("supports", "领域"),
            ("decided", "还没有判断"),
        ):
            reader.open("review", lang="zh", look=look)
            reader.says(told)
            assert reader.page.get_by_test_id("stAlert").count() == 0
        reader.fine()
