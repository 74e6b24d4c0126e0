"""The learned recogniser: its marks, its weights, and that it says the same each time."""

from __future__ import annotations

import hashlib
import json
from itertools import pairwise

import numpy as np
import pytest

from ingest.naming.learned.clues import ROWS, clues
from ingest.naming.learned.marks import LABELS, MARKS, best_path, spans
from ingest.naming.learned.recogniser import WEIGHTS, mark_scores, recognise
from ingest.naming.rules.sentence import Sentence

TEXT = "支持云岭大学与青屏研究院共建星槎实验室，建设一批国家重点实验室。"
LARGEST = 40 * 2**20


def marked(*names: str, sure: float = 5) -> np.ndarray:
    """Scores that put ``names`` of marks before all others, one a character."""
    scores = np.zeros((len(names), len(MARKS)), np.float32)
    for row, name in zip(scores, names):
        row[MARKS.index(name)] = sure
    return scores


@pytest.mark.parametrize(
    ("marks", "found"),
    [
        (("O", "B-University", "I-University", "O"), [(1, 3, "B-University")]),
        (("B-Area", "B-Area", "I-Area"), [(0, 1, "B-Area"), (1, 3, "B-Area")]),
        (("O", "O"), []),
    ],
)
def test_marks_become_spans(marks, found):
    assert [(a, b, MARKS[m]) for a, b, m in spans(best_path(marked(*marks)))] == found


def test_a_name_never_goes_on_in_another_type():
    path = [MARKS[mark] for mark in best_path(marked("B-University", "I-Hospital", "I-Area"))]
    assert all(b[0] != "I" or a[2:] == b[2:] for a, b in pairwise(path))


def test_a_border_inside_a_word_costs():
    scores = marked("O", "B-Area", "I-Area", sure=1)
    assert MARKS[best_path(scores)[1]] == "B-Area"
    assert MARKS[best_path(scores, frozenset({1}))[1]][0] != "B"


def test_the_weights_are_those_of_the_card():
    card = json.loads((WEIGHTS / "card.json").read_text("utf-8"))
    graph = (WEIGHTS / "names.onnx").read_bytes()
    assert hashlib.sha256(graph).hexdigest() == card["sha256"]
    assert tuple(card["labels"]) == LABELS
    assert len(graph) < LARGEST


def test_clues_are_rows_of_one_table():
    found = clues(Sentence(TEXT, 0))
    assert found.shape[0] == len(TEXT)
    assert found.min() >= 0 and found.max() < ROWS


def test_the_same_sentence_has_the_same_scores():
    one, other = mark_scores(Sentence(TEXT, 0)), mark_scores(Sentence(TEXT, 7))
    assert one.tobytes() == other.tobytes()


def test_names_have_probabilities():
    found = recognise(Sentence(TEXT, 0))
    assert {TEXT[one.start : one.end] for one in found} == {"云岭大学", "青屏研究院", "星槎实验室"}
    assert all(0 < one.probability <= 1 for one in found)


def test_nothing_in_an_empty_sentence():
    assert recognise(Sentence("  ", 0)) == ()
