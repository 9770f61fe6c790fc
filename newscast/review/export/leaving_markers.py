"""The markers of a version as a file: EDL, OpenTimelineIO or a table."""

from __future__ import annotations

from newscast.base.i18n import language, ngettext
from newscast.exchange.linking import Linking
from newscast.exchange.marker import Marker
from newscast.exchange.marker_csv import marker_csv
from newscast.exchange.marker_edl import locator_edl, resolve_edl
from newscast.exchange.timeline_otio import markers_otio
from newscast.review.episode.chosen import Chosen
from newscast.review.export.leaving import (
    Left,
    Wanted,
    at_programme,
    check_story,
    count_of,
    factor_of,
    file_name,
    markers_of,
    programme_of,
    title_of,
    told_of,
)
from newscast.review.newsroom.access import Visitor
from newscast.review.newsroom.office import Office


def markers_left(office: Office, visitor: Visitor, chosen: Chosen, wanted: Wanted) -> Left:
    """The file. A guest's names no media and no folder of the newsroom. Raises RefusedError, MachineError."""
    check_story(chosen, wanted.story)
    markers = markers_of(office, visitor, chosen, wanted)
    name = file_name(chosen, wanted, "markers")
    if wanted.form == "csv":
        # In the frames that the page counts in.
        tongue = office.newsroom().language if office.newsroom().language.startswith(language()) else language()
        return Left(name, marker_csv(markers, count_of(chosen, wanted), tongue))
    count, placed = count_of(chosen, wanted, factor_of(chosen)), at_programme(markers, chosen)
    notes, title = tuple(_notes(markers)), title_of(chosen, wanted.story)
    if wanted.form in ("edl", "locators"):
        write = resolve_edl if wanted.form == "edl" else locator_edl
        return Left(name, write(title, placed, count, notes).encode(), notes)
    internal = visitor.may("internal")
    programme = programme_of(office, chosen) if internal else ()
    told = told_of(chosen, wanted, count, office)
    told = told if internal else {key: told[key] for key in ("episode", "title", "version", "deliverable", "start")}
    frames = chosen.frames * factor_of(chosen)
    linking = Linking(office.root, wanted.relative)
    text = markers_otio(title, placed, count, frames, programme, linking, told, notes)
    return Left(name, text.encode(), notes)


def _notes(markers: list[Marker]) -> list[str]:
    nowhere = sum(each.frame is None for each in markers)
    if not nowhere:
        return []
    form = ngettext(
        "{count} marker has no place in this version: a table (CSV) has it.",
        "{count} markers have no place in this version: a table (CSV) has them.",
        nowhere,
    )
    return [form.format(count=nowhere)]
