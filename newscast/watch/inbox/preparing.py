"""What a drop becomes: read, probed, hashed and copied aside; all that takes long, and nothing with a final name."""

from __future__ import annotations

import datetime
import posixpath
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from newscast.base.binary import find_binary
from newscast.base.canonical import digest_of
from newscast.base.content import File, file_at
from newscast.base.errors import MachineError, Problem
from newscast.base.files import machine_errors, printable
from newscast.base.i18n import _
from newscast.document.captions import tag_in
from newscast.document.text import LIMIT
from newscast.media.info import MediaInfo
from newscast.media.memory import Memory
from newscast.media.probe import probe
from newscast.show.newsroom import RUNDOWNS
from newscast.store.open import choose_folder
from newscast.watch.inbox.arrivals import Arrival, as_key, taken_before
from newscast.watch.inbox.drops import Drop, is_captions_of, kind_of
from newscast.watch.inbox.episode_names import (
    day_in,
    episode_of,
    free_name,
    media_folder,
    refuse_namesake,
    refuse_other_day,
    refuse_other_show,
)
from newscast.watch.inbox.fitting import RefusedError, fitted, top_of
from newscast.watch.inbox.laying import Laying, Staged, stage
from newscast.watch.inbox.sketching import Material, Recording, sketch, words_of

_INCOMPLETE = ("medium-truncated", "medium-wav-short", "medium-photo", "medium-empty", "medium-changing")
"""What a file has that is still being copied."""
Media = dict[str, MediaInfo | Problem]


@dataclass(frozen=True)
class Asked:
    """A drop that stands still, `folder` being that of its show. `arrivals` are all that the ledger knows.

    `patient` is whether it may still wait for what it lacks.
    """

    root: Path
    desk: Path
    folder: Path
    drop: Drop
    arrivals: Sequence[Arrival]
    patient: bool
    today: datetime.date

    @property
    def earlier(self) -> Arrival | None:
        """The same drop as it was known before."""
        return next((each for each in self.arrivals if each.place == as_key(self.drop.key)), None)

    def path(self, file: str) -> Path:
        return self.folder / self.drop.base / file


@dataclass(frozen=True)
class Ready:
    """It can be put down. `lacking` says what did not come with it."""

    digest: str
    staged: Staged
    lacking: str = ""


@dataclass(frozen=True)
class Known:
    """The same content was taken before, as this episode."""

    digest: str
    episode: str


@dataclass(frozen=True)
class Lacks:
    """It waits; the reason says for what."""

    reason: str


Outcome = Ready | Known | Lacks


def prepare(asked: Asked) -> Outcome:
    """What becomes of a drop. Raises RefusedError, and MachineError where it has to be tried again."""
    with machine_errors(asked.root / RUNDOWNS):
        (asked.root / RUNDOWNS).mkdir(exist_ok=True)
    return _of_rundown(asked) if asked.drop.rundown else _of_text(asked)


def _of_rundown(asked: Asked) -> Outcome:
    drop, folder = asked.drop, asked.root / RUNDOWNS
    path = asked.path(drop.rundown)
    top = top_of(path)
    refuse_other_show(drop.show, top)
    episode = episode_of(drop.rundown, drop.show, top)
    own, above = f"{media_folder(episode)}/", posixpath.dirname(drop.rundown)
    media = [file for file in drop.media if kind_of(file) != "text"]
    inside = [posixpath.relpath(file, above or ".") for file in media]
    with machine_errors(folder):
        fit = fitted(path, folder, own + (f"{above}/" if above else ""), inside)
    if fit.missing and asked.patient:
        return Lacks(_waits_for(fit.missing))
    infos = _probed(asked, media)
    if broken := _incomplete(infos):
        return _wait_or_refuse(asked, broken)
    files = _files(asked, infos)
    digest = _digest(drop, {**files, drop.rundown: _file_at(path)})
    if known := _known(asked, digest):
        return known
    there = folder / f"{episode}.yaml"
    refuse_namesake(there)
    # Somebody may change the day in the very file that was dropped.
    if not asked.earlier or asked.earlier.episode != episode:
        refuse_other_day(there, drop.show, top)
    beside = {file: found for file, found in files.items() if is_captions_of(file, drop.rundown)}
    laid = _placed({file: found for file, found in files.items() if file not in beside}, own)
    laid |= {_beside(file, drop.rundown, episode): found for file, found in beside.items()}
    laying = Laying(episode, f"{RUNDOWNS}/{episode}.yaml", fit.data, laid)
    ready = _staged(asked, laying, digest, _waits_for(fit.missing) if fit.missing else "")
    if above and media:
        with machine_errors(folder):
            # Paths that lead up from there need it, also where nothing lies in it.
            (folder / own / above).mkdir(parents=True, exist_ok=True)
    return ready


def _of_text(asked: Asked) -> Outcome:
    drop = asked.drop
    path = asked.path(drop.text)
    words = words_of(_read(path))
    if words is None:
        raise RefusedError(_("“{name}” is empty: it has no words.").format(name=printable(drop.text)))
    infos = _probed(asked, drop.media)
    if broken := _incomplete(infos):
        return _wait_or_refuse(asked, broken)
    if useless := [answer for answer in infos.values() if isinstance(answer, Problem)]:
        raise RefusedError("\n".join(_said(problem) for problem in useless))
    files = _files(asked, infos)
    digest = _digest(drop, {**files, drop.text: _file_at(path)})
    if known := _known(asked, digest):
        return known
    names = {each.episode for each in asked.arrivals}
    episode = _same_draft(asked) or free_name(drop.show, words.slug, asked.today, names, asked.root / RUNDOWNS)
    own = f"{media_folder(episode)}/"
    day = day_in(episode) or asked.today
    text = sketch(drop.show, day, words, _material(infos, own), f"inbox/{drop.key}")
    laying = Laying(episode, f"{RUNDOWNS}/{episode}.yaml", text.encode(), _placed(files, own))
    return _staged(asked, laying, digest)


def _same_draft(asked: Asked) -> str:
    """The draft that was made of an earlier state of the same drop, today; another day's is another story."""
    episode = asked.earlier.episode if asked.earlier else ""
    begun = asked.earlier is not None and asked.earlier.state == "arriving"
    return episode if begun or day_in(episode) == asked.today else ""


def _staged(asked: Asked, laying: Laying, digest: str, lacking: str = "") -> Ready:
    ours: dict[str, tuple[str, ...]] = {}
    for each in asked.arrivals:
        if each.episode == laying.episode:
            for path, sums in each.laid.items():
                ours[path] = (*ours.get(path, ()), *sums)
    return Ready(digest, stage(asked.root, laying, ours), lacking)


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(LIMIT + 1)
    except OSError as error:
        raise _changing(path) from error
    if len(data) > LIMIT:
        raise RefusedError(_("“{name}” is too long for the text of a story.").format(name=printable(path.name)))
    return data


def _probed(asked: Asked, files: Sequence[str]) -> Media:
    """What the files are."""
    if not files:
        return {}
    results, _elsewhere = choose_folder(asked.root)
    answers = probe([asked.path(file) for file in files], Memory(results), find_binary(results / "ffmpeg.json"))
    return {file: answers[asked.path(file)] for file in files}


def _incomplete(infos: Media) -> list[Problem]:
    return [each for each in infos.values() if isinstance(each, Problem) and each.code in _INCOMPLETE]


def _wait_or_refuse(asked: Asked, broken: Sequence[Problem]) -> Lacks:
    reason = "\n".join(_said(problem) for problem in broken)
    if not asked.patient:
        raise RefusedError(reason)
    return Lacks(reason)


def _said(problem: Problem) -> str:
    return printable(f"{problem.message} {problem.hint}".rstrip())


def _files(asked: Asked, infos: Media) -> dict[str, File]:
    """The files with their digests, those that probing knows from there."""
    return {
        file: info.file if isinstance(info, MediaInfo) else _file_at(asked.path(file)) for file, info in infos.items()
    }


def _file_at(path: Path) -> File:
    try:
        return file_at(path)
    except OSError as error:
        raise _changing(path) from error


def _changing(path: Path) -> MachineError:
    message = _("{name} was changed while it was looked at.")
    return MachineError(message.format(name=printable(path.name)), media=(path,))


def _digest(drop: Drop, files: Mapping[str, File]) -> str:
    contents = {name: file.digest for name, file in files.items()}
    return digest_of([drop.show, contents])


def _known(asked: Asked, digest: str) -> Known | None:
    """The same content again: the drop itself, or a copy of one whose rundown is still there."""
    own = as_key(asked.drop.key)
    alike = [each for each in asked.arrivals if each.digest == digest and each.lies_whole]
    taken = [each for each in alike if each.state in ("taken", "archived") or each.place == own]
    before = [(each.place, each.episode) for each in taken]
    # What is written beside the ledger counts only where that knows nothing better.
    known = {each.place for each in asked.arrivals if each.digest}
    before += [each for each in taken_before(asked.desk, digest) if each[0] not in known]
    for place, episode in before:
        if place == own or (asked.root / RUNDOWNS / f"{episode}.yaml").exists():
            return Known(digest, episode)
    return None


def _placed(files: Mapping[str, File], own: str) -> dict[str, File]:
    return {f"{RUNDOWNS}/{own}{name}": file for name, file in files.items()}


def _beside(captions: str, rundown: str, episode: str) -> str:
    """Where captions go that came beside a rundown: beside it again, under its new name."""
    tag = tag_in(posixpath.basename(captions), posixpath.splitext(posixpath.basename(rundown))[0])
    return f"{RUNDOWNS}/{episode}{f'.{tag}' if tag else ''}{posixpath.splitext(captions)[1]}"


def _material(infos: Media, own: str) -> Material:
    """What came with a text, by what probing says of it."""
    known = {f"{own}{name}": info for name, info in infos.items() if isinstance(info, MediaInfo)}
    sounds = tuple(Recording(path, float(info.duration)) for path, info in known.items() if info.kind == "sound")
    clips = {path: info for path, info in known.items() if info.kind == "video"}
    photos = tuple(path for path, info in known.items() if info.kind == "still" and not info.pages)
    return Material(sounds, tuple(clips), photos, tuple(path for path, info in clips.items() if info.sound))


def _waits_for(missing: Collection[str]) -> str:
    names = ", ".join(printable(name) for name in missing)
    return _("Waits for {names}, which the rundown names.").format(names=names)
