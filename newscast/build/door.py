"""The one door to a build: at once where nothing changed, and only else with all that plans and renders."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from newscast.base.errors import UsageError
from newscast.base.i18n import _
from newscast.build.memo import recall
from newscast.build.request import Built, Options
from newscast.show.deliverables import LOUDNESS


def build(paths: Sequence[Path], options: Options) -> Iterable[Built]:
    """The episodes, one after another. All are examined first: an error in any renders none.

    Raises UsageError for a deliverable that there is not, FilesError with everything that is wrong with the files.
    """
    _check_names(options.only)
    known = recall(paths, options)
    if known is not None:
        options.progress.complete()
        return known
    from newscast.build.pipeline import build_anew

    return build_anew(paths, options)


def _check_names(names: Iterable[str]) -> None:
    for name in names:
        if name not in LOUDNESS:
            known = ", ".join(LOUDNESS)
            raise UsageError(_("There is no deliverable {name}. There are: {known}.").format(name=name, known=known))
