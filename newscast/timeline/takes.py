"""Which takes a part is heard from, so that they can be prepared and measured before anything is placed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import lru_cache
from pathlib import Path

from newscast.base.chains import PREPARED, Chain
from newscast.base.same import Same
from newscast.media.info import MediaInfo
from newscast.rundown.model import (
    Clip,
    Close,
    Headlines,
    Open,
    Package,
    Part,
    Read,
    Sot,
    Spoken,
    Spot,
    Sting,
    Tease,
    WithParts,
)
from newscast.show.ends import Closing, Opener
from newscast.show.moods import MOODS, in_mood
from newscast.show.music import StingMusic
from newscast.timeline.context import Context
from newscast.timeline.form import SPEAKING
from newscast.timeline.heard import Neural, Take
from newscast.timeline.ranges import frames_heard, heard_range
from newscast.timeline.trim import BEFORE, BREATH, without_silence


def all_takes(context: Context) -> set[Take]:
    """Every take whose length or speech decides when something happens."""
    return set(_takes(context))


def _takes(context: Context) -> Iterator[Take]:
    for segment in context.rundown.segments:
        if isinstance(segment, WithParts):
            for part in segment.parts:
                yield from part_takes(part, context)
        if isinstance(segment, Headlines):
            yield from headlines_takes(segment, context)
        if isinstance(segment, Spot):
            yield from clip_takes("package", segment.clip, context)
        if isinstance(segment, Sting):
            yield sting_take(segment, context)
        if isinstance(segment, Open | Close):
            yield from _animation_takes(segment, context)
        if isinstance(segment, Open):
            yield from ident_takes(segment, context)


def part_takes(part: Part, context: Context) -> tuple[Take, ...]:
    """The takes of a part in the order they are heard; none for a card."""
    if isinstance(part, Read) and (camera := part.heard_camera):
        seen = (spoken_take("sot", camera, context, BREATH),) if context.medium(camera.file) else ()
        return seen or voice_takes(part.copy_, None, part.by, context)
    if isinstance(part, Spoken):
        before = BREATH if isinstance(part, Read) and part.camera else BEFORE
        return voice_takes(part.copy_, part.voice, part.by, context, before)
    if isinstance(part, Sot | Package):
        return clip_takes(part.kind, part.clip, context)
    return ()


def voice_takes(
    copy: str, voice: object, by: str | None, context: Context, before: Fraction = BEFORE
) -> tuple[Take, ...]:
    """The recordings of a copy, or one synthetic take where there are none or they are missing (in a draft).

    Of silence, `before` seconds are kept before the first word.
    """
    if isinstance(voice, tuple) and all(context.medium(clip.file) for clip in voice):
        return tuple(spoken_take("voice", clip, context, before) for clip in voice)
    synth = context.synth(by)
    voice = Neural(synth.model, synth.speaker, synth.rate) if synth.model else (synth.voice, synth.rate, synth.pitch)
    return (Take("voice", text=context.read_aloud(copy), voice=voice),)


def headlines_takes(segment: Headlines, context: Context) -> tuple[Take, ...]:
    """One take for all teases, or one for each story that has a spoken tease, in order; () where cards are silent."""
    if isinstance(segment.voice, tuple):
        copy = " ".join(tease_of(slug, context).copy_ for slug in segment.stories)
        return voice_takes(copy, segment.voice, segment.by, context)
    return tuple(take for slug in segment.stories for take in tease_takes(segment, slug, context))


def tease_takes(segment: Headlines, slug: str, context: Context) -> tuple[Take, ...]:
    tease = tease_of(slug, context)
    voice = tease.voice or ("synth" if segment.voice == "synth" else None)
    return voice_takes(tease.copy_, voice, tease.by or segment.by, context) if voice else ()


def tease_of(slug: str, context: Context) -> Tease:
    """A story's tease; its headline where it has none."""
    story = context.story(slug)
    assert story is not None, slug
    return story.tease or Tease(copy_=story.headline, place=story.where("headline"))


def clip_takes(chain: Chain, clip: Clip, context: Context) -> tuple[Take, ...]:
    """The sound of a clip as one take; none where the clip is missing (in a draft)."""
    return (recorded_take(chain, clip, context),) if context.medium(clip.file) else ()


def recorded_take(chain: Chain, clip: Clip, context: Context) -> Take:
    """The stretch of a file between its `in` and `out`; whole voice recordings have no length of their own."""
    return _recorded(chain, clip, *heard_range(clip, context))


def _recorded(chain: Chain, clip: Clip, start: int, frames: int) -> Take:
    whole = chain == "voice" and clip.out is None
    length = None if whole else frames
    clean = clip.clean.said() if clip.clean and chain in PREPARED else ()
    return Take(chain, clip.file, start, length, track=clip.track, channels=clip.channels, clean=clean)


def spoken_take(chain: Chain, clip: Clip, context: Context, before: Fraction) -> Take:
    """The same without the silence around the voice."""
    info = context.medium(clip.file)
    if info is None:
        return recorded_take(chain, clip, context)
    return _spoken(chain, Same(clip), Same(info), context.rate, before)


# The same is asked of a clip again and again, as in ranges.
@lru_cache(4096)
def _spoken(chain: Chain, clip: Same[Clip], info: Same[MediaInfo], rate: Fraction, before: Fraction) -> Take:
    start, frames = frames_heard(clip.value, info.value, rate)
    take = _recorded(chain, clip.value, start, frames)
    return without_silence(take, start + frames, clip.value, info.value, rate, before)


def _animation_takes(segment: Open | Close, context: Context) -> Iterator[Take]:
    """The kit's own opener or closing music, whose length nobody but the file knows."""
    kits: Mapping[str, Opener | Closing] = context.show.openers if isinstance(segment, Open) else context.show.closings
    kit = kits.get(segment.name)
    if kit and kit.music:
        yield Take("music", kit.music)


def ident_clips(context: Context) -> tuple[Clip, ...]:
    """The recording of what is said in openers, if there is one."""
    ident = context.show.ident
    return (Clip(file=ident.voice, place=ident.where("voice")),) if ident and ident.voice else ()


def ident_takes(segment: Open, context: Context) -> tuple[Take, ...]:
    """What is said over an opener's music: one take; none in openers that are too short for words."""
    ident = context.show.ident
    if ident is None or segment.name == "none" or context.form.opener_music not in SPEAKING:
        return ()
    return voice_takes(ident.copy_, ident_clips(context) or None, None, context)


def sting_take(segment: Sting, context: Context) -> Take:
    """The kit's sting of that name, or the built-in: in the mood that is its name, else in the kit's."""
    show, own = context.show, sting_music(segment, context)
    mood = segment.name if segment.name in MOODS else show.mood
    return music_take(own.file if own else None, "sting", mood)


def sting_music(segment: Sting, context: Context) -> StingMusic | None:
    """What the kit says of its own sting of that name; None where the built-in one is played."""
    show, name = context.show, segment.name
    return show.stings.get(name, None if name in MOODS else show.sting)


def music_take(file: Path | None, builtin: str, mood: str) -> Take:
    """A piece of the kit's music, or the built-in of that name in a mood."""
    return Take("music", file) if file else Take("music", music=in_mood(builtin, mood))
