"""Each kind of part as a piece: how long it lasts, what is seen, heard, said and written meanwhile."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from newscast.base.errors import Place
from newscast.base.i18n import _
from newscast.base.timecode import SAMPLE_RATE, Time, frames_covering, sample_at, samples_lasting
from newscast.rundown.model import Card, Clip, Package, Part, Read, Recorded, Sot, Story, Tease, Vo
from newscast.timeline.asked import asked_seconds
from newscast.timeline.cards import topic_shot, voice_shot
from newscast.timeline.content import part_digest
from newscast.timeline.context import Context
from newscast.timeline.covers import cover_stretch, lay_covers
from newscast.timeline.form import BED_OUT
from newscast.timeline.heard import Described, PlacedSound, Take, Utterance
from newscast.timeline.lasting import warn_of_long
from newscast.timeline.pictures import Seen, place_pictures
from newscast.timeline.piece import Piece, Written, later
from newscast.timeline.ranges import clip_range, heard_range
from newscast.timeline.recitals import part_recital
from newscast.timeline.revealing import revealed
from newscast.timeline.seen import Shot
from newscast.timeline.shots import card_shot, credits_of, heard_shot, shot_from
from newscast.timeline.spans import Span
from newscast.timeline.supers import part_claims
from newscast.timeline.takes import part_takes

_BRIEF = Fraction(1, 2)
"""The least share of its reading time that a card may be seen for, when somebody says for how long."""
HIDDEN = Fraction(1)
"""Seconds: a cover that comes sooner hides who speaks while viewers look for them."""


@dataclass(frozen=True)
class Room:
    """Frames for which a part is seen and nobody speaks, before its sound and after it."""

    before: int = 0
    after: int = 0


NO_ROOM = Room()


def place_part(part: Part, context: Context, around: Story | None, room: Room = NO_ROOM) -> Piece:
    """The part as a piece; `around` is the story it belongs to, for a picture where it has none of its own.

    It is the same in all forms with a picture, and in all without.
    """
    what = ("piece", context.form.picture, id(around), room)
    return context.once(what, part, lambda: _part(part, context, around, room))


def _part(part: Part, context: Context, around: Story | None, room: Room) -> Piece:
    digest = context.once("digest", part, lambda: part_digest(part, context))
    return _piece(part, context, around, room).as_part(part.kind, digest, part.where(part.kind))


def _piece(part: Part, context: Context, around: Story | None, room: Room) -> Piece:
    if isinstance(part, Card):
        return _card(part, context)
    if isinstance(part, Read | Vo):
        return _finish(part, _spoken(part, context, around, room), context)
    return _finish(part, _recorded(part, context, around, room), context)


def _card(part: Card, context: Context) -> Piece:
    wanted = part.duration.frames(context.rate) if part.duration else 0
    needed = asked_seconds(part)
    frames = wanted or frames_covering(needed, context.rate)
    if context.form.picture and frames < needed * context.rate * _BRIEF:
        message = _("This card is on screen for {seconds} s; reading it takes about {least} s.")
        said = {"seconds": round(float(frames / context.rate), 1), "least": round(float(needed), 1)}
        hint = _("Write a longer `duration`, or leave it away; or write fewer words.")
        context.warn(message.format(**said), hint, part.where("duration"), code="card-brief")
    return Piece(frames, (Written(Shot(0, frames, card_shot(part, context)), part.place),))


def _spoken(part: Read | Vo, context: Context, around: Story | None, room: Room) -> Piece:
    takes = part_takes(part, context)
    copy = part.where(part.kind)
    clips = part.voice or part.camera if isinstance(part, Read) else part.voice
    sounds, spans, samples = heard(takes, clips, copy, context)
    first = sample_at(room.before, context.rate)
    frames = room.before + frames_of(takes, samples, context) + room.after
    found, say = context.aligned(part_recital(part, takes)), context.say_in(part.copy_)
    said = Utterance(
        part.copy_,
        0,
        samples,
        spans,
        said=found.said,
        partings=found.partings,
        translations=translated(part),
        say=say,
        voice=context.presenter(part.by) or "",
        seen=context.form.picture
        and isinstance(part, Read)
        and part.camera is not None
        and not _is_hidden(part, context),
    ).later(first)
    shots, natural = _seen_while_spoken(part, takes, frames, context, around)
    return Piece(frames, revealed(shots, said, context), (), later(sounds, first) + natural, (Written(said, copy),))


def _seen_while_spoken(
    part: Read | Vo, takes: Sequence[Take], frames: int, context: Context, around: Story | None
) -> Seen:
    if not context.form.picture:
        return (), ()
    card = topic_shot(frames, context, around)
    if isinstance(part, Read) and part.camera is not None:
        if part.voice is None:
            return (Written(Shot(0, frames, shot_from(takes[0].start, part.camera, context)), part.camera.place),), ()
        camera = _in_step(_muted(part.camera), takes[0], context)
        return place_pictures([camera], frames, context, part.place, card)
    if part.pictures:
        return place_pictures(part.pictures, frames, context, part.place, card)
    return (card,), ()


def _in_step(camera: Clip, take: Take, context: Context) -> Clip:
    """The camera as much later as its voice was cut: they may have been recorded at the same time."""
    start, frames = clip_range(camera, context)
    cut = round(take.silence[0] * context.rate)
    return camera.model_copy(update={"in_": Time((start + cut) / context.rate)}) if 0 < cut < frames else camera


def _muted(clip: Clip) -> Clip:
    """The clip without its own sound, which is not heard."""
    return clip.model_copy(update={"sound": None})


def _recorded(part: Sot | Package, context: Context, around: Story | None, room: Room) -> Piece:
    takes = part_takes(part, context)
    start, frames = heard_range(part.clip, context, part.transcript)
    length = samples_lasting(start, frames, context.rate)
    frames += room.after
    info = context.infos.get(takes[0]) if takes else None
    sounds = tuple(Written(PlacedSound(take, 0, length), part.clip.place) for take in takes)
    spans = info.speech if info and info.speech else (Span(0, length),)
    person = context.person(part.who) if isinstance(part, Sot) else None
    found, say = context.aligned(part_recital(part, takes)), context.say_in(part.transcript)
    name, translations = person.name if person else "", translated(part)
    said = Utterance(
        part.transcript,
        0,
        length,
        spans,
        name,
        found.said,
        found.partings,
        translations,
        say=say,
        voice=(part.who if isinstance(part, Sot) else None) or part.clip.file.name,
        seen=context.form.picture and _has_picture(part, context) and not _is_hidden(part, context),
    )
    shots, natural = _seen_while_recorded(part, frames, context, around)
    utterances = (Written(said, part.where("transcript")),) if part.transcript else ()
    described = tuple(_described(part, frames, context))
    quiet = (Span(0, _bedless(spans, length)),)
    return Piece(frames, shots, (), sounds + natural, utterances, quiet, described=described)


def _bedless(speech: Sequence[Span], length: int) -> int:
    """Up to where no bed may be heard below a recording of so many samples: it comes back after the last word."""
    return min(length, max(speech[-1].end + BED_OUT, length - SAMPLE_RATE))


def _has_picture(part: Recorded, context: Context) -> bool:
    info = context.medium(part.clip.file)
    return info is None or info.picture is not None


def _is_hidden(part: Read | Recorded, context: Context) -> bool:
    """Whether another picture lies over who speaks while they begin to."""
    return any(cover.at.frames(context.rate) < HIDDEN * context.rate for cover in part.cover)


def _described(part: Recorded, frames: int, context: Context) -> Iterator[Described]:
    """What else is heard in a recording, as far as somebody wrote it."""
    for sound in part.sounds:
        start = sound.at.frames(context.rate)
        if start >= frames:
            context.warn(
                _("This sound is told after its part has ended."),
                _("The part lasts {seconds} s; see `at`.").format(seconds=round(float(frames / context.rate), 2)),
                sound.place,
                code="sound-outside",
            )
            continue
        length = sound.for_.frames(context.rate) if sound.for_ else frames - start
        yield Described(start, min(length, frames - start), sound.text)


def _seen_while_recorded(part: Sot | Package, frames: int, context: Context, around: Story | None) -> Seen:
    if not context.form.picture:
        return (), ()
    if _has_picture(part, context):
        return (Written(Shot(0, frames, heard_shot(part.clip, context)), part.clip.place),), ()
    person = context.person(part.who) if isinstance(part, Sot) else None
    take = next(iter(part_takes(part, context)), None)
    card = (
        voice_shot(frames, person, context, part.place, part.clip, take)
        if person
        else topic_shot(frames, context, around)
    )
    if isinstance(part, Sot) and part.pictures:
        return place_pictures(part.pictures, frames, context, part.place, card)
    return (card,), ()


def heard(
    takes: Sequence[Take], clips: object, copy: Place | None, context: Context
) -> tuple[tuple[Written[PlacedSound], ...], tuple[Span, ...], int]:
    """The takes one after another: where each is, where somebody speaks, and their samples together.

    `clips` are what the takes are of, where they are recorded; a synthetic one comes from the `copy`.
    """
    recorded = clips if isinstance(clips, tuple) else (clips,)
    named = {clip.file: clip.place for clip in recorded if isinstance(clip, Clip)}
    sounds: list[Written[PlacedSound]] = []
    spans: list[Span] = []
    at = 0
    for take in takes:
        info = context.infos[take]
        place = named.get(take.file, copy) if take.file else copy
        sounds.append(Written(PlacedSound(take, at, info.samples), place))
        spans += [Span(span.start + at, span.end + at) for span in info.speech]
        at += info.samples
    return tuple(sounds), tuple(spans) or (Span(0, at),), at


def translated(words: Read | Vo | Sot | Package | Tease) -> tuple[tuple[str, str], ...]:
    """The translations of a text, by language tag."""
    return tuple((str(tag), " ".join(text.split())) for tag, text in words.translations.items())


def frames_of(takes: Sequence[Take], samples: int, context: Context) -> int:
    """Frames that takes last one after another. What was cut in whole frames begins and ends between two samples."""
    cut = [take.frames for take in takes if take.frames is not None]
    return sum(cut) if len(cut) == len(takes) else frames_covering(Fraction(samples, SAMPLE_RATE), context.rate)


def _finish(part: Part, piece: Piece, context: Context) -> Piece:
    """The piece with its covers, texts and credits; without picture there are none."""
    if not context.form.picture:
        return piece
    covers = getattr(part, "cover", ())
    shots, natural = lay_covers(piece.shots, covers, piece.frames, context)
    warn_of_long(part, shots, context)
    covered = [cover_stretch(cover, piece.frames, context) for cover in covers]
    claims = part_claims(part, shots, covered, context)
    return replace(piece, shots=shots, sounds=piece.sounds + natural, supers=credits_of(shots), claims=claims)
