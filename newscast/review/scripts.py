"""The script of an episode, read by a child process, and the words of approval on it: before anything is rendered."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from newscast.base.i18n import _, language
from newscast.base.records import read_record
from newscast.base.status import status_of
from newscast.desk.approvals import SCRIPT, Aspect, End, Seen, Signature, Word, end, give, refuse, words_of
from newscast.desk.counting import Counted, Rules, counted
from newscast.desk.people import People
from newscast.episode.reader import read_episode
from newscast.review.contents import mark_of
from newscast.review.office import Office
from newscast.review.speaking import Speaker
from newscast.review.wrong import RefusedError
from newscast.rundown.script import Script
from newscast.show.newsroom import RUNDOWNS
from newscast.watch.judging import NEWSCAST

ASPECT = Aspect(SCRIPT, "script")
_PATIENCE = 30.0
"""Seconds in which a rundown has to be read."""


@dataclass(frozen=True)
class ScriptStanding:
    """A script, the rundown it is of, from the newsroom's folder, and how it stands with those who approve it."""

    script: Script
    rundown: str
    now: Counted


def script_standing(office: Office, people: People, episode: str, rules: Rules) -> ScriptStanding:
    """How the script of an episode stands now; words on another script end. Raises RefusedError, MachineError."""
    rundown = rundown_of(office, episode)
    script = _read(office.root, rundown)
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


def rundown_of(office: Office, episode: str) -> str:
    """The path of an episode's rundown in the newsroom. Raises RefusedError where there is none."""
    found = read_episode(office.folder(episode))
    built = next((each.manifest for each in (found.draft, found.final) if each and each.manifest), None)
    if built and (office.root / built.rundown.path).is_file():
        return built.rundown.path
    there = [path for path in (office.root / RUNDOWNS).rglob("*.y*ml") if path.stem == episode and path.is_file()]
    if len(there) != 1:
        raise RefusedError(404, _("There is no rundown of this episode."))
    return there[0].relative_to(office.root).as_posix()


def _read(root: Path, rundown: str) -> Script:
    """The script of a rundown. Raises RefusedError with what is wrong with it."""
    path = root / rundown
    told = json.loads(_told(path, tuple(status_of(path) or ()), language()))
    if "script" not in told:
        problems = " ".join(told.get("problems", ())[:5]).replace(f"{root}/", "")
        raise RefusedError(409, problems or _("The rundown cannot be read at the moment. Try again."))
    return read_record(Script, told["script"])


@lru_cache(maxsize=50)
def _told(path: Path, _status: tuple[int, ...], tongue: str) -> str:
    """What the child says of a rundown; one that is the same is read once."""
    spoken = {**os.environ, "NEWSCAST_LANG": tongue}
    command = [sys.executable, "-m", "newscast.rundown.script", str(path)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=_PATIENCE, check=False, env=spoken)
    except subprocess.TimeoutExpired:
        return "{}"
    return done.stdout if done.returncode == 0 else "{}"
