"""A trained network → ``names.onnx`` and ``card.json`` beside it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

import onnx
import torch

from bench.training.network import Recogniser
from ingest.naming.learned.clues import CLUES
from ingest.naming.learned.marks import LABELS

SET = 17  # ONNX operators
LENGTH = {"characters": {1: "length"}, "clues": {1: "length"}, "scores": {1: "length"}}


def export(
    net: Recogniser, characters: list[str], folder: Path, said: Mapping[str, object]
) -> None:
    """Writes both files; ``said`` goes into the card."""
    folder.mkdir(parents=True, exist_ok=True)
    graph = folder / "names.onnx"
    _write(net, graph)
    onnx.checker.check_model(str(graph))
    digest = hashlib.sha256(graph.read_bytes()).hexdigest()
    card = {"sha256": digest, "labels": LABELS, **said, "characters": "".join(characters)}
    (folder / "card.json").write_text(
        json.dumps(card, ensure_ascii=False, indent=1) + "\n", "utf-8"
    )


def _write(net: Recogniser, path: Path) -> None:
    example = torch.zeros(1, 8, dtype=torch.long), torch.zeros(1, 8, len(CLUES), dtype=torch.long)
    torch.onnx.export(
        net.eval(),
        example,
        str(path),
        input_names=["characters", "clues"],
        output_names=["scores"],
        dynamic_axes=LENGTH,
        dynamo=False,
        opset_version=SET,
    )
