"""What `newscast status` says of what is in an episode's folder, line by line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from newscast.base.i18n import _, ngettext
from newscast.base.sizes import size_text
from newscast.base.timecode import clock as length
from newscast.qc.names import name_of
from newscast.watch.rundowns.editions import DeliverableState, EditionState, EpisodeState
from newscast.watch.telling.phrases import verdict_of


def edition_line(edition: EditionState) -> str:
    """Its version, and what there is to know of it."""
    if edition.version is None and not edition.deliverables:
        return _("cannot be read")
    number = "" if edition.version is None else f"{edition.version}: "
    states = [verdict_of(edition.verdict)] if edition.verdict else []
    outdated = [name for name, each in edition.deliverables.items() if each.outdated]
    if outdated:
        states.append(_("outdated: {deliverables}").format(deliverables=", ".join(outdated)))
    if edition.damaged:
        states.append(
            ngettext("{n} file damaged", "{n} files damaged", len(edition.damaged)).format(n=len(edition.damaged))
        )
    return number + "; ".join(states)


def episode_lines(episode: EpisodeState) -> Iterator[str]:
    """Its final and its draft, with every check that was not passed."""
    if episode.title:
        yield ""
        yield f"{episode.title} ({episode.name})"
        if episode.left:
            yield left_line(episode)
    for name, edition in ((_("Final"), episode.final), (_("Draft"), episode.draft)):
        if edition is not None:
            yield from section(f"{name} {edition_line(edition)}".rstrip(": "), list(_entries(edition)))


def left_line(episode: EpisodeState) -> str:
    """That its rundown is gone: it was renamed, perhaps, and is an episode of another name now."""
    return _("built from {path}, which is not there any more").format(path=episode.rundown)


def _entries(edition: EditionState) -> Iterator[str]:
    for name, each in edition.deliverables.items():
        yield f"{name}: {length(each.duration)}, {_verdict(each)}"
        if not each.outdated:
            for check in each.checks:
                kind = _("FAILED") if check.verdict == "fail" else _("warning")
                yield f"  {kind}: {name_of(check.check)}: {check.message}".rstrip(": ")
    for copy in edition.copies:
        yield f"{copy.file}: {size_text(copy.bytes)}, {length(copy.duration or 0)}"
    for damage in edition.damaged:
        yield f"{damage.file}: {damage.reason}"


def _verdict(deliverable: DeliverableState) -> str:
    if deliverable.outdated:
        return _("outdated: what it was made from has changed, build it again")
    return verdict_of(deliverable.verdict)


def warning_lines(episodes: Iterable[EpisodeState]) -> Iterator[str]:
    """What the last builds said, each thing once."""
    told = [line for each in episodes for line in _problems(each)]
    yield from section(_("Warnings"), list(dict.fromkeys(told)))


def _problems(episode: EpisodeState) -> Iterator[str]:
    for edition in (episode.final, episode.draft):
        for each in edition.problems if edition else ():
            where = f"{each.file}:{each.line}:{each.column}: " if each.file and each.line else ""
            yield f"{where}{each.message} {each.hint}".rstrip()


def section(title: str, lines: list[str]) -> Iterator[str]:
    """Lines under a title; nothing where there are none."""
    if lines:
        yield ""
        yield title
        yield from (f"  {line}" for line in lines)
