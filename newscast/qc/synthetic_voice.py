"""Says that a synthetic voice is heard, so that nobody puts it on air by accident."""

from __future__ import annotations

from collections.abc import Sequence

from newscast.base.i18n import _
from newscast.qc.model import Check


def synthetic_voice(slugs: Sequence[str], on_air: bool) -> tuple[Check, ...]:
    """A warning naming the segments, a pass where the kit says `synth: {on_air: true}`, nothing without segments."""
    if not slugs:
        return ()
    message = _("A synthetic voice reads: {slugs}.").format(slugs=", ".join(slugs))
    return (Check("synthetic-voice", "pass" if on_air else "warn", len(slugs), 0, message=message),)
