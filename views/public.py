"""A public installation: everybody may read; nobody may judge, upload or read plans in."""

from __future__ import annotations

import os

#: Set to one of WORDS, the app changes nothing that is kept.
SWITCH = "INNOGRAPH_REVIEW"
WORDS = ("off", "0", "no", "false")


def reading_only() -> bool:
    """Whether whoever runs the app has switched judging and uploading off."""
    return os.environ.get(SWITCH, "").strip().lower() in WORDS
