"""The app: `innograph serve`, or `streamlit run app.py`. Pages are in views/."""

from __future__ import annotations

from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.starlette import App

from graph import logs
from views import frame, guard, trouble

# This file is read twice: by the server, which wants the application, and by each reader's
# session, which wants the page.
if get_script_run_ctx(suppress_warning=True):
    frame.run()
else:
    logs.start("app", "uvicorn.error")
    app = App(__file__, middleware=guard.MIDDLEWARE, on_script_error=trouble.unforeseen)
