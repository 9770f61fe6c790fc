"""Rules as a whole: each can be broken, each says what and what to do, in both languages; none asks on its own."""

from __future__ import annotations

from pathlib import Path

import pytest
import test_ficha_faults
import test_movie_faults
import test_mxf_faults
import test_note_faults
import test_quicktime_faults
import test_sound_faults
import test_transport_faults
from faults import Fault

from newscast.base.i18n import speaking
from newscast.deliverables import delivery, noting
from newscast.handing import sheet_asked
from newscast.qc.delivered.checks import RULES, check_delivery, rules_for
from newscast.qc.delivered.facts import READERS, UNREADABLE
from newscast.qc.delivered.model import ASKED, Delivery, Rule

FAULTS: dict[str, list[Fault]] = {
    "mxf": test_mxf_faults.FAULTS,
    "mp4": test_movie_faults.FAULTS,
    "mov": test_quicktime_faults.FAULTS,
    "mpegts": test_transport_faults.FAULTS,
    "wav": test_sound_faults.WAVES,
    "xml": test_note_faults.FAULTS,
    "json": test_note_faults.FAULTS,
    "ficha": test_ficha_faults.FAULTS,
    "md5": test_note_faults.SUMS,
    **{
        kind: [fault for each, _wanted, fault in test_sound_faults.CODED if each == kind]
        for kind in ("mp3", "mp2", "flac")
    },
}
ELSEWHERE = {fault.rule for faults in FAULTS.values() for fault in faults}
"""Pictures and sound have the same rules in every wrapper: each is broken in one of them at least."""


def rules_of(kind: str) -> list[Rule]:
    return [rule for rules in RULES[kind] for rule in rules()]


def test_every_kind_that_is_read_has_rules() -> None:
    assert set(RULES) == set(READERS) == set(FAULTS)


@pytest.mark.parametrize("kind", RULES)
def test_every_rule_is_broken_by_a_fault(kind: str) -> None:
    assert {rule.code for rule in rules_of(kind)} - ELSEWHERE == set()


@pytest.mark.parametrize("kind", RULES)
def test_codes_are_unique(kind: str) -> None:
    codes = [rule.code for rule in rules_of(kind)]
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("kind", RULES)
def test_every_rule_says_what_and_what_to_do(kind: str, language: str) -> None:
    with speaking(language):
        for rule in rules_of(kind):
            assert rule.refused.format(found=1, wanted=2).endswith(".")
            assert rule.remedy.endswith((".", "”."))


@pytest.mark.parametrize("kind", RULES)
def test_every_rule_is_asked_by_some_delivery(kind: str) -> None:
    """What a file is asked follows from its station in one module, what a note is asked from its files in another, and
    what a sheet is asked besides in a third."""
    modules = (delivery, noting, sheet_asked)
    written = "".join(Path(each.__file__).read_text(encoding="utf-8") for each in modules)
    asked = {rule.fact for rule in rules_of(kind) if rule.wanted is ASKED}
    named = {fact for fact in asked if f'"{fact}"' in written or f'"{fact.removeprefix("cart_")}"' in written}
    assert asked - named == set()


def test_what_nobody_asks_for_is_not_looked_at() -> None:
    asked = {rule.fact for rule, _wanted in rules_for(Delivery("wav", {"cart": True}))}
    assert "cart" in asked
    assert "cart_client" not in asked
    assert "cart" not in {rule.fact for rule, _wanted in rules_for(Delivery("wav"))}


def test_what_cannot_be_read_is_told_with_its_reason() -> None:
    check = check_delivery({UNREADABLE: "no key at byte 0"}, Delivery("mxf"))
    assert check.verdict == "fail"
    assert "no key at byte 0" in check.message


def test_a_rule_that_only_warns_is_a_warning() -> None:
    facts = {"layer": 3, "rest": 0, "tag": "2.4", "title": "INFO"}
    assert check_delivery(facts, Delivery("mp3")).verdict == "warn"
