"""What stands between the stories: openers, closings, stings and spots as pieces."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

from newscast.base.languages.all import language_of
from newscast.base.timecode import SAMPLE_RATE, frames_covering, samples_lasting
from newscast.rundown.model import Clip, Close, Open, Segment, Spot, Sting
from newscast.show.ends import Closing, Opener
from newscast.show.moods import in_mood
from newscast.timeline.content import part_digest, placed_digest
from newscast.timeline.context import Context
from newscast.timeline.first_pictures import opening_picture
from newscast.timeline.form import OPENER_TAIL, STING_PICKUP
from newscast.timeline.heard import PlacedSound, Take
from newscast.timeline.ident import room_for_ident, with_ident
from newscast.timeline.piece import Piece, Written, all_of
from newscast.timeline.ranges import clip_range, heard_range
from newscast.timeline.seen import GraphicShot, Shot
from newscast.timeline.share import SHORTEST
from newscast.timeline.shots import graphic, heard_shot, shot_of
from newscast.timeline.takes import clip_takes, recorded_take, sting_music, sting_take

NONE = "none"
"""The opener, closing, sting or bed that is not there."""


def opener(segment: Open, context: Context) -> Piece:
    """The opener's animation, with a picture of the first story in it; the built-in music sounds on under what
    follows."""
    kit, form = context.show.openers.get(segment.name, Opener()), context.form
    day = language_of(context.show.language).long_date(context.rundown.date)
    fields = {
        "name": segment.name,
        "date": day[:1].upper() + day[1:],
        "subtitle": kit.subtitle,
    }
    frames = 0 if segment.name == NONE else frames_covering(form.opener, context.rate)
    frames = frames if kit.music or kit.video else room_for_ident(frames, segment, context)
    tail = frames_covering(OPENER_TAIL, context.rate) if form.opener_music != "opener-short" else 0
    music = _music(kit, form.opener_music, frames + tail, context)
    shown = opening_picture(frames, context) if kit.pictures and not kit.video and form.picture else None
    piece = _animation(segment, graphic("opener", fields, shown), kit.video, frames, music, context)
    return with_ident(piece, segment, context, built_in=not (kit.music or kit.video))


def closing(segment: Close, context: Context) -> Piece:
    """The closing's animation; the built-in music ends with it."""
    kit, form = context.show.closings.get(segment.name, Closing()), context.form
    said = {
        "thanks": kit.thanks or (kit.action if form.loop else ""),
        "contacts": kit.contacts,
        "credits": () if form.loop else kit.credits,
        "url": kit.url,
        "action": kit.action,
    }
    frames = 0 if segment.name == NONE else frames_covering(form.closing, context.rate)
    music = _music(kit, form.closing_music, frames, context)
    return _animation(segment, graphic("closing", said), kit.video, frames, music, context)


def _music(kit: Opener | Closing, built_in: str, frames: int, context: Context) -> Take:
    """The kit's music as long as it is, or so much of the built-in in the kit's mood."""
    if kit.music:
        return Take("music", kit.music)
    return Take("music", music=in_mood(built_in, context.show.mood), frames=frames)


def _animation(
    segment: Open | Close, drawn: GraphicShot, video: Path | None, frames: int, music: Take, context: Context
) -> Piece:
    """A graphic of its own with music, or the kit's video with its own sound where the kit has no other music."""
    if not frames:
        return Piece(0)
    shot = Shot(0, frames, drawn)
    if video is not None and context.medium(video):
        clip = Clip(file=video)
        if music.file:
            frames, shown = clip_range(clip, context)[1], shot_of(clip, context)
        else:
            frames, shown = heard_range(clip, context)[1], heard_shot(clip, context)
            music = recorded_take("package", clip, context)
        shot = Shot(0, frames, shown)
    length = samples_of(music, context)
    return _mark(segment, frames, shot, PlacedSound(music, 0, length), context)


def samples_of(take: Take, context: Context) -> int:
    """How long a take is that is heard whole."""
    if take.frames is None:
        return context.infos[take].samples
    return samples_lasting(take.start, take.frames, context.rate)


def _mark(segment: Segment, frames: int, shot: Shot, sound: PlacedSound, context: Context) -> Piece:
    """A piece of the kit, of which the rundown only says where it comes."""
    shots = (Written(shot, None),) if context.form.picture else ()
    piece = Piece(frames, shots, sounds=(Written(sound, None),), quiet=all_of(frames, context.rate))
    digest = placed_digest(segment.kind, [shot.picture, sound.take], context.media)
    return piece.as_part(segment.kind, digest, segment.where(segment.kind))


def sting(segment: Sting, first: bool, context: Context) -> Piece:
    """A sting so that its hit lands on the cut, however late that is; one with which the programme begins, from its
    start."""
    if segment.name == NONE:
        return Piece(0)
    take = sting_take(segment, context)
    samples = context.infos[take].samples
    pickup = 0 if first else min(_hit(segment, take, context), samples)
    frames = frames_covering(Fraction(samples - pickup, SAMPLE_RATE), context.rate)
    # What hits at its very end is seen for a moment all the same.
    frames = max(frames, min(SHORTEST, frames_covering(Fraction(samples, SAMPLE_RATE), context.rate)))
    shot = Shot(0, frames, graphic("sting", {"show": context.show.name}))
    return _mark(segment, frames, shot, PlacedSound(take, -pickup, samples), context)


def _hit(segment: Sting, take: Take, context: Context) -> int:
    """Samples after its start at which a sting hits: as the kit says, else as it was heard."""
    own = sting_music(segment, context)
    if own and own.hit:
        counted = own.hit.frames(context.rate) / context.rate
        return int((counted if own.hit.frame_fields else own.hit.seconds) * SAMPLE_RATE)
    return context.infos[take].hit if own else STING_PICKUP


def spot(segment: Spot, context: Context) -> Piece:
    start, frames = heard_range(segment.clip, context)
    length = samples_lasting(start, frames, context.rate)
    shot, place = Shot(0, frames, heard_shot(segment.clip, context)), segment.clip.place
    sounds = tuple(
        Written(PlacedSound(take, 0, length), place) for take in clip_takes("package", segment.clip, context)
    )
    shots = (Written(shot, place),) if context.form.picture else ()
    piece = Piece(frames, shots, sounds=sounds, quiet=all_of(frames, context.rate))
    return piece.as_part("spot", part_digest(segment, context), segment.where("spot"))
