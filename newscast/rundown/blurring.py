"""What is to be blurred in pictures: what somebody asked for, and faces wherever minors are."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any, TypeVar

from newscast.base.errors import Place, Problem
from newscast.base.i18n import _
from newscast.document.model import Placed, holders
from newscast.rundown.clips import Clip, Minors
from newscast.rundown.model import Rundown
from newscast.rundown.within import every

Written = TypeVar("Written")
Picture = TypeVar("Picture", bound=Clip)
_ASIDE = ("versions", "voice")
"""Fields in which nothing is that is seen."""
_NOT_IN_IT = ("signer",)
"""Fields with who tells of a story and is not in it: hands and face are what is said."""


def with_blur(item: Written, said: Minors | None = None) -> Written:
    """A segment or part, or something in it, whose pictures have faces blurred wherever it says `minors: blur`, and
    know of it where they say themselves what is blurred. The same one where nothing changes. What a picture says of
    itself wins, and is all that counts of who signs."""
    if isinstance(item, tuple):
        made = tuple(with_blur(each, said) for each in item)
        changed = any(one is not other for one, other in zip(made, item, strict=True))
        return made if changed else item  # type: ignore[return-value]
    if not isinstance(item, Placed) or isinstance(item, Minors):
        return item
    said = getattr(item, "minors", None) or said
    if isinstance(item, Clip):
        return _hiding(item, said) if said and said.blur else item
    fields = ((name, getattr(item, name)) for name in holders(type(item)) if name not in _ASIDE)
    held = {name: each for name, each in fields if each and isinstance(each, (tuple, Placed))}
    made_of = {name: with_blur(each, None if name in _NOT_IN_IT else said) for name, each in held.items()}
    update: dict[str, Any] = {name: each for name, each in made_of.items() if each is not held[name]}
    return item.model_copy(update=update) if update else item


def _hiding(clip: Picture, said: Minors) -> Picture:
    """A picture in which minors are not to be known: by what it says is blurred, else by its faces."""
    if clip.blur is None:
        return clip.model_copy(update={"blur": "faces"})
    return clip if clip.minors else clip.model_copy(update={"minors": said})


def faces_unsought(rundowns: Iterable[Rundown], draft: bool, heard: Collection[Path] = ()) -> Iterator[Problem]:
    """For where nothing finds faces: an error for each picture whose faces are to be blurred, of a draft a warning.
    Nothing is seen of the files in `heard`."""
    segments = [segment for rundown in rundowns for segment in rundown.segments]
    blurred = (clip for segment in segments for clip in every(Clip, segment, _ASIDE) if clip.blur == "faces")
    for clip in (clip for clip in blurred if clip.file not in heard):
        message = _("Faces cannot be found on this computer, and those in {name} are to be blurred.")
        hint = _("In the draft all of the picture is blurred.") if draft else ""
        hint = hint or _(
            "Install newscast with the extra `faces`, or write `blur: all`, or the boxes:"
            " `blur: [[x, y, width, height]]`."
        )
        text = message.format(name=clip.file.name)
        yield Problem(text, hint, _where(clip), warning=draft, code="faces-missing", medium=clip.file)


def blurred_elsewhere(rundowns: Iterable[Rundown], rate: Fraction) -> Iterator[Problem]:
    """A warning for each picture that is shown as it is, and blurred elsewhere in the same rundown; a segment that
    names a consent shows what it does on purpose."""
    for rundown in rundowns:
        shown = [
            (segment, clip) for segment in rundown.segments for clip in every(Clip, segment, (*_ASIDE, *_NOT_IN_IT))
        ]
        blurred = [clip for _segment, clip in shown if clip.blur]
        allowed = {segment.slug for segment in rundown.segments for each in every(Minors, segment) if each.consent}
        for segment, clip in shown:
            other = next((each for each in blurred if _share(each, clip, rate)), None)
            if clip.blur or other is None or segment.slug in allowed:
                continue
            message = _("{name} is blurred elsewhere in this rundown, and is shown here as it is.")
            hint = _("Write `blur` or `minors` here too: at this picture, its part or its story.")
            text = message.format(name=clip.file.name)
            yield Problem(text, hint, clip.place, warning=True, code="blurred-elsewhere", medium=clip.file)


def _share(one: Clip, other: Clip, rate: Fraction) -> bool:
    """Whether two show the same, as far as is written."""
    return one.file == other.file and not _before(one, other, rate) and not _before(other, one, rate)


def _before(one: Clip, other: Clip, rate: Fraction) -> bool:
    """Whether one ends before the other begins."""
    return one.out is not None and other.in_ is not None and one.out.frames(rate) <= other.in_.frames(rate)


def _where(clip: Clip) -> Place | None:
    return clip.where("blur") or clip.place
