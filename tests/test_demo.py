"""The demo holds what offices send, a moving clip with sound and a voice note."""

from __future__ import annotations

from pathlib import Path

import pytest

from newscast.media.info import MediaInfo
from newscast.media.probe import probe

FOLDER = Path(__file__).parents[1] / "rundowns" / "demo"
LARGEST = 500_000
"""Bytes of a recording that everybody who clones this gets."""


@pytest.mark.real
def test_the_demo_has_a_clip_with_sound_and_a_voice_note():
    found = probe(sorted(FOLDER.iterdir()))
    infos = {path.suffix: info for path, info in found.items() if isinstance(info, MediaInfo)}
    assert len([info for info in found.values() if isinstance(info, MediaInfo)]) == len(found)
    clip, note = infos[".mp4"], infos[".opus"]
    assert clip.picture and clip.sound and clip.picture.rate == 25 and clip.duration > 4
    assert note.sound and note.sound.codec == "opus" and not note.picture and note.duration > 5
    assert all(path.stat().st_size < LARGEST for path in found)


def test_the_demo_uses_both():
    rundown = (FOLDER.parent / "demo.yaml").read_text(encoding="utf-8")
    assert "voice: demo/bacheo.opus" in rundown and "sot: demo/noche.mp4" in rundown
