"""The texts that go with an upload, written by templates: those of the kit's folder `posts`, else those built in."""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newscast.base.errors import FilesError, Place, Problem
from newscast.base.files import is_there, near, reason_of
from newscast.base.i18n import _
from newscast.base.languages.all import language_of
from newscast.base.template_lines import template_line
from newscast.base.timecode import clock
from newscast.deliverables.rough import RoughCut
from newscast.deliverables.wording import ended, for_x, hashtag, once, one_line, shortened
from newscast.rundown.model import Close, Story
from newscast.show.deliverables import ALIKE

if TYPE_CHECKING:
    from jinja2.sandbox import ImmutableSandboxedEnvironment

CHAPTERS = 3
"""YouTube shows chapters from so many on, each at least CHAPTER_SECONDS long, the first at 0:00."""
CHAPTER_SECONDS = 10
_BUILT_IN = Path(__file__).parent / "posts"


def post_text(cut: RoughCut) -> str:
    """The text of a cut's post. Raises FilesError for a template of the kit that cannot be used."""
    return _written(cut, _names(cut, ""))


def alternative_text(cut: RoughCut) -> str:
    """What the picture beside a cut says, for who does not see it."""
    return _written(cut, _alternatives(cut))


def refuse_posts(cuts: Iterable[RoughCut]) -> None:
    """Raises FilesError for a template of the kit that cannot be used for one of these cuts."""
    for cut in cuts:
        folder = cut.show.folder / "posts" if cut.show.folder else None
        for names in (_names(cut, ""), _alternatives(cut)):
            if folder and any(os.path.lexists(folder / name) for name in names):
                _written(cut, names)


def _names(cut: RoughCut, kind: str) -> list[str]:
    """The templates that may write it, the deliverable's own first."""
    like = ALIKE.get(cut.family)
    return [f"{name}{kind}.txt" for name in (cut.deliverable, like) if name]


def _alternatives(cut: RoughCut) -> list[str]:
    return [*_names(cut, ".alt"), "alt.txt"]


def _written(cut: RoughCut, names: Iterable[str]) -> str:
    from jinja2 import TemplateError

    path = _template(cut.show.folder, tuple(names))
    try:
        is_there(path)
        template = _environment().from_string(path.read_text(encoding="utf-8-sig"))
        return template.render(_given(cut)).strip() + "\n"
    except OSError as error:
        raise _unusable(reason_of(error, path), path) from error
    except (TemplateError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        raise _unusable(str(error), path, template_line(error) or 1) from error


def _unusable(reason: str, path: Path, line: int = 1) -> FilesError:
    message = _("This template of a post cannot be used: {reason}.").format(reason=reason.rstrip("."))
    hint = _("docs/posts.md says what a template may use.")
    return FilesError([Problem(message, hint, Place(near(path), line, 1), code="post-template")])


def _template(kit: Path | None, names: tuple[str, ...]) -> Path:
    folders = [*([kit / "posts"] if kit else []), _BUILT_IN]
    return next(path for folder in folders for name in names if os.path.lexists(path := folder / name))


@cache
def _environment() -> ImmutableSandboxedEnvironment:
    """Nothing is escaped: what is written is plain text."""
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    made = ImmutableSandboxedEnvironment(undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    written = {"once": once, "ended": ended, "shortened": shortened, "for_x": for_x, "hashtag": hashtag}
    made.filters.update(written, paragraphs=_paragraphs)
    return made


def _given(cut: RoughCut) -> dict[str, Any]:
    """What a template may use; docs/posts.md lists it."""
    story, show = cut.story, cut.show
    stories = [_told(each) for each in _stories(cut)]
    network = show.networks.get(cut.deliverable)
    own = [*(story.hashtags if story else ()), *show.hashtags, *(network.hashtags if network else ())]
    return {
        "title": one_line(cut.title),
        "story": _told(story) if story else None,
        "summary": _told(story)["summary"] if story else "",
        "department": story.department if story else "",
        "stories": stories,
        "said": _said(cut, stories),
        "headlines": [f"• {each['headline']}" for each in stories],
        "chapters": _chapters(cut),
        "show": show.name,
        "date": language_of(show.language).long_date(cut.rundown.date),
        "link": (story.url if story else None) or _closing_link(cut),
        "account": network.account if network else "",
        "hashtags": once([hashtag(each) for each in own]),
    }


def _said(cut: RoughCut, stories: list[dict[str, str]]) -> list[str]:
    """What a post says: of a story its headline and summary, of an episode its headlines, and the show's name."""
    if cut.story:
        lines = [one_line(cut.title), _told(cut.story)["summary"]]
    else:
        lines = [one_line(cut.title), *(f"• {each['headline']}" for each in stories)]
    return once([*lines, cut.show.name])


def _paragraphs(stories: list[dict[str, str]], title: str) -> list[str]:
    """Headline and summary of each story, without what the title says."""
    return ["\n".join(once([title, each["headline"], each["written"]])[1:]) for each in stories]


def _told(story: Story) -> dict[str, str]:
    summary = story.summary or (story.tease.copy_ if story.tease else "")
    told = {
        "slug": story.slug,
        "headline": one_line(story.headline),
        "department": story.department,
        "url": story.url or "",
    }
    return {**told, "summary": summary, "written": story.summary}


def _closing_link(cut: RoughCut) -> str:
    """Where the code in its closing leads to."""
    name = next((each.name for each in cut.rundown.segments if isinstance(each, Close)), "main")
    closing = cut.show.closings.get(name)
    return closing.url if closing else ""


def _stories(cut: RoughCut) -> list[Story]:
    placed = {segment.slug for segment in cut.timeline.segments}
    return [s for s in cut.rundown.segments if isinstance(s, Story) and s.slug in placed]


def _chapters(cut: RoughCut) -> list[str]:
    """Lines of time and title.

    A story too short for a chapter belongs to the one before it, as the last one does where too little follows; an
    opening too short for one to the first story.
    """
    stories = [each for each in cut.timeline.segments if each.kind == "story"]
    starts = [float(each.start / cut.timeline.rate) for each in stories]
    marks = [(0.0, cut.show.name)] if not starts or starts[0] >= CHAPTER_SECONDS else [(0.0, stories[0].title)]
    latest = float(cut.timeline.duration) - CHAPTER_SECONDS
    for start, story in zip(starts, stories, strict=True):
        if marks[-1][0] + CHAPTER_SECONDS <= start <= latest:
            marks.append((start, story.title))
    if len(marks) < CHAPTERS:
        return []
    return [f"{clock(start)} {one_line(title)}" for start, title in marks]
