"""A load that is killed in the middle leaves the old graph or the new one, never half of one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from graph.load import load
from graph.store import open_store
from tests.builders import sample
from tests.crash import long_plan, survive
from tests.engines import dump, require
from tests.processes import ROOT, environment

LIMITED = """
import resource, sys
from graph.load import load
from graph.store import open_store
from ingest.errors import StoreError
from tests.crash import long_plan
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]),) * 2)
with open_store() as store:
    try:
        load(store, long_plan())
    except StoreError as error:
        print(error.key, "|", error.say("zh"), "|", error.say("en"))
"""


@pytest.mark.parametrize(
    ("victim", "step", "delay"), [("loader", 2, 0.3), ("engine", 4, 0.0), ("both", 3, 0.1)]
)
def test_kill_during_a_load(tmp_path: Path, victim: str, step: int, delay: float) -> None:
    """A few rounds of what bench/kill_rounds.py does many times."""
    survive(tmp_path / "home", victim, step, delay, paragraphs=3000)


def test_a_disk_that_takes_no_more(tmp_path: Path) -> None:
    """Simulated by a limit on the size of files, which needs no rights on the machine."""
    require("" if sys.platform == "linux" else "limits the size of files as Linux does")
    with open_store(home=tmp_path) as store:
        load(store, sample())
        before = dump(store)
    limit = 3 * 2**20
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(limit)],
        env=environment(tmp_path),
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.stdout.startswith("store.home.full_loading"), done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    with open_store(home=tmp_path) as store:
        assert dump(store) == before
        assert load(store, long_plan()).passages > 4000
