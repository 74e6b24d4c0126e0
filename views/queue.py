"""The queue: facts that nobody has judged, one after another, the least certain first."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from graph.schema import RELATIONS, TYPES
from ingest.judging.judgements import SUPPORTS, Judgements
from views import address, data, judging, parts
from views.words import basis, caption, full_name, name_of, plain, say

KEYS = {"accept": "A", "reject": "X"}
AT, KIND = "at", "of"
#: What the address calls the types to which each kind of fact is narrowed.
TYPED = {"supports": "type", "relations": "relation"}
Row = dict[str, Any]


def show(judgements: Judgements) -> None:
    """What kind of fact, narrowed to some types; then one fact, its evidence, and the buttons."""
    kind = st.segmented_control(
        say("queue.of"),
        list(QUEUES),
        format_func=lambda each: say(f"review.{each}"),
        required=True,
        **address.one(KIND, list(QUEUES), "supports"),
    )
    rows, draw = QUEUES[kind or "supports"]
    found = _narrowed(
        [row for row in rows() if not _said(judgements, row)], TYPED[kind or "supports"]
    )
    if not found:
        parts.nothing("queue.done", "task_alt")
        return
    address.number(AT, 1, 1, len(found))
    at = int(st.session_state[AT])
    row = found[at - 1]
    _turn(at, len(found))
    with st.container(border=True):
        draw(row)
        key = f"queue-{row['kind']}-{row['head']}-{row['tail']}"
        judging.buttons(
            tuple(KEYS), row["head"], row["tail"], key, row["kind"], keys=KEYS, later=True
        )


def _turn(at: int, count: int) -> None:
    """How far one is, and the ways to the next and the one before."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(say("queue.at", at=at, count=count))
        for step, icon, key in ((-1, "arrow_back", "P"), (1, "arrow_forward", "N")):
            st.button(
                say("queue.next" if step > 0 else "queue.before"),
                icon=f":material/{icon}:",
                key=f"queue-step-{step}",
                shortcut=key,
                disabled=not 1 <= at + step <= count,
                on_click=_step,
                args=(at + step,),
            )


def _step(to: int) -> None:
    address.put(AT, str(to))


def _narrowed(rows: Sequence[Row], name: str) -> list[Row]:
    """The rows of the types that the reader chooses, each with how many there are."""
    counted = {each: sum(row["sort"] == each for row in rows) for each in (*TYPES, *RELATIONS)}
    there = [each for each, count in counted.items() if count]
    chosen = st.pills(
        say("queue.types"),
        there,
        format_func=lambda each: say("queue.type", name=caption(each), count=counted[each]),
        selection_mode="multi",
        **address.many(name, there),
    )
    return [row for row in rows if not chosen or row["sort"] in chosen]


def _said(judgements: Judgements, row: Row) -> bool:
    forms = [
        (h, t) for h in (row["head"], row["head_name"]) for t in (row["tail"], row["tail_name"])
    ]
    return any(judgements.said(*pair, [row["kind"]]) for pair in forms)


def _supports() -> list[Row]:
    found = [
        row
        | {"head": row["institution"], "head_name": row["name"], "sort": row["type"]}
        | {"tail": row["field"], "tail_name": row["field_name"], "kind": SUPPORTS}
        for row in data.rows("app_supports", weaker=True)
    ]
    return sorted(found, key=lambda row: (row["confidence"], row["head"], row["tail"]))


def _relations() -> list[Row]:
    """The least sure first; of the same figure, what one place alone says is less certain."""
    found = [
        row | {"sort": row["type"], "kind": row["type"]} for row in data.rows("review/relations")
    ]
    return sorted(found, key=_least_sure)


def _least_sure(row: Row) -> tuple[float, int, str, str]:
    sure = 1.0 if row["confidence"] is None else row["confidence"]
    return sure, len(row["quotes"] or ()), row["basis"], row["id"]


def _support(row: Row) -> None:
    field = {"name": row["field_name"], "name_en": row["field_name_en"]}
    title = say("review.support", institution=full_name(row), field=name_of(field))
    st.subheader(plain(title))
    st.caption(say("queue.stands", type=caption(row["type"]), basis=say(f"basis.{basis(row)}")))
    cell = data.rows("cell_evidence", institution=row["institution"], field=row["field"])
    known = next((each for each in cell if each["document"] == row["document"]), None)
    if known:
        parts.support(known, "queue", judge=False)


def _relation(row: Row) -> None:
    ends = {end: name_of(row, f"{end}_name") for end in ("head", "tail")}
    st.subheader(plain(say("review.relation", relation=caption(row["type"]), **ends)))
    st.caption(say(f"basis.{row['basis']}"))
    parts.quotes(row, "queue")


QUEUES: Mapping[str, tuple[Callable[[], list[Row]], Callable[[Row], None]]] = {
    "supports": (_supports, _support),
    "relations": (_relations, _relation),
}
