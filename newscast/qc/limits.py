"""Limits of networks: how long a programme may be, and how large a file, where it is to be uploaded or sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from newscast.base.i18n import _
from newscast.base.sizes import size_text
from newscast.base.timecode import clock
from newscast.qc.model import Check, Stretch

NAME = "limits"


@dataclass(frozen=True)
class Limit:
    """What a network takes at most, by the name it has for people: `seconds`, `size` in bytes; None where that is not
    limited."""

    network: str
    seconds: int | None = None
    size: int | None = None


def check_limits(limits: Sequence[Limit], seconds: Fraction, size: int | None, slug: str = "") -> tuple[Check, ...]:
    """A warning where a file is longer than a network takes, from the second on that is too much, or larger; `size` is
    None for what is not going to be sent, a draft. Limits vary by account, so nothing fails."""
    if not limits:
        return ()
    told = [message for limit in limits if (message := _told(limit, seconds, size))]
    over = [limit.seconds for limit in limits if limit.seconds is not None and seconds > limit.seconds]
    where = (Stretch(slug, float(min(over)), round(float(seconds), 3)),) if over else ()
    measured = {"seconds": round(float(seconds), 3), "size": size}
    asked = {limit.network: {"seconds": limit.seconds, "size": limit.size} for limit in limits}
    return (Check(NAME, "warn" if told else "pass", measured, asked, message=" ".join(told), where=where),)


def _told(limit: Limit, seconds: Fraction, size: int | None) -> str:
    if limit.seconds is not None and seconds > limit.seconds:
        form = _("It lasts {time}, and {network} takes {most}.")
        return form.format(time=clock(seconds), network=limit.network, most=clock(limit.seconds))
    if limit.size is not None and size is not None and size > limit.size:
        form = _("The file has {size}, and {network} takes {limit}.")
        return form.format(size=size_text(size), network=limit.network, limit=size_text(limit.size))
    return ""
