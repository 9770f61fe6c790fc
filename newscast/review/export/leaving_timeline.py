"""The timeline of a version as a file with its media linked. Media are looked at: for commands, not for the page."""

from __future__ import annotations

import platform

from newscast.base.i18n import _
from newscast.exchange.cutting import cut_of
from newscast.exchange.linking import Linking
from newscast.exchange.marker import within
from newscast.exchange.sources import sources_of, wrong_of
from newscast.exchange.timeline_edl import timeline_edl
from newscast.exchange.timeline_otio import timeline_otio
from newscast.review.episode.chosen import Chosen
from newscast.review.export.leaving import (
    Left,
    Wanted,
    check_story,
    count_of,
    file_name,
    markers_of,
    programme_of,
    title_of,
    told_of,
)
from newscast.review.newsroom.access import Visitor
from newscast.review.newsroom.office import Office
from newscast.store.open import choose_folder


def timeline_left(office: Office, visitor: Visitor, chosen: Chosen, wanted: Wanted) -> Left:
    """The file, of all of the timeline or of one story. Raises RefusedError, MachineError."""
    check_story(chosen, wanted.story)
    assert chosen.timeline
    results, _last_resort = choose_folder(office.root)
    sources = sources_of(chosen.timeline, office.root, results)
    count = count_of(chosen, wanted, alone=True)
    pictured = any("video" in (file.media or {}) for file in chosen.programmes)
    cut = cut_of(chosen.timeline, sources, programme_of(office, chosen), wanted.story, pictured)
    segments = [each for each in chosen.timeline.segments if wanted.story in (None, each.slug)]
    markers = within(markers_of(office, visitor, chosen, wanted), segments[0].start_frame, cut.frames)
    used = {piece.source.listed for lane in cut.lanes for piece in lane.pieces if piece.source}
    used |= {piece.absent for lane in cut.lanes for piece in lane.pieces}
    notes = (*cut.notes, *wrong_of({name: each for name, each in sources.items() if name in used}))
    notes += (_where(office, wanted),)
    title, linking = title_of(chosen, wanted.story), Linking(office.root, wanted.relative)
    if wanted.form == "edl":
        text = timeline_edl(title, cut, count, markers, linking, notes)
    else:
        text = timeline_otio(title, cut, count, markers, linking, told_of(chosen, wanted, count, office), notes)
    return Left(file_name(chosen, wanted, "timeline"), text.encode(), notes)


def _where(office: Office, wanted: Wanted) -> str:
    """Where a program finds the media."""
    if wanted.relative:
        form = _("Media are named from the folder of the newsroom: put this file there ({folder}), then open it.")
        return form.format(folder=office.root)
    form = _("Media are named as they lie on the machine {host}; on another one tell the program where its copies are.")
    return form.format(host=platform.node())
