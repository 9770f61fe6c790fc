"""Limits of networks: how long a programme may be, and how large a file, where it is to be uploaded or sent."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from newscast.base.counted import characters
from newscast.base.i18n import _, in_marks
from newscast.base.sizes import size_text
from newscast.base.timecode import clock

if TYPE_CHECKING:
    from newscast.qc.model import Check

NAME = "limits"


@dataclass(frozen=True)
class Limit:
    """What a network takes at most, by the name it has for people: `seconds`, `size` in bytes; None where that is not
    limited. `least` is the seconds that it takes at least.

    Of a text, `text` is how many characters it takes, by a `length` of its own, in bytes where that is the `unit`;
    `title` how many of its first line, `hashtags` how many of these, and `without` the signs that it does not take.
    """

    network: str
    seconds: int | None = None
    size: int | None = None
    least: int | None = None
    text: int | None = None
    title: int | None = None
    hashtags: int | None = None
    length: Callable[[str], int] = characters
    unit: Literal["characters", "bytes"] = "characters"
    without: str = ""


def check_limits(limits: Sequence[Limit], seconds: Fraction, size: int | None, slug: str = "") -> tuple[Check, ...]:
    """A warning where a file is longer than a network takes, from the second on that is too much, or larger; `size` is
    None for what is not going to be sent, a draft. Limits vary by account, so nothing fails."""
    if not limits:
        return ()
    # How long a network lets a file be is known where nothing is measured, too.
    from newscast.qc.model import Check
    from newscast.qc.wanted import Stretch

    told = [message for limit in limits if (message := _told(limit, seconds, size))]
    over = [limit.seconds for limit in limits if limit.seconds is not None and seconds > limit.seconds]
    where = (Stretch(slug, float(min(over)), round(float(seconds), 3)),) if over else ()
    measured = {"seconds": round(float(seconds), 3), "size": size}
    asked = {limit.network: {"seconds": limit.seconds, "size": limit.size} for limit in limits}
    return (Check(NAME, "warn" if told else "pass", measured, asked, message=" ".join(told), where=where),)


def check_text(limits: Sequence[Limit], text: str) -> tuple[Check, ...]:
    """A warning where a text has more than a network takes."""
    if not limits:
        return ()
    from newscast.qc.model import Check

    told = [message for limit in limits for message in _told_of(limit, text)]
    title, found = characters(text.partition("\n")[0]), len(_HASHTAG.findall(text))
    measured = {"text": max(limit.length(text.strip()) for limit in limits), "title": title, "hashtags": found}
    asked = {each.network: {"text": each.text, "title": each.title, "hashtags": each.hashtags} for each in limits}
    return (Check(NAME, "warn" if told else "pass", measured, asked, message=" ".join(told)),)


_HASHTAG = re.compile(r"(?<!\w)#\w+")


def _told_of(limit: Limit, text: str) -> Iterator[str]:
    length, title = limit.length(text.strip()), characters(text.partition("\n")[0])
    if limit.text is not None and length > limit.text:
        form = _("The text of the post has {number} characters, and {network} takes {most}.")
        if limit.unit == "bytes":
            form = _("The text of the post has {number} bytes, and {network} takes {most}: an accented letter has two.")
        yield form.format(number=length, network=limit.network, most=limit.text)
    if limit.title is not None and title > limit.title:
        form = _("The first line of the post has {number} characters, and {network} takes {most} as a title.")
        yield form.format(number=title, network=limit.network, most=limit.title)
    if signs := [sign for sign in limit.without if sign in text]:
        form = _("The text of the post has {signs}, which {network} does not take.")
        yield form.format(signs=" ".join(map(in_marks, signs)), network=limit.network)
    found = len(_HASHTAG.findall(text))
    if limit.hashtags is not None and found > limit.hashtags:
        form = _("The post has {number} hashtags, and {network} takes {most}.")
        yield form.format(number=found, network=limit.network, most=limit.hashtags)


def _told(limit: Limit, seconds: Fraction, size: int | None) -> str:
    if limit.seconds is not None and seconds > limit.seconds:
        form = _("It lasts {time}, and {network} takes {most}.")
        return form.format(time=clock(seconds), network=limit.network, most=clock(limit.seconds))
    if limit.least is not None and seconds < limit.least:
        form = _("It lasts {seconds} s only, and {network} takes {least} s at least.")
        return form.format(seconds=f"{float(seconds):.1f}", network=limit.network, least=limit.least)
    if limit.size is not None and size is not None and size > limit.size:
        form = _("The file has {size}, and {network} takes {limit}.")
        return form.format(size=size_text(size), network=limit.network, limit=size_text(limit.size))
    return ""
