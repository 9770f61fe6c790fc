"""Who speaks, where captions have to say it: a dash where the voice changes, a name where nobody is seen who has one.

Viewers see who speaks on camera and read their lower third; the presenter is whom they are used to hear. So a name is
written only for somebody else who speaks while other pictures are shown, each time they begin to. A segment begins with
the presenter unless its first caption says otherwise.
"""

from __future__ import annotations

from collections.abc import Sequence

from newscast.timeline.asides import said_words
from newscast.timeline.heard import Utterance

DASH = "-"


def name_mark(speaker: str) -> str:
    """What names a speaker; nothing where nobody has a name."""
    return f"{speaker.upper()}:" if speaker else ""


def marks(utterances: Sequence[Utterance], characters: int) -> list[str]:
    """What stands before the words of each utterance of a segment: `LAURA DÍAZ:`, a dash, or nothing.

    A name that is longer than a line of so many `characters` is a dash too.
    """
    found: list[str] = []
    before: str | None = None
    for utterance in utterances:
        voice = utterance.voice or utterance.speaker
        # A remark such as (applause) is nobody's.
        begins = bool(said_words(utterance.text)) and voice != before
        name = "" if utterance.seen else name_mark(utterance.speaker)
        if begins and name and len(name) <= characters:
            found.append(name)
        else:
            found.append(DASH if begins and (name or before is not None) else "")
        before = voice if begins else before
    return found
