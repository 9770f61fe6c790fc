"""A finished file held against every rule of its kind: what a station would refuse of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from newscast.base.i18n import _
from newscast.base.verdicts import worst
from newscast.qc.delivered.facts import UNREADABLE
from newscast.qc.delivered.model import ASKED, Delivery, Facts, Rule
from newscast.qc.delivered.rules import coded_sound, ficha, movie, mxf, note, picture, sound, transport, wave
from newscast.qc.delivered.rules.remedies import again
from newscast.qc.model import Check

RULES: dict[str, tuple[Callable[[], tuple[Rule, ...]], ...]] = {
    "mxf": (mxf.rules, picture.rules, sound.rules),
    "mov": (movie.mov, picture.rules, sound.rules),
    "mp4": (movie.mp4, picture.rules, sound.rules),
    "mpegts": (transport.rules, picture.rules, sound.rules),
    "wav": (wave.rules, sound.rules),
    "mp3": (coded_sound.mp3, sound.rules),
    "mp2": (coded_sound.mp2, sound.rules),
    "flac": (coded_sound.flac, sound.rules),
    "xml": (note.note,),
    "json": (note.note,),
    "ficha": (ficha.rules,),
    "md5": (note.md5,),
}
"""The lists for each kind of file. A new rule is an entry in one of them, and a fact in what reads that kind."""


def rules_for(delivery: Delivery) -> list[tuple[Rule, Any]]:
    """The rules that apply, each with what it wants."""
    found = [rule for rules in RULES[delivery.kind] for rule in rules()]
    wanted = [(rule, delivery.asked.get(rule.fact, ASKED) if rule.wanted is ASKED else rule.wanted) for rule in found]
    return [each for each in wanted if each[1] is not ASKED]


def check_delivery(facts: Facts, delivery: Delivery) -> Check:
    """The verdict: `measured` has what was found where a rule is broken, `wanted` what would have been taken."""
    if UNREADABLE in facts:
        text = _("Nobody could read the file: {reason}.").format(reason=facts[UNREADABLE])
        return Check("delivery", "fail", {UNREADABLE: facts[UNREADABLE]}, {}, message=f"{text} {again()}")
    applied = rules_for(delivery)
    broken = [(rule, wanted) for rule, wanted in applied if not rule.meets(facts.get(rule.fact), wanted)]
    return Check(
        "delivery",
        worst(rule.verdict for rule, _wanted in broken) or "pass",
        {rule.code: facts.get(rule.fact) for rule, _wanted in broken},
        {rule.code: wanted for rule, wanted in broken},
        message=" ".join(_told(rule, facts.get(rule.fact), wanted) for rule, wanted in broken),
    )


def _told(rule: Rule, found: Any, wanted: Any) -> str:
    refused = rule.refused.format(found=_shown(found), wanted=_shown(wanted))
    return f"{refused} {rule.remedy}"


def _shown(value: Any) -> str:
    """As people read it."""
    if value is None or value in ("", [], ()):
        return _("nothing")
    if isinstance(value, list | tuple):
        return ", ".join(dict.fromkeys(_shown(each) for each in value))
    if isinstance(value, float):
        return f"{value:.3f}".rstrip("0").rstrip(".")
    return str(value)
