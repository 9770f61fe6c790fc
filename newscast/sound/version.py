"""What is heard in each version of the sound: the whole, without music, or without the presenters."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from newscast.base.timecode import sample_at
from newscast.timeline.heard import PlacedSound
from newscast.timeline.model import PlacedSegment, Timeline

Version = Literal["full", "clean", "international"]
"""`full` is all of it. `clean` has what is said and the natural sound of the pictures, and no music: no bed, opener,
closing, sting or tick. `international` has everything but the presenters (EBU R 48: international sound), so that
another station's presenter may be put over it: natural sound, music, and who speaks in the pictures. A finished piece
and a spot have one sound, which stays in all of them."""

_ANIMATED = frozenset({"open", "close", "sting"})
"""Kinds of part whose sound is the kit's music, even where it comes with the kit's own video."""


def version_of(timeline: Timeline, version: Version) -> Timeline:
    """The timeline with the sounds and beds of this version alone; all else, and so every time in it, is the same."""
    if version == "full":
        return timeline
    return replace(timeline, segments=tuple(_version(each, version, timeline) for each in timeline.segments))


def _version(segment: PlacedSegment, version: Version, timeline: Timeline) -> PlacedSegment:
    left_out = _is_music if version == "clean" else _is_presenter
    kinds = [(sample_at(part.start, timeline.rate), part.kind) for part in segment.parts]
    sounds = tuple(
        sound
        for sound in segment.sounds
        if not left_out(sound, next((kind for start, kind in reversed(kinds) if sound.start >= start), ""))
    )
    return replace(segment, sounds=sounds, bed=None if version == "clean" else segment.bed)


def _is_music(sound: PlacedSound, part: str) -> bool:
    return sound.take.chain == "music" or (sound.take.chain == "package" and part in _ANIMATED)


def _is_presenter(sound: PlacedSound, part: str) -> bool:
    """A voice, or the sound of a camera that somebody reads to."""
    return sound.take.chain == "voice" or (sound.take.chain == "sot" and part == "read")
