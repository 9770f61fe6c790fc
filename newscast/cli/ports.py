"""The option that says on which port a page is served."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from newscast.base.i18n import _


def on_port(usual: int, told: str) -> Callable[[Any], Any]:
    """`--port`, `usual` unless given, 0 for any that is free; `told` is what `--help` says of it."""
    kind = click.IntRange(0, 65535)
    return click.option("--port", default=usual, show_default=True, type=kind, metavar=_("PORT"), help=told)
