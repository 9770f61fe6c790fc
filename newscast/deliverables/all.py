"""Every deliverable there is, by name: that of the module of this room that says what it is."""

from __future__ import annotations

from importlib import import_module

from newscast.deliverables.base import Deliverable
from newscast.show.deliverables import LOUDNESS

DELIVERABLES: dict[str, Deliverable] = {
    name: import_module(f"newscast.deliverables.{name}").DELIVERABLE for name in LOUDNESS
}
