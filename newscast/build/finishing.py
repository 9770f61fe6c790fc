"""The manifest: what a build made, with checksums, measurements and verdicts; and the files that go with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from newscast.build.namesakes import newsroom_from
from newscast.build.stages import Composed, Finished, Piece, Ready, grown
from newscast.deliverables.cut import Cut
from newscast.engine.engine import Engine
from newscast.episode.folder import Delivery, json_bytes
from newscast.episode.listing import LISTING, listing, read_listing
from newscast.episode.telling import Sources, told
from newscast.episode.timeline import ListedTimeline
from newscast.qc.checks import check_json, media_json, run_checks, verdict
from newscast.qc.measure import read_measurement
from newscast.qc.model import Check
from newscast.qc.synthetic_voice import synthetic_voice
from newscast.rundown.load import Loaded
from newscast.step.digest import digest_of_bytes, read_digest
from newscast.step.step import Step
from newscast.timeline.model import Timeline


def finished(composed: Composed, engine: Engine) -> Finished:
    """The products as files, each measured one held against what was wanted of it."""
    return grown(Finished, composed, ready=tuple(_ready(piece, engine) for piece in composed.pieces))


def _ready(piece: Piece, engine: Engine) -> Ready:
    content = piece.product.content
    if not isinstance(content, Step):
        return Ready(piece, content, digest_of_bytes(content), None, ())
    assert piece.digest
    digest = read_digest(engine.path(piece.digest))
    if piece.measure is None or piece.product.wanted is None:
        return Ready(piece, engine.path(content), digest, None, ())
    measurement = read_measurement(engine.path(piece.measure))
    return Ready(piece, engine.path(content), digest, measurement, run_checks(measurement, piece.product.wanted))


def manifest_of(
    finished: Finished, folder: Path, before: Mapping[str, Any] | None, built: Mapping[str, Any]
) -> dict[str, Any]:
    """The manifest. Entries of deliverables that were not built now are kept from `before`."""
    loaded, rundown = finished.loaded, finished.loaded.rundown
    entries = dict(before["deliverables"]) if before else {}
    for name in dict.fromkeys(cut.deliverable for cut in finished.cuts):
        entries[name] = _entry([file for file in finished.ready if file.piece.cut.deliverable == name], loaded)
    ordered = [*rundown.deliverables, *(name for name in entries if name not in rundown.deliverables)]
    entries = {name: entries[name] for name in ordered if name in entries}
    main = _main_entry(entries)
    return {
        "manifest": 1,
        "episode": rundown.episode,
        "show": rundown.show,
        "title": rundown.title,
        "date": rundown.date.isoformat(),
        "draft": finished.options.draft,
        "duration": main["duration"],
        "rundown": {
            "path": _relative(rundown.path, loaded.root),
            "sha256": rundown.sha256,
            "newsroom": newsroom_from(folder, loaded.root),
        },
        "segments": main["segments"],
        "deliverables": entries,
        "built": dict(built),
    }


def _main_entry(entries: Mapping[str, Any]) -> dict[str, Any]:
    """The first deliverable with picture, else the first."""
    with_picture = [entry for entry in entries.values() if any("video" in f.get("media", {}) for f in entry["files"])]
    main: dict[str, Any] = next(iter([*with_picture, *entries.values()]))
    return main


def _entry(files: Sequence[Ready], loaded: Loaded) -> dict[str, Any]:
    cuts = list({id(file.piece.cut): file.piece.cut for file in files}.values())
    checks = [(file, check) for file in files for check in file.checks]
    synthetic = _synthetic(cuts, loaded)
    return {
        "duration": _seconds(cuts[0].timeline.duration),
        "rundown_sha256": loaded.rundown.sha256,
        "segments": [segment for cut in cuts for segment in _segments(cut.timeline)],
        "files": [_file_json(file) for file in files],
        "qc": {
            "verdict": verdict([check for _file, check in checks] + synthetic),
            "checks": [check_json(check) | {"file": file.piece.product.path} for file, check in checks]
            + [check_json(check) for check in synthetic],
        },
    }


def _synthetic(cuts: Sequence[Cut], loaded: Loaded) -> list[Check]:
    """Which segments a synthetic voice reads."""
    slugs = dict.fromkeys(
        segment.slug
        for cut in cuts
        for segment in cut.timeline.segments
        if any(sound.take.text for sound in segment.sounds)
    )
    return list(synthetic_voice(list(slugs), loaded.show.synth.on_air))


def _segments(timeline: Timeline) -> list[dict[str, Any]]:
    return [
        {
            "slug": segment.slug,
            "kind": segment.kind,
            "start": _seconds(segment.start / timeline.rate),
            "duration": _seconds(segment.frames / timeline.rate),
        }
        for segment in timeline.segments
    ]


def _file_json(file: Ready) -> dict[str, Any]:
    product, cut = file.piece.product, file.piece.cut
    entry: dict[str, Any] = {"path": product.path, "role": product.role}
    entry |= {"bytes": file.digest.bytes, "sha256": file.digest.sha256}
    if cut.slug:
        entry["slug"] = cut.slug
    if file.measurement:
        entry["duration"] = _seconds(cut.timeline.duration)
        entry["media"] = media_json(file.measurement)
    return entry


def _seconds(value: Any) -> float:
    return round(float(value), 6)


def _relative(path: Path, root: Path) -> str:
    try:
        return path.resolve().relative_to(root).as_posix()
    except ValueError:
        return path.as_posix()


def lists_of(finished: Finished, manifest: Mapping[str, Any], folder: Path) -> list[Delivery]:
    """timeline.json and qc.json of the whole episode; what is kept of an earlier timeline.json is read from there."""
    timelines = listing(_timelines(finished), read_listing(folder / LISTING), manifest["deliverables"])
    checks = {name: entry["qc"] for name, entry in manifest["deliverables"].items()}
    contents = {LISTING: json_bytes(timelines), "qc.json": json_bytes(checks)}
    return [Delivery(path, content, digest_of_bytes(content).sha256) for path, content in contents.items()]


def _timelines(composed: Composed) -> dict[str, ListedTimeline]:
    loaded = composed.loaded
    sources = Sources(loaded.root, composed.media, loaded.sources)
    users = {cut.deliverable + (f"/{cut.slug}" if cut.slug else ""): cut for cut in composed.cuts}
    return {user: told(user, cut.timeline, cut.places, cut.captions, sources) for user, cut in users.items()}
