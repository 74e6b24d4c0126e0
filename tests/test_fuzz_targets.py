"""What `make fuzz` tries for minutes, tried shortly: the inputs that long runs kept, and mutations
of them; and each input under which a target once failed."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.fuzzing import TARGETS, corpus, findings, mutated

#: How many of a target's kept inputs, and as many mutations, the short form tries.
SHORT = {"text": 5, "address": 5, "question": 12, "print": 20, "web": 20, "office": 25}
FOUND = [(name, path) for name in TARGETS for path in findings(name)]


@pytest.mark.timeout(120)
@pytest.mark.parametrize("name", TARGETS)
def test_kept_inputs_and_mutations_of_them(name: str) -> None:
    draw, most = random.Random(19), SHORT.get(name, 120)
    held = [*TARGETS[name].seeds(), *corpus(name)]
    for given in draw.sample(held, min(most, len(held))):
        TARGETS[name].attempt(given)
        TARGETS[name].attempt(mutated(given, draw.choice(held), draw))


@pytest.mark.timeout(20)
@pytest.mark.parametrize(("name", "path"), FOUND, ids=lambda each: getattr(each, "name", each))
def test_what_once_failed(name: str, path: Path) -> None:
    TARGETS[name].attempt(path.read_bytes())


@pytest.mark.timeout(30)
@pytest.mark.parametrize("words", ["上条上条", "哪些上条上条的企业", "区坝链上条上条上条", "量子²"])
def test_a_question_that_says_a_word_twice_ends(words: str) -> None:
    TARGETS["question"].attempt(words.encode())
