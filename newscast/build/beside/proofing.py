"""Captions read again as they were written, and held against what is said in the cut they are of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path, PurePath

from newscast.build.stages import Ready
from newscast.deliverables.captioning import burned_captions, wanted_burned, wanted_captions
from newscast.deliverables.cut import Cut
from newscast.qc.captions.carried import check_carried, check_characters
from newscast.qc.captions.checks import check_captions, check_file
from newscast.qc.captions.grid_files import GRID_READERS, check_grid_file
from newscast.qc.captions.model import Caption
from newscast.qc.captions.reading import READERS
from newscast.qc.captions.talk import check_speech, check_translation
from newscast.qc.model import Check
from newscast.show.model import CaptionStyle
from newscast.timeline.heard import Take, TakeInfo


def proofed(ready: Sequence[Ready], infos: Mapping[Take, TakeInfo]) -> list[Ready]:
    """The same files, with the checks of their captions."""
    cuts = {id(each.piece.cut): each.piece.cut for each in ready}
    checks = {
        path: found
        for cut in cuts.values()
        if cut.captions is not None
        for path, found in _checks([each for each in ready if each.piece.cut is cut], cut, infos).items()
    }
    return [replace(each, checks=(*each.checks, *checks.get(each.piece.product.path, ()))) for each in ready]


def _checks(ready: Sequence[Ready], cut: Cut, infos: Mapping[Take, TakeInfo]) -> dict[str, tuple[Check, ...]]:
    """By file: those of caption files, and those of what is drawn into the pictures and of the voices themselves."""
    style = cut.kind.captions(cut.show) if cut.kind.captions else None
    if style is None:
        return {}
    found = {
        each.piece.product.path: _file(each, style, infos)
        for each in ready
        if each.piece.product.role == "captions" and _suffix(each) in READERS
    }
    programme = next((each for each in ready if each.piece.product.role == "programme"), None)
    if programme:
        found[programme.piece.product.path] = (*_burned(cut, style, infos), *_speech(cut, style, infos))
    for each in ready:
        path = each.piece.product.path
        found[path] = (*found.get(path, ()), *_carried(each, each.piece.of, style, infos))
    return found


def _file(each: Ready, style: CaptionStyle, infos: Mapping[Take, TakeInfo]) -> tuple[Check, ...]:
    """Those of a caption file; of one in a further language, of its translation too."""
    language = each.piece.product.language
    wanted = wanted_captions(each.piece.of, style, infos, language)
    translation = check_translation(wanted) if language else None
    checks = check_file(_bytes(each.content), _suffix(each), wanted)
    return (*checks, translation) if translation else checks


def _carried(each: Ready, cut: Cut, style: CaptionStyle, infos: Mapping[Take, TakeInfo]) -> tuple[Check, ...]:
    """Those of captions that a programme, or a file as CEA-608 has them, carries."""
    carrying = each.piece.product.carrying
    if each.carried and carrying and carrying.captions:
        wanted = wanted_captions(cut, style, infos)
        characters = (check_characters(carrying.written, wanted),) if carrying.written else ()
        return (check_carried(each.carried, carrying.captions, wanted, carrying.lead), *characters)
    if each.piece.product.role == "captions" and _suffix(each) in GRID_READERS:
        planned = [Caption(shown.start, shown.end, shown.lines) for shown in cut.pop_ons]
        wanted = wanted_captions(cut, style, infos)
        return (check_grid_file(_bytes(each.content), _suffix(each), cut.tape, planned, wanted),)
    return ()


def _burned(cut: Cut, style: CaptionStyle, infos: Mapping[Take, TakeInfo]) -> tuple[Check, ...]:
    return check_captions(burned_captions(cut), wanted_burned(cut, style, infos)) if cut.kind.burned else ()


def _speech(cut: Cut, style: CaptionStyle, infos: Mapping[Take, TakeInfo]) -> tuple[Check, ...]:
    found = check_speech(wanted_captions(cut, style, infos))
    return (found,) if found else ()


def _suffix(ready: Ready) -> str:
    return PurePath(ready.piece.product.path).suffix


def _bytes(content: Path | bytes) -> bytes:
    return content if isinstance(content, bytes) else content.read_bytes()
