"""What a person may type, and what not: text in, text or refusal out. No engine needed."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from graph.guard import check, normalise
from graph.store import Store
from ingest.errors import QueryError
from tests.engines import dump

ALLOWED = """
MATCH (n) RETURN n
match (n:Entity {name: '量子'}) return n.name as name order by name desc limit 5
MATCH (n) WHERE n.name CONTAINS 'CREATE' RETURN count(*)
MATCH (n) WHERE n.name = "DELETE; DROP" RETURN n;
MATCH (a)-[r:SUPPORTS|HOSTED_BY*1..3]->(b) RETURN a.id, [x IN r | type(x)] AS types
MATCH (n:Set)-[:CREATE]->(m:`Load CSV`) RETURN n.set, m.delete, $create
MATCH (n) RETURN n {.name, set: 1, .id} AS m
OPTIONAL MATCH (n)-[:HOSTED_BY]->(h) WITH h, count(n) AS labs WHERE labs > 2 RETURN h.name, labs
UNWIND [1, 2, 3] AS i RETURN CASE WHEN i > 1 THEN 'a' ELSE 'b' END AS x
MATCH p = shortestPath((a {id: 'x'})-[*..5]-(b {id: 'y'})) RETURN length(p)
MATCH (n) RETURN n.name AS a UNION ALL MATCH (m) RETURN m.id AS a
MATCH (n) CALL (n) { MATCH (n)--(m) RETURN count(m) AS c } RETURN n.name, c
MATCH (n) WHERE EXISTS { (n)--() } AND NOT n:Area RETURN COUNT { (n)--() } AS degree
CALL db.labels() YIELD label RETURN label
CALL db.labels
SHOW INDEXES
SHOW CONSTRAINTS YIELD name RETURN name
EXPLAIN MATCH (n) RETURN n
RETURN date('2024-01-01') AS d, duration.between(date('2024-01-01'), date('2024-02-01')) AS x
RETURN point.distance(point({x: 1, y: 1}), point({x: 2, y: 2})) AS d
MATCH (n) WHERE n.x IS NOT NULL AND n.y STARTS WITH 'a' OR n.z =~ '(?i)b.*' RETURN DISTINCT n
MATCH (n) RETURN n.name // CREATE (x)
/* DROP */ MATCH (n) RETURN n
MATCH （n：Entity） RETURN n．name，n．id
MATCH (n:University&!Hospital|Area) RETURN n
MATCH (n)-[r]->(m) WHERE r.line >= 3 RETURN n, r, m SKIP 1 LIMIT 2
MATCH ((a)-[:PART_OF]->(b)){1,3} RETURN a, b
RETURN reduce(s = 0, x IN [1, 2] | s + x) AS sum, [x IN [1, 2] WHERE x > 1 | x * 2] AS l
MATCH (n:Entity) USING INDEX n:Entity(id) WHERE n.id = 'x' RETURN n.name
MATCH (n) RETURN n {.id, x: toUpper(n.name)} AS m
MATCH (n) WHERE n:Area|Hospital AND 1.5e3 > 0x1F RETURN n
MATCH (n) RETURN n.`weird name` AS `also weird`
""".strip().splitlines()

REFUSED = """
guard.empty
guard.empty ;
guard.empty // only a comment
guard.word CREATE (n)
guard.word create (n)
guard.word ＣＲＥＡＴＥ (n)
guard.word MATCH (n) SET n.x = 1
guard.word MATCH (n) SET/**/n.x = 1 RETURN n
guard.word MATCH (n) ſET n.x = 1
guard.word MATCH (n) DETACH DELETE n
guard.word MATCH (n) REMOVE n.x RETURN n
guard.word MERGE (n {id: 1}) RETURN n
guard.word RETURN 1. CREATE (n)
guard.word FOREACH (x IN [1] | CREATE (n))
guard.word LOAD CSV FROM 'file:///etc/passwd' AS row RETURN row
guard.word load/* */csv from 'http://127.0.0.1/' as row return row
guard.word MATCH (n) WITH n LOAD CSV FROM n.url AS row RETURN row
guard.word USE system MATCH (n) RETURN n
guard.word DROP INDEX x
guard.word CYPHER 5 MATCH (n) RETURN n
guard.word ALTER CURRENT USER SET PASSWORD FROM 'a' TO 'b'
guard.word GRANT ROLE x TO y
guard.word TERMINATE TRANSACTIONS 'x'
guard.word SHOW TRANSACTIONS
guard.word SHOW USERS
guard.word SHOW SETTINGS
guard.word SHOW PROCEDURES
guard.word MATCH (n) CALL { CREATE (m) } RETURN n
guard.word MATCH (n) CALL (n) { MATCH (m) RETURN m } IN TRANSACTIONS RETURN n
guard.word MATCH (n) RETURN n NEXT INSERT (m)
guard.word MATCH (n) FINISH
guard.word MATCH (n) FROBNICATE n
guard.word LET x = 1 RETURN x
guard.word DETACH NODETACH DELETE n
guard.several MATCH (n) RETURN n; MATCH (m) RETURN m
guard.several RETURN 1; DROP DATABASE neo4j
guard.several RETURN 1； RETURN 2
guard.procedure CALL dbms.listConfig()
guard.procedure CALL apoc.load.json('file:///etc/passwd') YIELD value RETURN value
guard.procedure CALL db.createLabel('x')
guard.procedure CALL `dbms`.`listConfig`()
guard.procedure CALL dbms . listConfig ( )
guard.procedure CALL db.labels() YIELD label CALL apoc.cypher.run('x', {}) YIELD value RETURN value
guard.function RETURN apoc.load.json('x')
guard.function RETURN genai.vector.encode('x', 'OpenAI', {}) AS v
guard.function RETURN `apoc`.`text`.`join`(['a'], '') AS v
guard.function RETURN apoc . util . sleep (10)
guard.escape RETURN '\\u0027'
guard.escape \\u0043REATE (n)
guard.open RETURN 'abc
guard.open RETURN "abc
guard.open MATCH (n) RETURN n.`abc
guard.open /* MATCH (n) RETURN n
guard.open RETURN 'abc\\'
guard.invisible MATCH (n) RE\u200bTURN n
guard.invisible MATCH (n) RETURN n\u0000
""".strip("\n").splitlines()


@pytest.mark.parametrize("typed", ALLOWED)
def test_reading_is_allowed(typed: str) -> None:
    assert check(typed)


@pytest.mark.parametrize("line", REFUSED)
def test_the_rest_is_refused(line: str) -> None:
    key, _, typed = line.replace("\\\\", "\\").partition(" ")
    with pytest.raises(QueryError) as caught:
        check(typed)
    assert caught.value.key == f"store.{key}"


def test_a_refusal_names_the_word_in_both_languages() -> None:
    with pytest.raises(QueryError) as caught:
        check("MATCH (n) DELETE n")
    assert "DELETE" in caught.value.say("zh") and "DELETE" in caught.value.say("en")


def test_what_is_allowed_runs_on_every_engine(store: Store) -> None:
    for typed in ALLOWED:
        store.console(typed, create=1)


def test_what_is_refused_leaves_every_engine_alone(store: Store) -> None:
    store.write("CREATE (:X {id: 'a'})")
    before = dump(store)
    for line in REFUSED:
        with pytest.raises(QueryError):
            store.console(line.partition(" ")[2])
    assert dump(store) == before


@pytest.mark.parametrize("typed", ["{}", "MATCH (n) {}", "CALL {}()", "RETURN a.{}(1)"])
def test_a_refusal_repeats_no_more_than_it_takes_to_know_the_word(typed: str) -> None:
    with pytest.raises(QueryError) as refused:
        check(typed.format("A" * 10_000))
    assert len(refused.value.say("zh")) < 200


def test_too_long_is_refused() -> None:
    with pytest.raises(QueryError) as caught:
        check("RETURN '" + "x" * 30_000 + "'")
    assert caught.value.key == "store.guard.long"


def test_quoted_text_is_kept_as_typed() -> None:
    typed = "MATCH (n) WHERE n.name = '“十四五”（全角），；// 不是注释' RETURN n"
    assert check(typed) == typed


def test_full_width_quotes_become_plain_ones() -> None:
    assert normalise("RETURN ＇量子＇") == "RETURN '量子'"


def test_a_full_width_quote_cannot_hide_a_word() -> None:
    """What is checked is the text that runs: the inner quote ends the string."""
    with pytest.raises(QueryError):
        check("RETURN ＇a' CREATE (n) //＇")


@given(st.text(alphabet="CREATEcreat ()n'\"`\\/*;:.|{}$ＣＥ；\n", max_size=40))
@example("RETURN 'a\\' CREATE (n) //'")
@example("RETURN `a``` CREATE (n)")
def test_what_passes_passes_again_unchanged(typed: str) -> None:
    try:
        passed = check(typed)
    except QueryError:
        return
    assert check(passed) == passed
