"""What a drop becomes: read, probed, hashed and copied aside; all that takes long, and nothing with a final name."""

from __future__ import annotations

import datetime
import posixpath
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from newscast.base.binary import find_binary
from newscast.base.canonical import digest_of
from newscast.base.content import File, file_at
from newscast.base.errors import MachineError, Problem
from newscast.base.files import machine_errors, printable
from newscast.base.i18n import _
from newscast.document.nodes import Mapping as Top
from newscast.document.text import CONTROL, LIMIT
from newscast.document.words import as_slug
from newscast.media.info import MediaInfo
from newscast.media.memory import Memory
from newscast.media.probe import probe
from newscast.store.open import choose_folder
from newscast.watch.arrivals import Arrival
from newscast.watch.drops import Drop, alike, kind_of
from newscast.watch.fitting import RefusedError, fitted, top_of
from newscast.watch.laying import RUNDOWNS, Laying, Staged, stage
from newscast.watch.sketching import Material, Recording, sketch, words_of

_NAMELESS = ("rundown", "escaleta")
"""Names of rundowns that say nothing: such an episode is named for its day and show, as `newscast new` does."""
_INCOMPLETE = ("medium-truncated", "medium-wav-short", "medium-photo", "medium-empty", "medium-changing")
"""What a file has that is still being copied."""
Media = dict[str, MediaInfo | Problem]


@dataclass(frozen=True)
class Asked:
    """A drop that stands still, `folder` being that of its show. `arrivals` are all there ever were.

    `patient` is whether it may still wait for what it lacks.
    """

    root: Path
    folder: Path
    drop: Drop
    arrivals: Sequence[Arrival]
    patient: bool
    today: datetime.date

    @property
    def earlier(self) -> Arrival | None:
        """The same drop as it was known before."""
        return next((each for each in self.arrivals if each.place == self.drop.key), None)

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
    _refuse_other_show(drop.show, top)
    episode = _episode_of(drop, top)
    own, above = f"{_slug(episode)}/", posixpath.dirname(drop.rundown)
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
    _refuse_other_day(asked, episode, top)
    laying = Laying(episode, f"{RUNDOWNS}/{episode}.yaml", fit.data, _placed(files, own))
    (folder / own / above).mkdir(parents=True, exist_ok=True) if above and media else None
    return _staged(asked, laying, digest, _waits_for(fit.missing) if fit.missing else "")


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
    episode = _same_draft(asked) or _free_name(asked, words.slug)
    own = f"{_slug(episode)}/"
    day = _day_of(episode) or asked.today
    text = sketch(drop.show, day, words, _material(infos, own), f"inbox/{drop.key}")
    laying = Laying(episode, f"{RUNDOWNS}/{episode}.yaml", text.encode(), _placed(files, own))
    return _staged(asked, laying, digest)


def _staged(asked: Asked, laying: Laying, digest: str, lacking: str = "") -> Ready:
    ours: dict[str, tuple[str, ...]] = {}
    for each in asked.arrivals:
        if each.episode == laying.episode:
            for path, sums in each.laid.items():
                ours[path] = (*ours.get(path, ()), *sums)
    return Ready(digest, stage(asked.root, laying, ours), lacking)


def _refuse_other_show(show: str, top: Top) -> None:
    named = top.get("show")
    if isinstance(named, str) and named and named != show:
        message = _("The rundown is of the show “{named}”, but it lies in inbox/{show}. Move it to inbox/{named}.")
        raise RefusedError(message.format(named=printable(str(named)), show=show))


def _refuse_other_day(asked: Asked, episode: str, top: Top) -> None:
    """Two days with one name are two episodes, unless somebody changes the very file that was dropped."""
    there = asked.root / RUNDOWNS / f"{episode}.yaml"
    _refuse_namesake(there)
    earlier = asked.earlier
    if not there.is_file() or (earlier and earlier.episode == episode):
        return
    try:
        other = top_of(there).get("date")
    except RefusedError:
        return
    if other is not None and str(other) != str(top.get("date")):
        message = _("rundowns/{name} is the episode of {date}. Give this rundown another name, such as {example}.")
        example = f"{top.get('date')}-{asked.drop.show}.yaml"
        raise RefusedError(message.format(name=printable(there.name), date=other, example=printable(example)))


def _refuse_namesake(rundown: Path) -> None:
    """Names that differ in capitals, accents or `.yml` would be one episode, or one file on other disks."""
    for path in rundown.parent.iterdir():
        same = alike(path.stem) == alike(rundown.stem) and kind_of(path.name) == "rundown"
        if same and path.name != rundown.name and not path.name.startswith("."):
            message = _("There is another {path}. Give this rundown another name.")
            raise RefusedError(message.format(path=printable(f"{RUNDOWNS}/{path.name}")))


def _episode_of(drop: Drop, top: Top) -> str:
    """The name of the rundown's file, which is that of its episode."""
    stem = posixpath.basename(drop.rundown).rpartition(".")[0]
    day = str(top.get("date", ""))
    if stem.casefold() in _NAMELESS and re.fullmatch(r"\d{4}-\d\d-\d\d", day):
        return f"{day}-{drop.show}"
    if CONTROL.search(stem) or "\n" in stem or "\t" in stem:
        message = _("The name “{name}” has signs that no name may have. Rename the file.")
        raise RefusedError(message.format(name=" ".join(printable(stem).split())))
    return stem


def _same_draft(asked: Asked) -> str:
    """The draft that was made of an earlier state of the same drop, today; another day's is another story."""
    episode = asked.earlier.episode if asked.earlier else ""
    begun = asked.earlier is not None and asked.earlier.state == "arriving"
    return episode if begun or _day_of(episode) == asked.today else ""


def _free_name(asked: Asked, slug: str) -> str:
    """A name for a draft that no episode has or had."""
    known = {each.episode for each in asked.arrivals}
    known |= {path.stem for path in (asked.root / RUNDOWNS).glob("*.y*ml")}
    first = f"{asked.today}-{asked.drop.show}-{slug}"
    names = (first if number == 1 else f"{first}-{number}" for number in range(1, len(known) + 2))
    return next(name for name in names if name not in known)


def _day_of(episode: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(episode[:10])
    except ValueError:
        return None


def _slug(episode: str) -> str:
    """The name of an episode as that of the folder with its media."""
    return as_slug(episode)[:100] or "media"


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
    for each in asked.arrivals:
        if each.digest == digest and each.state in ("taken", "archived"):
            rundown = asked.root / RUNDOWNS / f"{each.episode}.yaml"
            if each.place == asked.drop.key or rundown.exists():
                return Known(digest, each.episode)
    return None


def _placed(files: Mapping[str, File], own: str) -> dict[str, File]:
    return {f"{RUNDOWNS}/{own}{name}": file for name, file in files.items()}


def _material(infos: Media, own: str) -> Material:
    """What came with a text, by what probing says of it."""
    known = {f"{own}{name}": info for name, info in infos.items() if isinstance(info, MediaInfo)}
    sounds = tuple(Recording(path, float(info.duration)) for path, info in known.items() if info.kind == "sound")
    clips = {path: info for path, info in known.items() if info.kind == "video"}
    photos = tuple(path for path, info in known.items() if info.kind == "still")
    return Material(sounds, tuple(clips), photos, tuple(path for path, info in clips.items() if info.sound))


def _waits_for(missing: Collection[str]) -> str:
    names = ", ".join(printable(name) for name in missing)
    return _("Waits for {names}, which the rundown names.").format(names=names)
