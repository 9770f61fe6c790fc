"""Every deliverable there is, by name; the module of that name in this room lists its products.

That of a station is a deliverable of its own: all that stands here holds for it as for its family, `tv` or `radio`.
"""

from __future__ import annotations

from newscast.captions.style import file_style, social_style
from newscast.deliverables.deliverable import Deliverable, Poster
from newscast.timeline.form import BROADCAST, FEED, LOOP, SOUND_ONLY, SQUARE, VERTICAL

_COVER_SIZE = (1400, 1400)
"""The least that podcast directories take."""
_PODCAST_COVER_SIZE = (3000, 3000)
"""The most that they take, and what they recommend."""
_THUMBNAIL_SIZE = (1280, 720)

_REEL = Deliverable(
    VERTICAL,
    captions=lambda show: social_style(VERTICAL.canvas, show.captions),
    burned=True,
    poster=Poster("cover", VERTICAL.canvas),
)
"""What networks of vertical videos share: one timeline, one cover."""

DELIVERABLES: dict[str, Deliverable] = {
    "radio": Deliverable(
        SOUND_ONLY,
        captions=lambda show: file_style(show.captions),
        on_request=True,
        poster=Poster("cover", "square", _COVER_SIZE),
    ),
    "tv": Deliverable(BROADCAST, captions=lambda show: file_style(show.captions), on_request=True),
    "web": Deliverable(
        BROADCAST,
        captions=lambda show: file_style(show.captions),
        tracks=True,
        poster=Poster("thumbnail", BROADCAST.canvas, _THUMBNAIL_SIZE),
    ),
    "reel": _REEL,
    "square": Deliverable(
        SQUARE,
        captions=lambda show: social_style(SQUARE.canvas, show.captions),
        burned=True,
        poster=Poster("cover", SQUARE.canvas),
    ),
    "podcast": Deliverable(
        SOUND_ONLY,
        captions=lambda show: file_style(show.captions),
        on_request=True,
        poster=Poster("cover", "square", _PODCAST_COVER_SIZE),
    ),
    "x": Deliverable(
        FEED,
        captions=lambda show: social_style(FEED.canvas, show.captions),
        burned=True,
        poster=Poster("thumbnail", FEED.canvas, _THUMBNAIL_SIZE),
    ),
    "whatsapp": _REEL,
    "shorts": _REEL,
    "facebook": _REEL,
    "instagram": _REEL,
    "tiktok": _REEL,
    "screens": Deliverable(LOOP, captions=lambda show: social_style(LOOP.canvas, show.captions), burned=True),
}
