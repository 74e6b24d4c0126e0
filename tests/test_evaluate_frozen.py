"""The figures reached so far. A change that lowers one fails; ``--update`` is the file's own run.

Rewrite after a gain: ``python -m tests.test_evaluate_frozen``.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ingest.measuring.evaluate import evaluate

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
GOLDS = {"plan": SHARED / "gold", "texts": SHARED / "other_plans" / "gold"}
FROZEN = ROOT / "tests" / "frozen"
LOWER_IS_BETTER = ("not_verbatim", "without_evidence", "taken")


@pytest.mark.parametrize("name", GOLDS)
def test_no_figure_falls(name: str):
    frozen = FROZEN / f"{name}.json"
    if not GOLDS[name].is_dir():
        pytest.skip(
            f"no gold at {GOLDS[name].relative_to(ROOT.parent)}: it is not part of the product"
        )
    before, now = json.loads(frozen.read_text("utf-8")), evaluate(GOLDS[name]).figures()
    assert {key: now.get(key) for key in before if _worse(key, now.get(key), before[key])} == {}


def _worse(key: str, now: float | None, before: float) -> bool:
    if now is None:
        return True
    return now > before if key.endswith(LOWER_IS_BETTER) else now < before


def rewrite() -> None:
    """Freezes today's figures."""
    for name, gold in GOLDS.items():
        figures = json.dumps(evaluate(gold).figures(), indent=1, ensure_ascii=False)
        (FROZEN / f"{name}.json").write_text(figures + "\n", "utf-8")


if __name__ == "__main__":
    rewrite()
