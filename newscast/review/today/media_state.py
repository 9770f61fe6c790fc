"""What a rundown's table says of the media of a segment: who reads, what is missing, who is a synthetic voice."""

from __future__ import annotations

from collections.abc import Iterator

from newscast.base.i18n import _, ngettext
from newscast.episode.checked import CheckedSegment
from newscast.review.mending.written_now import WrittenNow
from newscast.review.today.rows import Badge
from newscast.review.today.where_mended import missing_in, missing_words
from newscast.rundown.written import WrittenItem

_READ = ("recorded", "synthetic", "missing")
"""The ways in which copy is heard."""


def readers(check: CheckedSegment | None, segment: WrittenItem, now: WrittenNow) -> tuple[str, ...]:
    """Who reads, as people call them; before that is known, as the rundown names them."""
    if check:
        return tuple(dict.fromkeys(each.who for each in check.voices if each.who and each.how in _READ))
    named = [part.text("by") for part in segment.of("parts")] + [segment.text("by")]
    listed = (*now.people, *(now.newsroom.people if now.newsroom else ()))
    names = {each.slug: each.text("name") for each in listed}
    return tuple(dict.fromkeys(names.get(each) or each for each in named if each))


def badges(now: WrittenNow, segment: WrittenItem, check: CheckedSegment | None) -> Iterator[Badge]:
    """The state of its media: what is missing by name, who is a synthetic voice."""
    missing = list(dict.fromkeys(missing_words(each) for each in missing_in(now, segment)))
    for words in missing:
        yield Badge(words, "wrong", "wrong")
    voices = check.voices if check else ()
    if not missing and any(each.how == "missing" for each in voices):
        yield Badge(_("a recording is missing"), "wrong", "wrong")
    if not missing and check and (number := check.pictures.get("missing", 0)):
        yield Badge(
            ngettext("{n} picture is missing", "{n} pictures are missing", number).format(n=number), "wrong", "wrong"
        )
    if synthetic := list(dict.fromkeys(each.who for each in voices if each.how == "synthetic")):
        names = ", ".join(filter(None, synthetic))
        words = _("synthetic voice: {names}").format(names=names) if names else _("synthetic voice")
        yield Badge(words, "careful", "microphone")
