"""Where the files lie that ship beside the code: in a checkout at its root, in an installed package
in a folder of their own, into which the build puts them (setup.py)."""

from __future__ import annotations

from pathlib import Path

_CODE = Path(__file__).resolve().parent.parent
_INSTALLED = _CODE / "innograph" / "shipped"
#: The folder that holds ``data/``, ``schema.cypher`` and ``.streamlit/``.
SHIPPED = _INSTALLED if _INSTALLED.is_dir() else _CODE
DATA = SHIPPED / "data"


def shipped_plans() -> list[Path]:
    """The plans that ship."""
    return sorted(DATA.glob("*.txt"))
