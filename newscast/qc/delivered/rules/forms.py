"""The two forms of rules: what a delivery asks of a fact, and what every station takes alike."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from newscast.base.verdicts import Verdict
from newscast.qc.delivered.model import ASKED, Rule, same
from newscast.qc.delivered.rules.remedies import again

Meets = Callable[[Any, Any], bool]


def asked(code: str, fact: str, refused: str, remedy: str = "", meets: Meets = same) -> Rule:
    """A fact is what the delivery asks. Where no remedy is given, the episode is to be built again."""
    return Rule(code, fact, meets, ASKED, refused, remedy or again())


def fixed(
    code: str, fact: str, wanted: Any, refused: str, remedy: str = "", meets: Meets = same, verdict: Verdict = "fail"
) -> Rule:
    """A fact is this, whatever the delivery asks."""
    return Rule(code, fact, meets, wanted, refused, remedy or again(), verdict)
