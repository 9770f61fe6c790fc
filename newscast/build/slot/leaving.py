"""Which whole stories leave what is too long: as few as it takes, from the lowest priority and the end."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from newscast.rundown.model import Story

NEVER = 1
"""The priority of a story that does not leave."""


def leaving(stories: Sequence[Story], fit: Callable[[Collection[str]], bool]) -> list[str]:
    """The slugs of those that leave, in their order; all that may where not even that is enough. One always stays.

    `fit` is whether what is left without these is short enough.
    """
    free = [(number, story) for number, story in enumerate(stories) if story.priority > NEVER]
    order = [story.slug for _number, story in sorted(free, key=lambda each: (-each[1].priority, -each[0]))]
    gone: list[str] = []
    while order and len(gone) + 1 < len(stories) and not fit(gone):
        gone.append(order.pop(0))
    # What left and would have found its place beside those that left after it comes back, the most important first.
    for slug in reversed(gone[:-1]):
        without_it = [each for each in gone if each != slug]
        if fit(without_it):
            gone = without_it
    return [each.slug for each in stories if each.slug in gone]
