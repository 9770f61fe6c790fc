"""What the kit's own beds turned out to be: which places of them each cut has, and those in which nothing is heard."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from newscast.base.content import File
from newscast.base.errors import Problem
from newscast.base.i18n import _
from newscast.build.stages import Composed
from newscast.deliverables.cut import Cut
from newscast.engine.engine import Engine
from newscast.episode.telling import Music
from newscast.episode.timeline import ListedMusic
from newscast.show.media import beds_of, places_of_beds
from newscast.sound.bed_form import read_bed_form
from newscast.sound.underlay import played
from newscast.step.step import Step

_SILENT = 1e-7
"""Energy that no music of the loudness of prepared music stays under all along: -70 LUFS."""


def music_of(cut: Cut, engine: Engine) -> Music:
    """The places of each bed with a recording of its own, as the whole mix lays them, by where the bed starts: beds are
    listed of a version without music too."""
    forms = {run["start"]: (run, form) for run, form in _own(cut.versions("full"))}
    _see_to(engine, (form for _run, form in forms.values()))
    return {
        start: tuple(ListedMusic(*each) for each in played(run, read_bed_form(engine.path(form))))
        for start, (run, form) in forms.items()
    }


def silent_beds(composed: Composed, engine: Engine) -> Iterator[Problem]:
    """Warnings of beds that a mix has and nobody hears."""
    forms = dict.fromkeys(form for cut in composed.cuts for _run, form in _own(cut.mix))
    _see_to(engine, forms)
    silent = [form for form in forms if max(read_bed_form(engine.path(form)).energies, default=0.0) < _SILENT]
    show = composed.loaded.show
    files, places = beds_of(show), places_of_beds(show)
    for name in files:
        if any(_recording(form) == files[name] for form in silent):
            message = _("Nothing is heard in {name}, and music is wanted here.").format(name=files[name].name)
            hint = _("Name a recording of the music.")
            yield Problem(message, hint, places[name], warning=True, code="medium-unsuitable", medium=files[name])


def _recording(form: Step) -> Path | None:
    """The file that a bed is prepared from."""
    prepared = form.inputs[0]
    source = prepared.inputs[0] if isinstance(prepared, Step) else None
    return source.path if isinstance(source, File) else None


def _own(mix: Step) -> Iterator[tuple[Mapping[str, Any], Step]]:
    """The runs of beds with a recording of their own in a mix, and what is known of each recording."""
    for run in mix.params["beds"] if mix.kind == "mix" else ():
        form = mix.inputs[run["form"]]
        if isinstance(form, Step) and not form.params["built_in"]:
            yield run, form


def _see_to(engine: Engine, forms: Iterable[Step]) -> None:
    """What the store has let go of is made again."""
    missing = [form for form in forms if not engine.has(form)]
    if missing:
        engine.make(missing)
