"""`newscast doctor`: says what this machine has, and what is missing."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import click

from newscast.base.exits import DONE, MACHINE
from newscast.base.i18n import _, language

LEAST_FREE = 5
"""Gigabytes under which a build of half an hour may not fit."""

Finding = tuple[str, str, bool]
"""What was looked for, what was found, whether it will do."""


@click.command(help=_("Say what this machine has."))
def command() -> int:
    """Print findings, one a line; the code is that of a failing machine where something will not do."""
    fine = True
    for name, found, good in findings(Path.cwd()):
        click.echo(f"{'✓' if good else '✗'} {name}: {found}")
        fine = fine and good
    return DONE if fine else MACHINE


def findings(here: Path) -> Iterator[Finding]:
    """Everything a build depends on, as found from the folder `here`."""
    yield from _ffmpeg()
    yield _fonts()
    yield _voices()
    yield _faces()
    yield _("processors"), str(os.cpu_count() or 1), True
    yield _newsroom(here)
    yield from _disk(here)
    yield _("language"), language(), True


def _ffmpeg() -> Iterator[Finding]:
    from newscast.base.binary import find_binary
    from newscast.base.errors import MachineError
    from newscast.engine.abilities import ENCODERS, lacks, told

    try:
        binary = find_binary()
        missing = lacks(binary)
    except MachineError as error:
        yield "ffmpeg", str(error), False
        return
    yield "ffmpeg", f"{binary.version} ({binary.path})", True
    yield from ((_("missing"), told(need), False) for need in missing)
    encoders = [encoder for encoder in ENCODERS if f"encoder {encoder}" not in missing]
    yield _("encoders"), ", ".join(encoders), True


def _fonts() -> Finding:
    from newscast.graphics.fonts import builtin_families

    families = builtin_families()
    return _("fonts"), ", ".join(families) or _("none"), bool(families)


def _voices() -> Finding:
    from newscast.base.synthesiser import voices

    try:
        found = voices()
    except OSError as error:
        return _("synthetic voices"), str(error), False
    spanish = [voice for voice in found if voice.startswith("es")]
    text = _("{count}, Spanish: {spanish}").format(count=len(found), spanish=", ".join(spanish) or _("none"))
    return _("synthetic voices"), text, bool(found)


def _faces() -> Finding:
    from newscast.picture.faces.detector import are_sought

    return (
        _("faces in pictures"),
        _("found") if are_sought() else _("not looked for (the extra `faces` finds them)"),
        True,
    )


def _newsroom(here: Path) -> Finding:
    from newscast.show.newsroom import find_newsroom

    root = find_newsroom(here / "rundown.yaml")
    return _("newsroom"), str(root) if root else _("none here; `newscast new SHOW` starts one"), True


def _disk(here: Path) -> Iterator[Finding]:
    from newscast.show.newsroom import find_newsroom
    from newscast.store.open import choose_folder

    root = find_newsroom(here / "rundown.yaml") or here
    store, _fallback = choose_folder(root)
    existing = next(folder for folder in (store, *store.parents) if folder.exists())
    free = shutil.disk_usage(existing).free / 1e9
    enough = free >= LEAST_FREE
    yield _("results are kept in"), str(store), True
    yield _("free disk"), _("{free} GB").format(free=f"{free:.1f}"), enough
