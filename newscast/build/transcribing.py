"""What is said in sots and packages, drafted by a recogniser into the rundown, for somebody to confirm."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from newscast.base.errors import FilesError, Place, Problem, UsageError
from newscast.base.files import machine_errors
from newscast.base.i18n import _
from newscast.base.languages.tags import primary
from newscast.base.replacing import alone_with, aside_of, lay_aside, new_mark, put_in_exchange, real_file
from newscast.build.blaming import blaming
from newscast.build.examining import examine
from newscast.build.measuring import take_steps
from newscast.build.request import Options
from newscast.build.stages import Probed
from newscast.document.adding import Added, UnfitError, with_added
from newscast.document.text import read_document
from newscast.engine.engine import Engine
from newscast.media.info import MediaInfo
from newscast.rundown.model import Recorded, Rundown, WithParts
from newscast.sound.recognise import Recogniser, samples_of
from newscast.sound.wav import open_wav
from newscast.store.open import open_store
from newscast.timeline.takes import part_takes


@dataclass(frozen=True)
class Drafted:
    """What was written down of a part of a story or another segment; nothing where nobody was understood."""

    slug: str
    place: Place
    text: str


def transcribe(path: Path, slug: str, recogniser: Recogniser, options: Options) -> list[Drafted]:
    """Draft what is said in all parts that have no transcript, or in those of the segment `slug`, into the rundown.

    Raises UsageError for a segment that there is not, FilesError with what is wrong with the files, also where the
    rundown was saved meanwhile or cannot be added to: then it stays as it is.
    """
    document = read_document(path)
    (episode,) = examine([path], options)
    parts = list(_lacking(episode, slug))
    drafted = _heard(parts, recogniser, episode) if parts else []
    written = [each for each in drafted if each.text]
    if written:
        if episode.loaded.rundown.sha256 != _digest(document.data):
            raise FilesError([_changed(path)])
        try:
            data = with_added(document, [_added(each) for each in written])
        except UnfitError as error:
            raise FilesError([_unfit(path, written, error)]) from error
        _replace(path, episode.loaded.root, document.data, data)
    return drafted


def _digest(data: bytes) -> str:
    import hashlib

    return hashlib.sha256(data).hexdigest()


def _lacking(episode: Probed, slug: str) -> Iterator[tuple[str, Recorded]]:
    """The parts of this very file that have no transcript, and a sound that is there."""
    rundown = episode.loaded.rundown
    _require_segment(slug, rundown)
    for segment in rundown.segments:
        if segment.float_ or (slug and segment.slug != slug) or not isinstance(segment, WithParts):
            continue
        for part in segment.parts:
            own = part.place is not None and part.place.file == episode.path
            if own and isinstance(part, Recorded) and not part.transcript and _sounds(part.clip.file, episode):
                yield segment.slug, part


def _sounds(file: Path, episode: Probed) -> bool:
    info = episode.media.get(file)
    return isinstance(info, MediaInfo) and bool(info.tracks)


def _require_segment(slug: str, rundown: Rundown) -> None:
    slugs = [segment.slug for segment in rundown.segments]
    if slug and slug not in slugs:
        message = _("There is no segment {name}. There are: {known}.")
        raise UsageError(message.format(name=slug, known=", ".join(slugs)))


def _heard(parts: Sequence[tuple[str, Recorded]], recogniser: Recogniser, episode: Probed) -> list[Drafted]:
    """The words of each part, from the same takes that a build prepares."""
    context = episode.context(episode.requests[0])
    takes = {id(part): part_takes(part, context) for _slug, part in parts}  # type: ignore[arg-type]
    steps = take_steps({take for found in takes.values() for take in found}, episode)
    store = open_store(episode.results)
    with machine_errors(store.folder):
        store.folder.mkdir(parents=True, exist_ok=True)
    language = primary(episode.loaded.show.language)
    drafted = []
    jobs = episode.options.jobs or os.cpu_count() or 1
    with blaming(episode), Engine(store, episode.binary, jobs, episode.options.progress) as engine:
        engine.make(steps.values())
        for slug, part in parts:
            assert part.place
            files = [engine.path(steps[take]) for take in takes[id(part)]]
            said = [recogniser.text(samples_of(open_wav(file)), language) for file in files]
            drafted.append(Drafted(slug, part.place, _clean(" ".join(said))))
    return drafted


def _clean(text: str) -> str:
    """Composed accents, single blanks, no control characters: as the rundown is read."""
    composed = unicodedata.normalize("NFC", " ".join(text.split()))
    return "".join(filter(str.isprintable, composed))


def _added(drafted: Drafted) -> Added:
    comment = _("delete this line once somebody has listened and corrected")
    return Added(drafted.place.keys, "transcript", drafted.text, "unconfirmed", comment)


def _replace(path: Path, root: Path, before: bytes, data: bytes) -> None:
    """Give the rundown its new bytes, unless somebody saved it meanwhile."""
    target = real_file(root, path)
    with alone_with(root, target), machine_errors(target):
        aside = aside_of(target, new_mark())
        lay_aside(target, aside, data)
        try:
            if not put_in_exchange(aside, target, before):
                raise FilesError([_changed(path)])
        finally:
            aside.unlink(missing_ok=True)


def _changed(path: Path) -> Problem:
    message = _("The rundown was saved meanwhile; nothing was written into it.")
    return Problem(message, _("Transcribe again."), Place(path), code="transcript-not-written")


def _unfit(path: Path, drafted: Sequence[Drafted], error: UnfitError) -> Problem:
    """With the words, so that nobody has to wait for them again."""
    texts = " · ".join(f"{each.slug}: {each.text}" for each in drafted)
    message = _("What was heard cannot be written into the rundown without changing something else.")
    hint = _("Copy it to its place as `transcript:`: {text}").format(text=texts)
    return Problem(message, hint, Place(path), code="transcript-not-written")
