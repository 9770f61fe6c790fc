"""What a manifest says of the products of one build."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

from newscast.base.errors import Problem, by_place
from newscast.base.timecode import round_half_up, timecode_of
from newscast.build.namesakes import newsroom_from
from newscast.build.record.content import content_of, together
from newscast.build.record.listed_law import listed_consents, listed_presence, listed_suspension
from newscast.build.record.sources import Origins
from newscast.build.stages import Finished, Ready
from newscast.deliverables.cut import Cut
from newscast.episode.manifest import (
    FORMAT,
    Counts,
    Entry,
    ListedCheck,
    ListedExtent,
    ListedFile,
    ListedProblem,
    ListedStation,
    ListedStretch,
    Manifest,
    Quality,
    RundownFile,
    SegmentTime,
)
from newscast.qc.checks import media_json, verdict
from newscast.qc.model import Check
from newscast.qc.promotion import presences, promotion
from newscast.qc.promotion import together as together_in
from newscast.qc.synthetic_voice import synthetic_voice
from newscast.qc.wanted import Noted, Stretch
from newscast.rundown.load import Loaded
from newscast.timeline.model import Timeline
from newscast.timeline.slot import own_slot


def made_manifest(finished: Finished, folder: Path, origins: Origins, counts: Counts) -> Manifest:
    """The manifest of what this build made alone; what else is in the folder comes with newscast.episode.manifest."""
    loaded, rundown = finished.loaded, finished.loaded.rundown
    entries = {
        name: _entry([file for file in finished.ready if file.piece.cut.deliverable == name], loaded, origins)
        for name in dict.fromkeys(cut.deliverable for cut in finished.cuts)
    }
    first = next(iter(entries.values()))
    return Manifest(
        manifest=FORMAT,
        episode=rundown.episode,
        show=rundown.show,
        title=rundown.title,
        date=rundown.date.isoformat(),
        draft=finished.options.draft,
        duration=first.duration,
        rundown=RundownFile(_relative(rundown.path, loaded.root), rundown.sha256, newsroom_from(folder, loaded.root)),
        segments=first.segments,
        deliverables=entries,
        built=counts,
        problems=tuple(listed_problem(each, loaded.root) for each in by_place([*finished.warnings, *finished.remarks])),
        slot=None if (slot := own_slot(rundown, loaded.show.rate)) is None else float(slot / loaded.show.rate),
        air=rundown.air.isoformat() if rundown.air else None,
        suspension=listed_suspension(finished, loaded.root),
        consents=listed_consents(loaded, origins.sums),
    )


def _entry(files: Sequence[Ready], loaded: Loaded, origins: Origins) -> Entry:
    cuts = _by_cut(files)
    contents = {cut.slug: content_of(of_cut, origins.sums) for cut, of_cut in cuts}
    checks = [(_placed(check, file.piece.of), file.piece.product.path) for file in files for check in file.checks]
    checks += [(check, "") for check in _synthetic([cut for cut, _files in cuts], loaded)]
    elected = together_in([presences(cut.rundown, cut.timeline) for cut, _files in cuts])
    checks += [(check, "") for check in promotion(elected, loaded.newsroom.promotion, loaded.show.rate)]
    return Entry(
        duration=seconds_of(cuts[0][0].timeline.duration),
        rundown_sha256=loaded.rundown.sha256,
        segments=tuple(segment for cut, _files in cuts for segment in _segments(cut.timeline)),
        files=tuple(_file(file) for file in files),
        qc=Quality(
            verdict([check for check, _path in checks]), tuple(listed_check(*each, loaded.root) for each in checks)
        ),
        content=together(list(contents.values())),
        sources=origins.sources(cuts[0][0].deliverable),
        cuts={slug: content for slug, content in contents.items() if slug},
        elected=tuple(map(listed_presence, elected)),
        station=_station(cuts[0][0], loaded),
    )


def _station(cut: Cut, loaded: Loaded) -> ListedStation | None:
    """What stations are told of: how it is taken, and by which profile."""
    if cut.station is None:
        return None
    profile = cut.deliverable if cut.deliverable in loaded.newsroom.stations else None
    return ListedStation(cut.station.kind, profile, cut.timecode if cut.station.kind == "tv" else None)


def _by_cut(files: Sequence[Ready]) -> list[tuple[Cut, list[Ready]]]:
    cuts = {id(file.piece.cut): file.piece.cut for file in files}.values()
    return [(cut, [file for file in files if file.piece.cut is cut]) for cut in cuts]


def _synthetic(cuts: Iterable[Cut], loaded: Loaded) -> list[Check]:
    """Which segments a synthetic voice reads, as far as they are heard."""
    slugs = dict.fromkeys(
        segment.slug
        for cut in cuts
        for segment in cut.timeline.segments
        if not cut.kind.form.loop and any(sound.take.text for sound in segment.sounds)
    )
    return list(synthetic_voice(list(slugs), loaded.show.synth.on_air))


def _segments(timeline: Timeline) -> list[SegmentTime]:
    rate = timeline.rate
    return [
        SegmentTime(each.slug, each.kind, seconds_of(each.start / rate), seconds_of(each.frames / rate))
        for each in timeline.segments
    ]


def _placed(check: Check, cut: Cut) -> Check:
    """What a check speaks of, in the programme that a cut may be a block of."""
    if cut.block is None or not cut.block.start:
        return check
    rate, first = cut.timeline.rate, cut.block.start
    return replace(check, where=tuple(_later(each, first, rate) for each in check.where))


def _later(where: Stretch, frames: int, rate: Fraction) -> Stretch:
    """A stretch of a block, in its programme, in which the block begins so many frames later."""
    start, end = (round(moment + float(frames / rate), 3) for moment in (where.start, where.end))
    if not isinstance(where, Noted):
        return replace(where, start=start, end=end)
    timecode = timecode_of(frames + round_half_up(Fraction(where.start) * rate), rate)
    return replace(where, start=start, end=end, timecode=timecode)


def listed_check(check: Check, path: str, root: Path) -> ListedCheck:
    told = (check.check, check.verdict, check.measured, check.wanted, check.unit, check.message)
    return ListedCheck(*told, path, tuple(_stretch(each, root) for each in check.where))


def _stretch(where: Stretch, root: Path) -> ListedStretch:
    listed = ListedStretch(where.slug, where.start, where.end)
    if not isinstance(where, Noted):
        return listed
    file, line = (_relative(where.place.file, root), where.place.line) if where.place else (None, None)
    return replace(listed, timecode=where.timecode, file=file, line=line, text=where.text)


def _file(file: Ready) -> ListedFile:
    product, cut, measured = file.piece.product, file.piece.of, file.measurement
    return ListedFile(
        path=product.path,
        role=product.role,
        bytes=file.digest.bytes,
        sha256=file.digest.sha256,
        duration=seconds_of(cut.timeline.duration) if measured else None,
        media=media_json(measured) if measured else None,
        slug=cut.slug,
        extent=_extent(file) if product.role == "programme" else None,
    )


def _extent(file: Ready) -> ListedExtent | None:
    """What of the programme is where in the file; None where all of it is there from the first frame on."""
    product, cut = file.piece.product, file.piece.of
    lead = product.wanted.lead if product.wanted else 0
    if not lead and cut.block is None:
        return None
    return ListedExtent(str(cut.timeline.rate), lead, cut.block.start if cut.block else 0, cut.timeline.frames)


def listed_problem(problem: Problem, root: Path) -> ListedProblem:
    place = problem.place
    return ListedProblem(
        code=problem.code,
        file=_relative(place.file, root) if place else None,
        line=place.line if place else None,
        column=place.column if place else None,
        message=problem.message,
        hint=problem.hint,
    )


def seconds_of(value: Any) -> float:
    return round(float(value), 6)


def _relative(path: Path, root: Path) -> str:
    path = path.resolve()
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()
