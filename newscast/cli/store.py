"""`newscast store`: what is kept of earlier work, and letting go of it."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from newscast.base.i18n import _

if TYPE_CHECKING:
    from newscast.store.collect import Collected
    from newscast.store.store import Kept, Store

_SIZES = {"": 1, "K": 10**3, "M": 10**6, "G": 10**9, "T": 10**12}
_TIMES = {"h": 3600, "d": 86_400, "w": 7 * 86_400}


def _measure(pattern: str, units: dict[str, int], example: str) -> Callable[[Any, Any, str | None], float | None]:
    """A callback of click that reads a number with its unit."""

    def read(_context: Any, _parameter: Any, value: str | None) -> float | None:
        if value is None:
            return None
        found = re.fullmatch(pattern, value.strip(), re.IGNORECASE)
        if not found:
            raise click.BadParameter(_("write it like {example}").format(example=example))
        unit = next(name for name in units if name.lower() == found[2].lower())
        return float(found[1]) * units[unit]

    return read


@click.command(help=_("Show what is kept of earlier builds, or let go of it."))
@click.argument("newsroom", default=".", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--collect", is_flag=True, help=_("Remove what no episode's manifest needs, by --older and --larger."))
@click.option(
    "--older",
    metavar="TIME",
    callback=_measure(r"(\d+(?:\.\d+)?)([hdw])", _TIMES, "30d"),
    help=_("Remove what was not used for so long, e.g. 30d, 12h, 4w."),
)
@click.option(
    "--larger",
    metavar="SIZE",
    callback=_measure(r"(\d+(?:\.\d+)?)([KMGT]?)B?", _SIZES, "20G"),
    help=_("Remove the least recently used until no more than this is kept, e.g. 20G."),
)
@click.option("--json", "as_json", is_flag=True, help=_("Print it as JSON on standard output."))
def command(newsroom: Path, collect: bool, older: float | None, larger: float | None, as_json: bool) -> int:
    """Show, or collect and show."""
    from newscast.base.errors import UsageError
    from newscast.show.newsroom import find_newsroom
    from newscast.store.collect import collect as let_go
    from newscast.store.open import choose_folder, open_store

    if collect and older is None and larger is None:
        raise UsageError(_("Say what is to be removed: --older 30d, --larger 20G, or both."))
    if not collect and (older is not None or larger is not None):
        raise UsageError(_("--older and --larger go with --collect."))
    root = find_newsroom(newsroom.resolve() / "rundown.yaml") or newsroom
    store = open_store(choose_folder(root)[0])
    if collect:
        gone = let_go(store, older, int(larger) if larger is not None else None)
        store.tidy()
        click.echo(_removed(gone), err=as_json)
    _show(store, as_json)
    return 0


def _removed(gone: Collected) -> str:
    if gone.skipped:
        return _("A build works with these results; nothing was removed. Try again when it has ended.")
    return _("Removed {count} results, {size}.").format(count=gone.results, size=size_text(gone.bytes))


def _show(store: Store, as_json: bool) -> None:
    from newscast.store.references import referred

    held = list(store.kept())
    needed = referred(store)
    in_use = [kept for kept in held if kept.name in needed]
    if as_json:
        totals = {"results": len(held), "bytes": _bytes(held), "needed_bytes": _bytes(in_use)}
        click.echo(json.dumps({"store": store.address, **totals, "suffixes": _by_suffix(held)}, ensure_ascii=False))
        return
    click.echo(f"{store.address}: {size_text(_bytes(held))}")
    click.echo(_("  {size} of it is needed by episodes that are there.").format(size=size_text(_bytes(in_use))))
    for suffix, row in _by_suffix(held).items():
        form = _("  {suffix:<6} {count:>6} results {size:>10}   last used {days} days ago or later")
        click.echo(
            form.format(suffix=suffix, count=row["results"], size=size_text(row["bytes"]), days=row["oldest_days"])
        )


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


def size_text(size: int) -> str:
    """A size as people read it."""
    for unit, factor in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if size >= factor:
            return f"{size / factor:.1f} {unit}"
    return f"{size} B"
