"""What is wrong with a file of the newsroom, in words a producer can act on.

A fault is a short code, so that it can be remembered and said later in another language.
"""

from __future__ import annotations

from pathlib import Path

from newscast.base.errors import Problem
from newscast.base.i18n import _

LARGEST_SIDE = 16_384
"""Pixels; what JPEG, H.264 and ffmpeg's scaler can be trusted with is about this."""
LARGEST_AREA = 220_000_000
"""Pixels; the largest phone cameras make 200 million."""


def problem(fault: str, path: Path) -> Problem:
    """The problem a fault code stands for; an unknown code reads as a file that cannot be read."""
    known = fault if fault in _texts() else "unreadable"
    message, hint = _texts()[known]
    return Problem(message.format(name=path.name, limit=LARGEST_SIDE), hint, code=f"medium-{known}", medium=path)


def _texts() -> dict[str, tuple[str, str]]:
    send_again = _("Copy or send it again, and wait until the copy is complete.")
    use_media = _("Use a video, sound or photo file here.")
    return {
        "missing": (_("{name} is not there."), _("Check the spelling, or copy the file to its place.")),
        "empty": (_("{name} is empty: it has no bytes."), send_again),
        "directory": (_("{name} is a folder, not a file."), use_media),
        "permission": (_("{name} may not be read by this user."), _("Ask for permission to read it.")),
        "special": (_("{name} is not an ordinary file."), use_media),
        "changing": (
            _("{name} was changed while it was looked at."),
            _("Wait until it is copied or saved, then build again."),
        ),
        "truncated": (_("{name} is incomplete: its end is missing."), send_again),
        "wav-short": (_("{name} is incomplete: it is shorter than its header says."), send_again),
        "photo": (_("{name} is a photo that cannot be opened whole."), send_again),
        "pdf": (
            _("{name} is a PDF that cannot be opened whole."),
            _("Copy it again, or save it anew as PDF with the program it was made with."),
        ),
        "pdf-locked": (
            _("{name} is a PDF that is locked with a password."),
            _("Save it without its password, or use a picture of the page."),
        ),
        "not-media": (_("{name} is not a video, sound or photo."), use_media),
        "playlist": (
            _("{name} is a list of other files, not a recording."),
            _("Use the recording itself; files that point to others are not opened."),
        ),
        "no-streams": (_("{name} has neither picture nor sound that can be used."), use_media),
        "zero": (_("{name} lasts no time at all."), send_again),
        "too-large": (
            _("{name} is larger than {limit} pixels a side, or than any camera makes."),
            _("Save it in a smaller size."),
        ),
        "undecodable": (
            _("{name} has a picture or sound that cannot be decoded."),
            _("Export it again as MP4 (H.264 and AAC), WAV, JPEG or PNG."),
        ),
        "unreadable": (
            _("{name} could not be examined: reading it failed or took too long."),
            _("Export it again as MP4 (H.264 and AAC), WAV, JPEG or PNG."),
        ),
    }
