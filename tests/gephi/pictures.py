"""Draws the pictures of the guides (docs/gephi.*.md) with real Gephi.

    python -m tests.gephi.pictures

Each is what Gephi's preview shows of an export as it opens; needs Java, Maven,
Chromium (which turns Gephi's SVG into a PNG) and the font that the guides name.
"""

from __future__ import annotations

import re
import subprocess
import tempfile
from pathlib import Path

from PIL import Image

from graph.export import Subgraph, write
from graph.load import load
from graph.store import open_store
from ingest.pipeline import read_plan
from queries.subgraph import choose
from tests import gephi

ROOT = Path(__file__).resolve().parent.parent.parent
PLAN = ROOT / "data" / "hangzhou-west-corridor-14fyp.txt"
TARGET = ROOT / "docs" / "pictures"
#: Field, size of its labels.
DRAWN = {"quantum": 18, "advanced_microchips": 14}
WIDTH, HEIGHT = 1400, 1000


def main() -> None:
    """Write docs/pictures/gephi-FIELD.png for every field of ``DRAWN``."""
    TARGET.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, open_store(home=Path(folder)) as store:
        load(store, read_plan(PLAN))
        for field, size in DRAWN.items():
            made = choose(store, field=field)
            draw(made, TARGET / f"gephi-{field.replace('_', '-')}.png", size)


def draw(made: Subgraph, target: Path, size: int) -> None:
    """Gephi's picture of ``made`` as a PNG, with labels of ``size``."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = write(made, "gexf", folder / "graph.gexf").path
        gephi.picture(source, folder / "graph.svg", size)
        _widen(folder / "graph.svg", 4.0 * size)
        page = folder / "page.html"
        page.write_text(
            '<body style="margin:0;background:#fff"><img src="graph.svg" style="object-fit:contain;'
            f'width:{WIDTH}px;height:{HEIGHT}px"></body>',
            "utf-8",
        )
        _photograph(page, folder / "graph.png")
        with Image.open(folder / "graph.png") as photograph:
            photograph.crop((0, 0, WIDTH, HEIGHT)).convert("RGB").save(target, optimize=True)


def _widen(drawing: Path, margin: float) -> None:
    """Room around the nodes, which is all that Gephi reckons with, for the labels."""
    told = drawing.read_text("utf-8")
    x, y, wide, high = (float(n) for n in re.findall(r'viewBox="([^"]+)"', told)[0].split())
    box = f"{x - margin} {y - margin} {wide + 2 * margin} {high + 2 * margin}"
    drawing.write_text(re.sub(r'viewBox="[^"]+"', f'viewBox="{box}"', told, count=1), "utf-8")


def _photograph(page: Path, target: Path) -> None:
    """A window higher than the picture, for a browser takes some of it for itself."""
    window = f"--window-size={WIDTH},{HEIGHT + 200}"
    options = ["--headless", "--no-sandbox", "--hide-scrollbars", window]
    command = ["chromium", *options, f"--screenshot={target}", page.as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=120)


if __name__ == "__main__":
    main()
