"""Most and least: by how many there are, by an investment, by all that is invested."""

from __future__ import annotations

from dataclasses import replace

from queries.grammar.amounts import Bounds
from queries.grammar.draft import Draft
from queries.grammar.model import Typed


def summed(draft: Draft) -> bool:
    """Whether the projects of something are ranked by what is invested in them."""
    projects = any(p.role == "class" and p.kind.types == ("Project",) for p in draft.pieces)
    return projects and any(p.role in ("most", "least") for p in draft.pieces)


def by_money(draft: Draft, typed: Typed, end: str) -> Typed | None:
    """Who has projects, by what is invested in all of them: 甲和乙谁投得多."""
    said = any(p.sense.value == "money" for p in draft.pieces if p.role in ("most", "least"))
    money = said or any("invest" in p.verbs for p in draft.pieces)
    counted = [tie for tie in typed.ties if tie.kind.types == ("Project",) and len(tie.steps) == 1]
    if not money or len(typed.ties) != len(counted) or len(counted) != 1:
        return None
    return replace(typed, rank=end, by_amount=True)


def ranked(typed: Typed, said: tuple[str, int | None], measured: Bounds) -> Typed | None:
    """The first or last by how many there are, or by an investment; None if nothing is counted."""
    end, counted = said
    projects = set(typed.types) == {"Project"}
    last = typed.ties[-1] if typed.ties else None
    if counted is None and last and not projects and not last.ids and not last.inner:
        counted = 0
    if (counted is None and not projects) or (counted and not typed.ties):
        return None
    ties = typed.ties
    if counted is not None:
        least = 0 if end == "least" else 1
        ties = (*ties[:-1], replace(ties[-1], least=least)) if ties else ties
    return replace(typed, ties=ties, rank=end, by_amount=counted is None, top=measured.top)
