"""Words, candidates and states of one deliverable with one aspect or more, for the tests of what counts."""

from __future__ import annotations

from typing import Any

from newscast.desk.approvals import Aspect, Seen, Signature, What, Word
from newscast.desk.candidates import Candidate
from newscast.desk.counting import State
from newscast.episode.manifest import ListedCheck

FAILED = ListedCheck("loudness", "fail", -9.0, -16.0, "LUFS")


def candidate(content: str | None = "a", draft: bool = True, version: int = 1, **more: Any) -> Candidate:
    """A deliverable whose programme is `content`; `texts` may be given in `more`."""
    contents: dict[What, str] = {} if content is None else {"programme": content}
    if "texts" in more:
        contents["texts"] = more.pop("texts")
    name = more.pop("deliverable", "web")
    return Candidate(name, draft, version, None if content is None else contents, **more)


def state(content: str | None = "a", draft: bool = True, version: int = 1, **more: Any) -> State:
    made = candidate(content, draft, version, **more)
    return State(draft, version, {made.deliverable: made})


def word(number: int, content: str = "a", who: str = "ana", **more: Any) -> Word:
    """A word of approval on the programme of web, given on draft 1, when there was no final."""
    told: dict[str, Any] = {"what": "programme", "says": "approved", "step": "editor", "seen": Seen(True, 1, 1, 0)}
    told |= more
    aspect = Aspect(told.get("deliverable", "web"), told["what"])
    signed = Signature(who, told["step"], told.get("reason", ""), told.get("emergency", False))
    return Word(number, "hoy", aspect, content, told["says"], told["seen"], signed, float(number), told.get("ended"))
