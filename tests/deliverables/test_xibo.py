"""The ZIP for Xibo's CMS, taken as the CMS takes it: what it asks for by name is there, and leads to the film."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from newscast.build.examining import examine
from newscast.build.rehearsing import rehearse
from newscast.build.request import Options
from newscast.deliverables.xibo import make_xibo

PARAMS = {"title": "Leóñ, hoy", "name": "hoy", "tag": "info", "size": [1920, 1080], "seconds": 92}
TEXT = """\
rundown: 1
show: chica
date: 2026-11-20
segments:
  - story: uno
    headline: Abre la feria
    parts: [{vo: Abre la feria., voice: synth, pictures: foto.jpg}]
"""


@pytest.fixture
def packed(tmp_path: Path) -> Path:
    return made(tmp_path, b"film" * 100_000)


def made(folder: Path, film: bytes) -> Path:
    (folder / "in.mp4").write_bytes(film)
    make_xibo(PARAMS, [folder / "in.mp4"], folder / "out.zip", None)  # type: ignore[arg-type]
    return folder / "out.zip"


def imported(path: Path, library: dict[str, bytes]) -> dict[str, Any]:
    """What an import makes of a ZIP with a `library` of films by name: a film that is there by its name is taken, and
    else read from the ZIP; each widget that names its number gets it. What is not there is a KeyError."""
    with ZipFile(path) as found:
        layout, files = (json.loads(found.read(name)) for name in ("layout.json", "mapping.json"))
        stored = {}
        for each in files:
            name = Path(each["file"]).name
            assert each["type"] == "video" and each["background"] == 0 and each["duration"] > 0
            stored[each["mediaid"]] = library.setdefault(each["name"], found.read(f"library/{name}"))
    defined = layout["layoutDefinitions"]
    regions = [region_of(each, stored) for each in [*defined["regions"], *defined.get("drawers", [])]]
    known = ("width", "height", "schemaVersion", "backgroundColor", "backgroundzIndex")
    return {"name": layout["layout"], "regions": regions} | {key: defined[key] for key in known}


def region_of(told: dict[str, Any], stored: dict[int, bytes]) -> dict[str, Any]:
    for name in ("ownerId", "name", "zIndex", "regionId"):
        told[name]
    options = {each["option"]: each["value"] for each in told["regionOptions"]}
    films = [widget_of(each, stored) for each in told["regionPlaylist"]["widgets"]]
    box = tuple(float(told[side]) for side in ("left", "top", "width", "height"))
    return {"type": told["type"], "box": box, "options": options, "films": films}


def widget_of(told: dict[str, Any], stored: dict[int, bytes]) -> dict[str, Any]:
    for name in ("ownerId", "widgetId", "audio"):
        told[name]
    assert (told["fromDt"], told["toDt"]) == ("", ""), "always"
    assert all(each["type"] == "attrib" for each in told["widgetOptions"])
    options = {each["option"]: each["value"] for each in told["widgetOptions"]}
    (number,) = told["mediaIds"]
    return {"type": told["type"], "timed": told["useDuration"], "film": stored[number], **options}


def test_a_cms_gets_a_whole_screen_with_the_film_muted_and_repeated(packed: Path) -> None:
    found = imported(packed, {})
    assert (found["name"], found["width"], found["height"]) == ("Leóñ, hoy", 1920, 1080)
    assert found["schemaVersion"] >= 2, "else its size is taken for that of its editor"
    (region,) = found["regions"]
    assert (region["type"], region["box"]) == ("frame", (0, 0, 1920, 1080))
    film = {"type": "video", "timed": 0, "film": b"film" * 100_000, "loop": "1", "mute": "1"}
    assert region["films"] == [film]


def test_todays_film_is_not_taken_for_that_of_yesterday(tmp_path: Path) -> None:
    library: dict[str, bytes] = {}
    for film in (b"ayer", b"hoy", b"ayer"):
        assert imported(made(tmp_path, film), library)["regions"][0]["films"][0]["film"] == film
    assert len(library) == 2, "the same film is there once"


def test_one_film_makes_one_zip(tmp_path: Path) -> None:
    assert made(tmp_path, b"film").read_bytes() == made(tmp_path, b"film").read_bytes()


@pytest.mark.parametrize(
    ("more", "draft", "there"), [("", False, True), ("", True, False), ("https://a.example", False, False)]
)
def test_who_gets_a_zip(sala: Any, more: str, draft: bool, there: bool) -> None:
    kit = sala.root / "assets/shows/chica/show.yaml"
    address = f"screens: {{address: '{more}'}}\n" if more else ""
    kit.write_text(kit.read_text(encoding="utf-8") + address, encoding="utf-8")
    found = rehearse(examine([sala.write(TEXT)], Options(only=("screens",), draft=draft))[0])
    paths = [piece.product.path for piece in found.pieces]
    assert any(path.endswith("hoy.xibo.zip") for path in paths) is there
