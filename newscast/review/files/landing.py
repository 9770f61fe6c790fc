"""Where brought files lie for good: beside the media of an episode, or together as one drop in the inbox of a show."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Collection, Sequence
from contextlib import suppress
from pathlib import Path

from newscast.base.binary import find_binary
from newscast.base.errors import MachineError
from newscast.base.filenames import split
from newscast.base.files import told_from
from newscast.base.i18n import _
from newscast.base.moments import local
from newscast.base.status import Status, status_of
from newscast.desk import uploads
from newscast.desk.reporters import reporter_named
from newscast.desk.uploads import Upload
from newscast.document.words import as_slug
from newscast.media.memory import Memory
from newscast.media.probe import renamed
from newscast.review.door.wrong import RefusedError
from newscast.review.files import aside
from newscast.review.files.bringing import Sender
from newscast.review.files.unused import forget_looks
from newscast.review.mending.written_now import rundown_of
from newscast.review.newsroom.office import Office
from newscast.show.load import media_roots, shows
from newscast.store.open import choose_folder
from newscast.watch.inbox.episode_names import media_folder
from newscast.watch.inbox.outcomes import INBOX
from newscast.watch.inbox.sketching import words_of

FORGOTTEN = 7 * 86_400.0
"""Seconds after which what never ended is removed."""
UNSENT = 6 * 3600.0
"""Seconds after which files that came whole, and nobody sent off, go to the inbox all the same."""
_TEXT = "texto.txt"
_LONGEST_NAME = 60


def place(office: Office, upload: Upload) -> None:
    """A file for an episode gets its place beside the episode's other media, once it is whole; one for an inbox waits
    for what comes with it. Raises RefusedError, MachineError."""
    with office.people() as people:
        before = uploads.upload_of(people, upload.id)
    if before is None or before.state != "whole" or before.purpose != "episode":
        return
    with aside.alone_with(office.root, upload), office.people() as people:
        now = uploads.upload_of(people, upload.id)
        if now is None or now.state != "whole":
            return
        source = aside.place_of(office.root, now)
        status = status_of(source)
        path = aside.put_down(source, folder_of(office, now.target), now.own, now.sha256)
        uploads.take(people, [(now, told_from(office.root, path))])
        aside.remove(office.root, now)
    _still_known(office, [(source, status, path)])
    forget_looks(office)


def folder_of(office: Office, episode: str) -> Path:
    """The folder beside an episode's rundown in which its media lie, as those of drops do. Raises RefusedError."""
    rundown = office.root / rundown_of(office, episode)
    folder = rundown.parent / media_folder(episode)
    _refuse_way_out(office, folder)
    return folder


def send(office: Office, sender: Sender, shown: str, chosen: Sequence[str], title: str, note: str) -> str:
    """Lay a reporter's files down in the inbox, with a text, as one drop; its folder there.

    The same again is the same. Raises RefusedError where one of them is not whole or there is no inbox, MachineError.
    """
    with aside.alone_sending(office.root), office.people() as people:
        found = [uploads.upload_of(people, each) for each in dict.fromkeys(chosen)]
        own = [each for each in found if each and (each.who, each.target) == (sender.name, sender.target)]
        if not own or len(own) != len(found):
            raise RefusedError(404, _("Nothing is known of one of these files any more. Choose it again."))
        if any(each.state not in ("whole", "taken") for each in own):
            raise RefusedError(409, _("Not all of the files have come yet. Wait for them, or take them out."))
        if not title and not note and not any(each.kind == "text" for each in own):
            raise RefusedError(400, _("Write in one line what it is: without a text nobody knows what to do with it."))
        return _laid(office, own, shown, title, note)


def tidy(office: Office) -> None:
    """Send off what came whole long ago, remove what never ended and what nobody knows of. Raises MachineError."""
    now = time.time()
    with office.people() as people:
        lying = uploads.opened(people)
    unsent: dict[tuple[str, str], list[Upload]] = {}
    for each in lying:
        if each.state == "whole" and each.purpose == "show" and now - each.changed > UNSENT:
            unsent.setdefault((each.who, each.target), []).append(each)
        elif each.state != "whole" and now - each.changed > FORGOTTEN:
            with aside.alone_with(office.root, each), office.people() as people:
                uploads.forget(people, each)
                aside.remove(office.root, each)
    for (who, show), files in unsent.items():
        with aside.alone_sending(office.root), office.people() as people:
            reporter, withdrawn = reporter_named(people, who) or (who, False)
            if withdrawn:
                # Whoever took the link back wants nothing more of it.
                for each in files:
                    uploads.forget(people, each)
                    aside.remove(office.root, each)
            elif show in shows(office.root):
                _laid(office, files, reporter, "", "")
    folders = [office.root / INBOX / show for show in shows(office.root)]
    aside.clear(office.root, {each.id for each in lying}, folders, FORGOTTEN)


def _laid(office: Office, files: Collection[Upload], shown: str, title: str, note: str) -> str:
    show = next(iter(files)).target
    if show not in shows(office.root):
        raise RefusedError(404, _("There is no inbox of this show any more. Tell the newsroom."))
    folder = office.root / INBOX / show
    _refuse_way_out(office, folder)
    name = _name(office, files, shown)
    if all(each.state == "taken" for each in files):
        return name
    media = _named(office, [each for each in files if each.kind != "text"])
    text = _text(office, title, note, [each for each in files if each.kind == "text"])
    before = [(path, status_of(path), folder / name / own) for path, own in media]
    aside.put_down_folder(folder, name, media, text, _TEXT)
    with office.people() as people:
        uploads.take(people, [(each, f"{INBOX}/{show}/{name}") for each in files])
    for each in files:
        aside.remove(office.root, each)
    _still_known(office, before)
    return name


def _still_known(office: Office, moved: Collection[tuple[Path, Status, Path]]) -> None:
    """Builds and lists know what was found when these were looked at."""
    with suppress(MachineError):
        results, _elsewhere = choose_folder(office.root)
        memory, binary = Memory(results), find_binary(results / "ffmpeg.json")
        for old, status, new in moved:
            renamed(old, status, new, memory, binary)


def _name(office: Office, files: Collection[Upload], shown: str) -> str:
    """A folder's name: the day, who sent it, and what stands for just these files, so that sending twice is once."""
    mark = hashlib.sha256(" ".join(sorted(each.id for each in files)).encode()).hexdigest()[:6]
    day = local(min(each.began for each in files), office.zone()).date()
    return f"{day}-{as_slug(shown)[:_LONGEST_NAME] or 'reportero'}-{mark}"


def _named(office: Office, files: Collection[Upload]) -> list[tuple[Path, str]]:
    """Where each lies, and its name in the drop; of two with one name the second gets another."""
    found: dict[str, tuple[Path, str]] = {}
    for each in files:
        stem, suffix = split(each.own)
        names = (each.own if number == 1 else f"{stem}-{number}{suffix}" for number in range(1, len(files) + 1))
        own = next(name for name in names if name.casefold() not in found)
        found[own.casefold()] = (aside.place_of(office.root, each), own)
    return list(found.values())


def _text(office: Office, title: str, note: str, files: Collection[Upload]) -> bytes:
    """All that was written, as one text: a drop of two would not be taken. Its first line is the headline."""
    parts = [title, note]
    for each in files:
        words = words_of(aside.place_of(office.root, each).read_bytes())
        if words:
            parts.append("\n\n".join((words.headline, *words.copy)))
    return "\n\n".join(part.strip() for part in parts if part.strip()).encode("utf-8", "replace")


def _refuse_way_out(office: Office, folder: Path) -> None:
    """Folders on the way may be links."""
    there = Path(os.path.realpath(folder))
    if not any(there.is_relative_to(each.resolve()) for each in media_roots(office.root, office.newsroom())):
        raise RefusedError(
            409, _("The folder for it leads out of the newsroom. Tell whoever looks after the computer.")
        )
