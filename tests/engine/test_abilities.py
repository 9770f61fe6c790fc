"""An ffmpeg that lacks something is refused by name, and what is asked of one is what the package really uses."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

import newscast
from newscast.base.binary import Binary, find_binary
from newscast.base.errors import MachineError
from newscast.cli.main import run
from newscast.engine import abilities
from newscast.engine.abilities import BITSTREAM_FILTERS, ENCODERS, FILTERS, lacks, require

pytestmark = pytest.mark.real

PACKAGE = Path(newscast.__file__).parent
RUNDOWN = """\
rundown: 1
show: chica
date: 2026-11-20
deliverables: [radio, tv, web]
segments:
  - story: bacheo
    headline: Concluye el bacheo
    parts: [{vo: Buenos días., voice: voz.wav, pictures: [vfr.mp4, foto.jpg]}]
"""


@pytest.fixture
def started() -> None:
    """Who works is of no interest here."""


@pytest.fixture
def lacking(tmp_path: Path) -> Callable[[str], Path]:
    """lacking(pattern): an ffmpeg that is the usual one but for lines, in what it says of itself, of that pattern."""

    def made(pattern: str) -> Path:
        script, real = tmp_path / "ffmpeg", find_binary().path
        script.write_text(
            f'#!/bin/sh\necho "$*" >> "{tmp_path}/asked"\ncase "$*" in\n*" -i "*) exec "{real}" "$@" ;;\n'
            f'*) "{real}" "$@" | sed -E "{pattern}" ;;\nesac\n'
        )
        script.chmod(0o755)
        return script

    return made


def binary(path: Path) -> Binary:
    return Binary(path, "9", "0" * 16)


def test_the_ffmpeg_that_comes_with_the_package_has_all():
    assert lacks(find_binary()) == []


@pytest.fixture(scope="module")
def said() -> Callable[..., str]:
    """What the usual ffmpeg says, asked once for each thing."""
    return cache(abilities._said)


@pytest.mark.parametrize(
    ("pattern", "missing"),
    [
        ("^.* zscale .*$", ["filter zscale"]),
        ("^.* y_align .*$", ["option drawtext.y_align"]),
        ("^.*'enable' option.*$", ["option overlay.enable"]),
        ("^.* libx264 .*$", ["encoder libx264"]),
        ("^.* opus .*$", ["decoder opus"]),
        ("^.* mov,mp4,m4a.*$", ["demuxer mov"]),
        ("^.* E +mxf .*$", ["muxer mxf"]),
        ("^noise$", ["bitstream noise"]),
        ("--enable-libsoxr", ["library libsoxr"]),
    ],
)
def test_what_is_missing_is_named(said, tmp_path, monkeypatch, pattern, missing):
    monkeypatch.setattr(abilities, "_said", lambda *asked: re.sub(pattern, "", said(*asked), flags=re.M))
    given = find_binary()
    assert lacks(given) == missing
    with pytest.raises(MachineError, match=re.escape(missing[0].split(" ")[1])):
        require(given, tmp_path / "ffmpeg.json")


def test_it_is_asked_once_and_again_for_other_needs(lacking, tmp_path, monkeypatch):
    given, memory = binary(lacking("/ zscale /d")), tmp_path / "store" / "ffmpeg.json"
    assert lacks(given, memory) == ["filter zscale"]

    def asked() -> str:
        # Which version it is a script is asked each time.
        return (tmp_path / "asked").read_text().replace("-version\n", "")

    before = asked()
    assert lacks(given, memory) == ["filter zscale"]
    assert asked() == before
    monkeypatch.setattr(abilities, "ENCODERS", (*ENCODERS, "h264_nobody"))
    assert lacks(given, memory) == ["filter zscale", "encoder h264_nobody"]
    assert json.loads(memory.read_text())["stamp"][0] == str(given.path)


@pytest.mark.parametrize("command", ["check", "build"])
def test_nothing_is_done_with_an_ffmpeg_that_lacks_something(sala, lacking, tmp_path, monkeypatch, capfd, command):
    sala.write(RUNDOWN)
    monkeypatch.setenv("NEWSCAST_STORE", str(tmp_path / "store"))
    monkeypatch.setenv("NEWSCAST_FFMPEG", str(lacking("/ y_align /d;/ libmp3lame /d")))
    assert run([command, "rundowns/hoy.yaml"]) == 74
    said = capfd.readouterr().err
    assert "drawtext.y_align" in said and "libmp3lame" in said and "Traceback" not in said
    assert "-vf showinfo" not in (tmp_path / "asked").read_text(), "no file was looked at"
    assert [path.name for path in (tmp_path / "store").iterdir()] == ["ffmpeg.json"]
    assert not (sala.root / "output").exists()


def test_doctor_names_what_is_missing(sala, lacking, monkeypatch, capfd):
    monkeypatch.setenv("NEWSCAST_FFMPEG", str(lacking("/ zscale /d;/ aac /d")))
    assert run(["doctor"]) == 74
    said = capfd.readouterr().out
    assert "zscale" in said and "aac" in said


# What the package uses: calls of ffmpeg-python in its source. Real builds are held to it in tests/build.


def test_every_filter_that_is_called_is_asked_for_with_its_options():
    called = dict(_called())
    assert called.keys() >= {"concat", "scale", "zscale", "drawtext", "xfade", "channelsplit"}
    assert {name: options for name, options in called.items() if not options <= {*FILTERS.get(name, "-")}} == {}


def test_nothing_is_asked_for_that_nobody_uses():
    listing = Path(abilities.__file__)
    source = "".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py") if path != listing)
    words = set(re.findall(r"\w+", source))
    put_in = {"split", "asplit", "hflip", "transpose", "vflip"}
    assert [name for name in (*FILTERS, *ENCODERS, *BITSTREAM_FILTERS) if name not in words | put_in] == []
    assert [option for options in FILTERS.values() for option in options if option not in words] == []


def _called() -> Iterator[tuple[str, set[str]]]:
    """Each filter that is called by name, with the options given by name."""
    found: dict[str, set[str]] = {}
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _name(node.func) in ("filter", "filter_multi_output", "filtered"):
                texts = [arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
                for name in texts[:1]:
                    found.setdefault(name, set()).update(key.arg for key in node.keywords if key.arg)
    yield from found.items()


def _name(called: ast.expr) -> str:
    return called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")


def test_one_that_is_ended_while_it_says_what_it_can_is_asked_again(tmp_path: Path) -> None:
    script, real, known = tmp_path / "ffmpeg", find_binary().path, tmp_path / "known.json"
    script.write_text(f'#!/bin/sh\n[ -e "{tmp_path}/well" ] || kill -TERM $$\nexec "{real}" "$@"\n')
    script.chmod(0o755)
    with pytest.raises(MachineError):
        lacks(binary(script), known)
    (tmp_path / "well").touch()
    assert lacks(binary(script), known) == []
