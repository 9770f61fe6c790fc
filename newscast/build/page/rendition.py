"""The child process of the page that makes what is looked at: renditions, stills, pictures, curves; one at a time.

`python -P -m newscast.build.page.rendition NICE PARENT`. A request is a line of JSON on standard input, see
`Request`; the answers are lines of JSON on standard output: `{"done": 0..1}` now and then, at last `{"made": true}`
or `{"failed": words, "log": text}`. It ends with the process that started it, and when nobody asked for a while;
ffmpeg ends with it.
"""

from __future__ import annotations

import json
import select
import sys
import time
import traceback
from contextlib import suppress
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any, Literal

from newscast.base.asked import begin
from newscast.base.binary import Binary, find_binary
from newscast.base.errors import MachineError, Problem
from newscast.base.i18n import _, speaking
from newscast.base.records import as_json, read_record
from newscast.base.status import status_of
from newscast.deliverables import rendition
from newscast.deliverables.rendition import PHONE, PLAY, Piece, Programme
from newscast.engine import process
from newscast.rundown.signed import SignedException
from newscast.store.shelves import Shelf, keep_shelf, shelf_in
from newscast.store.store import Result

IDLE_SECONDS = 300.0
_TELLING = 0.3
"""Seconds between two words on how far it is."""
_MOST_PAIRS, _FEWEST_PAIRS, _PAIRS_A_SECOND = 4000, 400, 10
_LOUDEST = 32768
_SCALE = 1000


@dataclass(frozen=True)
class Request:
    """What is to be made of the file at `path`, which must have this `status` before and after, unless nobody changes
    it; it is put on a shelf of the store in `store` as `key` and `suffix`. `seconds` are those that it lasts,
    of a moment those before it. `keep` is the store's bound in bytes, where somebody set one. Of a programme that is
    not all of the file there are `pieces`, and `statuses` of each as of the file. Of recordings before and after the
    voice chain (`sides`) the file is the rundown; see newscast.build.page.auditioning for what follows the statuses."""

    kind: Literal["phone", "play", "still", "picture", "peaks", "loudness", "moment", "about", "sides"]
    path: str
    status: tuple[int, ...] | None
    store: str
    shelf: Shelf
    key: str
    suffix: str
    language: str
    keep: int | None = None
    seconds: float = 0.0
    width: int = 0
    height: int = 0
    rate: str = "0"
    frames: int = 0
    channels: tuple[int, ...] = ()
    frame: int = 0
    narrow: int = 0
    pieces: tuple[Piece, ...] = ()
    statuses: tuple[tuple[int, ...] | None, ...] = ()
    slug: str = ""
    deliverable: str = ""
    draft: bool = False
    sources_were: str = ""
    exceptions: tuple[SignedException, ...] = ()

    @property
    def programme(self) -> Programme:
        rate = Fraction(self.rate)
        return Programme(Path(self.path), self.width, self.height, rate, self.frames, self.channels, self.pieces)

    @property
    def sources(self) -> list[tuple[Path, tuple[int, ...] | None]]:
        """All that it is made of, with what each must be like."""
        if self.pieces:
            return [(Path(each.path), status) for each, status in zip(self.pieces, self.statuses, strict=True)]
        return [(Path(self.path), self.status)]


def main() -> None:
    """Answer requests until nobody asks any more."""
    nice, parent = int(sys.argv[1]), int(sys.argv[2])
    tell = begin(parent, nice)
    while select.select([sys.stdin], [], [], IDLE_SECONDS)[0] and (line := sys.stdin.readline()):
        request = read_record(Request, json.loads(line))
        with speaking(request.language):
            tell(_answer(request, tell))


def _answer(request: Request, tell: Any) -> dict[str, Any]:
    try:
        make(request, _Progress(request.seconds, tell))
    except MachineError as error:
        return {"failed": str(error), "log": error.log}
    except Exception as error:
        return {"failed": _("It cannot be made: {reason}.").format(reason=error), "log": traceback.format_exc()}
    return {"made": True}


class _Progress:
    """Tells how far it is, not too often."""

    def __init__(self, seconds: float, tell: Any) -> None:
        self._seconds, self._tell, self._last = seconds, tell, 0.0

    def __call__(self, seconds: float) -> None:
        now = time.monotonic()
        if self._seconds and now - self._last > _TELLING:
            self._last = now
            self._tell({"done": round(min(1.0, seconds / self._seconds), 3)})


def make(request: Request, report: process.Report | None = None) -> None:
    """Make it, and keep it whole under its name. Raises MachineError."""
    folder, source = Path(request.store), Path(request.path)
    shelf, result = shelf_in(folder, request.shelf), Result(request.key, request.suffix)
    # What both sides are called is small, and lasts longer on the shelf than they.
    if shelf.has(result) and request.kind != "sides":
        return
    binary = find_binary(folder / "ffmpeg.json")
    try:
        _refuse_changed(request)
        made = shelf.scratch() / f"made{request.suffix}"
        _MAKERS[request.kind](request, binary, made, report)
        _refuse_changed(request)
        if not made.is_file() or not made.stat().st_size:
            raise MachineError(_("{name} holds nothing to show there.").format(name=source.name))
        shelf.keep(made, result)
    finally:
        # Also what children that were killed have left.
        shelf.tidy()
    with suppress(MachineError):
        keep_shelf(folder, request.shelf, request.keep)


def _refuse_changed(request: Request) -> None:
    for path, status in request.sources:
        if status is not None and status_of(path) != list(status):
            raise MachineError(_("{name} is another one by now. Load the page again.").format(name=path.name))


def _phone(request: Request, binary: Binary, made: Path, report: process.Report | None) -> None:
    process.run(binary.path, rendition.played(request.programme, PHONE, made), report, quiet=True)


def _play(request: Request, binary: Binary, made: Path, report: process.Report | None) -> None:
    process.run(binary.path, rendition.played(request.programme, PLAY, made), report, quiet=True)


def _still(request: Request, binary: Binary, made: Path, _report: process.Report | None) -> None:
    process.run(binary.path, rendition.still(request.programme, request.frame, request.narrow, made), quiet=True)


def _picture(request: Request, binary: Binary, made: Path, _report: process.Report | None) -> None:
    process.run(binary.path, rendition.picture(Path(request.path), request.narrow, made), quiet=True)


def _moment(request: Request, binary: Binary, made: Path, _report: process.Report | None) -> None:
    seconds = Fraction(request.seconds).limit_denominator(1000)
    process.run(binary.path, rendition.moment(Path(request.path), seconds, request.narrow, made), quiet=True)


def _about(request: Request, binary: Binary, made: Path, _report: process.Report | None) -> None:
    """How long a film is and how many frames a second it has, as JSON."""
    from newscast.media.probe import probe

    path = Path(request.path)
    found = probe([path], binary=binary)[path]
    if isinstance(found, Problem):
        raise MachineError(f"{found.message} {found.hint}".strip())
    picture = found.picture
    told = {
        "kind": found.kind,
        "seconds": float(found.duration),
        "start": float(found.picture_start),
        "rate": str(picture.rate) if picture and picture.rate else None,
        "width": picture.width if picture else 0,
        "height": picture.height if picture else 0,
    }
    made.write_text(json.dumps(told), encoding="utf-8")


def _sides(request: Request, _binary: Binary, made: Path, _report: process.Report | None) -> None:
    """Both sides of a segment's recordings, and as JSON what they are called and what was done."""
    from newscast.build.page.auditioning import Segment, auditioned

    own = (request.slug, request.deliverable, request.draft, request.sources_were, request.exceptions)
    told = auditioned(Segment(Path(request.path), *own), shelf_in(Path(request.store), request.shelf))
    made.write_text(json.dumps(told), encoding="utf-8")


def _peaks(request: Request, binary: Binary, made: Path, report: process.Report | None) -> None:
    """The least and the most of equal stretches: what a waveform is drawn of."""
    import numpy as np

    raw = made.with_suffix(".raw")
    process.run(binary.path, rendition.samples(request.programme, raw), report, quiet=True)
    if not raw.stat().st_size:
        return
    sound = np.memmap(raw, "<i2", "r")
    wanted = max(_FEWEST_PAIRS, min(_MOST_PAIRS, round(request.seconds * _PAIRS_A_SECOND)))
    starts = np.unique(np.linspace(0, len(sound), wanted, endpoint=False).astype(np.int64))
    least, most = np.minimum.reduceat(sound, starts), np.maximum.reduceat(sound, starts)
    pairs = np.stack([least, most], axis=1).astype(np.int64) * _SCALE // _LOUDEST
    told = {"peaks": 1, "seconds": request.seconds, "pairs": pairs.tolist()}
    made.write_text(json.dumps(told, separators=(",", ":")), encoding="utf-8")


def _loudness(request: Request, binary: Binary, made: Path, report: process.Report | None) -> None:
    """How loud a programme is over time and as a whole, as loudness.json tells it: of one that has none beside it."""
    from newscast.build.beside.loudness import told_of
    from newscast.qc.energy import read_loudness, read_programme

    raw = made.with_suffix(".raw")
    process.run(binary.path, rendition.energy(request.programme, raw), report, quiet=True)
    if not raw.stat().st_size:
        return
    integrated, spread = read_programme(raw)
    told = told_of("", read_loudness(raw), integrated, spread)
    made.write_text(json.dumps(as_json(told), separators=(",", ":")), encoding="utf-8")


_MAKERS = {
    "phone": _phone,
    "play": _play,
    "still": _still,
    "picture": _picture,
    "peaks": _peaks,
    "loudness": _loudness,
    "moment": _moment,
    "about": _about,
    "sides": _sides,
}


if __name__ == "__main__":
    main()
