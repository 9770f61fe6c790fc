"""`newscast export`: the markers or the timeline of an episode, for an editor’s programs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from newscast.base.i18n import _
from newscast.cli.names import names_in
from newscast.cli.to_file import never_over_others

if TYPE_CHECKING:
    from newscast.review.export.leaving import Wanted


@click.command(
    help=_(
        "Write the markers of an episode (comments, segments, what checks found, texts on screen) or, with --timeline,"
        " its timeline with its media, for DaVinci Resolve, Premiere, Kdenlive and others."
    )
)
@click.argument("episode", metavar=_("EPISODE"))
@click.option(
    "--as",
    "form",
    type=click.Choice(["edl", "locators", "otio", "csv"]),
    default="otio",
    help=_("The form of the file."),
)
@click.option("--timeline", is_flag=True, help=_("The timeline, with markers in it; markers alone otherwise."))
@click.option(
    "--markers",
    metavar=_("NAMES"),
    callback=names_in,
    help=_("Only these, such as `comments,checks`, of comments, segments, checks, supers; or `none`."),
)
@click.option(
    "--comments",
    "states",
    type=click.Choice(["all", "open", "resolved"]),
    default="all",
    help=_("Which comments."),
)
@click.option("--story", metavar=_("SLUG"), help=_("Only this story."))
@click.option("--deliverable", metavar=_("NAME"), help=_("Of this deliverable, `web` or `reel/SLUG`; web unless said."))
@click.option(
    "--draft/--final", "draft", default=None, help=_("The draft, or the final; what was built last unless said.")
)
@click.option(
    "--version", type=click.IntRange(min=1), metavar="N", help=_("An earlier version; the newest unless said.")
)
@click.option(
    "--start",
    metavar=_("TIMECODE"),
    default="",
    help=_("The time code of the first frame, such as 01:00:00:00; that of the deliverable unless said."),
)
@click.option("--non-drop", is_flag=True, help=_("Count without drop-frame where the rate has it (29.97, 59.94)."))
@click.option(
    "--relative", is_flag=True, help=_("Name media from the newsroom’s folder, not as they lie on this machine.")
)
@click.option(
    "--output",
    "-o",
    metavar=_("FILE"),
    type=click.Path(dir_okay=False, path_type=Path),
    callback=never_over_others(".otio", ".edl", ".csv", ".txt"),
    help=_("Where it is written, `-` for standard output; in this folder, under a name of its own, unless said."),
)
def command(episode: str, timeline: bool, output: Path | None, **asked: Any) -> int:
    """What an editor should know goes to standard error."""
    from newscast.base.errors import UsageError
    from newscast.base.files import machine_errors, near, write_aside
    from newscast.cli.where import episode_here
    from newscast.episode.reader import read_episode
    from newscast.review.door.wrong import RefusedError
    from newscast.review.episode.chosen import chosen_from
    from newscast.review.export.leaving_markers import markers_left
    from newscast.review.newsroom.office import open_office

    root, name = episode_here(episode)
    office = open_office(root)
    try:
        wanted = _wanted(asked, timeline)
        chosen = chosen_from(name, read_episode(office.folder(name)), _asked(asked))
        if timeline:
            from newscast.review.export.leaving_timeline import timeline_left

            left = timeline_left(office, _ourselves(), chosen, wanted)
        else:
            left = markers_left(office, _ourselves(), chosen, wanted)
    except RefusedError as refused:
        raise UsageError(refused.message) from refused
    for note in left.notes:
        click.echo(note, err=True)
    if output == Path("-"):
        sys.stdout.buffer.write(left.content)
        return 0
    path = output or Path(left.name)
    with machine_errors(path):
        write_aside(path, left.content)
    click.echo(_("Written: {path}").format(path=near(path)), err=True)
    return 0


def _wanted(asked: dict[str, Any], timeline: bool) -> Wanted:
    from newscast.base.errors import UsageError
    from newscast.document.words import did_you_mean
    from newscast.exchange.marker import KINDS
    from newscast.review.export.leaving import Wanted

    if timeline and asked["form"] not in ("edl", "otio"):
        raise UsageError(_("A timeline is written as `edl` or `otio`; a table has markers only."))
    kinds: tuple[str, ...] = asked["markers"] or KINDS
    kinds = () if kinds == ("none",) else kinds
    for each in kinds:
        if each not in KINDS:
            message = _("There are no markers “{name}”.").format(name=each)
            raise UsageError(f"{message} {did_you_mean(each, KINDS)}")
    return Wanted(
        asked["form"],
        tuple(each for each in KINDS if each in kinds),
        asked["states"],
        asked["story"],
        asked["start"],
        not asked["non_drop"],
        asked["relative"],
    )


def _asked(asked: dict[str, Any]) -> dict[str, str]:
    """What is looked at, as addresses of the page say it."""
    told = {"deliverable": asked["deliverable"], "version": asked["version"] and str(asked["version"])}
    if asked["draft"] is not None:
        told["draft"] = str(int(asked["draft"]))
    return {name: value for name, value in told.items() if value is not None}


def _ourselves() -> Any:
    """Whoever has the newsroom's folder sees all of it."""
    from newscast.review.newsroom.access import Visitor

    return Visitor(0, "", "", "director")
