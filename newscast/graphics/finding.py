"""Which templates there are: a show's own, those of its look, and the plain ones that come with the package."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

from newscast.base.errors import Place
from newscast.base.files import is_there, is_utf8, near, reason_of
from newscast.graphics.encoded import text_of
from newscast.graphics.template import PLACES, Template, TemplateError, read_template
from newscast.show.look import PLAIN
from newscast.show.model import Show

_BUILT_IN = Path(__file__).parent / "templates"


def find_template(graphic: str, canvas: str, show: Show) -> Template | None:
    """The show's own template of a graphic on a canvas, else that of its look, else the plain one, else None."""
    name = f"{graphic}.{canvas}"
    own = show.folder / "graphics" / f"{name}.svg" if show.folder else None
    source = _read(name, own) if own else None
    return find_built_in(name, show.base) if source is None else read_template(name, source, own)


def file_of_template(template: Template) -> Path:
    """Where a template is written."""
    return template.file or template.built_in or _BUILT_IN / f"{template.name}.svg"


def source_of(own: Path) -> str:
    """The text of a show's own template, in whichever encoding it was saved. Raises OSError, ValueError."""
    return text_of(own.read_bytes(), strict=True).replace("\r\n", "\n").replace("\r", "\n")


def _read(name: str, own: Path) -> str | None:
    """The text of a show's own template; None where it has none."""
    try:
        return source_of(own) if is_there(own) else None
    except OSError as error:
        raise TemplateError(f"{name}: {reason_of(error, own)}", Place(near(own))) from error
    except ValueError as error:
        raise TemplateError(f"{name}: {error}", Place(near(own))) from error


def names_of(folder: Path) -> list[str]:
    """The graphics that have a template in `folder`, whatever the canvas."""
    found = folder.glob("*.svg") if folder.is_dir() else ()
    return sorted({path.name.split(".")[0] for path in found if is_utf8(Path(path.name))} - {PLACES})


def built_in_names() -> list[str]:
    """The graphics that the package draws."""
    return names_of(_BUILT_IN)


@cache
def find_built_in(name: str, look: str = PLAIN) -> Template | None:
    """The package's template of that name in a look; what a look does not draw itself is the plain one, before the
    ground that the look has."""
    for folder in dict.fromkeys((_folder(look), _BUILT_IN)):
        path = folder / f"{name}.svg"
        if path.is_file():
            source = path.read_text(encoding="utf-8")
            ground = _folder(look) / f"ground.{name.rpartition('.')[2]}.svg"
            if folder == _BUILT_IN and look != PLAIN and ground.is_file():
                source = on_ground(source, ground.read_text(encoding="utf-8"))
            return replace(read_template(name, source, None), built_in=path)
    return None


def _folder(look: str) -> Path:
    return _BUILT_IN if look == PLAIN else _BUILT_IN / look


_LAYER = re.compile(r'[ \t]*<g\b[^>]*\bgroupmode="layer"[^>]*\blabel="([^"]*)"[^>]*>')
_GROUPS = re.compile(r"<g\b[^>]*?(/?)>|</g>")


def on_ground(source: str, ground: str) -> str:
    """A template with the layers of a ground in the place of those that the ground `replaces`; a single one of these is
    a plain field, and stays. The text is kept as it is otherwise: what Jinja2 fills is no XML."""
    named = re.search(r'\breplaces="([^"]*)"', ground)
    replaced = named[1].split() if named else []
    spans = [span for label, span in _layers(source) if label in replaced]
    if len(spans) < 2:
        return source
    new = "".join(ground[start:end] for _label, (start, end) in _layers(ground))
    for start, end in reversed(spans[1:]):
        source = source[:start] + source[end:]
    return source[: spans[0][0]] + new + source[spans[0][1] :]


def _layers(source: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """The layers of a drawing's text, each with where it begins and ends."""
    for found in _LAYER.finditer(source):
        depth, at = 1, found.end()
        while depth and (mark := _GROUPS.search(source, at)):
            depth += -1 if mark[0] == "</g>" else not mark[1]
            at = mark.end()
        end = source.find("\n", at) + 1
        yield found[1], (found.start(), end or at)
