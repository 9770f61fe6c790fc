"""What forms say of contents, and parts whose words changed under their recording that nobody gave a reason for."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from newscast.base.canonical import digest_of
from newscast.desk.candidates import VoiceBefore
from newscast.desk.looks import signed, ticks_of
from newscast.desk.people import People


def mark_of(content: str) -> str:
    """What tells one content from another in forms."""
    return hashlib.sha256(content.encode()).hexdigest()[:24]


def voice_item(part: VoiceBefore) -> str:
    """The item under which somebody signs that a part goes out with its voice of before."""
    return digest_of(["voice", part.slug, part.digest])


def unsigned(people: People, episode: str, voices: Iterable[VoiceBefore]) -> list[VoiceBefore]:
    """Those that nobody signed with a reason. Raises MachineError, BrokenError."""
    voices = list(voices)
    if not voices:
        return []
    reasons = signed(ticks_of(people, episode))
    return [each for each in voices if voice_item(each) not in reasons]
