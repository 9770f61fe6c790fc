"""Every text of a newsroom's YAML files that may name a medium, read in a child process: `python -P -m
newscast.watch.inbox.mentioned PARENT`.

Standard input has a line of JSON for each whole path; the answers are lines of JSON, `[path, [text, ...]]`, in their
order; of a file that cannot be read the texts are null.
"""

from __future__ import annotations

import json
import os
import resource
import sys
from pathlib import Path

from newscast.base.parent import die_with_parent
from newscast.media.suffixes import kind_by_suffix
from newscast.watch.inbox.fitting import RefusedError, named_in, top_of

_NICE = 10
_MOST_MEMORY = 2 << 30
"""Bytes: reading a rundown of a megabyte takes a tenth of it."""


def mentioned(path: Path) -> list[str] | None:
    """The texts of one file, as newscast.watch.inbox.drops.path_alike has them; None where it cannot be read."""
    try:
        return sorted(text for text in named_in(top_of(path)) if kind_by_suffix(Path(text).suffix))
    except RefusedError:
        return None


def main() -> None:
    """Answer for every path."""
    die_with_parent(int(sys.argv[1]))
    os.nice(_NICE)
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
    for line in sys.stdin:
        path = json.loads(line)
        print(json.dumps([path, mentioned(Path(path))]), flush=True)


if __name__ == "__main__":
    main()
