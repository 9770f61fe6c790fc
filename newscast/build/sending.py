"""Whether small copies of a draft are to be sent, and of which deliverable: the one place that decides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from newscast.base.errors import UsageError
from newscast.base.i18n import _
from newscast.build.cuts import deliverable_of
from newscast.build.request import Options
from newscast.rundown.load import Loaded
from newscast.show.deliverables import SHARE


def deliverables_of(options: Options, loaded: Loaded) -> tuple[str, ...]:
    """What is built: what was asked for, and what is copied where that was.

    Raises UsageError where copies are asked for and nobody said how large they may be.
    """
    listed = loaded.rundown.deliverables
    if SHARE not in options.only:
        return tuple(dict.fromkeys(options.only or listed))
    if loaded.newsroom.drafts.send is None:
        form = _("assets/newsroom.yaml does not say how large what is sent may be. Write `{key}` there.")
        raise UsageError(form.format(key="drafts: {send: 16MB}"))
    return tuple(
        dict.fromkeys(name for name in (*options.only, sent_of(listed, loaded.rundown.families)) if name != SHARE)
    )


def limit_of(options: Options, loaded: Loaded) -> int | None:
    """How many bytes a copy of this build may have; None where there are to be none."""
    wanted = options.draft and (not options.only or SHARE in options.only)
    return loaded.newsroom.drafts.send if wanted else None


def sent_of(listed: Sequence[str], families: Mapping[str, str]) -> str:
    """Which of a rundown's deliverables is sent: what is looked at first, or else listened to."""
    with_picture = [name for name in listed if deliverable_of(name, families).form.picture]
    return "web" if "web" in listed else [*with_picture, *listed][0]
