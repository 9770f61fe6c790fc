"""The chapters of a cut that is listened to: one for each story, in the order of time."""

from __future__ import annotations

import json

from newscast.base.timecode import round_half_up
from newscast.deliverables.cut import Cut
from newscast.wrappers.id3.tags import Chapter

_VERSION = "1.2.0"
"""Of the podcast namespace's JSON chapters."""


def chapters_of(cut: Cut) -> tuple[Chapter, ...]:
    """From the start of each story to that of the next. What comes before the first bears the show's name; what comes
    after the last belongs to it. None where there is no story."""
    rate = cut.timeline.rate
    stories = [each for each in cut.timeline.segments if each.kind == "story" and each.frames]
    marks = [(round_half_up(story.start / rate * 1000), story.title) for story in stories]
    if marks and marks[0][0]:
        marks.insert(0, (0, cut.show.name))
    bounds = [*(start for start, _title in marks), milliseconds(cut)]
    return tuple(Chapter(start, bounds[number], title) for number, (start, title) in enumerate(marks, 1))


def milliseconds(cut: Cut) -> int:
    """How long it is."""
    return round_half_up(cut.timeline.duration * 1000)


def chapters_json(cut: Cut, podcast: str, author: str, programme: str) -> bytes:
    """The file that `podcast:chapters` of a feed leads to (podcast namespace, JSON chapters 1.2): the chapters of the
    file that is called `programme`."""
    chapters = [
        {"startTime": each.start / 1000, "endTime": each.end / 1000, "title": each.title} for each in chapters_of(cut)
    ]
    told = {
        "version": _VERSION,
        "title": cut.title,
        "podcastName": podcast,
        **({"author": author} if author else {}),
        "fileName": programme,
        "chapters": chapters,
    }
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()
