"""Every format captions are written in. A new one is a module with `FORMAT`, and its name in the list."""

from __future__ import annotations

from importlib import import_module

from newscast.captions.format import Format
from newscast.show.deliverables import FORMATS as NAMES


def format_of(name: str) -> Format:
    """The format of that name, which is that of its module."""
    found: Format = import_module(f"newscast.captions.{name}").FORMAT
    return found


FORMATS: dict[str, Format] = {name: format_of(name) for name in NAMES}
