"""Whether a finished file carries its captions as they were planned, and nothing else in it changed for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from newscast.base.i18n import _
from newscast.base.verdicts import Verdict
from newscast.captions.line21.characters import replaced, shown
from newscast.qc.captions.model import Caption, Captions, WantedCaptions
from newscast.qc.captions.telling import told, told_places
from newscast.qc.carried import Carried
from newscast.qc.model import Check
from newscast.qc.wanted import Noted

EXACT = 2
"""Frames that a caption may be off: those that follow each other at once stay until the next one comes."""
_ALIKE = str.maketrans({"‘": "'", "’": "'", "—": "-", "━": "-", "•": "."})
_WRITING = 75
"""Frames that writing two full lines takes at most, with many signs of the extended sets: what comes later than that
stands beside words that are over."""
_SEEN = 8
"""Frames that one that comes late is there at least: what goes sooner, nobody has seen."""


def same_essence(found: Carried) -> Check:
    """Fail where pictures or sound are not those that were measured."""
    if not found.differing:
        return Check("same-essence", "pass", 0, 0)
    message = _("Pictures or sound are no longer those that were measured: {streams}.")
    told_streams = message.format(streams=", ".join(found.differing))
    return Check("same-essence", "fail", len(found.differing), 0, message=told_streams)


def check_carried(found: Carried, planned: Mapping[str, Captions], wanted: WantedCaptions, lead: int = 0) -> Check:
    """What was read in a file, held against the captions that each of its ways should carry.

    `planned` has them by the name under which they were read: a way, and for text its language. `lead` is how many
    frames there are before the programme, from whose start `wanted` counts.
    """
    return captions_check("captions-carried", found, planned, wanted, lead)


def check_characters(written: Captions, wanted: WantedCaptions) -> Check:
    """Warn of signs that CEA-608 does not have, and that were written otherwise."""
    others = [each for each in written if replaced(each.text)]
    signs = " ".join(dict.fromkeys(sign for each in others for sign in replaced(each.text)))
    text = _("Closed captions of TV (CEA-608) lack {signs}, and show what is nearest: {where}.")
    found = {text.replace("{signs}", signs): others}
    return told("caption-characters", found, wanted, len(others), 0)


def captions_check(
    name: str, found: Carried, planned: Mapping[str, Captions], wanted: WantedCaptions, lead: int = 0
) -> Check:
    """Fail for every caption that no viewer, or not every viewer, sees, or that comes when its words are long over;
    warn of those that come late."""
    lost: dict[int, Caption] = {}
    late: dict[int, Caption] = {}
    latest = 0
    unread = [way for way in planned if not any(each.startswith(way) for each in found.read)]
    for reader, captions in found.read.items():
        expected = next((each for way, each in planned.items() if reader.startswith(way)), ())
        for caption, frames in _missed(list(_as_seen(captions)), list(_as_seen(expected))):
            (late if frames else lost)[caption.start] = caption
            latest = max(latest, frames)
    sentences = {
        _("Captions that cannot be read in the file as they were written: {where}."): _places(lost, wanted, lead),
        _("Captions that come late, for want of time to send them: {where}."): _places(late, wanted, lead),
    }
    count = len(max(planned.values(), key=len, default=()))
    verdict: Verdict = "fail" if lost or latest > _WRITING else "warn"
    check = told_places(name, sentences, count - len(lost), count, "", verdict)
    if not (found.faults or unread):
        return check
    reason = "; ".join([*found.faults, *unread])
    message = _("The captions cannot be read in the file: {reason}.").format(reason=reason)
    return Check(name, "fail", 0, count, message=message)


def _places(captions: Mapping[int, Caption], wanted: WantedCaptions, lead: int) -> list[Noted]:
    return [wanted.noted(each.start - lead, each.end - lead, each.text) for _start, each in sorted(captions.items())]


def _missed(found: Sequence[Caption], expected: Sequence[Caption]) -> Iterator[tuple[Caption, int]]:
    """Captions that were not found as they should be; of those that only come late, by how many frames, else 0."""
    if [_text(each) for each in found] != [_text(each) for each in expected]:
        there, wanted = ({(_text(each), each.start) for each in captions} for captions in (found, expected))
        lost = [each for each in expected if (_text(each), each.start) not in there]
        lost += [each for each in found if (_text(each), each.start) not in wanted]
        # What is the same and still too much was shown twice.
        yield from ((each, 0) for each in lost or [*expected, *found])
        return
    for at, (one, other) in enumerate(zip(found, expected, strict=True)):
        late = one.start - other.start
        if late < -EXACT or not _goes(at, found, expected) or (late > EXACT and one.frames < _SEEN):
            yield other, 0
        elif late > EXACT:
            yield other, late


def _goes(at: int, found: Sequence[Caption], expected: Sequence[Caption]) -> bool:
    """Whether a caption goes when it should; one that is followed at once stays until the next one is there, which may
    come late."""
    if abs(found[at].end - expected[at].end) <= EXACT:
        return True
    followed = at + 1 < len(expected) and expected[at + 1].start - expected[at].end <= EXACT
    return followed and found[at].end >= expected[at].end and found[at + 1].start - found[at].end <= 0


def _as_seen(captions: Sequence[Caption]) -> Iterator[Caption]:
    """Two captions with the same words, one right after the other, look like one; so does what is read of them."""
    last: Caption | None = None
    for each in captions:
        if last and _text(last) == _text(each) and 0 <= each.start - last.end <= EXACT:
            last = Caption(last.start, each.end, last.lines)
            continue
        if last:
            yield last
        last = each
    if last:
        yield last


def _text(caption: Caption) -> str:
    """Its words; of quotes, dashes and bullets readers show others that look alike."""
    return " ".join(shown(caption.text).translate(_ALIKE).split())
