"""Whether the texts of graphics fit, before anything is drawn."""

from __future__ import annotations

from collections.abc import Iterable

from newscast.base.errors import FilesError, Problem
from newscast.build.looking.faultless import Faultless
from newscast.deliverables.rough import RoughCut
from newscast.picture.laid import Fields, Shown
from newscast.show.model import Show

_BROKEN = ("text-does-not-fit", "graphic-outside", "graphic-overlap")
"""Codes of what follows from where a text is broken into lines."""


def refuse_misfits(
    graphics: Iterable[tuple[RoughCut, Shown]], show: Show, surely: bool = False, known: Faultless | None = None
) -> None:
    """Raises FilesError for graphics of a show that cannot be drawn as asked, each told where it was written.

    With `surely`, only for what does not depend on when something is said. What is `known` to be right is not looked
    at again.
    """
    known = known or Faultless(None, show)
    different: dict[tuple[str, Fields, str], tuple[RoughCut, Shown]] = {}
    for cut, shown in graphics:
        different.setdefault((shown.graphic, shown.told, shown.canvas.name), (cut, shown))
    different = {key: each for key, each in different.items() if key not in known}
    if not different:
        return
    # What reads templates is loaded where there is one to read: all may have been drawn before.
    from newscast.graphics.check import Means, once_each, problems_of

    means = Means(show)
    problems: list[Problem] = []
    for key, (cut, shown) in different.items():
        found = problems_of(shown.graphic, dict(shown.told), means, shown.canvas, cut.place_of(shown))
        if not found:
            known.learn(key)
        # Where captions are broken into lines, and over which cards they are, depends on when their words are said.
        spoken = surely and (shown.graphic == "caption" or shown.captioned)
        problems += [each for each in found if not (spoken and each.code in _BROKEN)]
    if problems:
        raise FilesError(once_each(problems))
