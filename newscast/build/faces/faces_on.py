"""The faces in the pictures of one canvas, and where things have their place on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from newscast.base.box import Box
from newscast.base.canvas import Canvas
from newscast.build.faces.sought import Pictured, Sought
from newscast.build.faces.sparing import looks_on, main_of, moments_on
from newscast.build.faces.times import when_seen
from newscast.graphics.places import SIGNER, Places, places_on
from newscast.graphics.window import Window
from newscast.media.info import MediaInfo
from newscast.media.missing import Media, found
from newscast.picture.faces.going import on_the_way
from newscast.picture.faces.search import Faces
from newscast.picture.fit import Size
from newscast.picture.shot import height_of
from newscast.picture.shown import seen_in
from newscast.show.model import Show
from newscast.timeline.seen import GraphicShot, Shot, StillShot
from newscast.timeline.spans import Span, within


@dataclass(frozen=True)
class FacesOn:
    """One canvas of an episode; boxes are in shares of it."""

    show: Show
    canvas: Canvas
    media: Media
    sought: Sought
    burned: bool = True
    """Whether captions are drawn into its pictures."""
    banded: bool = False
    """Whether something stands at the bottom edge, above which the window of sign language stands."""

    @cached_property
    def drawn(self) -> Places:
        """Where things have their place on the canvas, as that is drawn."""
        places = places_on(self.canvas, self.show)
        places = places.higher(SIGNER, places.of(SIGNER).band) if self.banded else places
        return places if self.burned else places.without_captions

    def has_faces(self, shot: Shot) -> bool:
        """Whether any is known in a picture of the shot."""
        return any(self._has_faces_in(picture, shot.frames) for picture in shot.pictures)

    def _has_faces_in(self, picture: Pictured, frames: int) -> bool:
        known = self._known(picture, frames)
        return known is not None and known[1].are_any

    def _known(self, picture: Pictured, frames: int) -> tuple[Size, Faces] | None:
        """The size of a picture that is seen for so many frames, and its faces; None where texts make room for none."""
        info = found(self.media, picture.file)
        if info is None or info.picture is None or _is_read(picture):
            return None
        faces = self.faces(picture, info, frames)
        return None if faces is None else ((info.picture.width, info.picture.height), faces)

    def faces(self, picture: Pictured, info: MediaInfo, frames: int) -> Faces | None:
        """Those of a picture that is seen for so many frames; None where they are not known."""
        return self.sought.of(picture, info, frames, self.canvas.rate)

    def faces_in(self, shot: Shot, span: Span) -> Iterator[Box]:
        """The faces of a shot on the canvas in some frames of its segment."""
        for faces in self.moments_in(shot, span):
            yield from faces

    def main_in(self, shot: Shot, span: Span) -> Iterator[Box]:
        """Those of them that are not far behind others that are seen with them."""
        for faces in self.moments_in(shot, span):
            yield from main_of(faces)

    def moments_in(self, shot: Shot, span: Span) -> Iterator[Sequence[Box]]:
        """All of them, those together that are seen at one look at a picture."""
        for seen in within([shot.span], span):
            for picture in shot.pictures:
                yield from self._on_canvas(picture, shot, seen)

    def _on_canvas(self, picture: Pictured, shot: Shot, span: Span) -> Iterator[Sequence[Box]]:
        """The faces of one picture of a shot, in these frames of its segment, look by look."""
        known, there, own = self._known(picture, shot.frames), self.seen_in(shot), span.later(-shot.start)
        if known is None:
            return
        size, faces = known
        for boxes in moments_on(there.canvas, picture, faces, size, height_of(shot), own, shot.frames):
            yield there.on(self.canvas, boxes)

    def seen_in(self, shot: Shot) -> Window:
        """Where on the canvas a shot's picture is seen: an opener's is looked at by itself, so that is all of it."""
        whole = Window(self.canvas, 0, 0)
        apart = isinstance(shot.picture, GraphicShot) and shot.picture.apart
        return seen_in(shot, self.show, self.canvas) if apart else whole

    def sure_in(self, shot: Shot, doubtful: bool = False) -> Iterator[tuple[Span, Sequence[Box]]]:
        """The faces of a shot that are sure, with `doubtful` also what may be one, on the canvas, each with the frames
        of its segment in which they are."""
        for picture in shot.pictures:
            known, there, whole = self._known(picture, shot.frames), self.seen_in(shot), Span(0, shot.frames)
            if known is None:
                continue
            size, faces = known[0], known[1] if doubtful else replace(known[1], doubtful=())
            if isinstance(picture, StillShot):
                for boxes in moments_on(there.canvas, picture, faces, size, height_of(shot), whole, shot.frames):
                    yield shot.span, there.on(self.canvas, boxes)
                continue
            looks = looks_on(there.canvas, picture, on_the_way(faces), size, height_of(shot))
            for span, seen in when_seen(list(looks), whole):
                yield span.later(shot.start), there.on(self.canvas, seen)


def _is_read(picture: Pictured) -> bool:
    """Whether faces in a picture pass while it is read: no text makes room for those."""
    return isinstance(picture, StillShot) and picture.is_read
