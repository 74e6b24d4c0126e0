"""Real Gephi and Gephi Lite's own parser, to see what they hold of a file.

Jars and packages are fetched once into a cache outside the tree.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from filelock import FileLock
from platformdirs import user_cache_dir

HERE = Path(__file__).resolve().parent
CACHE = Path(user_cache_dir("innograph-tests"))
FONT = "Noto Sans CJK SC"
JAVA = ("-Djava.awt.headless=true", "-Xmx512m", "-Dfile.encoding=UTF-8")
TOOLS = {"gephi": ("java", "javac", "mvn"), "graphology": ("node", "npm")}


def missing(what: str) -> str:
    """What this machine lacks for ``gephi`` or ``graphology``; empty when nothing."""
    lacking = [tool for tool in TOOLS[what] if not shutil.which(tool)]
    return f"no {' and no '.join(lacking)} on PATH" if lacking else ""


def in_gephi(paths: Sequence[Path]) -> list[dict[str, Any]]:
    """What Gephi holds of each of ``paths`` (a file, or a folder with a pair of tables)."""
    return _said(["java", *JAVA, "-cp", _classes(), "GephiCheck", *map(str, paths)])


def in_gephi_lite(paths: Sequence[Path]) -> list[dict[str, Any]]:
    """What graphology holds of each of ``paths``."""
    folder = _cached("graphology-0.26.0-0.13.2", _fetch_packages)
    return _said(["node", str(HERE / "graphology_check.js"), str(folder), *map(str, paths)])


def picture(source: Path, target: Path, size: int = 12) -> None:
    """Gephi's preview of ``source`` as an SVG, with labels of ``size``."""
    args = [str(source), str(target), FONT, str(size)]
    command = ["java", *JAVA, "-cp", _classes(), "GephiPicture", *args]
    subprocess.run(command, check=True, capture_output=True, timeout=120)


def _said(command: list[str]) -> list[dict[str, Any]]:
    done = subprocess.run(command, check=True, capture_output=True, timeout=300)
    return [json.loads(line) for line in done.stdout.decode("utf-8").split("\n") if line]


def _classes() -> str:
    folder = _cached("gephi-0.10.1", _fetch_jar)
    sources = sorted(HERE.glob("*.java"))
    made = folder / "classes"
    with FileLock(f"{folder}.lock"):
        if _age(made) < max(source.stat().st_mtime for source in sources):
            command = ["javac", "-encoding", "UTF-8", "-cp", f"{folder}/lib/*", "-d", str(made)]
            subprocess.run([*command, *map(str, sources)], check=True, timeout=120)
    return f"{made}:{folder}/lib/*"


def _age(folder: Path) -> float:
    return min((made.stat().st_mtime for made in folder.glob("*.class")), default=0.0)


def _cached(name: str, fetch: Callable[[Path], None]) -> Path:
    folder = CACHE / name
    folder.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(f"{folder}.lock"):
        if not (folder / "complete").exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
            fetch(folder)
            (folder / "complete").touch()
    return folder


def _fetch_jar(folder: Path) -> None:
    shutil.copy(HERE / "pom.xml", folder)
    goal = ["dependency:copy-dependencies", "-DoutputDirectory=lib"]
    subprocess.run(["mvn", "-q", "-B", *goal], cwd=folder, check=True, timeout=900)


def _fetch_packages(folder: Path) -> None:
    for name in ("package.json", "package-lock.json"):
        shutil.copy(HERE / name, folder)
    quiet = ["--no-audit", "--no-fund", "--silent"]
    subprocess.run(["npm", "ci", *quiet], cwd=folder, check=True, timeout=300)
