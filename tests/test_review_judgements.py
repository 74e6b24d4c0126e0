"""What people decided: what follows from it, and that the file that keeps it loses nothing."""

from __future__ import annotations

import threading
from itertools import permutations, product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.errors import ExportError, SourceError, UsageError
from ingest.judging.judgements import (
    DIFFERENT,
    HEAD,
    ON_NAMES,
    SAME,
    SUPPORTS,
    UNDO,
    UNSURE,
    Judgement,
    Judgements,
    damage,
    latest,
    read_judgements,
    sign,
    take_over,
)

NAMES = ("雁山园", "枫桥镇", "海岳院", "滨东所", "北湾室")
PAIRS = [(a, b) for a in NAMES for b in NAMES if a != b]
WHEN = "2026-03-01T08:00:00+00:00"


def said(*rows: tuple[str, str, str]) -> Judgements:
    """``verdict, first, second`` each, in the order of signing."""
    return Judgements(latest(Judgement(WHEN, "林", *row) for row in rows))


rows = st.lists(
    st.tuples(st.sampled_from(ON_NAMES), st.sampled_from(PAIRS)).map(lambda r: (r[0], *r[1])),
    max_size=14,
)


@settings(deadline=None)
@given(rows)
def test_same_is_an_equivalence(given_rows: list[tuple[str, str, str]]) -> None:
    judgements = said(*given_rows)
    for a, b in product(NAMES, NAMES):
        assert judgements.verdict(a, a) == SAME
        assert judgements.verdict(a, b) == judgements.verdict(b, a)
    for a, b, c in permutations(NAMES, 3):
        if judgements.verdict(a, b) == SAME == judgements.verdict(b, c):
            assert judgements.verdict(a, c) == SAME


@settings(deadline=None)
@given(rows)
def test_different_wins_and_goes_through_third_parties(
    given_rows: list[tuple[str, str, str]],
) -> None:
    judgements = said(*given_rows)
    for row in judgements.rows:
        if row.verdict == DIFFERENT:
            assert judgements.verdict(row.first, row.second) == DIFFERENT
    for a, b, c in permutations(NAMES, 3):
        if judgements.verdict(a, b) == SAME and judgements.verdict(b, c) == DIFFERENT:
            assert judgements.verdict(a, c) == DIFFERENT


@settings(deadline=None)
@given(rows)
def test_every_same_holds_or_is_named_as_stopped(given_rows: list[tuple[str, str, str]]) -> None:
    judgements = said(*given_rows)
    for row in judgements.rows:
        if row.verdict == SAME:
            holds = judgements.verdict(row.first, row.second) == SAME
            assert holds != (row in judgements.stopped)


@settings(deadline=None)
@given(rows, st.sampled_from(PAIRS))
def test_every_word_undone_is_as_if_nothing_was_said_of_the_pair(
    given_rows: list[tuple[str, str, str]], pair: tuple[str, str]
) -> None:
    others = [row for row in given_rows if {row[1], row[2]} != set(pair)]
    assert said(*given_rows, *[(UNDO, *pair)] * len(given_rows)) == said(*others)


@settings(deadline=None)
@given(rows, st.sampled_from(PAIRS))
def test_undo_takes_back_the_last_word_alone(
    given_rows: list[tuple[str, str, str]], pair: tuple[str, str]
) -> None:
    before = set(said(*given_rows).rows)
    assert set(said(*given_rows, (DIFFERENT, *pair), (UNDO, *pair)).rows) == before


@settings(deadline=None)
@given(rows, st.sampled_from(PAIRS), st.lists(st.sampled_from((SAME, UNSURE)), max_size=3))
def test_a_different_holds_until_it_is_undone(
    given_rows: list[tuple[str, str, str]], pair: tuple[str, str], later: list[str]
) -> None:
    judgements = said(*given_rows, (DIFFERENT, *pair), *((verdict, *pair) for verdict in later))
    assert judgements.verdict(*pair) == DIFFERENT


def test_the_last_word_on_a_pair_holds_whatever_the_order_of_its_names() -> None:
    judgements = said((SAME, "雁山园", "枫桥镇"), (UNSURE, "枫桥镇", "雁山园"))
    assert judgements.verdict("雁山园", "枫桥镇") == UNSURE
    assert len(judgements.rows) == 1


def test_names_are_compared_as_forms_are() -> None:
    judgements = said((SAME, "甲（乙）园", "“枫桥”镇"))
    assert judgements.verdict("甲(乙)园", "枫桥镇") == SAME


def test_supports_and_names_are_kept_apart() -> None:
    judgements = said((SAME, "雁山园", "枫桥镇"), ("accept", "雁山园", "枫桥镇"))
    assert len(judgements.rows) == 2
    assert len(judgements.on(SUPPORTS)) == len(judgements.on("")) == 1
    assert said(("accept", "甲", "乙"), ("withdraw", "甲", "乙")).rows == ()
    assert said(("accept", "甲", "乙"), ("reject", "甲", "乙")).rows[0].verdict == "reject"


def test_one_word_is_taken_back_at_a_time() -> None:
    words: list[tuple[str, str, str]] = [
        (word, "甲", "乙") for word in ("accept", "reject", "accept")
    ]
    back = ("withdraw", "甲", "乙")
    held = [said(*words, *[back] * count).rows for count in range(5)]
    assert [[row.verdict for row in rows] for rows in held] == [
        ["accept"],
        ["reject"],
        ["accept"],
        [],
        [],
    ]
    pair = ("雁山园", "枫桥镇")
    assert said((SAME, *pair), (DIFFERENT, *pair), (UNDO, *pair)).verdict(*pair) == SAME


def test_a_file_without_a_judgement_is_refused(tmp_path: Path) -> None:
    for content in (b"no\nlines\n", b"", b"\x00\xff", HEAD.encode()):
        with pytest.raises(SourceError, match=r"review.no_judgements|no judgement"):
            take_over(tmp_path / "ours.tsv", content)
    assert not (tmp_path / "ours.tsv").exists()


def test_the_digest_changes_with_what_holds_and_with_nothing_else() -> None:
    empty, one = said(), said((SAME, "雁山园", "枫桥镇"))
    assert empty.digest == said((SAME, "甲", "乙"), (UNDO, "乙", "甲")).digest == ""
    assert one.digest != said((DIFFERENT, "雁山园", "枫桥镇")).digest != ""
    assert one.digest == Judgements(one.rows, (3,), "elsewhere").digest


def test_what_is_signed_is_read(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "judgements.tsv"
    row = sign(path, "  林\t一 ", SAME, "雁山园\n", "枫桥镇", "同一处\t两种写法")
    assert (row.who, row.first, row.why) == ("林 一", "雁山园", "同一处 两种写法")
    sign(path, "Ann", UNSURE, "海岳院", "滨东所")
    held = read_judgements(path)
    assert held.rows[0] == row
    assert [r.who for r in held.rows] == ["林 一", "Ann"]
    assert held.damaged == () and damage(held, "en") == ""
    assert path.read_text("utf-8").startswith("# when\twho\t")


def test_no_file_is_no_judgement(tmp_path: Path) -> None:
    assert read_judgements(tmp_path / "none.tsv").rows == ()


GOOD = f"{WHEN}\t林\tsame\t雁山园\t枫桥镇\t"
DAMAGED = [
    "half a li",
    f"{WHEN}\t林\tperhaps\t雁山园\t枫桥镇",
    f"{WHEN}\t林\tsame\t雁山园",
    f"{WHEN}\t\tsame\t雁山园\t枫桥镇",
    "yesterday\t林\tsame\t雁山园\t枫桥镇",
    f"{GOOD}\tmore\tand more",
    "\udcff\udcfe",
]


@pytest.mark.parametrize("line", DAMAGED)
def test_a_damaged_line_is_named_and_left_aside(tmp_path: Path, line: str) -> None:
    path = tmp_path / "judgements.tsv"
    other = f"{WHEN}\tAnn\tdifferent\t海岳院\t滨东所\tso I read it"
    text = f"\ufeff# a comment\r\n\n{GOOD}\r\n{line}\n{other}"
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    held = read_judgements(path)
    assert held.damaged == (4,)
    assert [row.verdict for row in held.rows] == [SAME, DIFFERENT]
    for lang in ("zh", "en"):
        told = damage(held, lang)
        assert str(path) in told and "4" in told and "\n" not in told
    sign(path, "Bo", UNSURE, "雁山园", "海岳院")
    kept = path.read_bytes()
    assert kept.startswith(text.encode("utf-8", "surrogateescape") + b"\n"), "nothing is lost"
    assert len(read_judgements(path).rows) == 3


def test_a_line_torn_at_the_end_does_not_spoil_the_next(tmp_path: Path) -> None:
    path = tmp_path / "judgements.tsv"
    path.write_text(GOOD + "\n" + GOOD[:30], "utf-8")
    sign(path, "Ann", DIFFERENT, "海岳院", "滨东所")
    held = read_judgements(path)
    assert held.damaged == (2,)
    assert [row.verdict for row in held.rows] == [SAME, DIFFERENT]


def test_many_who_sign_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "judgements.tsv"

    def work(who: str) -> None:
        for number in range(20):
            sign(path, who, SAME, f"{who}{number}园", f"{who}{number}小镇")

    workers = [threading.Thread(target=work, args=(who,)) for who in "林陈Ab"]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    held = read_judgements(path)
    assert held.damaged == ()
    assert len(held.rows) == 80


@pytest.mark.parametrize(
    ("who", "first", "why"),
    [
        (" ", "甲园", ""),
        ("林", "\t", ""),
        ("林", "甲\x00园", ""),
        ("林", "甲园", "\ud800"),
        ("林", "甲园", "长" * 3000),
    ],
)
def test_what_no_one_could_read_is_not_signed(
    tmp_path: Path, who: str, first: str, why: str
) -> None:
    with pytest.raises(UsageError):
        sign(tmp_path / "j.tsv", who, SAME, first, "乙园", why)
    assert not (tmp_path / "j.tsv").exists()


def test_a_file_that_cannot_be_written_or_read_is_one_clear_line(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", "utf-8")
    with pytest.raises(ExportError, match="not kept"):
        sign(blocked / "judgements.tsv", "林", SAME, "甲园", "乙园")
    with pytest.raises(ExportError):
        sign(tmp_path, "林", SAME, "甲园", "乙园")
    with pytest.raises(SourceError, match="cannot be read"):
        read_judgements(tmp_path)
