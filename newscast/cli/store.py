"""`newscast store`: what is kept of earlier work, and letting go of it."""

from __future__ import annotations

import datetime
import json
import math
import re
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from newscast.base.i18n import _
from newscast.base.sizes import parse_size, size_text

if TYPE_CHECKING:
    from newscast.base.errors import Problem
    from newscast.store.collect import Collected
    from newscast.store.references import Need
    from newscast.store.store import Kept, Store

_TIMES = {"h": 3600, "d": 86_400, "w": 7 * 86_400}


def _measure(parse: Callable[[str], int | None], example: str) -> Callable[[Any, Any, str | None], int | None]:
    """A callback of click that reads a number with its unit."""

    def read(_context: Any, _parameter: Any, value: str | None) -> int | None:
        found = parse(value) if value is not None else None
        if value is not None and found is None:
            raise click.BadParameter(_("write it like {example}").format(example=example))
        return found

    return read


def _seconds(text: str) -> int | None:
    found = re.fullmatch(r"(\d{1,9}(?:\.\d{1,9})?)([hdw])", text.strip(), re.IGNORECASE)
    return round(float(found[1]) * _TIMES[found[2].lower()]) if found else None


@click.command(help=_("Show what is kept of earlier builds, or let go of it."))
@click.argument(
    "newsroom", default=".", metavar=_("[NEWSROOM]"), type=click.Path(exists=True, file_okay=False, path_type=Path)
)
@click.option("--collect", is_flag=True, help=_("Remove what no episode's manifest needs, by --older and --larger."))
@click.option(
    "--older",
    metavar=_("TIME"),
    callback=_measure(_seconds, "30d"),
    help=_("Remove what was not used for so long, e.g. 30d, 12h, 4w."),
)
@click.option(
    "--larger",
    metavar=_("SIZE"),
    callback=_measure(parse_size, "20G"),
    help=_("Remove the least recently used until no more than this is kept, e.g. 20G."),
)
@click.option("--json", "as_json", is_flag=True, help=_("Print it as JSON on standard output."))
def command(newsroom: Path, collect: bool, older: int | None, larger: int | None, as_json: bool) -> int:
    """Show, or collect and show."""
    from newscast.base.errors import UsageError
    from newscast.episode.history import say_gone
    from newscast.show.newsroom import find_newsroom
    from newscast.store.collect import collect as let_go
    from newscast.store.open import choose_folder, open_store
    from newscast.store.shelves import SHELVES, collect_shelf

    if collect and older is None and larger is None:
        raise UsageError(_("Say what is to be removed: --older 30d, --larger 20G, or both."))
    if not collect and (older is not None or larger is not None):
        raise UsageError(_("--older and --larger go with --collect."))
    root = find_newsroom(newsroom.resolve() / "rundown.yaml") or newsroom
    store = open_store(choose_folder(root)[0])
    if collect:
        gone = let_go(store, older, larger)
        store.tidy()
        say_gone(gone.lost)
        looked = [collect_shelf(store.folder, shelf, larger, older) for shelf in SHELVES]
        click.echo(_removed(gone, looked), err=as_json)
    _show(store, _bound(store, root), as_json)
    return 0


def _bound(store: Store, root: Path) -> int:
    """The size that builds hold the store to."""
    from newscast.base.errors import FilesError
    from newscast.show.load import load_newsroom
    from newscast.store.keeping import bound

    problems: list[Problem] = []
    newsroom = load_newsroom(root, problems)
    if any(not problem.warning for problem in problems):
        raise FilesError(problems)
    return bound(store.folder, newsroom.store.keep)


def _removed(gone: Collected, looked: Sequence[Collected]) -> str:
    """`looked` is what was removed of what the page shows."""
    if gone.skipped:
        return _("A build works with these results; nothing was removed. Try again when it has ended.")
    count, size = (sum(getattr(each, name) for each in (gone, *looked)) for name in ("results", "bytes"))
    return _("Removed {count} results, {size}.").format(count=count, size=size_text(size))


def _show(store: Store, most: int, as_json: bool) -> None:
    from newscast.store.references import needs, referred
    from newscast.store.shelves import SHELVES, shelf_in

    held, noted = list(store.kept()), needs(store)
    needed = referred(noted, time.time())
    in_use = [kept for kept in held if kept.name in needed]
    looked = sum(_bytes(shelf_in(store.folder, shelf).kept()) for shelf in SHELVES)
    if as_json:
        totals = {"results": len(held), "bytes": _bytes(held), "needed_bytes": _bytes(in_use), "most_bytes": most}
        totals["looked_at_bytes"] = looked
        click.echo(json.dumps({"store": store.address, **totals, "suffixes": _by_suffix(held)}, ensure_ascii=False))
        return
    click.echo(f"{store.address}: {size_text(_bytes(held))}")
    click.echo(_("  Builds hold what is kept on this machine to {size}.").format(size=size_text(most)))
    click.echo(_("  {size} of it is needed by episodes that are there.").format(size=size_text(_bytes(in_use))))
    if looked:
        form = _("  Beside it lies {size} that the page made of programmes to show them.")
        click.echo(form.format(size=size_text(looked)))
    for line in _needs(held, noted):
        click.echo(line)
    for suffix, row in _by_suffix(held).items():
        form = _("  {suffix:<6} {count:>6} results {size:>10}   last used {days} days ago or later")
        click.echo(
            form.format(suffix=suffix, count=row["results"], size=size_text(row["bytes"]), days=row["oldest_days"])
        )


def _needs(held: Sequence[Kept], noted: Iterable[Need]) -> Iterator[str]:
    """What each episode needs and until when, the last to be let go of first."""
    for need in sorted((need for need in noted if need.until > time.time()), key=lambda need: -need.until):
        size = size_text(_bytes(kept for kept in held if kept.name in need.names))
        if need.until == math.inf:
            yield _("    {episode}: {size}").format(episode=need.episode, size=size)
        else:
            until = datetime.date.fromtimestamp(need.until).isoformat()
            yield _("    {episode}: {size}, until {date}").format(episode=need.episode, size=size, date=until)


def _by_suffix(held: Sequence[Kept]) -> dict[str, dict[str, int]]:
    """Number, bytes and greatest age in days of the results of each kind of file, the largest first."""
    now = time.time()
    rows: dict[str, dict[str, int]] = {}
    for kept in held:
        row = rows.setdefault(Path(kept.name).suffix, {"results": 0, "bytes": 0, "oldest_days": 0})
        row["results"] += 1
        row["bytes"] += kept.bytes
        row["oldest_days"] = max(row["oldest_days"], int((now - kept.used) / 86_400))
    return dict(sorted(rows.items(), key=lambda item: -item[1]["bytes"]))


def _bytes(held: Iterable[Kept]) -> int:
    return sum(kept.bytes for kept in held)
