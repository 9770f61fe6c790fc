"""What a synthetic voice said as a take: its words with a little silence around them, cut with pydub."""

from __future__ import annotations

from typing import Any

from newscast.sound.speaking import Spoken

_AROUND = 60
"""Milliseconds of silence that are left around the words."""


def trimmed(spoken: Spoken, rate: int) -> tuple[Any, int]:
    """The words with a little silence around them and soft ends, as a pydub segment; how many milliseconds earlier they
    are than they were spoken."""
    import warnings

    with warnings.catch_warnings():
        # pydub looks for an ffmpeg of its own, which it does not need here, and complains.
        warnings.simplefilter("ignore")
        from pydub import AudioSegment
        from pydub.silence import detect_leading_silence

    heard = AudioSegment(data=spoken.samples or bytes(2), sample_width=2, frame_rate=rate, channels=1)
    before = detect_leading_silence(heard, silence_threshold=-55, chunk_size=5)
    after = detect_leading_silence(heard.reverse(), silence_threshold=-55, chunk_size=5)
    words = heard[before : max(before, len(heard) - after)]
    room = AudioSegment.silent(_AROUND, frame_rate=rate)
    return room + words.fade_in(5).fade_out(10) + room, before - _AROUND
