"""A file that another file names: found beside it, inside the newsroom, and really there."""

from __future__ import annotations

import errno
import os
import re
import unicodedata
from pathlib import Path

from newscast.base.filenames import LONGEST, alike, is_too_long
from newscast.base.files import is_utf8
from newscast.base.i18n import _
from newscast.base.status import note
from newscast.document.nodes import Text
from newscast.document.reading import Reading
from newscast.document.says import refusal
from newscast.document.text import unreadable
from newscast.document.words import DASHES, folded, nearest, short

_PROTOCOLS = (
    "amqp async bluray cache concat concatf crypto data dtls fd ffrtmpcrypt ffrtmphttp file ftp gopher gophers hls "
    "http httpproxy https icecast ipfs_gateway ipns_gateway librtmp librtmpe librtmps librtmpt librtmpte libsrt libssh "
    "libzmq md5 mmsh mmst pipe prompeg rist rtmp rtmpe rtmps rtmpt rtmpte rtmpts rtp rtsp sctp sftp smb srt srtp "
    "subfile tcp tee tls udp udplite unix zmq"
)
"""ffmpeg's (`ffmpeg -protocols` of 9.0, all configurations)."""
_OLD_SPELLINGS = ("cp1252", "cp850", "mac_roman")
_PROTOCOL = re.compile(r"([A-Za-z][A-Za-z0-9+_.-]*)(,[^:]*)?:")


def refuse_too_long(text: str) -> None:
    """Raises the refusal of a path that no disk can have."""
    if is_too_long(text):
        message = _("“{name}” is too long for the name of a file.").format(name=short(text, 60))
        hint = _("Names have at most {most} bytes. Is it a text that belongs elsewhere?").format(most=LONGEST)
        raise refusal(message, hint, code="file-name")


def find_file(text: Text, reading: Reading) -> Path:
    """The absolute path, links resolved, of the file a text names. Raises the refusal that says why it cannot be.

    What is left out of the build need not exist, in a draft neither; then the path is where it would be.
    """
    _refuse_addresses(text)
    refuse_too_long(text)
    base = text.place.file.parent
    if text.written.strip() != text and _exists(base / text.written.strip()):
        text = Text(text.written.strip(), text.place, text.plain)
    note(base / text)
    _refuse_backslashes(text, base)
    path = _spelled(base, Path(text), text, reading)
    try:
        resolved = (path or base / text).resolve()
    except (OSError, RuntimeError, ValueError) as error:
        raise refusal(
            _("“{name}” cannot be opened: {reason}.").format(name=short(text), reason=error), code="file-unreadable"
        ) from error
    _refuse_outside(resolved, text, reading)
    _refuse_old_spelling(resolved, text)
    if not reading.left_out:
        if path is None:
            _refuse_several(text, base)
            _missing(text, base, reading)
        else:
            _refuse_unusable(resolved, text)
    return resolved


def _refuse_addresses(text: Text) -> None:
    if "\0" in text:
        raise refusal(_("A file name may not contain this character."), code="file-name")
    if found := re.match(rf"[-{DASHES}]\s", text):
        message = _("“{sign}” is not the hyphen with which an entry of a list begins.").format(sign=text[0])
        first = re.split(rf"\s[-{DASHES}]\s", text)[0]
        hint = _("Type a hyphen and a space: `{text}`.").format(text=f"- {short(first[found.end() :])}")
        raise refusal(message, hint, code="yaml-hyphen")
    if re.match(r"%\w+%|[A-Za-z]:[\\/]|\\\\", text):
        hint = _("Copy the file into the newsroom and name it relative to this file, with `/`.")
        raise refusal(_("“{name}” is a path of one Windows computer.").format(name=short(text)), hint, code="file-name")
    if text.startswith("~"):
        raise refusal(
            _("“{name}” begins with `~`.").format(name=short(text)),
            _("Name it relative to this file."),
            code="file-name",
        )
    found = _PROTOCOL.match(text)
    if "://" in text or text.startswith("www.") or (found and found[1].lower() in _PROTOCOLS.split()):
        hint = _("Download the file into the newsroom and name that.")
        raise refusal(_("“{name}” is an address, not a file.").format(name=short(text)), hint, code="file-name")


def _refuse_circle(error: Exception, text: Text) -> None:
    if getattr(error, "errno", None) == errno.ELOOP:
        message = _("“{name}” is a link that leads back to itself.").format(name=short(text))
        raise refusal(message, _("Put the file itself there, or a link to it."), code="file-unreadable") from error


def _refuse_backslashes(text: Text, base: Path) -> None:
    """On Windows folders are parted with another sign."""
    if "\\" in text and not _exists(base / text):
        message = _("“{name}” has backslashes (`\\`).").format(name=short(text, 60))
        slashed = text.replace("\\", "/")
        raise refusal(message, _("Write `{text}`, with `/`.").format(text=slashed), code="file-name")


def _refuse_several(text: Text, base: Path) -> None:
    """Two files in one text."""
    names = [name for name in re.split(r"\s*[,;]\s*|\s+(?:y\s+)?(?=\S+\.\w+$)", text.strip()) if name]
    if len(names) > 1 and all(re.search(r"\.\w{2,4}$", name) for name in names) and not _exists(base / text):
        message = _("“{name}” names several files.").format(name=short(text, 60))
        hint = _("Write each on a line of its own that begins with `- `; `sot` and the like take only one.")
        raise refusal(message, hint, code="file-name")


def _spelled(base: Path, relative: Path, text: Text, reading: Reading) -> Path | None:
    """The path as the disk spells it: accents composed or not, capitals or not; None where there is no such file."""
    whole = base / relative
    try:
        whole.stat()
        return whole
    except PermissionError as error:
        problem = unreadable(short(text), error, None)
        raise refusal(problem.message, problem.hint, code=problem.code, medium=base / relative) from error
    except (OSError, ValueError) as error:
        _refuse_circle(error, text)
    path = Path(relative.anchor) if relative.anchor else base
    other_case = False
    for name in relative.parts[1:] if relative.anchor else relative.parts:
        spelling = name if name in ("..", ".") or _exists(path / name) else _in_folder(path, name)
        if spelling is None:
            return None
        other_case |= unicodedata.normalize("NFC", spelling) != unicodedata.normalize("NFC", name)
        path = path / spelling
    if other_case and _exists(path) and not reading.left_out:
        message = _("“{name}” is spelled differently on the disk.").format(name=short(text))
        reading.warn(
            message, _("Write “{name}”.").format(name=os.path.relpath(path, base)), text.place, code="file-spelling"
        )
    return path if _exists(path) else None


def _exists(path: Path) -> bool:
    note(path)
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def _in_folder(folder: Path, name: str) -> str | None:
    found = [entry for entry in _names(folder) if alike(entry) == alike(name)]
    exact = [entry for entry in found if unicodedata.normalize("NFC", entry) == unicodedata.normalize("NFC", name)]
    return (exact or found)[0] if len(exact or found) == 1 else None


def _names(folder: Path) -> list[str]:
    """What can be named of a folder: whatever is not hidden, and spelled as texts are."""
    return [name for name in _entries(folder) if not name.startswith(".") and is_utf8(Path(name))]


def _entries(folder: Path) -> list[str]:
    note(folder)
    try:
        return sorted(entry.name for entry in folder.iterdir())
    except OSError:
        return []


def _refuse_outside(path: Path, text: Text, reading: Reading) -> None:
    if any(path.is_relative_to(root) for root in reading.roots):
        return
    hint = _("Copy it into the newsroom, or name its folder under `media_roots` in assets/newsroom.yaml.")
    raise refusal(
        _("“{name}” lies outside the newsroom.").format(name=short(text, 60)), hint, code="file-outside", medium=path
    )


def _refuse_old_spelling(path: Path, text: Text) -> None:
    """A link may lead to any name; everything that is told of a medium, down to the lists of episodes, is UTF-8."""
    if not is_utf8(path):
        message = _("“{name}” leads to a file whose name is not UTF-8.").format(name=short(text, 60))
        raise refusal(message, _rename(), code="file-name", medium=path)


def _rename() -> str:
    return _("Rename that file or folder: delete the name and type it anew.")


def _refuse_unusable(path: Path, text: Text) -> None:
    name = short(text, 60)
    try:
        status = path.stat()
        if path.is_dir():
            raise refusal(
                _("“{name}” is a folder.").format(name=name),
                _("Name a file inside it."),
                code="file-folder",
                medium=path,
            )
        if not path.is_file():
            raise refusal(_("“{name}” is not a file.").format(name=name), code="file-not-a-file", medium=path)
        if status.st_size == 0:
            raise refusal(
                _("“{name}” is empty (0 bytes).").format(name=name),
                _("Copy it again from the camera or phone."),
                code="file-empty",
                medium=path,
            )
        if not os.access(path, os.R_OK):
            raise PermissionError(name)
    except OSError as error:
        problem = unreadable(name, error, None)
        raise refusal(problem.message, problem.hint, code=problem.code, medium=path) from error


def _missing(text: Text, base: Path, reading: Reading) -> None:
    message = _("There is no file “{name}”.").format(name=short(text, 60))
    near = _near(base, text, reading)
    hint = _("Did you mean “{name}”?").format(name=near) if near else _("Paths start at the folder of this file.")
    if _is_there_in_old_spelling(base, text):
        hint = _("There is one with that name in a spelling of old computers, not in UTF-8.") + " " + _rename()
    path = (base / text).resolve()
    if not reading.draft:
        raise refusal(message, hint, code="file-missing", medium=path)
    hint += " " + _("The draft puts a stand-in in its place.")
    reading.warn(message, hint, text.place, code="file-missing", medium=path)


def _is_there_in_old_spelling(base: Path, text: Text) -> bool:
    """Whether the first part of the path that is not there is, spelled as Windows, DOS or a Mac once did."""
    folder = base
    for name in Path(text).parts:
        if not _exists(folder / name):
            raw = [os.fsencode(entry) for entry in _entries(folder) if not is_utf8(Path(entry))]
            spelled = {alike(entry.decode(code, "replace")) for entry in raw for code in _OLD_SPELLINGS}
            return alike(name) in spelled
        folder = folder / name
    return False


def _near(base: Path, text: Text, reading: Reading) -> str | None:
    """The file that was most likely meant: alike in the same folder, or of that path under the newsroom."""
    for root in reading.roots:
        if _exists(root / text) and not Path(text).is_absolute():
            return os.path.relpath(root / text, base)
    wanted = Path(text)
    folder = (base / wanted).parent
    if not folder.is_dir():
        near = nearest(folder.name, [name for name in _names(folder.parent) if (folder.parent / name).is_dir()])
        folder = folder.parent / near if near else folder
    # A link that leads nowhere has the name that is asked for, and is no help.
    inside = [name for name in _names(folder) if (folder / name).exists()]
    same = [name for name in inside if folded(name) == folded(wanted.name)]
    stem = [name for name in inside if folded(Path(name).stem) == folded(wanted.stem)]
    found = next(iter(same + stem), None) or nearest(wanted.name, inside)
    return os.path.relpath(folder / found, base) if found else None
