"""Which files of an inbox belong together, and what each of these drops is: pure."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Literal

from newscast.base.filenames import alike
from newscast.base.files import printable
from newscast.base.i18n import _
from newscast.document.captions import tag_in
from newscast.watch.inbox.listing import Listing

Kind = Literal["rundown", "text", "archive", "document", "medium"]

_KINDS: dict[Kind, tuple[str, ...]] = {
    "rundown": (".yaml", ".yml"),
    "text": (".txt", ".md"),
    "archive": (".zip", ".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2", ".xz"),
    "document": (".docx", ".doc", ".odt", ".rtf", ".pdf", ".pages"),
}
_KIND_OF = {end: kind for kind, ends in _KINDS.items() for end in ends}


@dataclass(frozen=True)
class Drop:
    """Files that belong together. `place` is its folder or its main file, from the folder of the show.

    `files` are relative to `base`, which is the folder of the show ("") or one inside. With a `rundown` it becomes that
    episode, with a `text` a draft. `refusal` says why it cannot be taken, `waits` what it lacks; `coming` that other
    programs are still bringing files.
    """

    show: str
    place: str
    base: str = ""
    files: tuple[str, ...] = ()
    rundown: str = ""
    text: str = ""
    refusal: str = ""
    waits: str = ""
    coming: bool = False

    @property
    def key(self) -> str:
        """Its place below the inbox."""
        return f"{self.show}/{self.place}"

    @property
    def paths(self) -> tuple[str, ...]:
        """Its files, from the folder of the show."""
        return tuple(posixpath.join(self.base, file) for file in self.files)

    @property
    def media(self) -> tuple[str, ...]:
        """Its files less its rundown and its text."""
        return tuple(file for file in self.files if file not in (self.rundown, self.text))


Names = Callable[[str], Collection[str]]
"""What a rundown names, as path_alike() has it, by its path from the folder of the show."""


def drops_in(listing: Listing, names_of: Names, earlier: Mapping[str, Sequence[str]]) -> list[Drop]:
    """The drops in the inbox of a show. `earlier` has the files of loose texts that were taken before.

    A rundown that lies there loose has all that it names, also in folders that have no rundown or text themselves.
    Every other folder is one drop. What is left belongs to a text.
    """
    loose, folders = _sorted_out([*listing.files, *listing.troubles])
    main = [name for name in loose if kind_of(name) == "rundown"]
    free: dict[str, list[str]] = defaultdict(list)
    for name in [*loose, *(name for names in folders.values() if not _has_its_own(names) for name in names)]:
        if kind_of(name) != "rundown":
            free[path_alike(name)].append(name)
    found = [_of_rundown(listing, name, names_of(name), free) for name in main]
    claimed = {path for drop in found for path in drop.paths}
    for folder, names in folders.items():
        if claimed.isdisjoint(names):
            found.append(_of_folder(listing, folder, [name.removeprefix(f"{folder}/") for name in names]))
    found += _loose(listing, [name for name in loose if name not in claimed], earlier)
    return [_with_troubles(drop, listing.troubles) for drop in found]


def kind_of(name: str) -> Kind:
    """What a file is taken for by its name; whether a medium is one is found out by probing."""
    return _KIND_OF.get(posixpath.splitext(name)[1].lower(), "medium")


def is_captions_of(name: str, rundown: str) -> bool:
    """Whether a file holds corrected captions that lie beside a rundown: `hoy.srt` or `hoy.en.vtt` of `hoy.yaml`."""
    folder, file = posixpath.split(name)
    there, own = posixpath.split(rundown)
    return path_alike(folder) == path_alike(there) and tag_in(file, posixpath.splitext(own)[0]) is not None


def path_alike(path: str) -> str:
    """A path for comparing: accents, capitals and ways to the same place are spelled in several ways."""
    return alike(posixpath.normpath(path))


def _sorted_out(names: Sequence[str]) -> tuple[list[str], dict[str, list[str]]]:
    """What lies loose, and what lies in each folder."""
    folders: dict[str, list[str]] = defaultdict(list)
    for name in sorted(names):
        if "/" in name:
            folders[name.split("/")[0]].append(name)
    return sorted(name for name in names if "/" not in name), folders


def _has_its_own(names: Sequence[str]) -> bool:
    return any(kind_of(name) in ("rundown", "text") for name in names)


def _of_rundown(listing: Listing, rundown: str, named: Collection[str], free: Mapping[str, Sequence[str]]) -> Drop:
    members = sorted(name for wanted in named for name in free.get(wanted, ()))
    members += [name for names in free.values() for name in names if is_captions_of(name, rundown)]
    coming = any(path_alike(name.rpartition(".")[0]) in named for name in listing.coming)
    return Drop(listing.show, rundown, "", (rundown, *members), rundown=rundown, coming=coming)


def _of_folder(listing: Listing, folder: str, files: Sequence[str]) -> Drop:
    coming = any(name.startswith(f"{folder}/") for name in listing.coming)
    drop = Drop(listing.show, folder, folder, tuple(files), coming=coming)
    rundowns, texts, media, refusal = _contents(files)
    if refusal:
        return replace(drop, refusal=refusal)
    if len(rundowns) > 1:
        return replace(drop, refusal=_two_rundowns(rundowns))
    if rundowns:
        return replace(drop, rundown=rundowns[0])
    if len(texts) > 1:
        return replace(drop, refusal=_two_texts(texts))
    if not texts:
        return replace(drop, waits=lacks_text())
    return replace(drop, text=texts[0], waits="" if media else _lacks_media())


def _contents(files: Sequence[str]) -> tuple[list[str], list[str], list[str], str]:
    """Rundowns, texts and media, and why they cannot be taken."""
    of: dict[Kind, list[str]] = defaultdict(list)
    for name in files:
        of[kind_of(name)].append(name)
    if of["archive"]:
        return [], [], [], packed(of["archive"][0])
    if of["document"] and not of["rundown"] and not of["text"]:
        return [], [], [], _no_plain_text(of["document"][0])
    media = of["medium"] if of["rundown"] or of["text"] else [*of["medium"], *of["document"]]
    return of["rundown"], of["text"], media, ""


def _loose(listing: Listing, names: Sequence[str], earlier: Mapping[str, Sequence[str]]) -> Iterator[Drop]:
    """What lies loose and no rundown names: stories of a text and its media, and whatever has none yet."""
    media: dict[str, list[str]] = {name: [] for name in names if kind_of(name) == "text"}
    taken = {file: text for text, files in earlier.items() for file in files}
    new = [text for text in media if text not in earlier]
    coming = any("/" not in name for name in listing.coming)
    for name in names:
        kind = kind_of(name)
        if kind == "medium":
            if text := _text_of(name, media, new, taken):
                media[text].append(name)
            elif name not in taken:
                waits = _which_text(new) if len(new) > 1 else lacks_text()
                yield Drop(listing.show, name, "", (name,), waits=waits, coming=coming)
        elif kind != "text":
            refusal = packed(name) if kind == "archive" else _no_plain_text(name)
            yield Drop(listing.show, name, "", (name,), refusal=refusal)
    for text, files in media.items():
        waits = "" if files else _lacks_media()
        yield Drop(listing.show, text, "", (text, *files), text=text, waits=waits, coming=coming)


def _text_of(name: str, texts: Collection[str], new: Sequence[str], taken: Mapping[str, str]) -> str | None:
    """The text that a loose medium belongs to: its own of before, one of its name, or the only new one."""
    if taken.get(name) in texts:
        return taken[name]
    named = [text for text in texts if _stem(name).startswith(_stem(text))]
    if named:
        return max(named, key=lambda text: len(_stem(text)))
    return new[0] if len(new) == 1 and name not in taken else None


def _stem(name: str) -> str:
    return path_alike(PurePosixPath(name).stem)


def _with_troubles(drop: Drop, troubles: Mapping[str, str]) -> Drop:
    found = [troubles[path] for path in drop.paths if path in troubles]
    return replace(drop, refusal="\n".join(found), waits="") if found else drop


def packed(name: str) -> str:
    """Why an archive is not taken."""
    message = _("“{name}” is packed. Unpack it, and put the folder with the files here.")
    return message.format(name=printable(name))


def lacks_text() -> str:
    """What recordings and pictures without a rundown wait for."""
    return _("Waits for its text (.txt) or its rundown (.yaml).")


def _which_text(texts: Sequence[str]) -> str:
    message = _(
        "Waits: {texts} lie here, and it is not clear to which it belongs. Put each with its files in a folder."
    )
    return message.format(texts=_listed(texts))


def _lacks_media() -> str:
    return _("Waits for its recordings, clips or photos.")


def _no_plain_text(name: str) -> str:
    message = _("“{name}” cannot be read here. Save its text as plain text (.txt).")
    return message.format(name=printable(name))


def _two_rundowns(names: Sequence[str]) -> str:
    message = _("There are several rundowns: {names}. Put each with its files in a folder of its own.")
    return message.format(names=_listed(names))


def _two_texts(names: Sequence[str]) -> str:
    message = _("There are several texts: {names}. Put each with its files in a folder of its own.")
    return message.format(names=_listed(names))


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(printable(name) for name in names[:5])
    return shown + (", …" if len(names) > 5 else "")
