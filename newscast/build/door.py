"""The one door to a build: at once where nothing changed, and only else with all that plans and renders."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from newscast.base.errors import UsageError
from newscast.base.i18n import _
from newscast.build.memo import recall
from newscast.build.request import Built, Options, require_deliverables
from newscast.episode.folder import DRAFT, MANIFEST
from newscast.show.deliverables import SHARE
from newscast.show.newsroom import find_newsroom


def build(paths: Sequence[Path], options: Options) -> Iterable[Built]:
    """The episodes, one after another. All are examined first: an error in any renders none.

    Raises UsageError for a deliverable that there is not, FilesError with everything that is wrong with the files.
    """
    _check_names(options, paths)
    known = recall(paths, options)
    if known is not None:
        options.progress.complete()
        return known
    return _anew(paths, options)


def _anew(paths: Sequence[Path], options: Options) -> Iterator[Built]:
    """Workers are prepared from the first moment on, while all is read and planned.

    A correction of what was built before may need neither sound nor drawing, whose libraries take a second to load:
    what it needs is told once that is known.
    """
    from newscast.engine.loading import ALL, loaded_for
    from newscast.engine.nursery import close_nursery, hasten

    if not options.scheduler:
        hasten(loaded_for(()) if all(_was_built(path, options) for path in paths) else ALL)
    try:
        from newscast.build.pipeline import build_anew

        yield from build_anew(paths, options)
    finally:
        close_nursery()


def _was_built(path: Path, options: Options) -> bool:
    """Whether there are products of a rundown where this build would put them; none where that cannot be seen, which
    is said when it is read or written."""
    folder = options.output_in(find_newsroom(path) or Path())
    # Path.resolve() refuses links that lead to themselves, and Path.is_file() names that are too long.
    episode = Path(os.path.realpath(path)).stem
    return os.path.isfile(folder / episode / (DRAFT if options.draft else "") / MANIFEST)  # noqa: PTH113


def _check_names(options: Options, paths: Sequence[Path]) -> None:
    if SHARE in options.only and not options.draft:
        raise UsageError(_("What is to be sent is made of drafts: add {option}.").format(option="--draft"))
    require_deliverables((name for name in options.only if name != SHARE), paths)
