"""Every format captions are written in. A new one is a module with `FORMAT`, and its name in the list."""

from __future__ import annotations

from importlib import import_module

from newscast.captions.format import Format, GridFormat
from newscast.show.deliverables import FORMATS as NAMES
from newscast.show.deliverables import GRID_FORMATS as GRID_NAMES


def format_of(name: str) -> Format:
    """The format of that name, which is that of its module."""
    found: Format = import_module(f"newscast.captions.{name}").FORMAT
    return found


def grid_format_of(name: str) -> GridFormat:
    """The same of one that has captions as CEA-608 has them."""
    found: GridFormat = import_module(f"newscast.captions.{name}").FORMAT
    return found


FORMATS: dict[str, Format] = {name: format_of(name) for name in NAMES if name not in GRID_NAMES}
GRID_FORMATS: dict[str, GridFormat] = {name: grid_format_of(name) for name in GRID_NAMES}
