"""Kill the loading process, or the engine, with signal 9 in the middle of a load, many times.

    python -m bench.kill_rounds [ROUNDS]

After each: the next start must find the old graph or the new one, whole, and a
load must give exactly the graph of a load without accident. Prints one line a
round, and fails at the first that does not hold.
"""

from __future__ import annotations

import random
import sys
import tempfile
from pathlib import Path

from tests.crash import VICTIMS, survive

STEPS = 5
LONGEST_DELAY = 0.5


def main(rounds: int = 10) -> None:
    """Run ``rounds`` rounds for each victim, at moments drawn with a fixed seed."""
    draw = random.Random(14)
    with tempfile.TemporaryDirectory() as folder:
        for number in range(1, rounds + 1):
            for victim in VICTIMS:
                step, delay = draw.randint(0, STEPS - 1), draw.uniform(0, LONGEST_DELAY)
                home = Path(folder) / f"{victim}-{number}"
                found = survive(home, victim, step, delay)
                print(f"round {number}: {victim} killed {delay:.2f} s after step {step}", end="")
                print(
                    f": {found} graph found, whole; the next load gave the same graph", flush=True
                )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10)
