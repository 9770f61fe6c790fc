"""The sixth stage: the products as files, each measured one held against what was wanted of it."""

from __future__ import annotations

from dataclasses import replace

from newscast.build.beds import silent_beds
from newscast.build.beside.handing import sidecar_files
from newscast.build.beside.loudness import loudness_files
from newscast.build.beside.proofing import proofed
from newscast.build.stages import Composed, Finished, Piece, Ready, grown
from newscast.deliverables.delivery import as_measured
from newscast.engine.engine import Engine
from newscast.qc.captions.carried import same_essence
from newscast.qc.carried import read_carried
from newscast.qc.checks import run_checks
from newscast.qc.delivered.checks import check_delivery
from newscast.qc.delivered.facts import read_facts
from newscast.qc.limits import check_limits, check_text
from newscast.qc.loudness import check as check_loudness
from newscast.qc.measure import read_measurement
from newscast.qc.measured import Measurement
from newscast.qc.model import Check
from newscast.step.digest import digest_of_bytes, read_digest
from newscast.step.step import Step


def finished(composed: Composed, engine: Engine) -> Finished:
    """The products, which the engine has made, and what is told of them beside them."""
    ready = proofed([_ready(piece, engine) for piece in composed.pieces], composed.infos)
    beside = (*loudness_files(ready, composed.infos), *sidecar_files(ready, composed))
    remarks = (*composed.remarks, *silent_beds(composed, engine))
    return grown(Finished, composed, ready=(*ready, *beside), remarks=remarks)


def _ready(piece: Piece, engine: Engine) -> Ready:
    content = piece.product.content
    if not isinstance(content, Step):
        within = check_text(piece.product.limits, content.decode()) if piece.product.limits else ()
        return Ready(piece, content, digest_of_bytes(content), None, within)
    assert piece.digest
    digest = read_digest(engine.path(piece.digest))
    cut, limits = piece.cut, piece.product.limits
    within = check_limits(limits, cut.timeline.duration, None if cut.draft else digest.bytes, cut.slug or "")
    if piece.measure is None or piece.product.wanted is None:
        return Ready(piece, engine.path(content), digest, None, (*within, *_of_delivery(piece, None, engine)))
    measurement = read_measurement(engine.path(piece.measure))
    carried = read_carried(engine.path(piece.read_back)) if piece.read_back else None
    if carried and carried.structure:
        measurement = replace(measurement, structure=carried.structure)
    checks = (
        *run_checks(measurement, piece.product.wanted),
        *_of_whole(piece, engine),
        *_of_delivery(piece, measurement, engine),
        *((same_essence(carried),) if carried else ()),
        *within,
    )
    return Ready(piece, engine.path(content), digest, measurement, checks, carried)


def _of_delivery(piece: Piece, measurement: Measurement | None, engine: Engine) -> tuple[Check, ...]:
    """What a station would refuse of it."""
    if piece.delivery is None or piece.facts is None:
        return ()
    facts = read_facts(engine.path(piece.facts))
    wanted = as_measured(piece.delivery, measurement) if measurement else piece.delivery
    return (check_delivery(facts, wanted),)


def _of_whole(piece: Piece, engine: Engine) -> tuple[Check, ...]:
    """How loud the programme is that a block belongs to."""
    if piece.whole is None or piece.product.wanted is None:
        return ()
    wanted = replace(piece.product.wanted, loudness=piece.cut.show.loudness_target(piece.cut.deliverable))
    found = check_loudness(read_measurement(engine.path(piece.whole)), wanted)
    return (found,) if found else ()
