"""Single facts to judge: entities, relations and supports, the least certain first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from typing import Any

import streamlit as st

from graph.schema import RELATIONS, TYPES
from ingest.judging.judgements import ENTITY, SUPPORTS, Judgement, Judgements
from views import address, data, judging, parts, picking
from views.words import basis, caption, full_name, name_of, plain, say

LONGEST = 60
Row = dict[str, Any]


def entities(judgements: Judgements) -> None:
    """Everything that the plan names; what it names once before what it names often."""
    rows = data.rows("review/things")
    kind, sought = _narrowed("type", TYPES, {row["type"] for row in rows})
    found = [
        row | _last(judgements, (row["name"], row["id"]), (row["type"],), ENTITY)
        for row in rows
        if (not kind or row["type"] == kind) and _holds(sought, row["name"], row["name_en"])
    ]
    found.sort(key=lambda row: (bool(row["judged"]), row["mentions"] or 0, row["id"]))
    columns = ("name", "type", "mentions", *picking.place(), "judged")
    picked = _table(found, *columns, key="entities")
    if picked:
        _entity(picked)


def _entity(row: Row) -> None:
    with st.container(border=True):
        st.subheader(plain(full_name(row)))
        st.markdown(f"**{caption(row['type'])}**")
        if row["page"]:
            parts.quotes(_place(row), f"entity-{row['id']}")
        hanging = len(data.rows("review/relations", entity=row["id"]))
        if hanging:
            st.caption(say("review.hanging", count=hanging))
        parts.link("profile", say("go.profile"), icon="badge", id=row["id"])
        judging.buttons(_verdicts(row), row["id"], row["type"], row["id"], ENTITY)


def relations(judgements: Judgements) -> None:
    """Every relation with its evidence; those of one thing where the address names it."""
    entity = address.get("entity")
    rows = data.rows("review/relations", entity=entity or None)
    kind, sought = _narrowed("relation", RELATIONS, {row["type"] for row in rows})
    if entity:
        _only(entity)
    found = [
        row | _ends(row) | _last(judgements, _forms(row, "head"), _forms(row, "tail"), row["type"])
        for row in rows
        if not kind or row["type"] == kind
    ]
    found = [row for row in found if _holds(sought, row["head_shown"], row["tail_shown"])]
    found.sort(key=lambda row: (bool(row["judged"]), len(row["quotes"] or ()), row["id"]))
    columns = ("head_shown", "relation", "tail_shown", "basis", *picking.place(), "judged")
    picked = _table(found, *columns, key="relations")
    if picked:
        _relation(picked)


def _ends(row: Row) -> Row:
    return {
        "head_shown": name_of(row, "head_name"),
        "tail_shown": name_of(row, "tail_name"),
        "relation": caption(row["type"]),
        "page": next(iter(row["pages"] or ()), None),
        "basis": say(f"basis.{row['basis']}"),
    }


def _only(entity: str) -> None:
    """Whose relations these are, and the way back to all."""
    row = data.row("entity", id=entity)
    if not row:
        parts.nothing("search.unknown")
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(say("review.only", name=plain(full_name(row))))
        parts.link("review", say("review.all"), icon="clear_all", look="relations")


def _relation(row: Row) -> None:
    with st.container(border=True):
        told = {"relation": row["relation"], "head": row["head_shown"], "tail": row["tail_shown"]}
        st.subheader(plain(say("review.relation", **told)))
        parts.word(row)
        parts.quotes(row, f"relation-{row['id']}")
        with st.container(horizontal=True, gap="small"):
            for end in ("head", "tail"):
                parts.link("profile", row[f"{end}_shown"], icon="badge", id=row[end])
        judging.buttons(_verdicts(row), row["head"], row["tail"], row["id"], row["type"])


def supports(judgements: Judgements) -> None:
    """The supports of a field, the weaker ones too."""
    fields = {row["id"]: row for row in data.rows("list_fields")}
    if not fields:
        parts.nothing("gaps.no_fields")
        return
    chosen = st.selectbox(
        say("review.field"),
        list(fields),
        format_func=lambda id: name_of(fields[id]),
        **address.one("field", list(fields), next(iter(fields))),
    )
    field = fields[chosen or next(iter(fields))]
    found = data.rows("field_supports", field=field["id"], default_only=False)
    if not found:
        parts.nothing("review.supports_none")
        return
    rows = [
        row
        | {"stands": say(f"basis.{basis(row)}")}
        | _last(judgements, (row["name"], row["institution"]), (field["name"],), SUPPORTS)
        for row in {each["institution"]: each for each in reversed(found)}.values()
    ]
    rows.reverse()
    picked = picking.table(
        rows, "name", "type", "stands", "judged", key="judging", id="institution"
    )
    if picked:
        told = [each for each in found if each["institution"] == picked["institution"]]
        _support(picked, told, field)


def _support(row: Row, told: Sequence[Row], field: Row) -> None:
    """What each plan says of it, and the buttons: a word holds in all plans."""
    with st.container(border=True):
        title = say("review.support", institution=full_name(row), field=name_of(field))
        st.subheader(plain(title))
        for each in told:
            parts.support(each, f"judged-{each['document']}", judge=False)
        key = f"{row['institution']}|{field['id']}"
        judging.buttons(_verdicts(row), row["institution"], field["id"], key, SUPPORTS)


def _table(rows: Sequence[Row], *columns: str, key: str) -> Row | None:
    if not rows:
        parts.nothing("review.nothing_here")
        return None
    st.caption(say("review.count", count=len(rows)))
    return picking.table(rows, *columns, key=key)


def _narrowed(name: str, known: Mapping[str, Any], there: Iterable[str]) -> tuple[str, str]:
    """A type and words that the reader narrows the table to; "" each for all."""
    kinds = [kind for kind in known if kind in set(there)]
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        kind = st.selectbox(
            say(f"export.{name}"),
            kinds,
            format_func=caption,
            placeholder=say("export.all"),
            width=260,
            **address.maybe(name, kinds),
        )
        st.text_input(say("review.search"), max_chars=LONGEST, width=320, **address.words("find"))
    return kind or "", address.get("find").strip().lower()[:LONGEST]


def _holds(sought: str, *names: str | None) -> bool:
    return not sought or any(sought in name.lower() for name in names if name)


def _forms(row: Row, end: str) -> tuple[str, str]:
    return row[f"{end}_name"], row[end]


def _last(judgements: Judgements, firsts: Iterable[str], seconds: Iterable[str], kind: str) -> Row:
    """The last word on a fact, signed with names or ids: as a column, and itself."""
    pairs = product(firsts, seconds)
    last = [row for pair in pairs for row in judgements.said(*pair, [kind])][-1:]
    return {"judged": "".join(map(_by, last)), "last": last}


def _by(row: Judgement) -> str:
    return say("review.by", verdict=say(f"review.say.{row.verdict}"), who=row.who)


def _verdicts(row: Row) -> tuple[str, ...]:
    return ("accept", "reject", "undo") if row["last"] else ("accept", "reject")


def _place(row: Row) -> Row:
    names = {"pages": "page", "lines": "line", "quotes": "quote", "sections": "section"}
    return {"document": row["document"], **{many: [row[one]] for many, one in names.items()}}
