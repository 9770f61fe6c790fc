"""What is told where nobody looks for faces in pictures."""

from __future__ import annotations

from newscast.base.i18n import _
from newscast.picture.faces.detector import are_sought


def unsought_words() -> str:
    """That nobody looks for faces on this machine, what follows from it and what helps; empty where they are sought."""
    return "" if are_sought() else told_unsought()


def told_unsought() -> str:
    """The same wherever it is asked."""
    return _(
        "Nobody looks for faces in pictures here: crops stand a little above the middle, and texts may lie on"
        " people. The extra `faces` looks for them."
    )
