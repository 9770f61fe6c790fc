"""Texts over picture: what was asked for, and what comes without asking: names, and what a story is about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from newscast.base.i18n import _
from newscast.base.languages.all import language_of
from newscast.base.timecode import frames_covering, round_half_up
from newscast.rundown.model import Part, Read, Sot, Story, Super
from newscast.show.person import Person
from newscast.timeline.claims import Claim, Rank
from newscast.timeline.context import Context
from newscast.timeline.piece import Written, values
from newscast.timeline.reading import headline_seconds, super_seconds
from newscast.timeline.seen import GraphicShot, Shot, StillShot
from newscast.timeline.shots import field_pairs, is_card
from newscast.timeline.spans import Span, merged, within, without

LEAST = 2
"""Seconds under which a text is not worth showing."""
START = 7
"""Seconds after which it is too late to say what a story is about."""
HURRIED = 20
"""Characters a second at which a text can just be read: the fastest of subtitles (Netflix timed text style)."""
STRAP = Fraction(5)
"""Seconds a story's headline and department are shown."""


def part_claims(
    part: Part, shots: Sequence[Written[Shot]], covers: Sequence[Span], context: Context
) -> tuple[Written[Claim], ...]:
    """The texts of a part that shows these shots, of which `covers` are not its own picture."""
    clear = clear_of_cards(values(shots))
    end = shots[-1].value.start + shots[-1].value.frames if shots else 0
    claims = [_asked(shown, end, clear, covers, context) for shown in getattr(part, "supers", ())]
    return tuple(claim for claim in [*claims, _name(part, values(shots), clear, covers, context)] if claim)


def clear_of_cards(shots: Sequence[Shot]) -> list[Span]:
    """Where pictures are seen over which a text can stand: a card has texts of its own."""
    return list(merged(shot.span for shot in shots if not is_card(shot.picture)))


def _asked(
    shown: Super, end: int, clear: Sequence[Span], covers: Sequence[Span], context: Context
) -> Written[Claim] | None:
    person = context.person(shown.who)
    title, subtitle = (person.name, person.role) if person else (shown.title, shown.subtitle)
    start = shown.at.frames(context.rate)
    if start >= end:
        context.complain(
            _("This text would come on after its part has ended."),
            _("The part lasts {seconds} s; see `at`.").format(seconds=round(float(end / context.rate), 2)),
            shown.place,
            code="text-outside",
        )
        return None
    wanted = shown.for_.frames(context.rate) if shown.for_ else _reading(title, subtitle, context)
    asked = Span(start, start + wanted)
    if person:
        # A name is of whom the picture shows that it came with.
        asked = Span(start, min([asked.end, *_edges_after(start, covers)]))
    claim = Claim(
        graphic="lower-third" if person else "title",
        fields=field_pairs({"title": title, "subtitle": subtitle}),
        rank=Rank.WRITTEN,
        wanted=wanted,
        least=min(_least(context), wanted),
        stretches=tuple(within(clear, asked)),
    )
    return Written(claim, shown.place)


def _edges_after(frame: int, covers: Sequence[Span]) -> Iterator[int]:
    return (edge for cover in covers for edge in (cover.start, cover.end) if edge > frame)


def _name(
    part: Part, shots: Sequence[Shot], clear: Sequence[Span], covers: Sequence[Span], context: Context
) -> Written[Claim] | None:
    """The name of who speaks where they are seen, else of whose voice it is, where they are not."""
    person = context.person(_speaker(part, context))
    if person is None or not clear:
        return None
    least = min(_least(context), sum(shot.frames for shot in shots))
    is_sot = isinstance(part, Sot)
    rank, title, subtitle = Rank.NAME, person.name, person.role
    stretches = _seen(part, person, shots, clear, covers, context)
    if not any(stretch.length >= least for stretch in stretches):
        title = language_of(context.show.language).voice.format(name=person.name)
        stretches = without(clear, stretches)
        rank, subtitle = (Rank.NAME, person.role) if is_sot else (Rank.VOICE, "")
    claim = Claim(
        graphic="lower-third",
        fields=field_pairs({"title": title, "subtitle": subtitle}),
        rank=rank,
        wanted=_reading(title, subtitle, context),
        least=least,
        stretches=tuple(stretches),
        needed=is_sot,
    )
    return Written(claim, part.place)


def _speaker(part: Part, context: Context) -> str | None:
    """Whose name a part is shown with: the speaker of a sot, the presenter of a read."""
    if isinstance(part, Sot):
        return part.who
    return context.presenter(part.by) if isinstance(part, Read) else None


def _seen(
    part: Part, person: Person, shots: Sequence[Shot], clear: Sequence[Span], covers: Sequence[Span], context: Context
) -> list[Span]:
    """Where the speaker is seen: in what was filmed while they spoke, and in their own photo."""
    filmed = isinstance(part, Read) and part.camera is not None
    if isinstance(part, Sot):
        medium = context.medium(part.clip.file)
        filmed = medium is None or medium.picture is not None
    if filmed:
        return without(clear, covers)
    photos = [shot for shot in shots if isinstance(shot.picture, StillShot) and shot.picture.file == person.photo]
    return without(merged(shot.span for shot in photos), covers)


def story_claim(story: Story, shots: Sequence[Shot], context: Context) -> Written[Claim] | None:
    """What a story is about, at its start, unless a card has said it by then."""
    graphic = context.form.mark
    if graphic is None or not shots:
        return None
    told = next((shot.start for shot in shots if _says(story.headline, shot)), None)
    clear = [stretch for stretch in clear_of_cards(shots) if told is None or stretch.start < told]
    end = shots[-1].start + shots[-1].frames
    is_strap = graphic == "strap"
    fields = {"headline": story.headline, "department": story.department if is_strap else ""}
    reading = frames_covering(headline_seconds(story.headline), context.rate)
    hurried = frames_covering(Fraction(len(story.headline), HURRIED), context.rate)
    claim = Claim(
        graphic=graphic,
        fields=field_pairs(fields),
        rank=Rank.STRAP if is_strap else Rank.HOOK,
        wanted=max(reading, frames_covering(STRAP, context.rate)) if is_strap else reading,
        least=min(reading if is_strap else _least(context), end),
        stretches=tuple(clear),
        latest=round_half_up(START * context.rate),
        hurried=max(hurried, _least(context)) if is_strap else None,
    )
    return Written(claim, story.where("headline"))


def _says(text: str, shot: Shot) -> bool:
    return isinstance(shot.picture, GraphicShot) and text in dict(shot.picture.fields).values()


def _reading(title: str, subtitle: str, context: Context) -> int:
    return round_half_up(super_seconds(len(title) + len(subtitle)) * context.rate)


def _least(context: Context) -> int:
    return round_half_up(LEAST * context.rate)
