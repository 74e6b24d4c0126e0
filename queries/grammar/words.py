"""Words that narrow what is asked for: topics, states, levels, families, what is left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from queries.asking.lexicon import Sense
from queries.grammar.draft import Draft
from queries.grammar.model import Typed
from queries.grammar.pieces import Piece
from queries.grammar.schema import INSTITUTIONS

#: Types of things that the plan gives a status.
STATED = {
    "Laboratory",
    "Facility",
    "InnovationCenter",
    "TechPlatform",
    "University",
    "IndustrialPark",
    "Indicator",
}


def narrowed(draft: Draft, typed: Typed) -> Typed | None:
    """The query with topics, states and what is left out; None where a word cannot be heeded."""
    pieces = draft.pieces
    if any(p.left_out for p in pieces if p.role in ("topic", "level", "family")):
        return None
    if any(_describes(draft, i) for i, p in enumerate(pieces) if p.role == "topic"):
        return None
    told = STATED | {named.type for named in draft.names.of_type("Project") if named.status}
    status = [p for p in pieces if p.role == "status" and set(typed.types) & told]
    status = [p for p in status if not _of_name(pieces, p)]
    if len({p.sense for p in status}) > 1 and _chooses(pieces):
        return None
    flagged = [p for p in pieces if p.role == "flagship"]
    asked = {p.role for p in pieces}
    limits = "count" in asked and (typed.over, typed.under) != (-1, -1)
    money = any("invest" in p.verbs for p in pieces) and not limits
    return replace(
        typed,
        topics=tuple(_topics(pieces)),
        statuses=_values(p.sense for p in status if not p.left_out),
        statuses_not=_values(p.sense for p in status if p.left_out),
        levels=_values(p.sense for p in pieces if p.role == "level"),
        flagship={True: "no", False: "yes"}[bool(flagged[0].left_out)] if flagged else "",
        count="count" in asked and not money,
        amounts=set(typed.types) == {"Project"}
        and (money or ("sum" in asked and "count" not in asked)),
        **_members(draft),
        **_left_out(draft, typed),
    )


def _topics(pieces: list[Piece]) -> Iterator[tuple[str, ...]]:
    """The words that a name must hold, of those joined by or one: rice, plants or forestry."""
    at = [i for i, p in enumerate(pieces) if p.role == "topic"]
    between_ = [p for i, p in enumerate(pieces) if at and at[0] < i < at[-1] and i not in at]
    if any(p.role == "or" for p in between_) and all(
        p.role in ("or", "and", "free") for p in between_
    ):
        said = " / ".join(pieces[i].sense.value for i in at)  # how it is told; no name holds it
        yield (said, *(value for i in at for value in pieces[i].sense.values))
    else:
        yield from (pieces[i].sense.values for i in at)


def _left_out(draft: Draft, typed: Typed) -> dict[str, Any]:
    """Things and types that are no answers, where that is not said of a tie."""
    aside = [p for p in draft.objects if p.left_out and set(draft.types(p)) <= draft.near]
    aside = [p for p in aside if not _is_tied(p, typed)]
    whole = [p for p in aside if p.role == "class" and not p.kind.parts]
    more = any(p.role == "else" or p.text.startswith("还有") for p in draft.pieces)
    inner = (tie.inner for tie in typed.ties if tie.inner and more)
    same = (key for within in inner for tie in within.ties for key in tie.ids)
    return {
        "exclude": (*(k for p in aside if p.role == "name" for k in p.sense.values), *same),
        "exclude_types": tuple(t for p in whole for t in p.kind.types),
        "exclude_parts": tuple(part for p in aside if p not in whole for part in p.kind.parts),
    }


def _chooses(pieces: list[Piece]) -> bool:
    """Whether one of several states is asked for, not what is in any of them: 创建还是提升."""
    joins = any(p.role == "or" for p in pieces)
    return joins and not any(p.role in ("what", "list", "count", "who") for p in pieces)


def _of_name(pieces: list[Piece], status: Piece) -> bool:
    """Whether a status only repeats what stands behind a named thing: the planned … facility."""
    after = [p for p in pieces[pieces.index(status) + 1 :] if p.role != "free"]
    return bool(after) and after[0].role == "name"


def _members(draft: Draft) -> dict[str, Any]:
    """What is left of a family: the ids, without the one whose name it bears, and that name."""
    if draft.compared:
        said = "、".join(draft.names.label(key, draft.lang) for key in draft.compared)
        return {"among": draft.compared, "family": said}
    if not draft.family:
        return {}
    found: set[str] = set(draft.names.entities)
    for i in draft.family:
        named = [draft.names.entities[key] for key in draft.pieces[i].sense.values]
        alone = {named[0].id} if len(named) == 1 else set[str]()
        words = {draft.pieces[i].text} if len(named) > 1 else {w for n in named for w in n.names()}
        held = (n.id for n in draft.names.of_type(*INSTITUTIONS) if any(map(n.says, words)))
        found &= set(held) - alone
    said = "、".join(draft.pieces[i].text for i in draft.family)
    return {"among": tuple(sorted(found)), "family": said}


def _describes(draft: Draft, at: int) -> bool:
    """Whether a word stands right before a class that is not asked for: 光刻机项目由谁…"""
    after = next((p for p in draft.pieces[at + 1 :] if p.role != "free"), None)
    return after is not None and after.role == "class" and after.kind not in draft.kinds


def _is_tied(piece: Piece, typed: Typed) -> bool:
    keys = {key for tie in typed.ties if tie.negated for key in tie.ids}
    types = {t for tie in typed.ties if tie.negated for t in tie.kind.types}
    values = piece.sense.values if piece.role == "name" else piece.kind.types
    return bool(values) and set(values) <= (keys if piece.role == "name" else types)


def _values(senses: Iterator[Sense]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for sense in senses for value in sense.values))


def family(draft: Draft) -> Iterator[int]:
    """Names that stand for a family: what bears the name, or belongs to who does."""
    for i in draft.at("family"):
        before = [n for n in draft.at("name") if n < i]
        if before and all(p.role == "free" for p in draft.pieces[before[-1] + 1 : i]):
            yield before[-1]
