"""What to do about a file that would be refused."""

from __future__ import annotations

from newscast.base.i18n import _


def again() -> str:
    """Nobody but the program decides this."""
    return _("Build the episode again; if it stays so, it is a fault of newscast: report it with this message.")


def profile(key: str) -> str:
    """A key of the profile decides this, where the file is for a station."""
    return _(
        "In a station's profile “{key}” decides this: ask the station what it takes. Any other file: build the episode "
        "again."
    ).format(key=key)
