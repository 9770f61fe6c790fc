"""What is told of finished files to the stations that take them: delivery notes, and the ficha técnica with the script.

It says what was measured, so it is made last; equal files have equal notes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from pathlib import Path, PurePath

from newscast.base.timecode import timecode_of, timestamp
from newscast.build.beside.timing_script import script_of
from newscast.build.cuts import PlacedCut
from newscast.build.stages import Composed, Piece, Ready
from newscast.deliverables.base import Product
from newscast.deliverables.cut import Cut
from newscast.deliverables.noting import Handed, note_delivery
from newscast.deliverables.slate import aspect, tracks_of
from newscast.episode.note import (
    Note,
    NotedBlock,
    NotedBreak,
    NotedCaptions,
    NotedFile,
    NotedLoudness,
    NotedSegment,
    NotedSound,
    NotedTime,
    NotedTracks,
    NotedVideo,
    note_json,
)
from newscast.episode.timed_script import TimedScript
from newscast.handing.sheet import sheet_html
from newscast.handing.sheet_asked import sheet_delivery
from newscast.handing.xml import note_xml
from newscast.qc.delivered.checks import check_delivery
from newscast.qc.delivered.facts import facts_of_note
from newscast.qc.measured import Measurement
from newscast.qc.model import Check
from newscast.show.station import Station
from newscast.step.checksum import read_md5
from newscast.step.digest import digest_of_bytes
from newscast.timeline.ending import BLACK

_FORMS: dict[str, tuple[str, Callable[[Note, TimedScript], bytes]]] = {
    "xml": (".xml", lambda note, _script: note_xml(note)),
    "json": (".json", lambda note, _script: note_json(note)),
    "ficha": (".ficha.html", sheet_html),
}
"""What ends the name of each sidecar, and what writes it."""


def sidecar_files(ready: Sequence[Ready], made: Composed) -> Iterator[Ready]:
    """Those that the station of each cut asks for, for each of its blocks."""
    parts = {id(each.piece.of): each.piece.of for each in ready}
    for part in parts.values():
        station = part.station
        files = [each for each in ready if each.piece.of is part]
        if station is None or not station.sidecars or part.draft or not any(each.measurement for each in files):
            continue
        note, script = note_of(part, station, files, made), _script(part, made)
        for name in station.sidecars:
            suffix, write = _FORMS[name]
            content = write(note, script)
            yield _file(files, part, suffix, content, _checked(files, name, content, note, script))


def _file(files: Sequence[Ready], part: Cut, suffix: str, content: bytes, checks: tuple[Check, ...]) -> Ready:
    product = Product(part.path(f"{part.stem}{suffix}"), "sidecar", content, of=part)
    piece = Piece(files[0].piece.cut, product, None, None)
    return Ready(piece, content, digest_of_bytes(content), None, checks)


def _checked(files: Sequence[Ready], kind: str, content: bytes, note: Note, script: TimedScript) -> tuple[Check, ...]:
    """A note or a sheet, read again, held against the files that it goes with."""
    handed = [
        Handed(_name(each), each.digest, _md5(each, files), each.measurement, _lead(each))
        for each in files
        if each.measurement
    ]
    asked = sheet_delivery(note, script, handed) if kind == "ficha" else note_delivery(kind, handed, _captions(files))
    return (check_delivery(facts_of_note(content, kind), asked),)


def _lead(ready: Ready) -> int:
    wanted = ready.piece.product.wanted
    return wanted.lead if wanted else 0


def _md5(ready: Ready, files: Sequence[Ready]) -> str | None:
    """What the checksum beside a file says."""
    path = f"{ready.piece.product.path}.md5"
    sums = [each for each in files if each.piece.product.path == path]
    return read_md5(_text(sums[0].content)) if sums else None


def _carries(programme: Ready) -> bool:
    """Whether there are captions in the file."""
    carrying = programme.piece.product.carrying
    return bool(carrying and carrying.captions)


def _captions(files: Sequence[Ready]) -> tuple[str, ...]:
    return tuple(_name(each) for each in files if each.piece.product.role == "captions")


def _script(part: Cut, made: Composed) -> TimedScript:
    request = next(each.request for each in made.timelines if each.request.deliverable == part.deliverable)
    return script_of(made, PlacedCut(request, part.timeline, part.places))


def note_of(part: Cut, station: Station, files: Sequence[Ready], made: Composed) -> Note:
    """What there is to say of a programme, or a block of one, whose files these are."""
    timeline, newsroom, rundown = part.timeline, made.loaded.newsroom, part.rundown
    programmes = [each for each in files if each.measurement]
    code = part.code_of if station.kind == "tv" else _clock_of(timeline.rate)
    block = part.block
    return Note(
        title=part.title,
        show=part.show.name,
        episode=rundown.episode,
        date=rundown.date.isoformat(),
        air=rundown.air.isoformat() if rundown.air else None,
        station=part.deliverable,
        kind=station.kind,
        block=NotedBlock(number=block.number, of=block.count) if block else None,
        language=part.show.language,
        files=tuple(_noted(each, files) for each in programmes),
        duration=_lasting(timeline.frames, part, station),
        slot=_seconds(rundown.slot.frames(timeline.rate) / timeline.rate) if rundown.slot else None,
        start=part.file_timecode if station.kind == "tv" else code(0),
        som=code(0),
        eom=code(timeline.frames - (station.kind == "tv")),
        segments=tuple(_segments(part, station, code)),
        breaks=tuple(
            NotedBreak(slug=each.slug, at=code(each.start + each.frames))
            for each in timeline.segments
            if each.kind == "break"
        ),
        tracks=tuple(NotedTracks(tracks=tracks, holds=holds) for tracks, holds in tracks_of(part))
        if station.kind == "tv"
        else (),
        loudness=_loudness(programmes[0], part),
        captions=NotedCaptions(
            carried=station.captions if _carries(programmes[0]) else (),
            files=_captions(files),
        ),
        contact=newsroom.contact or newsroom.name,
    )


def _clock_of(rate: Fraction) -> Callable[[int], str]:
    """Times of radio, from the start of the file."""
    return lambda frame: timestamp(frame / rate)


def _segments(part: Cut, station: Station, code: Callable[[int], str]) -> Iterator[NotedSegment]:
    for each in part.timeline.segments:
        if each.frames and each.kind != BLACK:
            lasting = _lasting(each.frames, part, station)
            yield NotedSegment(slug=each.slug, kind=each.kind, title=each.title, som=code(each.start), duration=lasting)


def _lasting(frames: int, part: Cut, station: Station) -> NotedTime:
    rate = part.timeline.rate
    if station.kind == "radio":
        return NotedTime(seconds=_seconds(frames / rate), timecode=timestamp(frames / rate), frames=None)
    told = timecode_of(frames, rate, drop=part.timecode[-3] == ";")
    return NotedTime(seconds=_seconds(frames / rate), timecode=told, frames=frames)


def _noted(ready: Ready, files: Sequence[Ready]) -> NotedFile:
    measured = ready.measurement
    assert measured
    return NotedFile(
        name=_name(ready),
        bytes=ready.digest.bytes,
        sha256=ready.digest.sha256,
        md5=_md5(ready, files),
        container=measured.container,
        video=_video(measured),
        sound=_sound(measured),
    )


def _video(measured: Measurement) -> NotedVideo | None:
    video = measured.video
    if video is None:
        return None
    rate = f"{video.rate.numerator}/{video.rate.denominator}"
    return NotedVideo(
        codec=video.codec,
        width=video.width,
        height=video.height,
        rate=rate,
        scan=video.scan,
        pixels=video.pix_fmt,
        aspect=aspect(video.width, video.height),
    )


def _sound(measured: Measurement) -> NotedSound | None:
    if not measured.audio:
        return None
    first = measured.audio[0]
    return NotedSound(codec=first.codec, rate=first.rate, channels=first.channels, streams=len(measured.audio))


def _loudness(ready: Ready, part: Cut) -> NotedLoudness | None:
    sound = ready.measurement.sound if ready.measurement else None
    if sound is None:
        return None
    whole = next((each.measured for each in ready.checks if each.check == "loudness"), None)
    return NotedLoudness(
        integrated=sound.integrated,
        range=None if sound.range is None else round(sound.range, 1),
        true_peak=sound.true_peak,
        target=part.show.loudness_target(part.deliverable),
        limit=part.show.peak_limit(part.deliverable),
        programme=whole if part.block else None,
    )


def _name(ready: Ready) -> str:
    return PurePath(ready.piece.product.path).name


def _text(content: Path | bytes) -> str:
    return content.decode() if isinstance(content, bytes) else content.read_text(encoding="utf-8")


def _seconds(value: Fraction) -> float:
    return round(float(value), 6)
