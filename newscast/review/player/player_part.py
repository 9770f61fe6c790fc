"""The player and what is around it: tabs of deliverables, versions, segments, marks, other canvases."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from fractions import Fraction
from typing import Any

from newscast.base.i18n import _
from newscast.base.timecode import clock
from newscast.episode.extents import forms_of
from newscast.episode.manifest import ListedFile
from newscast.episode.timeline import ListedTimeline
from newscast.review.door.guard import Visit
from newscast.review.episode.chapters import Chapter, Stretch, chapters_of, shared
from newscast.review.episode.chosen import FIRST, Chosen, media_address, targets, targets_in, version_name
from newscast.review.episode.marks import Mark, marks_of
from newscast.review.episode.placing import timeline_of
from newscast.review.newsroom.listed import held
from newscast.review.playing.renditions import is_ready, rendition_of

PLAYED = ("mp4", "mp3")
"""Containers that every browser plays, of the forms in which a programme is made."""

MODULES = ("episode", "player", "playing", "sources", "told", "time", "ask", "transport", "keys", "strip", "copy")
"""The scripts without which nothing plays: what they import is asked for at once, not file by file as it is found."""
LISTED = 40
"""Versions that the menu has; older ones have their addresses still."""


@dataclass(frozen=True)
class Tab:
    """A deliverable, or the cut of a story, and whether it is the one that is looked at."""

    target: str
    name: str
    story: str
    address: str
    current: bool
    verdict: str
    outdated: bool


@dataclass(frozen=True)
class Other:
    """A version that can be looked at instead."""

    name: str
    address: str
    current: bool


@dataclass(frozen=True)
class Canvas:
    """Another canvas of the same version: its programme, its shape, and where it shows the same."""

    target: str
    name: str
    media: str
    width: int
    height: int
    rate: str
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True)
class Captions:
    """A caption file that browsers read."""

    address: str
    language: str


@dataclass(frozen=True)
class Shown:
    """What is played: `media` is the address of the programme that is played, `measured` of the one that was measured,
    which is the same but where there are several forms of it."""

    kind: str
    media: str | None
    measured: str | None
    form: str
    width: int
    height: int
    poster: str | None
    captions: tuple[Captions, ...]
    cues: tuple[tuple[int, int, str], ...]


def values_for(visit: Visit, chosen: Chosen) -> dict[str, Any]:
    """What part/player.html sees."""
    chapters, canvases = chapters_of(chosen.timeline), list(canvases_of(chosen))
    marks = marks_of(chosen) if visit.visitor.may("internal", chosen.episode) else []
    shown = shown_of(chosen)
    return {
        "shown": shown,
        "phone_ready": _is_light(visit, chosen),
        "tabs": tabs_of(chosen),
        "others": list(others_of(chosen)),
        "chapters": chapters,
        "marks": marks,
        "canvases": canvases,
        "timing": timing_of(chosen),
        "clock": clock,
        "version_name": version_name,
        "modules": MODULES,
        "told": _told(chosen, shown, chapters, marks, canvases),
    }


def _is_light(visit: Visit, chosen: Chosen) -> bool:
    """Whether what phones play is there: a source that has to be made first costs them the time of asking for it."""
    played = held(visit.office, chosen.episode, chosen.played.sha256) if chosen.played else None
    light = rendition_of(played, "phone") if played else None
    return played is not None and (light is None or is_ready(visit.office, light))


def tabs_of(chosen: Chosen) -> list[Tab]:
    """All that can be looked at of this version: first what is shown first, pictures before sound."""
    manifest = chosen.manifest
    order = sorted(targets(manifest), key=lambda target: (target != FIRST, not _picture_of(chosen, target)))
    return [
        Tab(
            target,
            target.partition("/")[0],
            _story(chosen, target),
            chosen.address(deliverable=target),
            target == chosen.target,
            manifest.deliverables[target.partition("/")[0]].qc.verdict,
            manifest.deliverables[target.partition("/")[0]].outdated,
        )
        for target in order
    ]


def others_of(chosen: Chosen) -> Iterator[Other]:
    """The versions of this edition that are remembered, the newest first; then the other edition as it is now."""
    known = sorted({*chosen.edition.versions, chosen.newest}, reverse=True)
    for version in known[:LISTED]:
        name = version_name(chosen.draft, version)
        if version == chosen.newest:
            name = _("{version} (newest)").format(version=name)
        there = targets_in(chosen.edition, version) or (chosen.target,)
        target = chosen.target if chosen.target in there else there[0]
        yield Other(name, chosen.address(version=version, deliverable=target), version == chosen.version)
    other = chosen.other.manifest if chosen.other else None
    if other and other.deliverables:
        target = chosen.target if chosen.target in targets(other) else targets(other)[0]
        address = chosen.address(draft=int(not chosen.draft), version=other.version, deliverable=target)
        yield Other(version_name(not chosen.draft, other.version), address, current=False)


def timing_of(chosen: Chosen) -> dict[str, str]:
    """How long it is and how that stands against the slot, in words; the state of that for its colour."""
    seconds, slot = chosen.frames / chosen.rate, chosen.manifest.slot
    told = {"length": clock(seconds), "words": "", "state": ""}
    if slot is None or chosen.cut:
        return told
    over = float(seconds) - slot
    form = _("{difference} over the slot of {slot}") if over > 0 else _("{difference} left of the slot of {slot}")
    return {
        **told,
        "words": form.format(difference=clock(abs(over)), slot=clock(slot)),
        "state": "careful" if over > 0 else "",
    }


def shown_of(chosen: Chosen) -> Shown:
    """What is played of it."""
    programmes = chosen.programmes
    played = chosen.played
    picture = _picture(played)
    beside = [file for file in chosen.files if file.role in ("thumbnail", "cover")]
    return Shown(
        kind="picture" if picture else "sound",
        media=_address(chosen, played),
        measured=_address(chosen, programmes[0]) if programmes else None,
        form="" if not programmes or played is programmes[0] else str((played.media or {})["container"]).upper(),  # type: ignore[union-attr]
        width=int(picture.get("width", 16)) if picture else 16,
        height=int(picture.get("height", 9)) if picture else 9,
        poster=f"{_address(chosen, beside[0])}/small.jpg" if beside and picture else None,
        captions=tuple(_captions(chosen)),
        cues=_cues(chosen),
    )


def _captions(chosen: Chosen) -> Iterator[Captions]:
    """Those of a programme in blocks are counted from each block: the timeline has what is shown of it."""
    for file in () if any(len(form) > 1 for form in forms_of(chosen.files)) else chosen.files:
        if file.role == "captions" and file.path.endswith(".vtt"):
            tagged = file.path.removesuffix(".vtt").rpartition(".")[2]
            language = tagged if 2 <= len(tagged) <= 8 and "/" not in tagged else ""
            yield Captions(str(_address(chosen, file)), language)


def _cues(chosen: Chosen) -> tuple[tuple[int, int, str], ...]:
    """The captions as the timeline tells them, for what has caption files that no browser reads."""
    if not any(file.role == "captions" for file in chosen.files) or chosen.timeline is None:
        return ()
    return tuple(
        (segment.start_frame + cue.start, segment.start_frame + cue.end, "\n".join(cue.lines))
        for segment in chosen.timeline.segments
        for cue in segment.cues.get(chosen.target, ())
    )


def canvases_of(chosen: Chosen) -> Iterator[Canvas]:
    """The other canvases of this version, each shape of the same timeline once."""
    seen = {_form(_picture_of(chosen, chosen.target), chosen.timeline)}
    for target in targets(chosen.manifest):
        picture = _picture_of(chosen, target)
        there = timeline_of(chosen.listing, target)
        if not picture or chosen.timeline is None or there is None or _form(picture, there) in seen:
            continue
        seen.add(_form(picture, there))
        stretches = tuple(shared(chosen.timeline, there))
        name, _slash, cut = target.partition("/")
        files = [each for each in chosen.manifest.deliverables[name].files if each.role == "programme"]
        file = next(each for each in files if each.slug == (cut or None))
        if stretches:
            yield Canvas(
                target,
                " · ".join(filter(None, (name, _story(chosen, target)))),
                str(_address(chosen, file)),
                int(picture.get("width", 16)),
                int(picture.get("height", 9)),
                there.rate,
                stretches,
            )


def elsewhere(chosen: Chosen) -> dict[str, list[Stretch]]:
    """Where the other deliverables have what this one has, so that who changes to one of them stays where they are."""
    timelines = chosen.listing.timelines if chosen.listing and chosen.timeline else ()
    there = {target: each for each in timelines for target in each.used_by if target != chosen.target}
    return {target: shared(chosen.timeline, each) for target, each in there.items() if chosen.timeline}


def _form(picture: dict[str, Any], timeline: ListedTimeline | None) -> tuple[Any, ...]:
    """What is alike in the pictures of deliverables that are seen alike: their shape, and what they keep."""
    shape = Fraction(int(picture.get("width", 16)), int(picture.get("height", 9))) if picture else None
    return shape, timeline.used_by if timeline else ()


def _told(
    chosen: Chosen, shown: Shown, chapters: list[Chapter], marks: list[Mark], canvases: list[Canvas]
) -> dict[str, Any]:
    """What the page's scripts know, as JSON."""
    return {
        "episode": chosen.episode,
        "draft": chosen.draft,
        "version": chosen.version,
        "newest": chosen.newest,
        "deliverable": chosen.target,
        "rate": str(chosen.rate),
        "frames": chosen.frames,
        "media": shown.media,
        "measured": shown.measured,
        "cues": shown.cues,
        "chapters": [asdict(each) for each in chapters],
        "marks": [asdict(each) for each in marks if each.frame is not None],
        "canvases": [asdict(each) for each in canvases],
        "elsewhere": {name: [asdict(each) for each in stretches] for name, stretches in elsewhere(chosen).items()},
    }


def _story(chosen: Chosen, target: str) -> str:
    """The headline of the story whose own cut it is; empty of others."""
    cut = target.partition("/")[2]
    if not cut:
        return ""
    listing = chosen.listing
    segments = [segment for each in (listing.timelines if listing else ()) for segment in each.segments]
    return next((segment.title for segment in segments if segment.slug == cut), cut)


def _picture_of(chosen: Chosen, target: str) -> dict[str, Any]:
    name, _slash, cut = target.partition("/")
    files = chosen.manifest.deliverables[name].files
    return next((_picture(each) for each in files if each.role == "programme" and each.slug == (cut or None)), {})


def _picture(file: ListedFile | None) -> dict[str, Any]:
    found: dict[str, Any] = ((file.media if file else None) or {}).get("video", {})
    return found


def _address(chosen: Chosen, file: ListedFile | None) -> str | None:
    return media_address(chosen.episode, file) if file else None
