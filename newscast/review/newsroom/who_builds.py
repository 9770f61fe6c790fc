"""Who builds what is asked for, and what there is to say of it."""

from __future__ import annotations

from newscast.base.i18n import _
from newscast.base.moments import lasting
from newscast.watch.status.state import Status, WatcherState


def builds(watcher: WatcherState | None) -> bool:
    """Whether somebody builds what is asked for."""
    return watcher is not None and watcher.silent is None and not watcher.paused


def watcher_words(status: Status) -> str:
    """What there is to say of who builds; empty where all is as it should be."""
    watcher = status.watcher
    if watcher is None:
        return _("Nobody watches this newsroom: what is saved or asked for here is not built.")
    if watcher.silent is not None:
        return _("The watcher on {host} has not answered for {time}.").format(
            host=watcher.host, time=lasting(watcher.silent)
        )
    if watcher.paused:
        return _("Nothing is built for now. {reason}").format(reason=watcher.paused)
    return ""
