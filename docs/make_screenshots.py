"""Pictures of the running app for README and guides: docs/pictures/NAME.png and NAME.zh.png.

    python docs/make_screenshots.py [PLAN]

Reads the plan into a graph of its own, opens the app on a free port, and takes
each picture in Chinese and English with Chromium. A picture is kept under
300 kB by fewer colours.
"""

from __future__ import annotations

import io
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from PIL import Image  # noqa: E402

from graph.load import load  # noqa: E402
from graph.store import open_store  # noqa: E402
from ingest.pipeline import read_plan  # noqa: E402
from queries.library import run  # noqa: E402
from tests import browser  # noqa: E402

PLAN = HERE.parent / "data" / "hangzhou-west-corridor-14fyp.txt"
PICTURES = HERE / "pictures"
WIDTH, LARGEST = 1360, 300_000
SUFFIX = {"en": "", "zh": ".zh"}


@dataclass(frozen=True)
class Picture:
    """A page to take: its name, where it is, what the address holds, what to do before."""

    name: str
    screen: str
    params: dict[str, str] = field(default_factory=dict)
    scheme: str = "light"
    height: int = 850
    before: Callable[[browser.Reader], None] = lambda reader: None


def main(plan: Path = PLAN) -> None:
    """Take every picture in both languages."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        pictures = _pictures(home, plan)
        with browser.chromium() as chromium, browser.app(chromium, home) as app:
            for lang in ("zh", "en"):
                for picture in pictures(lang):
                    _take(app, picture, lang)


def _pictures(home: Path, plan: Path) -> Callable[[str], list[Picture]]:
    """Load the plan; what to take of it, with its own best supported field and institution."""
    with open_store(home=home) as store:
        load(store, read_plan(plan))
        bridge = run(store, "bridges")[0]["institution"]
        supports = run(store, "institution_fields", institution=bridge)
        stated = min(supports, key=lambda row: (row["basis"] != "stated", len(row["quotes"])))
        fields = run(store, "list_fields")
        laboratory = run(store, "app_connected", types=["Laboratory"], limit=1)[0]["id"]
    cell = {"institution": bridge, "field": stated["field"]}
    asked = min(fields, key=lambda row: row["institutions"] or 1000)
    line = str(stated["lines"][0])

    def pictures(lang: str) -> list[Picture]:
        question = {"zh": f"谁在做{asked['name']}？", "en": f"who works on {asked['name_en']}"}
        return [
            Picture("overview", "", cell),
            Picture("ask", "ask", {"q": question[lang]}, before=_open_first),
            Picture("explore", "explore", {"entity": laboratory}, height=1020),
            Picture("field", "profile", {"id": asked["id"]}, before=_open_first),
            Picture("source", "source", {"line": line, "colours": "1"}),
            Picture("gaps", "gaps"),
            Picture("review", "review", {"look": "relations", "entity": laboratory}),
            Picture("console", "console", {"query": "bridges"}),
            Picture("dark", "", cell, scheme="dark"),
        ]

    return pictures


def _open_first(reader: browser.Reader) -> None:
    """Open the first line of a list, and bring it into view."""
    first = reader.page.get_by_test_id("stExpander").first
    first.locator("summary").click()
    reader.settle()
    first.scroll_into_view_if_needed()


def _take(app: browser.App, picture: Picture, lang: str) -> None:
    with app.reader(picture.scheme, (WIDTH, picture.height)) as reader:
        reader.open(picture.screen, lang=lang, **picture.params)
        picture.before(reader)
        reader.page.wait_for_timeout(800)  # what moves comes to rest
        reader.fine()
        taken = reader.page.screenshot()
    path = PICTURES / f"{picture.name}{SUFFIX[lang]}.png"
    path.write_bytes(_small(taken))
    print(f"{path.relative_to(HERE.parent)}  {path.stat().st_size // 1000} kB")


def _small(taken: bytes) -> bytes:
    """The picture as PNG, with as many colours as fit."""
    image = Image.open(io.BytesIO(taken)).convert("RGB")
    for colors in (256, 128, 64, 32):
        out = io.BytesIO()
        image.quantize(colors, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
        if out.tell() < LARGEST:
            break
    return out.getvalue()


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
