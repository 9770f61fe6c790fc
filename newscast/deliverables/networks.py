"""What networks take of a video and of the text that goes with it, as their own pages say; it varies by account."""

from __future__ import annotations

from fractions import Fraction

from newscast.base.counted import size, x_length
from newscast.base.timecode import Time
from newscast.qc.limits import Limit

REELS = (
    Limit("Facebook Reels", seconds=90, least=3),
    Limit("YouTube Shorts", seconds=180),
    Limit("TikTok", seconds=600, least=3),
    Limit("Instagram Reels", seconds=900, least=3),
)
"""Those that take the file of a reel."""

LIMITS: dict[str, tuple[Limit, ...]] = {
    "reel": REELS,
    "facebook": REELS[:1],
    "shorts": REELS[1:2],
    "tiktok": REELS[2:3],
    "instagram": REELS[3:],
    "x": (Limit("X", seconds=140, size=512_000_000),),
}
"""Of videos, by deliverable."""
_YOUTUBE = (Limit("YouTube", title=100, text=5000, length=size, unit="bytes", without="<>"),)
"""Its interface counts a description in bytes, and takes neither sign (YouTube Data API, `videos`: `snippet`)."""
TEXT_LIMITS: dict[str, tuple[Limit, ...]] = {
    "web": _YOUTUBE,
    "shorts": _YOUTUBE,
    "facebook": (Limit("Facebook", text=2000),),
    "instagram": (Limit("Instagram", text=2200, hashtags=30),),
    "tiktok": (Limit("TikTok", text=2000),),
    "x": (Limit("X", text=280, length=x_length),),
    "whatsapp": (Limit("WhatsApp", text=1024),),
}
"""Of the texts that go with them, each as its network counts it."""
ALTERNATIVE_LIMIT = 1000
"""Characters of a picture's alternative text on X, which takes the fewest."""


def whole_seconds(longest: Time, rate: Fraction) -> int:
    """What a kit says that a network takes: a minute is 60 s, however many frames of the show that are."""
    return int(longest.seconds) if longest.frame_fields is None else int(longest.frames(rate) / rate)
