"""The deliverables there are, by name, in the order in which they are built: how loud each is, and its rates."""

from __future__ import annotations

from fractions import Fraction

LOUDNESS: dict[str, tuple[float, float]] = {
    "radio": (-23.0, -1.0),
    "tv": (-24.0, -2.0),
    "web": (-16.0, -1.0),
    "reel": (-14.0, -1.0),
    "square": (-14.0, -1.0),
    "podcast": (-16.0, -1.0),
    "x": (-14.0, -1.0),
    "whatsapp": (-14.0, -1.0),
    "shorts": (-14.0, -1.0),
    "facebook": (-14.0, -1.0),
    "instagram": (-14.0, -1.0),
    "tiktok": (-14.0, -1.0),
    "screens": (-14.0, -1.0),
}
"""Integrated loudness in LUFS and true-peak limit in dBTP, where a kit says nothing else: EBU R128 for radio, ATSC A/85
for TV, platform practice for the rest."""
BY_NAME: tuple[str, ...] = ("podcast", "x", "whatsapp", "shorts", "facebook", "instagram", "tiktok", "screens")
"""Those that are built only where a kit, a rundown or `--only` names them."""
POSTED: tuple[str, ...] = tuple(name for name in LOUDNESS if name not in ("radio", "tv", "podcast", "screens"))
"""Those that go with a text of what is posted."""
ALIKE: dict[str, str] = {
    "podcast": "radio",
    "shorts": "reel",
    "facebook": "reel",
    "instagram": "reel",
    "tiktok": "reel",
}
"""Deliverables that keep what another one keeps, by the name of that, where a rundown says nothing of them."""

FORMATS = ("srt", "vtt", "imsc", "facebook", "scc", "mcc")
"""The formats of caption files; the module of that name in newscast/captions writes it."""
GRID_FORMATS = ("scc", "mcc")
"""Those of them that have captions as CEA-608 has them, in lines of 32 signs with their place in the picture."""
LINE21_RATES = (Fraction(30000, 1001), Fraction(30))
"""Frames a second of the television that CEA-608 is of; its files count others as the first of these."""
SIDECARS: dict[str, tuple[str, ...]] = {
    "tv": ("imsc",),
    "web": ("srt", "vtt", "facebook"),
    "reel": ("facebook",),
    "square": ("facebook",),
    "facebook": ("facebook",),
    "podcast": ("vtt",),
}
"""Those that a deliverable carries where a kit says nothing else: what stations exchange (SMPTE and EBU take IMSC),
what web players and YouTube take, what Facebook takes with a video and with a reel, what podcast players take."""

SHARE = "share"
"""What is asked for, and the folder, of the small copies of a draft that are to be sent; it is no deliverable."""

RESERVED = (SHARE, "draft", "history", "approved", "withheld")
"""Folders of an episode, and of what is approved of it, that are no deliverable's."""

RATES = tuple(map(Fraction, ("24000/1001", "24", "25", "30000/1001", "30", "50", "60000/1001", "60")))
"""Frames a second that cameras record, and players and platforms take."""
RATES_OF: dict[str, tuple[Fraction, ...]] = {"tv": tuple(map(Fraction, ("25", "30000/1001", "30")))}
"""Those of the deliverables that do not take all of them. An interlaced master of 1080 lines has 25, 30000/1001 or 30
pictures of two fields a second (SMPTE ST 274; XDCAM HD422, RDD 9, has the first two)."""
