"""A newsroom at random: edits, saves by hand, builds and words of approval, killed and begun again, and what must hold.

    python newsroom_at_random.py FOLDER FIRST COUNT

plays the newsrooms of so many seeds, one after another, and prints a line of JSON for each. Every act is a process of
its own, as on a server; some are killed at a moment of their work, some go on side by side. A build is made up: a
programme holds what its rundown says, so that it can be read back. All else is what people and services do: the
rundown is edited through newscast.review.mending.editing, editions are published by newscast.episode, words are given
through newscast.review.approval.giving, and settled as the watcher does.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
import signal
import sys
import time
import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from review_making import EPISODE, RUNDOWN, RUNDOWN_PATH, write_edition, write_newsroom

from newscast.base.records import as_json
from newscast.desk.accounts import add_account
from newscast.desk.approvals import Aspect, Signature, words_of
from newscast.desk.edits import edits_of_file
from newscast.document.differences import applied
from newscast.document.edits import as_edits
from newscast.document.text import document_of
from newscast.document.tree import read_tree
from newscast.episode.approved import folder_of, laid_down
from newscast.episode.folder import DRAFT, Delivery, json_bytes, locked, publish, staging
from newscast.episode.history import Version, enter
from newscast.episode.manifest import Content, ListedFile, Manifest, known_manifest
from newscast.episode.reader import read_edition
from newscast.review.approval.giving import Meant, approve, say_no
from newscast.review.approval.speaking import speaker_named
from newscast.review.door.wrong import RefusedError
from newscast.review.episode.contents import mark_of
from newscast.review.mending import editing, undoing
from newscast.review.mending.editing import save_edits
from newscast.review.mending.keeping import held
from newscast.review.mending.undoing import undo_edit
from newscast.review.newsroom.access import Visitor
from newscast.review.newsroom.office import open_office
from newscast.watch.approval.approving import approvals_of, rules_of, settle

DONE, REFUSED, FAILED = 0, 9, 70
"""How the process of an act ends, where it is not killed."""
_PATIENCE = 60.0
"""Seconds after which an act hangs."""
_WHO = "laura"
_VISITOR = Visitor(0, _WHO, "Laura", "director")
_WEB = Aspect("web", "programme")


class FaultError(AssertionError):
    """Something that must hold does not."""


# What is done: each function is the work of one process.


def edit(root: Path, sha256: str, changes: Sequence[Mapping[str, Any]]) -> None:
    """Somebody changes the rundown on the page; `sha256` is that of the file that they were shown."""
    office = open_office(root)
    with office.people() as people:
        save_edits(office, people, EPISODE, RUNDOWN_PATH, sha256, as_edits(list(changes)), _VISITOR)


def undo(root: Path, number: int) -> None:
    """Somebody takes a save back."""
    office = open_office(root)
    with office.people() as people:
        undo_edit(office, people, EPISODE, number, _VISITOR)


def save_by_hand(root: Path, text: str) -> None:
    """Somebody saves the rundown in an editor, which writes it aside."""
    aside = (root / RUNDOWN_PATH).with_name(".rundown.tmp")
    aside.write_text(text, encoding="utf-8")
    aside.replace(root / RUNDOWN_PATH)


def build(root: Path, draft: bool) -> None:
    """Make the edition of the rundown as it is now."""
    data = (root / RUNDOWN_PATH).read_bytes()
    folder = _folder(root, draft)
    programme = programme_of(data)
    digest = hashlib.sha256(programme).hexdigest()
    delivery = Delivery("web/a.mp4", programme, digest)
    with staging(folder) as staged:
        staged.add([delivery])
        with locked(folder):
            before = known_manifest(folder)
            manifest = _manifest(root, draft, data, programme, (before.version if before else 0) + 1)
            listing = read_edition(root / "pattern").timeline  # type: ignore[union-attr]
            assert listing
            lists = Delivery("timeline.json", json_bytes(as_json(listing)), manifest.lists["timeline.json"])
            staged.add([lists])
            enter(folder, Version(1, manifest.version, manifest, listing, {}, True))
            publish(folder, staged, [delivery, lists], manifest.as_json())


def programme_of(data: bytes) -> bytes:
    """What a programme of this rundown holds."""
    return json.dumps({"heard": heard_in(data)}, ensure_ascii=False).encode()


def say(root: Path, no: bool, tell: Callable[[str], None]) -> None:
    """The director says a word on what there is one to be said on; `tell` takes the content, before it is said."""
    office = open_office(root)
    with office.people() as people:
        rules = rules_of(root)
        speaker = speaker_named(people, _WHO, "director", rules)
        stand = next((each for each in approvals_of(people, root, EPISODE).standings), None)
    if stand is None or not stand.aspects:
        raise RefusedError(409, "nothing")
    contents = {each.aspect: each.content for each in stand.aspects}
    tell(f"{'no' if no else 'yes'} {contents[_WEB]}")
    meant = [Meant(aspect, mark_of(content)) for aspect, content in contents.items()]
    signed = Signature(_WHO, "director", "porque sí")
    if no:
        say_no(office, EPISODE, meant, signed)
    else:
        approve(office, EPISODE, speaker, meant, signed)


def watch(root: Path) -> None:
    """A turn of the watcher."""
    settle(root, root / "desk", EPISODE)


def _manifest(root: Path, draft: bool, data: bytes, programme: bytes, version: int) -> Manifest:
    pattern = known_manifest(root / "pattern")
    assert pattern
    digest = hashlib.sha256(programme).hexdigest()
    entry = pattern.deliverables["web"]
    media = next(each for each in entry.files if each.role == "programme")
    file = ListedFile("web/a.mp4", "programme", len(programme), digest, media.duration, media.media)
    sha256 = hashlib.sha256(data).hexdigest()
    own = replace(entry, files=(file,), content=Content(digest, "texts", "pictures"), rundown_sha256=sha256)
    rundown = replace(pattern.rundown, sha256=sha256)
    more: dict[str, Any] = {"deliverables": {"web": own}, "draft": draft, "version": version, "rundown": rundown}
    return replace(pattern, **more, sources={"web": digest})


def _folder(root: Path, draft: bool) -> Path:
    return root / "output" / EPISODE / (DRAFT if draft else "")


def heard_in(data: bytes) -> list[Any]:
    """What stands in a rundown's segments, as plain values."""
    return [each for each in plain(data)["segments"] if each.get("float") != "true"]


def plain(data: bytes) -> Any:
    """What a rundown says, as plain values. Raises FilesError where it cannot be read."""
    return _plain(read_tree(document_of(Path("a.yaml"), data), []))


def _plain(node: Any) -> Any:
    if isinstance(node, dict):
        return {str(key): _plain(value) for key, value in node.items()}
    return [_plain(each) for each in node] if isinstance(node, list) else str(node)


# Processes.


@dataclass
class Process:
    """An act at work; what it told."""

    pid: int
    told: int
    began: float = field(default_factory=time.monotonic)

    def end(self, after: float | None = None) -> tuple[int, list[str]]:
        """How it ended, a negative number where a signal ended it, killed `after` so many seconds; and what it told."""
        until = self.began + (_PATIENCE if after is None else after)
        with os.fdopen(self.told, encoding="utf-8") as told:
            while (ended := os.waitpid(self.pid, os.WNOHANG))[0] == 0:
                if time.monotonic() >= until:
                    if after is None:
                        raise FaultError("an act hangs")
                    os.kill(self.pid, signal.SIGKILL)
                    ended = os.waitpid(self.pid, 0)
                    break
                time.sleep(0.0005)
            return os.waitstatus_to_exitcode(ended[1]), told.read().splitlines()


def begin(work: Callable[[Callable[[str], None]], None]) -> Process:
    """Do this in a process of its own. The one that forks has a single thread and no database open."""
    read_end, write_end = os.pipe()
    pid = os.fork()
    if pid:
        os.close(write_end)
        return Process(pid, read_end)
    os.close(read_end)
    ended = FAILED
    try:
        work(lambda line: os.write(write_end, f"{line}\n".encode()) and None)
        ended = DONE
    except RefusedError:
        ended = REFUSED
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(ended)


# The newsroom, and what must hold in it.


@dataclass
class Said:
    """A word that somebody was about to say: on which content, whether it is no, after how many builds; whether that
    act came to its end."""

    content: str
    no: bool
    builds: int
    ended: bool


@dataclass
class Newsroom:
    """What was done so far, and what each act must leave. `values` is what the rundown says, as it should."""

    root: Path
    chance: random.Random
    values: Any = None
    first: bytes = b""
    states: dict[str, bytes] = field(default_factory=dict)
    said: list[Said] = field(default_factory=list)
    built: list[str] = field(default_factory=list)
    lasted: dict[str, float] = field(default_factory=dict)
    acts: list[str] = field(default_factory=list)

    @property
    def data(self) -> bytes:
        return (self.root / RUNDOWN_PATH).read_bytes()

    def open(self) -> None:
        write_newsroom(self.root)
        self.first = f"# La escaleta de hoy.\n{RUNDOWN}# Fin.\n".encode()
        (self.root / RUNDOWN_PATH).write_bytes(self.first)
        write_edition(self.root / "pattern", 1)
        with open_office(self.root).people() as people:
            add_account(people, _WHO, "Laura", "director", "test")
        self.states[_digest(self.first)] = self.first
        self.values = plain(self.first)

    def play(self, acts: int) -> None:
        """Do so many things at random, then what a restart does, and judge all of it."""
        kinds = ("edit", "edit", "race", "collide", "undo", "save", "draft", "final", "final", "yes", "no", "watch")
        kind = "final"
        for _number in range(acts):
            # What was just built is what somebody looks at.
            is_due = kind == "final" and self.chance.random() < 0.6
            kind = "yes" if is_due else self.chance.choice(kinds)
            getattr(self, f"_{kind}")(kind)
            self._judge_laid()
        self._run("watch", lambda tell: watch(self.root), kill=False)
        self._judge_laid()
        self._judge_words()
        self._judge_record()

    # Acts.

    def _run(
        self, kind: str, work: Callable[[Callable[[str], None]], None], kill: bool = True
    ) -> tuple[int, list[str]]:
        lasts = self.lasted.get(kind, 0.05)
        after = self.chance.uniform(0, 1.3 * lasts) if kill and self.chance.random() < 0.35 else None
        process = begin(work)
        ended, told = process.end(after)
        if ended == DONE:
            self.lasted[kind] = (lasts + time.monotonic() - process.began) / 2
        self._note(kind, ended)
        return ended, told

    def _note(self, kind: str, ended: int) -> None:
        self.acts.append(f"{kind} {ended}")
        if ended not in (DONE, REFUSED, -signal.SIGKILL):
            raise FaultError(f"{kind} ended with {ended}")

    def _edit(self, kind: str) -> None:
        """Somebody edits what they were shown, which may be of before."""
        shown = self.data if self.chance.random() < 0.8 else self.chance.choice(list(self.states.values()))
        told, change = self._change(plain(shown))
        before, is_known = self.data, _meets(plain(shown), self.values, told)
        ended, _told = self._run(kind, lambda tell: edit(self.root, _digest(shown), [told]))
        if ended == DONE and not is_known:
            raise FaultError("what somebody else had changed was changed again unseen")
        if ended == REFUSED and shown == before:
            raise FaultError("what nobody had changed could not be changed")
        self._judge_rundown(ended, [change(self.values)] if is_known else [])

    def _race(self, kind: str) -> None:
        """Two people change the same state of the file at the same moment, and somebody saves it by hand, sometimes."""
        shown = self.values
        told = [self._change(shown) for _who in range(2)]
        sha256 = _digest(self.data)
        processes = [begin(lambda tell, each=each: edit(self.root, sha256, [each])) for each, _change in told]
        endings = [each.end()[0] for each in processes]
        for ended in endings:
            self._note(kind, ended)
        ways = [told[at] for at in range(2) if endings[at] == DONE]
        if not ways:
            raise FaultError("of two at once none came through")
        orders = [ways, ways[::-1]]
        self._judge_rundown(DONE, [after for each in orders if (after := _one_by_one(shown, each)) is not None])

    def _collide(self, kind: str) -> None:
        """Somebody saves by hand what they have on their screen while another edits on the page."""
        shown, told = self.data, self._change(self.values)[0]
        text = self.data.decode().replace("# Fin.", f"# Nota a la vez {len(self.acts)}.\n# Fin.")
        process = begin(lambda tell: edit(self.root, _digest(shown), [told]))
        time.sleep(self.chance.uniform(0, 1.3 * self.lasted.get("edit", 0.05)))
        save_by_hand(self.root, text)
        self._note(kind, process.end()[0])
        if f"# Nota a la vez {len(self.acts) - 1}." not in self.data.decode():
            raise FaultError("what somebody saved by hand is gone")
        self._take(plain(self.data))

    def _change(self, values: Any) -> tuple[dict[str, Any], Callable[[Any], Any]]:
        """A change of a rundown that says this, and what it makes of what a rundown says."""
        segments = values["segments"]
        stories = [at for at, each in enumerate(segments) if "story" in each]
        at, kind = self.chance.choice(stories), self.chance.choice(["headline", "headline", "copy", "float", "move"])
        text = f"{self.chance.choice(['Ñandú', 'Nota: hoy', '4,200 baches', '«Así»'])} {self.chance.randrange(10**6)}"
        part = next(iter(segments[at]["parts"][0]))
        path = {"headline": ["headline"], "copy": ["parts", 0, part], "float": ["float"], "move": []}[kind]
        told: dict[str, Any] = {"op": "set", "at": ["segments", at, *path], "value": text}
        if kind == "float":
            is_there = "float" in segments[at]
            told = {"op": "remove", "at": told["at"]} if is_there else {**told, "value": True}
        if kind == "move":
            told = {"op": "move", "at": ["segments", at], "to": next(each for each in stories if each != at)}
        return told, lambda before: _after(before, told)

    def _undo(self, kind: str) -> None:
        number = self.chance.randrange(1, len(self.states) + 2)
        before = self.values
        ended, _told = self._run(kind, lambda tell: undo(self.root, number))
        now = plain(self.data)
        if ended == REFUSED and now != before:
            raise FaultError("a refused undo changed the rundown")
        if len(_differences(before, now)) > 1 and not _is_moved(before, now):
            raise FaultError(f"an undo changed {_differences(before, now)}")
        self._take(now)

    def _save(self, kind: str) -> None:
        text = self.data.decode().replace("# Fin.", f"# Nota {self.chance.randrange(100)}.\n# Fin.")
        if self.chance.random() < 0.5:
            story = next(each for each in self.values["segments"] if "story" in each)
            text = text.replace(story["headline"], f"A mano {self.chance.randrange(10)}", 1)
        save_by_hand(self.root, text)
        self.acts.append(kind)
        self._take(plain(self.data))

    def _draft(self, kind: str) -> None:
        self._built(kind, draft=True)

    def _final(self, kind: str) -> None:
        self._built(kind, draft=False)

    def _built(self, kind: str, draft: bool) -> None:
        content = hashlib.sha256(programme_of(self.data)).hexdigest()
        ended, _told = self._run(kind, lambda tell: build(self.root, draft))
        if ended == DONE or self._is_published(draft, content):
            self.built.append(content)

    def _is_published(self, draft: bool, content: str) -> bool:
        found = read_edition(_folder(self.root, draft))
        web = found and found.manifest and found.manifest.deliverables.get("web")
        return bool(web and web.content and web.content.programme == content)

    def _yes(self, kind: str) -> None:
        self._say(kind, no=False)

    def _no(self, kind: str) -> None:
        self._say(kind, no=True)

    def _say(self, kind: str, no: bool) -> None:
        ended, told = self._run(kind, lambda tell: say(self.root, no, tell))
        if told:
            self.said.append(Said(told[0].split()[1], no, len(self.built), ended == DONE))

    def _watch(self, kind: str) -> None:
        self._run(kind, lambda tell: watch(self.root))

    # What must hold.

    def _judge_rundown(self, ended: int, afters: Sequence[Any]) -> None:
        """An edit that was made is there, one that was refused is not; a killed one is there as a whole, or not."""
        now = plain(self.data)
        if ended == DONE and now not in afters:
            raise FaultError(f"the rundown says {now} and not one of {afters}")
        if ended == REFUSED and now != self.values:
            raise FaultError("a refused edit changed the rundown")
        if now not in (self.values, *afters):
            raise FaultError("a killed edit left something else")
        self._take(now)

    def _take(self, now: Any) -> None:
        if self.data.count(b"# ") != self.data.count(b"#") or not self.data.startswith(b"# La escaleta"):
            raise FaultError("a comment was lost")
        self.values = now
        self.states[_digest(self.data)] = self.data

    def _judge_laid(self) -> None:
        """What lies in approved/ is whole, and somebody approved exactly that; nobody refused it after that."""
        folder = _folder(self.root, draft=False)
        for name, laid in laid_down(folder).items():
            for file in laid.files:
                content = (folder_of(folder, name) / file.path).read_bytes()
                if _digest(content) != file.sha256:
                    raise FaultError(f"{file.path} is not whole")
            programme = next(file for file in laid.files if file.role == "programme")
            if programme.sha256 != laid.contents["programme"]:
                raise FaultError("what lies there is not what its record says")
            said = [each for each in self.said if each.content == laid.contents["programme"]]
            if not any(not each.no for each in said):
                raise FaultError("what lies there was never approved")

    def _judge_words(self) -> None:
        """After a turn of the watcher that came to its end: the last word on what is built holds."""
        folder = _folder(self.root, draft=False)
        lies = laid_down(folder).get("web")
        final = read_edition(folder)
        if not self.said or not final or not final.manifest:
            return
        last = self.said[-1]
        # A publish that was killed may have left it out.
        entry = final.manifest.deliverables.get("web")
        content = entry.content if entry else None
        is_of_now = last.builds == len(self.built) and content is not None and content.programme == last.content
        if not last.ended or not is_of_now:
            return
        if last.no and lies is not None and lies.contents["programme"] == last.content:
            raise FaultError("what was refused lies there")
        if not last.no and (lies is None or lies.contents["programme"] != last.content):
            raise FaultError("what was approved does not lie there")

    def _judge_record(self) -> None:
        """From the first bytes of the rundown to those of now there is a chain of saves that explains each."""

        office = open_office(self.root)
        with office.people() as people:
            with held(self.root, people, RUNDOWN_PATH, EPISODE):
                pass
            saves = edits_of_file(people, RUNDOWN_PATH)
            words = words_of(people, EPISODE)
        data = self.states[saves[0].before] if saves else self.data
        for each in saves:
            if each.before != _digest(data):
                raise FaultError("the record has a hole")
            data = applied(data, each.splices)
        if data != self.data:
            raise FaultError("the record does not lead to what is there")
        contents = {each.content for each in self.said}
        if any(word.content not in contents for word in words if word.aspect == _WEB):
            raise FaultError("a word that nobody said")


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _after(values: Any, told: Mapping[str, Any]) -> Any:
    """What a rundown says after a change, of what it said before."""
    after = json.loads(json.dumps(values))
    *path, name = told["at"]
    holder = after
    for key in path:
        holder = holder[key]
    if told["op"] == "move":
        holder.insert(told["to"], holder.pop(name))
    elif told["op"] == "remove":
        del holder[name]
    else:
        holder[name] = "true" if told["value"] is True else told["value"]
    return after


def _meets(shown: Any, now: Any, told: Mapping[str, Any]) -> bool:
    """Whether what a change is about is now what it was when somebody was shown it."""

    def of(values: Any) -> Any:
        segments = [each.get("story") for each in values["segments"]]
        if told["op"] == "move":
            return segments
        segment = values["segments"][told["at"][1]]
        return segments[told["at"][1]], segment.get(told["at"][2]) if told["at"][2] != "parts" else segment["parts"]

    return bool(of(shown) == of(now))


def _one_by_one(values: Any, ways: Sequence[tuple[Mapping[str, Any], Callable[[Any], Any]]]) -> Any:
    """What a rundown says after these changes; None where one cannot be made after the other."""
    first = values
    for told, change in ways:
        if not _meets(first, values, told):
            return None
        try:
            values = change(values)
        except KeyError:
            return None
    return values


def _differences(one: Any, other: Any) -> list[str]:
    """Where two values differ, by their paths."""
    if isinstance(one, dict) and isinstance(other, dict):
        keys = dict.fromkeys([*one, *other])
        return [f".{key}{each}" for key in keys for each in _differences(one.get(key), other.get(key))]
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        return [f"[{at}]{each}" for at in range(len(one)) for each in _differences(one[at], other[at])]
    return [] if one == other else [""]


def _is_moved(one: Any, other: Any) -> bool:
    def in_order(values: Any) -> Any:
        return {**values, "segments": sorted(map(json.dumps, values["segments"]))}

    return bool(in_order(one) == in_order(other))


def _told_nothing(*_values: Any) -> None:
    """What is told of a save needs a reader of the rundown beside it: that is for people."""


def main(folder: Path, first: int, count: int, acts: int = 12) -> int:
    editing.saved = undoing.saved = _told_nothing  # type: ignore[assignment]
    faults = 0
    for seed in range(first, first + count):
        newsroom = Newsroom(folder / str(seed), random.Random(seed))
        try:
            newsroom.open()
            newsroom.play(acts)
        except FaultError as fault:
            faults += 1
            print(json.dumps({"seed": seed, "fault": str(fault), "acts": newsroom.acts}), flush=True)
            continue
        done = [each.split()[-1] for each in newsroom.acts]
        laid = len(laid_down(_folder(newsroom.root, draft=False)))
        told = {
            "seed": seed,
            "acts": len(done),
            "killed": done.count("-9"),
            "edits": len(newsroom.states),
            "laid": laid,
        }
        print(json.dumps(told), flush=True)
        shutil.rmtree(newsroom.root)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])))
