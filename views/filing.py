"""What files are called: the plan, what is in them, the day."""

from __future__ import annotations

from views import clock, data
from views.words import say

LONGEST = 40


def name(what: str, suffix: str) -> str:
    """``plan-what-2026-11-28.suffix``, with nothing in it that a file's name cannot hold."""
    titles = list(data.plan_titles().values())
    plan = titles[0] if len(titles) == 1 else say("filing.plans", count=len(titles))
    parts = [short(plan), short(what), clock.today().isoformat()]
    return "-".join(part for part in parts if part) + suffix


def short(words: str) -> str:
    """``words`` as part of a file's name."""
    kept = "".join(sign if sign.isalnum() or sign in "-+" else " " for sign in words)
    return " ".join(kept.split())[:LONGEST].strip()
