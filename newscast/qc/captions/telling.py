"""What a check of captions says: one sentence for each kind of thing it found, and where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from newscast.base.verdicts import Verdict
from newscast.captions.rules import FAST_SPEECH
from newscast.qc.captions.model import Caption, WantedCaptions
from newscast.qc.model import Check
from newscast.qc.wanted import Noted
from newscast.qc.where import noted


def told(
    name: str,
    found: Mapping[str, Sequence[Caption]],
    wanted: WantedCaptions,
    measured: Any,
    asked: Any,
    unit: str = "",
    verdict: Verdict = "warn",
) -> Check:
    """The check of captions that were `found`, by sentences with slots; a pass where none were."""
    slots = {"lines": wanted.lines, "characters": wanted.characters, "most": FAST_SPEECH}
    places = {
        _filled(text, slots): [wanted.noted(each.start, each.end, each.text) for each in captions]
        for text, captions in found.items()
    }
    return told_places(name, places, measured, asked, unit, verdict)


def told_places(
    name: str,
    found: Mapping[str, Sequence[Noted]],
    measured: Any,
    asked: Any,
    unit: str = "",
    verdict: Verdict = "warn",
) -> Check:
    """The same of places; each sentence has a slot for where they are."""
    said = " ".join(text.format(where=noted(places)) for text, places in found.items() if places)
    where = tuple(place for places in found.values() for place in places)
    return Check(name, verdict if where else "pass", measured, asked, unit, said, where)


def _filled(text: str, slots: Mapping[str, Any]) -> str:
    for name, value in slots.items():
        text = text.replace(f"{{{name}}}", str(value))
    return text
