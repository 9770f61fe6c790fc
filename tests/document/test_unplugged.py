"""pydantic is loaded without what looks for plugins, which stays usable."""

from __future__ import annotations

import subprocess
import sys

SOURCE = """
import sys
import newscast.document.model
assert "pydantic.plugin._loader" in sys.modules
assert "importlib.metadata" not in sys.modules and "email" not in sys.modules
from pydantic.plugin._loader import entry_points
import importlib.metadata
assert importlib.metadata.version("pydantic")
print([*entry_points(group="no.such.group")])
"""


def test_metadata_is_loaded_when_asked() -> None:
    told = subprocess.run([sys.executable, "-c", SOURCE], capture_output=True, text=True, check=True)
    assert told.stdout == "[]\n"
