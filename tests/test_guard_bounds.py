# ruff: noqa: E501
"""What a typed statement may compute in one expression: text in, nothing or a refusal out."""

from __future__ import annotations

import pytest

from graph.guard import check
from ingest.errors import QueryError

FINE = """
RETURN reduce(s = 0, x IN [1, 2, 3] | s + x) AS sum
RETURN reduce(m = 0, x IN [1, 9, 3] | CASE WHEN x > m THEN x ELSE m END) AS most
RETURN reduce(acc = [], x IN [1, 1] | CASE WHEN x IN acc THEN acc ELSE acc + x END) AS once
MATCH p = (a)-[*..3]-(b) RETURN [n IN nodes(p) | [l IN labels(n) WHERE l <> 'Entity' | l]] AS kinds
MATCH p = (a)-[*..3]-(b) RETURN [i IN range(0, length(p)) | nodes(p)[i].name] AS names
UNWIND range(1, 100000000) AS i RETURN count(i)
RETURN [x IN range(1, 1000) WHERE all(y IN range(2, 40) WHERE x = y OR x % y > 0)] AS primes
MATCH (n) WHERE any(a IN n.aliases WHERE a CONTAINS '量子') RETURN n.name
MATCH (n) RETURN n.range, n.reduce, n.all LIMIT 3
RETURN reduce(s = '', x IN ['a', 'b'] | s + x + ', ') AS joined
RETURN replace('a.b', '.', '-') AS x, [x IN split('a,b', ',') | x] AS parts
MATCH (n {case: 1, end: 2}) RETURN n.case
""".strip().splitlines()

TOO_MUCH = """
growth RETURN size(reduce(s = 'abcdefgh', x IN range(1, 26) | s + s)) AS n
growth RETURN reduce(l = [1], x IN range(1, 40) | l + l) AS l
growth RETURN reduce(l = [1], x IN range(1, 40) | [l, l]) AS l
growth RETURN reduce(`s` = 'a', x IN range(1, 40) | `s` + s) AS l
growth RETURN reduce(s = 'a', x IN range(1, 26) | replace(s, 'a', 'aaaaaaaa')) AS s
growth RETURN reduce(s = 'a', x IN range(1, 26) | CASE WHEN true THEN s ELSE s END + s) AS s
growth RETURN reduce(s = 'a', x IN range(1, 26) | CASE WHEN true THEN s + s ELSE s END) AS s
growth RETURN reduce(s = [1], x IN range(1, 40) | [y IN [1, 2] | s]) AS s
steps RETURN reduce(s = 0, x IN range(1, 1000000000) | s + x) AS s
steps RETURN range(1, 3000000) AS s
steps RETURN size(range(1, 2147483647)) AS s
steps RETURN [x IN range(1, 9223372036854775807) | x] AS s
steps RETURN [x IN range(1, 0x7fffffff) | x] AS s
steps RETURN size([x IN range(1, 3000) | [y IN range(1, 3000) | y]]) AS s
steps RETURN any(x IN range(1, 3000) WHERE all(y IN range(1, 3000) WHERE x > y)) AS s
steps RETURN reduce(a = 0, x IN range(0, -1000000000, -1) | a + 1) AS s
loops RETURN [a IN [1] | [b IN [1] | [c IN [1] | c]]] AS s
loops MATCH (n) WITH collect(n) AS l RETURN reduce(a=0, x IN l | a + reduce(b=0, y IN l | b + reduce(c=0, z IN l | c + 1))) AS s
""".strip().splitlines()


@pytest.mark.parametrize("typed", FINE)
def test_what_people_write_is_allowed(typed: str) -> None:
    assert check(typed)


@pytest.mark.parametrize("line", TOO_MUCH)
def test_what_nobody_could_wait_for_is_refused(line: str) -> None:
    key, _, typed = line.partition(" ")
    with pytest.raises(QueryError) as caught:
        check(typed)
    assert caught.value.key == f"store.guard.{key}"
    assert caught.value.say("zh") and caught.value.say("en")


@pytest.mark.parametrize(
    "typed",
    [
        "RETURN " + "(" * 800 + "1" + ")" * 800,
        "RETURN " + "[" * 800 + "1" + "]" * 800,
        "RETURN " + "CASE WHEN 1 THEN " * 600 + "1" + " ELSE 2 END" * 600,
        "RETURN " + "{a: " * 800 + "1" + "}" * 800,
    ],
)
def test_depth_is_refused(typed: str) -> None:
    with pytest.raises(QueryError) as caught:
        check(typed)
    assert caught.value.key == "store.guard.deep"


def test_many_short_cases_are_fine_and_quickly_read() -> None:
    assert check("RETURN " + ", ".join(f"CASE WHEN true THEN {n} END AS a{n}" for n in range(400)))
