"""Media and kit files saved over while a build runs: what is read is what was hashed, or the build stops."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from newscast.base.errors import MachineError
from newscast.build import pipeline
from newscast.build.door import build
from newscast.build.request import Options

pytestmark = pytest.mark.slow

HEAD = "rundown: 1\nshow: chica\ndate: 2026-11-20\ndeliverables: [{}]\nsegments:\n"
STORY = "  - story: uno\n    headline: Uno\n    bed: none\n    parts:\n      - {vo: Hola a todos., voice: voz.wav"
RADIO = HEAD.format("radio") + STORY + "}\n"
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 40"><rect width="80" height="40" fill="{}"/></svg>'


def saved_over(path: Path, content: bytes) -> None:
    """As editors do."""
    path.write_bytes(content)


def replaced(path: Path, content: bytes) -> None:
    """As file managers do."""
    aside = path.with_suffix(".new")
    aside.write_bytes(content)
    aside.replace(path)


def disguised(path: Path, content: bytes) -> None:
    """As taggers do, that keep a file's date."""
    before = path.stat()
    path.write_bytes(content)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def sums(manifest: Any) -> dict[str, str]:
    return {file["path"]: file["sha256"] for entry in manifest["deliverables"].values() for file in entry["files"]}


def built(path: Path) -> dict[str, str]:
    return sums(next(iter(build([path], Options(jobs=1)))).manifest)


@pytest.fixture
def fresh(sala: Any, own_store: Path) -> Any:
    """A newsroom with a store and a recording of its own."""
    voice = sala.root / "rundowns/voz.wav"
    content = voice.read_bytes()
    voice.unlink()
    voice.write_bytes(content)
    return sala


@pytest.mark.parametrize("save", [saved_over, replaced, disguised])
def test_a_recording_saved_over_before_it_is_read_stops_the_build_and_leaves_nothing_wrong(
    fresh: Any, shared_store: Path, save: Callable[[Path, bytes], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    path, voice = fresh.write(RADIO), fresh.root / "rundowns/voz.wav"
    first = voice.read_bytes()
    other = first[:1000] + bytes(len(first) - 1000)
    measured = pipeline.measured

    def meanwhile(*args: Any, **more: Any) -> Any:
        save(voice, other)
        return measured(*args, **more)

    with monkeypatch.context() as patch:
        patch.setattr(pipeline, "measured", meanwhile)
        with pytest.raises(MachineError, match=r"voz\.wav was changed during the build\. Build again\."):
            built(path)
    silent = built(path)
    save(voice, first)
    sounding = built(path)
    monkeypatch.setenv("NEWSCAST_STORE", str(shared_store))
    assert built(path) == sounding != silent, "as it is made where nothing was saved over"


def test_a_logo_saved_over_after_it_was_looked_at(
    fresh: Any, shared_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    logo = fresh.root / "assets/shows/chica/logo.svg"
    logo.write_text(LOGO.format("red"))
    fresh.kit("logo: logo.svg\n")
    path = fresh.write(HEAD.format("web") + STORY + ", pictures: foto.jpg}\n")
    composed = pipeline.composed

    def meanwhile(*args: Any, **more: Any) -> Any:
        try:
            return composed(*args, **more)
        finally:
            logo.write_text(LOGO.format("blue"))

    with monkeypatch.context() as patch:
        patch.setattr(pipeline, "composed", meanwhile)
        with pytest.raises(MachineError, match=r"logo\.svg was changed"):
            built(path)
    logo.write_text(LOGO.format("red"))
    red = built(path)
    monkeypatch.setenv("NEWSCAST_STORE", str(shared_store))
    assert built(path) == red
