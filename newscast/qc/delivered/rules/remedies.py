"""What to do about a file that a station would refuse."""

from __future__ import annotations

from newscast.base.i18n import _


def again() -> str:
    """Nobody but the program decides this."""
    return _("Build the episode again; if it stays so, it is a fault of newscast: report it with this message.")


def profile(key: str) -> str:
    """A key of the station's profile decides this."""
    return _("Ask the station what it takes, and write it in its profile: “{key}”.").format(key=key)
