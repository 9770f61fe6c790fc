"""After a build that rendered something: the store holds its bound, and what episodes lost by that is said."""

from __future__ import annotations

import datetime
from contextlib import suppress

from newscast.base.errors import MachineError, Problem
from newscast.base.i18n import _
from newscast.base.sizes import size_text
from newscast.build.stages import Asked
from newscast.engine.engine import Engine
from newscast.episode.history import say_gone
from newscast.rundown.model import Rundown
from newscast.store.collect import Collected
from newscast.store.keeping import bound, keep_within

_AFTER_AIR = datetime.timedelta(days=14)
_LATEST = datetime.datetime.max - _AFTER_AIR - datetime.timedelta(days=2)
"""The air after which time ends; two days are left for the hours between zones."""


def needed_until(rundown: Rundown) -> float:
    """How long the episode's results are kept before others: seconds since 1970."""
    aired = rundown.air or datetime.datetime.combine(rundown.date, datetime.time.max)
    if aired.tzinfo:
        return aired.timestamp() + _AFTER_AIR.total_seconds()
    return (min(aired, _LATEST) + _AFTER_AIR).timestamp()


def keep_store(asked: Asked, engine: Engine) -> Collected:
    """Have the store hold its bound, without what this build needed; `engine` is done.

    A build ends well also where the store cannot be kept.
    """
    if not engine.rendered:
        return Collected()
    wanted = asked.loaded.newsroom.store.keep
    try:
        gone = keep_within(engine.store, wanted, engine.asked)
    except MachineError as error:
        asked.options.say([Problem(str(error), warning=True, code="store-unkept")])
        return Collected()
    with suppress(MachineError):
        say_gone(gone.lost)
    asked.options.say(_remarks(gone, bound(engine.store.folder, wanted)))
    return gone


def _remarks(gone: Collected, most: int) -> list[Problem]:
    hint = _("Write a larger size in assets/newsroom.yaml, such as `store: {keep: 40GB}`.")
    remarks = []
    if gone.episodes:
        message = _("The store is full at {size}: results of {episodes} went, and would be rendered again.")
        names = ", ".join(sorted({_spoken(folder.parts) for folder in gone.episodes}))
        remarks.append(
            Problem(message.format(size=size_text(most), episodes=names), hint, warning=True, code="store-full")
        )
    if gone.bytes_left > most:
        message = _("This episode alone needs {needed} of the store, which should hold {size}.")
        text = message.format(needed=size_text(gone.bytes_left), size=size_text(most))
        remarks.append(Problem(text, hint, warning=True, code="store-too-small"))
    return remarks


def _spoken(parts: tuple[str, ...]) -> str:
    return "/".join(parts[-2:]) if parts[-1] == "draft" else parts[-1]
