"""What is asked for and what its media are: all episodes are looked at before this stops."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

from newscast.base.errors import FilesError, by_place
from newscast.base.status import Seen, noting
from newscast.build.asking import asked
from newscast.build.foreseen import stage
from newscast.build.namesakes import refuse_namesake
from newscast.build.probing import probed
from newscast.build.request import Options
from newscast.build.stages import Probed


def _unnoted(_path: Path) -> AbstractContextManager[Seen]:
    return noting()


def examine(
    paths: Sequence[Path], options: Options, noted: Callable[[Path], AbstractContextManager[Seen]] = _unnoted
) -> list[Probed]:
    """Load rundowns and probe their media; what is looked at meanwhile is `noted`.

    Raises FilesError with the problems of all of them.
    """
    found = list(examined(paths, options, noted))
    problems = [problem for each in found if isinstance(each, FilesError) for problem in each.problems]
    if problems:
        raise FilesError(by_place(problems))
    return [each for each in found if not isinstance(each, FilesError)]


def examined(
    paths: Sequence[Path], options: Options, noted: Callable[[Path], AbstractContextManager[Seen]] = _unnoted
) -> Iterator[Probed | FilesError]:
    """The same one by one, each with what is wrong with it alone."""
    episodes: list[Probed] = []
    for number, path in enumerate(paths):
        found: Probed | FilesError
        try:
            with noted(path) as seen, stage(options.progress, number, "look"):
                wanted = asked(path, options, seen)
                refuse_namesake(wanted, episodes)
                found = probed(wanted)
                episodes.append(found)
        except FilesError as error:
            found = error
        yield found
