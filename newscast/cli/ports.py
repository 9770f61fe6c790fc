"""The option that says on which port a page is served."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from newscast.base.i18n import _


def on_port(usual: int, told: str, least: int = 0) -> Callable[[Any], Any]:
    """`--port`, `usual` unless given, 0 for any that is free where `least` lets it; `told` is what `--help` says."""
    kind = click.IntRange(least, 65535)
    return click.option("--port", default=usual, show_default=True, type=kind, metavar=_("PORT"), help=told)
