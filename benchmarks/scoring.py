"""How fast self-assessments are scored and searched: run `python benchmarks/scoring.py`."""

import time
from pathlib import Path

from playbook.cli_score import read_source
from playbook.load.assessments import read_assessment
from playbook.scoring.definition import definition
from playbook.scoring.evaluate import scorer
from playbook.scoring.samples import Draws, Sample
from playbook.scoring.search import unreached

FOLDER = Path(__file__).parent.parent / "content" / "assessments"
SETS = 10_000


def main() -> None:
    searched = 0.0
    print(f"{'':20} {SETS:,} sets, s   a second   search, ms")
    for file in sorted(FOLDER.glob("*.yaml")):
        test, _ = read_assessment(read_source(file))
        if test is None or not test.scores:
            continue
        made = definition(test)
        sample, score = Sample(made, Draws(1)), scorer(made)
        sets = [sample.answers() for _ in range(SETS)]
        started = time.perf_counter()
        for answers in sets:
            score(answers)
        taken = time.perf_counter() - started
        started = time.perf_counter()
        unreached(made)
        search = time.perf_counter() - started
        searched += search
        print(f"{test.id:20} {taken:14.2f} {SETS / taken:10,.0f} {1000 * search:12.0f}")
    print(f"search in all: {searched:.2f} s")


if __name__ == "__main__":
    main()
