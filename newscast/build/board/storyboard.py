"""What a storyboard shows of a rundown, and the steps that draw its stills; no voice is synthesised for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from newscast.base.errors import FilesError, Problem
from newscast.base.i18n import language
from newscast.base.status import Seen
from newscast.build.asking import asked
from newscast.build.board.laying import laid_out
from newscast.build.board.stills import Drawing, Memory, NameOf
from newscast.build.captioning import captioned_here
from newscast.build.cuts import rough_cuts
from newscast.build.framing import framed
from newscast.build.known import Known
from newscast.build.looking.faultless import faultless
from newscast.build.looking.fitting import refuse_misfits
from newscast.build.looking.legible import legible
from newscast.build.measuring import estimated
from newscast.build.placing import placed
from newscast.build.probing import probed
from newscast.build.request import Options
from newscast.build.stages import Placed
from newscast.build.takes.recollecting import recollected
from newscast.build.takes.splitting import split_roughly
from newscast.deliverables.rough import RoughCut
from newscast.document.reading import in_order
from newscast.episode.board import Board
from newscast.show.newsroom import NEWSROOM, find_newsroom
from newscast.step.step import Step


@dataclass(frozen=True)
class Planned:
    """A board, the step that draws each of its stills, by key, and all that is wrong with the rundown."""

    board: Board
    steps: Mapping[str, Step]
    placed: Placed
    problems: tuple[Problem, ...]


def planned_board(
    path: Path,
    options: Options,
    name_of: Callable[[Placed], NameOf],
    memory: Memory | None = None,
    seen: Seen | None = None,
) -> Planned:
    """The board of the rundown at `path`; what is wrong in it is told where it stands, and the rest is shown.

    `name_of` gives, for an episode, what names a step's result; in `seen` it is noted what is looked at. Raises
    FilesError where nothing can be shown.
    """
    memory, seen = memory or Memory(), seen or Seen()
    if root := find_newsroom(path):
        seen.note_tree(root / NEWSROOM.parent)
    episode = probed(asked(path, replace(options, draft=True, tolerant=True), seen))
    known = Known(episode)
    sketch = framed(placed(estimated(split_roughly(episode, known)[0], known.find)), known.found)
    captions = captioned_here(sketch)
    with faultless(known.store, episode.loaded.show) as right:
        sketch = legible(sketch, captions, known.found, right)
    cuts = rough_cuts(sketch.timelines, episode.loaded.show, captions)
    sketch = recollected(sketch, known.store, known.found, keep=False)
    problems = tuple(in_order([*sketch.warnings, *sketch.remarks, *_misfits(cuts)]))
    # While propaganda is suspended, a show has other graphics in one episode than in another.
    kit = (sketch.loaded.show.folder, repr(sketch.loaded.suspension))
    memory.begin((seen.trees, sketch.binary, language()), kit)
    drawing = Drawing(sketch.media, name_of(sketch), memory)
    board = laid_out(sketch, cuts, problems, drawing)
    return Planned(board, drawing.steps, sketch, problems)


def _misfits(cuts: Sequence[RoughCut]) -> Sequence[Problem]:
    """The graphics whose texts do not fit."""
    try:
        if cuts:
            refuse_misfits(((cut, shown) for cut in cuts for shown in cut.graphics()), cuts[0].show)
    except FilesError as error:
        return error.problems
    return ()
