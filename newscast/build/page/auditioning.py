"""Both sides of a segment's recordings for the page: before and after the voice chain, as every browser plays them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newscast.base.errors import FilesError, MachineError
from newscast.base.i18n import _
from newscast.base.timecode import SAMPLE_RATE
from newscast.build.examining import examined
from newscast.build.record.sources import origins_of
from newscast.build.request import Options
from newscast.build.stages import Probed
from newscast.build.takes.listening import Listened, listened, wanted_episode
from newscast.deliverables.rendition import PLAY, Programme, played
from newscast.engine import process
from newscast.rundown.signed import SignedException
from newscast.sound.chain.stages import sentence
from newscast.sound.wav import open_wav
from newscast.store.shelves import made_of
from newscast.store.store import Store


@dataclass(frozen=True)
class Segment:
    """A segment of a deliverable in a rundown that must still have these `sources`; what else stands for it in a
    suspension are its `exceptions`."""

    rundown: Path
    slug: str
    deliverable: str
    draft: bool
    sources: str
    exceptions: Sequence[SignedException] = ()


def auditioned(segment: Segment, shelf: Store) -> dict[str, Any]:
    """Have what is missing of it put on the shelf, and say what there is: `{"takes": [{"name", "seconds", "before":
    key, "after": key, "said": [sentences on what was done]}]}`. Raises MachineError."""
    try:
        episode = _episode(segment)
        found = listened(wanted_episode(episode, segment.slug))
    except FilesError as error:
        first = error.problems[0]
        raise MachineError(f"{first.message} {first.hint}".strip()) from error
    return {"takes": [_take(each, shelf, episode.binary.path) for each in found]}


def _episode(segment: Segment) -> Probed:
    """The rundown as it is saved, where that is still what the deliverable was made from."""
    options = Options(
        only=(segment.deliverable,), draft=segment.draft, signed=lambda _root, _episode: tuple(segment.exceptions)
    )
    (episode,) = examined([segment.rundown], options)
    if isinstance(episode, FilesError):
        raise episode
    if origins_of(episode, [segment.deliverable]).sources(segment.deliverable) != segment.sources:
        raise MachineError(
            _("The rundown, the kit or a recording was saved since this version was built. Build it again.")
        )
    return episode


def _take(found: Listened, shelf: Store, binary: Path) -> dict[str, Any]:
    sides = {side: _kept(path, shelf, binary) for side, path in (("before", found.before), ("after", found.after))}
    texts = [text for text in map(sentence, found.findings) if text]
    return {
        "name": found.recording.media.file.path.name,
        "seconds": round(open_wav(found.after).samples / SAMPLE_RATE, 3),
        **sides,
        "said": texts or [_("Nothing had to be done to it but to set its level.")],
    }


def _kept(side: Path, shelf: Store, binary: Path) -> str:
    """The key of a side that lies in the store under its own key."""
    result = made_of(side.stem, "side", ".m4a")
    if not shelf.has(result):
        made = shelf.scratch() / f"{result.key}.m4a"
        process.run(binary, played(Programme(side, channels=(open_wav(side).channels,)), PLAY, made), quiet=True)
        shelf.keep(made, result)
    return result.key
