"""What the files of a timeline are, found out in child processes, and what an editor should know of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import Path

from newscast.base.errors import Problem
from newscast.base.i18n import _
from newscast.base.timecode import SAMPLE_RATE, TimeFormatError, round_half_up
from newscast.episode.timeline import ListedTimeline
from newscast.exchange.count import frame_of
from newscast.exchange.source import Source
from newscast.media.info import MediaInfo
from newscast.media.probe import Memory, probe


def listed_files(timeline: ListedTimeline) -> dict[str, str]:
    """Every file of a timeline as it is listed, with the SHA-256 of what was used of it."""
    found: dict[str, str] = {}
    for segment in timeline.segments:
        shown = [each for shot in (*segment.shots, *segment.signer) for each in shot.pictures]
        found |= {each.file: each.sha256 or "" for each in shown if each.file}
        found |= {sound.file: sound.sha256 or "" for sound in segment.sounds if sound.file}
    return found | {bed.file: bed.sha256 or "" for bed in timeline.beds if bed.file}


def sources_of(timeline: ListedTimeline, root: Path, results: Path) -> dict[str, Source | str]:
    """The sources of a timeline by what is listed; what is wrong, in words, of those that cannot be used. They are
    looked at in child processes; `results` is the folder where what is found is remembered. Raises MachineError."""
    files, rate = listed_files(timeline), Fraction(timeline.rate)
    paths = {listed: root / listed for listed in files}
    answers = probe(list(paths.values()), Memory(results))
    return {
        listed: answer.message
        if isinstance(answer := answers[path], Problem)
        else _source(answer, listed, sha256, rate)
        for (listed, path), sha256 in zip(paths.items(), files.values(), strict=True)
    }


def _source(info: MediaInfo, listed: str, sha256: str, show: Fraction) -> Source:
    notes = [_("it is not the file that the build used: its content has changed since.")]
    notes = notes if sha256 and info.file.digest != sha256 else []
    path, digest = info.file.path, info.file.digest
    if info.kind == "still":
        if path.suffix.lower() in (".heic", ".heif", ".avif"):
            notes.append(_("not every program reads this kind of photo; save it as JPEG where yours does not."))
        if info.pages:
            notes.append(_("few programs read a PDF; export the page that is shown as a picture."))
        return Source(path, listed, "still", show, None, notes=tuple(notes), sha256=digest)
    picture = info.picture
    if picture is None:
        rate = Fraction(SAMPLE_RATE)
        return Source(path, listed, "sound", rate, int(info.duration * rate), notes=tuple(notes), sha256=digest)
    rate = picture.rate
    if picture.variable or not rate:
        notes.append(
            _(
                "its frames are not equally long (a phone’s variable frame rate): in and out are counted at the show’s"
                " rate. Look at its lip-sync, or transcode it to a constant rate first."
            )
        )
        rate = show
    length = max(1, round_half_up(info.duration * rate))
    first, drop = _first(info.timecode, rate)
    return Source(path, listed, "video", rate, length, first, drop, tuple(notes), digest)


def _first(timecode: str, rate: Fraction) -> tuple[int, bool]:
    """The number of the first frame by a file's own time code, and whether that is drop-frame."""
    drop = ";" in timecode
    try:
        return (frame_of(timecode, rate, drop), drop) if timecode else (0, False)
    except TimeFormatError:
        return 0, False


def wrong_of(sources: Mapping[str, Source | str]) -> Iterator[str]:
    """What is to be said of the files, a line for each."""
    for listed, source in sources.items():
        told = (source,) if isinstance(source, str) else source.notes
        yield from (f"{listed}: {each}" for each in told)
