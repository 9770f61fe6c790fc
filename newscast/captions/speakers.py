"""Who speaks, where captions have to say it: a dash where the voice changes, a name where nobody is seen who has one.

Viewers see who speaks on camera and read their lower third; the presenter is whom they are used to hear. So a name is
written only for somebody else who speaks while other pictures are shown, each time they begin to. A segment begins with
the presenter unless its first caption says otherwise.
"""

from __future__ import annotations

from collections.abc import Sequence

from newscast.timeline.asides import said_words
from newscast.timeline.model import Utterance

DASH = "-"


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
        name = f"{utterance.speaker.upper()}:" if utterance.speaker and not utterance.seen else ""
        if begins and name and len(name) <= characters:
            found.append(name)
        else:
            found.append(DASH if begins and (name or before is not None) else "")
        before = voice if begins else before
    return found
