"""What leaves a version of an episode for an editor's programs: its markers, and how they are to be written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

from newscast.base.i18n import _
from newscast.base.timecode import TimeFormatError
from newscast.desk.comments import comments_of
from newscast.episode.extents import forms_of
from newscast.episode.manifest import ListedFile
from newscast.exchange.count import Count, counted, first_timecode
from newscast.exchange.marker import KINDS, Kind, Marker, at_rate, in_order
from newscast.exchange.source import Finished, finished_file
from newscast.review.comments.remarks import Remark, looked_in, remarks_of
from newscast.review.door.wrong import RefusedError
from newscast.review.episode.chapters import name_of
from newscast.review.episode.chosen import Chosen, version_name
from newscast.review.episode.marks import marks_of
from newscast.review.episode.version_names import address_name
from newscast.review.newsroom.access import Visitor
from newscast.review.newsroom.listed import held
from newscast.review.newsroom.office import Office

Form = Literal["edl", "locators", "otio", "csv"]
FORMS: Mapping[str, str] = {
    "edl": "text/plain",
    "locators": "text/plain",
    "otio": "application/json",
    "csv": "text/csv",
}
"""The forms of files, and what browsers call them. An `edl` of markers is DaVinci Resolve's; `locators` are others'."""
States = Literal["open", "resolved", "all"]
_TIME_CODED = ("mxf", "mov")
"""Containers in which masters have the time code of their first frame."""


@dataclass(frozen=True)
class Wanted:
    """`kinds` are what there shall be markers of, `states` which comments; `story` is the only one that is wanted.

    `start` is the time code of the first frame, empty for that of the deliverable; frames are counted drop-frame where
    the rate has it, unless `drop` is false. Media are named from the newsroom's folder where `relative`.
    """

    form: Form
    kinds: tuple[Kind, ...] = KINDS
    states: States = "all"
    story: str | None = None
    start: str = ""
    drop: bool = True
    relative: bool = False


@dataclass(frozen=True)
class Left:
    """A file that leaves: its name, its content, and what whoever opens it should know."""

    name: str
    content: bytes
    notes: tuple[str, ...] = ()


def check_story(chosen: Chosen, story: str | None) -> None:
    """Raises RefusedError where there is no such segment, or no timeline at all."""
    if chosen.timeline is None:
        raise RefusedError(404, _("When everything is in this version is not known any more."))
    known = [each.slug for each in chosen.timeline.segments if each.frames]
    if story is not None and story not in known:
        raise RefusedError(404, _("This version has no “{name}”.").format(name=story))


def count_of(chosen: Chosen, wanted: Wanted, factor: int = 1, alone: bool = False) -> Count:
    """How the frames of what is chosen are numbered, with `factor` frames for each of the timeline; those of a story
    that leaves `alone` begin at nought. Raises RefusedError for a time code that does not exist."""
    rate, of_part = chosen.rate * factor, chosen.cut or (alone and wanted.story)
    station = None if of_part else chosen.entry.station
    own = first_timecode(
        "" if of_part else chosen.deliverable, chosen.manifest.air, rate, station.timecode if station else None
    )
    # A station may ask for time codes that drop nothing at a rate that has others.
    drop = wanted.drop and not (station and station.timecode and ";" not in station.timecode)
    try:
        return counted(rate, wanted.start or own, drop)
    except TimeFormatError:
        message = _("There is no frame {timecode} at {rate} frames a second. Write it as 01:00:00:00.")
        raise RefusedError(400, message.format(timecode=wanted.start, rate=f"{float(rate):.5g}")) from None


def markers_of(office: Office, visitor: Visitor, chosen: Chosen, wanted: Wanted) -> list[Marker]:
    """The markers that are wanted, as far as the visitor sees what they say, in order; at the timeline's rate."""
    found: list[Marker] = []
    if "comments" in wanted.kinds:
        found += _comments(office, visitor, chosen, wanted.states)
    if "segments" in wanted.kinds:
        found += _segments(chosen)
    if "checks" in wanted.kinds and visitor.may("internal"):
        found += _checks(chosen)
    if "supers" in wanted.kinds:
        found += _supers(chosen)
    return in_order(each for each in found if wanted.story is None or _is_in(each, wanted.story, chosen))


def factor_of(chosen: Chosen) -> int:
    """How many pictures the programme has for each frame of its timeline."""
    videos = [file.media["video"] for file in chosen.programmes if file.media and "video" in file.media]
    factor = Fraction(videos[0]["rate"]) / chosen.rate if videos else Fraction(1)
    return int(factor) if factor.denominator == 1 and factor else 1


def at_programme(markers: Sequence[Marker], chosen: Chosen) -> list[Marker]:
    """The markers in frames of the programme's picture."""
    return at_rate(markers, factor_of(chosen))


def programme_of(office: Office, chosen: Chosen) -> tuple[Finished, ...]:
    """The finished programme, where it lies as files with names: one, or one for each block; nothing otherwise."""
    forms = sorted(forms_of(chosen.files), key=lambda form: chosen.played not in form)
    for form in forms:
        found = [_finished(office, chosen, file) for file in form]
        if all(found):
            return tuple(filter(None, found))
    return ()


def _finished(office: Office, chosen: Chosen, file: ListedFile) -> Finished | None:
    there = held(office, chosen.episode, file.sha256)
    if not (there and there.place and there.place.is_file()):
        return None
    listed = there.place.relative_to(office.root).as_posix() if there.place.is_relative_to(office.root) else ""
    coded = (file.media or {}).get("container") in _TIME_CODED
    # By the time code with which it was built, whichever is wanted in what leaves.
    count = count_of(chosen, Wanted("otio"), factor_of(chosen)) if coded else None
    return finished_file(there.place, listed, file, count, chosen.rate)


def told_of(chosen: Chosen, wanted: Wanted, count: Count, office: Office) -> dict[str, Any]:
    """What a file says of where it comes from."""
    return {
        "newsroom": office.newsroom().name,
        "folder": str(office.root),
        "episode": chosen.episode,
        "title": chosen.manifest.title,
        "edition": "draft" if chosen.draft else "final",
        "version": chosen.version,
        "deliverable": chosen.target,
        "story": wanted.story,
        "start": count.timecode(0),
        "rate": str(count.rate),
    }


def title_of(chosen: Chosen, story: str | None) -> str:
    """What a file is called inside: the episode, the version and what of it."""
    title = chosen.manifest.title or chosen.episode
    parts = [title, version_name(chosen.draft, chosen.version), chosen.target, *([story] if story else [])]
    return " · ".join(parts)


def file_name(chosen: Chosen, wanted: Wanted, what: str) -> str:
    """The name of a file that leaves; `what` is `markers` or `timeline`."""
    edition = address_name(chosen)
    parts = [chosen.episode, chosen.target.replace("/", "-"), *([wanted.story] if wanted.story else []), edition, what]
    return f"{'-'.join(parts)}.{'edl' if wanted.form == 'locators' else wanted.form}"


def _comments(office: Office, visitor: Visitor, chosen: Chosen, states: States) -> Iterator[Marker]:
    with office.people() as people:
        found = comments_of(people, chosen.episode)
    shown = [each for each in found if states == "all" or each.is_open == (states == "open")]
    looked = looked_in(office.folder(chosen.episode), chosen)
    return (_comment(each) for each in remarks_of(shown, visitor, looked, office.zone()))


def _comment(remark: Remark) -> Marker:
    comment = remark.comment
    said = [comment.words.text or _("(voice note)")]
    said += [f"{reply.author.shown}: {reply.words.text or _('(voice note)')}" for reply, _when in remark.replies]
    place = f"{remark.place.file}:{remark.place.line}" if remark.place else ""
    return Marker(
        "comments",
        remark.frame,
        remark.end_frame,
        f"{comment.author.shown}: {said[0]}",
        "\n".join(said),
        comment.author.shown,
        "open" if comment.is_open else "resolved",
        remark.title,
        place,
    )


def _segments(chosen: Chosen) -> Iterator[Marker]:
    for segment in chosen.timeline.segments if chosen.timeline else ():
        if segment.frames:
            name = name_of(segment)
            yield Marker("segments", segment.start_frame, None, name, name, segment=segment.title or segment.slug)


def _checks(chosen: Chosen) -> Iterator[Marker]:
    for mark in marks_of(chosen):
        state: Literal["warn", "fail"] = "fail" if mark.verdict == "fail" else "warn"
        yield Marker(
            "checks",
            mark.frame,
            mark.end,
            mark.words,
            mark.words,
            "newscast",
            state,
            _at(mark.frame, chosen),
            mark.place,
        )


def _supers(chosen: Chosen) -> Iterator[Marker]:
    for segment in chosen.timeline.segments if chosen.timeline else ():
        for shown in segment.supers:
            start = segment.start_frame + shown.start
            texts = [each if isinstance(each, str) else ", ".join(map(str, each)) for each in shown.fields.values()]
            text = " · ".join(filter(None, texts)) or shown.graphic
            yield Marker("supers", start, start + shown.frames, text, text, segment=segment.title or segment.slug)


def _at(frame: int | None, chosen: Chosen) -> str:
    """The name of the segment in which a frame lies."""
    segments = chosen.timeline.segments if chosen.timeline and frame is not None else ()
    lies = (each for each in segments if each.start_frame <= (frame or 0) < each.start_frame + each.frames)
    return next((each.title or each.slug for each in lies), "")


def _is_in(marker: Marker, story: str, chosen: Chosen) -> bool:
    segments = [each for each in chosen.timeline.segments if each.slug == story] if chosen.timeline else []
    return marker.frame is not None and any(
        each.start_frame < marker.frame + marker.frames and marker.frame < each.start_frame + each.frames
        for each in segments
    )
