"""Stories in which faces are blurred: somebody has to see that they are, before they are approved."""

from __future__ import annotations

from collections.abc import Iterator

from newscast.base.i18n import _
from newscast.desk.looks import ticks_of
from newscast.desk.people import People
from newscast.episode.timeline import ListedPicture, ListedSegment, ListedShot, ListedTimeline
from newscast.review.episode.chapters import name_of
from newscast.review.first.item import Item, Line, key_of

_WHOLE = (0.0, 0.0, 1.0, 1.0)


def blurred_items(timeline: ListedTimeline) -> Iterator[Item]:
    """One of each segment whose faces are to be blurred, or minors hidden, with when, and where all of the picture
    is."""
    for segment in timeline.segments:
        pictures = ((shot, each) for shot in segment.shots for each in shot.pictures)
        shots = [(shot, each) for shot, each in pictures if each.faces_blurred or each.hides_minors]
        if shots:
            lines = tuple(_line(shown, segment, shot.start) for shot, shown in shots)
            key = key_of("minors", "blurred", segment.slug, [_content(shot, shown) for shot, shown in shots])
            yield Item("minors", key, name_of(segment), lines, lines[0].frame)


def unseen_blurs(people: People, episode: str, timeline: ListedTimeline | None) -> list[Item]:
    """The segments whose blurred faces nobody ticked off yet. Raises MachineError, BrokenError."""
    found = [*blurred_items(timeline)] if timeline else []
    ticked = {each.item for each in ticks_of(people, episode)} if found else set()
    return [item for item in found if item.key not in ticked]


def _content(shot: ListedShot, shown: ListedPicture | ListedShot) -> list[object]:
    """What is seen of a picture and what of it is blurred when, wherever its story begins: in a stretch that nobody saw
    a face may be that was not found."""
    blurred = [[*blur.box, blur.start - shot.start, blur.end - shot.start] for blur in shown.blurred]
    return [shown.sha256, shown.offset, shot.frames, blurred]


def _line(shot: ListedShot | ListedPicture, segment: ListedSegment, start: int) -> Line:
    whole = any(tuple(blur.box) == _WHOLE for blur in shot.blurred)
    return Line(_words_of(shot, whole), segment.start_frame + start)


def _words_of(shot: ListedShot | ListedPicture, whole: bool) -> str:
    """What is to be looked at in a picture, `whole` where all of it is blurred at some time."""
    if not shot.faces_blurred:
        by_hand = _("The boxes that somebody wrote are blurred here: is every minor in one of them, all the time?")
        return _("All of the picture is blurred here, for the minors in it.") if whole else by_hand
    if whole:
        return _("Faces are blurred here, and all of the picture where they are not found for certain.")
    return _("Faces are blurred here: is every one of them, all the time?")
