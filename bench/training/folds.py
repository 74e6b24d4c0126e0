"""Recognisers that each leave a third of the provinces' reports out of their lessons.

    python -m bench.training.folds FOLDER [--epochs 4]

They say how well texts are read that took no part (``bench.training.score``), and what the last
judge is weighed on (``bench.training.weigh``). The texts that tune teach none of them.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from bench.training.corpus import Corpus, read_corpus

FOLDS: Mapping[str, Sequence[str]] = {
    "A": ("tianjin", "beijing", "hebei", "yunnan", "hunan", "qinghai"),
    "B": ("shandong", "henan", "guangxi", "xinjiang", "sichuan", "shanghai"),
    "C": ("gansu", "hainan", "heilongjiang", "jiangxi", "neimenggu", "shaanxi"),
}


def stem(province: str) -> str:
    """The file of a province's report."""
    return f"{province}_gov_work_report_2026"


def without(corpus: Corpus, fold: str) -> Corpus:
    """What teaches when a fold is left out."""
    off = {stem(province) for province in FOLDS[fold]}
    return Corpus({k: v for k, v in corpus.train.items() if k not in off}, corpus.tune)


def main() -> None:
    """Train one recogniser a fold."""
    from bench.training.export import export
    from bench.training.train import Plan, train

    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--epochs", type=int, default=4)
    asked = parser.parse_args()
    plan, corpus = Plan(epochs=asked.epochs, versions=2), read_corpus()
    for fold in FOLDS:
        net, signs = train(plan, without(corpus, fold))
        export(net, signs, asked.folder / fold, asdict(plan))


if __name__ == "__main__":
    main()
