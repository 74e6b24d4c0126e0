"""A judgement in words: what was said, of what, by whom, when and why."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo

from graph.schema import RELATIONS, TYPES
from ingest.catalogue import text
from ingest.judging.judgements import ENTITY, IDENTIFIER, SUPPORTS, Judgement


def verdict(row: Judgement, lang: str) -> str:
    """The verdict, and on a fact the kind of fact: ``support rejected``."""
    said = text(f"review.verdict.{row.verdict}", lang)
    if not row.kind:
        return said
    return text("review.verdict_on", lang, verdict=said, kind=kind(row.kind, lang))


def kind(what: str, lang: str) -> str:
    """What a kind of fact is called."""
    if what in (ENTITY, IDENTIFIER, SUPPORTS):
        return text(f"review.kind.{what}", lang)
    return text("review.kind.relation", lang, name=RELATIONS[what].caption(lang))


def second(row: Judgement, lang: str) -> str:
    """The other name; of an entity, its type."""
    known = TYPES.get(row.second) if row.kind == ENTITY else None
    return known.caption(lang) if known else row.second


def why(row: Judgement, lang: str) -> str:
    """The lines of an added fact, and the reason, as the end of a sentence; "" without any."""
    where = "review.at_item" if row.kind == IDENTIFIER else "review.at_lines"
    lines = text(where, lang, lines=row.lines, plan=row.plan) if row.lines else ""
    return lines + (text("review.fact.why", lang, why=row.why) if row.why else "")


def local(when: str, zone: tzinfo | None = None) -> str:
    """A time that was signed in UTC as the clock in ``zone`` shows it (this machine's if None)."""
    time = datetime.fromisoformat(when)
    signed = time if time.tzinfo else time.replace(tzinfo=UTC)
    return signed.astimezone(zone).strftime("%Y-%m-%d %H:%M")


def sentence(row: Judgement, lang: str, zone: tzinfo | None = None) -> str:
    """The whole of it: when (the day in ``zone``), who, verdict, names, why."""
    return text(
        "review.row",
        lang,
        when=local(row.when, zone)[:10],
        who=row.who,
        verdict=verdict(row, lang),
        first=row.first,
        second=second(row, lang),
        why=why(row, lang),
    )
