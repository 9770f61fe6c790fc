"""JSON Schemas of what is read from outside a watcher.

`python -m newscast.watch.status.schema docs/schemas` writes them anew.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from newscast.base.schema import schema_of_record, write_schemas
from newscast.watch.status.state import Status


def schemas() -> dict[str, dict[str, Any]]:
    """Every schema by the name of its file, without suffix."""
    return {"status": schema_of_record(Status, "newscast status --json")}


if __name__ == "__main__":
    write_schemas(Path(sys.argv[1]), schemas())
