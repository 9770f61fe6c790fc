"""Which cuts a build has: one for each deliverable, or for each of its stories that has a cut of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from newscast.base.errors import FilesError
from newscast.captions.correcting import Corrected
from newscast.captions.cue import Captioned
from newscast.captions.style import grid_style
from newscast.deliverables.all import DELIVERABLES
from newscast.deliverables.deliverable import Deliverable
from newscast.deliverables.rough import RoughCut
from newscast.rundown.keep import kept, media_files, of_a_loop
from newscast.rundown.load import Loaded
from newscast.rundown.model import Close, Rundown, Story
from newscast.show.deliverables import GRID_FORMATS
from newscast.show.model import CaptionStyle, Show
from newscast.timeline.form import Form
from newscast.timeline.model import Places, Timeline


@dataclass(frozen=True)
class Request:
    """One timeline that a deliverable needs: what is kept for it, and the story's slug where each has its own cut."""

    deliverable: str
    slug: str | None
    rundown: Rundown
    closing: Fraction | None = None
    """Seconds of the designed closing, where they are not what they usually are."""
    left_out: tuple[str, ...] = ()
    """The stories that left it for its slot."""

    @property
    def kind(self) -> Deliverable:
        """What it is asked for."""
        return deliverable_of(self.deliverable, self.rundown.families)

    @property
    def form(self) -> Form:
        """What decides the timeline."""
        usual = self.kind.form
        return usual if self.closing is None else replace(usual, closing=self.closing)

    def caption_style(self, show: Show) -> CaptionStyle | None:
        """How its captions are broken; None where the deliverable has none."""
        style = self.kind.captions
        wanted = not self.kind.on_request or show.caption_files(self.deliverable) or self.grid_style(show)
        return style(show) if style and wanted else None

    def grid_style(self, show: Show, draft: bool = False) -> CaptionStyle | None:
        """How they are broken for CEA-608; None where neither a file beside it nor the programme carries such, which a
        draft never does."""
        station = show.station(self.deliverable)
        carried = bool(station and station.kind == "tv" and station.captions and not draft)
        wanted = carried or set(GRID_FORMATS) & set(show.caption_files(self.deliverable))
        ours = any(isinstance(each, Story) and each.signer for each in self.rundown.segments)
        return grid_style(show.captions, ours or bool(station and station.signer)) if wanted else None

    def carries_files(self, show: Show) -> bool:
        """Whether its captions are tracks of their own, or files, which there may be in further languages."""
        return self.kind.tracks or bool(show.caption_files(self.deliverable))


@dataclass(frozen=True)
class PlacedCut:
    """A request with its timeline, and where everything in it was written.

    `before` has segment and number of each part whose recording says what its copy said before.
    """

    request: Request
    timeline: Timeline
    places: Places
    before: frozenset[tuple[str, int]] = frozenset()
    corrected: tuple[tuple[str, Corrected], ...] = ()
    """By language tag, the captions that somebody corrected."""


def deliverable_of(name: str, families: Mapping[str, str]) -> Deliverable:
    """The deliverable of that name; of a station's, its family."""
    return DELIVERABLES[families.get(name, name)]


def rough_cuts(cuts: Iterable[PlacedCut], show: Show, captions: Iterable[Captioned | None]) -> list[RoughCut]:
    """The cuts of an episode before anything is made of them; `captions` are those of each timeline."""
    return [
        RoughCut(
            deliverable=each.request.deliverable,
            slug=each.request.slug,
            rundown=each.request.rundown,
            show=show,
            timeline=each.timeline,
            places=each.places,
            captions=said.own if said else None,
            further=dict(said.further) if said else {},
            on_grid=said.on_grid if said else None,
            corrected=dict(each.corrected),
        )
        for each, said in zip(cuts, captions, strict=True)
    ]


def requests(loaded: Loaded, names: Iterable[str], tolerant: bool = False) -> list[Request]:
    """The cuts of these deliverables. Raises FilesError where one keeps nothing, unless it is only left out then."""
    found: list[Request] = []
    for name in names:
        try:
            rundown = kept(loaded.rundown, name)
            if deliverable_of(name, rundown.families).form.loop:
                rundown = of_a_loop(rundown, loaded.show.screens.stories)
        except FilesError:
            if tolerant:
                continue
            raise
        social = [s for s in rundown.segments if isinstance(s, Story) and s.social]
        if deliverable_of(name, rundown.families).form.cuts and social:
            found += [Request(name, story.slug, _only(story, rundown)) for story in social]
        else:
            found.append(Request(name, None, rundown))
    return found


def judging(loaded: Loaded, wanted: Iterable[Request]) -> list[Request]:
    """The programmes for the air that are not wanted now, but have a say in which stories leave for the slot: so the
    same ones leave whatever is built. One whose media are not all there has none."""
    rundown, show = loaded.rundown, loaded.show
    if not rundown.to_slot or rundown.slot is None:
        return []
    names = {each.deliverable for each in wanted}
    others = requests(loaded, [name for name in rundown.deliverables if name not in names], tolerant=True)
    on_air = [each for each in others if _is_on_air(each, show)]
    return [each for each in on_air if all(path.exists() for path, _place in media_files(each.rundown, show))]


def deciding(cuts: Iterable[Request], show: Show) -> list[Request]:
    """Those of some cuts that decide which stories leave for the slot: the programmes for the air, else all that are no
    story's own."""
    whole = [each for each in cuts if each.slug is None]
    return [each for each in whole if _is_on_air(each, show)] or whole


def _is_on_air(request: Request, show: Show) -> bool:
    """Whether it is a whole programme that a station takes."""
    return request.slug is None and show.family(request.deliverable) in ("tv", "radio")


def whole_episode(loaded: Loaded) -> Request | None:
    """The episode as its first deliverable with pictures has it, for which captions were corrected; None where none
    were."""
    names = loaded.rundown.deliverables
    seen = [name for name in names if deliverable_of(name, loaded.rundown.families).form.picture]
    whole = [name for name in seen if not deliverable_of(name, loaded.rundown.families).form.cuts]
    if not loaded.captions:
        return None
    name = next(iter([*whole, *seen, *names]))
    return Request(name, None, kept(loaded.rundown, name))


def _only(story: Story, rundown: Rundown) -> Rundown:
    """The rundown with this story, and the show's closing where it has one, without what is said in it."""
    closing = [s.model_copy(update={"parts": ()}) for s in rundown.segments if isinstance(s, Close)]
    return rundown.model_copy(update={"segments": (story, *closing)})
