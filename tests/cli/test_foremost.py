"""Which file the summary of a build names to be opened first."""

from __future__ import annotations

from typing import Any

import pytest

from newscast.cli.build_report import foremost, print_deliverable


def entry(path: str, container: str, seconds: float = 9.0, **more: Any) -> dict[str, Any]:
    programme = {"path": path, "role": "programme", "duration": seconds, "media": {"container": container}, **more}
    return {"duration": seconds, "files": [{"path": "post.txt", "role": "post"}, programme]}


RADIO, TV = entry("radio/hoy.wav", "wav"), entry("tv/hoy.mxf", "mxf")
WEB, REEL = entry("web/hoy.mp4", "mp4"), entry("reel/hoy-uno.mp4", "mp4", 3.0, slug="uno")
OLD = {"outdated": True}


@pytest.mark.parametrize(
    ("entries", "only", "path"),
    [
        ({"radio": RADIO, "tv": TV, "web": WEB, "reel": REEL}, (), "web/hoy.mp4"),
        ({"radio": RADIO, "tv": TV}, (), "tv/hoy.mxf"),
        ({"radio": RADIO, "tv": TV, "web": WEB | OLD}, (), "tv/hoy.mxf"),
        ({"radio": RADIO, "web": WEB}, ("radio",), "radio/hoy.wav"),
        ({"radio": RADIO, "web": WEB | OLD}, ("radio",), "radio/hoy.wav"),
        ({"radio": RADIO, "reel": REEL}, (), "reel/hoy-uno.mp4"),
    ],
)
def test_a_video_that_everybody_can_play_of_what_was_built(entries: Any, only: tuple[str, ...], path: str) -> None:
    shown = foremost(entries, only)
    assert shown.path == path and (shown.slug, shown.duration) == (("uno", 3.0) if "uno" in path else (None, 9.0))


def test_what_is_outdated_is_named(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("NEWSCAST_LANG", "en")
    print_deliverable("web", WEB | OLD, verbose=True)
    assert capfd.readouterr().err.startswith("  web (web/hoy.mp4): outdated: ")
