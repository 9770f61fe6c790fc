"""Whether captions that an editor corrected keep to the rules that ours do, each told at its line of the file."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from newscast.base.errors import Problem, by_place
from newscast.base.i18n import _, ngettext
from newscast.base.timecode import round_half_up
from newscast.captions.rules import APART, FAST_SPEECH, GAP, LONGEST, SHORTEST, may_part
from newscast.document.captions import WrittenCaptions, WrittenCue
from newscast.document.words import short
from newscast.show.model import CaptionStyle


def broken_rules(captions: WrittenCaptions, style: CaptionStyle, rate: Fraction) -> list[Problem]:
    """A warning for each rule that a caption breaks: they are used as they are."""
    found = [problem for cue in captions.cues for problem in _alone(cue, style)]
    found += [problem for one, other in pairwise(captions.cues) for problem in _together(one, other, rate)]
    return by_place(found)


def _alone(cue: WrittenCue, style: CaptionStyle) -> Iterator[Problem]:
    """Its lines, how long it stays, how fast it is read."""
    seconds = cue.end - cue.start
    longest = max(map(len, cue.lines))
    if len(cue.lines) > style.lines:
        message = _("This caption has {count} lines, {most} are the most: “{text}”.")
        yield _told(message.format(count=len(cue.lines), most=style.lines, text=short(cue.text)), _lines(), cue)
    if longest > style.characters:
        message = _("A line of this caption has {count} characters, {most} are the most: “{text}”.")
        text = short(max(cue.lines, key=len))
        yield _told(message.format(count=longest, most=style.characters, text=text), _lines(), cue)
    if not SHORTEST <= seconds <= LONGEST:
        message = _("This caption is on screen for {seconds} s; from {least} to {most} s are right: “{text}”.")
        limits = {"least": _decimal(SHORTEST), "most": _decimal(LONGEST)}
        said = message.format(seconds=_decimal(seconds), text=short(cue.text), **limits)
        yield _told(said, _("Let it begin or end at another time, join it with its neighbour, or part it."), cue)
    if len(cue.text) > max(style.cps, FAST_SPEECH) * seconds:
        message = _("This caption asks for {cps} characters a second, {most} can be read: “{text}”.")
        said = message.format(
            cps=_decimal(len(cue.text) / seconds), most=max(style.cps, FAST_SPEECH), text=short(cue.text)
        )
        yield _told(said, _("Let it stay longer, or say it in fewer words."), cue)


def _together(one: WrittenCue, other: WrittenCue, rate: Fraction) -> Iterator[Problem]:
    """What is between two captions, in frames of the show."""
    gap = round_half_up(other.start * rate) - round_half_up(one.end * rate)
    if gap < 0:
        message = _("This caption begins before the one above it ends: “{text}”. That one ends sooner then.")
        yield _told(
            message.format(text=short(other.text)), _("Let it begin later, or the other one end sooner."), other
        )
    elif not may_part(gap):
        message = ngettext(
            "Between this caption and the one above it is {n} frame: “{text}”.",
            "Between this caption and the one above it are {n} frames: “{text}”.",
            gap,
        )
        hint = _("Leave {gap} frames, or at least {apart}: anything between flickers.").format(gap=GAP, apart=APART)
        yield _told(message.format(n=gap, text=short(other.text)), hint, other)


def _told(message: str, hint: str, cue: WrittenCue) -> Problem:
    return Problem(message, hint, cue.place, warning=True, code="caption-rule")


def _lines() -> str:
    return _("Break it into lines again, or make two captions of it.")


def _decimal(value: Fraction | float) -> str:
    return f"{round(float(value), 2):g}"
