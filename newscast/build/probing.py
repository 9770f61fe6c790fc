"""The second stage: the media of all cuts are looked at."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from newscast.base.binary import find_binary
from newscast.base.errors import FilesError, Place, Problem, unique
from newscast.base.i18n import _
from newscast.base.status import note
from newscast.build.kits import unfit_media
from newscast.build.stages import Asked, Probed, context_of, grown
from newscast.document.reading import in_order
from newscast.engine.abilities import require
from newscast.media.hearing import heard
from newscast.media.info import MediaInfo
from newscast.media.memory import Memory
from newscast.media.missing import Media, Missing, found
from newscast.media.probe import probe
from newscast.picture.faces.detector import are_sought
from newscast.rundown.blurring import faces_unsought
from newscast.rundown.keep import media_files, with_segments
from newscast.rundown.model import Clip, Rundown, Story
from newscast.rundown.within import every
from newscast.show.media import music_of, videos_of
from newscast.timeline.matching import complain_of_mismatches
from newscast.timeline.suitable import complain_of_unsuitable
from newscast.timeline.unsaid import complain_of_unsaid
from newscast.timeline.used import heard_files


def probed(asked: Asked) -> Probed:
    """What the media of all requests are. Raises FilesError with everything that is wrong with them."""
    # Media are judged by ffmpeg: one that does not run must not be taken for their fault.
    known = asked.results / "ffmpeg.json"
    binary = find_binary(known)
    note(binary.path)
    require(binary, known)
    memory = Memory(asked.results)
    places = media_places(asked)
    answers = probe(list(places), memory, binary)
    # What cannot be used counts as missing while the others are looked at: a final has ended in errors after that.
    media = {path: Missing(path) if isinstance(answer, Problem) else answer for path, answer in answers.items()}
    media |= heard(_heard(asked, media), memory, binary)
    media |= _barred(asked, media)
    problems = [
        replace(answer, place=places[path])
        for path, answer in answers.items()
        if isinstance(answer, Problem) and not (asked.options.draft and not path.exists())
    ]
    problems += [
        _damaged(path, places[path]) for path, info in media.items() if isinstance(info, MediaInfo) and info.damaged
    ]
    problems += [_changing(path, places[path]) for path, info in media.items() if _changes_shape(info)]
    unfit = [*unfit_media(asked.loaded.show, media), *_unsuitable(asked, media), *_faces_unsought(asked, media)]
    problems = in_order([*problems, *unfit])
    if not asked.options.tolerant and any(not problem.warning for problem in problems):
        raise FilesError(problems)
    told = replace(asked, warnings=tuple(unique([*asked.warnings, *problems])))
    return grown(Probed, told, media=media, binary=binary)


def media_places(asked: Asked) -> dict[Path, Place | None]:
    """Every file that is needed, with where it is named first."""
    show = asked.loaded.show
    of_kit = dict((*music_of(show), *videos_of(show)))
    places: dict[Path, Place | None] = {}
    for request in asked.timed:
        for path, where in media_files(request.rundown, show):
            places.setdefault(path, where or of_kit.get(path))
    return places


def _barred(asked: Asked, media: Media) -> dict[Path, MediaInfo]:
    """The clips whose black bars are kept, with these."""
    segments = [segment for request in asked.timed for segment in request.rundown.segments]
    kept = {clip.file for segment in segments for clip in every(Clip, segment) if clip.bars == "keep"}
    shown = {file: info for file in kept if (info := found(media, file))}
    return {file: replace(info, picture=info.picture.with_bars()) for file, info in shown.items() if info.picture}


def _heard(asked: Asked, media: Media) -> list[MediaInfo]:
    """The files whose sound is used."""
    contexts = [context_of(asked.loaded, request, media, {}) for request in asked.timed]
    files = dict.fromkeys(file for context in contexts for file in heard_files(context))
    return [info for file in files if isinstance(info := media[file], MediaInfo)]


def _unsuitable(asked: Asked, media: Media) -> list[Problem]:
    """Files that are not what they are named for."""
    problems: list[Problem] = []
    for request in asked.requests:
        context = context_of(asked.loaded, request, media, {})
        complain_of_unsuitable(context)
        complain_of_unsaid(context)
        problems += context.problems
    return problems + _mismatches(asked, media)


def _mismatches(asked: Asked, media: Media) -> list[Problem]:
    """Recordings that are not of their text. Stories are compared that have cuts of their own, too."""
    problems: list[Problem] = []
    stories = [each.slug for each in asked.loaded.rundown.segments if isinstance(each, Story)]
    compared: list[Rundown] = []
    for name in dict.fromkeys(request.deliverable for request in asked.requests):
        one, *others = (request for request in asked.requests if request.deliverable == name)
        segments = {each.slug: each for request in (one, *others) for each in request.rundown.segments}
        whole = with_segments(one.rundown, list(segments.values())) if others else one.rundown
        # Words and recordings are the same in every form.
        if whole not in compared:
            compared.append(whole)
            context = context_of(asked.loaded, replace(one, rundown=whole), media, {})
            complain_of_mismatches(context, stories)
            problems += context.problems
    return problems


def _faces_unsought(asked: Asked, media: Media) -> list[Problem]:
    """Pictures whose faces are to be blurred, where nothing finds faces."""
    if are_sought():
        return []
    heard = {path for path, info in media.items() if isinstance(info, MediaInfo) and info.picture is None}
    pictured = [each.rundown for each in asked.requests if each.form.picture]
    return unique(faces_unsought(pictured, asked.options.draft, heard))


def _damaged(path: Path, where: Place | None) -> Problem:
    message = _("{name} is damaged inside; what cannot be read is concealed.").format(name=path.name)
    hint = _("Look at it in the result, or ask for the file again.")
    return Problem(message, hint, where, warning=True, code="medium-damaged", medium=path)


def _changes_shape(medium: MediaInfo | Missing) -> bool:
    return isinstance(medium, MediaInfo) and bool(medium.picture and medium.picture.changing)


def _changing(path: Path, where: Place | None) -> Problem:
    message = _("{name} changes its shape on the way, as when a phone is turned: a part of it is shown smaller.")
    hint = _("Look at it in the result; `in` and `out` keep to one part of it.")
    return Problem(message.format(name=path.name), hint, where, warning=True, code="medium-changes-shape", medium=path)
