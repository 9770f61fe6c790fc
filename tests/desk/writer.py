"""A process to be killed: asks for jobs, begins and ends them, and prints the sources of each that is in the ledger."""

from __future__ import annotations

import itertools
import os
import sys
from pathlib import Path

from newscast.desk.job import Ask, Ending, Lane
from newscast.desk.ledger import open_ledger


def main() -> None:
    ledger = open_ledger(Path(sys.argv[1]))
    for job in ledger.jobs("building"):
        ledger.stop(job, superseded=False)
    for number in itertools.count():
        lane = Lane(f"episodio-{number % 7}", True, ("web",))
        job, _superseded = ledger.ask(Ask(lane, "rundowns/uno.yaml", f"{os.getpid()}-{number}"))
        print(job.ask.sources, flush=True)
        if number % 3:
            job = ledger.begin(job)
        if number % 3 == 2:
            ledger.end(job, "done", Ending(0, rendered=number))
        elif number % 3 == 1:
            ledger.stop(job, superseded=False)


if __name__ == "__main__":
    main()
