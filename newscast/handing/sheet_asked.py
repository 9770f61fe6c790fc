"""What a ficha técnica must say: what its files measure, and all that its programme is called and says."""

from __future__ import annotations

from collections.abc import Sequence

from newscast.base.i18n import speaking
from newscast.deliverables.noting import Handed, note_delivery
from newscast.episode.note import Note
from newscast.episode.timed_script import TimedScript
from newscast.handing.sheet import called
from newscast.qc.delivered.model import Delivery


def sheet_delivery(note: Note, script: TimedScript, files: Sequence[Handed]) -> Delivery:
    """What is asked of the sheet of these files."""
    measured = note_delivery("ficha", files, ()).asked
    with speaking(note.language):
        names = [called(each) for each in note.segments]
    return Delivery(
        "ficha",
        {
            **measured,
            "sums": [each.md5 or each.digest.sha256 for each in files],
            "programme": note.show,
            "title": note.title,
            "episode": note.episode,
            "starts": [each.som for each in note.segments],
            "called": names,
            "words": [word for each in script.segments for part in each.parts for word in part.text.split()],
        },
    )
