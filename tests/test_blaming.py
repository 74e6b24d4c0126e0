"""What is wrong with a typed statement: where, and in plain words; statements that are saved."""

from __future__ import annotations

import pytest

from graph.store import Store
from ingest.errors import InnographError, QueryError, UsageError
from queries.blaming import Fault, fault
from queries.saved import drop, save, saved


@pytest.mark.parametrize(
    ("typed", "place", "key"),
    [
        ("MATCH (n:University RETURN n", "RETURN", ("missing", "input")),
        ("MATCH (n:University) RETURN m.name", "m", ("variable",)),
        ("MATCH (n) RETRUN n", "RETRUN", ("slip",)),
        ("MATCH (n) DETACH DELETE n", "DETACH", ("word",)),
        ("MATCH (n) RETURN nonsense(n)", "nonsense", ("function",)),
    ],
)
def test_every_engine_is_understood(
    store: Store, typed: str, place: str, key: tuple[str, ...]
) -> None:
    with pytest.raises(InnographError) as caught:
        store.console(typed)
    found = fault(caught.value, typed)
    assert found and found.key in key, caught.value
    assert typed[found.begin : found.end] == place
    assert place in found.say("zh") and place in found.say("en")


def test_a_slip_says_what_is_meant() -> None:
    found = fault(QueryError("store.guard.word", word="RETRUN"), "MATCH (n) RETRUN n")
    assert found == Fault(10, 16, "slip", {"word": "RETRUN", "meant": "RETURN"})


def test_the_line_and_column_of_a_later_line() -> None:
    said = "Unexpected input 'n' at line 3, column 8"
    typed = "MATCH (n)\nWHERE n.name CONTAINS\nRETURN n"
    found = fault(QueryError("store.query.syntax", message=said), typed)
    assert found and (found.values["line"], found.values["column"]) == (3, 8)
    assert fault(QueryError("store.query.failed", message="/ by zero"), "RETURN 1/0") is None


def test_a_statement_is_saved_and_dropped(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    home = tmp_path_factory.mktemp("saved")
    monkeypatch.setenv("INNOGRAPH_HOME", str(home))
    assert saved() == {}
    save("  全部  高校 ", "MATCH (n:University) RETURN n")
    save("b", "RETURN 1")
    save("b", "RETURN 2")
    assert saved() == {"b": "RETURN 2", "全部 高校": "MATCH (n:University) RETURN n"}
    drop("b")
    assert list(saved()) == ["全部 高校"]
    for wrong in ("", " ", "x" * 99, "a\x00b"):
        with pytest.raises(UsageError):
            save(wrong, "RETURN 1")
    (home / "queries.json").write_text("[", "utf-8")
    assert saved() == {}
