"""Cards that stand where there are no pictures: what a story is about, and whose voice is heard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from newscast.base.errors import Place
from newscast.base.languages.all import language_of
from newscast.base.timecode import frames_covering
from newscast.rundown.model import Clip, Story
from newscast.show.person import Person
from newscast.timeline.context import Context
from newscast.timeline.heard import Take
from newscast.timeline.piece import Written
from newscast.timeline.ranges import taken
from newscast.timeline.reading import headline_seconds, super_seconds
from newscast.timeline.seen import GraphicShot, Shot, StillShot
from newscast.timeline.shots import FOCUS, TOPIC, graphic, hidden_in, veils_of

_CALL = 8000
"""Samples a second of a recorded telephone call."""
_NOTHING_ABOVE = -38
"""dB above 4.3 kHz, against words, that only calls have: measured -53 to -59 of them at 48 kHz, in WAV, MP3 and Opus,
-40 through soft filters; -13 to -24 of voices in a room, in Opus of 12 kb/s too."""
VOICE = "voice"
"""The graphic that says whose voice is heard."""


def topic_shot(frames: int, context: Context, around: Story | None) -> Written[Shot]:
    """What the story is about, or the episode where there is none."""
    if around is None:
        return Written(Shot(0, frames, graphic(TOPIC, {"headline": context.rundown.title})), None)
    fields = {"headline": around.headline, "department": around.department}
    return Written(Shot(0, frames, graphic(TOPIC, fields)), around.where("headline"))


def voice_shot(
    frames: int, person: Person, context: Context, place: Place | None, clip: Clip, take: Take | None = None
) -> Written[Shot]:
    """Name and role of who is heard, whether it was by telephone, the levels of the `take`, and the photo if there is
    one: blurred where the recording is."""
    photo = person.photo if person.photo and context.medium(person.photo) else None
    hidden = {**hidden_in(clip), "veils": veils_of("all" if clip.blur else None)}
    background = StillShot(photo, focus=FOCUS, **hidden) if photo else None
    via = language_of(context.show.language).by_telephone if take and _by_telephone(take, clip, context) else ""
    fields = {"name": person.name, "role": person.role, "via": via}
    return Written(Shot(0, frames, replace(graphic(VOICE, fields, background), heard=take)), place)


def _by_telephone(take: Take, clip: Clip, context: Context) -> bool:
    """Whether what is heard of a recording holds nothing above 4 kHz, as on the telephone (ITU-T G.711, G.712)."""
    info = context.medium(clip.file)
    if info is None or info.sound is None:
        return False
    tracks = info.tracks
    channels = [
        channel
        for source in taken(take, info, context.rate).sources
        for number, channel in enumerate(tracks[source.track].heard)
        if source.channel in (None, number) and channel.speech
    ]
    narrow = bool(channels) and all(channel.above <= _NOTHING_ABOVE for channel in channels)
    return narrow or info.sound.rate <= _CALL


def opened(shots: Sequence[Written[Shot]], story: Story, context: Context) -> tuple[Written[Shot], ...]:
    """The shots of a story; where it begins with a voice, it says first what it is about, if both can be read."""
    first = shots[0].value if shots else None
    if first is None or not _is(VOICE, first):
        return tuple(shots)
    said = frames_covering(headline_seconds(story.headline), context.rate)
    if first.frames - said < frames_covering(super_seconds(_letters(first)), context.rate):
        return tuple(shots)
    shown = first.picture.later(said) if isinstance(first.picture, GraphicShot) else first.picture
    rest = Shot(said, first.frames - said, shown)
    return topic_shot(said, context, story), replace(shots[0], value=rest), *shots[1:]


def once(shots: Sequence[Written[Shot]]) -> tuple[Written[Shot], ...]:
    """The shots, in which a card that goes on into the next part does not come in anew."""
    joined: list[Written[Shot]] = []
    for each in shots:
        last = joined[-1].value if joined else None
        if last and _is(TOPIC, last) and last.picture == each.value.picture:
            joined[-1] = replace(joined[-1], value=replace(last, frames=last.frames + each.value.frames))
        else:
            joined.append(each)
    return tuple(joined)


def _is(card: str, shot: Shot) -> bool:
    return isinstance(shot.picture, GraphicShot) and shot.picture.graphic == card


def _letters(shot: Shot) -> int:
    fields = shot.picture.fields if isinstance(shot.picture, GraphicShot) else ()
    return sum(len(value) for _name, value in fields)
