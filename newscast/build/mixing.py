"""The mixes of a build: one for each timeline and version of its sound, described when it is first asked for."""

from __future__ import annotations

from newscast.build.measuring import take_steps
from newscast.build.stages import Placed
from newscast.show.model import Show
from newscast.sound.bed_form import bed_form_step
from newscast.sound.mix import mix_step
from newscast.sound.underlay import BedSteps
from newscast.sound.version import Version
from newscast.step.step import Step
from newscast.timeline.form import HEADLINES_BED
from newscast.timeline.model import Take, Timeline
from newscast.timeline.takes import music_take


class Mixes:
    """Those that were asked for, with the takes and beds that they are made from."""

    def __init__(self, placed: Placed) -> None:
        different = dict.fromkeys(each.timeline for each in placed.timelines)
        takes = {sound.take for timeline in different for segment in timeline.segments for sound in segment.sounds}
        named = _beds(placed.loaded.show)
        beds = take_steps(named.values(), placed)
        self._takes, self._infos = take_steps(takes, placed), placed.infos
        self._beds = {name: BedSteps(beds[take], bed_form_step(beds[take])) for name, take in named.items()}
        self._known: dict[tuple[Timeline, Version], Step] = {}

    def of(self, timeline: Timeline, version: Version = "full") -> Step:
        """The sound of a timeline of the build."""
        key = (timeline, version)
        if key not in self._known:
            self._known[key] = mix_step(timeline, self._takes, self._infos, self._beds, version)
        return self._known[key]


def _beds(show: Show) -> dict[str, Take]:
    built_in = {"main": music_take(show.bed, "bed"), HEADLINES_BED: music_take(show.bed, "headlines-bed")}
    return built_in | {name: music_take(file, "bed") for name, file in show.beds.items()}
