"""The store key of a step: its identity, and the versions of everything that makes it."""

from __future__ import annotations

from newscast.base.binary import Binary
from newscast.base.canonical import digest_of
from newscast.base.content import File
from newscast.base.versions import version_of
from newscast.engine.makers import KINDS
from newscast.step.step import Source, Step
from newscast.store.store import Result


class Keys:
    """Keys under one ffmpeg build; each step's is derived once.

    `processor` are the instruction sets that results are kept apart by, see newscast.engine.traits.Apart.
    """

    def __init__(self, binary: Binary, processor: str = "") -> None:
        self._build = binary.build
        self._apart = [processor] if processor else []
        self._known: dict[str, str] = {}

    def of(self, source: Source) -> str:
        """64 hex digits; for a file, those of its content."""
        if isinstance(source, File):
            return source.digest
        if source.identity not in self._known:
            self._known[source.identity] = self._derive(source)
        return self._known[source.identity]

    def result(self, step: Step) -> Result:
        """Where the step's result is in a store."""
        return Result(self.of(step), step.suffix)

    def _derive(self, step: Step) -> str:
        kind = KINDS[step.kind]
        tools = [
            kind.version,
            [[name, version_of(name)] for name in kind.libraries],
            self._build if kind.ffmpeg else "",
        ]
        inputs = [self.of(source) for source in step.inputs]
        return digest_of([step.kind, tools, step.params_json, inputs, step.suffix, *self._apart])
