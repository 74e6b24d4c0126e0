"""What pyproject.toml cannot say: files that lie beside the code go into the package too."""

from __future__ import annotations

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

HERE = Path(__file__).resolve().parent
#: What ``ingest/shipped.py`` looks for in a folder of the installed package.
BESIDE = ("data", "schema.cypher", ".streamlit")
SHIPPED = Path("innograph", "shipped")


class Build(build_py):
    """The usual build, and a copy of :data:`BESIDE`."""

    def run(self) -> None:
        """Build."""
        super().run()
        if not self.editable_mode:
            target = Path(self.build_lib) / SHIPPED
            shutil.rmtree(target, ignore_errors=True)
            target.mkdir(parents=True)
            for name in BESIDE:
                _copy(HERE / name, target / name)


def _copy(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__", "*.pyc"))
    else:
        shutil.copy2(source, target)


setup(cmdclass={"build_py": Build})
