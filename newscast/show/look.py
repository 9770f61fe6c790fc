"""The built-in looks that a kit may start from: colours, typeface and corners, as data in `looks/`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "looks"
PLAIN = "plain"
"""The look of a kit that names none."""


@dataclass(frozen=True)
class Look:
    """`colors` are keys of a kit's `colors`; `palette` are further classes of templates, as long as `primary` is the
    look's own; `corners` are radii of rectangles by their class, in design pixels; `opacity` is how much of
    what is below rectangles of a class hide."""

    name: str
    family: str
    colors: Mapping[str, str]
    palette: Mapping[str, str]
    corners: Mapping[str, float]
    opacity: Mapping[str, float]


@cache
def look(name: str) -> Look:
    """The look of that name. OSError where there is none."""
    import tomllib

    data = tomllib.loads((_FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    shapes = data.get("corners", {}), data.get("opacity", {})
    return Look(name, data["family"], data["colors"], data.get("palette", {}), *shapes)


def looks() -> tuple[str, ...]:
    """The names of all."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.toml")))
