"""The text that goes with an upload: title, what is in it, chapters."""

from __future__ import annotations

import re
import unicodedata
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
X_LIMIT = 280
"""Characters of a post on X, as X counts them."""
X_LINK = 23
"""Characters that X counts for a link, however long it is."""
ALTERNATIVE_LIMIT = 1000
"""Characters of a picture's alternative text on X."""
WHATSAPP_LIMIT = 1024
"""Characters of the text below a video on WhatsApp."""
CHAPTERS = 3
"""YouTube shows chapters from so many on, each at least CHAPTER_SECONDS long, the first at 0:00."""
CHAPTER_SECONDS = 10
_LINK = re.compile(r"https?://\S+|\bwww\.\S+", re.IGNORECASE)
_LIGHT = (range(0x1100), range(0x2000, 0x200E), range(0x2010, 0x2020), range(0x2032, 0x2038))


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
    return shortened("\n\n".join(_said(cut)), CAPTION_LIMIT) + "\n"


def x_post(cut: Cut) -> str:
    """The headline, and as much of the summary as leaves room for a link."""
    room = X_LIMIT - X_LINK - len("\n\n")
    blocks: list[str] = []
    for line in _said(cut):
        left = room - x_length("\n\n".join([*blocks, ""]))
        if x_length(line) <= left:
            blocks.append(line)
        elif not blocks:
            blocks.append(_shortened_for_x(line, left))
    return "\n\n".join(blocks) + "\n"


def x_length(text: str) -> int:
    """Characters as X counts them: 23 for each link, two for signs beyond the usual ranges, such as emoji and Chinese
    (twitter-text, configuration 3)."""
    rest, links = _LINK.subn("", unicodedata.normalize("NFC", text))
    return links * X_LINK + sum(1 if any(ord(sign) in each for each in _LIGHT) else 2 for sign in rest)


def alternative_text(cut: Cut) -> str:
    """What the thumbnail says, and the summary: who does not see it hears what it is about."""
    if story := cut.story:
        lines = [story.headline, story.department or "", _summary(story), cut.show.name]
    else:
        lines = [cut.title, *(each.headline for each in _stories(cut))]
    return shortened("\n".join(_once(lines)), ALTERNATIVE_LIMIT) + "\n"


def whatsapp_post(cut: Cut) -> str:
    """As the post of a reel, its first line in bold."""
    first, *rest = _said(cut)
    bold = first if "*" in first else f"*{first}*"
    return shortened("\n\n".join([bold, *rest]), WHATSAPP_LIMIT) + "\n"


def _shortened_for_x(text: str, limit: int) -> str:
    """The text, cut at a word's end where it is longer."""
    length = next(length for length in range(len(text), 0, -1) if x_length(shortened(text, length)) <= limit)
    return shortened(text, length)


def _said(cut: Cut) -> list[str]:
    """What a post says: of a story its headline and summary, of an episode its headlines, and the show's name."""
    if story := cut.story:
        lines = [story.headline, _summary(story)]
    else:
        lines = [cut.title, *(f"• {story.headline}" for story in _stories(cut))]
    return _once([*lines, cut.show.name])


def _summary(story: Story) -> str:
    return story.summary or (story.tease.copy_ if story.tease else "")


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
