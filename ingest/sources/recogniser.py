"""A picture → lines of signs, each with its place along the line and how surely it was read.

RapidOCR (its models lie in its wheel; nothing is fetched) finds the lines and reads them. Its
own decoding keeps no places of single signs, so that the decoding of its output is ours.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.sources.scan_shapes import Grey

LONGEST_SIDE = 1_280
LEAST_LINE, LEAST_SHORT, SHORT = 0.5, 0.75, 2
TALL = 1.5
VOTERS, FEWEST_VOTERS = 8, 3
STACKED = 2.0


#: The corners of a line of text, from the upper left one clockwise.
Corners = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign: where its middle lies on its line (0 to 1), and how surely it was read."""

    text: str
    middle: float
    confidence: float


@dataclass(frozen=True, slots=True)
class ReadLine:
    """A line as it was read: left, top, right, bottom in dots, its signs."""

    box: tuple[float, float, float, float]
    signs: tuple[Sign, ...]


@dataclass(frozen=True, slots=True)
class _SignDecoder:
    """The model's output → signs with their places; takes the place of RapidOCR's own."""

    character: Sequence[str]

    def __call__(
        self, output: NDArray[np.float32], _boxes: bool, **widths: Any
    ) -> tuple[list[tuple[str, float]], list[tuple[Sign, ...]]]:
        told = [
            tuple(self._signs(rows, share / widths["max_wh_ratio"]))
            for rows, share in zip(output, widths["wh_ratio_list"])
        ]
        return [("".join(sign.text for sign in signs), 1.0) for signs in told], told

    def _signs(self, rows: NDArray[np.float32], filled: float) -> Iterator[Sign]:
        """Runs of one sign, silence between them; ``filled``: what of the rows the line covers."""
        best, sure = rows.argmax(axis=1).tolist(), rows.max(axis=1).tolist()
        at = 0
        for code, run in groupby(best):
            long = len(list(run))
            if code:
                middle = (at + long / 2) / (len(best) * filled)
                yield Sign(self.character[code], min(1.0, middle), max(sure[at : at + long]))
            at += long


@cache
def _engine() -> Any:
    """RapidOCR, one thread a page: what is read must not depend on the number of cores."""
    from rapidocr import RapidOCR

    engine: Any = RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.max_side_len": 10_000,
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
            "Det.limit_type": "max",
            "Det.limit_side_len": LONGEST_SIDE,
        }
    )
    reader = engine._load_rec_model()
    reader.postprocess_op = _SignDecoder(reader.postprocess_op.character)
    engine._load_det_model()
    engine._load_cls_model()
    engine.return_word_box = True
    return engine


_FIRST = threading.Lock()


def engine() -> Any:
    """RapidOCR, made once."""
    with _FIRST:
        return _engine()


def line_boxes(grey: Grey) -> list[Corners]:
    """Corners of each line of text, from the upper left one clockwise."""
    found = engine()._load_det_model()(cv2.cvtColor(grey, cv2.COLOR_GRAY2BGR))
    return [] if found.boxes is None else [np.asarray(box, np.float32) for box in found.boxes]


def reading_turn(grey: Grey, boxes: Sequence[Corners]) -> int:
    """By how many degrees the picture must be turned clockwise to be read."""
    longest = sorted(boxes, key=_length, reverse=True)[:VOTERS]
    if len(longest) < FEWEST_VOTERS:
        return 0
    on_side = 2 * sum(map(_is_tall, longest)) > len(longest)
    flipped = _flipped([_cut(grey, box) for box in longest])
    return (90 if flipped else 270) if on_side else (180 if flipped else 0)


def _flipped(cuts: Sequence[Any]) -> bool:
    """Whether nearly all of the lines stand on their heads."""
    told = engine()._load_cls_model()(list(cuts)).cls_res
    return bool(4 * sum(label == "180" for label, _ in told) >= 3 * len(cuts))


def read_lines(grey: Grey, boxes: Sequence[Corners]) -> Iterator[ReadLine]:
    """The lines in the boxes; what was hardly read is left out."""
    boxes = [part for box in boxes for part in _unstacked(box)]
    cuts = [_cut(grey, box) for box in boxes]
    told = engine().recognize_txt(cuts).word_results if cuts else ()
    for box, signs in zip(boxes, told):
        if signs and _is_read(signs):
            (left, top), (right, bottom) = box.min(axis=0).tolist(), box.max(axis=0).tolist()
            yield ReadLine((left, top, right, bottom), signs)


def _is_read(signs: Sequence[Sign]) -> bool:
    """Whether the signs are more than a stain; of one or two more is asked."""
    least = LEAST_SHORT if len(signs) <= SHORT else LEAST_LINE
    return sum(sign.confidence for sign in signs) > least * len(signs)


def _unstacked(box: Corners) -> Iterator[Corners]:
    """A tall box as one box a sign: signs that stand one below the other."""
    wide, high = _sides(box)
    count = max(1, round(high / wide)) if high >= STACKED * wide else 1
    a, b, c, d = box
    for n in range(count):
        upper, lower = n / count, (n + 1) / count
        corners = (
            a + upper * (d - a),
            b + upper * (c - b),
            b + lower * (c - b),
            a + lower * (d - a),
        )
        yield np.array(corners, np.float32)


def _cut(grey: Grey, box: Corners) -> Any:
    """What stands in the box, level; a tall one on its side, as the model wants it."""
    wide, high = _sides(box)
    flat = np.array([[0, 0], [wide, 0], [wide, high], [0, high]], np.float32)
    matrix = cv2.getPerspectiveTransform(box, flat)
    cut = cv2.warpPerspective(
        grey, matrix, (wide, high), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )
    made = np.rot90(cut) if _is_tall(box) else cut
    return cv2.cvtColor(np.ascontiguousarray(made), cv2.COLOR_GRAY2BGR)


def _sides(box: Corners) -> tuple[int, int]:
    a, b, c, d = box
    wide = max(float(np.linalg.norm(a - b)), float(np.linalg.norm(c - d)))
    high = max(float(np.linalg.norm(a - d)), float(np.linalg.norm(b - c)))
    return max(1, int(wide)), max(1, int(high))


def _is_tall(box: Corners) -> bool:
    wide, high = _sides(box)
    return high >= TALL * wide


def _length(box: Corners) -> int:
    return max(_sides(box))
