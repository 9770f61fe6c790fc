"""The text that goes with an upload: title, what is in it, chapters."""

from __future__ import annotations

from collections.abc import Iterable

from newscast.base.timecode import clock
from newscast.deliverables.cut import Cut
from newscast.rundown.model import Story

TITLE_LIMIT = 100
"""Characters YouTube takes in a title."""
DESCRIPTION_LIMIT = 5000
"""Characters YouTube takes in a description."""
CAPTION_LIMIT = 2000
"""Characters that Instagram and TikTok both take."""
CHAPTERS = 3
"""YouTube shows chapters from so many on, each at least CHAPTER_SECONDS long, the first at 0:00."""
CHAPTER_SECONDS = 10


def web_post(cut: Cut) -> str:
    """Title, the stories with their summaries, and chapters where there are enough of them."""
    stories = _stories(cut)
    title = shortened(cut.title, TITLE_LIMIT)
    blocks = [title]
    blocks += ["\n".join(_once([title, story.headline, story.summary])[1:]) for story in stories]
    blocks += [_chapters(cut), cut.show.name]
    return shortened("\n\n".join(_once(blocks)), DESCRIPTION_LIMIT) + "\n"


def social_post(cut: Cut) -> str:
    """The headline and summary of a story, or the headlines of an episode."""
    if story := cut.story:
        lines = [story.headline, story.summary or (story.tease.copy_ if story.tease else "")]
    else:
        lines = [cut.title, *(f"• {story.headline}" for story in _stories(cut))]
    return shortened("\n\n".join(_once([*lines, cut.show.name])), CAPTION_LIMIT) + "\n"


def _once(lines: Iterable[str]) -> list[str]:
    """The lines without empty ones and without those that an earlier one has said."""
    said: dict[str, str] = {}
    for line in lines:
        said.setdefault("".join(filter(str.isalnum, line.casefold())) or line, line)
    return [line for line in said.values() if line]


def shortened(text: str, limit: int) -> str:
    """The text, cut at a word's end with an ellipsis where it is longer than `limit`."""
    if len(text) <= limit:
        return text
    return text[: limit - 1].rsplit(None, 1)[0] + "…"


def _stories(cut: Cut) -> list[Story]:
    placed = {segment.slug for segment in cut.timeline.segments}
    return [s for s in cut.rundown.segments if isinstance(s, Story) and s.slug in placed]


def _chapters(cut: Cut) -> str:
    """Lines of time and title.

    A story too short for a chapter belongs to the one before it, an opening too short for one to the first story.
    """
    stories = [each for each in cut.timeline.segments if each.kind == "story"]
    starts = [float(each.start / cut.timeline.rate) for each in stories]
    marks = [(0.0, cut.show.name)] if not starts or starts[0] >= CHAPTER_SECONDS else [(0.0, stories[0].title)]
    for start, story in zip(starts, stories, strict=True):
        if start - marks[-1][0] >= CHAPTER_SECONDS:
            marks.append((start, story.title))
    if len(marks) < CHAPTERS:
        return ""
    return "\n".join(f"{clock(start)} {title}" for start, title in marks)
