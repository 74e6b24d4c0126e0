"""Many readers' sessions against one app, through Streamlit's own protocol, a few in a browser.

    python -m bench.load [SESSIONS] [MINUTES] [BROWSERS]

Every session is a WebSocket as a browser opens it (50 of them, for 10 minutes). A reader asks, goes
to another page, expands a node, clicks a switch or a button, then reads for 3 to 9 seconds; 2 of
them do it in Chromium, where there is one. Prints what went wrong (nothing may), how long the
deeds took (p50, p95: from what is sent to the end of the page's run) and the memory of app and
engines after the first fifth and at the end. The clients run on the same machine. Ends with status
1 when anything went wrong.
"""

from __future__ import annotations

import os
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets import Origin, Subprotocol
from websockets.sync.client import ClientConnection, connect

from graph.load import load
from graph.plans import keep
from graph.store import open_store
from ingest.pipeline import read_plan
from queries.library import run
from tests import browser
from tests.neo4j_server import _free_port
from tests.processes import ROOT, environment, wait_until

PLAN = ROOT / "data" / "hangzhou-west-corridor-14fyp.txt"
QUESTIONS = ROOT / "tests" / "questions" / "zh.tsv"
#: The app's pages; the first, the overview, has no name in the address.
SCREENS = ("", *"ask explore profile compare gaps source about export lenses console".split())
READING = (3.0, 9.0)
PATIENCE = 60.0
WARM = 0.2
#: What the pages' buttons and switches are called among a page's parts.
CLICKED = ("checkbox", "button")


@dataclass
class Told:
    """What the readers met: seconds of each deed, and what went wrong."""

    took: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    wrong: Counter[str] = field(default_factory=Counter)


class Session:
    """A reader's socket: what is on the page, and what a click on it sends."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self._page, self._query = "", ""
        self.parts: dict[str, str] = {}

    def go(self, page: str, address: Mapping[str, str | list[str]]) -> None:
        """Open an address."""
        self._page, self._query = page, urlencode(address, doseq=True)
        self._rerun(BackMsg())

    def click(self, id: str, kind: str) -> None:
        """Click a button or turn a switch on."""
        sent = BackMsg()
        state = sent.rerun_script.widget_states.widgets.add(id=id)
        setattr(state, "trigger_value" if kind == "button" else "bool_value", True)
        self._rerun(sent)

    def _rerun(self, sent: BackMsg) -> None:
        sent.rerun_script.page_name, sent.rerun_script.query_string = self._page, self._query
        self.parts = {}
        self._socket.send(sent.SerializeToString())
        end = time.monotonic() + PATIENCE
        while not self._is_over(self._socket.recv(max(0.1, end - time.monotonic()))):
            pass

    def _is_over(self, message: str | bytes) -> bool:
        got = ForwardMsg.FromString(message if isinstance(message, bytes) else message.encode())
        kind = got.WhichOneof("type")
        if kind == "page_not_found":
            raise AssertionError(f"no page {self._page}")
        if kind == "delta" and got.delta.HasField("new_element"):
            self._shown(got)
        if kind == "script_finished" and got.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
            assert got.script_finished != ForwardMsg.FINISHED_WITH_COMPILE_ERROR
            return True
        return False

    def _shown(self, got: ForwardMsg) -> None:
        element = got.delta.new_element
        kind = element.WhichOneof("type")
        if kind == "exception":
            raise AssertionError(f"{element.exception.type} on {self._page}")
        if kind in CLICKED:
            self.parts[getattr(element, kind).id] = kind


@dataclass(frozen=True)
class Things:
    """What there is to ask for: questions, ids of things, fields."""

    questions: list[str]
    ids: list[str]

    def address(self, page: str, draw: random.Random) -> dict[str, str | list[str]]:
        """An address of a page that shows something."""
        if page == "ask":
            return {"q": draw.choice(self.questions), "lang": draw.choice(("zh", "en"))}
        return {"entity": draw.choice(self.ids), "line": str(draw.randint(1, 900)), "lang": "zh"}


def main(sessions: int = 50, minutes: float = 10.0, browsers: int = 2) -> int:
    """Run the readers; 1 when anything went wrong."""
    browsers = 0 if browser.missing() else browsers
    with tempfile.TemporaryDirectory() as folder, _app(Path(folder)) as (port, app, things):
        told, end = Told(), time.monotonic() + minutes * 60
        readers = [
            threading.Thread(target=_reader, args=(port, things, end, told, number))
            for number in range(sessions - browsers)
        ]
        readers += [
            threading.Thread(target=_in_browser, args=(port, things, end, told, number))
            for number in range(browsers)
        ]
        for each in readers:
            each.start()
        time.sleep(max(0.0, (end - time.monotonic()) * WARM))
        first = _memory(app)
        for each in readers:
            each.join()
        last = _memory(app)
    print(f"{sessions} sessions ({browsers} in a browser), {minutes:g} minutes")
    _tell(told, first, last)
    return int(bool(told.wrong))


def _tell(told: Told, first: Mapping[str, int], last: Mapping[str, int]) -> None:
    for deed, took in sorted(told.took.items()):
        late = sorted(took)[int(0.95 * (len(took) - 1))]
        middle = statistics.median(took)
        print(f"  {deed:12} {len(took):6}   p50 {middle:6.2f} s   p95 {late:6.2f} s")
    for name, size in last.items():
        print(f"  memory of {name:8} {first[name]:5} MB → {size:5} MB")
    print(f"  errors: {sum(told.wrong.values())}")
    for why, count in told.wrong.most_common(10):
        print(f"    {count} × {why}")


@contextmanager
def _app(home: Path) -> Iterator[tuple[int, int, Things]]:
    """An app over the plan that ships, for reading only: its port, process, what is there."""
    os.environ["INNOGRAPH_HOME"] = str(home)
    with open_store(home=home) as store:
        extraction = read_plan(PLAN)
        load(store, extraction)
        keep(PLAN, extraction.document.id)
        ids = [row["id"] for row in run(store, "list_entities")]
    lines = QUESTIONS.read_text("utf-8").splitlines()[1:]
    port = _free_port()
    command = [sys.executable, "-m", "cli", "serve", "--port", str(port)]
    given = environment(home) | {"INNOGRAPH_REVIEW": "off"}
    served = subprocess.Popen(command, env=given, stdout=subprocess.DEVNULL)
    try:
        assert wait_until(lambda: browser._answers(f"http://127.0.0.1:{port}"), 60)
        yield port, served.pid, Things([line.split("\t")[-1] for line in lines], ids)
    finally:
        served.terminate()
        served.wait(40)


def _reader(port: int, things: Things, end: float, told: Told, number: int) -> None:
    draw = random.Random(number)
    time.sleep(draw.uniform(0, READING[1]))
    try:
        with _socket(port) as socket:
            session = Session(socket)
            while time.monotonic() < end:
                deed = draw.choice(
                    ("ask", "ask", "page", "expand", *["click"] * bool(session.parts))
                )
                began = time.monotonic()
                _do(session, deed, things, draw)
                told.took[deed].append(time.monotonic() - began)
                time.sleep(draw.uniform(*READING))
    except Exception as error:
        told.wrong[f"{type(error).__name__}: {str(error)[:200]}"] += 1


def _socket(port: int) -> AbstractContextManager[ClientConnection]:
    """The app's socket, opened as a browser does."""
    return connect(
        f"ws://127.0.0.1:{port}/_stcore/stream",
        origin=Origin(f"http://127.0.0.1:{port}"),
        subprotocols=[Subprotocol("streamlit")],
        max_size=None,
        open_timeout=PATIENCE,
    )


def _do(session: Session, deed: str, things: Things, draw: random.Random) -> None:
    if deed == "click":
        session.click(*draw.choice(sorted(session.parts.items())))
    elif deed == "expand":
        near, other = draw.choice(things.ids), draw.choice(things.ids)
        session.go("explore", {"entity": near, "open": [near, other], "lang": "zh"})
    else:
        page = "ask" if deed == "ask" else draw.choice(SCREENS)
        session.go(page, things.address(page, draw))


def _in_browser(port: int, things: Things, end: float, told: Told, number: int) -> None:
    draw = random.Random(-1 - number)
    try:
        with browser.chromium() as chromium:
            app = browser.App(f"http://127.0.0.1:{port}", Path(), chromium)
            with app.reader() as reader:
                while time.monotonic() < end:
                    page = draw.choice(("ask", "explore", "profile"))
                    began = time.monotonic()
                    reader.page.set_default_timeout(PATIENCE * 1000)
                    reader.page.goto(
                        f"{app.base}/{page}?{urlencode(things.address(page, draw), doseq=True)}"
                    )
                    reader.page.wait_for_selector("h1")
                    told.took["in a browser"].append(time.monotonic() - began)
                    time.sleep(draw.uniform(*READING))
                reader.fine()
    except Exception as error:
        told.wrong[f"browser, {type(error).__name__}: {str(error)[:200]}"] += 1


def _memory(app: int) -> dict[str, int]:
    """Megabytes of the app, and of the engines that it started."""
    parents = {
        pid: _status(pid)
        for pid in (int(each.name) for each in Path("/proc").iterdir() if each.name.isdigit())
    }
    own = {app}
    for _ in range(4):
        own |= {pid for pid, told in parents.items() if int(told.get("PPid", "0")) in own}
    size = {pid: int(parents[pid].get("VmRSS", "0 kB").split()[0]) // 1024 for pid in own}
    engines = {pid for pid in own if b"engine_child" in Path(f"/proc/{pid}/cmdline").read_bytes()}
    return {
        "app": sum(size[pid] for pid in own - engines),
        "engines": sum(size[pid] for pid in engines),
    }


def _status(pid: int) -> dict[str, str]:
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return {}
    return {name: value.strip() for name, _, value in (line.partition(":") for line in lines)}


if __name__ == "__main__":
    given = sys.argv[1:]
    sys.exit(
        main(
            int(given[0]) if given else 50,
            float(given[1]) if given[1:] else 10.0,
            int(given[2]) if given[2:] else 2,
        )
    )
