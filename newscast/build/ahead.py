"""What is finished is copied beside its final place while the rest is still being made."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from pathlib import Path

from newscast.base.errors import MachineError
from newscast.build.stages import Piece
from newscast.engine.engine import Engine
from newscast.episode.folder import Staging, staging
from newscast.step.step import Step


class Ahead:
    """Copies of products that are made one after the other, by a thread of their own. Use as a context: leaving it
    removes what was not published.

    A copy that fails is not told: whoever publishes makes it then, and says what is wrong.
    """

    def __init__(self, folder: Path, pieces: Iterable[Piece], engine: Engine) -> None:
        self._folder = folder
        self._engine = engine
        self._paths: dict[str, list[str]] = {}
        for piece in pieces:
            if isinstance(piece.product.content, Step):
                self._paths.setdefault(piece.product.content.identity, []).append(piece.product.path)
        self._staging: Staging | None = None
        self._opened = ExitStack()
        self._thread = ThreadPoolExecutor(1, "ahead")

    def __enter__(self) -> Ahead:
        return self

    def __exit__(self, *_exception: object) -> None:
        self._thread.shutdown(cancel_futures=True)
        self._opened.close()

    def made(self, step: Step) -> None:
        """Begin to copy the step's result to wherever it is published."""
        for path in self._paths.get(step.identity, ()):
            self._thread.submit(self._copy, path, step)

    def staged(self) -> Staging:
        """All copies, as soon as those that were begun are whole. Raises MachineError."""
        return self._thread.submit(self._open).result()

    def _copy(self, path: str, step: Step) -> None:
        with suppress(OSError, MachineError):
            self._open().hold(path, self._engine.path(step))

    def _open(self) -> Staging:
        if self._staging is None:
            self._staging = self._opened.enter_context(staging(self._folder))
        return self._staging
