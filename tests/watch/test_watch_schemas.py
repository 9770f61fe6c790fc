"""The JSON Schemas of the watcher in docs/ are those of its models."""

from __future__ import annotations

from pathlib import Path

from newscast.base.schema import text_of
from newscast.watch.status.schema import schemas

FOLDER = Path(__file__).parents[2] / "docs/schemas"


def test_the_committed_schemas_are_current() -> None:
    """Written by `python -m newscast.watch.status.schema docs/schemas`."""
    for name, schema in schemas().items():
        assert (FOLDER / f"{name}.json").read_text(encoding="utf-8") == text_of(schema), name
