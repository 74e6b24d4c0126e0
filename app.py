"""The app: `streamlit run app.py`, or `innograph serve`. Pages are in views/."""

from __future__ import annotations

from views import frame

frame.run()
