"""JSON Schemas of what is read from outside a build.

`python -m newscast.episode.schema docs/schemas` writes them anew.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from newscast.base.schema import schema_of, schema_of_record, write_schemas
from newscast.episode.approved import Laid
from newscast.episode.checked import Checked
from newscast.episode.events import Event
from newscast.episode.history import Version
from newscast.episode.loudness import DeliverableLoudness
from newscast.episode.manifest import Manifest
from newscast.episode.note import Note
from newscast.episode.timeline import Listing


def schemas() -> dict[str, dict[str, Any]]:
    """Every schema by the name of its file, without suffix."""
    return {
        "check": schema_of_record(Checked, "newscast check --json"),
        "events": schema_of(Event, "newscast build --events"),
        "manifest": schema_of_record(Manifest, "manifest.json"),
        "timeline": schema_of_record(Listing, "timeline.json"),
        "note": schema_of_record(Note, "the delivery note beside a station's file"),
        "loudness": schema_of_record(DeliverableLoudness, "loudness.json"),
        "approved": schema_of_record(Laid, "approved.json"),
        "history": schema_of_record(Version, "a file of history/"),
    }


if __name__ == "__main__":
    write_schemas(Path(sys.argv[1]), schemas())
