"""The ZIP that Xibo's CMS imports: a layout of the whole screen with one muted film that repeats, and the film.

What it holds was read in the CMS's own importer (`LayoutFactory::createFromZip` and `loadByJson`): it takes
`layout.json` with `layoutDefinitions`, `mapping.json` and what that names in `library/`, and every key that is written
here. It takes a film of its library in the place of one of the same name, so the name follows from the film's bytes:
tomorrow's would show today's otherwise.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from math import ceil
from pathlib import Path
from typing import Any
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from newscast.base.i18n import _
from newscast.deliverables.cut import Cut
from newscast.step.step import Params, Step, Tools, step

_FILM = 1
"""The number of the film in the ZIP; the CMS gives it one of its own."""
_LETTERS = 12
"""Of a digest: enough for no two films of a library to have the same."""
_DATE = (1980, 1, 1, 0, 0, 0)
"""That of all entries: the first that a ZIP can have."""
_COPIED = 1 << 20


def xibo_step(cut: Cut, film: Step) -> Step:
    """The ZIP of a finished film."""
    params = {
        "title": cut.title,
        "name": cut.stem,
        "tag": cut.rundown.show,
        "size": [cut.full_size.width, cut.full_size.height],
        "seconds": ceil(cut.timeline.duration),
    }
    return step("xibo", params, [film], suffix=".zip", label=_("layout for Xibo"), weight=0.1 + 0.02 * film.weight)


def make_xibo(params: Params, inputs: Sequence[Path], output: Path, tools: Tools) -> None:
    """Write it, always the same of one film; films are packed already, so nothing is made smaller."""
    with inputs[0].open("rb") as film:
        digest = hashlib.file_digest(film, "sha256").hexdigest()[:_LETTERS]
    file = f"{digest}{inputs[0].suffix}"
    mapping = {
        "file": file,
        "mediaid": _FILM,
        "name": f"{params['name']} {digest}",
        "type": "video",
        "duration": params["seconds"],
        "background": 0,
    }
    with ZipFile(output, "w", ZIP_STORED) as packed:
        for name, content in (("layout.json", _layout(params)), ("mapping.json", [mapping])):
            packed.writestr(_entry(name), json.dumps(content, ensure_ascii=False, indent=2).encode())
        with inputs[0].open("rb") as film, packed.open(_entry(f"library/{file}"), "w", force_zip64=True) as target:
            while block := film.read(_COPIED):
                target.write(block)


def _entry(name: str) -> ZipInfo:
    return ZipInfo(name, _DATE)


def _layout(params: Params) -> dict[str, Any]:
    width, height = params["size"]
    defined = {
        "schemaVersion": 3,
        "width": width,
        "height": height,
        "backgroundColor": "#000000",
        "backgroundzIndex": 0,
        "tags": [{"tag": params["tag"], "value": None}],
        "regions": [_region(params)],
    }
    return {"layout": params["title"], "description": "", "layoutDefinitions": defined}


def _region(params: Params) -> dict[str, Any]:
    """The whole screen; who imports it owns it."""
    width, height = params["size"]
    return {
        "regionId": 1,
        "ownerId": None,
        "name": params["name"],
        "type": "frame",
        "width": width,
        "height": height,
        "top": 0,
        "left": 0,
        "zIndex": 1,
        "regionOptions": [{"option": "loop", "value": "1"}],
        "regionPlaylist": {"widgets": [_widget(params)]},
    }


def _widget(params: Params) -> dict[str, Any]:
    """The film, from its first picture to its last: a duration of its own in whole seconds would cut it off."""
    options = (("loop", "1"), ("mute", "1"))
    return {
        "widgetId": 1,
        "type": "video",
        "ownerId": None,
        "duration": params["seconds"],
        "useDuration": 0,
        "mediaIds": [_FILM],
        "fromDt": "",
        "toDt": "",
        "widgetOptions": [{"type": "attrib", "option": name, "value": value} for name, value in options],
        "audio": [],
    }
