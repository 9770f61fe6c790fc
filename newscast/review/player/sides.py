"""Both sides of a segment's recordings, before and after the voice chain: where they lie, and who is asked for them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import Any, Literal
from urllib.parse import quote, urlencode

from newscast.base.chains import PREPARED
from newscast.base.i18n import language
from newscast.episode.timeline import ListedSegment
from newscast.review.episode.chosen import Chosen
from newscast.review.episode.suspended import exceptions_at
from newscast.review.newsroom.listed import Opened, opened_at, store_of
from newscast.review.newsroom.office import Office
from newscast.review.playing.workshop import QUICK, Job, Workshop
from newscast.store.shelves import Shelf, made_of, shelf_in
from newscast.store.store import Result, Store

Side = Literal["before", "after"]
SIDES: tuple[Side, ...] = ("before", "after")
_SHELF: Shelf = "renditions"
_SUFFIX = ".m4a"


@dataclass(frozen=True)
class SidesOf:
    """The recordings of a segment, in the deliverable that is looked at."""

    chosen: Chosen
    slug: str

    @property
    def result(self) -> Result:
        """What they are called and what was done to them, in words: by what they were made from."""
        of = "/".join((str(self.chosen.entry.sources), self.slug, language()))
        return made_of(of, "sides", ".json")


def sides_address(chosen: Chosen, segment: ListedSegment, *more: str) -> str:
    """Where the recordings of a segment are told of, or `more` of them; empty where nobody recorded anything that can
    be made again."""
    recorded = any(each.file and each.chain in PREPARED for each in segment.sounds)
    if not recorded or not chosen.entry.sources:
        return ""
    asked = {"draft": int(chosen.draft), "version": chosen.version, "deliverable": chosen.target}
    path = "/".join(quote(each, safe="") for each in (segment.slug, *more))
    return f"/e/{quote(chosen.episode)}/sides/{path}?{urlencode(asked, safe='/')}"


def takes_of(office: Office, sides: SidesOf) -> list[dict[str, Any]] | None:
    """Each recording with its `name`, its `seconds`, what was `said` of it and the keys of `before` and `after`; None
    where one of them is not made. Raises MachineError."""
    shelf = _shelf(office)
    found = opened_at(shelf.path(sides.result), None) if shelf.has(sides.result) else None
    if found is None:
        return None
    with found.stream as stream, suppress(ValueError, KeyError):
        takes: list[dict[str, Any]] = json.load(stream)["takes"]
        if all(shelf.has(each) for each in _results(takes)):
            return takes
    return None


def opened_side(office: Office, take: Mapping[str, Any], side: Side) -> Opened | None:
    """A side of a recording, open."""
    return opened_at(_shelf(office).path(Result(take[side], _SUFFIX)), None)


def have_sides_made(office: Office, workshop: Workshop, sides: SidesOf) -> Job:
    """Have them made, unless that is under way. Raises FullError."""
    chosen, result = sides.chosen, sides.result
    rundown = office.root / chosen.manifest.rundown.path
    request = {
        "kind": "sides",
        "path": str(rundown),
        "status": None,
        "store": str(store_of(office.root).folder),
        "shelf": _SHELF,
        "key": result.key,
        "suffix": result.suffix,
        "language": language(),
        "keep": office.newsroom().store.keep,
        "slug": sides.slug,
        "deliverable": chosen.deliverable,
        "draft": chosen.draft,
        "sources_were": str(chosen.entry.sources),
        "exceptions": [asdict(each) for each in exceptions_at(office.root, chosen.episode)],
    }
    return workshop.want(QUICK, result.name, request, group=chosen.episode)


def _results(takes: list[dict[str, Any]]) -> Iterator[Result]:
    yield from (Result(take[side], _SUFFIX) for take in takes for side in SIDES)


def _shelf(office: Office) -> Store:
    return shelf_in(store_of(office.root).folder, _SHELF)
