"""What the newsroom's own list asks of an episode: the suspension. Never whether something is allowed."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from newscast.base.errors import Problem, unique
from newscast.rundown.load import Loaded
from newscast.rundown.model import Rundown
from newscast.rundown.suspension import Concerned, suspension_problems


def law_problems(
    loaded: Loaded, rundowns: Collection[Rundown], concerned: Iterable[Concerned], draft: bool
) -> list[Problem]:
    """What there is to say of these rundowns, as deliverables keep them."""
    return unique(suspension_problems(loaded, rundowns, concerned, draft))
