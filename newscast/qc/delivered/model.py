"""A rule: one fact that a station's ingest looks at in a file, what it takes, and what to say where it would not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from newscast.base.verdicts import Verdict

Facts = Mapping[str, Any]
"""What was read of a file: JSON values by name; what is not in it is absent."""


class Asked:
    """Stands for what the delivery asks of a fact; where it asks nothing, the rule does not apply."""

    def __repr__(self) -> str:
        return "ASKED"


ASKED: Final = Asked()


@dataclass(frozen=True)
class Rule:
    """`meets(found, wanted)` says whether a fact is taken; found is None where the file does not hold it.

    `refused` says what a station would refuse, with {found} and {wanted}; `remedy` what to do about it.
    """

    code: str
    fact: str
    meets: Callable[[Any, Any], bool]
    wanted: Any
    refused: str
    remedy: str
    verdict: Verdict = "fail"


@dataclass(frozen=True)
class Delivery:
    """What is handed over: `kind` names the wrapper (one of newscast.qc.delivered.facts.READERS), `asked` what its
    station wants of facts, by name."""

    kind: str
    asked: Mapping[str, Any] = field(default_factory=dict)


def same(found: Any, wanted: Any) -> bool:
    """Lists are the same whatever holds them."""
    return bool(_plain(found) == _plain(wanted))


def among(found: Any, wanted: Any) -> bool:
    """It is one of those."""
    return bool(found in wanted)


def at_most(found: Any, wanted: Any) -> bool:
    """A number, no greater."""
    return found is not None and found <= wanted


def at_least(found: Any, wanted: Any) -> bool:
    """A number, no less."""
    return found is not None and found >= wanted


def all_same(found: Any, wanted: Any) -> bool:
    """There are some, and each is this one."""
    return bool(found) and all(_plain(each) == _plain(wanted) for each in found)


def all_among(found: Any, wanted: Any) -> bool:
    """Each is one of those."""
    return found is not None and all(each in wanted for each in found)


def same_if_there(found: Any, wanted: Any) -> bool:
    """What a file need not hold is right where it does."""
    return found is None or same(found, wanted)


def there(found: Any, _wanted: Any) -> bool:
    """It is in the file, and not empty."""
    return found not in (None, "", [], ())


_SLIP = 1e-9
"""By how much a difference of two decimal numbers may miss itself: -23.0 - -23.1 is more than 0.1."""


def within(tolerance: float) -> Callable[[Any, Any], bool]:
    """A number that differs by no more; or both unknown."""

    def near(found: Any, wanted: Any) -> bool:
        if found is None or wanted is None:
            return found is None and wanted is None
        return bool(abs(found - wanted) <= tolerance + _SLIP)

    return near


def _plain(value: Any) -> Any:
    return [_plain(each) for each in value] if isinstance(value, list | tuple) else value
