"""After a draft stands: small copies of it for people on the road, published beside it without a new version."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

from newscast.base.errors import Problem
from newscast.base.i18n import _
from newscast.base.sizes import size_text
from newscast.base.timecode import clock
from newscast.build.publishing import Published, keep_in_mind, not_there, statuses_of
from newscast.build.record.entries import listed_check, listed_problem, seconds_of
from newscast.build.sending import sent_of
from newscast.build.stages import Finished, Piece
from newscast.deliverables.cut import Cut
from newscast.deliverables.small import Excerpt, Recipe, Shape, may_be_whole, recipe_for, small_step, small_wanted
from newscast.engine.engine import Engine
from newscast.episode.folder import Delivery, locked, publish, staging
from newscast.episode.history import history_file
from newscast.episode.manifest import ListedFile, ListedProblem, Manifest, Quality, Share, is_of, known_manifest
from newscast.media.memory import Memory
from newscast.qc.checks import media_json, run_checks, verdict
from newscast.qc.measure import effort, measure_step, read_measurement
from newscast.qc.measured import Measurement
from newscast.qc.model import Check
from newscast.qc.size import check_size
from newscast.qc.wanted import Wanted
from newscast.show.deliverables import SHARE
from newscast.step.digest import Digest, digest_step, read_digest
from newscast.step.step import Step


@dataclass(frozen=True)
class Copy:
    """One file to send: its path inside the episode's folder, the slug of the story it is of, what makes and measures
    it."""

    path: str
    slug: str | None
    seconds: Fraction
    wanted: Wanted
    content: Step
    measure: Step
    digest: Step

    @property
    def steps(self) -> tuple[Step, Step, Step]:
        return self.content, self.measure, self.digest


@dataclass(frozen=True)
class _Made:
    """A copy that is made."""

    copy: Copy
    content: Path
    digest: Digest
    measurement: Measurement
    checks: tuple[Check, ...]


def shared(made: Finished, engine: Engine, done: Published, limit: int) -> tuple[Published, tuple[Problem, ...]]:
    """The draft with its copies beside it, and what does not become small enough.

    Where another build put a newer draft in its place meanwhile, it has nothing to do with this one.
    """
    copies, remarks = copies_of(made, limit)
    engine.make([step for copy in copies for step in copy.steps])
    ready = [_made(copy, engine, limit) for copy in copies]
    return _published(made, engine, done, _share(made, ready, limit), ready, remarks), remarks


def copies_of(made: Finished, limit: int) -> tuple[list[Copy], tuple[Problem, ...]]:
    """What is to be sent: the whole, or its stories where that would be too long for so many bytes."""
    copies: list[Copy] = []
    remarks: list[Problem] = []
    for piece in _programmes(made):
        draft = _shape(piece)
        for slug, stretch in _stretches(piece.cut, draft, limit):
            recipe = recipe_for(limit, stretch.seconds, draft)
            if recipe:
                copies.append(_copy(piece, slug, stretch, recipe, limit))
            else:
                remarks.append(_too_long(slug or piece.cut.deliverable, stretch, limit))
    return copies, tuple(remarks)


def _programmes(made: Finished) -> list[Piece]:
    name = sent_of(made.loaded.rundown.deliverables, made.loaded.rundown.families)
    return [each for each in made.pieces if each.cut.deliverable == name and each.product.role == "programme"]


def _shape(piece: Piece) -> Shape | None:
    wanted = piece.product.wanted
    video = wanted.video if wanted else None
    return Shape(video.width, video.height, video.rate) if video else None


def _stretches(cut: Cut, draft: Shape | None, limit: int) -> list[tuple[str | None, Excerpt]]:
    """What becomes a file of its own, with the slug of its story."""
    timeline = cut.timeline
    whole = Excerpt(0, timeline.frames, timeline.rate)
    fits = may_be_whole(limit, whole.seconds) if draft else recipe_for(limit, whole.seconds, None) is not None
    stories = [each for each in timeline.segments if each.kind == "story" and each.frames]
    if fits or cut.slug or not stories:
        return [(cut.slug, whole)]
    return [(each.slug, Excerpt(each.start, each.frames, timeline.rate)) for each in stories]


def _copy(piece: Piece, slug: str | None, stretch: Excerpt, recipe: Recipe, limit: int) -> Copy:
    assert isinstance(piece.product.content, Step)
    cut = piece.cut
    stem = "-".join([cut.rundown.episode, cut.deliverable, *([slug] if slug else [])])
    content = small_step(piece.product.content, stretch, recipe, limit, stem)
    wanted = small_wanted(stretch, recipe)
    mix = cut.mix if stretch.frames == cut.timeline.frames else None
    measure = measure_step(content, mix, effort(wanted), peak=False)
    path = f"{SHARE}/{stem}{content.suffix}"
    return Copy(path, slug, stretch.seconds, wanted, content, measure, digest_step(content))


def _too_long(name: str, stretch: Excerpt, limit: int) -> Problem:
    form = _("{name} lasts {duration}: too long to be sent in {size}. Nothing small was made of it.")
    message = form.format(name=name, duration=clock(stretch.seconds), size=size_text(limit))
    hint = _("Write a larger size in assets/newsroom.yaml, such as `{key}`.").format(key="drafts: {send: 64MB}")
    return Problem(message, hint, warning=True, code="share-too-long")


def _made(copy: Copy, engine: Engine, limit: int) -> _Made:
    measurement, digest = read_measurement(engine.path(copy.measure)), read_digest(engine.path(copy.digest))
    checks = (*run_checks(measurement, copy.wanted), check_size(digest.bytes, limit))
    return _Made(copy, engine.path(copy.content), digest, measurement, checks)


def _share(made: Finished, ready: Sequence[_Made], limit: int) -> Share:
    checks = [(check, each.copy.path) for each in ready for check in each.checks]
    name = sent_of(made.loaded.rundown.deliverables, made.loaded.rundown.families)
    programmes = [piece.product.path for piece in _programmes(made)]
    sums = {each.piece.product.path: each.digest.sha256 for each in made.ready}
    return Share(
        deliverable=name,
        limit=limit,
        of=tuple(sums[path] for path in programmes),
        files=tuple(_file(each) for each in ready),
        qc=Quality(
            verdict(check for check, _path in checks), tuple(listed_check(*each, made.loaded.root) for each in checks)
        ),
    )


def _file(made: _Made) -> ListedFile:
    return ListedFile(
        path=made.copy.path,
        role="programme",
        bytes=made.digest.bytes,
        sha256=made.digest.sha256,
        duration=seconds_of(made.copy.seconds),
        media=media_json(made.measurement),
        slug=made.copy.slug,
    )


def _published(
    made: Finished,
    engine: Engine,
    done: Published,
    share: Share,
    ready: Sequence[_Made],
    remarks: Iterable[Problem],
) -> Published:
    """A second transaction, in which nothing changes but the copies."""
    folder, memory = done.built.folder, Memory(engine.store.folder)
    deliveries = [Delivery(each.copy.path, each.content, each.digest.sha256) for each in ready]
    with staging(folder) as staged:
        staged.add(not_there(folder, deliveries, memory))
        with locked(folder):
            before = known_manifest(folder)
            if before is None or not is_of(share, before.deliverables):
                return replace(done, built=replace(done.built, stood=True), statuses=None)
            changed = not_there(folder, deliveries, memory)
            staged.add(each for each in changed if not staged.has(each))
            manifest = _with(before, share, [listed_problem(each, made.loaded.root) for each in remarks])
            publish(folder, staged, changed, manifest.as_json())
            keep_in_mind(folder, changed, memory)
            steps = {**made.by_deliverable, SHARE: [step for each in ready for step in each.copy.steps]}
            needed = engine.refer(folder, steps, done.until, done.history)
            found = statuses_of(folder, deliveries, history_file(folder, manifest.version), memory)
    statuses = None if done.statuses is None or found is None else {**done.statuses, **found}
    built = replace(done.built, manifest=manifest.as_json(), stood=True)
    return replace(done, built=built, statuses=statuses, needed=needed)


def _with(before: Manifest, share: Share, problems: Sequence[ListedProblem]) -> Manifest:
    told = [*before.problems, *(each for each in problems if each not in before.problems)]
    return replace(before, share=share if share.files else None, problems=tuple(told))
