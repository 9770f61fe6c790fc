"""What stands in the way of a word of approval, in the visitor's language, and what is still needed."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import tzinfo
from typing import Literal

from newscast.base.i18n import _
from newscast.base.moments import spoken
from newscast.desk.approvals import What, Word
from newscast.desk.candidates import Candidate
from newscast.desk.counting import Standing
from newscast.episode.manifest import ListedCheck
from newscast.review.first.item import Item

Kind = Literal["missing", "failed", "voice", "refused", "outdated", "suspension", "minors"]
_MOST = 5
"""Things named at most."""


@dataclass(frozen=True)
class Obstacle:
    """Why something cannot be approved as it is. One that `can be signed` asks for a reason instead."""

    kind: Kind
    text: str
    can_be_signed: bool = False


def obstacles_of(
    standing: Standing,
    voices: Iterable[Item] | None,
    shown: Mapping[str, str],
    unanswered: Iterable[str] = (),
    blurs: Iterable[Item] = (),
) -> list[Obstacle]:
    """What stands in the way of approving a deliverable; `voices` are parts with a voice of before that nobody signed
    for, None where they are not known, `shown` the names that people read, `unanswered` the titles of what nothing says
    the reason of in a suspension, `blurs` the segments whose blurred faces nobody ticked off."""
    plan, final = standing.plan, standing.final
    checked = final if standing.final_is_plan and final else plan
    found = [*_missing(plan), *_failed(checked), *_voices(voices), *_refused(standing, shown)]
    found += [*_unanswered(unanswered), *map(_unseen, blurs)]
    if plan.outdated:
        text = _(
            "This was made before the rundown changed. It is being made again, or will be when somebody builds it."
        )
        found.append(Obstacle("outdated", text))
    return found


def names_of(whats: Iterable[What]) -> str:
    """What of a deliverable is meant, in words."""
    words: Mapping[What, str] = {
        "programme": _("programme"),
        "texts": _("texts and captions"),
        "pictures": _("cover picture"),
        "script": _("script"),
    }
    return ", ".join(words[what] for what in whats)


def role_name(role: str) -> str:
    """Whose word a step is."""
    return {
        "editor": _("an editor"),
        "director": _("a director"),
        "guest": _("a guest who may approve"),
        "": _("somebody who may approve"),
    }.get(role, role)


def needed_words(steps: Iterable[str]) -> str:
    """Whose words are still needed."""
    return _("Still needed: the word of {who}.").format(who=_(" and of ").join(map(role_name, steps)))


def version_in_words(draft: bool, version: int) -> str:
    """A version inside a sentence."""
    return (_("draft {number}") if draft else _("final {number}")).format(number=version)


def ended_words(word: Word, shown: str) -> str:
    """What is said of a word that ended because something changed."""
    if word.ended_version is None:
        return _("{who} had approved it; it has changed since.").format(who=shown)
    new = version_in_words(bool(word.ended_draft), word.ended_version)
    return _("{who} had approved it; {version} is not the same any more.").format(who=shown, version=new)


def script_words(word: Word, shown: str, zone: tzinfo | None) -> str:
    """Who said what of the script."""
    when = spoken(word.given, time.time(), zone)
    if word.says == "refused":
        return _("{who} said no {when}: {reason}").format(who=shown, when=when, reason=word.signed.reason)
    return _("{who} approved it {when}.").format(who=shown, when=when)


def _missing(plan: Candidate) -> Iterable[Obstacle]:
    if plan.contents is None:
        listed = " ".join(plan.missing[:_MOST]) or _("Something that the rundown names is not there.")
        yield Obstacle("missing", _("Pieces are missing: {pieces}").format(pieces=listed))


def _failed(candidate: Candidate) -> Iterable[Obstacle]:
    # What all files of a deliverable have alike is said once.
    for told in [*dict.fromkeys(map(_told, candidate.failed))][:_MOST]:
        yield Obstacle("failed", _("A check failed: {check}").format(check=told))


def _told(check: ListedCheck) -> str:
    if check.message:
        return check.message
    measured = f"{check.measured} {check.unit}".strip()
    return _("{check} is {measured}, and should be {wanted}.").format(
        check=check.check, measured=measured, wanted=check.wanted
    )


def _voices(voices: Iterable[Item] | None) -> Iterable[Obstacle]:
    if voices is None:
        text = _("What is said where cannot be read (timeline.json is damaged or gone). Build the episode again.")
        return [Obstacle("missing", text)]
    return dict.fromkeys(map(_voice, voices))


def _unanswered(titles: Iterable[str]) -> Iterable[Obstacle]:
    for title in titles:
        text = _(
            "“{story}” goes out during the suspension, and nothing says why: the final would not be made. Below is what"
            " the list asks."
        )
        yield Obstacle("suspension", text.format(story=title))


def _unseen(item: Item) -> Obstacle:
    text = _("In “{story}” faces are blurred. Look at it and tick that off under “Look at this first”.")
    return Obstacle("minors", text.format(story=item.title))


def _voice(item: Item) -> Obstacle:
    text = _(
        "In “{story}” the words changed and the recording did not: record it again, cut it out, or say why it goes out"
        " like this."
    )
    return Obstacle("voice", text.format(story=item.title), can_be_signed=True)


def _refused(standing: Standing, shown: Mapping[str, str]) -> Iterable[Obstacle]:
    against = {word.signed.who: word for each in standing.aspects if not each.released for word in each.against}
    for word in against.values():
        text = _(
            "{who} said that this does not go out: {reason} Whoever said so can take it back; a director can release"
            " it."
        )
        yield Obstacle(
            "refused", text.format(who=shown.get(word.signed.who, word.signed.who), reason=word.signed.reason)
        )
