"""How far the review of an episode is: derived from what people did, never set."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from newscast.base.i18n import _

State = Literal["unbuilt", "unseen", "in-review", "changes-asked", "approved", "delivered"]
STATES: tuple[State, ...] = ("changes-asked", "unseen", "in-review", "approved", "delivered", "unbuilt")
"""All of them, those first that want something of somebody."""


@dataclass(frozen=True)
class Done:
    """What people did with an episode as it is now. Deliverables are named as timelines do: `web`, `reel/bacheo`.

    `looked` is whether somebody opened it, `open_comments` how many are not resolved. `refused` are deliverables of
    which the last word was that they do not go out so; `approved` have all the words they need, for what they hold now.
    `delivered` are those of which what is approved now lies where the station fetches it, with its receipt: nobody says
    so yet, for nothing is delivered by this program so far.
    """

    looked: bool = False
    open_comments: int = 0
    approved: frozenset[str] = frozenset()
    refused: frozenset[str] = frozenset()
    delivered: frozenset[str] = frozenset()


def state_of_episode(deliverables: Collection[str], done: Done) -> State:
    """The state of an episode with these deliverables, those that are built. Where one is approved and another is not,
    it is in review: `done` says which."""
    wanted = set(deliverables)
    if not wanted:
        return "unbuilt"
    if done.open_comments or done.refused & wanted:
        return "changes-asked"
    if wanted <= done.delivered:
        return "delivered"
    if wanted <= done.approved | done.delivered:
        return "approved"
    return "in-review" if done.looked or done.approved & wanted else "unseen"


def state_words(state: State) -> str:
    """A state as people call it."""
    return {
        "unbuilt": _("Not built yet"),
        "unseen": _("Not seen yet"),
        "in-review": _("In review"),
        "changes-asked": _("Changes asked"),
        "approved": _("Approved"),
        "delivered": _("Delivered"),
    }[state]


def state_look(state: State) -> str:
    """The class of its badge in page.css; none where it wants no more than to be read."""
    looks: dict[State, str] = {
        "unseen": "accent",
        "changes-asked": "careful",
        "approved": "good",
        "delivered": "good",
    }
    return looks.get(state, "")
