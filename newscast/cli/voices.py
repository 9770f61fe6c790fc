"""`newscast voices`: which synthetic voices there are, and where to get more."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from newscast.base.i18n import _
from newscast.cli.where import newsroom_option

_ASSETS = "assets"
_EXAMPLE = "es_MX-claude-high"


@click.command(help=_("List the synthetic voices there are, and say where to get more."))
@newsroom_option
def command(newsroom: Path) -> int:
    """Print those of espeak-ng, then the Piper models below the newsroom's assets."""
    for line in (*_espeak(), "", *_piper(), *_models(newsroom)):
        click.echo(line)
    return 0


def _espeak() -> Iterator[str]:
    from newscast.base.synthesiser import voices
    from newscast.base.versions import version_of

    found = voices()
    yield _("espeak-ng {version}: always there, with {count} voices").format(
        version=version_of("espeakng-loader"), count=len(found)
    )
    for code in ("es", "en"):
        named = [name for name in found if name.split("-")[0] == code]
        yield "  " + ", ".join(named)
    yield "  " + _("In the kit: {key}").format(key="`synth: {voice: es-419}`")


def _piper() -> Iterator[str]:
    from newscast.base.versions import version_of
    from newscast.sound.piper import INSTALL, is_installed

    if is_installed():
        yield _("Piper {version}: sounds better, and needs a model for each voice").format(
            version=version_of("piper-tts")
        )
    else:
        yield _("Piper: sounds better, and is not installed. Run {command} (licence: GPL 3).").format(command=INSTALL)
    yield "  " + _("More voices: {command} fetches one into a folder; without a name it lists them.").format(
        command=f"python -m piper.download_voices {_EXAMPLE}"
    )
    yield "  " + _("Each has a licence of its own: read its MODEL_CARD before it goes on air.")
    key = f"`synth: {{engine: piper, model: voces/{_EXAMPLE}.onnx}}`"
    yield "  " + _("In the kit, with both files in its folder voces/: {key}").format(key=key)


def _models(folder: Path) -> Iterator[str]:
    """The models of the newsroom of a folder, each with what it tells of itself, or what is wrong with it."""
    from newscast.show.newsroom import find_newsroom
    from newscast.sound.piper import description

    root = find_newsroom(folder.resolve() / "any")
    found = sorted((root / _ASSETS).rglob("*.onnx")) if root else []
    if not root:
        return
    yield "  " + (_("In this newsroom:") if found else _("There is none in this newsroom yet."))
    for model in found:
        yield f"    {model.relative_to(root)}: {description(model)}"
