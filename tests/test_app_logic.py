"""What each page does with what it is told, without a browser: Streamlit's own AppTest over the
invented plan of tests/builders.py."""

from __future__ import annotations

import asyncio
import dataclasses
from collections.abc import Callable, Iterator
from datetime import date
from itertools import product
from typing import Any
from urllib.parse import parse_qs

import pytest
from starlette.responses import Response
from starlette.types import Message, Scope
from streamlit.testing.v1 import AppTest

from graph.load import load
from graph.store import Store
from queries.ask import ask
from queries.library import run
from tests import engines
from tests.builders import LINES, sample
from views import brief, chips, data, frame, guard, provenance
from views import words as words_of

pytestmark = pytest.mark.timeout(120)
UNI, LAB = "University:星河大学", "Laboratory:海棠实验室"
Open = Callable[..., AppTest]


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with engines.embedded(tmp_path_factory.mktemp("logic-home")) as store:
        load(store, sample())
        yield store


@pytest.fixture
def opened(full: Store, monkeypatch: pytest.MonkeyPatch) -> Open:
    """Opens a page of the app over the graph as it is now: its name, what the address holds."""
    monkeypatch.setattr(data, "store", lambda: full)

    def opening(screen: str, **address: str | list[str]) -> AppTest:
        data.forget()
        first = next(each for each in frame.SCREENS if each.name == screen)
        others = [each for each in frame.SCREENS if each is not first]
        monkeypatch.setattr(frame, "SCREENS", (dataclasses.replace(first), *others))
        app = AppTest.from_string("from views import frame\nframe.run()", default_timeout=60)
        for name, value in {"lang": "en", **address}.items():
            app.query_params[name] = value
        app.run()
        assert not app.exception
        return app

    return opening


def words(app: AppTest) -> str:
    """All that the page's texts say."""
    parts = (*app.title, *app.header, *app.subheader, *app.markdown, *app.caption)
    return "\n".join(str(each.value) for each in parts)


@pytest.mark.parametrize("screen", [each.name for each in frame.SCREENS])
def test_every_page_opens(opened: Open, screen: str) -> None:
    app = opened(screen)
    assert app.title and not app.error


@pytest.mark.parametrize("screen", ["review", "intake"])
def test_where_only_reading_is_allowed_nothing_can_be_changed(
    opened: Open, screen: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INNOGRAPH_REVIEW", "off")
    app = opened(screen)
    assert "for reading only" in words(app)
    assert not app.main.button and not app.main.text_input and not app.get("file_uploader")
    monkeypatch.delenv("INNOGRAPH_REVIEW")
    assert "for reading only" not in words(opened(screen))


def test_evidence_leads_to_judging_only_where_judging_is_allowed(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    cell = {"institution": UNI, "field": "quantum"}
    assert "Confirm or reject" in links(opened("overview", **cell))
    monkeypatch.setenv("INNOGRAPH_REVIEW", "OFF")
    assert "Confirm or reject" not in links(opened("overview", **cell))
    for screen, address in (("profile", {"id": UNI}), ("source", {"line": "4"})):
        assert not judging_links(opened(screen, **address))
        monkeypatch.setenv("INNOGRAPH_REVIEW", "on")
        assert judging_links(opened(screen, **address))
        monkeypatch.setenv("INNOGRAPH_REVIEW", "off")


def judging_links(app: AppTest) -> list[str]:
    return [label for label in links(app) if label.startswith(("Confirm or", "Add what"))]


def test_the_parameters_of_a_query_are_called_by_words(opened: Open) -> None:
    app = opened("console", query="field_supports")
    labels = {each.label.replace("\\", "") for each in (*app.selectbox, *app.text_input)}
    assert {"The field's id", "Only what is shown by default"} <= labels
    assert not [label for label in labels if "_" in label]


@pytest.mark.parametrize(
    ("screen", "params"),
    [
        ("overview", {"type": "nothing-here"}),
        ("explore", {"entity": LAB, "to": "nothing-here"}),
        ("explore", {"entity": LAB, "open": "nothing-here"}),
        ("explore", {"entity": LAB, "area": "nothing-here"}),
        ("source", {"line": "nothing-here"}),
        ("source", {"page": "nothing-here"}),
        ("source", {"document": "nothing-here"}),
        ("gaps", {"look": "nothing-here"}),
        ("export", {"by": "field", "field": "nothing-here"}),
        ("export", {"format": "nothing-here"}),
    ],
)
def test_a_page_says_what_its_address_asks_for_in_vain(
    opened: Open, screen: str, params: dict[str, str]
) -> None:
    app = opened(screen, **params)
    assert "left out: nothing\\-here" in words(app)
    assert "Search by name" in links(app)
    asked = {name: value for name, value in params.items() if value != "nothing-here"}
    assert "left out" not in words(opened(screen, **asked))


def test_all_that_an_address_asks_for_in_vain_is_told(opened: Open) -> None:
    said = words(opened("explore", entity=LAB, open=["nowhere", "nobody"]))
    assert "left out: nowhere, nobody" in said


def links(app: AppTest) -> list[str]:
    return [each.proto.label for each in app.get("page_link")]


@pytest.mark.parametrize(("word", "status"), [("off", 403), ("", 200), ("on", 200)])
def test_a_public_installation_takes_no_file(
    word: str, status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INNOGRAPH_REVIEW", word)
    scope: Scope = {"type": "http", "method": "PUT", "path": "/_stcore/upload_file/session/1"}
    scope["headers"] = [(b"host", b"localhost:8501")]
    assert asyncio.run(status_of(scope)) == status


async def status_of(scope: Scope) -> int:
    """What the server's guard answers before an application that takes everything."""
    said: list[Message] = []

    async def send(message: Message) -> None:
        said.append(message)

    async def receive() -> Message:
        return {"type": "http.request"}

    await guard.Guard(Response())(scope, receive, send)
    return int(said[0]["status"])


def test_the_overview_says_how_complete_the_reading_is_and_makes_no_figures_up(
    opened: Open,
) -> None:
    app = opened("overview")
    assert f"All {len(LINES)} lines" in words(app)
    assert not any("precision" in each.value for each in app.dataframe)


def test_what_was_measured_stands_with_its_day(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    (about,) = (note for note in provenance._notes().values() if "measured" in note)
    here = {sample().document.id: about}
    monkeypatch.setattr(provenance, "_notes", lambda: here)
    table = opened("overview").dataframe[-1].value
    assert len(table) == len(about["measured"]) and set(table["what"]) == {
        row["what"]["en"] for row in about["measured"]
    }
    assert list(table["day"]) == [row["date"].isoformat() for row in about["measured"]]
    assert table["precision"].between(50, 100).all() and table["recall"].between(50, 100).all()


def test_the_graph_is_narrowed_to_an_area_and_to_what_is_sure_enough(opened: Open) -> None:
    everything = names(opened("explore", entity="quantum"))
    app = opened("explore", entity="quantum", sure="80")
    sure = names(app)
    assert {"星河大学", "云台研究院"} <= sure < everything
    assert "Left out by your filters: 1" in words(app)
    here = names(opened("explore", entity=LAB, hops="2", area="Area:南片区"))
    assert here < names(opened("explore", entity=LAB, hops="2"))


def test_the_graph_is_narrowed_to_some_grounds(opened: Open) -> None:
    everything = names(opened("explore", entity=LAB))
    assert names(opened("explore", entity=LAB, basis="stated")) < everything


def test_what_leaves_as_a_file_is_what_the_view_shows(opened: Open) -> None:
    def told(**params: str) -> str:
        return next(
            line
            for line in words(opened("export", by="view", **params)).splitlines()
            if " nodes" in line
        )

    assert told(entity=LAB) != told(entity=LAB, off="University")
    assert told(entity=LAB) != told(entity=LAB, hidden=UNI)
    assert told(entity=LAB) != told(entity=LAB, to="Area:南片区"), "the things of the way"


def names(app: AppTest) -> set[str]:
    """The names in the table that stands beside the graph."""
    return set(app.dataframe[-1].value["name"])


def test_the_chips_say_how_the_question_was_read(opened: Open) -> None:
    state = opened(
        "ask", q="which universities and enterprises support Quantum, stated"
    ).session_state
    assert state["chip-field"] == "quantum" and state["chip-basis"] == "stated"
    assert set(state["chip-types"]) == {"University", "Enterprise"} and not state["chip-area"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_chips_ask_is_read_as_it_was_meant(full: Store, lang: str) -> None:
    fields = {row["id"]: row for row in run(full, "list_fields")}
    areas = {row["id"]: row for row in run(full, "list_entities", types=["Area"])}
    kinds = [(), *((kind,) for kind in chips.TYPES), ("University", "Enterprise")]
    token = words_of._spoken.set(lang)
    try:
        for types, basis, area in product(kinds, ("", *chips.BASES), ("", *areas)):
            meant = chips.Asked("quantum", types, basis, area)
            assert chips.asked(ask(full, chips.question(meant, fields, areas), lang)) == meant
    finally:
        words_of._spoken.reset(token)


def test_a_reading_that_chips_cannot_hold_has_none(opened: Open) -> None:
    app = opened("ask", lang="zh", q="除了星河大学，还有谁支持量子领域")
    assert len(app.expander) > 1 and "chip-basis" not in app.session_state
    assert [chip.label for chip in said_chips(app)] == ["标志性科技领域"]


def said_chips(app: AppTest) -> list[Any]:
    """The chips of what the question says, in its order."""
    return [each for each in app.selectbox if str(each.key).startswith("chip-said-")]


#: Question, what its chips are called, which one is changed to what → the question then asked.
CHANGED = [
    ("云台研究院支持哪些领域", ["科研院所"], 0, "孤山研究所", "孤山研究所支持哪些领域"),
    ("哪些企业参与量子产业链？", ["类型"], 0, "高校", "哪些高校参与量子产业链？"),
    ("南片区有哪些园区", ["类型"], 0, "实验室", "南片区有哪些实验室"),
]


@pytest.mark.parametrize(("question", "called", "at", "label", "now"), CHANGED)
def test_a_chip_says_something_else_in_the_question(
    opened: Open, question: str, called: list[str], at: int, label: str, now: str
) -> None:
    app = opened("ask", lang="zh", q=question, **{"as": "graph"})
    chips = said_chips(app)
    assert [chip.label for chip in chips] == called
    chips[at].select_index(chips[at].options.index(label)).run()
    assert not app.exception and app.text_input[0].value == now
    assert [app.query_params[name] for name in ("q", "as")] == [now, "graph"]


def test_what_was_not_read_has_no_chips(opened: Open) -> None:
    for question in ("谁在做核聚变", "<script>alert(1)</script>", "量" * 10_000, "你好"):
        app = opened("ask", lang="zh", q=question)
        assert not said_chips(app) and not app.get("download_button") and not app.dataframe


def test_an_answer_leads_on_to_its_graph_its_export_and_its_brief(opened: Open) -> None:
    app = opened("ask", q="who works on Quantum")
    onward = next(each for each in app.get("page_link") if "Gephi" in each.proto.label)
    assert parse_qs(onward.proto.query_string) == {
        "by": ["question"],
        "q": ["who works on Quantum"],
        "lang": ["en"],
    }
    assert [each.proto.label for each in app.get("download_button")] == [
        "Brief (Word)",
        "Brief (PDF)",
        "Brief (Markdown)",
    ]
    assert not app.dataframe and app.expander


def test_an_answer_is_seen_as_a_graph(opened: Open) -> None:
    app = opened("ask", q="who works on Quantum", pick=UNI, **{"as": "graph"})
    assert not app.dataframe and any("星河大学" in each.value for each in app.subheader)
    assert opened("ask", q="who works on Quantum", **{"as": "<b>"}).expander


def test_the_export_page_takes_the_question_on(opened: Open) -> None:
    app = opened("export", by="question", q="who works on Quantum")
    assert app.text_input[0].value == "who works on Quantum"
    assert "5 nodes, 4 relations" in words(app)


def test_questions_asked_before_stay_at_hand(opened: Open) -> None:
    app = opened("ask", lang="zh", q="云台研究院支持哪些领域")
    (chip,) = said_chips(app)
    chip.select_index(chip.options.index("孤山研究所")).run()
    assert "云台研究院支持哪些领域" in links(app)


@pytest.fixture
def spoken(full: Store, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Speaks a language outside of a page, over the sample."""
    monkeypatch.setattr(data, "store", lambda: full)
    data.forget()
    before = words_of._spoken.set("")

    def speak(lang: str) -> None:
        words_of._spoken.set(lang)

    yield speak
    words_of._spoken.reset(before)


def test_the_brief_of_an_answer(full: Store, spoken: Callable[[str], None]) -> None:
    spoken("zh")
    made = brief.of_answer(ask(full, "谁支持量子领域", "zh"))
    today = date.today()
    assert (made.title, made.plans) == ("支撑量子领域的机构", "《样例规划》")
    assert made.day == f"{today.year}年{today.month}月{today.day}日"
    assert made.summary.text == "支撑量子领域的机构共 3 家。其中文中写明 2 个、据文推得 1 个。"
    stated, derived = made.parts
    assert (stated.heading, derived.heading) == ("文中写明（2 个）", "据文推得（1 个）")
    assert {entry.name for entry in stated.entries} == {"星河大学", "云台研究院"}
    (firm,) = derived.entries
    assert (firm.name, firm.type, firm.basis) == ("北斗科技有限公司", "企业", "据文推得")
    assert [said.text for said in firm.told] == ["见第6行。"]
    assert [(s.number, s.page, s.line, s.quote) for s in made.sources] == [
        (1, 1, 2, LINES[1]),
        (2, 2, 6, LINES[5]),
    ]
    assert [said.cites for said in firm.told] == [(1, 2)]


@pytest.mark.parametrize("id", [UNI, LAB, "quantum"])
def test_the_sources_of_a_brief_are_numbered_as_they_come(
    spoken: Callable[[str], None], id: str
) -> None:
    spoken("en")
    made = brief.of_thing(data.rows("entity", id=id)[0])
    told = (made.summary, *(said for entry in made.entries for said in entry.told))
    numbers = [number for said in told for number in said.cites]
    assert list(dict.fromkeys(numbers)) == [source.number for source in made.sources]
    assert made.summary.cites == (1,)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("which projects does the plan list", "investment: 12.5"),
        ("海棠实验室是什么状态", "Status: to be created."),
        ("海棠实验室和星河大学是什么关系", "海棠实验室 — hosted by → 星河大学."),
    ],
)
def test_the_brief_tells_what_else_was_asked(
    full: Store, spoken: Callable[[str], None], question: str, told: str
) -> None:
    spoken("en")
    found = ask(full, question, "en")
    assert found.status == "answered", found.text
    lines = [said.text for each in brief.of_answer(found).entries for said in each.told]
    assert any(told in line for line in lines), lines


def test_the_export_page_measures_what_is_chosen(opened: Open) -> None:
    app = opened("export", measures="1", size="pagerank", color="community")
    (table,) = (t.value for t in app.dataframe if "pagerank" in t.value)
    assert list(table["degree"]) == sorted(table["degree"], reverse=True)
    assert any("--size-by pagerank --color-by community" in code.value for code in app.code)


def test_the_export_page_makes_a_network_of_institutions(opened: Open) -> None:
    app = opened("export", measures="1", network="institutions")
    (table,) = (t.value for t in app.dataframe if "pagerank" in t.value)
    assert {"星河大学", "云台研究院", "北斗科技有限公司"} == set(table["name"])
    assert any("--network institutions --measures all" in code.value for code in app.code)


@pytest.mark.parametrize(("screen", "name"), [("profile", "id"), ("explore", "entity")])
def test_an_unknown_id_leads_to_search(opened: Open, screen: str, name: str) -> None:
    app = opened(screen, **{name: "University:<b>nowhere</b>"})
    assert "the link may be old" in words(app) and "Find" in [f.label for f in app.text_input]


def test_a_profile_names_the_fields_that_an_institution_supports(opened: Open) -> None:
    app = opened("profile", id=UNI)
    assert "星河大学" in app.title[0].value + words(app)
    assert [each.label for each in app.expander if "Quantum" in each.label]


def test_the_console_reads_and_refuses_to_write(opened: Open, full: Store) -> None:
    assert not opened("console", cypher="MATCH (n:TechField) RETURN n.name AS name").error
    assert opened("console", cypher="MATCH (n) DETACH DELETE n").error
    assert run(full, "counts")[0]["entities"] > 0


def test_a_field_without_facility_is_a_gap(opened: Open) -> None:
    assert "facility" in words(opened("gaps")).lower()


def test_the_console_marks_what_is_wrong_and_offers_what_is_meant(opened: Open) -> None:
    app = opened("console", cypher="MATCH (n:TechField) RETRUN n.name AS name")
    assert "Did you mean RETURN" in app.error[0].value
    assert any(":red-background[**RETRUN**]" in each.value for each in app.markdown)
    app.button(key="instead-of-slip").click().run()
    assert not app.error and len(app.dataframe[0].value) > 0
    misspelt = opened("console", cypher="MATCH (n:TechFeld {name: $name}) RETURN n")
    assert any("TechField" in each.value for each in misspelt.warning)


def test_statements_come_back_and_are_saved(opened: Open) -> None:
    one, other = "RETURN 1 AS a", "RETURN 2 AS b"
    app = opened("console", cypher=one)
    app.text_area[0].set_value(other)
    next(each for each in app.button if each.label == "Run").click().run()
    assert one in links(app)
    app.text_input(key="typed-name").set_value("two").run()
    app.button(key="save-typed").click().run()
    assert "two" in links(opened("console", mode="typed"))
    again = opened("console", mode="typed")
    again.button(key="drop-two").click().run()
    assert "two" not in links(again)


def test_the_apps_own_queries_stand_apart(opened: Open) -> None:
    plain = opened("console").selectbox[0].options
    every = opened("console", inner="1").selectbox[0].options
    assert not any("app_" in each or "ask/" in each for each in plain)
    assert set(plain) < set(every) and any("app_names" in each for each in every)
    assert opened("console", query="app_names").selectbox[0].value == "app_names"


def test_tables_for_excel_are_the_usual_export(opened: Open) -> None:
    labels = [each.proto.label for each in opened("export").get("download_button")]
    assert "Excel" in labels[0] and "CSV" in labels[0]
    asked = opened("export", by="question", q="who works on Quantum")
    assert [each.proto.label for each in asked.get("download_button")] == ["Download GEXF"]
