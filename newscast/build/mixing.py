"""The mixes of a build: one for each timeline and version of its sound, described when it is first asked for."""

from __future__ import annotations

from newscast.build.measuring import take_steps
from newscast.build.stages import Placed
from newscast.show.media import own_bed
from newscast.show.model import Show
from newscast.show.moods import MOODS
from newscast.show.music import Bed
from newscast.sound.bed_form import bed_form_step
from newscast.sound.mix import mix_step
from newscast.sound.underlay import BedSteps
from newscast.sound.version import Version
from newscast.step.step import Step
from newscast.timeline.form import HEADLINES_BED
from newscast.timeline.heard import Take
from newscast.timeline.model import Timeline
from newscast.timeline.takes import music_take


class Mixes:
    """Those that were asked for, with the takes and beds that they are made from."""

    def __init__(self, placed: Placed) -> None:
        different = dict.fromkeys(each.timeline for each in placed.timelines)
        takes = {sound.take for timeline in different for segment in timeline.segments for sound in segment.sounds}
        show = placed.loaded.show
        named = _beds(show)
        beds = take_steps(named.values(), placed)
        self._takes, self._infos = take_steps(takes, placed), placed.infos
        self._beds = {name: _steps(beds[take], _told(name, show)) for name, take in named.items()}
        self._known: dict[tuple[Timeline, Version], Step] = {}

    def of(self, timeline: Timeline, version: Version = "full") -> Step:
        """The sound of a timeline of the build."""
        key = (timeline, version)
        if key not in self._known:
            self._known[key] = mix_step(timeline, self._takes, self._infos, self._beds, version)
        return self._known[key]


def _beds(show: Show) -> dict[str, Take]:
    """The beds by the names that segments call them; one that the kit brings comes before the mood of that name."""
    usual = {"main": "bed", HEADLINES_BED: "headlines-bed"}
    built_in = {name: music_take(own_bed(show), piece, show.mood) for name, piece in usual.items()}
    moods = {mood: music_take(None, "bed", mood) for mood in MOODS}
    return built_in | moods | {name: music_take(bed.file, "bed", show.mood) for name, bed in show.beds.items()}


def _told(name: str, show: Show) -> Bed | None:
    """What the kit says of its own bed of that name; None of one that is built in."""
    return show.beds.get(name, None if name in MOODS else show.bed)


def _steps(recording: Step, bed: Bed | None) -> BedSteps:
    """A prepared bed, with what the kit says of its tempo."""
    return BedSteps(recording, bed_form_step(recording, bed.bpm if bed else None, bed.bars if bed else None))
