"""Which file was meant by a name of which there is none: without its ending, without its folder, or misspelled."""

from __future__ import annotations

from pathlib import Path

from newscast.base.i18n import _
from newscast.document.words import nearest

_ENDINGS = (".yaml", ".yml")
_FOLDER = "rundowns"
"""Where a newsroom has its rundowns: an episode is called by its file there, without folder and ending."""
_ALIKE = 80
"""How much of 100 a name has in common with what was typed: those of two days differ in one digit of ten."""


def where_it_may_be(path: Path) -> str:
    """A hint that names the file that was meant; the usual one where none is near."""
    found = _same_name(path) or _near(path)
    return _("Did you mean “{name}”?").format(name=found) if found else _("Check the name and the folder.")


def _same_name(path: Path) -> Path | None:
    named = path if path.suffix in _ENDINGS else path.with_name(f"{path.name}.yaml")
    above = (path.parent, path.parent.parent)
    places = (named, *(folder / _FOLDER / named.name for folder in above))
    return next((each for each in places if each.is_file()), None)


def _near(path: Path) -> Path | None:
    if path.suffix not in _ENDINGS or not path.parent.is_dir():
        return None
    near = nearest(path.name, sorted(each.name for each in path.parent.iterdir() if each.suffix in _ENDINGS), _ALIKE)
    return path.with_name(near) if near else None
