"""What a deliverable says and shows, as digests: the same for a draft and its final, whatever encodes them.

A word of approval is for these. Encoding, the mark on drafts, tags with dates and versions of tools are no part.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from newscast.base.canonical import digest_of
from newscast.base.content import File
from newscast.base.telling import Sums, told
from newscast.build.record.sources import NOT_OF_A_KIT
from newscast.build.stages import Ready
from newscast.captions.signs import signs_of
from newscast.deliverables.cut import Cut
from newscast.deliverables.podcast import published_words
from newscast.deliverables.radio import COVERED
from newscast.episode.manifest import Content
from newscast.graphics.finding import find_template
from newscast.media.missing import Missing
from newscast.picture.painting import Drawn
from newscast.rundown.keep import media_files
from newscast.show.model import Show
from newscast.show.station import Station
from newscast.sound.version import version_of
from newscast.step.step import Step
from newscast.timeline.heard import Utterance
from newscast.timeline.model import Timeline
from newscast.timeline.seen import GraphicShot, Shot

_TEXTS, _PICTURES = ("captions", "post"), ("thumbnail", "cover")
_NOT_OF_CONTENT = {*NOT_OF_A_KIT, "encoder", "sidecars"}
"""Keys of a kit that change nothing of what is heard and seen."""
_HEARD_AND_SEEN = ("loudness", "peak", "layout", "version", "bug", "slate", "blocks", "length", "captions", "signer")
"""Keys of a station's profile that do."""
_LEADER = ("leader", "countdown", "black")
"""Graphics of what runs before a programme; that there is black behind one is in its timeline."""


def content_of(files: Sequence[Ready], sums: Sums) -> Content | None:
    """The content of one cut's files; None where a medium is missing that it names."""
    cut = files[0].piece.cut
    if _misses_something(cut):
        return None
    kit = told(cut.show, sums, _NOT_OF_CONTENT)
    station = _of_station(cut)
    timeline = told(_heard_and_seen(version_of(cut.timeline, cut.version)), sums)
    texts = _texts(cut, files)
    shown = [told(cut.first_picture(), sums), kit, _graphics(_of(files, _PICTURES), cut.show, with_fields=True)]
    drawn = _graphics(_of(files, ("programme",)), cut.show)
    drawn = [each for each in drawn if each[0] not in _unlike_a_draft(cut.station)]
    programme = [timeline, kit, drawn, *_read_in_it(cut), *([station] if station else [])]
    return Content(
        programme=digest_of(programme),
        texts=digest_of(texts) if texts else None,
        pictures=digest_of(shown) if any(_of(files, _PICTURES)) else None,
    )


def _texts(cut: Cut, files: Sequence[Ready]) -> list[Any]:
    """What can be read beside the programme. Where a station takes it in blocks, a draft has one file for all of them:
    there it is the captions, however they are shared out."""
    found = _of(files, _TEXTS)
    if not (found and cut.station and cut.station.blocks):
        listed = [[each.piece.product.path, each.digest.sha256] for each in found]
        # A draft has no page and no entry of them yet.
        return [*listed, *([published_words(cut)] if cut.family == "podcast" else [])]
    return [[tag, [[cue.start, cue.end, *cue.lines] for cue in cut.cues(tag)]] for tag in ("", *cut.further)]


def _unlike_a_draft(station: Station | None) -> tuple[str, ...]:
    """The graphics that a draft has and its final has not, or the other way round: a draft has no leader, the logo as
    its family's has it, and as radio the cover that an MP3 has in it."""
    bug = station is not None and station.bug != Station(kind=station.kind).bug
    bare = station is not None and station.kind == "radio" and not {*COVERED} & {*station.containers}
    return (*_LEADER, *(("bug",) if bug else ()), *(("cover",) if bare else ()))


def _of_station(cut: Cut) -> dict[str, Any]:
    """What a station's profile changes of what is heard and seen."""
    if cut.station is None:
        return {}
    usual = Station(kind=cut.station.kind)
    held = {key: getattr(cut.station, key) for key in _HEARD_AND_SEEN}
    return {key: value for key, value in held.items() if value != getattr(usual, key)}


def together(contents: Sequence[Content | None]) -> Content | None:
    """The content of a deliverable of several cuts; None where one has none."""
    known = [each for each in contents if each]
    if len(known) < len(contents):
        return None
    return known[0] if len(known) == 1 else Content(*(_joined(each) for each in zip(*map(_parts, known), strict=True)))


def _misses_something(cut: Cut) -> bool:
    return any(isinstance(cut.media[path], Missing) for path, _place in media_files(cut.rundown, cut.show))


def _heard_and_seen(timeline: Timeline) -> Timeline:
    """Without its parts: those say what was written, also of pictures that are not shown here.

    Nor with where each word was heard: a better ear changes nothing of what is said; nor with translations, which only
    captions show.
    """
    segments = (
        replace(
            segment,
            parts=(),
            shots=tuple(map(_unrevealed, segment.shots)),
            utterances=tuple(map(_unheard, segment.utterances)),
        )
        for segment in timeline.segments
    )
    return replace(timeline, segments=tuple(segments))


def _unrevealed(shot: Shot) -> Shot:
    picture = shot.picture
    return replace(shot, picture=replace(picture, reveals=())) if isinstance(picture, GraphicShot) else shot


def _unheard(utterance: Utterance) -> Utterance:
    return replace(utterance, said=(), partings=(), translations=(), say=())


def _read_in_it(cut: Cut) -> Iterator[Any]:
    """What can be read in a programme and does not follow from its copy: captions that somebody corrected, and tracks
    in further languages."""
    for tag in sorted(cut.corrected):
        if cut.kind.tracks or (cut.kind.burned and tag == cut.show.language):
            cues = [segment and [[cue.start, cue.end, *cue.lines] for cue in segment] for segment in cut.corrected[tag]]
            # A file that says nothing of this cut changes nothing in it.
            yield from [[tag, cues]] if any(cues) else ()
    if cut.kind.tracks:
        said = (utterance for segment in cut.timeline.segments for utterance in segment.utterances)
        yield from ([number, *map(list, each.translations)] for number, each in enumerate(said) if each.translations)
        for tag in sorted(cut.further):
            signs = [[sign.text for sign in signs_of(each, cut.rundown, tag)] for each in cut.timeline.segments]
            yield from [[tag, signs]] if any(signs) else ()


def _parts(content: Content) -> tuple[str | None, str | None, str | None]:
    return content.programme, content.texts, content.pictures


def _joined(digests: Iterable[str | None]) -> str | None:
    known = [each for each in digests if each]
    return digest_of(known) if known else None


def _of(files: Sequence[Ready], roles: Iterable[str]) -> list[Ready]:
    return [each for each in files if each.piece.product.role in roles]


def _graphics(files: Iterable[Ready], show: Show, with_fields: bool = False) -> list[Any]:
    """Every graphic in these files, by what it is drawn from but the size it is drawn in."""
    found = {_graphic(drawn, show, with_fields) for file in files for drawn in file.piece.product.drawn}
    return sorted(found)


def _graphic(drawn: Drawn, show: Show, with_fields: bool) -> tuple[str, ...]:
    template = find_template(drawn.graphic, drawn.canvas.name, show)
    drawn_from = sorted({file.digest for image in drawn.images for file in _files(image)})
    fields = digest_of(drawn.fields) if with_fields else ""
    return drawn.graphic, drawn.canvas.name, template.digest if template else "", fields, *drawn_from


def _files(step: Step) -> Iterator[File]:
    for each in step.inputs:
        if isinstance(each, File):
            yield each
        else:
            yield from _files(each)
