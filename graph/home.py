"""The folder of all that the product keeps."""

from __future__ import annotations

import os
from pathlib import Path

from platformdirs import user_data_dir


def home_folder() -> Path:
    """``INNOGRAPH_HOME``, else the platform's folder for user data."""
    return Path(os.environ.get("INNOGRAPH_HOME") or user_data_dir("innograph"))
