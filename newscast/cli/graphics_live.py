"""`newscast graphics --live`: the sheet on this machine, in which what is saved is drawn again at once."""

from __future__ import annotations

import signal
import tempfile
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from queue import Empty, Queue

import click
from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from newscast.base.canvas import DESIGN_SIZES
from newscast.base.errors import FilesError
from newscast.base.i18n import _
from newscast.cli.graphics import plate_of
from newscast.cli.report import line, print_problems
from newscast.cli.shows_named import show_named
from newscast.graphics.check import Means
from newscast.graphics.contact import has_means, known_names, tries
from newscast.graphics.proofs import LENGTHS
from newscast.review.board.contact_sheet import Plate, Sheet, sheet_app
from newscast.review.serving import listen, serving
from newscast.show.load import KIT
from newscast.show.model import Show

_GATHERED = 0.1
"""Seconds in which one save may touch a file several times."""
_CHANGES = ("created", "modified", "moved", "closed", "deleted")

Drawing = tuple[str, str]
"""A graphic and a canvas."""


class Drawer:
    """Keeps a sheet as the files of a kit are: `take` notes what was saved, `step` draws one drawing of that again."""

    def __init__(self, show: Show, only: Sequence[str]) -> None:
        self.means = Means(show)
        self.only = only
        self.sheet = Sheet(show.name)
        self._due: list[Drawing] = []
        self._files = _files(show)

    def draw(self, paths: frozenset[Path] | None = None) -> None:
        """Draw all that these saved files change; everything, where none are named."""
        self.take(paths)
        while self.step():
            pass

    def take(self, paths: frozenset[Path] | None = None) -> None:
        """Note what these saved files change: one drawing each, which comes next, or, of the kit's other files, all."""
        show = self.means.show
        before, self._files = self._files, _files(show)
        if paths is not None:
            # Programs write aside, and rename or remove that: such a file is none of the kit.
            paths &= self._files | before
            if not paths:
                return
        if paths is not None and show.folder:
            try:
                show, _remarks = show_named(str(show.folder / KIT)) if (show.folder / KIT).is_file() else (show, ())
            except FilesError as error:
                print_problems(error.problems)
                self.sheet.tell_kit(map(line, error.problems))
                return
        self.sheet.tell_kit()
        self.means = Means(show)
        known = [name for name in known_names(self.means, self.only) if has_means(name, self.means)]
        saved = [_drawing(path, show) for path in paths or ()]
        first = [each for each in saved if each and each[0] in known]
        all_known = [(name, canvas) for name in known for canvas in DESIGN_SIZES]
        due = self._due if paths is not None and all(saved) else all_known
        self._due = [*first, *(each for each in due if each not in first and each in all_known)]
        self.sheet.keep(Plate(*drawing, length, due=True) for drawing in all_known for length in LENGTHS)

    def step(self) -> bool:
        """Draw what is due first: of what a page shows just now, else of all; whether there was any."""
        if not self._due:
            return False
        drawing = next((each for each in self._due if f"{each[0]}-{each[1]}" in self.sheet.in_view), self._due[0])
        self._due.remove(drawing)
        for each in tries(self.means, *drawing):
            self.sheet.put(plate_of(each))
        return True


def _files(show: Show) -> frozenset[Path]:
    return frozenset(show.folder.rglob("*")) if show.folder else frozenset()


def _drawing(path: Path, show: Show) -> Drawing | None:
    """What a file draws; None for another file of the kit."""
    graphic, _dot, canvas = path.stem.partition(".")
    own = bool(show.folder and path.parent == show.folder / "graphics" and path.suffix == ".svg")
    return (graphic, canvas) if own and canvas in DESIGN_SIZES else None


def serve(show: Show, only: Sequence[str], port: int) -> int:
    """Until Ctrl-C. The page is there at once: what it shows is drawn first, and all else behind it."""
    drawer, ended = Drawer(show, only), threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_heard: ended.set())
    sockets = listen("127.0.0.1", port)
    click.echo(_("The sheet: {address}").format(address=f"http://127.0.0.1:{sockets[0].getsockname()[1]}"), err=True)
    click.echo(_("Ctrl-C ends it."), err=True)
    with tempfile.TemporaryDirectory() as logs:
        drawer.take()
        with following(drawer, ended), serving(sheet_app(drawer.sheet), sockets, Path(logs), ended.set):
            ended.wait()
    return 0


class following:  # noqa: N801 - a context, called like a function
    """While this context lasts, what is due is drawn, and saved files of the kit again; an error ends it."""

    def __init__(self, drawer: Drawer, ended: threading.Event) -> None:
        self._drawer, self._ended = drawer, ended
        self._saved: Queue[Path] = Queue()
        self._observer = Observer()
        self._error: Exception | None = None
        self._thread = threading.Thread(target=self._draw, name="graphics", daemon=True)

    def __enter__(self) -> None:
        folder = self._drawer.means.show.folder
        if folder:
            self._observer.schedule(_Handler(self._saved.put), str(folder), recursive=True)
            self._observer.start()
        self._thread.start()

    def __exit__(self, *_error: object) -> None:
        self._ended.set()
        if self._observer.is_alive():
            self._observer.stop()
            self._observer.join()
        self._thread.join()
        if self._error:
            raise self._error

    def _draw(self) -> None:
        try:
            self._draw_all()
        except Exception as error:
            self._error = error
            self._ended.set()

    def _draw_all(self) -> None:
        busy = False
        while not self._ended.is_set():
            if paths := self._gathered(wait=0.0 if busy else 0.2):
                self._drawer.take(paths)
            busy = self._drawer.step()

    def _gathered(self, wait: float) -> frozenset[Path]:
        """What is saved within so many seconds, and all that is right after it."""
        paths: set[Path] = set()
        with suppress(Empty):
            paths.add(self._saved.get(block=wait > 0, timeout=wait or None))
            while True:
                paths.add(self._saved.get(timeout=_GATHERED))
        return frozenset(paths)


class _Handler(FileSystemEventHandler):
    def __init__(self, saved: Callable[[Path], None]) -> None:
        self._saved = saved

    def on_any_event(self, event: FileSystemEvent) -> None:
        for path in (Path(str(each)) for each in (event.src_path, event.dest_path) if each):
            beside = path.name.startswith((".", "~")) or path.name.endswith("~")
            if event.event_type in _CHANGES and not event.is_directory and not beside:
                self._saved(path)
