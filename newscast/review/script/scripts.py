"""The script of an episode, read by a child process, and the words of approval on it: before anything is rendered."""

from __future__ import annotations

from dataclasses import dataclass

from newscast.base.i18n import _
from newscast.desk.approvals import SCRIPT, Aspect, End, Seen, Signature, Word, end, give, refuse, words_of
from newscast.desk.counting import Counted, Rules, counted
from newscast.desk.people import People
from newscast.review.approval.speaking import Speaker
from newscast.review.door.wrong import RefusedError
from newscast.review.episode.contents import mark_of
from newscast.review.mending.written_now import written_now
from newscast.review.newsroom.office import Office
from newscast.rundown.script import Script
from newscast.watch.approval.judging import NEWSCAST

ASPECT = Aspect(SCRIPT, "script")


@dataclass(frozen=True)
class ScriptStanding:
    """A script, the rundown it is of, from the newsroom's folder, and how it stands with those who approve it."""

    script: Script
    rundown: str
    now: Counted


def script_standing(office: Office, people: People, episode: str, rules: Rules) -> ScriptStanding:
    """How the script of an episode stands now; words on another script end. Raises RefusedError, MachineError."""
    script, rundown = _read(office, episode)
    words = words_of(people, episode)
    gone = [word for word in words if word.aspect == ASPECT and word.ended is None and word.content != script.content]
    if gone:
        end(people, episode, [End(word.id, "changed") for word in gone], NEWSCAST)
        words = words_of(people, episode)
    return ScriptStanding(script, rundown, counted(words, ASPECT, script.content, rules))


def say_on_script(
    people: People, episode: str, says: str, standing: ScriptStanding, mark: str, speaker: Speaker, signed: Signature
) -> list[Word]:
    """Approve or refuse the script that was seen. Raises RefusedError where it is another one by now, or another's word
    is asked for."""
    content, seen = standing.script.content, Seen(True, 0, 0, 0)
    if mark_of(content) != mark:
        raise RefusedError(409, _("The script has changed since this page was loaded. Read it, then say your word."))
    if says == "refused":
        if not signed.reason:
            raise RefusedError(400, _("Say why: one sentence is enough."))
        return refuse(people, episode, {ASPECT: content}, seen, signed)
    step = speaker.steps([standing.now]).get("script")
    if step is None and not speaker.said([standing.now]):
        raise RefusedError(403, _("Your word is not what is needed here."))
    own = Signature(**{**vars(signed), "step": step or signed.step})
    return [] if step is None else give(people, episode, {ASPECT: content}, seen, own)


def _read(office: Office, episode: str) -> tuple[Script, str]:
    """The script of an episode and the path of its rundown. Raises RefusedError with what is wrong with it."""
    now = written_now(office, episode, patience=None)
    if now.script is None:
        lines = [
            f"{each.file}:{each.line}:{each.column}: {each.message} {each.hint}".strip() for each in now.errors[:5]
        ]
        raise RefusedError(409, " ".join(lines))
    return now.script, now.file
